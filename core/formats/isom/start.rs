//! What the times of fragments count from, and what those of each track lose.

/// What all tracks have in common: so many units, of which so many are a second. They are whole ticks of every track.
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

/// What the times of a track lose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Start {
    /// Those of its fragments, in ticks.
    pub(super) fragments: u64,
    /// Those of its edits, whole seconds in ticks: media that begin late, and edits that begin as late, show the same.
    pub(super) edits: i64,
}
