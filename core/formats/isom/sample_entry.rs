//! Sample entries: what a decoder needs stays, who encoded it goes (ISO/IEC 14496-12, 8.5.2 and 12; QuickTime File
//! Format, Video and Sound Sample Descriptions).

use std::ops::RangeInclusive;

use super::colour_table;
use super::crop;
use super::decoders;
use super::describe::Slot;
use super::entry_fields::fields_len;
use super::grammar::Context;
use super::picture_fields::PICTURE;
use super::purpose;
use super::removed;
use super::sample_tables::in_body;
use super::tiles::inside;
use super::value::IsomValue;
use super::video::Video;
use crate::base::{Error, Malformed, Span};
use crate::blocks;
use crate::codecs::{Room, Stuffing, Walker};
use crate::containers::bmff::{BmffBox, boxes, boxes_as_far};
use crate::formats::auxiliary::Auxiliary;
use crate::formats::regions::told;
use crate::model::{BmffElement, Field, FieldId, Value};

/// Lengths of the fields of sound entries that are longer than the first.
const LONG: u64 = 44;
const LONGEST: u64 = 64;
/// Samples and bytes of a packet, if packets differ in size, as most writers say it.
const PACKETS_OF_AAC: [u8; 16] = [0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];
/// Most channels of sound, and most bits of one of its values.
const CHANNELS: i16 = 255;
const BITS: i16 = 64;

impl Video<'_, '_> {
    pub(super) fn descriptions(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let found = boxes(self.tiles.input, inner.body_from(8))?;
        self.counted(inner, found.list.len(), path)?;
        let path = inside(path, inner.kind);
        let used = self.movie.track(self.track).map(|track| track.used.clone()).unwrap_or_default();
        for (number, entry) in (1..).zip(&found.list) {
            if removed::is_protected(entry.kind) {
                // The policy refuses the file because of this name.
                self.tiles.free(entry, BmffElement::Protected(entry.kind), |_| Ok(Vec::new()))?;
            } else if found.list.len() > 1 && !used.contains(&number) {
                // Samples number their entries: one that none of them uses can neither go nor be looked into.
                return Err(Error::malformed(Malformed::SampleTable, entry.place()));
            } else if self.handler == *b"soun" {
                self.sound(entry, &path)?;
            } else {
                self.picture(entry, &path)?;
            }
        }
        self.slack(found.rest, &path)
    }

    fn picture(&mut self, entry: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let (version, depth, table) = (in_body(input, entry, 8)?, in_body(input, entry, 74)?, in_body(input, entry, 76)?);
        let len = colour_table::len(input, entry)?;
        let is_own = len == 0 && has_own_size(decoders::room(input, entry, false)?);
        let mut slots = vec![
            Slot::reserved(0, 6),
            // All samples are in this file, which any of the data references means.
            Slot::numbers(6, vec![0, 1]),
            Slot::rates(8, if is_own { vec![0; 2] } else { small(version, 0..=3, 0) }, version[0] == 0),
            Slot::new(10, 14, BmffElement::Vendor, says_vendor),
            Slot::numbers(24, crop::size(input, entry)?.map(u16::to_be_bytes).concat()),
            // Points per inch, which no screen has asked for, and frames in a sample (12.1.3).
            Slot::numbers(28, vec![0, 72, 0, 0, 0, 72, 0, 0]),
            Slot::reserved(36, 4),
            Slot::numbers(40, vec![0, 1]),
            Slot::new(42, 32, BmffElement::CompressorName, says_compressor),
            Slot::rates(74, if is_own { usual_depth(depth) } else { small(depth, 1..=64, 24) }, depth[0] == 0),
            // Colours that every system has, by number, or none.
            Slot::rates(76, small(table, if is_own { -1..=-1 } else { -1..=255 }, -1), table == [0; 2]),
        ];
        if len > 0 {
            let table = self.tiles.input.bytes(Span::new(entry.body_from(PICTURE).start, len))?;
            let stuffing = Stuffing::exactly(colour_table::anew(&table));
            let head = Some(IsomValue::Stuffing { stuffing, told: true });
            slots.push(Slot { head, ..Slot::new(PICTURE, len, BmffElement::Reserved, colour_table::says) });
        }
        self.entry(entry, fields_len(self.tiles.input, entry, false)?, slots, Context::Picture, path)
    }

