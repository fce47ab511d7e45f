//! The headroom of Apple's older HDR photos, whose gain map only says that it is one: it is calculated from two numbers
//! in the maker note of the picture, with Apple's published formula ("Applying Apple HDR effect to your photos").

use super::numbers::{APPLE_NUMBERS, GainMapXmp, Number};
use crate::base::{ByteOrder, Cursor};
use crate::containers::tiff::{Entries, Layout};

/// How strongly a gain map is applied: entries 33 and 48 of Apple's maker note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Applied {
    headroom: f64,
    gain: f64,
}

impl Applied {
    /// How much brighter than white the picture gets: 1 or more.
    fn ratio(self) -> f64 {
        let Self { headroom, gain } = self;
        let stops = match (headroom < 1.0, gain <= 0.01) {
            (true, true) => (-20.0_f64).mul_add(gain, 1.8),
            (true, false) => (-0.101_f64).mul_add(gain, 1.601),
            (false, true) => (-70.0_f64).mul_add(gain, 3.0),
            (false, false) => (-0.303_f64).mul_add(gain, 2.303),
        };
        stops.max(0.0).exp2()
    }
}

/// The two numbers in an Apple maker note.
#[must_use]
pub fn read_maker_note(note: &[u8]) -> Option<Applied> {
    const HEADROOM: u16 = 0x21;
    const GAIN: u16 = 0x30;
    let mut cursor = Cursor::new(note, ByteOrder::Big);
    (cursor.take(10)? == b"Apple iOS\0" && cursor.take(4)?.ends_with(b"MM")).then_some(())?;
    let entries = Entries::of(note, Layout { order: ByteOrder::Big, big: false }, cursor.at() as u64)?;
    let (mut headroom, mut gain) = (None, None);
    for entry in entries.iter() {
        match entry.tag {
            HEADROOM => headroom = fraction(note, entry.offset),
            GAIN => gain = fraction(note, entry.offset),
            _ => {}
        }
    }
    Some(Applied { headroom: headroom?, gain: gain? })
}

/// A signed fraction (TIFF's SRATIONAL); offsets count from the beginning of the note.
fn fraction(note: &[u8], offset: u64) -> Option<f64> {
    let mut cursor = Cursor::starting_at(note, usize::try_from(offset).ok()?, ByteOrder::Big);
    let mut signed = || cursor.u32().map(|bits| f64::from(bits.cast_signed()));
    let (numerator, denominator) = (signed()?, signed()?);
    Some(numerator / denominator).filter(|value| value.is_finite())
}

/// The same numbers with a headroom added, if they have none.
#[must_use]
pub fn with_headroom(map: &GainMapXmp, applied: Applied) -> GainMapXmp {
    let GainMapXmp::AppleItem(numbers) = map else { return map.clone() };
    let mut numbers = numbers.clone();
    let headroom = APPLE_NUMBERS.iter().position(|(_, _, name)| *name == "HDRGainMapHeadroom");
    if let Some(index) = headroom.filter(|index| !numbers.iter().any(|(known, _)| known == index)) {
        // Six digits, as Apple writes them.
        numbers.extend(Number::of_apple("HDRGainMapHeadroom", &format!("{:.6}", applied.ratio())).map(|number| (index, number)));
    }
    GainMapXmp::AppleItem(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::apple_note;

    #[test]
    fn the_headroom_is_that_of_the_published_formula() {
        for (headroom, gain, ratio) in [
            ([1, 2], [0, 1], 1.8_f64.exp2()),
            ([1, 2], [1, 2], (1.601_f64 - 0.0505).exp2()),
            ([3, 2], [1, 200], (3.0_f64 - 0.35).exp2()),
            ([3, 2], [1, 1], 4.0),
            ([1, 2], [99, 1], 1.0),
        ] {
            let applied = read_maker_note(&apple_note(headroom, gain)).unwrap();
            assert!((applied.ratio() - ratio).abs() < 1e-9, "{applied:?}");
        }
    }

    #[test]
    fn what_is_no_note_of_apples_says_nothing() {
        let whole = apple_note([1, 2], [0, 1]);
        for len in 0..whole.len() {
            assert_eq!(read_maker_note(&whole[..len]), None);
        }
        assert_eq!(read_maker_note(&apple_note([1, 0], [0, 1])), None);
    }

    #[test]
    fn a_headroom_that_is_there_stays() {
        let number = |text: &str| Number(text.to_owned());
        let applied = Applied { headroom: 0.0, gain: 0.0 };
        let said = GainMapXmp::AppleItem(vec![(2, number("131072")), (3, number("4.5"))]);
        assert_eq!(with_headroom(&said, applied), said);
        let unsaid = GainMapXmp::AppleItem(vec![(2, number("65536"))]);
        assert_eq!(with_headroom(&unsaid, applied), GainMapXmp::AppleItem(vec![(2, number("65536")), (3, number("3.482202"))]));
    }
}
