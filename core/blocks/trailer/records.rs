//! Consecutive records, each after its kind and length: XMP is read from them.

use super::super::xmp;
use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Error, Span};

/// More records make no sense.
const MOST: usize = 64;
/// A kind and a length, four bytes each.
const HEAD: u64 = 8;

/// Reads the records that fill a span, up to an empty one; `packet` is the kind of those that are XMP.
pub(super) fn read(tail: &mut Tail<'_, '_>, within: Span, packet: u32) -> Result<(), Error> {
    let mut at = within.start;
    for _ in 0..MOST {
        let head = Span::new(at, HEAD);
        let Some(header) = tail.bytes(head)?.filter(|_| head.end() <= within.end()) else { break };
        let (kind, len) = (u32_at(&header, 0, ByteOrder::Big), u32_at(&header, 4, ByteOrder::Big).unwrap_or(0));
        let body = Span::new(head.end(), len.into());
        if (kind, len) == (Some(0), 0) || body.end() > within.end() {
            break;
        }
        tail.know(head);
        if kind == Some(packet)
            && let Some(packet) = tail.bytes(body)?
        {
            xmp::read(&packet, &mut tail.block(body, "XMP"));
        }
        at = body.end();
    }
    Ok(())
}
