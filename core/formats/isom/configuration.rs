//! Boxes that configure a decoder, where they can also hold texts: colour profiles, MPEG-4 descriptors, FLAC metadata.

use super::describe::Slot;
use super::sample_tables::in_body;
use super::tiles::{inside, is_blank};
use super::value::IsomValue;
use super::video::Video;
use crate::base::{ByteOrder, Cursor, Error, Place, Span};
use crate::blocks::Found;
use crate::blocks::icc::{self, Verdict};
use crate::containers::bmff::{BmffBox, FULL_LEN};
use crate::formats::regions::told;
use crate::model::{BmffElement, Field, FieldId, Leftover, Region, Value};

impl Video<'_, '_> {
    /// `colr` (12.1.5): numbers stay, a profile is cleaned at its length.
    pub(super) fn colour(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        match &in_body(self.tiles.input, inner, 0)? {
            b"nclx" => self.values(inner, 11, Vec::new(), path),
            b"nclc" => self.values(inner, 10, Vec::new(), path),
            b"prof" | b"rICC" => self.profile(inner, path),
            _ => self.remove(inner, path),
        }
    }

    fn profile(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let span = inner.body_from(4);
        let bytes = input.bytes(span)?;
        // Some writers have zeros behind it.
        let declared = Cursor::new(&bytes, ByteOrder::Big).u32().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
        let profile = bytes.get(..declared).unwrap_or(&bytes);
        let mut fields = Vec::new();
        let mut found = Found::new(span.start, &inside(path, inner.kind), input.limits(), &mut fields);
        let fresh = match icc::read_in_place(profile, &mut found) {
            Verdict::Clean => profile.to_vec(),
            Verdict::Cleaned(cleaned) => cleaned,
            Verdict::Corrupt => {
                let damaged = Field::with(
                    FieldId::Leftover(Leftover::Damaged),
                    Place::new(span.start, path),
                    Value::Text("ICC profile".to_owned()),
                );
                return self.tiles.free(inner, BmffElement::Box(inner.kind), |_| Ok(vec![damaged]));
            }
        };
        if bytes.get(declared..).is_some_and(|rest| rest.iter().any(|&byte| byte != 0)) {
            found.push(declared, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
        }
        self.tiles.stay(Span::between(inner.span.start, span.start), BmffElement::Structure)?;
        let fresh = Some(IsomValue::Profile(fresh));
        let exact = is_blank(input, span, fresh.as_ref())?;
        let region = Region { fresh, exact, fixed: true, ..Region::new(span, FieldId::Bmff(BmffElement::Icc)) };
        self.tiles.push(region, fields)
    }

    /// `esds` (ISO/IEC 14496-14, 5.6): the descriptors that a decoder reads stay.
    pub(super) fn descriptors(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let body = self.tiles.input.bytes(inner.body())?;
        let mut gone = Vec::new();
        let start = usize::try_from(FULL_LEN).unwrap_or(0).min(body.len());
        descriptors(&body, start, body.len(), 0, &mut gone);
        let slot =
            |(at, end): (usize, usize)| Slot::new(at as u64, end.saturating_sub(at) as u64, BmffElement::Configuration, told);
        self.values(inner, u64::MAX, gone.into_iter().map(slot).collect(), path)
    }

    /// `dfLa` (Encapsulation of FLAC in ISO BMFF, 3.3.2): the first block describes the stream, others are comments,
    /// pictures and the like.
    pub(super) fn flac(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let body = self.tiles.input.bytes(inner.body())?;
        let mut cursor = Cursor::starting_at(&body, usize::try_from(FULL_LEN).unwrap_or(0), ByteOrder::Big);
        let mut slots = Vec::new();
        while let Some([kind, len @ ..]) = cursor.array::<4>() {
            let at = cursor.at().saturating_sub(4);
            let [a, b, c] = len;
            let length = usize::try_from(u32::from_be_bytes([0, a, b, c])).unwrap_or(0);
            if cursor.take(length).is_none() {
                // Cut off: nothing that a decoder could read.
                slots.push(Slot::new(at as u64, body.len().saturating_sub(at) as u64, BmffElement::Configuration, told));
                return self.values(inner, u64::MAX, slots, path);
            }
            if kind & 0x7F != 0 {
                // Padding, because the next block has to begin where it did.
                let head = Some(IsomValue::FlacPadding { last: kind & 0x80 != 0, len });
                let length = length.saturating_add(4) as u64;
                slots.push(Slot { head, ..Slot::new(at as u64, length, BmffElement::Configuration, told) });
            }
            if kind & 0x80 != 0 {
                break;
            }
        }
        let content = cursor.at() as u64;
        self.values(inner, content, slots, path)
    }

    /// `d263` (3GPP TS 26.244, 6.8): vendor and version of the encoder go; a box of bit rates may follow.
    pub(super) fn h263(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let rates = if inner.body().len >= 23 { in_body(self.tiles.input, inner, 11)? } else { [0; 4] };
        let content = if rates == *b"bitr" { 23 } else { 7 };
        self.values(inner, content, vec![Slot::new(0, 5, BmffElement::Vendor, told)], path)
    }
}

/// Tags of descriptors (ISO/IEC 14496-1, 7.2.6).
mod tag {
    pub(super) const STREAM: u8 = 0x03;
    pub(super) const DECODER: u8 = 0x04;
    pub(super) const SPECIFIC: u8 = 0x05;
    pub(super) const SYNCHRONISATION: u8 = 0x06;
}

/// Adds what goes in a list of descriptors, as ranges in order. A length is believed as far as there are bytes.
fn descriptors(body: &[u8], start: usize, end: usize, depth: usize, gone: &mut Vec<(usize, usize)>) {
    let mut cursor = Cursor::starting_at(body.get(..end).unwrap_or(body), start, ByteOrder::Big);
    while let Some((tag, len)) = header(&mut cursor) {
        let at = cursor.at();
        let behind = at.saturating_add(len).min(end);
        let inner = match tag {
            tag::STREAM if depth == 0 => stream_fields(body, at, behind, gone),
            tag::DECODER if depth <= 1 => at.saturating_add(13).min(behind),
            tag::SPECIFIC => behind,
            // One byte, or the nineteen that it stands for.
            tag::SYNCHRONISATION => at.saturating_add(19).min(behind),
            _ => {
                push(gone, at, behind);
                behind
            }
        };
        match tag {
            tag::STREAM | tag::DECODER => descriptors(body, inner, behind, depth.saturating_add(1), gone),
            _ => push(gone, inner, behind),
        }
        cursor = Cursor::starting_at(body.get(..end).unwrap_or(body), behind, ByteOrder::Big);
        // Behind the only descriptor at the top stands nothing.
        if depth == 0 && tag == tag::STREAM {
            push(gone, behind, end);
            return;
        }
    }
    push(gone, cursor.at(), end);
}

/// What stands before the descriptors in a stream's: its id, and on request a stream it needs, an address, a clock.
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
