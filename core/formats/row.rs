//! What each format can do: one row for each, so that the compiler notices anything forgotten.

use image::ImageFormat;

use super::any::AnyScan;
use super::{gif, isom, jpeg, jxl, png, tiff, webp};
use crate::base::{Error, Input};
use crate::model::{BmffElement, FieldId, FormatKind, GifElement, JpegElement, TiffElement};

/// What a format can do. It describes; it never decides what is private.
#[derive(Debug)]
pub struct Format {
    /// Which format.
    pub kind: FormatKind,
    /// Describes a file.
    pub scan: fn(&Input<'_>) -> Result<AnyScan, Error>,
    /// Whether a region is the coded picture, or as short as a text that is searched for: these are not searched.
    pub is_coded: fn(&FieldId) -> bool,
    /// Whether a region contains coded data that can be decoded far enough to know where they end.
    pub has_end: fn(&FieldId) -> bool,
    /// Whether describing a file takes all of its bytes, not only its structure.
    pub is_read_whole: bool,
    /// Which third-party parser reads a copy.
    pub second_parser: SecondParser,
    /// What decodes it when pixels are compared; `None` if nothing here does.
    pub decoder: Option<ImageFormat>,
}

/// A parser that shares no code with ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondParser {
    /// `img-parts` for the segments of each image, `kamadak-exif` for the Exif block.
    JpegSegments,
    /// The same for the chunks of a PNG file.
    PngChunks,
    /// The same for those of a WebP file.
    WebpChunks,
    /// `kamadak-exif` for the Exif item.
    ExifItem,
    /// `kamadak-exif` for the tags of all pages.
    TiffTags,
    /// None: none knows it, or all that do need a whole video in memory.
    None,
}

static JPEG: Format = Format {
    kind: FormatKind::Jpeg,
    scan: |input| AnyScan::within(input, jpeg::scan(input).map(AnyScan::Jpeg)),
    is_coded: |id| matches!(id, FieldId::Jpeg(JpegElement::Scan | JpegElement::Icc)),
    has_end: |id| matches!(id, FieldId::Jpeg(JpegElement::Scan)),
    is_read_whole: true,
    second_parser: SecondParser::JpegSegments,
    decoder: Some(ImageFormat::Jpeg),
};

static PNG: Format = Format {
    kind: FormatKind::Png,
    scan: |input| AnyScan::within(input, png::scan(input).map(AnyScan::Png)),
    is_coded: |id| png::has_end(id) || matches!(id, FieldId::Png([b'i', b'C', b'C', b'P'])),
    has_end: png::has_end,
    is_read_whole: true,
    second_parser: SecondParser::PngChunks,
    decoder: Some(ImageFormat::Png),
};

static WEBP: Format = Format {
    kind: FormatKind::Webp,
    scan: |input| AnyScan::within(input, webp::scan(input).map(AnyScan::Webp)),
    is_coded: webp::has_end,
    has_end: webp::has_end,
    is_read_whole: true,
    second_parser: SecondParser::WebpChunks,
    decoder: Some(ImageFormat::WebP),
};

static GIF: Format = Format {
    kind: FormatKind::Gif,
    scan: |input| AnyScan::within(input, gif::scan(input).map(AnyScan::Gif)),
    is_coded: |id| matches!(id, FieldId::Gif(GifElement::Colours | GifElement::Image)),
    has_end: gif::has_end,
    is_read_whole: true,
    // No GIF has Exif, and `img-parts` does not know GIF.
    second_parser: SecondParser::None,
    decoder: Some(ImageFormat::Gif),
};

static TIFF: Format = Format {
    kind: FormatKind::Tiff,
    scan: |input| AnyScan::within(input, tiff::scan(input).map(AnyScan::Tiff)),
    is_coded: |id| matches!(id, FieldId::Tiff(TiffElement::Picture)),
    has_end: |id| matches!(id, FieldId::Tiff(TiffElement::Picture)),
    is_read_whole: true,
    second_parser: SecondParser::TiffTags,
    decoder: Some(ImageFormat::Tiff),
};

// Nothing here develops raw photos.
static DNG: Format = Format { kind: FormatKind::Dng, decoder: None, ..TIFF };

static JXL: Format = Format {
    kind: FormatKind::Jxl,
    scan: |input| AnyScan::within(input, jxl::scan(input).map(AnyScan::Jxl)),
    is_coded: is_sample,
    has_end: |_| false,
    is_read_whole: false,
    second_parser: SecondParser::None,
    // `image` does not know JPEG XL.
    decoder: None,
};

static MP4: Format = isom(FormatKind::Mp4, SecondParser::None);
static QUICKTIME: Format = isom(FormatKind::QuickTime, SecondParser::None);
static THREE_GP: Format = isom(FormatKind::ThreeGp, SecondParser::None);
static HEIF: Format = isom(FormatKind::Heif, SecondParser::ExifItem);
static AVIF: Format = isom(FormatKind::Avif, SecondParser::ExifItem);

/// Videos, and pictures made of the same boxes.
const fn isom(kind: FormatKind, second_parser: SecondParser) -> Format {
    Format {
        kind,
        scan: |input| AnyScan::within(input, isom::scan(input).map(AnyScan::Isom)),
        is_coded: is_sample,
        has_end: |_| false,
        is_read_whole: false,
        second_parser,
        decoder: None,
    }
}

const fn is_sample(id: &FieldId) -> bool {
    matches!(id, FieldId::Bmff(BmffElement::Samples))
}

/// The row of a format.
#[must_use]
pub const fn of(kind: FormatKind) -> &'static Format {
    match kind {
        FormatKind::Jpeg => &JPEG,
        FormatKind::Png => &PNG,
        FormatKind::Webp => &WEBP,
        FormatKind::Gif => &GIF,
        FormatKind::Mp4 => &MP4,
        FormatKind::QuickTime => &QUICKTIME,
        FormatKind::ThreeGp => &THREE_GP,
        FormatKind::Heif => &HEIF,
        FormatKind::Avif => &AVIF,
        FormatKind::Jxl => &JXL,
        FormatKind::Tiff => &TIFF,
        FormatKind::Dng => &DNG,
    }
}
