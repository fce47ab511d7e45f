mod cropped;
mod hostile;
mod unseen;

use crate::base::{Error, Malformed, Unsupported};
use crate::formats::Planned;
use crate::model::FormatKind;
use crate::testing::bmff::{boxed, full};
use crate::testing::{self, WORD, apple_note, clean, holds, icc, tiff};

/// An item of a file under construction.
#[derive(Clone)]
struct Item {
    kind: [u8; 4],
    hidden: bool,
    name: &'static [u8],
    /// What follows the name in its entry.
    typed: Vec<u8>,
    data: Vec<u8>,
    method: u8,
    /// Numbers of properties.
    properties: Vec<u8>,
}

fn item(kind: &[u8; 4], data: &[u8]) -> Item {
    let (name, typed) = (&b""[..], if kind == b"mime" { b"application/rdf+xml\0".to_vec() } else { Vec::new() });
    Item { kind: *kind, hidden: false, name, typed, data: data.to_vec(), method: 0, properties: Vec::new() }
}

/// A file under construction; item numbers start at 1, and the first is the primary one.
#[derive(Clone)]
struct File {
    items: Vec<Item>,
    references: Vec<([u8; 4], u16, Vec<u16>)>,
    properties: Vec<Vec<u8>>,
    /// Additional boxes in `meta`, and after everything else.
    inside: Vec<u8>,
    behind: Vec<u8>,
    handler_name: &'static [u8],
    orphan: &'static [u8],
    brands: &'static [u8],
}

const PICTURE: &[u8] = b"coded picture";

fn file() -> File {
    let properties = vec![boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8]), boxed(b"uncC", &[1; 30])];
    let picture = Item { properties: vec![1, 2], ..item(b"unci", PICTURE) };
    let (inside, behind) = (Vec::new(), Vec::new());
    File {
        items: vec![picture],
        references: Vec::new(),
        properties,
        inside,
        behind,
        handler_name: b"\0",
        orphan: b"",
        brands: b"mif1heic",
    }
}

impl File {
    fn with(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    fn refers(mut self, kind: &[u8; 4], from: u16, to: &[u16]) -> Self {
        self.references.push((*kind, from, to.to_vec()));
        self
    }

    /// Adds a property to the first item.
    fn property(mut self, property: Vec<u8>) -> Self {
        self.properties.push(property);
        let number = self.properties.len() as u8;
        self.items[0].properties.push(number);
        self
    }

    fn meta(&self, data_at: u32) -> Vec<u8> {
        let number = |index: usize| (index as u16 + 1).to_be_bytes();
        let handler = full(b"hdlr", 0, &[&b"\0\0\0\0pict"[..], &[0; 12], self.handler_name].concat());
        let entries = self.items.iter().enumerate().map(|(index, item)| {
            let body = [&number(index)[..], &[0, 0], &item.kind, item.name, &[0], &item.typed].concat();
            full(b"infe", 0x0200_0000 | u32::from(item.hidden), &body)
        });
        let count = (self.items.len() as u16).to_be_bytes();
        let list = full(b"iinf", 0, &[&count[..], &entries.collect::<Vec<_>>().concat()].concat());
        let (mut at, mut inside, mut idat) = (data_at, 0_u32, Vec::new());
        let places = self.items.iter().enumerate().map(|(index, item)| {
            let len = item.data.len() as u32;
            let offset = if item.method == 0 { &mut at } else { &mut inside };
            let place = [&number(index)[..], &[0, item.method, 0, 0, 0, 1], &offset.to_be_bytes(), &len.to_be_bytes()].concat();
            *offset += len;
            if item.method == 1 {
                idat.extend(&item.data);
            }
            place
        });
        let places = places.collect::<Vec<_>>().concat();
        let locations = full(b"iloc", 0x0100_0000, &[&[0x44, 0][..], &count, &places].concat());
        let references = self.references.iter().map(|(kind, from, to)| {
            let to: Vec<u8> = to.iter().flat_map(|id| id.to_be_bytes()).collect();
            boxed(kind, &[&from.to_be_bytes()[..], &(to.len() as u16 / 2).to_be_bytes(), &to].concat())
        });
        let references = references.collect::<Vec<_>>().concat();
        let references = if references.is_empty() { Vec::new() } else { full(b"iref", 0, &references) };
        let associations = self
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| [&number(index)[..], &[item.properties.len() as u8], &item.properties].concat());
        let entries = (self.items.len() as u32).to_be_bytes();
        let associations = full(b"ipma", 0, &[&entries[..], &associations.collect::<Vec<_>>().concat()].concat());
        let properties = boxed(b"iprp", &[boxed(b"ipco", &self.properties.concat()), associations].concat());
        let idat = if idat.is_empty() { idat } else { boxed(b"idat", &idat) };
        let primary = full(b"pitm", 0, &[0, 1]);
        full(b"meta", 0, &[handler, primary, list, locations, references, properties, idat, self.inside.clone()].concat())
    }

