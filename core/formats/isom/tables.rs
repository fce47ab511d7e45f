//! Lays out the sample tables of a track: unchanged, or in their final form if footage was cut off.

use md5::{Digest, Md5};

use super::describe::Slot;
use super::grammar::{Context, Shape, Values, shape};
use super::sample_entries::About;
use super::sample_groups;
use super::sample_tables::{in_body, table};
use super::trim::is_table;
use super::value::IsomValue;
use super::video::{FirstTable, Video};
use crate::base::{Error, Input, Place, Span};
use crate::containers::bmff::{BmffBox, Boxes, Entries, compose_header};
use crate::model::{BmffElement, Field, FieldId, Fraction, Region, Value};

impl Video<'_, '_> {
    /// Before the boxes of a `stbl`: the result for all tables of the track.
    pub(super) fn begin_tables(&mut self, tables: &Boxes) -> Result<(), Error> {
        let mut fields = Vec::new();
        let place = Place::new(tables.list.first().map_or(tables.rest.start, |first| first.span.start), "moov/trak");
        let mut told = |element, milliseconds: u64| {
            if milliseconds > 0 {
                fields.push(Field::with(FieldId::Bmff(element), place.clone(), seconds(milliseconds)));
            }
        };
        let unseen = self.movie.track(self.track).map(|track| &track.unseen);
        let trim = unseen.and_then(|unseen| unseen.trim.as_ref());
        told(BmffElement::CutOff, trim.map_or(0, |trim| trim.gone));
        told(BmffElement::CutOffNeeded, unseen.map_or(0, |unseen| unseen.left));
        let digest = match trim {
            Some(trim) => trim.tables.digest,
            None => {
                for found in &tables.list {
                    if is_table(self.tiles.input, found)?
                        && let Some(anew) = self.anew(found, tables)?
                    {
                        self.anews.insert(found.span.start, anew);
                    }
                }
                self.digest(tables)?
            }
        };
        self.tables = Some(FirstTable { digest, fields });
        Ok(())
    }

    /// The digest of tables that stay unchanged: of their types and contents.
    fn digest(&self, tables: &Boxes) -> Result<[u8; 16], Error> {
        let mut digest = Md5::new();
        for found in &tables.list {
            if is_table(self.tiles.input, found)? {
                digest.update(found.kind);
                if let Some(anew) = self.anews.get(&found.span.start) {
                    digest.update(anew);
                    continue;
                }
                let (content, body) = (self.content(found)?, found.body());
                self.tiles.input.stream(Span::new(body.start, content.min(body.len)), |_, piece| {
                    digest.update(piece);
                    std::ops::ControlFlow::<()>::Continue(())
                })?;
            }
        }
        Ok(digest.finalize().into())
    }

    /// A table that has entries about no sample, written anew; `None` if it has none.
    fn anew(&self, found: &BmffBox, tables: &Boxes) -> Result<Option<Vec<u8>>, Error> {
        let input = self.tiles.input;
        let samples = 0..self.samples;
        let anew = match &found.kind {
            b"stco" => places::<4>(input, found)?,
            b"co64" => places::<8>(input, found)?,
            b"stsc" => chunks(input, found, tables)?,
            _ => About { input, samples }.body(found)?,
        };
        let same = |anew: &Vec<u8>| {
            Ok::<_, Error>(self.content(found)? == anew.len() as u64 && input.matches(found.body().start, anew)?)
        };
        Ok(match anew {
            Some(anew) if anew.len() as u64 <= found.body().len && !same(&anew)? => Some(anew),
            _ => None,
        })
    }

