//! Divides the boxes of `moov`, `moof` and `mfra` into regions by the list of those that stay.

use super::grammar::{Context, Shape, Values, goes_unasked, is_of_decoder, is_of_unknown_codec, is_single, shape};
use super::lasts::Lasts;
use super::sample_tables::in_body;
use super::tiles::{inside, is_blank};
use super::value::IsomValue;
use super::video::Video;
use super::{fragments, removed};
use crate::base::{Error, Malformed, Place, Span};
use crate::codecs::Room;
use crate::containers::bmff::{BmffBox, Boxes, FULL_LEN, boxes as boxes_in};
use crate::formats::boxes::{self, Anew};
use crate::formats::marks::Marks;
use crate::formats::regions::told;
use crate::model::{BmffElement, Field, FieldId, Value, extended};

/// Length of a wave header, and most bytes after it: seven pairs of coefficients, their number and that of samples.
const WAVE_HEADER: u64 = 18;
const MOST_COEFFICIENTS: u64 = 32;

/// Enough of a body to tell how long its content is.
const HEAD: u64 = 4096;

/// Whether a value says nothing about anybody, and is only rewritten because something else goes.
const fn says_nothing(element: BmffElement) -> bool {
    matches!(element, BmffElement::MediaTime | BmffElement::Rates | BmffElement::ToneMapBrand)
}

/// A value in a box that goes.
pub(super) struct Slot {
    /// Offset in the body.
    pub(super) at: u64,
    pub(super) len: u64,
    pub(super) element: BmffElement,
    /// What replaces it, before zeros.
    pub(super) head: Option<IsomValue>,
    /// What it says.
    pub(super) says: fn(&[u8]) -> Value,
}

impl Slot {
    /// A value that is replaced by zeros.
    pub(super) const fn new(at: u64, len: u64, element: BmffElement, says: fn(&[u8]) -> Value) -> Self {
        Self { at, len, element, head: None, says }
    }

    /// A time or duration, which is rewritten as this many ticks.
    pub(super) fn ticks(at: u64, long: bool, ticks: u64) -> Self {
        // More than there is room for stands for a duration without an end, as it does in the copy.
        let ticks = if long { ticks } else { ticks.min(u32::MAX.into()) };
        let head = Some(IsomValue::Ticks { long, ticks });
        Self { head, ..Self::new(at, if long { 8 } else { 4 }, BmffElement::MediaTime, |_| Value::Unknown) }
    }

    /// A duration, which is reported if it is not what stands there.
    pub(super) fn lasting(at: u64, long: bool, stands: u64, ticks: u64) -> Self {
        let slot = Self::ticks(at, long, ticks);
        if stands == ticks { slot } else { slot.telling() }
    }

    /// A duration of which writers say something near: reported where that is nowhere near.
    pub(super) fn nearly(at: u64, long: bool, stands: u64, ticks: u64, scale: u32) -> Self {
        let slot = Self::ticks(at, long, ticks);
        if Lasts::Ticks(ticks).near(stands, scale) == stands { slot } else { slot.telling() }
    }

    /// The same, reported although it says nothing about anybody in the form that it has in the copy.
    pub(super) fn telling(self) -> Self {
        Self { says: told, ..self }
    }

    /// Numbers in the only form that they have for a decoder.
    pub(super) fn numbers(at: u64, numbers: Vec<u8>) -> Self {
        let len = numbers.len() as u64;
        Self { head: Some(IsomValue::Numbers(numbers)), ..Self::new(at, len, BmffElement::Reserved, told) }
    }

    /// Numbers that only tell of a stream, as they are in every copy; reported where it is not the `usual` that they say.
    pub(super) fn rates(at: u64, numbers: Vec<u8>, usual: bool) -> Self {
        let says = if usual { |_: &[u8]| Value::Unknown } else { told };
        Self { element: BmffElement::Rates, says, ..Self::numbers(at, numbers) }
    }

    /// Reserved bytes.
    pub(super) const fn reserved(at: u64, len: u64) -> Self {
        Self::new(at, len, BmffElement::Reserved, told)
    }
}

/// Makes sure that boxes occur only once if readers may use either of two.
fn each_once(found: &Boxes, context: Context) -> Result<(), Error> {
    for inner in &found.list {
        if is_single(context, inner.kind) {
            found.only(inner.kind)?;
        }
    }
    Ok(())
}

