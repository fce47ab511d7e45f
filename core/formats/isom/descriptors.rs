//! MPEG-4 descriptors (ISO/IEC 14496-1, 7.2.6), which give the coding of a track's samples: a decoder reads the name of a
//! codec and how it is configured. All other fields are as ISO/IEC 14496-14 has them in files, or say that nothing is known.

use crate::base::{ByteOrder, Cursor};
use crate::containers::bmff::FULL_LEN;
use crate::formats::boxes::is_rate;

/// Tags of descriptors (ISO/IEC 14496-1, 7.2.6).
mod tag {
    pub(super) const NONE: u8 = 0x00;
    pub(super) const STREAM: u8 = 0x03;
    pub(super) const DECODER: u8 = 0x04;
    pub(super) const SPECIFIC: u8 = 0x05;
    pub(super) const SYNCHRONISATION: u8 = 0x06;
    /// The first of those that are for everybody's own use, which decoders skip.
    pub(super) const OWN: u8 = 0xC0;
}

/// `streamType` of picture and sound, `upStream`, and a reserved bit that is one (7.2.6.6).
const PICTURE: u8 = 0x11;
const SOUND: u8 = 0x15;
/// The only form of synchronisation that there is in a file (ISO/IEC 14496-14, 3.1.2).
const IN_FILE: u8 = 2;
/// Streams of one file are few.
const STREAMS: u16 = 0xFFF;
/// Flags of a stream: that it depends on another, has an address, has a clock of another; and what follows them.
const DEPENDS: u8 = 0x80;
const ADDRESS: u8 = 0x40;
const CLOCK: u8 = 0x20;

/// What an `esds` box says, as far as it matters here.
#[derive(Debug, Default)]
pub(super) struct Described {
    /// The codec (`objectTypeIndication`; ISO/IEC 14496-1, 7.2.6.6).
    pub(super) object: Option<u8>,
    /// Which bytes of the body configure the decoder (`DecoderSpecificInfo`).
    pub(super) specific: Option<(usize, usize)>,
    /// Fields that are the same in every file.
    pub(super) fields: Vec<Fixed>,
    /// Which bytes no decoder reads, in order.
    pub(super) gone: Vec<(usize, usize)>,
}

/// Fields in the only form that they have in a copy.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fixed {
    pub(super) at: usize,
    pub(super) bytes: Vec<u8>,
    /// Whether what stands there is what writers usually say of a stream.
    pub(super) usual: bool,
}

/// Reads the body of an `esds` box, of sound or pictures.
pub(super) fn read(body: &[u8], is_sound: bool) -> Described {
    let mut described = Described::default();
    let start = usize::try_from(FULL_LEN).unwrap_or(0).min(body.len());
    described.fix(body, 0, vec![0; start], false);
    let stream_type = if is_sound { SOUND } else { PICTURE };
    descriptors(body, start, body.len(), Level { depth: 0, stream_type }, &mut described);
    described
}

/// Where descriptors are.
#[derive(Clone, Copy)]
struct Level {
    depth: u8,
    stream_type: u8,
}

impl Described {
    /// Fields that are written anew, if all of them are there.
    fn fix(&mut self, body: &[u8], at: usize, bytes: Vec<u8>, usual: bool) {
        let end = at.saturating_add(bytes.len());
        if let Some(there) = body.get(at..end).filter(|there| !there.is_empty()) {
            let usual = usual || there == bytes;
            self.fields.push(Fixed { at, bytes, usual });
        }
    }
}

