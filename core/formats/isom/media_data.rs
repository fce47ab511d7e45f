//! `mdat` boxes: what belongs to samples of picture and sound stays, every other byte is replaced by zeros.

use super::tiles::is_blank;
use super::value::IsomValue;
use super::video::Video;
use crate::base::{Error, Place, Span};
use crate::containers::bmff::BmffBox;
use crate::formats::heif::{HeifValue, ItemLists};
use crate::model::{BmffElement, Field, FieldId, Region};

impl Video<'_, '_> {
    pub(super) fn media_data(&mut self, media: &BmffBox) -> Result<(), Error> {
        self.tiles.stay(media.header(), BmffElement::Structure)?;
        let body = media.body();
        let mut at = body.start;
        let runs: Vec<Span> = self.shown.within(body).collect();
        for run in runs {
            self.between(Span::between(at, run.start))?;
            let marks = self.marks.within(run);
            self.tiles.marked(run, BmffElement::Samples, marks, "mdat")?;
            at = run.end();
        }
        self.between(Span::between(at, body.end()))
    }

    /// Bytes that belong to nothing that is shown: values of items that are rewritten, and what goes.
    fn between(&mut self, span: Span) -> Result<(), Error> {
        let values: Vec<(Span, HeifValue)> =
            self.pictures.iter().flat_map(|pictures| pictures.values_within(span)).cloned().collect();
        let mut at = span.start;
        for (place, value) in values {
            self.unowned(Span::between(at, place.start))?;
            // The packet of a gain map and the Exif block are reported with the lists of items.
            let accounted = matches!(value, HeifValue::GainMapXmp(_) | HeifValue::Exif(_));
            let fresh = IsomValue::Item(value);
            let exact = is_blank(self.tiles.input, place, Some(&fresh))?;
            let id = FieldId::Bmff(BmffElement::ItemLists);
            self.tiles
                .push(Region { fresh: Some(fresh), exact, fixed: true, accounted, ..Region::new(place, id) }, Vec::new())?;
            at = place.end();
        }
        self.unowned(Span::between(at, span.end()))
    }

    /// The lists of items, with the same length as before.
    pub(super) fn item_lists(&mut self, meta: &BmffBox) -> Result<(), Error> {
        let Some(pictures) = &mut self.pictures else { return Ok(()) };
        let (body, lists, fields) = pictures.take();
        self.tiles.stay(Span::between(meta.span.start, body.start), BmffElement::Structure)?;
        let bytes = self.tiles.input.bytes(body)?;
        let has_exif = lists.with_exif.as_deref() == Some(&*bytes);
        let lists = ItemLists { has_exif, ..lists };
        let exact = *bytes == *lists.bytes();
        let region = Region {
            fresh: Some(IsomValue::Item(HeifValue::ItemLists(Box::new(lists)))),
            exact,
            fixed: true,
            ..Region::new(body, FieldId::Bmff(BmffElement::ItemLists))
        };
        self.tiles.push(region, fields)
    }

    /// Bytes that belong to no sample of picture or sound that stays.
    fn unowned(&mut self, span: Span) -> Result<(), Error> {
        let cut: Vec<Span> = self.cut.within(span).collect();
        let mut at = span.start;
        for run in cut {
            self.unknown(Span::between(at, run.start))?;
            // Reported with the tables of its track.
            self.tiles.blank(run, BmffElement::CutOff, Some(IsomValue::Continued), |_| Ok(Vec::new()))?;
            at = run.end();
        }
        self.unknown(Span::between(at, span.end()))
    }

    /// Bytes that never belonged to a sample of picture or sound.
    fn unknown(&mut self, span: Span) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        // What items say that go is reported with the lists of items.
        if self.pictures.as_ref().is_some_and(|pictures| pictures.is_other(span)) {
            return self.tiles.blank(span, BmffElement::OtherItems, Some(IsomValue::Continued), |_| Ok(Vec::new()));
        }
        let (element, told) = if self.others.covers(span) {
            let secondary = self.movie.loses_only_secondary();
            let element = if secondary { BmffElement::SecondarySamples } else { BmffElement::OtherSamples };
            (element, &mut self.told.others)
        } else {
            (BmffElement::Unowned, &mut self.told.unowned)
        };
        // One sum for all of them.
        let head = (*told > 0).then_some(IsomValue::Continued);
        self.tiles.blank(span, element, head, |_| {
            let first = *told == 0;
            *told = told.saturating_add(span.len);
            let field = Field::new(FieldId::Bmff(element), Place::new(span.start, "mdat"));
            Ok(if first { vec![field] } else { Vec::new() })
        })
    }
}
