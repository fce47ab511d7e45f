//! AFCP (AXS File Concatenation Protocol): a directory of blocks between two `AXS` marks, with offsets in the file that
//! other programs shift.

use super::super::iptc;
use super::picture;
use super::tail::{Tail, text, u32_at};
use crate::base::{ByteOrder, Cursor, Error, Span};
use crate::model::{FieldId, Leftover, Value};

/// Mark, version or offset, count or zeros.
const MARK: u64 = 12;
/// Tag, length, offset.
const ENTRY: u64 = 12;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let Some(foot) = tail.before(tail.span.end(), MARK)? else { return Ok(None) };
    let order = match foot.get(..4) {
        Some(b"AXS!") => ByteOrder::Big,
        Some(b"AXS*") => ByteOrder::Little,
        _ => return Ok(None),
    };
    let mark = foot.get(..4).unwrap_or_default();
    let said = u64::from(u32_at(&foot, 4, order).unwrap_or(0));
    let stands = |start: u64| tail.bytes(Span::new(start, 4)).map(|bytes| bytes.is_some_and(|bytes| *bytes == *mark));
    let start = if stands(said)? { Some(said) } else { tail.input.find(tail.span, mark)? };
    // The mark at the end does not count as one at the beginning.
    let end = tail.span.end().saturating_sub(MARK);
    let Some(start) = start.filter(|&start| start < end) else { return Ok(None) };
    let count = tail.bytes(Span::new(start, MARK))?.and_then(|head| Cursor::starting_at(&head, 6, order).u16());
    let directory = Span::new(start.saturating_add(MARK), u64::from(count.unwrap_or(0)).saturating_mul(ENTRY));
    let Some(entries) = tail.bytes(directory)? else { return Ok(None) };
    tail.know(Span::new(start, MARK));
    tail.know(directory);
    tail.know(Span::new(end, MARK));
    for entry in entries.chunks_exact(12) {
        let (Some(len), Some(offset)) = (u32_at(entry, 4, order), u32_at(entry, 8, order)) else { continue };
        // Offsets are relative to where the trailer was when it was written.
        let at = u64::from(offset).checked_sub(said).and_then(|behind| start.checked_add(behind));
        let Some(block) = at.map(|at| Span::new(at, u64::from(len))) else { continue };
        let Some(bytes) = tail.bytes(block)? else { continue };
        match entry.get(..4) {
            Some(b"IPTC") => iptc::read(&bytes, &mut tail.block(block, "IPTC")),
            Some(b"TEXT") => {
                let value = text(&bytes).unwrap_or(Value::Bytes(block.len));
                tail.block(block, "TEXT").push(0, "", FieldId::Leftover(Leftover::Text), value);
            }
            Some(b"Nail") => drop(picture::read(tail, block, "Nail")?),
            Some(b"PrVw") => drop(picture::read(tail, block, "PrVw")?),
            _ => {}
        }
    }
    Ok(Some(start))
}
