//! Fractions in gain maps: what a decoder makes of one, and the one way to write it.

use crate::base::Cursor;

/// A number of a gain map, as decoders compute it (libultrahdr, `gainmapmetadata.cpp`): numerator by denominator.
pub(super) fn read(numerator: f64, denominator: u32) -> Option<f32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "decoders round in the same way")]
    let value = numerator as f32 / denominator as f32;
    (denominator != 0 && value.is_finite()).then_some(value)
}

/// The first two numbers, of which the numerator has a sign or none, as a value.
pub(super) fn next(cursor: &mut Cursor<'_>, signed: bool) -> Option<f32> {
    let numerator = numerator(cursor.u32()?, signed);
    read(numerator, cursor.u32()?)
}

pub(super) fn numerator(word: u32, signed: bool) -> f64 {
    if signed { word.cast_signed().into() } else { word.into() }
}

/// The simplest continued fraction that decoders take for this value: nothing but the value decides how it is
/// written. One that is next to nothing may have none of 31 bits, and becomes the nearest that has.
pub(super) fn compose(value: f32) -> [u8; 8] {
    /// Values of so many parts are fractions of 31 bits.
    const PARTS: f64 = (1_u64 << 30) as f64;
    let size = value.abs();
    #[allow(clippy::cast_possible_truncation, reason = "it is below one")]
    let nearest = || ((f64::from(size) * PARTS).round().max(1.0) / PARTS) as f32;
    let [numerator, denominator] = simplest(size).or_else(|| simplest(nearest())).unwrap_or([0, 1]);
    let numerator = if value < 0.0 { numerator.saturating_neg() } else { numerator };
    let [numerator, denominator] = [numerator, denominator].map(i32::to_be_bytes);
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&numerator);
    bytes[4..].copy_from_slice(&denominator);
    bytes
}

/// Numerator and denominator; `None` if they do not fit.
fn simplest(value: f32) -> Option<[i32; 2]> {
    /// More are never needed for a value in range.
    const STEPS: u32 = 64;
    let (mut before, mut last) = ([0_u64, 1], [1_u64, 0]);
    let mut rest = f64::from(value);
    for _ in 0..STEPS {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
        let whole = rest.floor() as u64;
        let step = |at: fn(&[u64; 2]) -> u64| whole.saturating_mul(at(&last)).saturating_add(at(&before));
        (before, last) = (last, [step(|[n, _]| *n), step(|[_, d]| *d)]);
        let [numerator, denominator] = last.map(|part| u32::try_from(part).unwrap_or(u32::MAX));
        rest -= rest.floor();
        if rest <= 0.0 || read(numerator.into(), denominator) == Some(value) {
            break;
        }
        rest = rest.recip();
    }
    let [numerator, denominator] = last;
    Some([i32::try_from(numerator).ok()?, i32::try_from(denominator).ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ByteOrder;
    use proptest::prelude::*;

    fn value(bytes: &[u8]) -> f32 {
        next(&mut Cursor::new(bytes, ByteOrder::Big), true).unwrap()
    }

    #[test]
    fn a_fraction_is_written_as_simply_as_its_value_can_be() {
        for (numerator, denominator, written) in [
            (1_200_000, 1_000_000, [6, 5]),
            (0, 77, [0, 1]),
            (-7, 7, [-1, 1]),
            (16_777_216, 1 << 30, [1, 64]),
            (1, 10_000_000, [1, 10_000_000]),
        ] {
            let bytes = compose(read(f64::from(numerator), denominator).unwrap());
            assert_eq!(bytes.to_vec(), written.map(i32::to_be_bytes).concat(), "{numerator}/{denominator}");
        }
        assert_eq!(read(1.0, 0), None);
    }

    /// Its fraction was cut off at 31 bits, which is another value: the copy was taken for a fault of ours.
    #[test]
    fn a_value_next_to_nothing_is_written_once() {
        for (numerator, denominator) in [(70.0, 0x5600_0020), (1.0, u32::MAX), (-7.0, 0x7FFF_FFFF), (1234.0, 0xFFFF_FFF1)] {
            let bytes = compose(read(numerator, denominator).unwrap());
            assert_eq!(compose(value(&bytes)), bytes, "{numerator}/{denominator}");
            assert!(value(&bytes) != 0.0);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_written_again(numerator: i32, denominator in 1_u32..) {
            let bytes = compose(read(numerator.into(), denominator).unwrap());
            prop_assert_eq!(compose(value(&bytes)), bytes);
        }

        #[test]
        fn every_value_in_range_survives(value in -32.0_f32..32.0, small in -1e-3_f32..1e-3) {
            for value in [value, small].into_iter().filter(|value| value.abs() > 1e-8) {
                let bytes = compose(value);
                prop_assert_eq!(self::value(&bytes), value);
                prop_assert_eq!(compose(self::value(&bytes)), bytes);
            }
        }
    }
}
