//! How long tracks last, by their tables: what their headers say of it can only be that, or nearly.

use super::sample_tables::table;
use crate::base::{Error, Input};
use crate::containers::bmff::{Boxes, Entries};

/// How long a track lasts, in ticks of some clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lasts {
    /// It is in fragments, or its tables do not say.
    #[default]
    Unknown,
    /// The sum of its samples.
    Ticks(u64),
}

/// Longest video whose tables do not say how long it is, in seconds.
const LONGEST: u64 = 24 * 60 * 60;

impl Lasts {
    /// The sum of what the samples of a track last.
    pub(super) fn of(input: &Input<'_>, tables: &Boxes, samples: u32) -> Result<Self, Error> {
        let Some(entries) = table(input, tables.only(*b"stts")?, 4, 8)?.filter(|_| samples > 0) else { return Ok(Self::Unknown) };
        let mut entries = Entries::<8>::new(input, entries);
        let (mut left, mut sum) = (samples, 0_u64);
        while let Some([a, b, c, d, lasts @ ..]) = entries.read()? {
            let count = u32::from_be_bytes([a, b, c, d]).min(left);
            left = left.saturating_sub(count);
            sum = sum.saturating_add(u64::from(count).saturating_mul(u32::from_be_bytes(lasts).into()));
        }
        Ok(Self::Ticks(sum))
    }

    /// Until when its samples are shown: those that are shown later than they are decoded (8.6.1.3) reach past their sum.
    pub(super) fn shown(self, input: &Input<'_>, tables: &Boxes, samples: u32) -> Result<Self, Error> {
        let (Self::Ticks(ticks), Some(entries)) = (self, table(input, tables.only(*b"ctts")?, 4, 8)?) else { return Ok(self) };
        let mut entries = Entries::<8>::new(input, entries);
        let (mut left, mut latest) = (samples, 0);
        while let Some([a, b, c, d, late @ ..]) = entries.read()?.filter(|_| left > 0) {
            left = left.saturating_sub(u32::from_be_bytes([a, b, c, d]));
            // Signed in both versions, as all readers treat them.
            latest = i32::from_be_bytes(late).max(latest);
        }
        Ok(Self::Ticks(ticks.saturating_add(latest.unsigned_abs().into())))
    }

    /// The same by another clock, in whole ticks that it takes up.
    pub(super) fn by(self, from: u32, to: u32) -> Self {
        self.in_ticks(from, to, u128::div_ceil)
    }

    /// The same, in ticks that are over when it ends.
    pub(super) fn over(self, from: u32, to: u32) -> Self {
        self.in_ticks(from, to, |ticks, from| ticks.checked_div(from).unwrap_or(0))
    }

    fn in_ticks(self, from: u32, to: u32, divided: fn(u128, u128) -> u128) -> Self {
        match self {
            Self::Ticks(ticks) if from > 0 => {
                let ticks = divided(u128::from(ticks).saturating_mul(to.into()), from.into());
                u64::try_from(ticks).map_or(Self::Unknown, Self::Ticks)
            }
            Self::Ticks(_) | Self::Unknown => Self::Unknown,
        }
    }

    /// A tick more, as of a writer that counts the part of one that an edit begins with.
    pub(super) fn and_one(self) -> Self {
        match self {
            Self::Ticks(ticks) => Self::Ticks(ticks.saturating_add(1)),
            Self::Unknown => Self::Unknown,
        }
    }

    /// The longer of two, if both are known.
    pub(super) fn longer(self, other: Self) -> Self {
        match (self, other) {
            (Self::Ticks(one), Self::Ticks(other)) => Self::Ticks(one.max(other)),
            _ => Self::Unknown,
        }
    }

    /// What a header is to say of it, where it says anything: what it is, or what is near where nobody knows.
    pub(super) fn said(self, stands: u64, scale: u32) -> u64 {
        match self {
            Self::Ticks(ticks) if !is_unknown(stands) => ticks,
            _ => self.near(stands, scale),
        }
    }

    /// A time or duration in it, which is not past its end by more than a header would be.
    pub(super) fn at_most(self, stands: u64, scale: u32) -> u64 {
        match self {
            Self::Ticks(ticks) if stands > ticks => self.near(stands, scale),
            Self::Ticks(_) | Self::Unknown => stands,
        }
    }

    /// What a header says, if it is near that; writers round, and some count the last picture twice. Zero, and the largest
    /// numbers, mean that it is not known, or has no end.
    pub(super) fn near(self, stands: u64, scale: u32) -> u64 {
        let second = u64::from(scale).saturating_mul(2);
        match self {
            _ if is_unknown(stands) => stands,
            Self::Ticks(ticks) if stands.abs_diff(ticks) <= (ticks / 16).saturating_add(second) => stands,
            Self::Ticks(ticks) => ticks,
            Self::Unknown if stands <= LONGEST.saturating_mul(scale.into()) => stands,
            Self::Unknown => 0,
        }
    }
}

/// Whether a duration means that it is not known, or has no end.
const fn is_unknown(stands: u64) -> bool {
    matches!(stands, 0 | 0x7FFF_FFFF | 0xFFFF_FFFF | 0x7FFF_FFFF_FFFF_FFFF | u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_that_is_nearly_right_stays_and_a_word_does_not() {
        let word = u64::from(u32::from_be_bytes(*b"Nora"));
        assert_eq!(Lasts::Ticks(6_000).near(6_040, 600), 6_040);
        assert_eq!(Lasts::Ticks(6_000).near(word, 600), 6_000);
        assert_eq!(Lasts::Ticks(6_000).near(0, 600), 0);
        assert_eq!(Lasts::Unknown.near(word, 600), 0);
        assert_eq!(Lasts::Ticks(90_000).by(90_000, 600), Lasts::Ticks(600));
    }
}
