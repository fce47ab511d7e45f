//! The header of a box (ISO/IEC 14496-12, 4.2), which is the same in videos, lists of items and JPEG XL.

use super::bytes::{Bytes, Seen};

/// Type of a box, and length of its body.
pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen<([u8; 4], u64)> {
    let size = bytes.length(4)?;
    let kind = bytes.array()?;
    let len = match size {
        // QuickTime ends lists with 32 zero bits, some of them with a whole empty box.
        0 if kind == [0; 4] => Some(0),
        0 => Some(bytes.left()),
        1 => bytes.length(8)?.checked_sub(16),
        size => size.checked_sub(8),
    };
    len.map_or_else(|| bytes.stray(), |len| Ok((kind, len)))
}
