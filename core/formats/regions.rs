//! Regions, and values in them, shared by several formats.

use crate::base::{Error, Span};
use crate::blocks::icc::{self, Verdict};
use crate::blocks::{self, Found};
use crate::model::{ExifBlock, FieldId, Fresh, Leftover, Region, Value};

/// An empty place for what is kept: `fresh` says nothing yet.
pub(super) fn place_for_kept<F>(at: u64, id: FieldId, fresh: F) -> Region<F> {
    // If nothing is kept, nothing would be written.
    Region { fresh: Some(fresh), exact: true, ..Region::new(Span::new(at, 0), id) }
}

/// The same for an Exif block.
pub(super) fn place_for_exif<F: Fresh>(at: u64, id: FieldId) -> Region<F> {
    Region { fresh: F::of_exif(ExifBlock::default()), exact: true, ..Region::new(Span::new(at, 0), id) }
}

/// A colour profile in one piece: in its final form, or `None` if it is not one.
pub(super) fn profile(bytes: &[u8], found: &mut Found<'_>) -> Result<Option<Vec<u8>>, Error> {
    Ok(match icc::read(bytes, found)? {
        Verdict::Clean => Some(bytes.to_vec()),
        Verdict::Cleaned(profile) => Some(profile),
        Verdict::Ignored => {
            no_profile(0, found);
            None
        }
    })
}

/// Reports something in place of a profile that no decoder would accept as one.
pub(super) fn no_profile(offset: usize, found: &mut Found<'_>) {
    found.push(offset, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned()));
}

/// What unknown bytes say: their text, if they are text.
pub(in crate::formats) fn told(bytes: &[u8]) -> Value {
    const LONGEST: usize = 4096;
    let text = std::str::from_utf8(bytes).map(|text| text.trim_end_matches('\0')).unwrap_or_default();
    let printable =
        text.len() <= LONGEST && !text.trim().is_empty() && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    if printable { blocks::text(text.as_bytes()) } else { Value::Bytes(bytes.len() as u64) }
}
