//! How far the content of properties extends that are more than numbers: nothing may hide after it.

use crate::formats::auxiliary::Auxiliary;

/// Version and flags.
pub(super) const FULL: usize = 4;

/// The length of the content of a property of this type; `None` if it is not in a known form.
pub(super) fn content_len(kind: [u8; 4], body: &[u8]) -> Option<usize> {
    match &kind {
        // Three sizes of layers (AV1 Image File Format, 2.3.2.3), wide if the first bit says so.
        b"a1lx" => Some(if body.first()? & 1 == 0 { 7 } else { 13 }),
        // A SEI message describing the alpha could come after the name; no reader looks for it.
        b"auxC" => Some(FULL.saturating_add(name(body)?.len()).saturating_add(1)),
        _ => None,
    }
}

/// The purpose that an `auxC` property names.
pub(super) fn purpose(body: &[u8]) -> Option<Auxiliary> {
    name(body).map(Auxiliary::of)
}

fn name(body: &[u8]) -> Option<&[u8]> {
    body.get(FULL..)?.split(|&byte| byte == 0).next()
}
