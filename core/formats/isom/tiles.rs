//! Lays the regions of a video one behind the other. No offset may move, so what goes leaves its place to zeros;
//! only what stands behind everything that stays can go without a trace.

use super::telemetry::Telemetry;
use super::value::{IsomValue, MovieMetadata, Room};
use crate::base::{Error, Input, Span};
use crate::containers::bmff::{self, BmffBox};
use crate::formats::marks::Marked;
use crate::keep;
use crate::model::{BmffElement, Field, FieldId, Fresh, Region, Scan};

/// The regions so far.
#[derive(Debug)]
pub(super) struct Tiles<'i, 'a> {
    pub(super) input: &'i Input<'a>,
    scan: Scan<IsomValue>,
    /// A run that stays and may go on.
    open: Option<Region<IsomValue>>,
    /// What was told about bytes that no sample owns.
    telemetry: Telemetry,
}

impl<'i, 'a> Tiles<'i, 'a> {
    pub(super) fn new(input: &'i Input<'a>, scan: Scan<IsomValue>) -> Self {
        Self { input, scan, open: None, telemetry: Telemetry::default() }
    }

    /// Bytes that stay. Runs of the same element are one region.
    pub(super) fn stay(&mut self, span: Span, element: BmffElement) -> Result<(), Error> {
        let id = FieldId::Bmff(element);
        if span.is_empty() {
            return Ok(());
        }
        if let Some(open) = &mut self.open
            && open.id == id
            && open.span.end() == span.start
        {
            open.span.len = open.span.len.saturating_add(span.len);
            return Ok(());
        }
        self.flush()?;
        self.open = Some(Region::new(span, id));
        Ok(())
    }

    /// Bytes that go and leave their place to a value, where there is one, and zeros. `tell` lists what is in them;
    /// it is not asked where they are so already.
    pub(super) fn blank(
        &mut self,
        span: Span,
        element: BmffElement,
        head: Option<IsomValue>,
        tell: impl FnOnce(&Input<'_>) -> Result<Vec<Field>, Error>,
    ) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        self.flush()?;
        let exact = is_blank(self.input, span, head.as_ref())?;
        // A value that is kept is told also where it stands just as it would be written.
        if !exact || head.as_ref().is_some_and(IsomValue::tells) {
            self.scan.find(tell(self.input)?);
        }
        if !exact && element == BmffElement::Unowned {
            self.scan.find(self.telemetry.within(self.input, span, "mdat")?);
        }
        self.scan.push(Region { fresh: head, exact, fixed: true, ..Region::new(span, FieldId::Bmff(element)) })
    }

    /// Bytes that stay but for what a codec marked in them.
    pub(super) fn marked(&mut self, span: Span, element: BmffElement, marks: &[Marked], path: &str) -> Result<(), Error> {
        let mut at = span.start;
        for marked in marks {
            self.stay(Span::between(at, marked.span.start), element)?;
            self.flush()?;
            self.scan.find(marked.fields(self.input, path)?);
            let stuffing = IsomValue::Stuffing { stuffing: marked.stuffing.clone(), told: marked.says.is_some() };
            let id = FieldId::Coded(marked.element);
            let region = Region { fresh: Some(stuffing), exact: marked.exact, fixed: true, ..Region::new(marked.span, id) };
            self.scan.push(region)?;
            at = marked.span.end();
        }
        self.stay(Span::between(at, span.end()), element)
    }

    /// A value that is written anew in its place, and zeros behind it; `fields` tell all that is lost.
    pub(super) fn rewrite(
        &mut self,
        span: Span,
        element: BmffElement,
        value: IsomValue,
        fields: Vec<Field>,
    ) -> Result<(), Error> {
        let exact = is_blank(self.input, span, Some(&value))?;
        let id = FieldId::Bmff(element);
        self.push(Region { fresh: Some(value), exact, fixed: true, accounted: true, ..Region::new(span, id) }, fields)
    }

