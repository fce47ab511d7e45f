//! Lays out the sample tables of a track: unchanged, or in their final form if footage was cut off.

use md5::{Digest, Md5};

use super::grammar::{Context, Shape, Values, shape};
use super::sample_groups;
use super::trim::is_table;
use super::value::IsomValue;
use super::video::{FirstTable, Video};
use crate::base::{Error, Place, Span};
use crate::containers::bmff::{BmffBox, Boxes, FULL_LEN};
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
            None => self.digest(tables)?,
        };
        self.tables = Some(FirstTable { digest, fields });
        Ok(())
    }

    /// The digest of tables that stay unchanged: of their types and contents.
    fn digest(&self, tables: &Boxes) -> Result<[u8; 16], Error> {
        let mut digest = Md5::new();
        for found in &tables.list {
            if is_table(self.tiles.input, found)? {
                let content = self.content(found)?;
                digest.update(found.kind);
                let body = found.body();
                self.tiles.input.stream(Span::new(body.start, content.min(body.len)), |_, piece| {
                    digest.update(piece);
                    std::ops::ControlFlow::<()>::Continue(())
                })?;
            }
        }
        Ok(digest.finalize().into())
    }

    /// Groups of samples: those that say how to decode stay.
    pub(super) fn sample_group(&mut self, inner: &BmffBox, context: Context, path: &str) -> Result<(), Error> {
        match sample_groups::content(self.tiles.input, inner)? {
            Some(content) if context == Context::Table && inner.kind == *b"sbgp" => self.table(inner, content, path),
            Some(content) => self.values(inner, content, Vec::new(), path),
            None => self.remove(inner, path),
        }
    }
    /// How far the content of a table extends.
    fn content(&self, found: &BmffBox) -> Result<u64, Error> {
        Ok(match shape(Context::Table, found.kind) {
            Some(Shape::Values(Values::Table(content))) => content(&self.head(found)?),
            Some(Shape::Values(Values::Dependencies)) => u64::from(self.samples).saturating_add(FULL_LEN),
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
        let (digest, fields) = first(&mut self.tables);
        let region = Region {
            fresh: digest.map(|digest| IsomValue::SampleTables { bytes: Vec::new(), digest: Some(digest) }),
            exact: true,
            fixed: true,
            accounted: true,
            ..Region::new(Span::between(inner.span.start, end), FieldId::Bmff(BmffElement::SampleTable))
        };
        self.tiles.push(region, fields)?;
        self.slack(Span::between(end, body.end()), &super::tiles::inside(path, inner.kind))
    }
}

/// Seconds, as a number with two decimals.
fn seconds(milliseconds: u64) -> Value {
    let hundredths = milliseconds.saturating_add(9) / 10;
    let shown = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let numerator = i64::try_from(milliseconds).unwrap_or(i64::MAX);
    Value::Numbers { shown, raw: Vec::new(), numbers: vec![Fraction { numerator, denominator: 1000 }] }
}
