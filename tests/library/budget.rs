//! What a file costs follows its length: twice of anything takes at most twice the work. Counted in units of the budget,
//! never in time. Whoever cannot afford a file refuses it.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use untrace_core::base::{Budget, Error, Input, Limit, Limits, Malformed, Place};
use untrace_core::containers::png;
use untrace_core::formats::{self, AnyScan};
use untrace_core::model::Keep;
use untrace_core::sniff::{Sniffed, look};

use crate::common::{bytes, fixtures, manifest};

/// Twice, and what begins once more.
const TWICE: f64 = 2.2;

/// What a file is, within a budget.
fn scan(file: &[u8], budget: &Budget) -> Result<AnyScan, Error> {
    let limits = Limits { budget: budget.clone(), ..Limits::DEFAULT };
    let input = Input::part(file, &limits);
    let Sniffed::Format(kind) = look(&input)? else {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(0)));
    };
    let scan = (formats::of(kind).scan)(&input)?;
    // As `check` and `--verify full` do.
    scan.decoded(&input)
}

fn unlimited() -> Budget {
    Budget::new(u64::MAX / 2, u64::MAX / 2)
}

fn work(file: &[u8]) -> u64 {
    let budget = unlimited();
    let _ = scan(file, &budget);
    budget.drawn()
}

#[track_caller]
fn follows_its_length(make: impl Fn(usize) -> Vec<u8>, many: usize) {
    let [none, once, twice] = [0, many, 2 * many].map(|many| work(&make(many)));
    let (once, twice) = (once.saturating_sub(none), twice.saturating_sub(none));
    assert!(once > 0 && twice as f64 <= once as f64 * TWICE, "{once} for once, {twice} for twice as much");
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(fixtures().join(name)).unwrap()
}

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    [&[0xFF, code][..], &(payload.len() as u16 + 2).to_be_bytes(), payload].concat()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

