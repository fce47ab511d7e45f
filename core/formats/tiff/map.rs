//! What each byte of the file belongs to: a directory, a value, a picture, or nothing that stays.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow::{Break, Continue};

use super::value::TiffValue;
use crate::base::{Error, Input, Limit, Malformed, Place, Span, Spans};
use crate::codecs::jpeg;
use crate::containers::tiff::{Directory, Entry, File, Layout, kind};
use crate::formats::behind;
use crate::model::{Field, FieldId, FormatKind, Fresh, Leftover, Region, Scan, TiffElement};

use super::fraction::Fractions;
use super::kept::{FirstDirectory, Part};
use super::picture;
use super::strips::{Reach, STRIPS};
use crate::keep;

/// Collects what stays and what goes, and turns it into regions.
#[derive(Debug)]
pub(super) struct Map<'a> {
    input: &'a Input<'a>,
    header: Span,
    /// What is written afresh, by offset.
    fresh: BTreeMap<u64, Written>,
    values: Vec<(Span, Shared)>,
    /// Those of them that are written afresh.
    fractions: BTreeMap<Span, Fractions>,
    coded: Vec<Span>,
    /// What is written afresh inside a picture, by offset.
    strange: BTreeMap<u64, jpeg::Part>,
    /// What something that goes refers to.
    unreferenced: Vec<Span>,
    /// The revealing part of that: texts, and directories. It shares no byte with any value that stays.
    telling: Vec<Span>,
    /// Values that go, whatever their type.
    gone: Vec<Span>,
    previews: Vec<Span>,
    /// Whether something that is rewritten does not fit where it was.
    cramped: bool,
    fields: Vec<Field>,
    /// The first directory, if something can be kept in it, and whether its entries leave no unused bytes.
    first: Option<(FirstDirectory, bool)>,
}

/// What becomes of a value that stays if some of its bytes also belong to something that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    /// It stays: there is no room in it for anything else.
    Whatever,
    /// Its entry goes, by offset.
    Goes(u64),
    /// The file is refused.
    Never,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    span: Span,
    element: TiffElement,
    fresh: TiffValue,
    accounted: bool,
}

impl<'a> Map<'a> {
    pub(super) fn new(input: &'a Input<'a>, layout: Layout) -> Self {
        Self {
            input,
            header: Span::new(0, layout.header_len()),
            fresh: BTreeMap::new(),
            values: Vec::new(),
            fractions: BTreeMap::new(),
            coded: Vec::new(),
            strange: BTreeMap::new(),
            unreferenced: Vec::new(),
            telling: Vec::new(),
            gone: Vec::new(),
            previews: Vec::new(),
            cramped: false,
            fields: Vec::new(),
            first: None,
        }
    }

    /// What was found, each with its place in the file.
    pub(super) const fn fields(&mut self) -> &mut Vec<Field> {
        &mut self.fields
    }

    /// A value that stays: byte for byte, or as these fractions.
    pub(super) fn value(&mut self, span: Span, shared: Shared, plain: Option<Fractions>) {
        self.values.push((span, shared));
        self.fractions.extend(plain.map(|plain| (span, plain)));
    }

    /// The entries that have to go, by offset, because their values share a byte with something else.
    ///
    /// # Errors
    /// [`Malformed::Overlap`] if such a value cannot go.
    pub(super) fn clashing(&self) -> Result<Vec<u64>, Error> {
        let telling: Spans = self.telling.iter().chain(&self.previews).copied().collect();
        let gone = Spans::from(self.gone.clone());
        let coded = Spans::from(self.coded.clone());
        let fresh: Spans = self.fresh.values().map(|written| written.span).collect();
        let whole: BTreeSet<Span> = self.gone.iter().copied().collect();
        let mut clashing = Vec::new();
        let first = |spans: &Spans, span| spans.within(span).next().map(|run| run.start);
        for &(span, shared) in &self.values {
            // The same number may be used for two tags.
            let goes = first(&telling, span).or_else(|| first(&gone, span).filter(|_| !whole.contains(&span)));
            match (shared, goes) {
                (Shared::Whatever, _) | (Shared::Never, None) => {}
                (Shared::Never, Some(at)) => return Err(overlap(at)),
                (Shared::Goes(entry), goes) => {
                    if goes.or_else(|| first(&coded, span)).or_else(|| first(&fresh, span)).is_some() {
                        clashing.push(entry);
                    }
                }
            }
        }
        Ok(clashing)
    }

