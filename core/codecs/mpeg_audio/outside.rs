//! What may come before, between and after frames: zeros, and tags in forms known to players. Anything else might be
//! sound to a decoder that looks for a beginning in it.

use memchr::memmem;

use crate::codecs::bits::text;
use crate::model::{CodedElement, Value};

/// Length of an ID3v1 tag.
const FIRST_TAG: usize = 128;
/// Length of a header or footer of an APE tag.
const APE_HEADER: usize = 32;

/// How many bytes before the next frame, or the end, are not a frame; `None` if they are something unknown.
pub(super) fn len(bytes: &[u8]) -> Option<usize> {
    let mut at = 0_usize;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty() && !rest.starts_with(&[0xFF])) {
        let tag = tag(rest).or_else(|| first_tag(rest)).or_else(|| ape_tag(rest)).or_else(|| lyrics(rest));
        let len = zeros(rest).or(tag)?;
        at = at.checked_add(len).filter(|at| *at <= bytes.len())?;
    }
    Some(at)
}

fn zeros(bytes: &[u8]) -> Option<usize> {
    let count = bytes.iter().take_while(|byte| **byte == 0).count();
    (count > 0).then_some(count)
}

/// ID3v2 (3.1): sizes have seven bits per byte, and include neither the header nor a footer.
fn tag(bytes: &[u8]) -> Option<usize> {
    let [b'I', b'D', b'3', 2..=4, _, flags, size @ ..] = bytes else { return None };
    let size: &[u8; 4] = size.first_chunk()?;
    let size = size.iter().try_fold(0_usize, |size, byte| (*byte < 0x80).then_some(size << 7 | usize::from(*byte)))?;
    size.checked_add(if flags & 0x10 == 0 { 10 } else { 20 })
}

fn first_tag(bytes: &[u8]) -> Option<usize> {
    (bytes.starts_with(b"TAG") && bytes.len() >= FIRST_TAG).then_some(FIRST_TAG)
}

/// An APE tag of version 2 with a header, which its size does not include.
fn ape_tag(bytes: &[u8]) -> Option<usize> {
    let size = bytes.strip_prefix(b"APETAGEX")?.get(4..8)?;
    usize::try_from(u32::from_le_bytes(size.try_into().ok()?)).ok()?.checked_add(APE_HEADER)
}

/// Lyrics3, which gives its version only at its end.
fn lyrics(bytes: &[u8]) -> Option<usize> {
    const END: usize = 9;
    let ends =
        [b"LYRICSEND", b"LYRICS200"].map(|end| bytes.starts_with(b"LYRICSBEGIN").then(|| memmem::find(bytes, end)).flatten());
    ends.into_iter().flatten().min()?.checked_add(END)
}

/// The texts in a tag.
pub(super) fn says(bytes: &[u8]) -> Vec<(CodedElement, Value)> {
    let texts = bytes.split(|byte| *byte < b' ').filter_map(text);
    texts.map(|text| (CodedElement::Id3, Value::Text(text))).collect()
}
