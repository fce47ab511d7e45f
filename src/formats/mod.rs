//! One thin file for each format: which containers and blocks it is made of, and how a value is written anew. One
//! row each in [`FORMATS`].

pub mod jpeg;
pub mod png;

use crate::error::Error;
use crate::input::Input;
use crate::model::{Fresh, Scan};
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
static PNG: FormatInfo = FormatInfo { kind: FormatKind::Png, scan: png::scan, settle: settled, compose: png::compose };

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
