//! One thin file for each format: which containers and blocks it is made of, and how a value is written anew. One
//! row each in [`FORMATS`].

mod behind;
pub mod gif;
mod heif;
pub mod isom;
pub mod jpeg;
pub mod jxl;
pub mod png;
pub mod tiff;
pub mod webp;

use crate::blocks::icc::{self, Verdict};
use crate::blocks::{self, Found};
use crate::error::Error;
use crate::input::{Input, Span};
use crate::model::{FieldId, Fresh, Kept, Leftover, Region, Scan, Value};
use crate::plan::Decision;
use crate::sniff::FormatKind;

/// What a format can do. It describes; it never decides what is private.
#[derive(Debug)]
pub struct FormatInfo {
    /// Which format.
    pub kind: FormatKind,
    /// Describes a file.
    pub scan: fn(&Input<'_>) -> Result<Scan, Error>,
    /// Brings values that follow from what stays (lengths, flags) in line with the decisions. Never changes what goes.
    pub settle: fn(&Scan, &mut [Decision]),
    /// Writes a typed value as the region that holds it.
    pub compose: fn(&Fresh) -> Vec<u8>,
}

/// For formats in which every value stands for itself.
fn settled(_: &Scan, _: &mut [Decision]) {}

static JPEG: FormatInfo = FormatInfo { kind: FormatKind::Jpeg, scan: jpeg::scan, settle: jpeg::settle, compose: jpeg::compose };
static GIF: FormatInfo = FormatInfo { kind: FormatKind::Gif, scan: gif::scan, settle: settled, compose: gif::compose };
static WEBP: FormatInfo = FormatInfo { kind: FormatKind::Webp, scan: webp::scan, settle: webp::settle, compose: webp::compose };
static PNG: FormatInfo = FormatInfo { kind: FormatKind::Png, scan: png::scan, settle: settled, compose: png::compose };
static TIFF: FormatInfo = FormatInfo { kind: FormatKind::Tiff, scan: tiff::scan, settle: settled, compose: tiff::compose };
static DNG: FormatInfo = FormatInfo { kind: FormatKind::Dng, ..TIFF };

static MP4: FormatInfo = isom(FormatKind::Mp4);
static QUICKTIME: FormatInfo = isom(FormatKind::QuickTime);
static THREE_GP: FormatInfo = isom(FormatKind::ThreeGp);

static HEIF: FormatInfo = isom(FormatKind::Heif);
static AVIF: FormatInfo = isom(FormatKind::Avif);

static JXL: FormatInfo = FormatInfo { kind: FormatKind::Jxl, scan: jxl::scan, settle: settled, compose: jxl::compose };

/// All videos are made of the same boxes.
const fn isom(kind: FormatKind) -> FormatInfo {
    FormatInfo { kind, scan: isom::scan, settle: settled, compose: isom::compose }
}

/// Every format.
pub static FORMATS: [&FormatInfo; 12] = [&JPEG, &PNG, &WEBP, &GIF, &MP4, &QUICKTIME, &THREE_GP, &HEIF, &AVIF, &JXL, &TIFF, &DNG];

/// The row of a format.
#[must_use]
pub const fn of(kind: FormatKind) -> &'static FormatInfo {
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

/// An empty place for what is kept: `fresh` says nothing yet.
fn place_for_kept(at: u64, id: FieldId, fresh: Fresh) -> Region {
    Region { fresh: Some(fresh), exact: true, ..Region::new(Span::new(at, 0), id) }
}

/// The same for an Exif block.
fn place_for_exif(at: u64, id: FieldId) -> Region {
    place_for_kept(at, id, Fresh::exif(None, Kept::default()))
}

/// A colour profile that stands in one piece: as it is to be, or nothing where it is none.
fn profile(bytes: &[u8], found: &mut Found<'_>) -> Option<Fresh> {
    match icc::read(bytes, found) {
        Verdict::Clean => Some(Fresh::Profile(bytes.to_vec())),
        Verdict::Cleaned(profile) => Some(Fresh::Profile(profile)),
        Verdict::Corrupt => {
            found.push(0, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned()));
            None
        }
    }
}

/// What bytes say that nobody has heard of: their text, where they are one.
fn told(bytes: &[u8]) -> Value {
    const LONGEST: usize = 4096;
    let text = std::str::from_utf8(bytes).map(|text| text.trim_end_matches('\0')).unwrap_or_default();
    let printable =
        text.len() <= LONGEST && !text.trim().is_empty() && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    if printable { blocks::text(text.as_bytes()) } else { Value::Bytes(bytes.len() as u64) }
}
