//! Lists of opcodes (DNG 1.7.1.0, chapter 7): a converter stops at an unknown one.

use crate::base::{ByteOrder, Cursor};

/// `Some` if the opcodes of a list are known and fill it.
pub(super) fn is_list(bytes: &[u8]) -> Option<()> {
    const KNOWN: std::ops::RangeInclusive<u32> = 1..=14;
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    for _ in 0..cursor.u32()? {
        let (id, _version, _flags, len) = (cursor.u32()?, cursor.u32()?, cursor.u32()?, cursor.u32()?);
        cursor.take(usize::try_from(len).ok()?)?;
        KNOWN.contains(&id).then_some(())?;
    }
    cursor.rest().is_empty().then_some(())
}
