//! What files are called, according to what there is among them.

use crate::i18n::together::Media;
use untrace_words::english::numbers::count;

/// `3 photos`.
pub(super) fn files(files: impl Into<u64>, media: Media) -> String {
    let (one, many) = match media {
        Media::Photos => ("photo", "photos"),
        Media::Videos => ("video", "videos"),
        Media::Both => ("photo or video", "photos and videos"),
        Media::Posts => ("photo, video or post", "photos, videos and posts"),
    };
    count(files, one, many)
}