    /// Entries of a table outside of `stbl`, in their final form, as one value.
    pub(super) fn entries(&mut self, span: Span, bytes: Vec<u8>) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        let digest = Some(Md5::digest(&bytes).into());
        self.tiles.rewrite(span, BmffElement::SampleTable, IsomValue::SampleTables { bytes, digest }, Vec::new())
    }

    /// Groups of samples: those that say how to decode stay.
    pub(super) fn sample_group(&mut self, inner: &BmffBox, context: Context, path: &str) -> Result<(), Error> {
        match sample_groups::content(self.tiles.input, inner)? {
            Some(content) if context == Context::Table && inner.kind == *b"sbgp" => self.table(inner, content, path),
            Some(content) => {
                let [version] = in_body(self.tiles.input, inner, 0)?;
                // Descriptions have three versions, groups two (8.9.2 and 8.9.3).
                let version = if inner.kind == *b"sgpd" { version.min(2) } else { u8::from(version == 1) };
                self.values(inner, content, vec![Slot::numbers(0, vec![version, 0, 0, 0])], path)
            }
            None => self.remove(inner, path),
        }
    }

    /// How far the content of a table extends.
    fn content(&self, found: &BmffBox) -> Result<u64, Error> {
        Ok(match shape(Context::Table, found.kind) {
            Some(Shape::Values(Values::Table(content))) => content(&self.head(found)?),
            _ => sample_groups::content(self.tiles.input, found)?.unwrap_or(0),
        })
    }

    /// A table: `content` bytes of its body, if it stays unchanged.
    pub(super) fn table(&mut self, inner: &BmffBox, content: u64, path: &str) -> Result<(), Error> {
        let first = |tables: &mut Option<FirstTable>| match tables.take() {
            Some(FirstTable { digest, fields }) => (Some(digest), fields),
            None => (None, Vec::new()),
        };
        let track = self.movie.tracks.iter_mut().find(|track| track.id == self.track);
        if let Some(trim) = track.and_then(|track| track.unseen.trim.as_mut()) {
            // Consecutive boxes are written as one.
            let Some(tables) = trim.tables.tables.iter_mut().find(|tables| tables.span.start == inner.span.start) else {
                return Ok(());
            };
            let (span, bytes) = (tables.span, std::mem::take(&mut tables.bytes));
            let (digest, fields) = first(&mut self.tables);
            return self.tiles.rewrite(span, BmffElement::SampleTable, IsomValue::SampleTables { bytes, digest }, fields);
        }
        let body = inner.body();
        let end = body.start.saturating_add(content).min(body.end());
        let (digest, mut fields) = first(&mut self.tables);
        let bytes = self.anews.remove(&inner.span.start).map(|anew| {
            let field = FieldId::Bmff(BmffElement::Reserved);
            fields.push(Field::with(field, inner.place(), Value::Bytes(content.saturating_sub(anew.len() as u64))));
            [compose_header(inner.kind, inner.size, inner.large), anew].concat()
        });
        let region = Region {
            exact: bytes.is_none(),
            fresh: (bytes.is_some() || digest.is_some())
                .then(|| IsomValue::SampleTables { bytes: bytes.unwrap_or_default(), digest }),
            fixed: true,
            accounted: true,
            ..Region::new(Span::between(inner.span.start, end), FieldId::Bmff(BmffElement::SampleTable))
        };
        self.tiles.push(region, fields)?;
        self.slack(Span::between(end, body.end()), &super::tiles::inside(path, inner.kind))
    }
}

/// `stco` or `co64`, if it has more than places: flags, or where chunks without a byte are not.
fn places<const N: usize>(input: &Input<'_>, found: &BmffBox) -> Result<Option<Vec<u8>>, Error> {
    let Some(span) = table(input, Some(found), 4, N as u64)? else { return Ok(None) };
    let in_file = |place: &[u8; N]| place.iter().fold(0_u64, |place, byte| place << 8 | u64::from(*byte)) <= input.len();
    let mut entries = Entries::<N>::new(input, span);
    let mut all = in_body(input, found, 0)? == [0; 4];
    while let Some(place) = entries.read()? {
        all &= in_file(&place);
    }
    if all {
        return Ok(None);
    }
    let mut anew = [[0; 4], in_body(input, found, 4)?].concat();
    let mut entries = Entries::<N>::new(input, span);
    while let Some(place) = entries.read()? {
        anew.extend(if in_file(&place) { place } else { [0; N] });
    }
    Ok(Some(anew))
}

/// `stsc` without runs of chunks that there are not.
fn chunks(input: &Input<'_>, found: &BmffBox, tables: &Boxes) -> Result<Option<Vec<u8>>, Error> {
    let count = |kind: [u8; 4]| tables.all(kind).next().map_or(Ok([0; 4]), |offsets| in_body(input, offsets, 4));
    let chunks = u32::from_be_bytes(count(*b"stco")?).max(u32::from_be_bytes(count(*b"co64")?));
    let Some(span) = table(input, Some(found), 4, 12)? else { return Ok(None) };
    let mut entries = Entries::<12>::new(input, span);
    let (mut anew, mut runs) = (Vec::new(), 0_u32);
    while let Some(entry) = entries.read()? {
        if entry.first_chunk().is_some_and(|first| u32::from_be_bytes(*first) <= chunks) {
            anew.extend(entry);
            runs = runs.saturating_add(1);
        }
    }
    Ok(Some([&[0; 4][..], &runs.to_be_bytes(), &anew].concat()))
}

/// Seconds, as a number with two decimals.
fn seconds(milliseconds: u64) -> Value {
    let hundredths = milliseconds.saturating_add(9) / 10;
    let shown = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let numerator = i64::try_from(milliseconds).unwrap_or(i64::MAX);
    Value::Numbers { shown, raw: Vec::new(), numbers: vec![Fraction { numerator, denominator: 1000 }] }
}
