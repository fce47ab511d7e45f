//! What comes before the boxes in a sample entry, and where they begin (ISO/IEC 14496-12, 8.5.2 and 12; QuickTime File
//! Format, Video and Sound Sample Descriptions).

use super::colour_table;
use super::picture_fields::PICTURE;
use super::sample_tables::in_body;
use crate::base::{Error, Input};
use crate::containers::bmff::{BmffBox, Boxes, boxes_as_far};

/// Fields of a sound entry, by version.
const SOUND: [u64; 3] = [28, 44, 64];

/// The boxes in a sample entry of picture or sound.
pub(super) fn inner_boxes(input: &Input<'_>, entry: &BmffBox, is_sound: bool) -> Result<Vec<BmffBox>, Error> {
    Ok(boxes_as_far(input, entry.body_from(fields_len(input, entry, is_sound)?))?.list)
}

/// Length of what comes before the boxes in a sample entry.
pub(super) fn fields_len(input: &Input<'_>, entry: &BmffBox, is_sound: bool) -> Result<u64, Error> {
    if !is_sound {
        return Ok(PICTURE.saturating_add(colour_table::len(input, entry)?));
    }
    let [plain, long, longest] = SOUND;
    let fields = match u16::from_be_bytes(in_body(input, entry, 8)?) {
        // In ISO files, version 1 has no extra fields: the boxes begin immediately.
        1 if boxes_fill(input, entry, long)? || !boxes_fill(input, entry, plain)? => long,
        2 => longest,
        _ => plain,
    };
    Ok(fields.min(entry.body().len.max(plain)))
}

/// Whether boxes fill an entry from `offset` on.
fn boxes_fill(input: &Input<'_>, entry: &BmffBox, offset: u64) -> Result<bool, Error> {
    let Boxes { list, rest } = boxes_as_far(input, entry.body_from(offset))?;
    // QuickTime ends lists with 32 zero bits; in eight bytes there would be room for a box.
    Ok(entry.body().len >= offset && rest.len < 8 && (!list.is_empty() || rest.is_empty()))
}
