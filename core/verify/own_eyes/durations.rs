//! How long a movie, its tracks and their media are said to last, while they are read.

/// Longest film of which nobody says how long it is, in seconds.
const DAY: u64 = 86_400;

/// What was said so far.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Times {
    pub(super) movie: Clock,
    pub(super) media: Clock,
    pub(super) track: u64,
    /// All edits of the track; ticks of the movie.
    pub(super) edits: u64,
    /// All samples of the track; ticks of the media.
    pub(super) samples: u64,
    /// Whether there is a track of which nobody knows how long it lasts, and one whose headers say nearly what it does.
    pub(super) unknown: bool,
    pub(super) nearly: bool,
    /// Whether more of the movie is in fragments.
    pub(super) extends: bool,
    /// How many tracks there are so far, and whether they have ids of their own.
    pub(super) tracks: u64,
    pub(super) is_named: bool,
}

/// Ticks per second, and how many they are.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Clock {
    pub(super) scale: u64,
    pub(super) lasts: u64,
}

/// Whether something lasts as long as it should, if anybody says and knows it.
pub(super) const fn exact(said: u64, lasts: u64, scale: u64) -> bool {
    said == lasts || lasts == 0 && near(said, lasts, scale) || said == 0
}

/// Whether something lasts nearly as long as it should: writers round, and some count the last picture twice.
pub(super) const fn near(said: u64, lasts: u64, scale: u64) -> bool {
    match (said, lasts) {
        (0, _) => true,
        // It is in fragments.
        (said, 0) => said <= scale.saturating_mul(DAY),
        (said, lasts) => said.abs_diff(lasts) <= (lasts / 16).saturating_add(scale.saturating_mul(2)),
    }
}
