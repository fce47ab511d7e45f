//! What a crop hides: part of a coded picture that no viewer shows, and that only coding it again would remove.

use super::value::{Fraction, Value};

/// Sizes of a picture in pixels, width first, the way up that it is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Crop {
    /// What viewers show.
    pub shown: (u32, u32),
    /// What there is in the file.
    pub whole: (u32, u32),
}

impl Crop {
    /// Fewer columns or rows that are hidden may be padding: the largest block of H.265 is that wide, encoders code no smaller
    /// pictures, and analogue video has margins of 8 to 16.
    pub const FEWEST: u32 = 64;

    /// A length in whole pixels, up to this many: half of one is seen. A length that is no number hides nothing.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut off at both ends before")]
    pub fn pixels(length: f64, most: u32) -> u32 {
        if length.is_nan() { most } else { length.ceil().clamp(0.0, f64::from(most)) as u32 }
    }

    /// How many columns and rows are hidden, on both sides together.
    #[must_use]
    pub const fn hidden(self) -> (u32, u32) {
        (self.whole.0.saturating_sub(self.shown.0), self.whole.1.saturating_sub(self.shown.1))
    }

    /// Whether it hides at least this many columns or rows.
    #[must_use]
    pub const fn hides(self, fewest: u32) -> bool {
        let (columns, rows) = self.hidden();
        columns >= fewest || rows >= fewest
    }

    /// The value of a field that tells it.
    #[must_use]
    pub fn value(self) -> Value {
        let Self { shown, whole } = self;
        let numbers = [shown.0, shown.1, whole.0, whole.1].map(|number| Fraction::whole(number.into())).to_vec();
        Value::Numbers { shown: format!("{} x {} / {} x {}", shown.0, shown.1, whole.0, whole.1), raw: Vec::new(), numbers }
    }

    /// What a value tells; `None` if it is another kind of value.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        let Value::Numbers { numbers, .. } = value else { return None };
        let [a, b, c, d] = <[Fraction; 4]>::try_from(numbers.as_slice()).ok()?.map(|number| u32::try_from(number.numerator).ok());
        Some(Self { shown: (a?, b?), whole: (c?, d?) })
    }
}

/// What becomes of a file of which a crop hides a part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CropGuard {
    /// It is copied, and what is hidden is told: the copy shows what the original showed.
    #[default]
    Tell,
    /// It is refused.
    Refuse,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_is_read_from_the_value_that_tells_it() {
        let crop = Crop { shown: (1200, 900), whole: (4000, 3000) };
        assert_eq!(Crop::of(&crop.value()), Some(crop));
        assert_eq!(Crop::of(&Value::Text("1200 x 900".to_owned())), None);
    }

    #[test]
    fn padding_to_a_block_hides_nothing() {
        let hides = |shown, whole| Crop { shown, whole }.hides(Crop::FEWEST);
        assert!(!hides((1920, 1080), (1920, 1088)) && !hides((1, 1), (64, 64)) && !hides((704, 480), (720, 480)));
        assert!(hides((1920, 1024), (1920, 1088)) && hides((900, 900), (1000, 900)));
        assert!(!hides((100, 100), (50, 50)));
    }
}