    /// Strips and tiles that stay.
    pub(super) fn coded(&mut self, spans: Vec<Span>) -> Result<(), Error> {
        if self.coded.len().saturating_add(spans.len()) > STRIPS {
            return Err(Error::limit(Limit::Elements, Place::at(self.header.end())));
        }
        self.coded.extend(spans);
        Ok(())
    }

    /// What is written afresh inside a picture that stays.
    pub(super) fn strange(&mut self, strange: Vec<jpeg::Part>) -> Result<(), Error> {
        for part in strange {
            let told = part.payload.filter(|_| !self.strange.contains_key(&part.span.start));
            if let Some(span) = told
                && !self.input.is_filled(span, 0)?
            {
                let value = crate::formats::regions::told(&self.input.bytes(Span::new(span.start, span.len.min(TOLD)))?);
                self.fields.push(Field::with(part.id.clone(), Place::new(span.start, "JPEG"), value));
            }
            match self.strange.insert(part.span.start, part.clone()) {
                // Pages can share a stream, but not one whose tables another one uses.
                Some(before) if before != part => return Err(overlap(part.span.start)),
                _ => {}
            }
        }
        Ok(())
    }

    /// A value that is written afresh. The same one may be requested twice.
    pub(super) fn fresh(&mut self, span: Span, element: TiffElement, fresh: TiffValue, accounted: bool) -> Result<(), Error> {
        let written = Written { span, element, fresh, accounted };
        match self.fresh.insert(span.start, written.clone()) {
            Some(before) if before != written => Err(overlap(span.start)),
            _ => Ok(()),
        }
    }

    /// Records that something does not fit where it was.
    pub(super) const fn cramped(&mut self) {
        self.cramped = true;
    }

    /// This many bytes for that, from a value that goes and shares none with anything that stays.
    pub(super) fn room(&self, len: u64) -> Option<Span> {
        let first = self.first.iter().map(|(first, _)| Span::new(first.start, first.layout.directory_len(first.room as u64)));
        let written = self.fresh.values().map(|written| written.span).chain(first).chain([self.header]);
        let taken: Spans = written.chain(self.coded.iter().copied()).chain(self.values.iter().map(|(span, _)| *span)).collect();
        let wide = self.gone.iter().filter(|span| span.len >= len).map(|span| Span::new(span.start, len));
        wide.into_iter().find(|span| self.cramped && taken.within(*span).next().is_none())
    }

    /// The first directory, with room for what is kept.
    pub(super) fn first(&mut self, directory: FirstDirectory, tidy: bool) {
        self.first = Some((directory, tidy));
    }

    pub(super) fn has_fresh(&self, span: Span) -> bool {
        self.fresh.get(&span.start).is_some_and(|written| written.span == span)
    }

    /// Bytes that belong to something that goes, unless something that stays needs them.
    pub(super) fn unreferenced(&mut self, span: Span) {
        self.unreferenced.push(span);
    }

    /// A directory that goes.
    pub(super) fn gone(&mut self, directory: &Directory) {
        self.unreferenced.push(directory.span);
        self.telling.push(directory.span);
    }

    /// Values of entries that go.
    pub(super) fn forget(&mut self, entries: &[Entry]) {
        for (entry, span) in entries.iter().filter(|entry| !entry.inline).filter_map(|entry| Some((entry, entry.value?))) {
            self.unreferenced.push(span);
            self.gone.push(span);
            // A text overlapping a value that stays would stay with it.
            if matches!(entry.kind, kind::ASCII | kind::UTF8) {
                self.telling.push(span);
            }
        }
    }

    /// Strips and tiles of a picture that goes.
    pub(super) fn forget_picture(&mut self, file: &File, directory: &Directory) {
        // What cannot be read owns nothing that could be named, and goes as unknown bytes.
        if picture::is_picture(directory)
            && let Ok(picture) = picture::read(self.input, file, directory, Reach::Listed)
            && self.previews.len().saturating_add(picture.coded.len()) <= STRIPS
        {
            self.previews.extend(picture.coded);
        }
    }

