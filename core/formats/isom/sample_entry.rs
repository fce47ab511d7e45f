//! Sample entries: what a decoder needs stays, who encoded it goes (ISO/IEC 14496-12, 8.5.2 and 12; QuickTime File
//! Format, Video and Sound Sample Descriptions).

use super::colour_table;
use super::decoders;
use super::describe::Slot;
use super::entry_fields::fields_len;
use super::grammar::Context;
use super::picture_fields::PICTURE;
use super::purpose;
use super::removed;
use super::tiles::inside;
use super::value::IsomValue;
use super::video::Video;
use crate::base::{Error, Malformed, Span};
use crate::blocks;
use crate::codecs::{Room, Stuffing};
use crate::containers::bmff::{BmffBox, boxes, boxes_as_far};
use crate::formats::auxiliary::Auxiliary;
use crate::formats::regions::told;
use crate::model::{BmffElement, Value};

impl Video<'_, '_> {
    pub(super) fn descriptions(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        self.tiles.stay(Span::between(inner.span.start, inner.body_from(8).start), BmffElement::Structure)?;
        let path = inside(path, inner.kind);
        let found = boxes(self.tiles.input, inner.body_from(8))?;
        for entry in &found.list {
            if removed::is_protected(entry.kind) {
                // The policy refuses the file because of this name.
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
        let len = colour_table::len(self.tiles.input, entry)?;
        if len > 0 {
            let table = self.tiles.input.bytes(Span::new(entry.body_from(PICTURE).start, len))?;
            let stuffing = Stuffing::exactly(colour_table::anew(&table));
            let head = Some(IsomValue::Stuffing { stuffing, told: true });
            slots.push(Slot { head, ..Slot::new(PICTURE, len, BmffElement::Reserved, colour_table::says) });
        }
        self.entry(entry, fields_len(self.tiles.input, entry, false)?, slots, Context::Picture, path)
    }

    fn sound(&mut self, entry: &BmffBox, path: &str) -> Result<(), Error> {
        let slots = vec![Slot::reserved(0, 6), Slot::new(10, 6, BmffElement::Vendor, says_vendor)];
        self.entry(entry, fields_len(self.tiles.input, entry, true)?, slots, Context::Sound, path)
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
        for inner in &found.list {
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
