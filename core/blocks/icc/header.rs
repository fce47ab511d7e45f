//! The header of a profile, written afresh (ISO 15076-1, 7.2): what colour depends on, and what makes readers reject
//! it.

use super::profile::{HEADER, Profile};
use crate::base::{ByteOrder, Cursor};

/// Version, class, spaces, intent, the illuminant. Not size, preferred CMM, date, platform, flags, attributes of the medium,
/// manufacturer, model, creator or id, which no reader asks for, nor anything reserved.
pub(super) fn header(profile: &Profile<'_>) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut set = |at: usize, bytes: &[u8]| {
        header.get_mut(at..at.saturating_add(bytes.len())).unwrap_or_default().copy_from_slice(bytes);
    };
    set(8, &version(profile.header_field(8)));
    set(12, profile.header.get(12..24).unwrap_or_default());
    set(36, b"acsp");
    set(64, &intent(u32::from_be_bytes(profile.header_field(64))).to_be_bytes());
    set(68, &illuminant(profile.header_field(68)));
    header
}

/// The version (7.2.4): numbers of two decimal digits, which is how LittleCMS reads any others. Of versions 2 and 4, readers
/// ask for the first number only, and the last of each stands for all. Firefox rejects one with anything in its reserved bytes.
fn version([major, minor, reserved @ ..]: [u8; 4]) -> [u8; 4] {
    let minor = if matches!(major, 2 | 4) { 0x40 } else { (minor >> 4).min(9) << 4 | (minor & 0x0F).min(9) };
    [major.min(9), minor, 0, u8::from(reserved != [0; 2])]
}

/// The intent (7.2.15). Firefox rejects one that is not defined, and libpng one with more than 16 bits.
fn intent(intent: u32) -> u32 {
    const UNDEFINED: u32 = 4;
    const MOST: u32 = 0xFFFE;
    let low = (intent & 0xFFFF).min(UNDEFINED);
    if intent > MOST { 1 << 16 | low } else { low }
}

/// The illuminant (7.2.16): D50, which is the only one, if it is nearly that; another white, if it can be one, because
/// Chromium rejects such a profile; otherwise nothing. No colour is computed from it.
fn illuminant(bytes: [u8; 12]) -> [u8; 12] {
    const ONE: u32 = 1 << 16;
    const D50: [u32; 3] = [0xF6D6, ONE, 0xD32D];
    const D65: [u32; 3] = [0xF351, ONE, 0x1_16CC];
    /// A hundredth, as in Chromium.
    const NEAR: u32 = 655;
    let mut cursor = Cursor::new(&bytes, ByteOrder::Big);
    let mut number = || cursor.u32().unwrap_or(u32::MAX);
    let [x, y, z] = [number(), number(), number()];
    let is_near = [x, y, z].into_iter().zip(D50).all(|(number, known)| number.abs_diff(known) <= NEAR);
    let is_white = x < 2 * ONE && (ONE / 2..2 * ONE).contains(&y) && z < 2 * ONE;
    let anew = match (is_near, is_white) {
        (true, _) => D50,
        (false, true) => D65,
        (false, false) => [0; 3],
    };
    let mut written = [0; 12];
    for (to, byte) in written.iter_mut().zip(anew.into_iter().flat_map(u32::to_be_bytes)) {
        *to = byte;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Its last bytes were whatever a file said, since anything near it is D50 for browsers.
    #[test]
    fn an_illuminant_is_one_of_three() {
        let of = |numbers: [u32; 3]| illuminant(*numbers.map(u32::to_be_bytes).as_flattened().first_chunk().unwrap());
        let d50 = of([0xF6D6, 0x1_0000, 0xD32D]);
        assert_eq!(d50, *b"\0\0\xF6\xD6\0\x01\0\0\0\0\xD3\x2D");
        assert_eq!((of([0xF6D5, 0xFFFF, 0xD32C]), of([0xF4F2, 0x1_0002, 0xD272])), (d50, d50));
        let other = of([0xF351, 0x1_0000, 0x1_16CC]);
        assert_eq!((of([0x4E6F, 0x1_7261, 0x4265]), of([0x1_6973, 0x1_0000, 0])), (other, other));
        assert_eq!((of([u32::from_be_bytes(*b"Nora"), 0x1_0000, 0]), of([0; 3])), ([0; 12], [0; 12]));
        assert!(other != d50);
    }
}
