use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;

use std::path::Path;

use super::*;
use untrace_core::model::Category;
use untrace_core::plan::{self, Finding};

fn findings(kind: SidecarKind, bytes: &[u8]) -> Vec<Finding> {
    read(kind, &Input::from_bytes(bytes)).unwrap().iter().flat_map(plan::findings).collect()
}

/// Category, path and value of everything that is told.
fn told(kind: SidecarKind, bytes: &[u8]) -> Vec<(Category, String, String)> {
    let prefix = format!("{} ", kind.name());
    let path = |found: &Finding| found.id.name().trim_start_matches(&prefix).to_owned();
    findings(kind, bytes).iter().map(|found| (found.category, path(found), said(&found.value))).collect()
}

fn said(value: &Value) -> String {
    match value {
        Value::Bytes(len) => format!("{len} bytes"),
        other => other.text().unwrap_or_default().into_owned(),
    }
}

#[track_caller]
fn tells(told: &[(Category, String, String)], category: Category, path: &str, value: &str) {
    let wanted = (category, path.to_owned(), value.to_owned());
    assert!(told.contains(&wanted), "{wanted:?} is not in {told:#?}");
}

#[track_caller]
fn is_unreadable(kind: SidecarKind, bytes: &[u8]) {
    assert!(matches!(read(kind, &Input::from_bytes(bytes)), Err(Error::Malformed { what: Malformed::Sidecar, .. })), "{bytes:?}");
}

#[test]
fn names_promise_kinds() {
    for (name, promised) in [
        ("IMG_1.jpg.JSON", Some(SidecarKind::Takeout)),
        ("IMG_1.aae", Some(SidecarKind::Adjustments)),
        ("a.XMP", Some(SidecarKind::Xmp)),
        ("MVI_1.THM", Some(SidecarKind::Thumbnail)),
        ("._a.json", Some(SidecarKind::AppleDouble)),
        ("P/.DS_Store", Some(SidecarKind::DsStore)),
        ("THUMBS.DB", Some(SidecarKind::ThumbsDb)),
        ("Desktop.ini", Some(SidecarKind::DesktopIni)),
        ("other.db", None),
        ("a.jpg", None),
    ] {
        assert_eq!(kind(Path::new(name)), promised, "{name}");
    }
}

#[test]
fn takeout_tells_places_people_dates_and_ids() {
    let json = r#"{"title": "IMG_1.jpg", "description": "", "imageViews": "0",
        "photoTakenTime": {"timestamp": "1715526192", "formatted": "12 mai 2024, 15:03:12 UTC"},
        "geoData": {"latitude": 48.8566, "longitude": 2.3522, "altitude": 35.0, "latitudeSpan": 0.0},
        "geoDataExif": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0},
        "people": [{"name": "Nora Petit"}, {"name": "L\u00e9a Martin"}], "url": "https://example.com/1",
        "googlePhotosOrigin": {"mobileUpload": {"deviceType": "ANDROID_PHONE", "deviceFolder": {"localFolderName": ""}}},
        "somethingNew": {"from": "Nora"}}"#;
    let told = told(SidecarKind::Takeout, json.as_bytes());
    tells(&told, Category::Location, "geoData/latitude", "48.8566");
    tells(&told, Category::Date, "photoTakenTime/timestamp", "2024-05-12T15:03:12Z");
    tells(&told, Category::People, "people/name", "Nora Petit");
    tells(&told, Category::People, "people/name", "Léa Martin");
    tells(&told, Category::Id, "url", "https://example.com/1");
    tells(&told, Category::Camera, "googlePhotosOrigin/mobileUpload/deviceType", "ANDROID_PHONE");
    tells(&told, Category::Other, "somethingNew/from", "Nora");
    let silent = ["description", "geoDataExif", "latitudeSpan", "deviceFolder"];
    assert!(!told.iter().any(|(_, path, _)| silent.iter().any(|silent| path.contains(silent))), "{told:#?}");
}

