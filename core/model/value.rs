//! What a field says: text, numbers, a coordinate, or so many bytes.

use std::borrow::Cow;

use crate::base::{Coordinate, Fix, Moment};

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Not read, or not readable.
    Unknown,
    /// Text of the file itself; it must stand nowhere in a copy.
    Text(String),
    /// Numbers, shown as text; `raw` are the bytes that must stand nowhere in a copy, where they are telling.
    Numbers {
        /// For people.
        shown: String,
        /// As in the file; empty where they are too common to look for.
        raw: Vec<u8>,
        /// The numbers themselves, where they are measures.
        numbers: Vec<Fraction>,
    },
    /// A latitude or longitude; `raw` as for numbers.
    Coordinate {
        /// The number, and how exact it is.
        coordinate: Coordinate,
        /// As in the file.
        raw: Vec<u8>,
    },
    /// A position, and what the place is called there; `raw` as for numbers.
    Position {
        /// Where.
        fix: Fix,
        /// What the place is called; may be empty.
        name: String,
        /// As in the file.
        raw: Vec<u8>,
    },
    /// A moment that is no text in the file; `raw` as for numbers.
    Moment {
        /// When.
        moment: Moment,
        /// As in the file.
        raw: Vec<u8>,
    },
    /// So many bytes.
    Bytes(u64),
}

/// One number by another, as files hold measures.
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

    /// As a number; nothing for a division by zero.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        (self.denominator != 0).then(|| self.numerator as f64 / self.denominator as f64)
    }

    /// Whether it is more than nothing, and Exif can hold it.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        [self.numerator, self.denominator].iter().all(|part| (1..=i64::from(u32::MAX)).contains(part))
    }
}

impl Value {
    /// Numbers that nobody has to compute with.
    #[must_use]
    pub const fn numbers(shown: String, raw: Vec<u8>) -> Self {
        Self::Numbers { shown, raw, numbers: Vec::new() }
    }

    /// What it says as a text that is the same in every language; nothing where it is not known, or only so many bytes.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Unknown | Self::Bytes(_) => None,
            Self::Text(text) | Self::Numbers { shown: text, .. } => Some(Cow::Borrowed(text)),
            Self::Coordinate { coordinate, .. } => Some(Cow::Owned(coordinate.shown())),
            Self::Position { fix, name, .. } => {
                let place = format!("{:.4}, {:.4} {name}", fix.latitude.degrees(), fix.longitude.degrees());
                Some(Cow::Owned(place.trim_end().to_owned()))
            }
            Self::Moment { moment, .. } => Some(Cow::Owned(moment.to_string())),
        }
    }

    /// The latitude or longitude, where it is one.
    #[must_use]
    pub const fn coordinate(&self) -> Option<Coordinate> {
        match self {
            Self::Coordinate { coordinate, .. } => Some(*coordinate),
            _ => None,
        }
    }
}
