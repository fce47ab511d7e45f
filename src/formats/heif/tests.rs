mod hostile;

use crate::containers::bmff::compose as container;
use crate::error::{Error, Malformed, Unsupported};
use crate::formats;
use crate::input::Input;
use crate::model::Scan;
use crate::plan::{Decision, Plan, plan};
use crate::sniff::FormatKind;

const WORD: &[u8] = b"Nora Petit, 12 rue des Lilas";

/// An item of a file that is being built.
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

/// A file that is being built; item numbers are from 1, the first is the primary one.
#[derive(Clone)]
struct File {
    items: Vec<Item>,
    references: Vec<([u8; 4], u16, Vec<u16>)>,
    properties: Vec<Vec<u8>>,
    /// Further boxes in `meta`, and behind everything.
    inside: Vec<u8>,
    behind: Vec<u8>,
    handler_name: &'static [u8],
    orphan: &'static [u8],
}

const PICTURE: &[u8] = b"coded picture";

fn file() -> File {
    let properties = vec![container(*b"ispe", &[0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8]), container(*b"hvcC", &[1; 30])];
    let picture = Item { properties: vec![1, 2], ..item(b"hvc1", PICTURE) };
    let (inside, behind) = (Vec::new(), Vec::new());
    File { items: vec![picture], references: Vec::new(), properties, inside, behind, handler_name: b"\0", orphan: b"" }
}

fn full(kind: &[u8; 4], version_and_flags: u32, body: &[u8]) -> Vec<u8> {
    container(*kind, &[&version_and_flags.to_be_bytes(), body].concat())
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
            container(*kind, &[&from.to_be_bytes()[..], &(to.len() as u16 / 2).to_be_bytes(), &to].concat())
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
        let properties = container(*b"iprp", &[container(*b"ipco", &self.properties.concat()), associations].concat());
        let idat = if idat.is_empty() { idat } else { container(*b"idat", &idat) };
        let primary = full(b"pitm", 0, &[0, 1]);
        full(b"meta", 0, &[handler, primary, list, locations, references, properties, idat, self.inside.clone()].concat())
    }

    fn bytes(&self) -> Vec<u8> {
        let brand = container(*b"ftyp", b"heic\0\0\0\0mif1heic");
        let data_at = brand.len() + self.meta(0).len() + 8;
        let data: Vec<u8> = self.items.iter().filter(|item| item.method == 0).flat_map(|item| item.data.clone()).collect();
        let media = container(*b"mdat", &[&data, self.orphan].concat());
        [brand, self.meta(data_at as u32), media, self.behind.clone()].concat()
    }
}

fn described(bytes: &[u8]) -> Result<(Scan, Plan), Error> {
    let scan = (formats::of(FormatKind::Heif).scan)(&Input::from_bytes(bytes))?;
    let plan = plan(&scan, crate::policy::Keep::NOTHING)?;
    Ok((scan, plan))
}