impl Video<'_, '_> {
    /// A box that contains boxes: its header stays.
    pub(super) fn holder(&mut self, holder: &BmffBox, context: Context, path: &str) -> Result<(), Error> {
        self.holder_from(holder, context, 0, path)
    }

    fn holder_from(&mut self, holder: &BmffBox, context: Context, prefix: u64, path: &str) -> Result<(), Error> {
        let path = inside(path, holder.kind);
        let start = holder.body_from(prefix).start;
        self.tiles.stay(Span::between(holder.span.start, start), BmffElement::Structure)?;
        let found = boxes_in(self.tiles.input, holder.body_from(prefix))?;
        each_once(&found, context).map_err(|error| error.inside(&holder.name()))?;
        if context == Context::Table {
            self.begin_tables(&found)?;
        }
        for inner in &found.list {
            self.inner(inner, context, &path).map_err(|error| error.inside(&holder.name()))?;
        }
        self.slack(found.rest, &path)
    }

    /// A box, wherever it is.
    pub(super) fn inner(&mut self, inner: &BmffBox, context: Context, path: &str) -> Result<(), Error> {
        if self.is_of_removed(inner, context)? {
            return self.part(inner, path);
        }
        match shape(context, inner.kind) {
            Some(_) if is_of_decoder(context) && is_of_unknown_codec(inner.kind) && self.room != Room::Unknown => {
                self.of_other_codec(inner, path)
            }
            Some(Shape::Holder(Context::Track, _)) => self.track(inner, path),
            Some(Shape::Holder(Context::TrackFragment, prefix)) => {
                self.track = fragments::track_of(self.tiles.input, inner)?;
                self.holder_from(inner, Context::TrackFragment, prefix, path)
            }
            Some(Shape::Holder(context, prefix)) => self.holder_from(inner, context, prefix, path),
            Some(Shape::Leaf(content)) => {
                let content = content(&self.head(inner)?);
                self.values(inner, content, Vec::new(), path)
            }
            Some(Shape::Numbers) => self.numbers(inner, path),
            Some(Shape::Values(values)) => self.valued(inner, values, context, path),
            // A wave header, by the name of the codec (QuickTime File Format, siDecompressionParam; RFC 2361).
            None if context == Context::Wave && inner.kind == self.entry && self.room != Room::Unknown => {
                let [low, high] = in_body(self.tiles.input, inner, 16)?;
                let coefficients = u64::from(u16::from_le_bytes([low, high])).min(MOST_COEFFICIENTS);
                self.values(inner, WAVE_HEADER.saturating_add(coefficients), Vec::new(), path)
            }
            // Nobody knows what a decoder would do without it.
            None if is_of_decoder(context) && !goes_unasked(inner.kind) => {
                self.tiles.stay(inner.span, BmffElement::EntryBox(self.entry, inner.kind))
            }
            None => self.remove(inner, path),
        }
    }

    /// Enough of a body to tell how long its content is.
    pub(super) fn head(&self, inner: &BmffBox) -> Result<Vec<u8>, Error> {
        let body = inner.body();
        self.tiles.input.copied(Span::new(body.start, body.len.min(HEAD)), HEAD)
    }

