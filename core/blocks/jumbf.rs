//! Says what a JUMBF block is about (ISO/IEC 19566-5; C2PA 2.1, 11): the label of its first description box. The whole
//! block goes, so nothing deeper is read.

use super::Found;
use crate::model::{FieldId, Value};

/// Adds `id` for the block, with the label of its content.
pub fn read(block: &[u8], id: FieldId, found: &mut Found<'_>) {
    let value = label(block).map_or(Value::Bytes(block.len() as u64), Value::Text);
    found.push(0, "JUMBF", id, value);
}

/// The label of the first `jumd` box: after a UUID of 16 bytes and a byte of toggles, up to a zero byte.
fn label(block: &[u8]) -> Option<String> {
    let at = memchr::memmem::find(block, b"jumd")?;
    let text = block.get(at.checked_add(4 + 16 + 1)?..)?;
    let text = text.get(..memchr::memchr(0, text)?)?;
    let label = std::str::from_utf8(text).ok()?;
    (!label.is_empty() && label.len() < 100).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_the_first_description_is_told() {
        let block = [b"\0\0\0\x40jumb\0\0\0\x1Ejumd", &[7_u8; 16][..], b"\x03c2pa\0rest"].concat();
        assert_eq!(label(&block).as_deref(), Some("c2pa"));
        assert_eq!(label(&block[..20]), None);
    }
}
