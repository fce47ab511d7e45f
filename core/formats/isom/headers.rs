//! Header boxes of movie and media, handlers and references: the parts of them that go (ISO/IEC 14496-12, 8.2 to
//! 8.4, 8.7.2, 8.3.3).

use super::describe::Slot;
use super::edits;
use super::grammar::{by_version, table};
use super::matrix;
use super::sample_tables::in_body;
use super::tiles::inside;
use super::value::IsomValue;
use super::video::Video;
use crate::base::{EPOCH_1904, Error, Malformed, Moment, Place, Span};
use crate::blocks;
use crate::containers::bmff::{BmffBox, FULL_LEN, boxes};
use crate::formats::regions::told;
use crate::model::{BmffElement, Field, FieldId, Value};

/// Kinds of references between tracks of picture and sound.
const REFERENCES: [[u8; 4]; 14] = [
    *b"auxl", *b"vdep", *b"vplx", *b"fall", *b"folw", *b"sbas", *b"scal", *b"swto", *b"oref", *b"adda", *b"lyra", *b"deps",
    *b"tsel", *b"prem",
];

impl Video<'_, '_> {
    pub(super) fn movie_header(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        // QuickTime stores what its user had selected in the last of them.
        let long = self.is_long(inner)?;
        let (reserved, predefined, content): (u64, u64, u64) = if long { (38, 84, 112) } else { (26, 72, 100) };
        let mut slots = times(long);
        // The creation time of a movie is the only one that can be kept: those of tracks stay zero.
        if let Some(made) = slots.first_mut() {
            let seconds = self.long_or_short(inner, made.at, long)?;
            made.head = Some(IsomValue::MovieTime { long, seconds });
        }
        let (scale, duration) = if long { (20, 24) } else { (12, 16) };
        let rate = reserved.saturating_sub(6);
        let stands = self.long_or_short(inner, duration, long)?;
        slots.insert(0, full(long, 0));
        slots.push(Slot::numbers(scale, self.movie.scale.to_be_bytes().to_vec()));
        slots.push(Slot::nearly(duration, long, stands, self.movie.lasts(stands), self.movie.scale));
        // Played as fast as it was made, and as loud (8.2.2.3).
        slots.push(Slot::numbers(rate, vec![0, 1, 0, 0, 1, 0]));
        slots.push(Slot::reserved(reserved, 10));
        // There is nothing to turn in a film without pictures.
        let has_pictures = self.movie.tracks.iter().any(|track| track.shown && track.handler != *b"soun");
        let placed = reserved.saturating_add(10);
        let stands = in_body(self.tiles.input, inner, placed)?;
        slots.push(Slot::numbers(placed, if has_pictures { matrix::turned(stands) } else { matrix::PLAIN.to_vec() }));
        slots.push(Slot::reserved(predefined, 24));
        slots.push(self.next_id(inner, content.saturating_sub(4))?);
        self.values(inner, content, slots, path)
    }

    /// The id that a further track could have.
    fn next_id(&self, inner: &BmffBox, at: u64) -> Result<Slot, Error> {
        let stands = self.long_or_short(inner, at, false)?;
        let numbers = self.movie.tracks.iter().filter(|track| track.shown).map(|track| self.movie.number(track.id));
        let next = u64::from(numbers.max().unwrap_or(0)).saturating_add(1);
        // Writers forget it; and it changes with the tracks that go, which have been reported.
        let most = self.movie.tracks.iter().map(|track| u64::from(track.id).saturating_add(1)).max().unwrap_or(0);
        Ok(if stands <= most { Slot::ticks(at, false, next) } else { Slot::lasting(at, false, stands, next) })
    }

    pub(super) fn media_header(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let long = self.is_long(inner)?;
        let (language, quality, content) = if long { (32, 34, 36) } else { (20, 22, 24) };
        let mut slots = vec![full(long, 0)];
        slots.extend(times(long));
        slots.push(self.media_duration(inner, long)?);
        let head = Some(IsomValue::Undetermined);
        slots.push(Slot { head, ..Slot::new(language, 2, BmffElement::Language, says_language) });
        slots.push(Slot::reserved(quality, 2));
        self.values(inner, content, slots, path)
    }

    /// `elst`: where an edit begins depends on how much of its media stays.
    pub(super) fn edits(&mut self, list: &BmffBox, path: &str) -> Result<(), Error> {
        let head: [u8; 8] = in_body(self.tiles.input, list, 0)?;
        let content = by_version(&head, table(&head, 4, 12), table(&head, 4, 20));
        // Too many to look at each: a word could stand in their numbers.
        let wrong = || Error::malformed(Malformed::SampleTable, list.place());
        let Some(track) = self.movie.track(self.track) else { return Err(wrong()) };
        let (stand, edits) = (edits::read(self.tiles.input, list)?.ok_or_else(wrong)?, track.edits(self.tiles.input)?);
        // One flag says that the edits begin again (8.6.6.3).
        let [version, _, _, flags, ..] = head;
        let mut slots = vec![full(version != 0, flags & 1)];
        for (stands, edit) in stand.iter().zip(&edits) {
            let width = if edit.long { 8 } else { 4 };
            slots.push(Slot::lasting(edit.at.saturating_sub(width), edit.long, stands.duration, edit.duration));
            if edit.media_time >= 0 {
                let ticks = edit.media_time.saturating_sub(track.earlier()).unsigned_abs();
                let slot = Slot::ticks(edit.at, edit.long, ticks);
                slots.push(if stands.media_time == edit.media_time { slot } else { slot.telling() });
            }
            slots.push(Slot::numbers(edit.at.saturating_add(width), edit.rate.to_be_bytes().to_vec()));
        }
        self.values(list, content, slots, path)
    }

