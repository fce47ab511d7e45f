//! The one type that a tag is written with (TIFF 6.0, section 8; supplement 1; DNG 1.7.1.0, chapters 4 to 6). Readers take
//! others for the same numbers, and which one it was could say something.

use super::tag;
use crate::containers::tiff::{kind, size};

/// Tags whose whole numbers have 32 bits, however small they are; dcraw reads lists of strips and tiles as such.
#[rustfmt::skip]
const LONGS: [u16; 14] = [
    tag::SUBFILE_TYPE, tag::STRIPS, tag::STRIP_BYTES, tag::TILES, tag::TILE_BYTES, tag::T4_OPTIONS, 0x0125, // T6Options
    0x014A, tag::JPEG, tag::JPEG_LEN, tag::QUANTISATION, tag::HUFFMAN[0], tag::HUFFMAN[1],                  // SubIFDs
    0xC62D,                                                                                                 // BayerGreenSplit
];

/// Tags of bytes without an order: opcodes and spectra. Those of others are numbers.
const UNDEFINED: [u16; 6] = [0xC740, 0xC741, 0xC74E, 0xCD35, 0xCD36, 0xCD37];

/// Whether fractions have a sign, whether or not one is below zero: differences of levels, matrices, exposures.
const fn is_signed(number: u16) -> bool {
    matches!(
        number,
        0xC61B | 0xC61C | 0xC621..=0xC626 | 0xC62A | 0xC690 | 0xC692 | 0xC714 | 0xC715 | 0xC7A5 | 0xCD32..=0xCD34 | 0xCD3A
    )
}

/// The type of whole numbers: the usual one if all fit into this much room with it, and otherwise one of the same width.
pub(super) fn of_numbers(number: u16, of: u16, numbers: &[u64], room: u64) -> u16 {
    let most = numbers.iter().copied().max().unwrap_or(0);
    let usual = if most > u64::from(u32::MAX) {
        kind::LONG8
    } else if most > u64::from(u16::MAX) || LONGS.contains(&number) {
        kind::LONG
    } else {
        kind::SHORT
    };
    let len = size(usual).unwrap_or(8).saturating_mul(numbers.len() as u64);
    if len <= room { usual } else { of_same_width(of) }
}

/// The unsigned type of the same width.
pub(super) const fn of_same_width(of: u16) -> u16 {
    match of {
        kind::SBYTE => kind::BYTE,
        kind::SSHORT => kind::SHORT,
        kind::SLONG | kind::IFD => kind::LONG,
        kind::SLONG8 | kind::IFD8 => kind::LONG8,
        of => of,
    }
}

/// Whether numbers of this type can be below zero, and are whole.
pub(super) const fn has_sign(of: u16) -> bool {
    matches!(of, kind::SBYTE | kind::SSHORT | kind::SLONG | kind::SLONG8)
}

/// The type of bytes, or of fractions in their plainest form, whose parts are small.
pub(super) fn of_others(number: u16, of: u16, is_below_zero: bool) -> u16 {
    match of {
        kind::RATIONAL | kind::SRATIONAL if is_below_zero || is_signed(number) => kind::SRATIONAL,
        kind::RATIONAL | kind::SRATIONAL => kind::RATIONAL,
        kind::BYTE | kind::UNDEFINED if UNDEFINED.contains(&number) => kind::UNDEFINED,
        kind::UNDEFINED => kind::BYTE,
        of => of,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_type_wherever_there_is_room_for_it() {
        for of in [kind::BYTE, kind::SHORT, kind::SSHORT, kind::LONG, kind::SLONG, kind::IFD] {
            assert_eq!(of_numbers(tag::BITS, of, &[8], 4), kind::SHORT);
            assert_eq!(of_numbers(tag::STRIPS, of, &[8], 4), kind::LONG);
            assert_eq!(of_numbers(tag::WIDTH, of, &[70_000], 4), kind::LONG);
        }
        assert_eq!(of_numbers(tag::BITS, kind::BYTE, &[8, 8, 8], 4), kind::BYTE);
        assert_eq!(of_numbers(tag::STRIPS, kind::SLONG8, &[1 << 40], 8), kind::LONG8);
        assert_eq!(of_numbers(tag::STRIPS, kind::SSHORT, &[8; 9], 8), kind::SHORT);
    }

    #[test]
    fn fractions_have_a_sign_by_their_tag() {
        for of in [kind::RATIONAL, kind::SRATIONAL] {
            assert_eq!(of_others(0x011A, of, false), kind::RATIONAL);
            assert_eq!(of_others(0xC621, of, false), kind::SRATIONAL);
        }
        assert_eq!(of_others(0xC61A, kind::SRATIONAL, true), kind::SRATIONAL);
        assert_eq!([0x828E, 0xC740].map(|number| of_others(number, kind::UNDEFINED, false)), [kind::BYTE, kind::UNDEFINED]);
        assert_eq!(of_others(0xC6FA, kind::FLOAT, false), kind::FLOAT);
    }
}