/// Reads a list of descriptors. A length is capped at the number of bytes.
fn descriptors(body: &[u8], start: usize, end: usize, level: Level, described: &mut Described) {
    let Level { depth, stream_type } = level;
    let list = body.get(..end).unwrap_or(body);
    let (mut head, mut cursor) = (start, Cursor::starting_at(list, start, ByteOrder::Big));
    while let Some((tag, len)) = header(&mut cursor) {
        // Zeros fill the box up.
        if tag == tag::NONE {
            break;
        }
        let at = cursor.at();
        let behind = at.saturating_add(len).min(end);
        let length = length(behind.saturating_sub(at), at.saturating_sub(head).saturating_sub(1));
        described.fix(list, head.saturating_add(1), length, false);
        let first = list.get(at..behind).and_then(<[u8]>::first).copied();
        let (inner, holds) = match tag {
            tag::STREAM if depth == 0 => (stream_fields(list, at, behind, described), true),
            // The first of each counts; others are not read by anybody.
            tag::DECODER if depth <= 1 && described.object.is_none() => {
                described.object = first;
                (decoder_fields(list, at, behind, stream_type, described), true)
            }
            tag::SPECIFIC if described.specific.is_none() => {
                described.specific = Some((at, behind));
                (behind, false)
            }
            tag::SYNCHRONISATION => {
                let usual = first.is_some_and(|form| form <= IN_FILE);
                described.fix(list, at, first.map(|_| IN_FILE).into_iter().collect(), usual);
                (at.saturating_add(1).min(behind), false)
            }
            _ => {
                described.fix(list, head, vec![tag::OWN], false);
                (at, false)
            }
        };
        if holds {
            descriptors(body, inner, behind, Level { depth: depth.saturating_add(1), ..level }, described);
        } else {
            push(&mut described.gone, inner, behind);
        }
        (head, cursor) = (behind, Cursor::starting_at(list, behind, ByteOrder::Big));
        // There is nothing after the only descriptor at the top level.
        if depth == 0 && tag == tag::STREAM {
            push(&mut described.gone, behind, end);
            return;
        }
    }
    push(&mut described.gone, head, end);
}

/// What comes before the descriptors in a stream's: its id, and optionally a stream it needs, an address, a clock.
fn stream_fields(body: &[u8], at: usize, end: usize, described: &mut Described) -> usize {
    let mut cursor = Cursor::starting_at(body.get(..end).unwrap_or(body), at, ByteOrder::Big);
    let mut read = || {
        let id = cursor.u16()?;
        let flags = cursor.u8()?;
        // Its id is that of its track (ISO/IEC 14496-14, 3.1.2), and it has no priority.
        described.fix(body, at, vec![0, 0, flags & (DEPENDS | ADDRESS | CLOCK)], id <= STREAMS);
        let mut zeros = |cursor: &mut Cursor<'_>, len: usize| {
            let at = cursor.at();
            cursor.take(len)?;
            push(&mut described.gone, at, cursor.at());
            Some(())
        };
        if flags & DEPENDS != 0 {
            zeros(&mut cursor, 2)?;
        }
        if flags & ADDRESS != 0 {
            let len = usize::from(cursor.u8()?);
            zeros(&mut cursor, len)?;
        }
        if flags & CLOCK != 0 {
            zeros(&mut cursor, 2)?;
        }
        Some(())
    };
    if read().is_some() { cursor.at() } else { end }
}

/// What comes before the descriptors in that of a decoder: its codec, then the kind of stream, a buffer, and the most and the
/// usual bits per second, where zero is what is not known.
fn decoder_fields(body: &[u8], at: usize, end: usize, stream_type: u8, described: &mut Described) -> usize {
    const LEN: usize = 13;
    let inner = at.saturating_add(LEN).min(end);
    let mut anew = vec![stream_type];
    anew.resize(inner.saturating_sub(at).saturating_sub(1), 0);
    let numbers = body.get(at.saturating_add(5)..inner).unwrap_or_default();
    let (rates, _) = numbers.as_chunks::<4>();
    let usual = rates.iter().all(|rate| is_rate(u32::from_be_bytes(*rate)));
    described.fix(body, at.saturating_add(1), anew, usual);
    inner
}

fn push(gone: &mut Vec<(usize, usize)>, at: usize, end: usize) {
    if end > at {
        gone.push((at, end));
    }
}

/// A length in this many groups.
fn length(len: usize, groups: usize) -> Vec<u8> {
    let mut length: Vec<u8> = vec![0; groups];
    let (mut rest, mut more) = (len, 0);
    for group in length.iter_mut().rev() {
        *group = u8::try_from(rest & 0x7F).unwrap_or(0) | more;
        (rest, more) = (rest >> 7, 0x80);
    }
    length
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
