//! Reads IPTC-IIM data sets (IPTC-IIM 4.2, chapter 3).

use super::Found;
use crate::base::{ByteOrder, Cursor};
use crate::model::{FieldId, Value};

/// Every data set begins with this (tag marker, 3.1).
pub(super) const TAG_MARKER: u8 = 0x1C;

/// Lists the data sets of a block.
pub fn read(block: &[u8], found: &mut Found<'_>) {
    let mut cursor = Cursor::new(block, ByteOrder::Big);
    loop {
        let at = cursor.at();
        if cursor.rest().iter().all(|&byte| byte == 0) {
            return;
        }
        let Some((record, number, value)) = data_set(&mut cursor) else {
            return found.unreadable(at);
        };
        found.push(at, "", FieldId::Iptc(record, number), said(record, number, value));
    }
}

/// Versions are two bytes (1:00, 2:00), the character set is that of UTF-8 (1:90); anything else is a text.
fn said(record: u8, number: u8, value: &[u8]) -> Value {
    match (record, number, value) {
        (1 | 2, 0, [0, 0..=4]) | (1, 90, b"\x1B%G") => Value::Unknown,
        // No bytes at all would say nothing, and an empty version is not a version.
        (1 | 2, 0, _) => Value::Bytes(value.len().max(1) as u64),
        _ => super::text(value),
    }
}

pub(super) fn data_set<'a>(cursor: &mut Cursor<'a>) -> Option<(u8, u8, &'a [u8])> {
    if cursor.u8()? != TAG_MARKER {
        return None;
    }
    let (record, number, len) = (cursor.u8()?, cursor.u8()?, cursor.u16()?);
    // An extended data set gives the length of its length (1.5.1 e).
    let len = if len & 0x8000 == 0 {
        usize::from(len)
    } else {
        let bytes = cursor.take(usize::from(len & 0x7FFF))?;
        bytes.iter().try_fold(0_usize, |sum, &byte| sum.checked_mul(256)?.checked_add(usize::from(byte)))?
    };
    Some((record, number, cursor.take(len)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Leftover};
    use crate::testing::found;

    fn read_all(block: &[u8]) -> Vec<Field> {
        found(0, "", |found| read(block, found)).1
    }

    #[test]
    fn data_sets_are_listed_up_to_the_padding() {
        let fields = read_all(b"\x1C\x02\x5A\0\x05Paris\x1C\x02\x50\0\x04L\xC3\xA9a\0\0");
        let values: Vec<_> = fields.iter().map(|field| (field.id.clone(), field.value.clone())).collect();
        assert_eq!(
            values,
            [(FieldId::Iptc(2, 90), Value::Text("Paris".into())), (FieldId::Iptc(2, 80), Value::Text("Léa".into()))]
        );
    }

    #[test]
    fn what_is_no_data_set_is_said() {
        for block in [&b"\x1C\x02\x5A\0\x50Paris"[..], b"secret", b"\x1C\x02\x5A\xFF\xFF"] {
            assert_eq!(read_all(block)[0].id, FieldId::Leftover(Leftover::Unreadable));
        }
    }
}