    fn valued(&mut self, inner: &BmffBox, values: Values, context: Context, path: &str) -> Result<(), Error> {
        match values {
            Values::MovieHeader => self.movie_header(inner, path),
            Values::TrackHeader => self.track_header(inner, path),
            Values::MediaHeader => self.media_header(inner, path),
            Values::Handler => self.handler(inner, path),
            Values::References => self.references(inner, path),
            Values::DataReferences => self.data_references(inner, path),
            Values::Descriptions => self.descriptions(inner, path),
            Values::Table(content) => {
                let content = content(&self.head(inner)?);
                self.table(inner, content, path)
            }
            Values::Edits => self.edits(inner, path),
            Values::FragmentHeader => self.fragment_header(inner, path),
            Values::Run => self.run(inner, path),
            Values::FragmentDuration => self.fragment_duration(inner, path),
            Values::FragmentTime => self.fragment_time(inner, path),
            Values::RandomAccess => self.random_access(inner, path),
            Values::RandomAccessSize => {
                let numbers = [[0; 4], self.access.to_be_bytes()].concat();
                self.values(inner, 8, vec![Slot::numbers(0, numbers)], path)
            }
            Values::SampleGroup => self.sample_group(inner, context, path),
            Values::Colour => self.colour(inner, path),
            Values::Auxiliary => self.auxiliary_information(inner, path),
            Values::Descriptors => self.descriptors(inner, path),
            Values::BitRates => self.bit_rates(inner, path),
            Values::Coded => self.coded(inner, path),
            Values::Flac => self.flac(inner, path),
            Values::Amr => self.amr(inner, path),
            Values::H263 => self.h263(inner, path),
            // Its sound is of the codec of its entry, and no other.
            Values::OriginalFormat => {
                let format = vec![Slot::numbers(0, self.entry.to_vec())];
                self.values(inner, 4, format, path)
            }
            // It could be anything.
            Values::Mesh => self.tiles.stay(inner.span, BmffElement::EntryBox(self.entry, inner.kind)),
            Values::SphericalHeader => {
                let source = Slot::new(FULL_LEN, inner.body_from(FULL_LEN).len, BmffElement::Configuration, told);
                self.values(inner, u64::MAX, vec![source], path)
            }
        }
    }

    /// A box that stays, except for values in it and anything after its content.
    pub(super) fn values(&mut self, inner: &BmffBox, content: u64, slots: Vec<Slot>, path: &str) -> Result<(), Error> {
        self.marked_values(inner, content, slots, &Marks::default(), path)
    }

    /// A box of numbers.
    fn numbers(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        match boxes::anew(inner.kind, &self.head(inner)?) {
            Some(Anew::Numbers(mut numbers)) => {
                if !matches!(&inner.kind, b"trex" | b"tfhd") {
                    return self.values(inner, numbers.len() as u64, vec![Slot::numbers(0, numbers)], path);
                }
                let usual = self.tiles.input.matches(inner.body().start, &numbers)?;
                // Its track is counted with those that stay.
                if let Some(id) = numbers.get_mut(4..).and_then(|rest| rest.first_chunk_mut()) {
                    *id = self.movie.number(u32::from_be_bytes(*id)).to_be_bytes();
                }
                let slot = Slot::rates(0, numbers.clone(), usual);
                self.values(inner, numbers.len() as u64, vec![slot], path)
            }
            Some(Anew::Unreadable) => Err(Error::malformed(Malformed::CodedSample, inner.place())),
            Some(Anew::Meaningless) | None => self.remove(inner, path),
        }
    }

    /// The same for a sample entry, whose header names its codec.
    pub(super) fn values_of(&mut self, entry: &BmffBox, codec: BmffElement, slots: Vec<Slot>, path: &str) -> Result<(), Error> {
        self.tiles.stay(entry.header(), codec)?;
        self.values_behind(entry, u64::MAX, slots, &Marks::default(), path)
    }

    /// The same, also except for what a codec marked in it.
    pub(super) fn marked_values(
        &mut self,
        inner: &BmffBox,
        content: u64,
        slots: Vec<Slot>,
        marks: &Marks,
        path: &str,
    ) -> Result<(), Error> {
        self.tiles.stay(inner.header(), BmffElement::Structure)?;
        self.values_behind(inner, content, slots, marks, path)
    }

    fn values_behind(&mut self, inner: &BmffBox, content: u64, slots: Vec<Slot>, marks: &Marks, path: &str) -> Result<(), Error> {
        let path = inside(path, inner.kind);
        let body = inner.body();
        let end = body.start.saturating_add(content).min(body.end());
        let mut at = body.start;
        for slot in slots {
            let span = Span::new(body.start.saturating_add(slot.at), slot.len);
            if span.end() > body.end() {
                return Err(Error::malformed(Malformed::BoxSize, inner.place()));
            }
            let before = Span::between(at, span.start);
            self.tiles.marked(before, BmffElement::Structure, marks.within(before), &path)?;
            let (id, says) = (FieldId::Bmff(slot.element), slot.says);
            match slot.head {
                Some(value) if says_nothing(slot.element) => {
                    let reserved = FieldId::Bmff(BmffElement::Reserved);
                    let is_there = is_blank(self.tiles.input, span, Some(&value))?;
                    let value_there = if is_there { Value::Unknown } else { says(&self.tiles.input.bytes(span)?) };
                    let field = Field::with(reserved, Place::new(span.start, path.as_str()), value_there);
                    let fields = if field.value == Value::Unknown { Vec::new() } else { vec![field] };
                    self.tiles.rewrite(span, slot.element, value, fields)?;
                }
                head => self.tiles.blank(span, slot.element, head, |input| {
                    Ok(vec![Field::with(id, Place::new(span.start, path.as_str()), says(&input.bytes(span)?))])
                })?,
            }
            at = span.end();
        }
        let rest = Span::between(at, end);
        self.tiles.marked(rest, BmffElement::Structure, marks.within(rest), &path)?;
        self.slack(Span::between(end.max(at), body.end()), &path)
    }