/// The copy of a file.
fn cleaned(bytes: &[u8]) -> Vec<u8> {
    let (scan, plan) = described(bytes).unwrap();
    let edits = crate::edit::EditList::from_plan(&scan, &plan, formats::of(scan.format).compose).unwrap();
    let mut copy = Vec::new();
    for piece in edits.pieces() {
        match piece {
            crate::edit::Piece::Kept(span) => copy.extend(&bytes[span.start as usize..span.end() as usize]),
            crate::edit::Piece::Written(written) => copy.extend(written),
            crate::edit::Piece::Filled(value, len) => copy.extend(vec![value; len as usize]),
        }
    }
    copy
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// The file tells something; its copy holds the picture where it was, not the word, and is not cleaned again.
#[track_caller]
fn loses_the_word(name: &str, file: &File) {
    let bytes = file.bytes();
    assert!(holds(&bytes, &WORD[..10]), "{name}: no word");
    assert!(!described(&bytes).unwrap().1.removed.is_empty(), "{name}: nothing told");
    let copy = cleaned(&bytes);
    assert!(!holds(&copy, &WORD[..6]), "{name}: the word is in the copy");
    let at = memchr::memmem::find(&bytes, PICTURE);
    assert_eq!(memchr::memmem::find(&copy, PICTURE), at, "{name}: the picture is gone, or moved");
    let (_, again) = described(&copy).unwrap();
    assert_eq!(again.removed, [], "{name}: the copy tells something");
    assert!(again.decisions.iter().all(|decision| *decision == Decision::Keep), "{name}: the copy would be cleaned again");
}

#[test]
fn associations_with_no_property_stand_behind_all_others() {
    let mut file = file().property(container(*b"abcd", WORD));
    file.items[0].properties.rotate_right(1);
    let copy = cleaned(&file.bytes());
    assert!(holds(&copy, b"\0\0\0\x01\0\x01\x03\x01\x02\0"), "{:?}", file.items[0].properties);
}

fn auxiliary(urn: &[u8], tail: &[u8]) -> Vec<u8> {
    full(b"auxC", 0, &[urn, &[0], tail].concat())
}

#[test]
fn a_word_in_any_item_property_or_box_goes() {
    let word = || item(b"hvc1", WORD);
    let with_type = |typed: &[u8]| Item { typed: typed.to_vec(), ..item(b"mime", WORD) };
    let exif = [&[0, 0, 0, 6][..], b"Exif\0\0II*\0\x08\0\0\0\x01\0\x3B\x01\x02\0\x1C\0\0\0\x1A\0\0\0\0\0\0\0", WORD].concat();
    let depth = |mut file: File| {
        file.properties.push(auxiliary(b"urn:mpeg:hevc:2015:auxid:2", b""));
        file.items[1].properties = vec![3];
        file
    };
    let named = |mut file: File| {
        file.items[0].name = WORD;
        file
    };
    let property = |kind: &[u8; 4], body: &[u8]| file().property(container(*kind, body));
    let boxed = |kind: &[u8; 4], body: &[u8]| File { inside: container(*kind, body), ..file() };
    let behind = |kind: &[u8; 4]| File { behind: container(*kind, WORD), ..file() };
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
        ("handler name", File { handler_name: WORD, ..file() }),
        ("bytes of no item", File { orphan: WORD, ..file() }),
        ("xml", boxed(b"xml ", WORD)),
        ("free in meta", boxed(b"free", WORD)),
        ("unknown box in meta", boxed(b"abcd", WORD)),
        ("group", boxed(b"grpl", &full(b"brst", 0, &[&[0; 4][..], &[0, 0, 0, 1, 0, 0, 0, 1], WORD].concat()))),
        ("data reference", boxed(b"dinf", &full(b"dref", 0, &[&[0, 0, 0, 1][..], &full(b"url ", 0, WORD)].concat()))),
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
    let grid = Item { method: 1, properties: vec![1], ..item(b"grid", &[0, 0, 0, 1, 0, 8, 0, 8]) };
    let tiles = File { items: vec![grid], properties: file().properties, ..file() };
    let tile = || Item { hidden: true, properties: vec![1, 2], ..item(b"hvc1", PICTURE) };
    let turned = file().property(container(*b"irot", &[1])).property(container(*b"imir", &[1]));
    shown("one picture", file());
    shown("turned", turned);
    shown("alpha", alpha(file().with(item(b"hvc1", b"alpha")).refers(b"auxl", 2, &[1]).refers(b"prem", 1, &[2])));
    shown("tiles", tiles.with(tile()).with(tile()).refers(b"dimg", 1, &[2, 3]));
    shown("two pictures", file().with(Item { properties: vec![1, 2], ..item(b"hvc1", b"second") }));
    let altr = full(b"altr", 0, &[0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 1]);
    shown("group", File { inside: container(*b"grpl", &altr), ..file() });
}

const GAIN_MAP: &[u8] = b"urn:com:apple:photo:2020:aux:hdrgainmap";

fn with_gain_map(properties: &str, note: &[u8]) -> File {
    let packet = format!(
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 5.4.0"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="Nora Petit" xmlns:HDRGainMap="http://ns.apple.com/HDRGainMap/1.0/"                                                                      >{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"#
    );
    let mut file = file()
        .with(Item { hidden: true, properties: vec![3], ..item(b"hvc1", b"gain map") })
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
    let entry = |tag: u16, offset: u32| [&tag.to_be_bytes()[..], &[0, 10, 0, 0, 0, 1], &offset.to_be_bytes()].concat();
    let numbers = [1, 2, 0, 1_i32].into_iter().flat_map(i32::to_be_bytes).collect::<Vec<u8>>();
    let note = [&b"Apple iOS\0\0\x01MM\0\x02"[..], &entry(0x21, 40), &entry(0x30, 48), &numbers].concat();
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
    let names: Vec<String> = described(&bytes).unwrap().1.removed.iter().map(|finding| finding.id.name()).collect();
    assert!(names.contains(&"HDR gain map item".to_owned()), "{names:?}");
    let copy = cleaned(&bytes);
    assert!(!holds(&copy, b"gain map") && !holds(&copy, b"hdrgainmap") && holds(&copy, PICTURE));
}

#[test]
fn a_profile_is_cleaned_at_its_length() {
    let mut profile = vec![0; 128];
    profile[8] = 2;
    profile[12..24].copy_from_slice(b"mntrGRAYXYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile.extend(b"\0\0\0\x02kTRC\0\0\0\x9C\0\0\0\x0Etext\0\0\0\xAC\0\0\0\x24curv\0\0\0\0\0\0\0\x01\x02\x33\0\0text\0\0\0\0");
    profile.extend(WORD);
    let len = (profile.len() as u32).to_be_bytes();
    profile[..4].copy_from_slice(&len);
    let file = file().property(container(*b"colr", &[b"prof", &profile[..]].concat()));
    loses_the_word("profile", &file);
    // libpng gives up at a profile that says another length than it has.
    assert!(holds(&cleaned(&file.bytes()), &[&b"prof"[..], &len].concat()));
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let protected = File { inside: container(*b"ipro", b""), ..file() };
    let mut essential = file().property(container(*b"abcd", b"x"));
    *essential.items[0].properties.last_mut().unwrap() |= 0x80;
    let unknown = File { items: vec![item(b"abcd", PICTURE)], ..file() };
    for (file, what) in
        [(protected, Unsupported::Protected), (essential, Unsupported::EssentialProperty), (unknown, Unsupported::ItemType)]
    {
        let error = described(&file.bytes()).unwrap_err();
        assert!(matches!(error, Error::Unsupported { what: found, .. } if found == what), "{error:?}");
    }
    let long = Item { method: 1, properties: vec![1], ..item(b"grid", &[0, 0, 0, 0, 0, 8, 0, 8, b'N', b'o']) };
    let long = File { items: vec![long], ..file() }.with(item(b"hvc1", PICTURE)).refers(b"dimg", 1, &[2]);
    assert!(matches!(described(&long.bytes()), Err(Error::Malformed { what: Malformed::ItemData, .. })));
}

#[test]
fn a_cut_file_is_an_error_or_a_copy_without_the_word() {
    let exif = item(b"Exif", WORD);
    let bytes = File { behind: container(*b"mpvd", WORD), ..file().with(exif) }.bytes();
    for len in 0..bytes.len() {
        if described(&bytes[..len]).is_ok() {
            assert!(!holds(&cleaned(&bytes[..len]), &WORD[..6]), "{len}");
        }
    }
}
