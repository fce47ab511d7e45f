//! Sample entries: what a decoder needs stays, who encoded goes (ISO/IEC 14496-12, 8.5.2 and 12; QuickTime File Format,
//! Video and Sound Sample Descriptions).

use super::decoders;
use super::describe::Slot;
use super::grammar::Context;
use super::removed;
use super::tiles::inside;
use super::value::IsomValue;
use super::video::Video;
use crate::base::{Error, Input, Malformed, Span};
use crate::blocks;
use crate::codecs::{Room, Stuffing};
use crate::containers::bmff::{BmffBox, Boxes, boxes, boxes_as_far};
use crate::formats::regions::told;
use crate::model::{BmffElement, Value};

/// Fields of a picture's entry; behind them stand boxes.
const PICTURE: u64 = 78;
/// Number of the last colour of a table.
const LAST_COLOUR: u32 = 255;
/// The same for sound, by version.
const SOUND: [u64; 3] = [28, 44, 64];

impl Video<'_, '_> {
    pub(super) fn descriptions(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        self.tiles.stay(Span::between(inner.span.start, inner.body_from(8).start), BmffElement::Structure)?;
        let path = inside(path, inner.kind);
        let found = boxes(self.tiles.input, inner.body_from(8))?;
        for entry in &found.list {
            if removed::is_protected(entry.kind) {
                // By this name the policy refuses the file.
                self.tiles.free(entry, BmffElement::Protected(entry.kind), |_| Ok(Vec::new()))?;
            } else if self.handler == *b"soun" {
                self.sound(entry, &path)?;
            } else {
                self.picture(entry, &path)?;
            }
        }
        self.slack(found.rest, &path)
    }

    fn picture(&mut self, entry: &BmffBox, path: &str) -> Result<(), Error> {
        let mut slots = vec![
            Slot::reserved(0, 6),
            Slot::new(10, 14, BmffElement::Vendor, says_vendor),
            Slot::reserved(36, 4),
            Slot::new(42, 32, BmffElement::CompressorName, says_compressor),
        ];
        let palette = palette_len(self.tiles.input, entry)?;
        if palette > 0 {
            // The seed of a colour table says when it was made. FFmpeg begins at the colour of that number, and reads none where
            // there is none.
            if u32::from_be_bytes(super::sample_tables::in_body(self.tiles.input, entry, PICTURE)?) > LAST_COLOUR {
                let head = Some(IsomValue::Stuffing { stuffing: Stuffing::of(0xFF), told: true });
                slots.push(Slot { head, ..Slot::reserved(PICTURE, 4) });
            }
        }
        self.entry(entry, fields_len(self.tiles.input, entry, false)?, slots, Context::Picture, path)
    }

    fn sound(&mut self, entry: &BmffBox, path: &str) -> Result<(), Error> {
        let slots = vec![Slot::reserved(0, 6), Slot::new(10, 6, BmffElement::Vendor, says_vendor)];
        self.entry(entry, fields_len(self.tiles.input, entry, true)?, slots, Context::Sound, path)
    }

    /// An entry: fields with values in them that go, then boxes.
    fn entry(&mut self, entry: &BmffBox, fields: u64, slots: Vec<Slot>, context: Context, path: &str) -> Result<(), Error> {
        if entry.body().len < fields {
            return Err(Error::malformed(Malformed::BoxSize, entry.place()));
        }
        let behind = entry.body_from(fields);
        let head = BmffBox { span: Span::between(entry.span.start, behind.start), ..*entry };
        self.entry = entry.kind;
        let codec = match decoders::room(self.tiles.input, entry, context == Context::Sound)? {
            Room::Walked(_) | Room::None(_) => BmffElement::Structure,
            Room::Unknown => BmffElement::Codec(entry.kind),
        };
        self.values_of(&head, codec, slots, path)?;
        let path = inside(path, entry.kind);
        let found = boxes_as_far(self.tiles.input, behind)?;
        self.first = found.all(*b"hvcC").next().map(BmffBox::body);
        for inner in &found.list {
            self.inner(inner, context, &path)?;
        }
        self.slack(found.rest, &path)
    }
}

/// The boxes in a sample entry of picture or sound.
pub(super) fn inner_boxes(input: &Input<'_>, entry: &BmffBox, is_sound: bool) -> Result<Vec<BmffBox>, Error> {
    Ok(boxes_as_far(input, entry.body_from(fields_len(input, entry, is_sound)?))?.list)
}

/// Length of what stands before the boxes in a sample entry.
fn fields_len(input: &Input<'_>, entry: &BmffBox, is_sound: bool) -> Result<u64, Error> {
    if !is_sound {
        return Ok(PICTURE.saturating_add(palette_len(input, entry)?));
    }
    let [plain, long, longest] = SOUND;
    let fields = match u16::from_be_bytes(super::sample_tables::in_body(input, entry, 8)?) {
        // In ISO files, version 1 has no fields more: then boxes begin at once.
        1 if boxes_fill(input, entry, long)? || !boxes_fill(input, entry, plain)? => long,
        2 => longest,
        _ => plain,
    };
    Ok(fields.min(entry.body().len.max(plain)))
}

/// Whether boxes fill an entry from `offset` on.
fn boxes_fill(input: &Input<'_>, entry: &BmffBox, offset: u64) -> Result<bool, Error> {
    let Boxes { list, rest } = boxes_as_far(input, entry.body_from(offset))?;
    // QuickTime ends lists with 32 zero bits; in eight bytes there would be room for a box.
    Ok(entry.body().len >= offset && rest.len < 8 && (!list.is_empty() || rest.is_empty()))
}

/// Length of the colour table in a picture's entry (QuickTime File Format, Color Table Atoms): there is one where its
/// id is 0 and pixels have at most eight bits.
fn palette_len(input: &Input<'_>, entry: &BmffBox) -> Result<u64, Error> {
    let [depth, id] = super::sample_tables::in_body::<4>(input, entry, 74)?
        .as_chunks::<2>()
        .0
        .first_chunk()
        .map_or([0, 0], |two| two.map(u16::from_be_bytes));
    let table = entry.body_from(PICTURE);
    if id != 0 || !matches!(depth, 1 | 2 | 4 | 8) || table.len < 8 {
        return Ok(0);
    }
    let [_, _, _, _, start @ .., c, d] = input.array::<8>(table.start)?;
    let (start, end) = (u16::from_be_bytes(start), u16::from_be_bytes([c, d]));
    let len = u64::from(end).saturating_sub(u64::from(start)).saturating_add(1).saturating_mul(8).saturating_add(8);
    Ok(if start == 0 && end <= 255 && len <= table.len { len } else { 0 })
}

/// Vendor, which is a text, and numbers around it.
fn says_vendor(bytes: &[u8]) -> Value {
    let vendor: Vec<u8> = bytes.iter().copied().filter(u8::is_ascii_graphic).collect();
    if vendor.len() == 4 { blocks::text(&vendor) } else { told(bytes) }
}

/// A text with its length before it.
fn says_compressor(bytes: &[u8]) -> Value {
    let text = bytes.split_first().map(|(len, text)| text.get(..usize::from(*len)).unwrap_or(text));
    blocks::text(text.filter(|text| !text.is_empty()).unwrap_or(bytes))
}
