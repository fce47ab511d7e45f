//! What a field says: text, numbers, a coordinate, or a number of bytes.

use std::borrow::Cow;

use crate::base::{Coordinate, Fix, Moment};

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Not read, or not readable.
    Unknown,
    /// Text from the file; it must not occur anywhere in a copy. What follows a zero byte in it, few readers show.
    Text(String),
    /// Numbers, shown as text; `raw` holds the bytes that must not occur anywhere in a copy, if they are revealing.
    Numbers {
        /// For people.
        shown: String,
        /// As in the file; empty if they are too common to search for.
        raw: Vec<u8>,
        /// The numbers themselves, if they are measures.
        numbers: Vec<Fraction>,
    },
    /// A latitude or longitude; `raw` as for numbers.
    Coordinate {
        /// The number, and how exact it is.
        coordinate: Coordinate,
        /// As in the file.
        raw: Vec<u8>,
    },
    /// A position, and the name the file gives to the place; `raw` as for numbers.
    Position {
        /// Where.
        fix: Fix,
        /// The name of the place; may be empty.
        name: String,
        /// As in the file.
        raw: Vec<u8>,
    },
    /// A moment that is not text in the file; `raw` as for numbers.
    Moment {
        /// When.
        moment: Moment,
        /// As in the file.
        raw: Vec<u8>,
    },
    /// This many bytes.
    Bytes(u64),
}

/// One number divided by another, as files store measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// What is divided.
    pub numerator: i64,
    /// By what.
    pub denominator: i64,
}

impl Fraction {
    /// A whole number.
    #[must_use]
    pub const fn whole(numerator: i64) -> Self {
        Self { numerator, denominator: 1 }
    }

    /// As a number; `None` for a division by zero.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        (self.denominator != 0).then(|| self.numerator as f64 / self.denominator as f64)
    }

    /// Whether it is greater than zero, and fits into Exif.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        [self.numerator, self.denominator].iter().all(|part| (1..=i64::from(u32::MAX)).contains(part))
    }
}

/// A text without blanks and zeros around it.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    // Packets of XMP are padded with thousands of spaces, which need no decoding.
    text.trim_ascii().trim_matches(|c: char| c == '\0' || c.is_whitespace())
}

impl Value {
    /// Numbers that are only shown.
    #[must_use]
    pub const fn numbers(shown: String, raw: Vec<u8>) -> Self {
        Self::Numbers { shown, raw, numbers: Vec::new() }
    }

    /// What it says, as text that is the same in every language; `None` if unknown, or only a number of bytes.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Unknown | Self::Bytes(_) => None,
            Self::Text(text) => Some(Cow::Borrowed(text.trim_start_matches('\0'))),
            Self::Numbers { shown, .. } => Some(Cow::Borrowed(shown)),
            Self::Coordinate { coordinate, .. } => Some(Cow::Owned(coordinate.shown())),
            Self::Position { fix, name, .. } => {
                let place = format!("{:.4}, {:.4} {name}", fix.latitude.degrees(), fix.longitude.degrees());
                Some(Cow::Owned(place.trim_end().to_owned()))
            }
            Self::Moment { moment, .. } => Some(Cow::Owned(moment.to_string())),
        }
    }

    /// The latitude or longitude, if it is one.
    #[must_use]
    pub const fn coordinate(&self) -> Option<Coordinate> {
        match self {
            Self::Coordinate { coordinate, .. } => Some(*coordinate),
            _ => None,
        }
    }
}
