//! Tells what a file is from its first bytes. The content decides; a name is only ever a hint for messages.

mod foreign;
mod sniffed;
mod tiff;

use std::path::Path;

use crate::base::{Error, Input};
use crate::containers::{self, png};
use crate::model::FormatKind;

pub use foreign::HEAD_BYTES;
pub use foreign::{Foreign, foreign};
pub use sniffed::Sniffed;
pub use tiff::is_dng;

/// Tells what a file is, looking inside a TIFF file for what it contains.
///
/// # Errors
/// The error of the file system; [`crate::base::Limit::Work`] if its directories are more than it can afford.
pub fn look(input: &Input<'_>) -> Result<Sniffed, Error> {
    let sniffed = match sniff(&input.head()?) {
        Sniffed::Format(FormatKind::Tiff) => tiff::look(input)?,
        sniffed => sniffed,
    };
    // A file whose budget ran out must not pass for something else.
    input.budget().left(0).map(|()| sniffed)
}

/// Tells what a file beginning with `head` is. Only [`look`] can tell whether a TIFF file is a raw photo.
#[must_use]
pub fn sniff(head: &[u8; HEAD_BYTES]) -> Sniffed {
    if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Sniffed::Format(FormatKind::Jpeg);
    }
    if head.starts_with(&png::SIGNATURE) {
        return Sniffed::Format(FormatKind::Png);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Sniffed::Format(FormatKind::Webp);
    }
    if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        return Sniffed::Format(FormatKind::Gif);
    }
    match foreign::name(head) {
        Some(name) => own(name).map_or(Sniffed::Unsupported(name), Sniffed::Format),
        // After the table: some raw photos begin like a TIFF, but contain a signature of their own.
        None if containers::tiff::layout(head).is_some() => Sniffed::Format(FormatKind::Tiff),
        None => Sniffed::Unknown,
    }
}

/// The format with this name, if it can be cleaned.
fn own(name: &str) -> Option<FormatKind> {
    FormatKind::ALL.iter().copied().find(|format| format.name() == name)
}

/// Extensions, in lower case, that suggest a photo.
#[rustfmt::skip]
static PHOTO_EXTENSIONS: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "apng", "webp", "gif", "heic", "heif", "hif", "avif", "avifs", "tif", "tiff",
    "dng", "jxl", "bmp", "ico", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2", "crw", "pef", "srw", "psd", "jp2", "livp",
];

/// Extensions, in lower case, that suggest a video.
static VIDEO_EXTENSIONS: &[&str] =
    &["mp4", "m4v", "mov", "qt", "3gp", "3g2", "avi", "mkv", "webm", "insv", "lrv", "m2ts", "wmv", "flv"];

/// Whether this extension suggests a photo or video.
#[must_use]
pub fn promises_media(extension: &str) -> bool {
    PHOTO_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()) || promises_video(extension)
}

/// Whether the name of a file suggests a photo or video.
#[must_use]
pub fn is_promised(path: &Path) -> bool {
    path.extension().is_some_and(|extension| promises_media(&extension.to_string_lossy()))
}

/// Whether this extension suggests a video.
#[must_use]
pub fn promises_video(extension: &str) -> bool {
    VIDEO_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::head;

    #[test]
    fn brands_win_over_the_boxes_they_are_in() {
        assert_eq!(sniff(&head(b"\0\0\0\x18ftypheic")), Sniffed::Format(FormatKind::Heif));
        assert_eq!(sniff(&head(b"\0\0\0\x18ftypisom")), Sniffed::Format(FormatKind::Mp4));
        assert_eq!(sniff(&head(b"II*\0\x10\0\0\0CR\x02\0")), Sniffed::Unsupported("CR2"));
    }

    #[test]
    fn the_content_of_a_riff_file_decides_and_so_does_the_version_of_a_gif() {
        assert_eq!(sniff(&head(b"RIFF\x1A\0\0\0WEBPVP8L")), Sniffed::Format(FormatKind::Webp));
        assert_eq!(sniff(&head(b"RIFF\x1A\0\0\0AVI LIST")), Sniffed::Unsupported("AVI"));
        assert_eq!(sniff(&head(b"GIF89a")), Sniffed::Format(FormatKind::Gif));
        assert_eq!(sniff(&head(b"GIF88a")), Sniffed::Unknown);
    }

    #[test]
    fn content_that_nobody_knows_is_unknown() {
        assert_eq!(sniff(&head(b"")), Sniffed::Unknown);
        assert_eq!(sniff(&head(b"{\"title\": 1}")), Sniffed::Unknown);
        assert_eq!(sniff(&head(&[0xFF, 0xD8, 0])), Sniffed::Unknown);
    }
}