    fn bytes(&self) -> Vec<u8> {
        let brand = boxed(b"ftyp", &[b"heic\0\0\0\0", self.brands].concat());
        let data_at = brand.len() + self.meta(0).len() + 8;
        let data: Vec<u8> = self.items.iter().filter(|item| item.method == 0).flat_map(|item| item.data.clone()).collect();
        let media = boxed(b"mdat", &[&data, self.orphan].concat());
        [brand, self.meta(data_at as u32), media, self.behind.clone()].concat()
    }
}

fn cleaned(bytes: &[u8]) -> Vec<u8> {
    testing::cleaned(FormatKind::Heif, bytes)
}

fn described(bytes: &[u8]) -> Result<Planned, Error> {
    Ok(clean(FormatKind::Heif, bytes)?.plan)
}

/// The file reveals something; its copy has the picture in the same place, does not have the word, and needs no more
/// cleaning.
#[track_caller]
fn loses_the_word(name: &str, file: &File) {
    let bytes = file.bytes();
    assert!(holds(&bytes, &WORD[..10]), "{name}: no word");
    assert!(!described(&bytes).unwrap().removed.is_empty(), "{name}: nothing told");
    let copy = cleaned(&bytes);
    assert!(!holds(&copy, &WORD[..6]), "{name}: the word is in the copy");
    let at = memchr::memmem::find(&bytes, PICTURE);
    assert_eq!(memchr::memmem::find(&copy, PICTURE), at, "{name}: the picture is gone, or moved");
    let again = described(&copy).unwrap();
    assert_eq!(again.removed, [], "{name}: the copy tells something");
    assert!(again.is_empty, "{name}: the copy would be cleaned again");
}

#[test]
fn associations_with_no_property_stand_behind_all_others() {
    let mut file = file().property(boxed(b"abcd", WORD));
    file.items[0].properties.rotate_right(1);
    let copy = cleaned(&file.bytes());
    assert!(holds(&copy, b"\0\0\0\x01\0\x01\x03\x01\x02\0"), "{:?}", file.items[0].properties);
}

fn auxiliary(urn: &[u8], tail: &[u8]) -> Vec<u8> {
    full(b"auxC", 0, &[urn, &[0], tail].concat())
}

