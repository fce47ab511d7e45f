//! What third-party parsers see, and what they do not.

mod exif_blocks;
mod jpeg_segments;
mod still_and_moving;

use super::*;
use crate::base::{Limits, Span};
use crate::model::{FormatKind, Region};
use crate::testing::png::{HEADER, chunk, picture};
use crate::testing::riff;

/// A value that is its own bytes.
#[derive(Debug, Clone, PartialEq)]
struct Meant(Vec<u8>);

impl Fresh for Meant {
    fn compose(&self) -> Vec<u8> {
        self.0.clone()
    }

    fn lasting(&self) -> Option<Self> {
        None
    }
}

/// Whether only what was meant to be written is seen in a copy.
fn agrees(copy: &[u8], kind: FormatKind, id: FieldId, meant: &[&[u8]]) -> bool {
    let mut scan = Scan::new(kind, copy.len() as u64, &Limits::DEFAULT);
    for bytes in meant {
        let region = Region::new(Span::new(0, 1), id.clone());
        scan.push(Region { fresh: Some(Meant(bytes.to_vec())), ..region }).unwrap();
    }
    let parser = if kind == FormatKind::Png { SecondParser::PngChunks } else { SecondParser::WebpChunks };
    agree(&Input::from_bytes(copy), &scan, parser, Keep::NOTHING).is_ok()
}

/// They need a copy in memory: a larger one is left to our own scanner.
#[test]
fn what_is_larger_than_64_mib_is_not_shown_to_them() {
    let zeros = |len| agrees(&vec![0; len], FormatKind::Png, FieldId::Png(*b"iTXt"), &[]);
    assert!(!zeros(64 << 20) && zeros((64 << 20) + 1));
}

#[test]
fn chunks_of_a_png_that_nobody_meant_are_seen() {
    let text = chunk(b"tEXt", b"Author\0Nora Petit");
    let packet = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>");
    let png = |more: &[u8]| picture(HEADER, &[more.to_vec()]);
    let agrees = |copy: &[u8], meant: &[&[u8]]| agrees(copy, FormatKind::Png, FieldId::Png(*b"iTXt"), meant);
    assert!(agrees(&png(&[]), &[]));
    assert!(!agrees(&png(&text), &[]) && !agrees(&png(&text), &[&text]));
    assert!(!agrees(&png(&packet), &[]) && !agrees(&png(&packet), &[&text]));
    assert!(agrees(&png(&packet), &[&packet]));
    // Exif is checked by its values, and none were meant.
    assert!(!agrees(&png(&chunk(b"eXIf", b"II*\0\x08\0\0\0\0\0\0\0\0\0")), &[]));
    assert!(!agrees(b"no datastream", &[]));
}

#[test]
fn chunks_of_a_webp_that_nobody_meant_are_seen() {
    let packet = riff::chunk(b"XMP ", b"<x/>");
    let webp = |more: &[u8]| riff::webp(&[&riff::chunk(b"VP8L", b"/data")[..], more].concat());
    let agrees = |copy: &[u8], meant: &[&[u8]]| agrees(copy, FormatKind::Webp, FieldId::Webp(*b"XMP "), meant);
    assert!(agrees(&webp(&[]), &[]));
    assert!(!agrees(&webp(&riff::chunk(b"abcd", b"text")), &[]));
    assert!(!agrees(&webp(&packet), &[]) && !agrees(&webp(&packet), &[b"another"]));
    assert!(agrees(&webp(&packet), &[&packet]));
    assert!(!agrees(&webp(&riff::chunk(b"abcd", b"<x/>")), &[&riff::chunk(b"abcd", b"<x/>")]));
    assert!(!agrees(&[&webp(&[])[..], b"more"].concat(), &[]));
    assert!(!agrees(&webp(&riff::chunk(b"EXIF", b"II*\0\x08\0\0\0\0\0\0\0\0\0")), &[]));
}
