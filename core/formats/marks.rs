//! What codecs marked in all samples of a file, in file order, and as much of what it says as anybody wants to know.

use std::collections::BTreeMap;

use crate::base::{Error, Input, Limit, Place, Span, Unsupported};
use crate::blocks::{Found, exif};
use crate::codecs::{Mark, Stuffing};
use crate::model::{CodedElement, Field, FieldId, Value};

/// Most of them in one file: a message for each frame of more than two hours, at sixty frames a second.
const MOST: usize = 1 << 19;
/// Most of one kind whose content is reported.
const TOLD: u32 = 100;

/// How close to its beginning a block says what it is.
const NEAR: usize = 16;

/// What codecs marked.
#[derive(Debug, Default)]
pub(super) struct Marks {
    list: Vec<Marked>,
    /// How many of each kind were reported.
    told: BTreeMap<CodedElement, u32>,
}

/// What was marked, in its final form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) span: Span,
    pub(super) element: CodedElement,
    pub(super) stuffing: Stuffing,
    /// Whether the stuffing is already there.
    pub(super) exact: bool,
    /// What is reported about it; `None` if there were enough of its kind.
    pub(super) says: Option<Vec<(CodedElement, Value)>>,
}

impl Marks {
    /// Those found by a codec in one place, [in order](Self::in_order).
    pub(super) fn of(input: &Input<'_>, found: Vec<Mark>) -> Result<Self, Error> {
        let mut marks = Self::default();
        found.into_iter().try_for_each(|mark| marks.push(input, mark))?;
        marks.in_order()
    }

    /// Adds one.
    pub(super) fn push(&mut self, input: &Input<'_>, mark: Mark) -> Result<(), Error> {
        if mark.span.is_empty() {
            return Ok(());
        }
        if self.list.len() >= MOST {
            return Err(Error::limit(Limit::Elements, Place::at(mark.span.start)));
        }
        let exact = mark.stuffing.stands_in(input, mark.span)?;
        let told = self.told.entry(mark.element).or_default();
        let says = if exact || *told >= TOLD {
            None
        } else {
            *told = told.saturating_add(1);
            Some(mark.says)
        };
        self.list.push(Marked { span: mark.span, element: mark.element, stuffing: mark.stuffing, exact, says });
        Ok(())
    }

    /// In file order, each once: samples may be listed more than once.
    ///
    /// # Errors
    /// [`Unsupported::SharedSample`] if samples share some bytes, and something in them has to go.
    pub(super) fn in_order(mut self) -> Result<Self, Error> {
        self.list.sort_by_key(|marked| marked.span);
        self.list.dedup_by(|second, first| {
            second.span == first.span && second.stuffing == first.stuffing && second.element == first.element
        });
        let overlap = self.list.windows(2).find_map(|two| match two {
            [first, second] if second.span.start < first.span.end() => Some(second.span.start),
            _ => None,
        });
        match overlap {
            Some(at) => Err(Error::unsupported(Unsupported::SharedSample, Place::new(at, "mdat"))),
            None => Ok(self),
        }
    }

    /// The position of the first one that changes anything; `None` if there is none.
    pub(super) fn first(&self) -> Option<u64> {
        self.list.iter().find(|marked| !marked.exact).map(|marked| marked.span.start)
    }

    /// Those in a span, in order.
    pub(super) fn within(&self, span: Span) -> &[Marked] {
        let first = self.list.partition_point(|marked| marked.span.start < span.start);
        let behind = self.list.partition_point(|marked| marked.span.start < span.end());
        self.list.get(first..behind).unwrap_or_default()
    }
}

impl Marked {
    /// What is reported about it, as fields. A picture that is a frame has blocks like any other.
    pub(super) fn fields(&self, input: &Input<'_>, path: &str) -> Result<Vec<Field>, Error> {
        let Some(says) = &self.says else { return Ok(Vec::new()) };
        let place = || Place::new(self.span.start, path);
        let mut fields: Vec<Field> =
            says.iter().map(|(element, value)| Field::with(FieldId::Coded(*element), place(), value.clone())).collect();
        if self.element == CodedElement::FrameMetadata && self.span.len <= input.limits().block_bytes {
            // The type of a chunk comes before its data.
            let before = self.span.start.saturating_sub(4);
            let bytes = input.bytes(Span::between(before, self.span.end()))?;
            if let Some((at, block)) = exif_block(&bytes) {
                let start = before.saturating_add(at as u64);
                exif::read(block, &mut Found::new(start, &format!("{path}/Exif"), input.limits(), &mut fields));
            }
        }
        Ok(fields)
    }
}

/// An Exif block in a JPEG segment or a PNG chunk, and where it begins.
fn exif_block(bytes: &[u8]) -> Option<(usize, &[u8])> {
    const NAMES: [&[u8]; 2] = [b"Exif\0\0", b"eXIf"];
    let head = bytes.get(..NEAR).unwrap_or(bytes);
    NAMES.iter().find_map(|name| {
        let at = head.windows(name.len()).position(|here| here == *name)?.saturating_add(name.len());
        Some((at, bytes.get(at..)?))
    })
}

/// Bytes in their final form, according to what was marked in them; changes are reported.
pub(super) fn stuff(bytes: &mut [u8], marks: &[Mark], at: u64, fields: &mut Vec<Field>) {
    for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
        let range = usize::try_from(mark.span.start).ok().zip(usize::try_from(mark.span.end()).ok());
        let Some(place) = range.and_then(|(start, end)| bytes.get_mut(start..end)) else { continue };
        let before = place.to_vec();
        let (head, rest) = place.split_at_mut(mark.stuffing.head.len().min(place.len()));
        head.copy_from_slice(mark.stuffing.head.get(..head.len()).unwrap_or_default());
        rest.fill(mark.stuffing.fill);
        if before != place {
            let place = || Place::new(at.saturating_add(mark.span.start), "meta");
            if mark.says.iter().all(|(element, _)| *element != mark.element) {
                fields.push(Field::new(FieldId::Coded(mark.element), place()));
            }
            let field = |(element, value): &(_, Value)| Field::with(FieldId::Coded(*element), place(), value.clone());
            fields.extend(mark.says.iter().map(field));
        }
    }
}