    /// The length of a track's media: shorter, if footage was cut off.
    fn media_duration(&self, inner: &BmffBox, long: bool) -> Result<Slot, Error> {
        let at = if long { 24 } else { 16 };
        let stands = self.long_or_short(inner, at, long)?;
        let track = self.movie.track(self.track);
        let trim = track.and_then(|track| track.unseen.trim.as_ref());
        // Zero means unknown.
        Ok(match (trim.filter(|_| stands > 0), track) {
            (Some(trim), _) => Slot::ticks(at, long, trim.duration.unsigned_abs()),
            (None, Some(track)) => Slot::nearly(at, long, stands, track.lasts.said(stands, track.scale), track.scale),
            (None, None) => Slot::ticks(at, long, stands),
        })
    }

    /// A 64-bit or 32-bit number in a body.
    pub(super) fn long_or_short(&self, inner: &BmffBox, at: u64, long: bool) -> Result<u64, Error> {
        let input = self.tiles.input;
        Ok(if long {
            u64::from_be_bytes(in_body(input, inner, at)?)
        } else {
            u32::from_be_bytes(in_body(input, inner, at)?).into()
        })
    }

    pub(super) fn is_long(&self, inner: &BmffBox) -> Result<bool, Error> {
        let [version] = in_body(self.tiles.input, inner, 0)?;
        Ok(version == 1)
    }

    /// `hdlr`: the kind of media stays; manufacturer, flags and name go.
    pub(super) fn handler(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let behind = inner.body_from(12).len;
        // QuickTime says here whether it is a handler of media or of data, and of which.
        let [kind, handler] = [4, 8].map(|at| in_body::<4>(self.tiles.input, inner, at));
        let known = |name: [u8; 4], names: &[&[u8; 4]]| if names.contains(&&name) { name } else { [0; 4] };
        let kind = known(kind?, &[b"mhlr", b"dhlr"]);
        let of_media = self.handler == handler.as_ref().map_or([0; 4], |handler| *handler);
        let handler = if of_media { self.handler } else { known(handler?, &[b"alis", b"url ", b"urn ", b"rsrc"]) };
        let numbers = [[0; 4], kind, handler].concat();
        let slots = vec![Slot::numbers(0, numbers), Slot::new(12, behind, BmffElement::HandlerName, says_name)];
        self.values(inner, u64::MAX, slots, path)
    }

    /// `dref`: the existence of a reference stays, and whether it means the file itself.
    pub(super) fn data_references(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let found = boxes(self.tiles.input, inner.body_from(8))?;
        self.counted(inner, found.list.len(), path)?;
        let path = inside(path, inner.kind);
        for reference in &found.list {
            if !matches!(&reference.kind, b"url " | b"urn " | b"alis" | b"rsrc") {
                self.remove(reference, &path)?;
                continue;
            }
            let name = reference.body_from(FULL_LEN);
            // One flag says that the data are in this file.
            let [_, _, _, flags] = in_body(self.tiles.input, reference, 0)?;
            let mut slots = vec![full(false, flags & 1)];
            if !name.is_empty() {
                slots.push(Slot::new(FULL_LEN, name.len, BmffElement::DataReference, told));
            }
            self.values(reference, u64::MAX, slots, &path)?;
        }
        self.slack(found.rest, &path)
    }

    /// The beginning of a box of so many boxes: version, flags, and their number.
    pub(super) fn counted(&mut self, inner: &BmffBox, count: usize, path: &str) -> Result<(), Error> {
        let head = BmffBox { span: Span::between(inner.span.start, inner.body_from(8).start), ..*inner };
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.values(&head, 8, vec![Slot::numbers(0, [[0; 4], count.to_be_bytes()].concat())], path)
    }

    /// `tref`: references among tracks that stay.
    pub(super) fn references(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        self.tiles.stay(inner.header(), BmffElement::Structure)?;
        let path = inside(path, inner.kind);
        let found = boxes(self.tiles.input, inner.body())?;
        for kind in &found.list {
            self.reference(kind, &path)?;
        }
        self.slack(found.rest, &path)
    }

