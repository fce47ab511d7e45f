//! How far the content of properties extends that are more than numbers: nothing may hide after it.

use crate::formats::auxiliary::Auxiliary;

/// Version and flags.
pub(super) const FULL: usize = 4;

/// The content of a property of this type, as far as readers look; `None` if it is not in a known form.
pub(super) fn anew(kind: [u8; 4], body: &[u8]) -> Option<Vec<u8>> {
    match &kind {
        // Three sizes of layers (AV1 Image File Format, 2.3.2.3), wide if the last bit of the first byte says so.
        b"a1lx" => {
            let wide = body.first()? & 1;
            let sizes = body.get(1..if wide == 0 { 7 } else { 13 })?;
            Some([&[wide], sizes].concat())
        }
        // There is one version and no flag. A SEI message describing the alpha could come after the name; no reader looks
        // for it.
        b"auxC" => Some([&[0; FULL], name(body)?, &[0]].concat()),
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
