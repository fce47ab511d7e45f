//! MPEG-4 descriptors (ISO/IEC 14496-1, 7.2.6), which give the coding of a track's samples: those that a decoder reads,
//! and anything next to them.

use crate::base::{ByteOrder, Cursor};
use crate::containers::bmff::FULL_LEN;

/// Tags of descriptors (ISO/IEC 14496-1, 7.2.6).
mod tag {
    pub(super) const STREAM: u8 = 0x03;
    pub(super) const DECODER: u8 = 0x04;
    pub(super) const SPECIFIC: u8 = 0x05;
    pub(super) const SYNCHRONISATION: u8 = 0x06;
}

/// What an `esds` box says, as far as it matters here.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// The codec (`objectTypeIndication`; ISO/IEC 14496-1, 7.2.6.6).
    pub(super) object: Option<u8>,
    /// Which bytes of the body configure the decoder (`DecoderSpecificInfo`).
    pub(super) specific: Option<(usize, usize)>,
    /// Where its two bit rates are, of four bytes each.
    pub(super) rates: Vec<usize>,
    /// Which bytes no decoder reads, in order.
    pub(super) gone: Vec<(usize, usize)>,
}

/// Reads the body of an `esds` box.
pub(super) fn read(body: &[u8]) -> Described {
    let mut described = Described::default();
    let start = usize::try_from(FULL_LEN).unwrap_or(0).min(body.len());
    descriptors(body, start, body.len(), 0, &mut described);
    described
}

/// Reads a list of descriptors. A length is capped at the number of bytes.
fn descriptors(body: &[u8], start: usize, end: usize, depth: usize, described: &mut Described) {
    let mut cursor = Cursor::starting_at(body.get(..end).unwrap_or(body), start, ByteOrder::Big);
    while let Some((tag, len)) = header(&mut cursor) {
        let at = cursor.at();
        let behind = at.saturating_add(len).min(end);
        let inner = match tag {
            tag::STREAM if depth == 0 => stream_fields(body, at, behind, &mut described.gone),
            // The first of each counts; others are not read by anybody.
            tag::DECODER if depth <= 1 && described.object.is_none() => {
                described.object = body.get(at).copied();
                let rates = [5, 9].map(|offset| at.saturating_add(offset));
                described.rates.extend(rates.into_iter().filter(|rate| rate.saturating_add(4) <= behind));
                at.saturating_add(13).min(behind)
            }
            tag::SPECIFIC if described.specific.is_none() => {
                described.specific = Some((at, behind));
                behind
            }
            // One byte says which of the known forms it has.
            tag::SYNCHRONISATION => at.saturating_add(1).min(behind),
            _ => {
                push(&mut described.gone, at, behind);
                behind
            }
        };
        match tag {
            tag::STREAM | tag::DECODER => descriptors(body, inner, behind, depth.saturating_add(1), described),
            _ => push(&mut described.gone, inner, behind),
        }
        cursor = Cursor::starting_at(body.get(..end).unwrap_or(body), behind, ByteOrder::Big);
        // There is nothing after the only descriptor at the top level.
        if depth == 0 && tag == tag::STREAM {
            push(&mut described.gone, behind, end);
            return;
        }
    }
    push(&mut described.gone, cursor.at(), end);
}

/// What comes before the descriptors in a stream's: its id, and optionally a stream it needs, an address, a clock.
fn stream_fields(body: &[u8], at: usize, end: usize, gone: &mut Vec<(usize, usize)>) -> usize {
    let mut cursor = Cursor::starting_at(body.get(..end).unwrap_or(body), at, ByteOrder::Big);
    let mut read = || {
        cursor.u16()?;
        let flags = cursor.u8()?;
        if flags & 0x80 != 0 {
            cursor.u16()?;
        }
        if flags & 0x40 != 0 {
            let len = usize::from(cursor.u8()?);
            let at = cursor.at();
            cursor.take(len)?;
            push(gone, at, cursor.at());
        }
        if flags & 0x20 != 0 {
            cursor.u16()?;
        }
        Some(())
    };
    if read().is_some() { cursor.at() } else { end }
}

fn push(gone: &mut Vec<(usize, usize)>, at: usize, end: usize) {
    if end > at {
        gone.push((at, end));
    }
}

/// Tag and length, in up to four groups of seven bits (ISO/IEC 14496-1, 8.3.3).
fn header(cursor: &mut Cursor<'_>) -> Option<(u8, usize)> {
    let tag = cursor.u8()?;
    let mut len = 0_usize;
    for _ in 0..4 {
        let byte = cursor.u8()?;
        len = len << 7 | usize::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((tag, len))
}
