//! The formats that can be cleaned, by name.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A format that can be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
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

impl FormatKind {
    /// Every format that can be cleaned.
    pub const ALL: &'static [Self] = Self::VARIANTS;

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

    /// Whether it is a video rather than a picture.
    #[must_use]
    pub const fn is_video(self) -> bool {
        match self {
            Self::Mp4 | Self::QuickTime | Self::ThreeGp => true,
            Self::Jpeg | Self::Png | Self::Webp | Self::Gif | Self::Heif | Self::Avif | Self::Jxl | Self::Tiff | Self::Dng => {
                false
            }
        }
    }

    /// Its media type (IANA, Media Types; PNG third edition, 11; TIFF/EP and DNG have no other of their own).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Mp4 => "video/mp4",
            Self::QuickTime => "video/quicktime",
            Self::ThreeGp => "video/3gpp",
            Self::Heif => "image/heic",
            Self::Avif => "image/avif",
            Self::Jxl => "image/jxl",
            Self::Tiff => "image/tiff",
            Self::Dng => "image/x-adobe-dng",
        }
    }

    /// The usual extension.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self.extensions() {
            [usual, ..] => usual,
            [] => "",
        }
    }

    /// Extensions that suit it; the first is the usual one.
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