    /// Regions over the whole file.
    pub(super) fn describe(mut self, format: FormatKind) -> Result<Scan<TiffValue>, Error> {
        let coded = Spans::from(std::mem::take(&mut self.coded));
        let mut known = Spans::from(std::mem::take(&mut self.unreferenced));
        let fractions = std::mem::take(&mut self.fractions);
        let values = std::mem::take(&mut self.values).into_iter().map(|(span, _)| span);
        let values: Spans = values.filter(|span| !fractions.contains_key(span)).collect();
        // Such a byte would have to both stay and go.
        if let Some(at) = coded.meets(&known) {
            return Err(overlap(at));
        }
        // Only after the check, because strips that a preview shares with the picture stay.
        known.extend(std::mem::take(&mut self.previews));
        let mut pieces: Vec<(Span, Piece)> = vec![(self.header, Piece::Stays(TiffElement::Header))];
        pieces.extend(values.into_iter().map(|span| (span, Piece::Stays(TiffElement::Value))));
        pieces.extend(fractions.into_iter().map(|(span, Fractions { bytes, same })| {
            let (element, fresh) = (TiffElement::Fractions, TiffValue::Bytes(bytes));
            (span, Piece::Written(Written { span, element, fresh, accounted: same }))
        }));
        pieces.extend(self.cut(&coded));
        pieces.extend(std::mem::take(&mut self.fresh).into_values().map(|written| (written.span, Piece::Written(written))));
        let first = self.first.take().map(|(first, tidy)| (self.placed(first, &pieces), tidy));
        for (span, part, accounted) in
            first.iter().flat_map(|((first, rest), tidy)| [(first.head(), Part::Head, *tidy), (*rest, Part::Rest, true)])
        {
            let fresh = first.as_ref().map(|((first, _), _)| TiffValue::part(first, part)).unwrap_or(TiffValue::Continued);
            pieces.push((span, Piece::Written(Written { span, element: TiffElement::Directory, fresh, accounted })));
        }
        pieces.sort_by_key(|(span, _)| *span);
        // They are taken from the end, so the first has to be last.
        self.fields.sort_by_key(|field| field.place.at);
        self.fields.reverse();
        let mut scan = Scan::new(format, self.input.len(), self.input.limits());
        let mut at = 0;
        let last = pieces.last().map_or(0, |(span, _)| span.start);
        for (span, piece) in pieces {
            if span.start < at {
                return Err(overlap(span.start));
            }
            self.gap(Span::between(at, span.start), &known, &mut scan)?;
            self.push(span, piece, span.start < last, &mut scan)?;
            at = span.end();
        }
        let behind = Span::between(at, self.input.len());
        let Some(((first, _), _)) = first else {
            self.tail(behind, &known, &mut scan)?;
            return Ok(scan);
        };
        // If nothing is kept, its place would be after everything.
        let tail = if first.kept.is_empty() { Span::new(behind.end(), 0) } else { behind };
        self.tail(Span::between(at, tail.start), &known, &mut scan)?;
        let fresh = TiffValue::part(&first, Part::Tail);
        let region = Region::new(tail, FieldId::Tiff(TiffElement::Directory)).accounted();
        self.push_region(Region { fresh: Some(fresh), exact: true, ..region }, &mut scan)?;
        Ok(scan)
    }

    /// The first directory among other pieces, with what is kept in it, if it is exactly as it would be written; and
    /// the span of its rest.
    fn placed(&self, mut first: FirstDirectory, pieces: &[(Span, Piece)]) -> (FirstDirectory, Span) {
        let head = first.head();
        let next = pieces.iter().map(|(span, _)| span.start).filter(|start| *start >= head.end()).min();
        let whole = Span::new(first.start, first.layout.directory_len(first.room as u64));
        let rest = Span::between(head.end(), whole.end().min(next.unwrap_or(whole.end())).min(self.input.len()));
        let spare = rest.len.checked_div(first.layout.entry_len()).and_then(|spare| usize::try_from(spare).ok()).unwrap_or(0);
        first.room = first.room.min(first.entries.len().saturating_add(spare));
        first.end = pieces.iter().map(|(span, _)| span.end()).max().unwrap_or(0);
        let found = first.found(self.input, &keep::read(&self.fields));
        (found.unwrap_or(first), rest)
    }

    /// Pictures without what is written afresh inside them.
    fn cut(&self, coded: &Spans) -> Vec<(Span, Piece)> {
        let mut pieces = Vec::new();
        for span in coded.iter() {
            let strange = || self.strange.range(span.start..span.end()).map(|(_, strange)| strange);
            let gone: Spans = strange().map(|part| part.span).collect();
            pieces.extend(gone.gaps(span).map(|span| (span, Piece::Stays(TiffElement::Picture))));
            pieces.extend(strange().map(|part| (part.span, Piece::Strange(part.clone()))));
        }
        pieces
    }

