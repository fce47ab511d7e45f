//! Tells from the first bytes what a file is. The content decides; a name is only ever a hint for what to say.

mod foreign;
mod tiff;

use crate::containers::{self, png};
use crate::error::Error;
use crate::input::Input;

pub use foreign::{Foreign, foreign};

/// A format that can be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormatKind {
    /// JPEG (ISO/IEC 10918-1), with JFIF or Exif.
    Jpeg,
    /// PNG and APNG.
    Png,
    /// WebP (RFC 9649).
    Webp,
    /// GIF87a and GIF89a.
    Gif,
    /// MP4 (ISO/IEC 14496-14), M4V, and other ISO base media files.
    Mp4,
    /// QuickTime movie.
    QuickTime,
    /// 3GP and 3G2 (3GPP TS 26.244).
    ThreeGp,
    /// HEIC and other HEIF pictures (ISO/IEC 23008-12).
    Heif,
    /// AVIF.
    Avif,
    /// JPEG XL (ISO/IEC 18181).
    Jxl,
    /// TIFF 6.0 and BigTIFF.
    Tiff,
    /// DNG: a raw photo in a TIFF file.
    Dng,
}

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// A format that can be cleaned.
    Format(FormatKind),
    /// A photo or video that cannot be cleaned yet; its name.
    Unsupported(&'static str),
    /// Nothing that is known as a photo or video.
    Unknown,
}

/// How many bytes [`sniff`] wants to see.
pub const HEAD_BYTES: usize = 512;

/// Tells what a file is; looks into a TIFF file for what it is made of.
///
/// # Errors
/// The error of the file system.
pub fn look(input: &Input<'_>) -> Result<Sniffed, Error> {
    match sniff(&input.head()?) {
        Sniffed::Format(FormatKind::Tiff) => tiff::look(input),
        sniffed => Ok(sniffed),
    }
}

/// Tells what the file is that begins with `head`. Whether a TIFF file is a raw photo only [`look`] can tell.
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
        None if containers::tiff::layout(head).is_some() => Sniffed::Format(FormatKind::Tiff),
        None => Sniffed::Unknown,
    }
}

/// The format of this name, where it is one that can be cleaned.
fn own(name: &str) -> Option<FormatKind> {
    FormatKind::ALL.into_iter().find(|format| format.name() == name)
}

/// Extensions, in lower case, that promise a photo or video.
#[rustfmt::skip]
static MEDIA_EXTENSIONS: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "apng", "webp", "gif", "heic", "heif", "hif", "avif", "avifs", "tif", "tiff",
    "dng", "jxl", "bmp", "ico", "svg", "mp4", "m4v", "mov", "qt", "3gp", "3g2", "avi", "mkv", "webm", "insv", "lrv", "cr2", "cr3", "nef", "arw",
    "raf", "orf", "rw2", "crw", "pef", "srw", "psd", "jp2", "livp",
];

/// Whether a name with this extension promises a photo or video.
#[must_use]
pub fn promises_media(extension: &str) -> bool {
    MEDIA_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

impl FormatKind {
    /// Every format that can be cleaned.
    pub const ALL: [Self; 12] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Gif,
        Self::Mp4,
        Self::QuickTime,
        Self::ThreeGp,
        Self::Heif,
        Self::Avif,
        Self::Jxl,
        Self::Tiff,
        Self::Dng,
    ];

    /// The format's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
            Self::Mp4 => "MP4",
            Self::QuickTime => "QuickTime",
            Self::ThreeGp => "3GP",
            Self::Heif => "HEIF",
            Self::Avif => "AVIF",
            Self::Jxl => "JPEG XL",
            Self::Tiff => "TIFF",
            Self::Dng => "DNG",
        }
    }

    /// Whether it is a video, and not a picture.
    #[must_use]
    pub const fn is_video(self) -> bool {
        matches!(self, Self::Mp4 | Self::QuickTime | Self::ThreeGp)
    }

    /// The usual extension.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self.extensions() {
            [usual, ..] => usual,
            [] => "",
        }
    }

    /// Extensions that are right for it; the first is the usual one.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif", "mpo"],
            Self::Png => &["png", "apng"],
            Self::Webp => &["webp"],
            Self::Gif => &["gif"],
            Self::Mp4 => &["mp4", "m4v", "m4a", "insv", "lrv"],
            Self::QuickTime => &["mov", "qt"],
            Self::ThreeGp => &["3gp", "3g2"],
            Self::Heif => &["heic", "heif", "hif"],
            Self::Avif => &["avif", "avifs"],
            Self::Jxl => &["jxl"],
            Self::Tiff => &["tif", "tiff"],
            Self::Dng => &["dng"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(bytes: &[u8]) -> [u8; HEAD_BYTES] {
        let mut head = [0; HEAD_BYTES];
        head[..bytes.len()].copy_from_slice(bytes);
        head
    }

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