#[test]
fn a_word_in_any_item_property_or_box_goes() {
    let word = || item(b"unci", WORD);
    let with_type = |typed: &[u8]| Item { typed: typed.to_vec(), ..item(b"mime", WORD) };
    let exif = [&[0, 0, 0, 6][..], b"Exif\0\0", &tiff::artist()].concat();
    let depth = |mut file: File| {
        file.properties.push(auxiliary(b"urn:mpeg:hevc:2015:auxid:2", b""));
        file.items[1].properties = vec![3];
        file
    };
    let named = |mut file: File| {
        file.items[0].name = WORD;
        file
    };
    let property = |kind: &[u8; 4], body: &[u8]| file().property(boxed(kind, body));
    let inside = |kind: &[u8; 4], body: &[u8]| File { inside: boxed(kind, body), ..file() };
    let behind = |kind: &[u8; 4]| File { behind: boxed(kind, WORD), ..file() };
    for (name, file) in [
        ("Exif", file().with(item(b"Exif", &exif)).refers(b"cdsc", 2, &[1])),
        ("XMP", file().with(item(b"mime", WORD)).refers(b"cdsc", 2, &[1])),
        ("other mime", file().with(with_type(b"text/plain\0"))),
        ("content type", file().with(with_type(WORD))),
        ("URI", file().with(Item { kind: *b"uri ", ..with_type(b"urn:x\0") })),
        ("IPTC", file().with(item(b"iptc", WORD))),
        ("JUMBF", file().with(item(b"jumb", WORD))),
        ("in idat", file().with(Item { method: 1, ..item(b"Exif", WORD) })),
        ("thumbnail", file().with(word()).refers(b"thmb", 2, &[1])),
        ("depth", depth(file().with(word()).refers(b"auxl", 2, &[1]))),
        ("a picture that nobody shows", file().with(Item { hidden: true, ..word() })),
        ("unknown item", file().with(item(b"abcd", WORD))),
        ("item name", named(file())),
        ("name of an item that goes", file().with(Item { name: WORD, ..item(b"Exif", b"") })),
        ("description", property(b"udes", WORD)),
        ("creation time", property(b"crtt", WORD)),
        ("unknown property", property(b"abcd", WORD)),
        ("uuid property", property(b"uuid", &[&[7; 16], WORD].concat())),
        ("damaged profile", property(b"colr", &[b"prof", WORD].concat())),
        ("unknown colour", property(b"colr", &[b"abcd", WORD].concat())),
        ("behind an angle", property(b"irot", &[&[1], WORD].concat())),
        ("behind sizes of layers", property(b"a1lx", &[&[0; 7], WORD].concat())),
        ("behind depths", property(b"pixi", &[&[0, 0, 0, 0, 1, 8], WORD].concat())),
        ("name of a channel", property(b"pixi", &[&[0, 0, 0, 1, 1, 8, 0x21], WORD, &[0]].concat())),
        ("handler name", File { handler_name: WORD, ..file() }),
        ("bytes of no item", File { orphan: WORD, ..file() }),
        ("xml", inside(b"xml ", WORD)),
        ("free in meta", inside(b"free", WORD)),
        ("unknown box in meta", inside(b"abcd", WORD)),
        ("group", inside(b"grpl", &full(b"brst", 0, &[&[0; 4][..], &[0, 0, 0, 1, 0, 0, 0, 1], WORD].concat()))),
        ("data reference", inside(b"dinf", &full(b"dref", 0, &[&[0, 0, 0, 1][..], &full(b"url ", 0, WORD)].concat()))),
        ("motion", behind(b"mpvd")),
        ("maker's", behind(b"sefd")),
        ("trailer", File { behind: WORD.to_vec(), ..file() }),
        ("uuid", behind(b"uuid")),
    ] {
        loses_the_word(name, &file);
    }
}

#[test]
fn what_a_viewer_shows_stays() {
    let shown = |name: &str, file: File| {
        let bytes = file.bytes();
        assert_eq!(cleaned(&bytes), bytes, "{name}");
    };
    let alpha = |mut file: File| {
        file.properties.push(auxiliary(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b""));
        file.items[1].properties = vec![3];
        file
    };
    let grid = Item { method: 1, properties: vec![1], ..item(b"grid", &[0, 0, 0, 1, 0, 16, 0, 8]) };
    let tiles = File { items: vec![grid], properties: file().properties, ..file() };
    let tile = || Item { hidden: true, properties: vec![1, 2], ..item(b"unci", PICTURE) };
    let turned = file().property(boxed(b"irot", &[1])).property(boxed(b"imir", &[1]));
    shown("one picture", file());
    shown("turned", turned);
    shown("alpha", alpha(file().with(item(b"unci", b"alpha")).refers(b"auxl", 2, &[1]).refers(b"prem", 1, &[2])));
    shown("tiles", tiles.with(tile()).with(tile()).refers(b"dimg", 1, &[2, 3]));
    let two = file().with(Item { properties: vec![1, 2], ..item(b"unci", b"second") });
    for kind in [b"ster", b"brst", b"altr"] {
        let group = full(kind, 0, &[0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2]);
        shown("two pictures", File { inside: boxed(b"grpl", &group), ..two.clone() });
    }
    let altr = full(b"altr", 0, &[0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1]);
    shown("group", File { inside: boxed(b"grpl", &altr), ..file() });
}

const GAIN_MAP: &[u8] = b"urn:com:apple:photo:2020:aux:hdrgainmap";

fn with_gain_map(properties: &str, note: &[u8]) -> File {
    let packet = format!(
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 5.4.0"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="Nora Petit" xmlns:HDRGainMap="http://ns.apple.com/HDRGainMap/1.0/"                                                                      >{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"#
    );
    let mut file = file()
        .with(Item { hidden: true, properties: vec![3], ..item(b"unci", b"gain map") })
        .with(item(b"mime", packet.as_bytes()))
        .with(item(b"Exif", note))
        .refers(b"auxl", 2, &[1])
        .refers(b"cdsc", 3, &[2])
        .refers(b"cdsc", 4, &[1]);
    file.properties.push(auxiliary(GAIN_MAP, b""));
    file
}

