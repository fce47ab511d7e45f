//! Marker segments, and pictures made of them.

use crate::containers::jpeg::marker;

/// Start and end of a picture.
pub(crate) const SOI: &[u8] = &[0xFF, 0xD8];
pub(crate) const EOI: &[u8] = &[0xFF, 0xD9];

/// A marker segment.
pub(crate) fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, code], &length[..], payload].concat()
}

/// A frame of one grey pixel.
pub(crate) fn frame() -> Vec<u8> {
    segment(marker::SOF0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0])
}

/// A scan of these coded bytes.
pub(crate) fn scan(coded: &[u8]) -> Vec<u8> {
    [segment(marker::SOS, &[1, 1, 0, 0, 63, 0]), coded.to_vec()].concat()
}

/// A picture with these segments at its beginning.
pub(crate) fn picture(segments: &[Vec<u8>]) -> Vec<u8> {
    [SOI, &segments.concat(), &frame(), &scan(&[1, 2, 3]), EOI].concat()
}