#[test]
fn a_name_that_stands_twice_is_told_twice() {
    let told = told(SidecarKind::Takeout, br#"{"description": "Nora", "description": "a photo"}"#);
    tells(&told, Category::Text, "description", "Nora");
    tells(&told, Category::Text, "description", "a photo");
}

#[test]
fn what_is_no_json_is_not_silent() {
    for bytes in [&b""[..], b"{}", b"{\"geoData\": {}}", b"{", b"{} {}", b"\xFF\xFE{\0}\0", b"dear diary", b"{\"a\": \"\xFF\"}"] {
        is_unreadable(SidecarKind::Takeout, bytes);
    }
    is_unreadable(SidecarKind::Takeout, &b"[".repeat(100_000));
    let many = format!("[{}1]", "1,".repeat(50_000));
    is_unreadable(SidecarKind::Takeout, many.as_bytes());
    assert!(told(SidecarKind::Takeout, b"\xEF\xBB\xBF{\"title\": \"\"}").is_empty());
}

#[test]
fn an_album_is_told_from_a_photo() {
    let fields = |json: &str| read(SidecarKind::Takeout, &Input::from_bytes(json.as_bytes())).unwrap();
    assert!(is_of_album(&fields(r#"{"title": "Les 7 ans", "date": {"timestamp": "1697872351"}}"#)));
    assert!(!is_of_album(&fields(r#"{"title": "a.jpg", "photoTakenTime": {"timestamp": "1697872351"}}"#)));
    assert!(!is_of_album(&fields("[1]")));
}

fn adjustments(data: &[u8]) -> Vec<u8> {
    let data = data_encoding::BASE64.encode(data);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict><key>adjustmentBaseVersion</key><integer>0</integer>\
         <key>adjustmentData</key><data>{data}</data><key>adjustmentEditorBundleID</key><string>com.apple.Photos</string>\
         <key>adjustmentTimestamp</key><date>2024-06-01T22:19:30Z</date><key>author</key><array><string>Nora</string></array></dict></plist>"
    )
    .into_bytes()
}

#[test]
fn an_aae_tells_when_and_how_a_photo_was_edited() {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(br#"{"adjustments": [{"identifier": "CropStraighten"}]}"#).unwrap();
    let read = told;
    let told = read(SidecarKind::Adjustments, &adjustments(&encoder.finish().unwrap()));
    tells(&told, Category::Date, "adjustmentTimestamp", "2024-06-01T22:19:30Z");
    tells(&told, Category::Software, "adjustmentEditorBundleID", "com.apple.Photos");
    tells(&told, Category::Software, "adjustmentData/adjustments/identifier", "CropStraighten");
    tells(&told, Category::People, "author", "Nora");
    assert!(!told.iter().any(|(_, path, _)| path == "adjustmentBaseVersion"));
    let unknown = read(SidecarKind::Adjustments, &adjustments(b"no stream"));
    tells(&unknown, Category::Software, "adjustmentData", "9 bytes");
}

#[test]
fn property_lists_without_end_are_not_read() {
    is_unreadable(SidecarKind::Adjustments, b"");
    is_unreadable(SidecarKind::Adjustments, b"<plist><dict><key>a</key>");
    let deep = format!("<plist version=\"1.0\">{}{}</plist>", "<array>".repeat(90_000), "</array>".repeat(90_000));
    is_unreadable(SidecarKind::Adjustments, deep.as_bytes());
    // Each of 40 arrays contains the next one twice: 2^40 values in 200 bytes.
    let mut objects: Vec<Vec<u8>> = (1..40_u8).map(|next| vec![0xA2, next, next]).collect();
    objects.push(vec![0x51, b'a']);
    is_unreadable(SidecarKind::Adjustments, &binary_list(&objects));
}

#[test]
fn property_lists_that_repeat_what_is_long_are_not_read() {
    let long = vec![b'a'; 1 << 20];
    // An array that contains the same text that often, and a dictionary whose name leads to just as many.
    let text = [&[0x5F, 0x12][..], &(1_u32 << 20).to_be_bytes(), &long].concat();
    let array = |of: u8| [&[0xAF, 0x11, 0x10, 0][..], &[of; 0x1000]].concat();
    for objects in [vec![array(1), text.clone()], vec![vec![0xD1, 1, 2], text, array(3), vec![0x51, b'a']]] {
        is_unreadable(SidecarKind::Adjustments, &binary_list(&objects));
    }
}

/// A binary property list of these objects, the first of which is the root; there are fewer than 256.
fn binary_list(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut list = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for object in objects {
        offsets.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
        list.extend(object);
    }
    let table = list.len() as u64;
    list.extend(offsets);
    list.extend([0, 0, 0, 0, 0, 0, 4, 1]);
    list.extend((objects.len() as u64).to_be_bytes());
    list.extend(0_u64.to_be_bytes());
    list.extend(table.to_be_bytes());
    list
}

/// The resource fork that Macs write if there is none.
fn blank_fork() -> Vec<u8> {
    let mut fork = vec![0; 286];
    fork[..16].copy_from_slice(&[0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 30]);
    fork[16..62].copy_from_slice(b"This resource fork intentionally left blank   ");
    fork[256..272].copy_from_slice(&[0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 30]);
    fork[280..286].copy_from_slice(&[0, 28, 0, 30, 0xFF, 0xFF]);
    fork
}

/// An AppleDouble file with these attributes and this resource fork, laid out as macOS does it.
fn apple_double(finder: [u8; 32], attributes: &[(&str, Vec<u8>)], fork: &[u8]) -> Vec<u8> {
    let mut entries = Vec::new();
    let table: usize = attributes.iter().map(|(name, _)| (11 + name.len() + 1).next_multiple_of(4)).sum();
    let mut at = 50 + 34 + 36 + table;
    let start = at;
    let mut data: Vec<u8> = Vec::new();
    for (name, value) in attributes {
        let mut entry = (at as u32).to_be_bytes().to_vec();
        entry.extend((value.len() as u32).to_be_bytes());
        entry.extend([0, 0, name.len() as u8 + 1]);
        entry.extend(name.bytes().chain([0]));
        entry.resize(entry.len().next_multiple_of(4), 0);
        entries.extend(entry);
        data.extend(value);
        at += value.len();
    }
    let mut file = [&[0, 5, 0x16, 7, 0, 2, 0, 0][..], b"Mac OS X        ", &[0, 2]].concat();
    for (id, start, len) in [(9_u32, 50, at - 50), (2, at, fork.len())] {
        file.extend([id, start as u32, len as u32].iter().flat_map(|number| number.to_be_bytes()));
    }
    file.extend(finder);
    file.extend([0, 0]);
    file.extend(b"ATTR\0\0\x04\xD2");
    file.extend([at, start, data.len(), 0, 0, 0].iter().flat_map(|&number| (number as u32).to_be_bytes()));
    file.extend([0, 0, 0, attributes.len() as u8]);
    file.extend(entries);
    file.extend(data);
    file.extend(fork);
    file
}

#[test]
fn apple_double_tells_where_a_file_is_from_and_when() {
    let froms = binary_list(&[vec![0xA1, 1], [&[0x5F, 0x10, 27][..], b"https://school.example/nora"].concat()]);
    let mut used = 1_715_526_192_i64.to_le_bytes().to_vec();
    used.extend([0; 8]);
    let file = apple_double(
        [0; 32],
        &[
            ("com.apple.metadata:kMDItemWhereFroms", froms),
            ("com.apple.quarantine", b"0083;6640d970;Safari;1A2B-SECRET".to_vec()),
            ("com.apple.lastuseddate#PS", used),
            ("com.example.unknown", b"Nora".to_vec()),
        ],
        &blank_fork(),
    );
    let told = told(SidecarKind::AppleDouble, &file);
    tells(&told, Category::Text, "com.apple.metadata:kMDItemWhereFroms", "https://school.example/nora");
    tells(&told, Category::Date, "com.apple.quarantine/time", "2024-05-12T15:00:00Z");
    tells(&told, Category::Software, "com.apple.quarantine/program", "Safari");
    tells(&told, Category::Id, "com.apple.quarantine/id", "1A2B-SECRET");
    tells(&told, Category::Date, "com.apple.lastuseddate#PS", "2024-05-12T15:03:12Z");
    tells(&told, Category::Other, "com.example.unknown", "Nora");
    assert_eq!(told.len(), 6, "{told:#?}");
}

#[test]
fn apple_double_without_anything_is_silent_and_hides_nothing() {
    let plain = apple_double([0; 32], &[], &blank_fork());
    assert!(told(SidecarKind::AppleDouble, &plain).is_empty(), "{:#?}", told(SidecarKind::AppleDouble, &plain));
    let appended = [&plain[..], b"Nora"].concat();
    assert_eq!(findings(SidecarKind::AppleDouble, &appended)[0].id, FieldId::Leftover(untrace_core::model::Leftover::Between));
    let mut finder = [0; 32];
    finder[..8].copy_from_slice(b"JPEGogle");
    tells(
        &told(SidecarKind::AppleDouble, &apple_double(finder, &[], &blank_fork())),
        Category::Software,
        "Finder information",
        "JPEGogle",
    );
    let mut fork = blank_fork();
    fork[100] = b'N';
    fork[101..120].fill(b'o');
    tells(&told(SidecarKind::AppleDouble, &apple_double([0; 32], &[], &fork)), Category::Preview, "resource fork", "286 bytes");
    is_unreadable(SidecarKind::AppleDouble, b"");
    is_unreadable(SidecarKind::AppleDouble, &plain[..plain.len() - 1]);
    is_unreadable(SidecarKind::AppleDouble, b"not one of those files at all");
}

#[test]
fn thumbs_db_tells_names_dates_and_pictures() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let name: Vec<u8> = "Nora au lac.jpg\0\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut catalogue = vec![16, 0, 7, 0, 1, 0, 0, 0, 96, 0, 0, 0, 96, 0, 0, 0];
    catalogue.extend((16 + name.len() as u32).to_le_bytes());
    catalogue.extend(1_u32.to_le_bytes());
    catalogue.extend(133_599_997_920_000_000_u64.to_le_bytes());
    catalogue.extend(name);
    file.create_stream("/Catalog").unwrap().write_all(&catalogue).unwrap();
    file.create_stream("/1")
        .unwrap()
        .write_all(&[&[12, 0, 0, 0, 1, 0, 0, 0][..], b"\xFF\xD8\xFF\xE0 a picture"].concat())
        .unwrap();
    file.create_stream("/256_0123").unwrap().write_all(b"something else").unwrap();
    let file = file.into_inner().into_inner();
    let told = told(SidecarKind::ThumbsDb, &file);
    tells(&told, Category::Text, "file name", "Nora au lac.jpg");
    tells(&told, Category::Date, "file date", "2024-05-12T15:03:12Z");
    tells(&told, Category::Preview, "small picture", "22 bytes");
    tells(&told, Category::Other, "other stream", "14 bytes");
    is_unreadable(SidecarKind::ThumbsDb, &file[..600]);
    is_unreadable(SidecarKind::ThumbsDb, b"");
}

/// Name of a file, code, type and value.
type Record<'a> = (&'a str, &'a [u8; 4], &'a [u8; 4], Vec<u8>);

/// A `.DS_Store` with these records in one node.
fn ds_store(records: &[Record<'_>]) -> Vec<u8> {
    let mut node = [0_u32.to_be_bytes(), (records.len() as u32).to_be_bytes()].concat();
    for (name, code, kind, value) in records {
        node.extend((name.encode_utf16().count() as u32).to_be_bytes());
        node.extend(name.encode_utf16().flat_map(u16::to_be_bytes));
        node.extend([&code[..], &kind[..], value].concat());
    }
    node.resize(1024, 0);
    // After the header at 0: the tree's block at 32, the node at 1024, the root at 2048.
    let tree = [2_u32, 0, records.len() as u32, 1, 4096].map(u32::to_be_bytes).concat();
    let mut root = [3_u32, 0].map(u32::to_be_bytes).concat();
    root.extend([2048_u32 | 11, 32 | 5, 1024 | 10].map(u32::to_be_bytes).concat());
    root.resize(8 + 256 * 4, 0);
    root.extend([&1_u32.to_be_bytes()[..], &[4], b"DSDB", &1_u32.to_be_bytes()].concat());
    root.resize(2048, 0);
    let mut store = [&b"Bud1"[..], &[2048_u32, 2048, 2048].map(u32::to_be_bytes).concat()].concat();
    store.resize(32, 0);
    store.extend(tree);
    store.resize(1024, 0);
    store.extend(node);
    store.extend(root);
    [&[0, 0, 0, 1][..], &store].concat()
}

#[test]
fn ds_store_tells_names_dates_and_comments_of_files_that_may_be_gone() {
    let comment = "for Nora";
    let text =
        [&(comment.len() as u32).to_be_bytes()[..], &comment.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()]
            .concat();
    let time = [&8_u32.to_be_bytes()[..], &737_218_992.0_f64.to_le_bytes()].concat();
    let file = ds_store(&[
        ("Nora.jpg", b"cmmt", b"ustr", text),
        ("gone.jpg", b"modD", b"blob", time),
        ("x", b"vSrn", b"long", vec![0, 0, 0, 1]),
    ]);
    let told = told(SidecarKind::DsStore, &file);
    tells(&told, Category::Text, "file name", "Nora.jpg");
    tells(&told, Category::Text, "file name", "gone.jpg");
    tells(&told, Category::Text, "cmmt", "for Nora");
    tells(&told, Category::Date, "modD", "2024-05-12T15:03:12Z");
    is_unreadable(SidecarKind::DsStore, b"");
    is_unreadable(SidecarKind::DsStore, &file[..2000]);
    is_unreadable(SidecarKind::DsStore, &ds_store(&[("x", b"cmmt", b"what", vec![0; 4])]));
}

#[test]
fn desktop_ini_tells_comments_and_names() {
    let text = "[.ShellClassInfo]\r\nInfoTip=Nora's photos\r\nIconIndex=3\r\nIconResource=C:\\Users\\lea\\cake.ico,0\r\n\
                [DeleteOnCopy]\r\nOwner=Léa\r\n[LocalizedFileNames]\r\nNora.jpg=@shell32.dll,-21769\r\n; Paris\r\n[x]\r\nwho=Nora\r\n";
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [utf16, latin, text.as_bytes().to_vec()] {
        let told = told(SidecarKind::DesktopIni, &bytes);
        tells(&told, Category::Text, ".ShellClassInfo/InfoTip", "Nora's photos");
        tells(&told, Category::Software, ".ShellClassInfo/IconResource", "C:\\Users\\lea\\cake.ico,0");
        tells(&told, Category::People, "DeleteOnCopy/Owner", "Léa");
        tells(&told, Category::Text, "LocalizedFileNames/file name", "Nora.jpg");
        tells(&told, Category::Text, "comment", "Paris");
        tells(&told, Category::People, "x/who", "Nora");
        assert!(!told.iter().any(|(_, path, _)| path.ends_with("IconIndex")));
    }
    is_unreadable(SidecarKind::DesktopIni, b"a\0b");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let large = vec![b' '; (16 << 20) + 1];
    for kind in [SidecarKind::Takeout, SidecarKind::Xmp, SidecarKind::AppleDouble, SidecarKind::DesktopIni] {
        let read = read(kind, &Input::from_bytes(&large));
        assert!(matches!(read, Err(Error::Limit { what: Limit::BlockBytes, .. })), "{kind:?}");
    }
}

/// Something cut off or broken anywhere is read or not, but it always ends.
#[test]
fn broken_files_do_no_harm() {
    let samples = [
        (SidecarKind::Takeout, br#"{"title": "a", "people": [{"name": "Nora"}], "geoData": {"latitude": 48.8566}}"#.to_vec()),
        (SidecarKind::Adjustments, adjustments(b"no stream")),
        (SidecarKind::Adjustments, binary_list(&[vec![0xD1, 1, 2], vec![0x51, b'a'], vec![0xA2, 1, 1]])),
        (
            SidecarKind::AppleDouble,
            apple_double([1; 32], &[("com.apple.quarantine", b"0083;6640d970;Safari;".to_vec())], &blank_fork()),
        ),
        (SidecarKind::DsStore, ds_store(&[("a", b"vSrn", b"long", vec![0, 0, 0, 1])])),
        (SidecarKind::DesktopIni, b"[a]\r\nb=c".to_vec()),
    ];
    for (kind, bytes) in samples {
        assert!(read(kind, &Input::from_bytes(&bytes)).is_ok(), "{kind:?}");
        for at in 0..bytes.len() {
            let _ = read(kind, &Input::from_bytes(&bytes[..at]));
            for value in [0, 1, 0x7F, 0xFF] {
                let mut broken = bytes.clone();
                broken[at] = value;
                let _ = read(kind, &Input::from_bytes(&broken));
            }
        }
    }
}