#[test]
fn a_gain_map_keeps_version_and_headroom_and_nothing_else() {
    let said = "<HDRGainMap:HDRGainMapHeadroom>3.847906</HDRGainMap:HDRGainMapHeadroom><HDRGainMap:HDRGainMapVersion>131072</HDRGainMap:HDRGainMapVersion>";
    let copy = cleaned(&with_gain_map(said, b"").bytes());
    for (word, there) in [("gain map", true), ("3.847906", true), ("131072", true), ("Nora", false), ("XMP Core", false)] {
        assert_eq!(holds(&copy, word.as_bytes()), there, "{word}");
    }
    assert_eq!(cleaned(&copy), copy);
}

#[test]
fn the_headroom_of_older_phones_comes_from_the_maker_note() {
    let note = apple_note([1, 2], [0, 1]);
    let len = (note.len() as u32).to_be_bytes();
    let pointer = b"MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0\0\x01\x92\x7C\0\x07";
    let block = [&[0; 4][..], pointer, &len, &[0, 0, 0, 44, 0, 0, 0, 0], &note].concat();
    let copy = cleaned(&with_gain_map("<HDRGainMap:HDRGainMapVersion>65536</HDRGainMap:HDRGainMapVersion>", &block).bytes());
    assert!(holds(&copy, b"<HDRGainMap:HDRGainMapHeadroom>3.482202</"), "{}", String::from_utf8_lossy(&copy));
    assert!(!holds(&copy, b"Apple iOS"));
}

#[test]
fn a_gain_map_that_is_not_understood_goes_and_is_said() {
    let bytes = with_gain_map("<HDRGainMap:HDRGainMapVersion>Nora</HDRGainMap:HDRGainMapVersion>", b"").bytes();
    let names: Vec<String> = described(&bytes).unwrap().removed.iter().map(|finding| finding.id.name()).collect();
    assert!(names.contains(&"HDR gain map item".to_owned()), "{names:?}");
    let copy = cleaned(&bytes);
    assert!(!holds(&copy, b"gain map") && !holds(&copy, b"hdrgainmap") && holds(&copy, PICTURE));
}

/// An Adobe gain map, with a packet that contains numbers and words.
fn with_adobes_map(version: &str) -> File {
    let packet = format!(
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 7.0"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="Nora Petit" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"      hdrgm:Version="{version}" hdrgm:BaseRenditionIsHDR="True" hdrgm:GainMapMax="1.604023"/></rdf:RDF></x:xmpmeta>"#
    );
    let mut file = file()
        .with(Item { properties: vec![3], ..item(b"unci", b"gain map") })
        .with(item(b"mime", packet.as_bytes()))
        .refers(b"auxl", 2, &[1])
        .refers(b"cdsc", 3, &[2]);
    file.properties.push(auxiliary(b"urn:com:photo:aux:hdrgainmap", b""));
    file
}

#[test]
fn a_gain_map_by_adobe_keeps_its_numbers_and_nothing_else() {
    let copy = cleaned(&with_adobes_map("1.0").bytes());
    for (word, there) in [("gain map", true), ("1.604023", true), ("IsHDR=\"True\"", true), ("Nora", false), ("XMP Core", false)]
    {
        assert_eq!(holds(&copy, word.as_bytes()), there, "{word}");
    }
    assert_eq!(cleaned(&copy), copy);
    let unknown = with_adobes_map("2.0").bytes();
    assert!(says_that_hdr_is_lost(&unknown));
    assert!(!holds(&cleaned(&unknown), b"gain map"));
}

fn says_that_hdr_is_lost(bytes: &[u8]) -> bool {
    described(bytes).unwrap().removed.iter().any(|finding| finding.id.name() == "HDR gain map item")
}

/// A picture, its map and their numbers, in a file with the brand of such files.
fn with_tone_map(numbers: &[u8]) -> File {
    let altr = full(b"altr", 0, &[0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1]);
    let file = file()
        .with(Item { hidden: true, properties: vec![1, 2], ..item(b"unci", b"gain map") })
        .with(Item { properties: vec![1], ..item(b"tmap", numbers) })
        .refers(b"dimg", 3, &[1, 2]);
    File { inside: boxed(b"grpl", &altr), brands: b"mif1heictmap", ..file }
}

