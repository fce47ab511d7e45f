//! Fractions in their plainest form: whoever divides gets the same number, and no part is large enough to be letters.

use crate::base::common_divisor;
use crate::containers::tiff::{Layout, kind};

/// Largest numerator or denominator: 72 dots per inch may be written `72000000/1000000`. Four letters are more.
const LARGEST_PART: u64 = 100_000_000;

/// Numbers that are written afresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fractions {
    pub(super) bytes: Vec<u8>,
    /// Whether each is the same number as before.
    pub(super) same: bool,
}

/// The numbers of a value in their plainest form; `None` for a type that has only one.
pub(super) fn plain(layout: Layout, of: u16, bytes: &[u8]) -> Option<Fractions> {
    let mut plain = Fractions { bytes: Vec::with_capacity(bytes.len()), same: true };
    for number in bytes.chunks(8) {
        let written = match of {
            kind::RATIONAL | kind::SRATIONAL => {
                let (written, same) = fraction(layout, of == kind::SRATIONAL, number);
                plain.same &= same;
                written
            }
            // As exact as a number of 32 bits: the rest of it is never measured.
            kind::DOUBLE => layout.bytes(layout.number(number) & !0x1FFF_FFFF, 8),
            _ => return None,
        };
        plain.same &= of != kind::DOUBLE || written == number;
        plain.bytes.extend(written);
    }
    Some(plain)
}

/// A fraction, and whether it is the same number.
fn fraction(layout: Layout, signed: bool, bytes: &[u8]) -> (Vec<u8>, bool) {
    const SIGN: u64 = 1 << 31;
    const BEYOND: u64 = 1 << 32;
    let (above, below) = bytes.split_at(bytes.len().min(4));
    let part = |bytes: &[u8]| {
        let number = layout.number(bytes);
        if signed && number >= SIGN { (BEYOND.saturating_sub(number), true) } else { (number, false) }
    };
    let ((above, minus_above), (below, minus_below)) = (part(above), part(below));
    let (plain_above, plain_below, same) = reduced(above, below);
    let minus = minus_above != minus_below && plain_above > 0;
    let above = if minus { BEYOND.saturating_sub(plain_above) } else { plain_above };
    ([layout.bytes(above, 4), layout.bytes(plain_below, 4)].concat(), same)
}

/// The fraction without common divisors; a near one if its parts are too large.
fn reduced(above: u64, below: u64) -> (u64, u64, bool) {
    let (above, below) = match common_divisor(above, below) {
        // Unknown.
        0 => return (0, 0, true),
        divisor => (above.checked_div(divisor).unwrap_or(0), below.checked_div(divisor).unwrap_or(0)),
    };
    if above.max(below) <= LARGEST_PART {
        return (above, below, true);
    }
    for digits in (0..=7).rev() {
        let parts = 10_u64.pow(digits);
        let half = below / 2;
        let near = above.saturating_mul(parts).saturating_add(half).checked_div(below).unwrap_or(u64::MAX);
        if near <= LARGEST_PART {
            let (above, below, _) = reduced(near, parts);
            return (above, below, false);
        }
    }
    (LARGEST_PART, 1, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ByteOrder::Little;

    const LAYOUT: Layout = Layout { order: Little, big: false };

    fn of(above: i64, below: i64) -> Vec<u8> {
        [above as i32, below as i32].iter().flat_map(|part| part.to_le_bytes()).collect()
    }

    #[test]
    fn a_fraction_has_no_common_divisors_and_no_letters() {
        let plain = |kind, bytes: &[u8]| plain(LAYOUT, kind, bytes).unwrap();
        assert_eq!(plain(5, &of(72_000_000, 1_000_000)), Fractions { bytes: of(72, 1), same: true });
        assert_eq!(
            plain(10, &[of(-2, 10), of(2, -10)].concat()),
            Fractions { bytes: [of(-1, 5), of(-1, 5)].concat(), same: true }
        );
        assert_eq!(plain(5, &of(0, 0)).bytes, of(0, 0));
        let words = plain(5, b"Nora Pet");
        assert!(!words.same && words.bytes == plain(5, &words.bytes).bytes && words.bytes != b"Nora Pet");
        assert_eq!(plain(12, &0.1_f64.to_le_bytes()).bytes, f64::from_bits(0.1_f64.to_bits() & !0x1FFF_FFFF).to_le_bytes());
        assert_eq!(super::plain(LAYOUT, 3, &[1, 2]), None);
    }
}
