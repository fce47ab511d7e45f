//! The data of items inside the `meta` box itself (`idat`; ISO/IEC 14496-12, 8.11.11), in their final form.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::{Error, Input, Place, Span, Spans, Unsupported};
use crate::model::{BmffElement, Field, FieldId, Value};

use super::meta::Meta;

/// What is there, and which parts of it stay.
pub(super) struct Inside<'a> {
    span: Span,
    was: Cow<'a, [u8]>,
    staying: Vec<Span>,
    /// Values that replace others.
    values: Vec<(Span, Vec<u8>)>,
}

impl<'a> Inside<'a> {
    pub(super) fn new(input: &Input<'a>, meta: &Meta) -> Result<Self, Error> {
        let span = meta.idat.unwrap_or(Span::new(meta.body.start, 0));
        Ok(Self { span, was: input.bytes(span)?, staying: Vec::new(), values: Vec::new() })
    }

    /// Marks parts as staying unchanged.
    pub(super) fn stay(&mut self, spans: Vec<Span>) {
        self.staying.extend(spans);
    }

    /// Puts a value at the beginning of a part, followed by zeros.
    pub(super) fn write(&mut self, span: Span, value: Vec<u8>) {
        self.values.push((span, value));
    }

    /// Replaces data by others of the same length, which are in pieces.
    pub(super) fn write_over(&mut self, spans: &[Span], data: &[u8]) {
        let mut rest = data;
        for span in spans {
            let len = usize::try_from(span.len).unwrap_or(usize::MAX).min(rest.len());
            let (piece, behind) = rest.split_at(len);
            self.write(*span, piece.to_vec());
            rest = behind;
        }
    }

    /// The new data; anything that belongs to no item is reported.
    ///
    /// # Errors
    /// [`Unsupported::SharedSample`] if a value would overwrite something that stays, or another value.
    pub(super) fn finish(mut self, fields: &mut Vec<Field>) -> Result<Vec<u8>, Error> {
        let mut new = vec![0; self.was.len()];
        let mut owned = Spans::from(std::mem::take(&mut self.staying));
        for span in owned.iter() {
            copy(&mut new, self.range(span), self.was.get(self.range(span)).unwrap_or_default());
        }
        for (span, value) in &self.values {
            copy(&mut new, self.range(*span), value);
        }
        let written = Spans::disjoint(self.values.iter().map(|(span, _)| *span));
        let Some(written) = written.filter(|written| owned.meets(written).is_none()) else {
            return Err(Error::unsupported(Unsupported::SharedSample, self.place()));
        };
        owned.extend(written);
        let unowned = self.unowned(&owned);
        if unowned > 0 {
            fields.push(Field::with(FieldId::Bmff(BmffElement::Unowned), self.place(), Value::Bytes(unowned)));
        }
        Ok(new)
    }

    /// The number of bytes that say something but belong to no item.
    fn unowned(&self, owned: &Spans) -> u64 {
        let gaps = owned.gaps(self.span).filter_map(|gap| self.was.get(self.range(gap)));
        gaps.map(|gap| gap.iter().filter(|&&byte| byte != 0).count() as u64).sum()
    }

    fn place(&self) -> Place {
        Place::new(self.span.start, "meta/idat")
    }

    fn range(&self, span: Span) -> Range<usize> {
        let at = |offset: u64| usize::try_from(offset.saturating_sub(self.span.start)).unwrap_or(usize::MAX);
        at(span.start)..at(span.end())
    }
}

fn copy(to: &mut [u8], range: Range<usize>, bytes: &[u8]) {
    if let Some(place) = to.get_mut(range).and_then(|place| place.get_mut(..bytes.len())) {
        place.copy_from_slice(bytes);
    }
}