    /// A box with track ids. An id of 0 is illegal, and no box may become shorter, so another id from the same box
    /// replaces one that goes.
    fn reference(&mut self, kind: &BmffBox, path: &str) -> Result<(), Error> {
        let body = kind.body();
        let bytes = self.tiles.input.bytes(body)?;
        let (ids, _) = bytes.as_chunks::<4>();
        let ids: Vec<u32> = ids.iter().map(|id| u32::from_be_bytes(*id)).collect();
        let stays = ids.iter().copied().find(|id| self.movie.is_shown(*id)).filter(|_| REFERENCES.contains(&kind.kind));
        let Some(stays) = stays else {
            let known = !ids.is_empty() && ids.iter().all(|id| self.movie.track(*id).is_some());
            return if matches!(&kind.kind, b"free" | b"skip") {
                self.remove(kind, path)
            } else {
                self.gone_with_track(kind, known, path)
            };
        };
        self.tiles.stay(kind.header(), BmffElement::Structure)?;
        let mut at = body.start;
        for id in ids {
            let span = Span::new(at, 4);
            let head = IsomValue::TrackId(self.movie.number(if self.movie.is_shown(id) { id } else { stays }));
            let field = Field::new(FieldId::Bmff(BmffElement::Reference), Place::new(at, path));
            let known = self.movie.track(id).is_some();
            if self.movie.is_shown(id) {
                self.tiles.rewrite(span, BmffElement::MediaTime, head, Vec::new())?;
            } else {
                // An id that no track has may say anything: without a field it is reported as something unknown.
                let fields = if known { vec![field] } else { Vec::new() };
                self.tiles.blank(span, BmffElement::Reference, Some(head), |_| Ok(fields))?;
            }
            at = span.end();
        }
        self.slack(Span::between(at, body.end()), path)
    }
}

/// Version and flags: whether numbers have 64 bits, and those of the last eight flags that mean something.
pub(super) fn full(long: bool, flags: u8) -> Slot {
    Slot::numbers(0, vec![u8::from(long), 0, 0, flags])
}

/// Creation and modification time.
pub(super) fn times(long: bool) -> Vec<Slot> {
    let width = if long { 8 } else { 4 };
    let time = |at| Slot::new(at, width, BmffElement::Time, says_time);
    vec![time(FULL_LEN), time(FULL_LEN.saturating_add(width))]
}

/// Seconds since the beginning of 1904, UTC.
fn says_time(bytes: &[u8]) -> Value {
    let seconds = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let moment = i64::try_from(seconds).ok().and_then(|seconds| Moment::since(EPOCH_1904, seconds));
    moment.map_or(Value::Bytes(bytes.len() as u64), |moment| Value::Moment { moment, raw: Vec::new() })
}

/// Three letters of five bits, or a Mac OS number; one of these numbers means unspecified (QuickTime File Format,
/// Language Code Values).
fn says_language(bytes: &[u8]) -> Value {
    const UNSPECIFIED: u16 = 0x7FFF;
    let packed = bytes.first_chunk().map_or(0, |bytes| u16::from_be_bytes(*bytes));
    if packed == UNSPECIFIED {
        return Value::numbers("unspecified".to_owned(), Vec::new());
    }
    let letter = |shift: u16| u8::try_from(packed >> shift & 0x1F).map_or('?', |bits| char::from(bits | 0x60));
    let shown =
        if packed < 0x400 { format!("Mac OS language {packed}") } else { [letter(10), letter(5), letter(0)].iter().collect() };
    Value::numbers(shown, Vec::new())
}

/// The name of a handler: after 12 reserved bytes, in QuickTime with its length before it.
fn says_name(bytes: &[u8]) -> Value {
    let name = bytes.get(12..).unwrap_or_default();
    let name = match name {
        // There are no letters below the space: such a byte is a length.
        [len, text @ ..] if usize::from(*len) <= text.len() && *len < b' ' => text.get(..usize::from(*len)).unwrap_or(text),
        text => text,
    };
    match blocks::text(name) {
        Value::Text(text) if text.is_empty() || text.contains(|c: char| c.is_control()) => Value::Bytes(bytes.len() as u64),
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_as_dates() {
        let shown = |seconds: u32| says_time(&seconds.to_be_bytes()).text().unwrap().into_owned();
        assert_eq!(shown(1), "1904-01-01T00:00:01Z");
        assert_eq!(shown(2_082_844_800), "1970-01-01T00:00:00Z");
        assert_eq!(shown(3_792_268_799), "2024-03-02T23:59:59Z");
        assert_eq!(shown(3_792_096_000), "2024-03-01T00:00:00Z");
        assert_eq!(says_time(&[0xFF; 8]), Value::Bytes(8));
    }

    #[test]
    fn names_and_languages_are_shown_in_both_forms() {
        let name = |text: &[u8]| says_name(&[&[0; 12][..], text].concat()).text().unwrap().into_owned();
        assert_eq!(name(b"Core Media Video\0"), "Core Media Video");
        assert_eq!(name(b"\x05Leonie"), "Leoni");
        assert_eq!(says_language(&[0x15, 0xC7]).text().unwrap(), "eng");
        assert_eq!(says_language(&[0, 1]).text().unwrap(), "Mac OS language 1");
        assert_eq!(says_language(&[0x7F, 0xFF]).text().unwrap(), "unspecified");
    }
}
