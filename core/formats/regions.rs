//! Regions, and values in them, that several formats have.

use crate::base::{Error, Span};
use crate::blocks::icc::{self, Verdict};
use crate::blocks::{self, Found};
use crate::model::{ExifBlock, FieldId, Fresh, Leftover, Region, Value};

/// An empty place for what is kept: `fresh` says nothing yet.
pub(super) fn place_for_kept<F>(at: u64, id: FieldId, fresh: F) -> Region<F> {
    // Where nothing is kept, nothing is what would be written.
    Region { fresh: Some(fresh), exact: true, ..Region::new(Span::new(at, 0), id) }
}

/// The same for an Exif block.
pub(super) fn place_for_exif<F: Fresh>(at: u64, id: FieldId) -> Region<F> {
    Region { fresh: F::of_exif(ExifBlock::default()), exact: true, ..Region::new(Span::new(at, 0), id) }
}

/// A colour profile that stands in one piece: as it is to be, or nothing where it is none.
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

/// Says that what stands in the place of a profile is none that a decoder would take for one.
pub(super) fn no_profile(offset: usize, found: &mut Found<'_>) {
    found.push(offset, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned()));
}

/// What bytes say that nobody has heard of: their text, where they are one.
pub(in crate::formats) fn told(bytes: &[u8]) -> Value {
    const LONGEST: usize = 4096;
    let text = std::str::from_utf8(bytes).map(|text| text.trim_end_matches('\0')).unwrap_or_default();
    let printable =
        text.len() <= LONGEST && !text.trim().is_empty() && !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    if printable { blocks::text(text.as_bytes()) } else { Value::Bytes(bytes.len() as u64) }
}
