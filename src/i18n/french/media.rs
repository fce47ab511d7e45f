//! What files are called, according to what there is among them.

use crate::i18n::together::Media;
use untrace_words::french::numbers::count;

/// `3 photos`.
pub(super) fn files(files: impl Into<u64>, media: Media) -> String {
    let (one, many) = match media {
        Media::Photos => ("photo", "photos"),
        Media::Videos => ("vidéo", "vidéos"),
        Media::Both => ("photo ou vidéo", "photos et vidéos"),
        Media::Posts => ("photo, vidéo ou publication", "photos, vidéos et publications"),
    };
    count(files, one, many)
}
