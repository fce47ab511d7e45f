//! `mdat` boxes: what samples of picture and sound own stays, every other byte gives way to zeros.

use super::Video;
use super::tiles::is_blank;
use crate::containers::bmff::BmffBox;
use crate::error::{Error, Place};
use crate::input::Span;
use crate::model::{BmffElement, Field, FieldId, Fresh, ItemLists, Region, Scan, Value};

/// What was told about bytes that go: once for each kind, with their sum.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Told {
    others: u64,
    unowned: u64,
}

impl Told {
    /// Writes the sums into the fields.
    pub(super) fn settle(self, scan: &mut Scan) {
        for (element, sum) in [(BmffElement::OtherSamples, self.others), (BmffElement::Unowned, self.unowned)] {
            if let Some(field) = scan.fields.iter_mut().find(|field| field.id == FieldId::Bmff(element)) {
                field.value = Value::Bytes(sum);
            }
        }
    }
}

impl Video<'_, '_> {
    pub(super) fn media_data(&mut self, media: &BmffBox) -> Result<(), Error> {
        self.tiles.keep(media.header(), BmffElement::Structure)?;
        let body = media.body();
        let mut at = body.start;
        let runs: Vec<Span> = self.shown.within(body).collect();
        for run in runs {
            self.between(Span::between(at, run.start))?;
            self.tiles.keep(run, BmffElement::Samples)?;
            at = run.end();
        }
        self.between(Span::between(at, body.end()))
    }

    /// Bytes that nothing shown owns: values of items that are written anew, and what goes.
    fn between(&mut self, span: Span) -> Result<(), Error> {
        let values: Vec<(Span, Fresh)> =
            self.pictures.iter().flat_map(|pictures| pictures.values_within(span)).cloned().collect();
        let mut at = span.start;
        for (place, fresh) in values {
            self.unowned(Span::between(at, place.start))?;
            let exact = is_blank(self.tiles.input, place, Some(&fresh))?;
            // The packet of a gain map and the Exif block are told with the lists of items.
            let accounted = matches!(fresh, Fresh::GainMapXmp(_) | Fresh::Exif(_));
            let id = FieldId::Bmff(BmffElement::ItemLists);
            self.tiles
                .push(Region { fresh: Some(fresh), exact, fixed: true, accounted, ..Region::new(place, id) }, Vec::new())?;
            at = place.end();
        }
        self.unowned(Span::between(at, span.end()))
    }

    /// The lists of items, as long as they were.
    pub(super) fn item_lists(&mut self, meta: &BmffBox) -> Result<(), Error> {
        let Some(pictures) = &mut self.pictures else { return Ok(()) };
        let (body, lists, fields) = pictures.take();
        self.tiles.keep(Span::between(meta.span.start, body.start), BmffElement::Structure)?;
        let bytes = self.tiles.input.bytes(body)?;
        let has_exif = lists.with_exif.as_deref() == Some(&*bytes);
        let lists = ItemLists { has_exif, ..lists };
        let exact = *bytes == *lists.bytes();
        let region = Region {
            fresh: Some(Fresh::ItemLists(Box::new(lists))),
            exact,
            fixed: true,
            ..Region::new(body, FieldId::Bmff(BmffElement::ItemLists))
        };
        self.tiles.push(region, fields)
    }

    /// Bytes of no sample of picture or sound.
    fn unowned(&mut self, span: Span) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        // What items say that go is told with the lists of items.
        if self.pictures.as_ref().is_some_and(|pictures| pictures.is_other(span)) {
            return self.tiles.blank(span, BmffElement::OtherItems, Some(Fresh::Continued), |_| Ok(Vec::new()));
        }
        let (element, told) = if self.others.cover(span) {
            (BmffElement::OtherSamples, &mut self.told.others)
        } else {
            (BmffElement::Unowned, &mut self.told.unowned)
        };
        // Told once, for all of them.
        let head = (*told > 0).then_some(Fresh::Continued);
        self.tiles.blank(span, element, head, |_| {
            let first = *told == 0;
            *told = told.saturating_add(span.len);
            let field = Field::new(FieldId::Bmff(element), Place::new(span.start, "mdat"));
            Ok(if first { vec![field] } else { Vec::new() })
        })
    }
}
