//! JPEG streams in strips, and the tables that they share.

use super::*;
use crate::containers::jpeg::marker;
use crate::testing::jpeg::{EOI, SOI, frame, picture, scan, segment};

/// A picture of JPEG in one strip, with shared tables.
fn file(strip: &[u8], tables: &[u8]) -> Vec<u8> {
    let mut entries = grey(1000, &[(0xFE, 4, 1, 0), (0x15B, 7, tables.len() as u32, 600)]);
    for (tag, number) in [(0x103, 7), (0x117, strip.len() as u32)] {
        entries.iter_mut().filter(|entry| entry.0 == tag).for_each(|entry| entry.3 = number);
    }
    entries.retain(|entry| entry.0 != 0x15B || !tables.is_empty());
    Builder::new().directory(8, &entries, 0).bytes(600, tables).bytes(1000, strip).0
}

fn quantizers(name: u8, fill: &[u8]) -> Vec<u8> {
    [&[name], &fill.repeat(64)[..64]].concat()
}

/// What a segment becomes that decoders skip: as long as before, with nothing in it.
fn skipped(code: u8, len: usize) -> Vec<u8> {
    segment(code, &vec![0; len - 4])
}

/// A table that no scan uses stayed in a strip, and the density of JFIF with any bytes.
#[test]
fn a_strip_has_the_tables_that_its_scans_use_and_nothing_else() {
    const APP0: u8 = 0xE0;
    const APP14: u8 = 0xEE;
    let jfif = |bytes: &[u8; 7]| segment(APP0, &[b"JFIF\0", &bytes[..], &[0, 0]].concat());
    let adobe = |bytes: &[u8; 6]| segment(APP14, &[b"Adobe", &bytes[..], &[1]].concat());
    let (used, unused) = (quantizers(0, &[7]), quantizers(1, b"Nora"));
    let strip = picture(&[
        jfif(b"Nora 48"),
        adobe(b"Petit "),
        segment(marker::DQT, &[used.clone(), unused.repeat(3)].concat()),
        segment(marker::DQT, &unused),
        segment(marker::COM, b"Nora"),
    ]);
    let (copy, told) = cleaned(&file(&strip, &[]));
    let expected = picture(&[
        jfif(&[1, 1, 0, 0, 1, 0, 1]),
        adobe(&[0, 100, 0, 0, 0, 0]),
        segment(marker::DQT, &used),
        skipped(marker::COM, 195),
        skipped(marker::COM, 69),
        skipped(marker::COM, 8),
    ]);
    assert_eq!(copy, file(&expected, &[]));
    assert!(told.contains(&"text COM".to_owned()) && told.contains(&"other DHT/DQT/DAC/DRI/DNL".to_owned()), "{told:?}");
}

#[test]
fn shared_tables_are_those_that_a_strip_uses() {
    let strip = [SOI, &frame(), &scan(&[1, 2, 3]), EOI].concat();
    let tables = |parts: &[Vec<u8>]| [SOI, &parts.concat(), EOI].concat();
    let used = segment(marker::DQT, &quantizers(0, &[7]));
    let all = tables(&[segment(marker::DQT, &quantizers(1, b"Nora")), used.clone(), segment(marker::COM, b"Nora")]);
    assert_eq!(cleaned(&file(&strip, &all)).0, file(&strip, &tables(&[used])));
    // A strip has tables of its own, and nobody reads the shared ones.
    let own = [SOI, &segment(marker::DQT, &quantizers(0, &[9])), &frame(), &scan(&[1, 2, 3]), EOI].concat();
    let (copy, told) = cleaned(&file(&own, &all));
    assert_eq!(copy, file(&own, &[]));
    assert!(told.contains(&"other bytes between segments".to_owned()), "{told:?}");
}

/// The number of lines was taken for a stray of the copy, and the file was refused as by a fault of ours.
#[test]
fn the_number_of_lines_behind_a_scan_stays_in_a_strip() {
    let open = segment(marker::SOF0, &[8, 0, 0, 0, 1, 1, 1, 0x11, 0]);
    let lines = segment(marker::DNL, &[0, 1]);
    let strip = [SOI, &segment(marker::DQT, &quantizers(0, &[7])), &open, &scan(&[1, 2, 3]), &lines, EOI].concat();
    let original = file(&strip, &[]);
    assert_eq!(crate::clean(&original, &crate::Options::default()).unwrap().bytes, original);
}