fn tone_map(version: u8) -> Vec<u8> {
    [&[version, 0, 0, 0, 0, 0x40][..], &[0, 0, 0, 1].repeat(14)].concat()
}

/// libavif 1.4 does not open a file with the brand but no tone map.
#[test]
fn a_tone_map_that_no_reader_applies_goes_with_its_brand() {
    let read = with_tone_map(&tone_map(0)).bytes();
    assert_eq!(cleaned(&read), read);
    for numbers in [tone_map(99), tone_map(0)[..61].to_vec()] {
        let bytes = with_tone_map(&numbers).bytes();
        let copy = cleaned(&bytes);
        assert!(!holds(&copy, b"tmap") && !holds(&copy, b"gain map") && holds(&copy, PICTURE));
        assert!(holds(&copy, b"heic\0\0\0\0mif1heicheic"));
        assert!(!says_that_hdr_is_lost(&bytes), "nobody showed it");
        assert_eq!(cleaned(&copy), copy);
    }
}

#[test]
fn a_tone_map_that_is_the_picture_itself_is_not_left_out() {
    let mut file = with_tone_map(&tone_map(99));
    file.items.swap(0, 2);
    file.references = vec![(*b"dimg", 1, vec![3, 2])];
    assert!(matches!(described(&file.bytes()), Err(Error::Unsupported { what: Unsupported::ItemType, .. })));
}

#[test]
fn a_picture_that_is_computed_stays_with_what_it_is_computed_from() {
    let with = |expression: &[u8]| {
        file()
            .with(Item { properties: vec![1], ..item(b"sato", expression) })
            .with(Item { hidden: true, properties: vec![1, 2], ..item(b"unci", b"lower bits") })
            .refers(b"dimg", 2, &[1, 3])
    };
    let expression = [2, 5, 0, 0, 0, 1, 0, 1, 0x82, 2, 0x85];
    let bytes = with(&expression).bytes();
    assert_eq!(cleaned(&bytes), bytes);
    let words = cleaned(&with(&[&expression[..], WORD].concat()).bytes());
    assert!(!holds(&words, WORD) && !holds(&words, b"sato") && !holds(&words, b"lower bits") && holds(&words, PICTURE));
    let mut whole = with(b"\x02\x01\x01Nora");
    whole.items.swap(0, 1);
    whole.references = vec![(*b"dimg", 1, vec![2, 3])];
    assert!(matches!(described(&whole.bytes()), Err(Error::Unsupported { what: Unsupported::ItemType, .. })));
}

#[test]
fn a_profile_is_cleaned_at_its_length() {
    let profile = icc::grey(b"text", &[b"text\0\0\0\0", WORD].concat());
    let file = file().property(boxed(b"colr", &[b"prof", &profile[..]].concat()));
    loses_the_word("profile", &file);
    // libpng rejects a profile that gives a length other than its own.
    assert!(holds(&cleaned(&file.bytes()), &[b"prof", &profile[..4]].concat()));
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let protected = File { inside: boxed(b"ipro", b""), ..file() };
    let mut essential = file().property(boxed(b"abcd", b"x"));
    *essential.items[0].properties.last_mut().unwrap() |= 0x80;
    let unknown = File { items: vec![item(b"abcd", PICTURE)], ..file() };
    for (file, what) in
        [(protected, Unsupported::Protected), (essential, Unsupported::EssentialProperty), (unknown, Unsupported::ItemType)]
    {
        let error = described(&file.bytes()).unwrap_err();
        assert!(matches!(error, Error::Unsupported { what: found, .. } if found == what), "{error:?}");
    }
    let long = Item { method: 1, properties: vec![1], ..item(b"grid", &[0, 0, 0, 0, 0, 8, 0, 8, b'N', b'o']) };
    let long = File { items: vec![long], ..file() }.with(item(b"unci", PICTURE)).refers(b"dimg", 1, &[2]);
    assert!(matches!(described(&long.bytes()), Err(Error::Malformed { what: Malformed::ItemData, .. })));
}

#[test]
fn a_cut_file_is_an_error_or_a_copy_without_the_word() {
    let exif = item(b"Exif", WORD);
    let bytes = File { behind: boxed(b"mpvd", WORD), ..file().with(exif) }.bytes();
    for len in 0..bytes.len() {
        if described(&bytes[..len]).is_ok() {
            assert!(!holds(&cleaned(&bytes[..len]), &WORD[..6]), "{len}");
        }
    }
}
