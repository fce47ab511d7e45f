//! One thin file for each format: which containers and blocks it is made of, and how a value is written anew. One
//! row each in [`FORMATS`].

pub mod jpeg;
pub mod png;

use crate::error::Error;
use crate::input::Input;
use crate::model::{Fresh, Scan};
use crate::sniff::FormatKind;

/// What a format can do. It describes; it never decides what is private.
#[derive(Debug)]
pub struct FormatInfo {
    /// Which format.
    pub kind: FormatKind,
    /// Describes a file.
    pub scan: fn(&Input<'_>) -> Result<Scan, Error>,
    /// Writes a typed value as the region that holds it.
    pub compose: fn(&Fresh) -> Vec<u8>,
}

static JPEG: FormatInfo = FormatInfo { kind: FormatKind::Jpeg, scan: jpeg::scan, compose: jpeg::compose };
static PNG: FormatInfo = FormatInfo { kind: FormatKind::Png, scan: png::scan, compose: png::compose };

/// Every format.
pub static FORMATS: [&FormatInfo; 2] = [&JPEG, &PNG];

/// The row of a format.
#[must_use]
pub const fn of(kind: FormatKind) -> &'static FormatInfo {
    match kind {
        FormatKind::Jpeg => &JPEG,
        FormatKind::Png => &PNG,
    }
}
