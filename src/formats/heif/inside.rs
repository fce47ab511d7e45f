//! The data of items that stand in the `meta` box itself (`idat`; ISO/IEC 14496-12, 8.11.11), as they are to be.

use std::borrow::Cow;
use std::ops::Range;

use crate::error::{Error, Place, Unsupported};
use crate::input::{Input, Span};
use crate::model::{BmffElement, Field, FieldId, Value};

use super::super::isom::extents::Extents;
use super::meta::Meta;

/// What stands there, and what of it stays.
pub(super) struct Inside<'a> {
    span: Span,
    was: Cow<'a, [u8]>,
    kept: Extents,
    /// Values that take the place of others.
    values: Vec<(Span, Vec<u8>)>,
}

impl<'a> Inside<'a> {
    pub(super) fn new(input: &Input<'a>, meta: &Meta) -> Result<Self, Error> {
        let span = meta.idat.unwrap_or(Span::new(meta.body.start, 0));
        Ok(Self { span, was: input.bytes(span)?, kept: Extents::default(), values: Vec::new() })
    }

    /// Lets a part stay as it is.
    pub(super) fn keep(&mut self, span: Span) -> Result<(), Error> {
        self.kept.push(span)
    }

    /// Puts a value where a part begins, and zeros behind it.
    pub(super) fn write(&mut self, span: Span, value: Vec<u8>) {
        self.values.push((span, value));
    }

    /// The new data; what nothing owns is told.
    ///
    /// # Errors
    /// [`Unsupported::SharedSample`] where a value would be written over what stays, or over another.
    pub(super) fn finish(mut self, fields: &mut Vec<Field>) -> Result<Vec<u8>, Error> {
        let mut new = vec![0; self.was.len()];
        self.kept.merge();
        let (mut owned, mut written) = (self.kept.within(self.span).collect::<Vec<Span>>(), Extents::default());
        for span in &owned {
            copy(&mut new, self.range(*span), self.was.get(self.range(*span)).unwrap_or_default());
        }
        for (span, value) in &self.values {
            copy(&mut new, self.range(*span), value);
            written.push(*span)?;
        }
        written.merge();
        let whole = self.values.iter().map(|(span, _)| span.len).fold(0, u64::saturating_add);
        if written.total() != whole || self.kept.disjoint(&written).is_err() {
            return Err(Error::unsupported(Unsupported::SharedSample, self.place()));
        }
        owned.extend(written.within(self.span));
        owned.sort_unstable();
        let unowned = self.unowned(&owned);
        if unowned > 0 {
            fields.push(Field::with(FieldId::Bmff(BmffElement::Unowned), self.place(), Value::Bytes(unowned)));
        }
        Ok(new)
    }

    /// Bytes that say something and are in none of the spans, which are sorted and disjoint.
    fn unowned(&self, owned: &[Span]) -> u64 {
        let starts = [self.span.start].into_iter().chain(owned.iter().map(|span| span.end()));
        let ends = owned.iter().map(|span| span.start).chain([self.span.end()]);
        let gaps = starts.zip(ends).map(|(start, end)| self.was.get(self.range(Span::between(start, end))));
        gaps.flatten().map(|gap| gap.iter().filter(|&&byte| byte != 0).count() as u64).sum()
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
