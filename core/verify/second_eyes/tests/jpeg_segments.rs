//! What `img-parts` sees in a JPEG.

use super::*;
use crate::model::JpegElement;
use crate::testing::jpeg::{EOI, SOI, picture, segment};

/// What was meant to be written into one image: segments, and a profile.
#[derive(Debug, Clone, PartialEq)]
struct Written {
    segment: Vec<u8>,
    profile: Option<&'static [u8]>,
}

impl Fresh for Written {
    fn compose(&self) -> Vec<u8> {
        self.segment.clone()
    }

    fn lasting(&self) -> Option<Self> {
        None
    }

    fn profile(&self) -> Option<std::borrow::Cow<'_, [u8]>> {
        self.profile.map(Into::into)
    }
}

/// Whether only what was meant to be written is seen in these images, one behind the other.
fn agrees(images: &[(Vec<u8>, Vec<Written>)]) -> bool {
    let copy: Vec<u8> = images.iter().flat_map(|(bytes, _)| bytes.clone()).collect();
    let mut scan = Scan::new(FormatKind::Jpeg, copy.len() as u64, &Limits::DEFAULT);
    let mut at = 0;
    for (bytes, written) in images {
        let mut region = |element, fresh| {
            let region = Region::new(Span::new(at, 1), FieldId::Jpeg(element));
            scan.push(Region { fresh, ..region }).unwrap();
        };
        region(JpegElement::Soi, None);
        for written in written {
            region(JpegElement::Comment, Some(written.clone()));
        }
        region(JpegElement::Eoi, None);
        at += bytes.len() as u64;
    }
    jpeg::agree(&Input::from_bytes(&copy), &scan, Keep::NOTHING).is_ok()
}

fn written(segment: &[u8]) -> Written {
    Written { segment: segment.to_vec(), profile: None }
}

#[test]
fn segments_of_a_jpeg_that_nobody_meant_are_seen() {
    let (comment, other) = (segment(0xFE, b"Nora Petit"), segment(0xFE, b"Nora"));
    let one = |segments: &[&Vec<u8>], meant: &[&Vec<u8>]| {
        let segments: Vec<Vec<u8>> = segments.iter().map(|&segment| segment.clone()).collect();
        agrees(&[(picture(&segments), meant.iter().map(|meant| written(meant)).collect())])
    };
    assert!(one(&[], &[]) && one(&[&comment], &[&comment]) && one(&[&comment, &other], &[&other, &comment]));
    assert!(!one(&[&comment], &[]) && !one(&[&comment], &[&other]) && !one(&[&comment, &other], &[&comment]));
    // The same content under another marker.
    assert!(!one(&[&segment(0xE5, b"Nora")], &[&other]));
    assert!(!agrees(&[([SOI, EOI].concat(), Vec::new())]), "no picture");
}

#[test]
fn each_image_of_a_jpeg_has_only_its_own_segments() {
    let comment = segment(0xFE, b"Nora Petit");
    let (with, without) = (picture(std::slice::from_ref(&comment)), picture(&[]));
    let meant = || vec![written(&comment)];
    assert!(agrees(&[(without.clone(), Vec::new()), (with.clone(), meant())]));
    assert!(!agrees(&[(with.clone(), Vec::new()), (without.clone(), meant())]));
    assert!(!agrees(&[(without, meant()), (with, Vec::new())]));
}

/// It may be divided otherwise than we would.
#[test]
fn a_profile_is_compared_whole() {
    let piece = |number, of, bytes: &[u8]| segment(0xE2, &[&b"ICC_PROFILE\0"[..], &[number, of], bytes].concat());
    let copy = || picture(&[piece(1, 2, b"pro"), piece(2, 2, b"file")]);
    let profile = |bytes| vec![Written { segment: Vec::new(), profile: bytes }];
    assert!(agrees(&[(copy(), profile(Some(b"profile")))]));
    assert!(!agrees(&[(copy(), profile(Some(b"another")))]) && !agrees(&[(copy(), profile(None))]));
    // In that segment there are other things than profiles, and profiles are in no other.
    let rest = picture(&[segment(0xE2, b"MPF\0Nora Petit")]);
    let elsewhere = picture(&[segment(0xE5, b"ICC_PROFILE\0\x01\x01Nora")]);
    assert!(!agrees(&[(rest, Vec::new())]) && !agrees(&[(elsewhere, Vec::new())]));
}
