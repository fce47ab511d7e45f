//! Writes a profile anew: the header without names and dates, what is colour in the tags, a neutral
//! description and copyright where there were some.

use super::colour::colour;
use super::profile::{HEADER, Profile};
use super::tag::{COPYRIGHT, DESCRIPTION, NEUTRAL, Tag};

/// D50, as the header gives it (7.2.16).
const ILLUMINANT: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

/// The profile without all that is not colour; never longer than it was.
pub(super) fn compose(profile: &Profile<'_>) -> Vec<u8> {
    let whole = assemble(profile, true);
    // Neutral texts can be longer than those that were there, and a profile must not grow.
    if whole.len() <= profile.bytes.len() { whole } else { assemble(profile, false) }
}

/// The profile with zeros behind its last tag, for a place that cannot be shorter. Its header says how long it is with them:
/// libpng gives up at a profile that says another length than it has.
pub(super) fn lengthened(mut profile: Vec<u8>, len: usize) -> Vec<u8> {
    if len > profile.len() {
        profile.resize(len, 0);
        profile.splice(..4, number(len));
    }
    profile
}

/// Whether bytes are a profile with zeros behind its last tag, or without.
pub(super) fn is_lengthened(profile: &[u8], bytes: &[u8]) -> bool {
    bytes.split_at_checked(profile.len()).is_some_and(|(same, zeros)| {
        same.get(..4) == Some(&number(bytes.len())) && same.get(4..) == profile.get(4..) && zeros.iter().all(|&byte| byte == 0)
    })
}

fn assemble(profile: &Profile<'_>, with_texts: bool) -> Vec<u8> {
    let mut entries: Vec<([u8; 4], usize, usize)> = Vec::new();
    let mut data: Vec<u8> = Vec::with_capacity(profile.bytes.len());
    // Tags that share their data go on sharing them.
    let mut placed: Vec<(&Tag<'_>, Vec<u8>, usize)> = Vec::new();
    for tag in &profile.tags {
        if entries.iter().any(|(signature, ..)| *signature == tag.signature) {
            continue;
        }
        if let Some(colour) = colour(tag, profile.space()) {
            let shared = placed.iter().find(|(other, bytes, _)| other.offset == tag.offset && *bytes == colour);
            let at = shared.map_or_else(|| place(&mut data, &colour), |(.., at)| *at);
            entries.push((tag.signature, at, colour.len()));
            placed.push((tag, colour, at));
        } else if with_texts && matches!(tag.signature, DESCRIPTION | COPYRIGHT) {
            let text = neutral(tag.signature, profile.is_version_4());
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

/// The header (7.2): size, version, class, spaces, the defined flags, attributes and intent, the illuminant that it
/// has to be. Not preferred CMM, date, platform, manufacturer, model, creator, id, nor what is reserved.
fn header(profile: &Profile<'_>, size: usize) -> Vec<u8> {
    let was = |at: usize, mask: u8| profile.header.get(at).copied().unwrap_or(0) & mask;
    let mut header = vec![0; HEADER];
    let mut set = |at: usize, bytes: &[u8]| {
        header.get_mut(at..at.saturating_add(bytes.len())).unwrap_or_default().copy_from_slice(bytes);
    };
    set(0, &number(size));
    set(8, &version([was(8, 0xFF), was(9, 0xFF)]));
    set(12, profile.header.get(12..24).unwrap_or_default());
    set(36, b"acsp");
    set(47, &[was(47, 0b11)]);
    set(63, &[was(63, 0b1111)]);
    set(67, &[was(67, 0b11)]);
    set(68, &ILLUMINANT);
    header
}

/// The version, where it can be one (7.2.4): readers take a larger for the largest there is.
fn version([major, minor]: [u8; 2]) -> [u8; 2] {
    const LARGEST: u8 = 5;
    let decimal = minor >> 4 <= 9 && minor & 0x0F <= 9;
    [major.min(LARGEST), if decimal { minor } else { 0 }]
}

/// A text tag that says nothing: `mluc` from version 4 on, before that `desc` and `text`.
pub(super) fn neutral(signature: [u8; 4], version_4: bool) -> Vec<u8> {
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
