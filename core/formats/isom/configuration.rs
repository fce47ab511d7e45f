//! Boxes that configure a decoder, if they can also contain texts: colour profiles, MPEG-4 descriptors, FLAC metadata.

use super::decoders;
use super::describe::Slot;
use super::descriptors::{self, Described, Fixed};
use super::sample_tables::in_body;
use super::tiles::{inside, is_blank};
use super::value::IsomValue;
use super::video::Video;
use crate::base::{ByteOrder, Cursor, Error, Malformed, Place, Span};
use crate::blocks::Found;
use crate::blocks::icc::{self, Verdict};
use crate::codecs::{Room, Walker, configuration};
use crate::containers::bmff::{BmffBox, FULL_LEN};
use crate::formats::boxes;
use crate::formats::marks::Marks;
use crate::formats::regions::told;
use crate::model::{BmffElement, Field, FieldId, Leftover, Region, Value};

/// Parts of a FLAC metadata block (RFC 9639, 8.1, 8.2): the flag of the last one, the type that describes the stream,
/// and its length.
const LAST_BLOCK: u8 = 0x80;
const STREAM_INFO: u8 = 0;
const STREAM_INFO_LEN: u32 = 34;
const LONGEST_BLOCK: u32 = 0xFF_FFFF;

/// What describes a stream of FLAC (RFC 9639, 8.2): sizes of frames, number of samples and digest are as if unknown. `at` is
/// where it begins in the body.
fn stream_info(body: &[u8], at: usize) -> Option<[Slot; 3]> {
    const SMALLEST: [u8; 2] = [0, 16];
    let ([a, b, c, d], rest) = body.get(at..)?.split_first_chunk::<4>()?;
    // All blocks are as large as the largest, or a decoder expects any size.
    let [first, second] = if (a, b) == (c, d) { [*a, *b] } else { SMALLEST };
    let blocks = vec![first, second, *c, *d];
    let (frames, rest) = rest.split_first_chunk::<6>()?;
    let (sound, behind) = rest.split_first_chunk::<4>()?;
    let [.., bits] = sound;
    let digest = behind.get(4..)?.first_chunk::<16>()?;
    let [a, b, c, d, e, f] = *frames;
    let smallest_first = u32::from_be_bytes([0, a, b, c]) <= u32::from_be_bytes([0, d, e, f]) || [d, e, f] == [0; 3];
    let [sizes, count] = [4, 13].map(|offset: usize| at.saturating_add(offset) as u64);
    let mut unknown = vec![bits & 0xF0];
    unknown.resize(21, 0);
    Some([
        Slot::rates(at as u64, blocks, true),
        Slot::rates(sizes, vec![0; 6], smallest_first),
        Slot::rates(count, unknown, *digest == [0; 16]),
    ])
}

impl Video<'_, '_> {
    /// `colr` (12.1.5): numbers stay, a profile is cleaned without changing its length.
    pub(super) fn colour(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        if let Some(numbers) = boxes::code_points(&self.head(inner)?) {
            return self.values(inner, numbers.len() as u64, vec![Slot::numbers(0, numbers)], path);
        }
        match &in_body(self.tiles.input, inner, 0)? {
            b"prof" | b"rICC" => self.profile(inner, path),
            _ => self.remove(inner, path),
        }
    }