    fn sound(&mut self, entry: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let (version, coding, rate) = (in_body(input, entry, 8)?, in_body(input, entry, 20)?, in_body::<2>(input, entry, 24)?);
        let (channels, bits) = (in_body(input, entry, 16)?, in_body(input, entry, 18)?);
        // Other decoders have both in their own configuration, or in the samples.
        let is_own = matches!(decoders::room(input, entry, true)?, Room::Walked(_));
        let fields = fields_len(input, entry, true)?;
        let numbers = match (fields, is_own) {
            // They are elsewhere, and this is what the format has here (Sound Sample Description, version 2).
            (LONGEST, _) => vec![0, 3, 0, 16, 0xFF, 0xFE, 0, 0, 0, 1, 0, 0],
            (_, true) => {
                let scale = self.movie.track(self.track).map_or(0, |track| track.scale);
                let (channels, coding) = (small(channels, 1..=2, 2), small(coding, -2..=0, 0));
                [&channels[..], &usual_bits(bits), &coding, &[0; 2], &usual_rate(rate, scale), &[0; 2]].concat()
            }
            (_, false) => {
                let (channels, bits) = (small(channels, 0..=CHANNELS, 2), small(bits, 0..=BITS, 16));
                [&channels[..], &bits, &small(coding, -2..=0, 0), &[0; 2], &rate, &[0; 2]].concat()
            }
        };
        // More than any sound has stand for what is usual.
        let usual = (fields == LONGEST || is_own) && channels[0] == 0 && bits[0] == 0 && in_body(input, entry, 22)? == [0; 2];
        let mut slots = vec![
            Slot::reserved(0, 6),
            Slot::numbers(6, vec![0, 1]),
            Slot::numbers(8, small(version, 0..=2, 0)),
            Slot::new(10, 6, BmffElement::Vendor, says_vendor),
            // Whether packets differ in size, and never how large one is (QuickTime File Format, Sound Sample Description).
            Slot::rates(16, numbers, usual),
        ];
        slots.extend(self.longer_sound(entry)?);
        self.entry(entry, fields_len(self.tiles.input, entry, true)?, slots, Context::Sound, path)
    }