    /// Bytes after the content of a box.
    pub(super) fn slack(&mut self, span: Span, path: &str) -> Result<(), Error> {
        let element = BmffElement::Reserved;
        self.tiles.blank(span, element, None, |input| {
            let value = if span.len <= HEAD { told(&input.bytes(span)?) } else { Value::Bytes(span.len) };
            Ok(vec![Field::with(FieldId::Bmff(element), Place::new(span.start, path), value)])
        })
    }

    /// A box that goes.
    pub(super) fn remove(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let element = removed::element(self.tiles.input, inner)?;
        // In `moov`, the space of such a box can hold a metadata list with what is kept.
        if self.pictures.is_none() && path == "moov" && matches!(&inner.kind, b"udta" | b"meta" | b"free" | b"skip") {
            let fields = removed::tell(self.tiles.input, inner, path)?;
            return self.tiles.room(inner, element, self.full, fields);
        }
        let whole = inner.large.is_none() && u64::from(inner.size) == inner.span.len;
        if element == BmffElement::Uuid(extended::SPHERICAL) && path.ends_with("trak") && whole {
            let fields = removed::tell(self.tiles.input, inner, path)?;
            return self.tiles.spherical(inner, element, fields);
        }
        self.tiles.free(inner, element, |input| removed::tell(input, inner, path))
    }

    /// A `trak` box.
    fn track(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let found = self.movie.tracks.iter().find(|track| track.span == inner.span);
        let Some(track) = found else { return self.remove(inner, path) };
        if track.shown {
            (self.handler, self.samples, self.track) = (track.handler, track.samples, track.id);
            return self.holder_from(inner, Context::Track, 0, path);
        }
        let element = track.secondary.map_or(BmffElement::Track(track.format), BmffElement::TrackOf);
        let value = Value::Bytes(track.bytes);
        self.tiles.free(inner, element, |input| {
            let mut fields = vec![Field::with(FieldId::Bmff(element), Place::new(inner.span.start, path), value)];
            fields.extend(removed::tell_track(input, inner, path)?);
            fields.extend(removed::tell_sample(input, inner, track.format)?);
            Ok(fields)
        })
    }

    /// Whether a box is about a track that goes.
    fn is_of_removed(&self, inner: &BmffBox, context: Context) -> Result<bool, Error> {
        let id = match (context, &inner.kind) {
            (Context::Extends, b"trex") | (Context::RandomAccess, b"tfra") => self.track_id(inner)?,
            (Context::Fragment, b"traf") => fragments::track_of(self.tiles.input, inner)?,
            _ => return Ok(false),
        };
        Ok(!self.movie.is_shown(id))
    }

    /// The id after version and flags.
    pub(super) fn track_id(&self, inner: &BmffBox) -> Result<u32, Error> {
        in_body(self.tiles.input, inner, FULL_LEN).map(u32::from_be_bytes)
    }

    /// A box about a track that goes, which is reported with the track.
    fn part(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let id = match &inner.kind {
            b"traf" => fragments::track_of(self.tiles.input, inner)?,
            _ => self.track_id(inner)?,
        };
        let known = self.movie.track(id).is_some();
        self.gone_with_track(inner, known, path)
    }

    /// What is reported with its track, if that is known; otherwise as something unknown.
    pub(super) fn gone_with_track(&mut self, inner: &BmffBox, known: bool, path: &str) -> Result<(), Error> {
        let element = BmffElement::TrackPart(inner.kind);
        let field = Field::new(FieldId::Bmff(element), Place::new(inner.span.start, path));
        self.tiles.free(inner, element, |_| Ok(if known { vec![field] } else { Vec::new() }))
    }
}
