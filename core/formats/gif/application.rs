//! Application extensions (GIF89a specification, 26): whose they are, and how to write one.

use crate::containers::gif::{compose_sub_blocks, label};

pub(super) const NETSCAPE: [u8; 11] = *b"NETSCAPE2.0";
pub(super) const ANIMEXTS: [u8; 11] = *b"ANIMEXTS1.0";
pub(super) const ICC: [u8; 11] = *b"ICCRGBG1012";
pub(super) const XMP: [u8; 11] = *b"XMP DataXMP";

/// Length of an application extension up to its data.
pub(super) const HEADER_LEN: usize = 14;

/// Identifier and authentication code (26).
pub(super) fn identifier(bytes: &[u8]) -> Option<[u8; 11]> {
    bytes.get(2..).filter(|rest| rest.first() == Some(&11))?.get(1..12)?.try_into().ok()
}

/// The packet of an extension that contains XMP unaltered, followed by a trailer whose bytes, taken for lengths, lead
/// to the end; and whether that is the usual trailer (XMP specification part 3, 1.1.2).
pub(super) fn raw_xmp(bytes: &[u8]) -> Option<(&[u8], bool)> {
    const TRAILER_END: &[u8] = &[4, 3, 2, 1, 0, 0];
    const TRAILER_LEN: usize = 258;
    let body = bytes.get(HEADER_LEN..).filter(|body| body.ends_with(TRAILER_END))?;
    let (packet, trailer) = body.split_at_checked(body.len().checked_sub(TRAILER_LEN)?)?;
    Some((packet, trailer.iter().copied().eq(xmp_trailer())))
}

pub(super) fn xmp_trailer() -> impl Iterator<Item = u8> {
    std::iter::once(1).chain((0..=255).rev()).chain([0])
}

/// An extension with this name and its data in sub-blocks.
pub(super) fn compose(name: [u8; 11], data: &[u8]) -> Vec<u8> {
    [&header(name)[..], &compose_sub_blocks(data)].concat()
}

/// The same with unaltered data, and a trailer that leads readers to their end.
pub(super) fn with_raw_data(name: [u8; 11], data: &[u8], trailer: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut extension = [&header(name)[..], data].concat();
    extension.extend(trailer);
    extension
}

fn header(name: [u8; 11]) -> Vec<u8> {
    [&[b'!', label::APPLICATION, 11], &name[..]].concat()
}
