//! Lays out the regions of a video one after the other. No offset may move, so what goes is replaced by zeros; only
//! what comes after everything that stays can disappear without a trace.

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
    /// A run that stays and may continue.
    open: Option<Region<IsomValue>>,
    /// What has been reported about bytes that belong to no sample.
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

    /// Bytes that go and are replaced by a value, if there is one, and zeros. `tell` lists what is in them; it is not
    /// called if they are like that already.
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
        // A value that is kept is also reported if it is already exactly what would be written.
        if !exact || head.as_ref().is_some_and(IsomValue::tells) {
            self.scan.find(tell(self.input)?);
        }
        if !exact && element == BmffElement::Unowned {
            self.scan.find(self.telemetry.within(self.input, span, "mdat")?);
        }
        self.scan.push(Region { fresh: head, exact, fixed: true, ..Region::new(span, FieldId::Bmff(element)) })
    }

    /// Bytes that stay, except for what a codec marked in them.
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

    /// A value that is rewritten in its place, followed by zeros; `fields` report everything that is lost.
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

    /// A box that goes: a `free` box takes its place. `free` boxes keep their type.
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

    /// The same for a box whose space can hold a metadata list with what is kept.
    pub(super) fn room(&mut self, gone: &BmffBox, element: BmffElement, full: bool, fields: Vec<Field>) -> Result<(), Error> {
        let kind = if element == BmffElement::Free { gone.kind } else { *b"free" };
        let room = Room { kind, size: gone.size, large: gone.large, len: gone.span.len };
        let list = MovieMetadata { kept: keep::read(&fields), full, room: Some(room) };
        let head = IsomValue::MovieMetadata(Box::new(list));
        self.blank(gone.span, element, Some(head), |_| Ok(fields))
    }

    /// The box of a spherical video.
    pub(super) fn spherical(&mut self, gone: &BmffBox, element: BmffElement, fields: Vec<Field>) -> Result<(), Error> {
        let head = IsomValue::Spherical { panorama: keep::panorama(&fields), size: gone.size };
        self.blank(gone.span, element, Some(head), |_| Ok(fields))
    }

    /// A metadata list after everything that stays.
    pub(super) fn list(&mut self, gone: &BmffBox, full: bool, fields: Vec<Field>) -> Result<(), Error> {
        let fresh = IsomValue::MovieMetadata(Box::new(MovieMetadata { kept: keep::read(&fields), full, room: None }));
        // After everything else, no zeros replace what goes, so the list must be the whole of it.
        let exact = is_blank(self.input, gone.span, Some(&fresh))? && fresh.compose().len() as u64 == gone.span.len;
        self.push(Region { fresh: Some(fresh), exact, ..Region::new(gone.span, FieldId::Bmff(element_of(gone))) }, fields)
    }

    /// A region with a value, as the format made it.
    pub(super) fn push(&mut self, region: Region<IsomValue>, fields: Vec<Field>) -> Result<(), Error> {
        self.flush()?;
        self.scan.find(fields);
        self.scan.push(region)
    }

    /// Bytes that go, and after which nothing stays.
    pub(super) fn gone(&mut self, span: Span, element: BmffElement, fields: Vec<Field>) -> Result<(), Error> {
        self.push(Region::new(span, FieldId::Bmff(element)), fields)
    }

    /// All regions.
    pub(super) fn finish(mut self) -> Result<Scan<IsomValue>, Error> {
        self.flush()?;
        Ok(self.scan)
    }

    /// What is to be said of what is laid out next.
    pub(super) fn say(&mut self, field: Field) -> Result<(), Error> {
        self.flush()?;
        self.scan.find([field]);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.open.take().map_or(Ok(()), |open| self.scan.push(open))
    }
}

/// Whether a span already holds a value followed by zeros.
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

/// The name of the field for a box of this type.
pub(super) const fn element_of(gone: &BmffBox) -> BmffElement {
    match &gone.kind {
        b"free" | b"skip" | b"wide" => BmffElement::Free,
        kind => BmffElement::Box(*kind),
    }
}

/// Where something in a box is.
pub(super) fn inside(path: &str, kind: [u8; 4]) -> String {
    let name = bmff::name(kind);
    if path.is_empty() { name } else { format!("{path}/{name}") }
}
