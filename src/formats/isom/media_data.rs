//! `mdat` boxes: what samples of picture and sound own stays, every other byte gives way to zeros.

use super::Video;
use crate::containers::bmff::BmffBox;
use crate::error::{Error, Place};
use crate::input::Span;
use crate::model::{BmffElement, Field, FieldId, Fresh, Scan, Value};

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
            self.unowned(Span::between(at, run.start))?;
            self.tiles.keep(run, BmffElement::Samples)?;
            at = run.end();
        }
        self.unowned(Span::between(at, body.end()))
    }

    /// Bytes of no sample of picture or sound.
    fn unowned(&mut self, span: Span) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
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
