//! The header of a profile, written afresh (ISO 15076-1, 7.2): what colour depends on, and what makes readers reject
//! it.

use super::profile::{HEADER, Profile};
use crate::base::{ByteOrder, Cursor};

/// Version, class, spaces, the defined flags, attributes and intent, the illuminant. Not size, preferred CMM, date,
/// platform, manufacturer, model, creator or id, nor anything reserved.
pub(super) fn header(profile: &Profile<'_>) -> Vec<u8> {
    let was = |at: usize, mask: u8| profile.header.get(at).copied().unwrap_or(0) & mask;
    let mut header = vec![0; HEADER];
    let mut set = |at: usize, bytes: &[u8]| {
        header.get_mut(at..at.saturating_add(bytes.len())).unwrap_or_default().copy_from_slice(bytes);
    };
    set(8, &version(profile.header_field(8)));
    set(12, profile.header.get(12..24).unwrap_or_default());
    set(36, b"acsp");
    set(47, &[was(47, 0b11)]);
    set(63, &[was(63, 0b1111)]);
    set(64, &intent(u32::from_be_bytes(profile.header_field(64))).to_be_bytes());
    set(68, &illuminant(profile.header_field(68)));
    header
}

/// The version (7.2.4): numbers of two decimal digits, which is how LittleCMS reads any others. Firefox rejects one
/// with anything in its reserved bytes.
fn version([major, minor, reserved @ ..]: [u8; 4]) -> [u8; 4] {
    let minor = (minor >> 4).min(9) << 4 | (minor & 0x0F).min(9);
    [major.min(9), minor, 0, u8::from(reserved != [0; 2])]
}

/// The intent (7.2.15). Firefox rejects one that is not defined, and libpng one with more than 16 bits.
fn intent(intent: u32) -> u32 {
    const UNDEFINED: u32 = 4;
    const MOST: u32 = 0xFFFE;
    let low = (intent & 0xFFFF).min(UNDEFINED);
    if intent > MOST { 1 << 16 | low } else { low }
}

/// The illuminant (7.2.16), if it can be the white of one: Chromium rejects a profile whose illuminant is not
/// approximately D50.
fn illuminant(bytes: [u8; 12]) -> [u8; 12] {
    const ONE: u32 = 1 << 16;
    let mut cursor = Cursor::new(&bytes, ByteOrder::Big);
    let mut number = || cursor.u32().unwrap_or(u32::MAX);
    let (x, y, z) = (number(), number(), number());
    let white = x < 2 * ONE && (ONE / 2..2 * ONE).contains(&y) && z < 2 * ONE;
    if white { bytes } else { [0; 12] }
}