    /// The fields of later versions: numbers of bytes and values, which fit into three bytes, and a rate as a float.
    fn longer_sound(&self, entry: &BmffBox) -> Result<Vec<Slot>, Error> {
        const MOST: u32 = 0xFF_FFFF;
        let input = self.tiles.input;
        let fields = fields_len(input, entry, true)?;
        let short = |at: u64| -> Result<[u8; 4], Error> {
            let number: [u8; 4] = in_body(input, entry, at)?;
            let is_short = u32::from_be_bytes(number) <= MOST;
            if is_short { Ok(number) } else { Err(Error::malformed(Malformed::CodedSample, entry.place())) }
        };
        let all = |at: &[u64]| at.iter().map(|at| short(*at).map(|number| Slot::numbers(*at, number.to_vec()))).collect();
        match fields {
            // No decoder counts packets that are in a table.
            LONG if self.has_packets(entry)? => Ok(vec![Slot::rates(28, PACKETS_OF_AAC.to_vec(), true)]),
            LONG => all(&[28, 32, 36, 40]),
            LONGEST => {
                let rate = f64::from_be_bytes(in_body(input, entry, 32)?);
                let rate = if (1.0..=768_000.0).contains(&rate) { rate.round() } else { 0.0 };
                let mut slots = vec![
                    Slot::numbers(28, vec![0, 0, 0, 72]),
                    Slot::numbers(32, rate.to_be_bytes().to_vec()),
                    Slot::numbers(40, short(40)?.to_vec()),
                    Slot::numbers(44, vec![0x7F, 0, 0, 0]),
                ];
                slots.extend(all(&[48, 52, 56, 60])?);
                Ok(slots)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Whether this is AAC, whose packets are in tables.
    fn has_packets(&self, entry: &BmffBox) -> Result<bool, Error> {
        let input = self.tiles.input;
        let is_aac = matches!(decoders::room(input, entry, true)?, Room::Walked(Walker::Aac));
        let Some(track) = self.movie.track(self.track).filter(|_| is_aac) else { return Ok(false) };
        let short = [28, 32, 36, 40].map(|at| in_body::<1>(input, entry, at));
        let are_short = short.into_iter().all(|high| high.is_ok_and(|high| high == [0]));
        Ok(are_short && !track.is_counted(input)?)
    }

    /// An entry: fields that contain values that go, then boxes.
    fn entry(&mut self, entry: &BmffBox, fields: u64, slots: Vec<Slot>, context: Context, path: &str) -> Result<(), Error> {
        if entry.body().len < fields {
            return Err(Error::malformed(Malformed::BoxSize, entry.place()));
        }
        let behind = entry.body_from(fields);
        let head = BmffBox { span: Span::between(entry.span.start, behind.start), ..*entry };
        self.entry = entry.kind;
        self.room = decoders::room(self.tiles.input, entry, context == Context::Sound)?;
        let codec = match self.room {
            Room::Walked(_) | Room::None(_) => BmffElement::Structure,
            Room::Unknown => BmffElement::Codec(entry.kind),
        };
        self.values_of(&head, codec, slots, path)?;
        let path = inside(path, entry.kind);
        let found = boxes_as_far(self.tiles.input, behind)?;
        if context == Context::Picture {
            colour_table::is_none_else(self.tiles.input, entry, &found)?;
        }
        self.first = found.all(*b"hvcC").next().map(BmffBox::body);
        if let Some(hidden) = crop::hidden(self.tiles.input, entry, &found).filter(|_| context == Context::Picture) {
            self.tiles.say(Field::with(FieldId::Bmff(BmffElement::CroppedAway), entry.place(), hidden.value()))?;
        }
        for inner in &found.list {
            if decoders::is_of_other_codec(inner.kind, entry.kind, self.room) {
                self.remove(inner, &path)?;
                continue;
            }
            if inner.kind == *b"esds" {
                found.only(inner.kind)?;
            }
            self.inner(inner, context, &path)?;
        }
        self.slack(found.rest, &path)
    }

    /// `auxi` (ISO/IEC 23008-12, 7.5.3.2): it makes readers take a track for alpha.
    pub(super) fn auxiliary_information(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        match purpose::purpose(self.tiles.input, inner)? {
            (Auxiliary::Alpha, len) => self.values(inner, len, Vec::new(), path),
            _ => self.remove(inner, path),
        }
    }
}

/// A number of two bytes, if it is one of these; otherwise another.
fn small(bytes: [u8; 2], range: RangeInclusive<i16>, other: i16) -> Vec<u8> {
    let number = i16::from_be_bytes(bytes);
    if range.contains(&number) { number } else { other }.to_be_bytes().to_vec()
}

/// The depth of colours, of those with an alpha plane, or of grey.
fn usual_depth(depth: [u8; 2]) -> Vec<u8> {
    vec![0, if matches!(depth, [0, 32 | 40]) { depth[1] } else { 24 }]
}

/// Bits of a value, which only coding without loss has another number of.
const fn usual_bits(bits: [u8; 2]) -> [u8; 2] {
    match bits {
        [0, 24 | 32] => bits,
        _ => [0, 16],
    }
}

/// Whether the samples of a codec, or its configuration, say how large its pictures are, and how deep.
const fn has_own_size(room: Room) -> bool {
    use Walker::{Av1, Avc, H263, Hevc, Jpeg, Mpeg4Visual, MpegVideo, Png, Vpx, Vvc};
    matches!(room, Room::Walked(Avc | Hevc | Vvc | Av1 | Vpx | Mpeg4Visual | MpegVideo | H263 | Jpeg | Png))
}

/// The rate that sound is sampled at: that of its clock, or the nearest to it; 0 if that is not known.
fn usual_rate(rate: [u8; 2], scale: u32) -> [u8; 2] {
    const RATES: [u16; 12] = [0, 7_350, 8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000];
    let clock = u16::try_from(scale).ok().filter(|clock| *clock > 0 && RATES.contains(clock));
    let rate = clock.unwrap_or(u16::from_be_bytes(rate));
    RATES.into_iter().min_by_key(|usual| usual.abs_diff(rate)).unwrap_or(0).to_be_bytes()
}

/// Vendor, which is text, and numbers around it.
fn says_vendor(bytes: &[u8]) -> Value {
    let vendor: Vec<u8> = bytes.iter().copied().filter(u8::is_ascii_graphic).collect();
    if vendor.len() == 4 { blocks::text(&vendor) } else { told(bytes) }
}

/// A text preceded by its length.
fn says_compressor(bytes: &[u8]) -> Value {
    let text = bytes.split_first().map(|(len, text)| text.get(..usize::from(*len)).unwrap_or(text));
    match blocks::text(text.filter(|text| !text.is_empty()).unwrap_or(bytes)) {
        _ if bytes.get(1..).is_some_and(blocks::is_blank) => Value::Text(String::new()),
        // There can be something after an empty text.
        Value::Text(text) if text.is_empty() => Value::Bytes(bytes.len() as u64),
        text => text,
    }
}