    fn profile(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let span = inner.body_from(4);
        let bytes = input.bytes(span)?;
        // Some writers put zeros after it.
        let declared = Cursor::new(&bytes, ByteOrder::Big).u32().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
        let profile = bytes.get(..declared).unwrap_or(&bytes);
        let mut fields = Vec::new();
        let mut found = Found::new(span.start, &inside(path, inner.kind), input.limits(), &mut fields);
        let fresh = match icc::read_in_place(profile, &mut found)? {
            Verdict::Clean => profile.to_vec(),
            Verdict::Cleaned(cleaned) => cleaned,
            Verdict::Ignored => {
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

    /// `esds` (ISO/IEC 14496-14, 5.6): the descriptors that a decoder reads stay, except for what a codec marks in
    /// them.
    pub(super) fn descriptors(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let bytes = input.bytes(inner.body())?;
        let Described { object, specific, fields, gone } = descriptors::read(&bytes, self.handler == *b"soun");
        let mut found = Vec::new();
        let room = object.map(|object| decoders::room_of(object, None, self.handler == *b"soun"));
        if let (Some(Room::Walked(walker)), Some((at, end))) = (room, specific) {
            let body = inner.body();
            let specific = Span::between(body.start.saturating_add(at as u64), body.start.saturating_add(end as u64));
            configuration::of_descriptor(walker, input, specific, &mut found)?;
        }
        let slot =
            |(at, end): (usize, usize)| Slot::new(at as u64, end.saturating_sub(at) as u64, BmffElement::Configuration, told);
        let marks = Marks::of(input, found)?;
        let fixed = |Fixed { at, bytes, usual }: Fixed| Slot::rates(at as u64, bytes, usual);
        let mut slots: Vec<Slot> = gone.into_iter().map(slot).chain(fields.into_iter().map(fixed)).collect();
        slots.sort_by_key(|slot| slot.at);
        self.marked_values(inner, u64::MAX, slots, &marks, path)
    }

    /// `btrt` (8.5.2.2): a buffer and two rates, which nobody needs.
    pub(super) fn bit_rates(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let numbers: [u8; 12] = in_body(self.tiles.input, inner, 0)?;
        let usual = numbers.as_chunks::<4>().0.iter().all(|rate| boxes::is_rate(u32::from_be_bytes(*rate)));
        self.values(inner, 12, vec![Slot::rates(0, vec![0; 12], usual)], path)
    }

    /// A box from another codec. FFmpeg puts the headers of MPEG video into `glbl`.
    pub(super) fn of_other_codec(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let walker = match self.room {
            Room::Walked(walker @ (Walker::MpegVideo | Walker::Mpeg4Visual)) if inner.kind == *b"glbl" => walker,
            _ => return self.tiles.stay(inner.span, BmffElement::EntryBox(self.entry, inner.kind)),
        };
        let input = self.tiles.input;
        let mut found = Vec::new();
        configuration::of_descriptor(walker, input, inner.body(), &mut found)?;
        let marks = Marks::of(input, found)?;
        self.marked_values(inner, u64::MAX, Vec::new(), &marks, path)
    }

    /// The configuration of a decoder (ISO/IEC 14496-15; AV1 Codec ISO Media File Format Binding, 2.3): what a codec
    /// marks in it goes, and so does anything after it.
    pub(super) fn coded(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let mut found = Vec::new();
        let content = configuration::of_box(inner.kind, input, inner.body(), self.first, &mut found)?;
        let marks = Marks::of(input, found)?;
        self.marked_values(inner, content, Vec::new(), &marks, path)
    }

    /// `dfLa` (Encapsulation of FLAC in ISO BMFF, 3.3.2): the first block describes the stream (RFC 9639, 8.2), others
    /// are comments, pictures and the like. They become padding, because the next block has to begin in the same place.
    pub(super) fn flac(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let body = self.tiles.input.bytes(inner.body())?;
        let mut cursor = Cursor::starting_at(&body, usize::try_from(FULL_LEN).unwrap_or(0), ByteOrder::Big);
        let mut slots = vec![Slot::numbers(0, vec![0; 4])];
        let mut content = cursor.at();
        while let Some([kind, a, b, c]) = cursor.array::<4>() {
            let length = u32::from_be_bytes([0, a, b, c]);
            let whole = cursor.take(usize::try_from(length).unwrap_or(usize::MAX)).is_some();
            let first = content == usize::try_from(FULL_LEN).unwrap_or(0);
            // One that is cut off becomes padding up to the end of the box, and the last.
            let rest = u32::try_from(body.len().saturating_sub(content).saturating_sub(4)).unwrap_or(u32::MAX);
            let (last, length) = if whole { (kind & LAST_BLOCK != 0, length) } else { (true, rest.min(LONGEST_BLOCK)) };
            let end = content.saturating_add(4).saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
            let is_stream_info = whole && first && kind & !LAST_BLOCK == STREAM_INFO;
            if is_stream_info && length != STREAM_INFO_LEN {
                return Err(Error::malformed(Malformed::CodedSample, Place::new(inner.span.start, "FLAC")));
            }
            if is_stream_info {
                slots.extend(stream_info(&body, content.saturating_add(4)).into_iter().flatten());
            } else {
                let [_, len @ ..] = length.to_be_bytes();
                let head = Some(IsomValue::FlacPadding { last, len });
                let at = content as u64;
                slots.push(Slot { head, ..Slot::new(at, (end as u64).saturating_sub(at), BmffElement::Configuration, told) });
            }
            content = end;
            if last {
                break;
            }
        }
        self.values(inner, content as u64, slots, path)
    }

    /// `d263` (3GPP TS 26.244, 6.8): vendor and version of the encoder go, level and profile are the plainest, since decoders
    /// take what they need from the pictures, and so does a box of bit rates, which no decoder asks for.
    pub(super) fn h263(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        const PLAIN: [u8; 2] = [10, 0];
        let usual = in_body(self.tiles.input, inner, 5)?;
        let slots = vec![Slot::new(0, 5, BmffElement::Vendor, told), Slot::rates(5, PLAIN.to_vec(), is_h263(usual))];
        self.values(inner, 7, slots, path)
    }

    /// `damr` (3GPP TS 26.244, 6.7): vendor and version of the encoder go; frames say themselves in which mode each is, and
    /// samples how many frames there are in each.
    pub(super) fn amr(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let modes = if self.entry == *b"sawb" { 0x83 } else { 0x81 };
        let [_, _, change, frames] = in_body(self.tiles.input, inner, 5)?;
        let plain = Slot::rates(5, vec![modes, 0xFF, 0, 1], change <= 8 && frames <= 15);
        self.values(inner, 9, vec![Slot::new(0, 5, BmffElement::Vendor, told), plain], path)
    }
}

/// A level and a profile of H.263 (annex X).
const fn is_h263([level, profile]: [u8; 2]) -> bool {
    level <= 70 && profile <= 8
}
