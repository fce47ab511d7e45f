//! What `kamadak-exif` sees in a TIFF file: the tags of the first pages, and no Exif or GPS IFD.

use exif::{Context, Reader};

use super::seen::{is_kept, loaded, sees};
use crate::base::Input;
use crate::containers::tiff;
use crate::formats;
use crate::model::Keep;
use crate::verify::doubt::Doubt;

/// Checks a copy. The parser does not know BigTIFF and does not follow SubIFDs.
pub(super) fn agree(copy: &Input<'_>, keep: Keep) -> Result<(), Doubt> {
    let file = tiff::walk(copy).map_err(Doubt::Unreadable)?;
    let values = file.directories.iter().flat_map(|directory| &directory.entries).filter_map(|entry| entry.value);
    // It copies every value, and many entries can share one.
    let modest = values.map(|span| span.len).fold(0, u64::saturating_add) <= copy.len().saturating_mul(4);
    if file.layout.big || !modest {
        return Ok(());
    }
    let read = Reader::new().continue_on_error(true).read_raw(loaded(copy)?);
    // It stops at the ninth page.
    let read = match read.or_else(|error| error.distill_partial_result(|_| {})) {
        Ok(read) => read,
        Err(error) => return Err(sees("kamadak-exif", error.to_string())),
    };
    let stays = |field: &&exif::Field| field.tag.context() == Context::Tiff && formats::may_stay(field.tag.number());
    let strange = read.fields().find(|field| !stays(field) && (keep.is_nothing() || !is_kept(field, keep)));
    strange.map_or(Ok(()), |field| Err(sees("kamadak-exif", field.tag.to_string())))
}
