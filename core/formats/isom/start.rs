//! The base of fragment times, and how much the times of each track are reduced.

/// What all tracks have in common: a number of units, and how many of them are a second. They are whole ticks for every
/// track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) units: u64,
    pub(super) second: u64,
}

impl Default for Base {
    fn default() -> Self {
        Self { units: 0, second: 1 }
    }
}

impl Base {
    /// In ticks of a clock.
    pub(super) fn ticks(self, scale: u32) -> u64 {
        let ticks = u128::from(self.units).saturating_mul(scale.into()).checked_div(self.second.into());
        ticks.and_then(|ticks| u64::try_from(ticks).ok()).unwrap_or(0)
    }
}

/// How much the times of a track are reduced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Start {
    /// Those of its fragments, in ticks.
    pub(super) fragments: u64,
    /// Those of its edits, whole seconds in ticks: delaying the media and the edits equally shows the same.
    pub(super) edits: i64,
}
