//! What there was: photos, videos, or both.

use crate::i18n::{Amount, Media, Met, Title};
use crate::tally::Totals;

/// How many of each have no earlier copy: a Live Photo is neither a photo nor a video, but both.
pub(super) fn met(totals: &Totals) -> Met {
    let live_photos = totals.live_photos;
    Met {
        photos: totals.fresh().saturating_sub(totals.videos).saturating_sub(live_photos),
        live_photos,
        videos: totals.videos.saturating_sub(live_photos),
    }
}

/// What to call all of it.
pub(super) fn media(totals: &Totals) -> Media {
    let videos = totals.videos.saturating_add(totals.videos_there);
    match (totals.media() > videos, videos > totals.live_photos) {
        (true, true) => Media::Both,
        (false, true) => Media::Videos,
        _ => Media::Photos,
    }
}

/// A number of what there is.
pub(super) fn amount(totals: &Totals, count: u64) -> Amount {
    Amount { count, media: media(totals) }
}

/// Whatever its count is not zero for, in order.
pub(super) fn present<T>(counted: impl IntoIterator<Item = (u64, T)>) -> impl Iterator<Item = T> {
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, what)| what)
}

/// That there is nothing to clean or check.
pub(super) const fn nothing(totals: &Totals) -> Title {
    match (totals.not_reached, totals.foreign) {
        (1.., _) => Title::NotReached,
        (_, 1..) => Title::NoneReadable,
        _ => Title::None,
    }
}
