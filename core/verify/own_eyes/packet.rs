//! XMP packets of a copy: what gain maps need, in words that are all known, with decimal numbers between them.

use super::bytes::{Bytes, Seen};

/// All letters that such packets may contain, as whole words.
const WORDS: [&str; 62] = [
    "x",
    "xmlns",
    "adobe",
    "ns",
    "meta",
    "xmpmeta",
    "rdf",
    "RDF",
    "http",
    "www",
    "w3",
    "org",
    "syntax",
    "Description",
    "about",
    "Seq",
    "li",
    "parseType",
    "Resource",
    "com",
    "hdr",
    "gain",
    "map",
    "hdrgm",
    "Version",
    "BaseRenditionIsHDR",
    "True",
    "False",
    "GainMapMin",
    "GainMapMax",
    "Gamma",
    "OffsetSDR",
    "OffsetHDR",
    "HDRCapacityMin",
    "HDRCapacityMax",
    "google",
    "photos",
    "container",
    "item",
    "Container",
    "Item",
    "Directory",
    "Semantic",
    "Primary",
    "GainMap",
    "Mime",
    "image",
    "jpeg",
    "Length",
    "apple",
    "HDRGainMap",
    "HDRGainMapVersion",
    "HDRGainMapHeadroom",
    "apdi",
    "pixeldatainfo",
    "NativeFormat",
    "StoredFormat",
    "AuxiliaryImageType",
    "urn",
    "aux",
    "hdrgainmap",
    "photo",
];
/// Longest decimal number.
const DIGITS: usize = 16;

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.kept {
        return bytes.listed(bytes.left());
    }
    while bytes.left() > 0 {
        word(bytes)?;
    }
    Ok(())
}

/// A word, a number, or a sign between them.
pub(super) fn word(bytes: &mut Bytes<'_, '_>) -> Seen {
    const LONGEST: usize = 32;
    const SIGNS: &[u8] = b" \n<>/=\":.-#?+";
    let start = bytes.at();
    let [first] = bytes.array()?;
    if SIGNS.contains(&first) {
        return Ok(());
    }
    let mut word = vec![first];
    let continues: fn(&u8) -> bool = if first.is_ascii_digit() { u8::is_ascii_digit } else { u8::is_ascii_alphanumeric };
    while let Ok([next]) = bytes.peek()
        && continues(&next)
        && word.len() < LONGEST
    {
        word.extend(bytes.array::<1>()?);
    }
    let is_number = word.len() <= DIGITS && word.iter().all(u8::is_ascii_digit);
    if is_number {
        bytes.chosen(10_u64.saturating_pow(u32::try_from(word.len()).unwrap_or(0)));
    }
    if is_number || WORDS.iter().any(|known| known.as_bytes() == word) {
        return Ok(());
    }
    bytes.go(start)?;
    bytes.stray()
}