    fn push(&mut self, span: Span, piece: Piece, follows: bool, scan: &mut Scan<TiffValue>) -> Result<(), Error> {
        let region = match piece {
            Piece::Stays(element) => Region::new(span, FieldId::Tiff(element)),
            Piece::Strange(jpeg::Part { id, bytes, used, accounted, .. }) => {
                let (head, rest) = (
                    Span::new(span.start, bytes.len() as u64),
                    Span::between(span.start.saturating_add(bytes.len() as u64), span.end()),
                );
                let exact = *self.input.bytes(head)? == *bytes && self.input.is_filled(rest, 0)?;
                let value = if used { TiffValue::Bytes(bytes) } else { TiffValue::Skipped(bytes) };
                let fresh = Some(value).filter(|_| !head.is_empty());
                Region { fresh, fixed: true, exact, accounted, ..Region::new(span, id) }
            }
            // Something that stays follows: there must be zeros here if nothing is kept.
            Piece::Written(Written { fresh: fresh @ TiffValue::FirstDirectory(_, Part::Rest), accounted, .. }) if follows => {
                let bytes = fresh.compose();
                let (there, behind) = (Span::new(span.start, bytes.len() as u64), span.start.saturating_add(bytes.len() as u64));
                let exact = *self.input.bytes(there)? == *bytes && self.input.is_filled(Span::between(behind, span.end()), 0)?;
                Region {
                    fresh: Some(fresh),
                    exact,
                    accounted,
                    fixed: true,
                    ..Region::new(span, FieldId::Tiff(TiffElement::Directory))
                }
            }
            Piece::Written(Written { element, fresh, accounted, .. }) => {
                let exact = *self.input.bytes(span)? == *fresh.compose();
                Region { fresh: Some(fresh), exact, accounted, ..Region::new(span, FieldId::Tiff(element)) }
            }
        };
        self.push_region(region, scan)
    }

    /// Pushes a region with the fields located in it.
    fn push_region(&mut self, region: Region<TiffValue>, scan: &mut Scan<TiffValue>) -> Result<(), Error> {
        while let Some(field) = self.fields.pop_if(|field| field.place.at < region.span.end()) {
            scan.find([field]);
        }
        scan.push(region)
    }

    /// Bytes between things that stay: they become zeros.
    fn gap(&mut self, span: Span, known: &Spans, scan: &mut Scan<TiffValue>) -> Result<(), Error> {
        if span.is_empty() {
            return Ok(());
        }
        let exact = self.input.is_filled(span, 0)?;
        if !exact {
            self.unknown(span, known, scan)?;
        }
        let id = FieldId::Tiff(TiffElement::Unreferenced);
        self.push_region(Region { fixed: true, exact, accounted: true, ..Region::new(span, id) }, scan)
    }

    /// Bytes after everything that stays.
    fn tail(&mut self, span: Span, known: &Spans, scan: &mut Scan<TiffValue>) -> Result<(), Error> {
        let reached = known.end().clamp(span.start, span.end());
        let referenced = Span::between(span.start, reached);
        if !referenced.is_empty() {
            self.unknown(referenced, known, scan)?;
            self.push_region(Region::new(referenced, FieldId::Tiff(TiffElement::Unreferenced)).accounted(), scan)?;
        }
        behind::push(self.input, Span::between(referenced.end(), span.end()), scan)
    }

    /// Reports the first bytes that nothing refers to.
    fn unknown(&self, span: Span, known: &Spans, scan: &mut Scan<TiffValue>) -> Result<(), Error> {
        for free in known.gaps(span) {
            if let Some(start) = first_set(self.input, free)? {
                let shown = Span::new(start, free.end().saturating_sub(start).min(TOLD));
                let value = crate::formats::regions::told(&self.input.bytes(shown)?);
                scan.find([Field::with(FieldId::Leftover(Leftover::Between), Place::at(start), value)]);
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Most bytes of something unknown that are shown.
const TOLD: u64 = 4096;

enum Piece {
    Stays(TiffElement),
    Strange(jpeg::Part),
    Written(Written),
}

fn overlap(at: u64) -> Error {
    Error::malformed(Malformed::Overlap, Place::at(at))
}

/// Offset of the first byte that is not zero.
fn first_set(input: &Input<'_>, span: Span) -> Result<Option<u64>, Error> {
    input.stream(span, |base, piece| match piece.iter().position(|&byte| byte != 0) {
        Some(at) => Break(base.saturating_add(at as u64)),
        None => Continue(()),
    })
}
