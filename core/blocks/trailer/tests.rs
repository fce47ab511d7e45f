use super::*;
use crate::model::{Category, FieldId, Leftover, Value};
use crate::policy;

const IPTC: &[u8] = b"\x1C\x02\x00\0\x02\0\x02\x1C\x02\x5A\0\x05Paris\x1C\x02\x50\0\x0BAnna Muster";

/// What comes before a trailer.
const BEFORE: &[u8] = b"picture";

fn read(trailer: &[u8]) -> Option<Trailer> {
    let bytes = [BEFORE, trailer].concat();
    last(&Input::from_bytes(&bytes), Span::between(BEFORE.len() as u64, bytes.len() as u64)).unwrap()
}

/// Reads a trailer that begins where it should; returns what it reveals, and whether all of it was read.
#[track_caller]
fn told(form: TrailerForm, bytes: &[u8]) -> (Vec<(Category, String)>, bool) {
    let trailer = read(bytes).unwrap();
    assert_eq!((trailer.form, trailer.span.start), (form, BEFORE.len() as u64));
    let unread = trailer.fields.iter().any(|field| matches!(field.id, FieldId::Leftover(Leftover::Unread)));
    let told = trailer.fields.iter().filter_map(|field| {
        Some((policy::category(field)?, field.value.text().map(std::borrow::Cow::into_owned).unwrap_or_default()))
    });
    (told.collect(), !unread)
}

#[track_caller]
fn tells(told: &[(Category, String)], category: Category, text: &str) {
    assert!(told.contains(&(category, text.to_owned())), "{category:?} {text} {told:?}");
}

fn afcp(little: bool, said: u32) -> Vec<u8> {
    let number = |number: u32| if little { number.to_le_bytes() } else { number.to_be_bytes() };
    let short = |number: u16| if little { number.to_le_bytes() } else { number.to_be_bytes() };
    let mark: &[u8] = if little { b"AXS*" } else { b"AXS!" };
    let text = b"a note of Anna";
    let data = said + 12 + 24;
    let entries = [
        &b"IPTC"[..],
        &number(IPTC.len() as u32),
        &number(data),
        b"TEXT",
        &number(text.len() as u32),
        &number(data + IPTC.len() as u32),
    ]
    .concat();
    [mark, &short(1), &short(2), &[0; 4], &entries, IPTC, text, mark, &number(said), &[0; 4]].concat()
}

/// Bytes after the end with people, places and dates in them were taken for unknown ones.
#[test]
fn afcp_is_read_in_both_orders_also_where_its_offsets_were_shifted() {
    for little in [false, true] {
        for said in [BEFORE.len() as u32, 4711] {
            let (found, whole) = told(TrailerForm::Afcp, &afcp(little, said));
            tells(&found, Category::Location, "Paris");
            tells(&found, Category::People, "Anna Muster");
            tells(&found, Category::Text, "a note of Anna");
            assert!(whole, "{found:?}");
        }
    }
}

#[test]
fn foto_station_is_read_record_by_record() {
    let record =
        |tag: u16, data: &[u8]| [data, &tag.to_be_bytes(), &(data.len() as u32 + 10).to_be_bytes(), b"\xA1\xB2\xC3\xD4"].concat();
    let trailer = [record(2, &[0; 48]), record(1, IPTC)].concat();
    let (found, whole) = told(TrailerForm::FotoStation, &trailer);
    tells(&found, Category::Location, "Paris");
    assert!(whole, "{found:?}");
    assert!(!told(TrailerForm::FotoStation, &record(9, b"unknown")).1);
}

#[test]
fn photo_mechanic_counts_its_data_sets_by_itself() {
    let data = b"\x1C\x02\xD7\0\x04\0\0\x12\x67\x1C\x02\xDD\0\x04\0\0\0\x01";
    let trailer = [&data[..], &(data.len() as u32).to_be_bytes(), b"cbipcbbl"].concat();
    let (found, whole) = told(TrailerForm::PhotoMechanic, &trailer);
    tells(&found, Category::Software, "4711");
    assert!(whole);
}

