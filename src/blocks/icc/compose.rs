//! Writes a profile anew: the header without names and dates, the colorimetric tags byte for byte, a neutral
//! description and copyright where there were some.

use super::{COPYRIGHT, DESCRIPTION, HEADER, NEUTRAL, Profile, Tag};

/// The profile without all that is not colour; never longer than it was.
pub(super) fn compose(profile: &Profile<'_>) -> Vec<u8> {
    let whole = assemble(profile, true);
    if whole.len() <= profile.bytes.len() { whole } else { assemble(profile, false) }
}

fn assemble(profile: &Profile<'_>, with_texts: bool) -> Vec<u8> {
    let version_4 = profile.header.get(8).is_some_and(|&major| major >= 4);
    let mut entries: Vec<([u8; 4], usize, usize)> = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    // Tags that share their data go on sharing them.
    let mut placed: Vec<(&Tag<'_>, usize)> = Vec::new();
    for tag in &profile.tags {
        if entries.iter().any(|(signature, ..)| *signature == tag.signature) {
            continue;
        }
        if tag.is_colorimetric() {
            let Some(colour) = tag.colour() else { continue };
            let shared = placed.iter().find(|(other, _)| other.offset == tag.offset && other.data.len() == tag.data.len());
            let at = shared.map_or_else(|| place(&mut data, colour), |(_, at)| *at);
            placed.push((tag, at));
            entries.push((tag.signature, at, colour.len()));
        } else if with_texts && matches!(tag.signature, DESCRIPTION | COPYRIGHT) {
            let text = neutral(tag.signature, version_4);
            let at = place(&mut data, &text);
            entries.push((tag.signature, at, text.len()));
        }
    }
    let table = HEADER.saturating_add(4).saturating_add(entries.len().saturating_mul(12));
    let size = table.saturating_add(data.len());
    let mut bytes = header(profile, size);
    bytes.extend(number(entries.len()));
    for (signature, at, len) in entries {
        bytes.extend(signature);
        bytes.extend(number(table.saturating_add(at)));
        bytes.extend(number(len));
    }
    bytes.extend(data);
    bytes
}

/// Appends data at a multiple of four (7.3.5); answers where.
fn place(data: &mut Vec<u8>, bytes: &[u8]) -> usize {
    let at = data.len();
    data.extend(bytes);
    data.resize(data.len().next_multiple_of(4), 0);
    at
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

/// The header (7.2) with its size, and without preferred CMM, date, platform, manufacturer, model, creator, id and
/// whatever stands in bytes that are reserved or the vendor's own.
fn header(profile: &Profile<'_>, size: usize) -> Vec<u8> {
    const BLANK: [std::ops::Range<usize>; 7] = [4..8, 24..36, 40..44, 44..46, 48..60, 80..100, 100..128];
    let mut header = profile.header.to_vec();
    for range in BLANK {
        header.get_mut(range).unwrap_or_default().fill(0);
    }
    header.splice(0..4, number(size));
    header
}

/// A text tag that says nothing: `mluc` from version 4 on, before that `desc` and `text`.
fn neutral(signature: [u8; 4], version_4: bool) -> Vec<u8> {
    if version_4 {
        let wide: Vec<u8> = NEUTRAL.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS";
        return [&head[..], &number(wide.len()), &number(28), &wide].concat();
    }
    if signature == COPYRIGHT {
        return [b"text\0\0\0\0", NEUTRAL.as_bytes(), b"\0"].concat();
    }
    // ASCII, then empty Unicode (8 bytes) and ScriptCode (3 and 67 bytes) forms.
    let ascii_len = number(NEUTRAL.len().saturating_add(1));
    [&b"desc\0\0\0\0"[..], &ascii_len, NEUTRAL.as_bytes(), b"\0", &[0; 78]].concat()
}