    /// A box that goes: a `free` box stands in for it. `free` boxes keep their type.
    pub(super) fn free(
        &mut self,
        gone: &BmffBox,
        element: BmffElement,
        tell: impl FnOnce(&Input<'_>) -> Result<Vec<Field>, Error>,
    ) -> Result<(), Error> {
        // A `skip` or `wide` box of zeros is clean as it is.
        let kind = if element == BmffElement::Free { gone.kind } else { *b"free" };
        let head = IsomValue::BoxHeader { kind, size: gone.size, large: gone.large };
        self.blank(gone.span, element, Some(head), tell)
    }

    /// The same of a box that leaves room for a metadata list with what is kept.
    pub(super) fn room(&mut self, gone: &BmffBox, element: BmffElement, full: bool, fields: Vec<Field>) -> Result<(), Error> {
        let kind = if element == BmffElement::Free { gone.kind } else { *b"free" };
        let room = Room { kind, size: gone.size, large: gone.large, len: gone.span.len };
        let list = MovieMetadata { kept: keep::read(&fields), full, room: Some(room) };
        let head = IsomValue::MovieMetadata(Box::new(list));
        self.blank(gone.span, element, Some(head), |_| Ok(fields))
    }

    /// The box of a film that is shown all around.
    pub(super) fn spherical(&mut self, gone: &BmffBox, element: BmffElement, fields: Vec<Field>) -> Result<(), Error> {
        let head = IsomValue::Spherical { panorama: keep::panorama(&fields), size: gone.size };
        self.blank(gone.span, element, Some(head), |_| Ok(fields))
    }

    /// A metadata list behind everything that stays.
    pub(super) fn list(&mut self, gone: &BmffBox, full: bool, fields: Vec<Field>) -> Result<(), Error> {
        let fresh = IsomValue::MovieMetadata(Box::new(MovieMetadata { kept: keep::read(&fields), full, room: None }));
        // Behind everything no zeros stand in for what goes, so the list has to be all of it.
        let exact = is_blank(self.input, gone.span, Some(&fresh))? && fresh.compose().len() as u64 == gone.span.len;
        self.push(Region { fresh: Some(fresh), exact, ..Region::new(gone.span, FieldId::Bmff(element_of(gone))) }, fields)
    }

    /// A region with a value, as the format made it.
    pub(super) fn push(&mut self, region: Region<IsomValue>, fields: Vec<Field>) -> Result<(), Error> {
        self.flush()?;
        self.scan.find(fields);
        self.scan.push(region)
    }

    /// Bytes that go, and behind which nothing stays.
    pub(super) fn gone(&mut self, span: Span, element: BmffElement, fields: Vec<Field>) -> Result<(), Error> {
        self.push(Region::new(span, FieldId::Bmff(element)), fields)
    }

    /// All that was laid.
    pub(super) fn finish(mut self) -> Result<Scan<IsomValue>, Error> {
        self.flush()?;
        Ok(self.scan)
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.open.take().map_or(Ok(()), |open| self.scan.push(open))
    }
}

/// Whether a span holds a value and zeros behind it already.
pub(super) fn is_blank(input: &Input<'_>, span: Span, head: Option<&IsomValue>) -> Result<bool, Error> {
    let fill = head.map_or(0, Fresh::fill);
    let head = head.map(Fresh::compose).unwrap_or_default();
    let len = head.len() as u64;
    if len > span.len || *input.bytes(Span::new(span.start, len))? != *head {
        return Ok(false);
    }
    let rest = Span::between(span.start.saturating_add(len), span.end());
    input.is_filled(rest, fill)
}

/// The name of a field that a box of this type is.
pub(super) const fn element_of(gone: &BmffBox) -> BmffElement {
    match &gone.kind {
        b"free" | b"skip" | b"wide" => BmffElement::Free,
        kind => BmffElement::Box(*kind),
    }
}

/// Where something in a box stands.
pub(super) fn inside(path: &str, kind: [u8; 4]) -> String {
    let name = bmff::name(kind);
    if path.is_empty() { name } else { format!("{path}/{name}") }
}