#[test]
fn xmp_in_the_trailers_of_canon_and_nikon_is_read() {
    let packet = crate::testing::xmp_packet(r#"xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Paris""#);
    let len = |bytes: &[u8]| (bytes.len() as u32).to_be_bytes();
    let canon = |kind: u32| {
        let blocks = [&kind.to_be_bytes()[..], &len(&packet), &packet].concat();
        let head = [&b"CANON OPTIONAL DATA\0\0\x01\0\0"[..], &len(&blocks)].concat();
        [&head, &blocks, &b"CANON OPTIONAL DATA\0"[..], &len(&blocks), &[0; 38], b"\xFF\xD9"].concat()
    };
    let (found, whole) = told(TrailerForm::CanonRecipe, &canon(0xFFFF_00F6));
    tells(&found, Category::Location, "Paris");
    assert!(whole, "{found:?}");
    assert!(!told(TrailerForm::CanonRecipe, &canon(0xFFFF_00F4)).1);
    let head = [b"NIKON APP\0".to_vec(), vec![0; 54]].concat();
    let records = [&1_u32.to_be_bytes()[..], &len(&packet), &packet, &[0; 8]].concat();
    let total = (head.len() + records.len() + 20) as u32;
    let nikon = [&head[..], &records, &total.to_be_bytes(), b"\0\0\0\0\0\0/NIKON APP"].concat();
    tells(&told(TrailerForm::NikonApp, &nikon).0, Category::Location, "Paris");
}

fn element(form: u8, name: &str, value: &[u8]) -> Vec<u8> {
    [&[b'~', form, name.len() as u8, value.len() as u8], name.as_bytes(), value].concat()
}

fn mie(inside: &[u8]) -> Vec<u8> {
    let group = [element(0x10, "0MIE", b""), inside.to_vec()].concat();
    let len = (group.len() + 10) as u32;
    [&group, &b"~\0\0\x06"[..], &len.to_be_bytes(), b"\x10\x04"].concat()
}

#[test]
fn the_groups_of_mie_are_read_with_their_names() {
    let close = element(0, "", b"");
    let degrees = [47_u32, 1, 22, 1, 35, 1].map(u32::to_be_bytes).concat();
    let gps = [element(0x10, "GPS", b""), element(0x53, "Latitude", &degrees), close.clone()].concat();
    let geo = [element(0x10, "Geo", b""), element(0x20, "City", "Zürich".as_bytes()), gps, close.clone()].concat();
    let doc = [element(0x10, "Document", b""), element(0x28, "Author", b"Anna Muster"), close.clone()].concat();
    let wide: Vec<u8> = "2019:08:07".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let meta = [element(0x10, "Meta", b""), element(0x29, "DateTimeOriginal", &wide), doc, element(0, "IPTC", IPTC), geo, close]
        .concat();
    let (found, whole) = told(TrailerForm::Mie, &mie(&meta));
    tells(&found, Category::People, "Anna Muster");
    tells(&found, Category::Location, "Zürich");
    tells(&found, Category::Location, "Paris");
    tells(&found, Category::Location, "47.3764 N");
    tells(&found, Category::Date, "2019:08:07");
    assert!(whole, "{found:?}");
}

#[test]
fn a_group_of_mie_that_is_compressed_is_inflated() {
    let city = [element(0x20, "City", b"Paris"), element(0, "", b"")].concat();
    let inside = crate::blocks::zlib::deflate(&city).unwrap();
    let (found, whole) = told(TrailerForm::Mie, &mie(&element(0x14, "Geo", &inside)));
    tells(&found, Category::Location, "Paris");
    assert!(whole, "{found:?}");
    let bent = element(0x14, "Geo", &inside[..inside.len() - 4]);
    assert!(!policy::possible(&read(&mie(&bent)).unwrap().fields[0]).is_empty());
}

fn seft(records: &[(u16, &str, &[u8])], foot: &[u8]) -> Vec<u8> {
    let data: Vec<Vec<u8>> = records
        .iter()
        .map(|(kind, name, value)| {
            [&[0, 0], &kind.to_le_bytes()[..], &(name.len() as u32).to_le_bytes(), name.as_bytes(), value].concat()
        })
        .collect();
    let mut back = data.concat().len() as u32;
    let mut directory = [&b"SEFH"[..], &101_u32.to_le_bytes(), &(records.len() as u32).to_le_bytes()].concat();
    for ((kind, ..), block) in records.iter().zip(&data) {
        directory.extend([&[0, 0], &kind.to_le_bytes()[..], &back.to_le_bytes(), &(block.len() as u32).to_le_bytes()].concat());
        back -= block.len() as u32;
    }
    [data.concat(), directory.clone(), (directory.len() as u32).to_le_bytes().to_vec(), foot.to_vec()].concat()
}

#[test]
fn records_of_samsung_say_when_and_in_which_country() {
    let records = [
        (0x0A01, "Image_UTC_Data", &b"1565157904000"[..]),
        (0x0AA1, "MCC_Data", b"228"),
        (0x08C0, "Auto_Enhance_Info", b"{\"faces\": [{\"name\": \"Anna\"}]}"),
    ];
    let (found, whole) = told(TrailerForm::Samsung, &seft(&records, b"SEFT"));
    tells(&found, Category::Date, "1565157904000");
    tells(&found, Category::Location, "228");
    tells(&found, Category::People, "Anna");
    assert!(whole, "{found:?}");
    let unknown = read(&seft(&[(0x0BCD, "Strange_Data", &[1, 2, 3, 4, 5, 255])], b"SEFT")).unwrap();
    assert!(unknown.fields.iter().any(|field| !policy::possible(field).is_empty()));
}

#[test]
fn json_of_phones_is_told_by_its_names() {
    let vivo = b"vivo{\"location\":\"47.3764,8.5414\",\"owner\":\"Anna\"}\0\xFF\xFF\xFF\xFF\x1B*9HWfu\x84\x93\xA2\xB1";
    let (found, whole) = told(TrailerForm::Vivo, vivo);
    tells(&found, Category::People, "Anna");
    assert!(whole && found.iter().any(|(category, _)| *category == Category::Location), "{found:?}");
    let record = b"{\"deviceSerial\": \"SN4711\"}";
    let list = format!("[{{\"length\":{0},\"name\":\"private.data\",\"offset\":{0},\"version\":1}}]", record.len());
    let len = (list.len() + 8) as u32;
    let one_plus = [&record[..], list.as_bytes(), b"jxrs", &len.to_le_bytes()].concat();
    let (found, whole) = told(TrailerForm::OnePlus, &one_plus);
    tells(&found, Category::Id, "SN4711");
    assert!(whole, "{found:?}");
}

#[test]
fn a_picture_in_a_trailer_is_told_with_what_its_segments_say() {
    let picture = crate::testing::jpeg::picture(&[crate::testing::jpeg::segment(0xFE, b"a comment of Anna")]);
    let record = [&picture[..], &3_u16.to_be_bytes(), &(picture.len() as u32 + 10).to_be_bytes(), b"\xA1\xB2\xC3\xD4"].concat();
    let (found, whole) = told(TrailerForm::FotoStation, &record);
    tells(&found, Category::Preview, "");
    tells(&found, Category::Text, "a comment of Anna");
    assert!(whole, "{found:?}");
}

/// Whatever the lengths and offsets of a trailer say, nothing outside it is read, and nothing is left out.
#[test]
fn a_trailer_that_lies_about_itself_is_no_reason_to_give_up() {
    let all = [
        afcp(false, 7),
        afcp(true, 4711),
        mie(&element(0x20, "Artist", b"Anna")),
        seft(&[(1, "Name", b"value")], b"SEFT"),
        [IPTC, b"\0\x01\0\0\0\x30\xA1\xB2\xC3\xD4"].concat(),
        [IPTC, &(IPTC.len() as u32).to_be_bytes(), b"cbipcbbl"].concat(),
        b"[{\"length\":9,\"name\":\"a\",\"offset\":9}]jxrs\x2C\0\0\0".to_vec(),
    ];
    for trailer in all {
        for at in 0..trailer.len() {
            for byte in [0, 1, 0x7F, 0xFF] {
                let mut bent = trailer.clone();
                bent[at] = byte;
                let _ = read(&bent);
                let _ = read(&bent[at..]);
                let _ = content(&Input::from_bytes(&bent), Span::new(0, bent.len() as u64)).unwrap();
            }
        }
    }
}

fn content_of(bytes: &[u8]) -> (Vec<(Category, String)>, u64) {
    let content = content(&Input::from_bytes(bytes), Span::new(0, bytes.len() as u64)).unwrap();
    let told = content.fields.iter().filter_map(|field| {
        Some((policy::category(field)?, field.value.text().map(std::borrow::Cow::into_owned).unwrap_or_default()))
    });
    (told.collect(), content.unread)
}

#[test]
fn an_exif_block_behind_a_prefix_is_read() {
    let block = crate::testing::tiff::block(&[(0x010F, 2, 5, 26)], 0, b"Anna\0");
    let prefixes: [&[u8]; 4] = [b"", b"Exif\0\0", b"\x01\x02\x03maker\0\0", b"\xFF\xE1\0\x30Exif\0\0"];
    for (prefix, unread) in prefixes.into_iter().zip([0, 0, 10, 4]) {
        let (found, left) = content_of(&[prefix, &block].concat());
        tells(&found, Category::Camera, "Anna");
        assert_eq!(left, unread, "{prefix:?}");
    }
    assert_eq!(content_of(b"II*\0\x08\0\0\0\xFF\xFFnothing"), (Vec::new(), 17));
}

#[test]
fn packets_texts_and_json_behind_the_end_are_read() {
    let packet = crate::testing::xmp_packet(r#"xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Paris""#);
    let (found, left) = content_of(&[&packet[..], b"\x01\x02\x03\x04\x05"].concat());
    tells(&found, Category::Location, "Paris");
    assert_eq!(left, 5);
    assert_eq!(content_of(b"Anna was here"), (vec![(Category::Text, "Anna was here".to_owned())], 0));
    let (found, left) = content_of(b"vivo{\"city\":\"Paris\",\"x\":1}\0");
    tells(&found, Category::Location, "Paris");
    assert_eq!(left, 0);
    assert_eq!(content_of(b"\x01\x02\x03\x04"), (Vec::new(), 4));
    assert_eq!(content_of(&[b"8BIM\x04\x04\0\0\0\0\0\x21".as_slice(), IPTC].concat()).1, 0);
    assert_eq!(content_of(IPTC).1, 0);
}

#[test]
fn a_record_without_a_value_is_told_by_its_name() {
    let (found, _) = told(TrailerForm::Samsung, &seft(&[(0x0910, "Front_Cam_Selfie_Info", b"")], b"SEFT"));
    assert_eq!(found.len(), 1);
    assert!(matches!(read(&seft(&[(1, "x", b"y")], b"SEFT")).unwrap().fields[0].value, Value::Text(_)));
}