fn png_with(chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = png::compose(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let data = [png::compose(*b"IDAT", &packed(&[0, 0])), png::compose(*b"IEND", &[])].concat();
    [&png::SIGNATURE[..], &header, &chunks.concat(), &data].concat()
}

/// More of what a format is made of, where it may stand any number of times.
fn with_more(file: &[u8], many: usize) -> Option<Vec<u8>> {
    let behind = |at: usize, more: &[u8]| [&file[..at], &more.repeat(many), &file[at..]].concat();
    Some(match file {
        [0xFF, 0xD8, ..] => behind(2, &segment(0xFE, b"Nora Petit")),
        [0x89, b'P', b'N', b'G', ..] if file.len() > 33 && file.get(12..16) == Some(b"IHDR") => {
            behind(33, &png::compose(*b"tEXt", b"Author\0Nora Petit"))
        }
        [b'R', b'I', b'F', b'F', ..] if file.get(12..16) == Some(b"VP8X") => {
            let more = b"abcd\x0a\0\0\0Nora Petit";
            let len = u32::from_le_bytes(file[4..8].try_into().unwrap()) + (more.len() * many) as u32;
            [&file[..4], &len.to_le_bytes(), &file[8..], &more.repeat(many)].concat()
        }
        [b'G', b'I', b'F', ..] if file.last() == Some(&b';') => {
            let at = file.len() - 1;
            [&file[..at], &b"!\xFE\x0ANora Petit\0".repeat(many), &file[at..]].concat()
        }
        // Boxes at the end of a file move nothing.
        _ if file.get(4..8).is_some_and(|kind| [b"ftyp", b"JXL "].iter().any(|known| kind == *known)) => {
            [file, &boxed(b"abcd", b"Nora Petit").repeat(many)].concat()
        }
        _ => return None,
    })
}

#[test]
fn twice_of_any_element_takes_twice_the_work_in_every_fixture() {
    const MANY: usize = 400;
    let mut counted = 0;
    for entry in manifest() {
        let file = bytes(&entry);
        if with_more(&file, 0).is_some() && scan(&file, &unlimited()).is_ok() {
            let [none, once, twice] = [0, MANY, 2 * MANY].map(|many| work(&with_more(&file, many).unwrap()));
            // What is read anyway is handed over in larger and larger pieces.
            let most = (once - none) as f64 * TWICE + 5_000.0;
            assert!((twice - none) as f64 <= most, "{}: {none} {once} {twice}", entry.path);
            counted += 1;
        }
    }
    assert!(counted > 300, "{counted}");
}

/// A reader of a block says that it could not be read, and goes on: the file is refused all the same.
#[test]
fn a_file_that_cannot_be_afforded_is_never_described() {
    for entry in manifest() {
        let file = bytes(&entry);
        let budget = unlimited();
        if file.is_empty() || scan(&file, &budget).is_err() {
            continue;
        }
        let whole = budget.drawn();
        for part in [0, whole / 7, whole / 3, whole / 2, whole * 4 / 5, whole - 1] {
            let scan = scan(&file, &Budget::new(part, u64::MAX));
            // What a decoder of WebP would take is asked beforehand: then it is not known where its data end, and that is said.
            let undecoded = matches!(&scan, Ok(AnyScan::Webp(scan)) if !scan.decoded);
            let refused = matches!(scan, Err(Error::Limit { what: Limit::Work, .. }));
            assert!(refused || undecoded, "{}: {part} of {whole}: {scan:?}", entry.path);
        }
        assert!(scan(&file, &Budget::new(whole, u64::MAX / 2)).is_ok(), "{}", entry.path);
    }
}

#[test]
fn compressed_texts_follow_their_length() {
    let stream = packed(b"Nora Petit");
    let text = [b"Comment\0\0", &stream[..]].concat();
    follows_its_length(|many| png_with(&vec![png::compose(*b"zTXt", &text); many]), 3_000);
    let text = [b"Comment\0\x01\0\0\0", &stream[..]].concat();
    follows_its_length(|many| png_with(&vec![png::compose(*b"iTXt", &text); many]), 3_000);
}

#[test]
fn attributes_of_one_element_are_not_compared_each_with_each() {
    let packet = |many: usize| {
        let attributes: String = (0..many).map(|n| format!("t:a{n}=\"Nora Petit\" ")).collect();
        format!("<r xmlns:t=\"http://t/\"><t:b {attributes}/></r>")
    };
    let chunk = |many| png::compose(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", packet(many).as_bytes()].concat());
    follows_its_length(|many| png_with(&[chunk(many)]), 3_000);
}

#[test]
fn pieces_of_a_codestream_are_not_all_walked_for_every_frame() {
    let signature = boxed(b"JXL ", b"\r\n\x87\n");
    let head = [signature, boxed(b"ftyp", b"jxl \0\0\0\0jxl ")].concat();
    let coded = fixture("jxl/bare.jxl");
    let file = |many: usize| {
        let last = boxed(b"jxlp", &[&[0x80, 0, 0, 0][..], &coded].concat());
        [head.clone(), boxed(b"jxlp", &[0; 4]).repeat(many), last].concat()
    };
    follows_its_length(file, 3_000);
    let boxes = |many: u32| {
        let others: Vec<u8> = (0..many).flat_map(|n| boxed(&n.to_be_bytes(), b"Nora")).collect();
        [head.clone(), boxed(b"jxlc", &coded), others].concat()
    };
    follows_its_length(|many| boxes(many as u32), 3_000);
}

/// A page of JPEG strips that all are the same one.
#[test]
fn a_stream_that_strips_share_is_walked_once() {
    let stream = fixture("jpeg/grey.jpg");
    let file = |many: usize| {
        let many = many.max(2) as u32;
        let lists = 8 + stream.len() as u32 + stream.len() as u32 % 2;
        let mut file = [b"II*\0".to_vec(), (lists + 8 * many).to_le_bytes().to_vec(), stream.clone()].concat();
        file.resize(lists as usize, 0);
        file.extend(8_u32.to_le_bytes().repeat(many as usize));
        file.extend((stream.len() as u32).to_le_bytes().repeat(many as usize));
        let entries = [
            (256_u16, 4_u16, 1, 8_u32),
            (257, 4, 1, many),
            (258, 3, 1, 8),
            (259, 3, 1, 7),
            (262, 3, 1, 1),
            (273, 4, many, lists),
            (278, 4, 1, 1),
            (279, 4, many, lists + 4 * many),
        ];
        file.extend((entries.len() as u16).to_le_bytes());
        for (tag, kind, count, value) in entries {
            file.extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat());
        }
        file.extend([0; 4]);
        file
    };
    let [few, many] = [2, 2_000].map(|strips| work(&file(strips)));
    // To walk the stream takes far more than to list it once more.
    assert!(scan(&file(2_000), &unlimited()).is_ok());
    assert!(many - few < 2_000 * 200, "{few} {many}");
}

/// What is not read may tell anything, and counts as each category: the plan of such a file would take half a gigabyte.
#[test]
fn tens_of_thousands_of_unread_boxes_are_more_than_any_photo_has() {
    let head = [boxed(b"JXL ", b"\r\n\x87\n"), boxed(b"ftyp", b"jxl \0\0\0\0jxl ")].concat();
    let file = |many| [head.clone(), boxed(b"jxlc", &fixture("jxl/bare.jxl")), boxed(b"abcd", b"x").repeat(many)].concat();
    let plan = |many| scan(&file(many), &unlimited()).and_then(|scan| scan.plan(Keep::NOTHING));
    assert!(plan(10_000).is_ok());
    assert!(matches!(plan(60_000), Err(Error::Limit { what: Limit::Elements, .. })));
}
