//! What comes before the boxes in a sample entry of pictures (ISO/IEC 14496-12, 12.1.3; QuickTime File Format, Video
//! Sample Description).

use super::sample_tables::in_body;
use crate::base::{Error, Input};
use crate::codecs::Raster;
use crate::containers::bmff::BmffBox;

/// Length of its fields, which are followed by a colour table or boxes.
pub(super) const PICTURE: u64 = 78;

/// Size and depth of its pictures.
pub(super) fn raster(input: &Input<'_>, entry: &BmffBox) -> Result<Raster, Error> {
    let field = |at| in_body(input, entry, at).map(u16::from_be_bytes);
    Ok(Raster { width: field(24)?, height: field(26)?, depth: field(74)? })
}
