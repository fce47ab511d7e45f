//! The boxes of two eyes as a property of a picture (Apple, Video Extended Usage): each as long as it was, so that none after it
//! moves.

use super::boxes::{self, Anew};
use crate::containers::bmff::{append, append_blank};

/// Boxes of `vexu` that contain others, and which.
fn holds(kind: &[u8; 4], inner: &[u8; 4]) -> bool {
    match kind {
        b"vexu" => matches!(inner, b"eyes" | b"proj" | b"pack" | b"must"),
        b"eyes" => matches!(inner, b"stri" | b"hero" | b"cams" | b"cmfy" | b"must"),
        b"cams" => inner == b"blin",
        b"cmfy" => inner == b"dadj",
        b"proj" => inner == b"prji",
        b"pack" => inner == b"pkin",
        _ => false,
    }
}

/// The body of `vexu` as a property, of the same length: what does not belong there is space.
pub(super) fn extended_usage(body: &[u8]) -> Vec<u8> {
    let mut anew = Vec::with_capacity(body.len());
    inside(b"vexu", body, &mut anew);
    anew
}

/// Appends the boxes inside of one, each as long as it was. Boxes that hold others are at most four deep.
fn inside(parent: &[u8; 4], body: &[u8], to: &mut Vec<u8>) {
    const HEADER: usize = 8;
    let mut rest = body;
    while let Some((size, kind)) = header(rest) {
        let Some((one, behind)) = rest.split_at_checked(size).filter(|_| size >= HEADER) else { break };
        let content = one.get(HEADER..).unwrap_or_default();
        let holder = holds(&kind, b"must") || matches!(&kind, b"cams" | b"cmfy" | b"proj" | b"pack");
        let numbers = if holder { None } else { boxes::anew(kind, content) };
        match numbers {
            _ if !holds(parent, &kind) => append_blank(to, *b"free", size),
            Some(Anew::Numbers(mut numbers)) => {
                numbers.resize(content.len(), 0);
                append(to, kind, |to| to.extend(numbers));
            }
            None if holder => append(to, kind, |to| inside(&kind, content, to)),
            _ => append_blank(to, *b"free", size),
        }
        rest = behind;
    }
    to.resize(to.len().saturating_add(rest.len()), 0);
}

/// Size and type of the first box.
fn header(bytes: &[u8]) -> Option<(usize, [u8; 4])> {
    let [a, b, c, d, kind @ ..] = bytes.first_chunk::<8>()?;
    Some((usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok()?, *kind))
}
