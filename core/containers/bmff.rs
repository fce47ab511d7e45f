//! Walks the boxes of ISO base media files (ISO/IEC 14496-12, 4.2) and of QuickTime movies. Yields spans and names, and
//! never reads the content of a box.

mod entries;

pub use entries::Entries;

use crate::base::{Error, Input, Limit, Malformed, Place, Span};

/// Length of size and type.
pub const HEADER_LEN: u64 = 8;
/// The same with a 64-bit size.
pub const LARGE_HEADER_LEN: u64 = 16;
/// Version and flags of a full box.
pub const FULL_LEN: u64 = 4;

/// A box, according to its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BmffBox {
    /// The whole box.
    pub span: Span,
    /// Type.
    pub kind: [u8; 4],
    /// Size as written: 1 if the large one counts, 0 for everything up to the end of the file.
    pub size: u32,
    /// Size in 64 bits, if there is one.
    pub large: Option<u64>,
}

impl BmffBox {
    /// Size and type.
    #[must_use]
    pub const fn header(&self) -> Span {
        Span::new(self.span.start, if self.large.is_some() { LARGE_HEADER_LEN } else { HEADER_LEN })
    }

    /// What follows the header.
    #[must_use]
    pub const fn body(&self) -> Span {
        Span::between(self.header().end(), self.span.end())
    }

    /// The body from `offset` on; empty if it is shorter.
    #[must_use]
    pub const fn body_from(&self, offset: u64) -> Span {
        Span::between(self.body().start.saturating_add(offset), self.span.end())
    }

    /// The type in readable form.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.kind)
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::new(self.span.start, self.name())
    }
}

/// A type in readable form: Apple's begin with the copyright sign of Mac OS Roman, and some are numbers.
#[must_use]
pub fn name(kind: [u8; 4]) -> String {
    if kind.first() == Some(&0) {
        return u32::from_be_bytes(kind).to_string();
    }
    kind.iter().map(|&byte| if byte == 0xA9 { '©' } else { char::from(byte) }).collect()
}

/// Writes a header.
#[must_use]
pub fn compose_header(kind: [u8; 4], size: u32, large: Option<u64>) -> Vec<u8> {
    let mut header = [size.to_be_bytes(), kind].concat();
    header.extend(large.iter().flat_map(|large| large.to_be_bytes()));
    header
}

/// Writes a box.
#[must_use]
pub fn compose(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    append(&mut whole, kind, |to| to.extend(body));
    whole
}

/// Appends a box with a body appended by `write`.
pub fn append(to: &mut Vec<u8>, kind: [u8; 4], write: impl FnOnce(&mut Vec<u8>)) {
    let start = to.len();
    to.extend([0; 4]);
    to.extend(kind);
    write(to);
    let size = u32::try_from(to.len().saturating_sub(start)).unwrap_or(u32::MAX);
    if let Some(field) = to.get_mut(start..).and_then(|whole| whole.first_chunk_mut()) {
        *field = size.to_be_bytes();
    }
}

/// Appends a box of zeros that is `len` bytes long, but at least eight.
pub fn append_blank(to: &mut Vec<u8>, kind: [u8; 4], len: usize) {
    let end = to.len().saturating_add(len);
    append(to, kind, |to| to.resize(end.max(to.len()), 0));
}

/// Consecutive boxes.
#[derive(Debug, Clone)]
pub struct Boxes {
    /// In order, without a gap.
    pub list: Vec<BmffBox>,
    /// What follows the last one and is not a box: QuickTime ends some lists with 32 zero bits.
    pub rest: Span,
}

impl Boxes {
    /// The boxes of a type.
    pub fn all(&self, kind: [u8; 4]) -> impl Iterator<Item = &BmffBox> {
        self.list.iter().filter(move |inner| inner.kind == kind)
    }

    /// The only box of a type.
    ///
    /// # Errors
    /// [`Malformed::SecondBox`] if there are two: readers do not agree on which one counts.
    pub fn only(&self, kind: [u8; 4]) -> Result<Option<&BmffBox>, Error> {
        let mut all = self.all(kind);
        let first = all.next();
        match all.next() {
            Some(second) => Err(Error::malformed(Malformed::SecondBox, second.place())),
            None => Ok(first),
        }
    }
}

/// The boxes at the top level of a file. The rest begins where no box can be made out.
///
/// # Errors
/// [`Malformed::CutOff`] for a box with one of the `known` types that is longer than the file; [`Limit::Elements`].
pub fn top(input: &Input<'_>, known: &[[u8; 4]]) -> Result<Boxes, Error> {
    let file = Span::new(0, input.len());
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(next) = header(input, Span::between(at, file.end()))? {
        let to_end = next.size == 0;
        // Zeros are padding, not a box without a type that extends to the end of the file.
        if to_end && next.kind == [0; 4] {
            break;
        }
        let span = if to_end { Span::between(at, file.end()) } else { next.span };
        if span.end() > file.end() {
            // A known type is not there by chance. Other bytes are not a box, but the rest.
            if known.contains(&next.kind) {
                return Err(Error::malformed(Malformed::CutOff, Place::new(file.end(), next.name())));
            }
            break;
        }
        if span.len < next.header().len {
            break;
        }
        push(&mut list, BmffBox { span, ..next }, input)?;
        at = span.end();
    }
    Ok(Boxes { list, rest: Span::between(at, file.end()) })
}

/// The boxes in part of another box.
///
/// # Errors
/// [`Malformed::BoxSize`] for one that is longer than its parent, or shorter than its header; [`Limit::Elements`].
pub fn boxes(input: &Input<'_>, within: Span) -> Result<Boxes, Error> {
    let found = boxes_as_far(input, within)?;
    match header(input, found.rest)? {
        // In QuickTime, a size of zero ends a list.
        Some(wrong) if wrong.size != 0 => Err(Error::malformed(Malformed::BoxSize, wrong.place())),
        _ => Ok(found),
    }
}

/// The boxes in part of another box, as far as boxes can be made out: old writers left other things after them.
///
/// # Errors
/// [`Limit::Elements`].
pub fn boxes_as_far(input: &Input<'_>, within: Span) -> Result<Boxes, Error> {
    let mut list = Vec::new();
    let mut at = within.start;
    while let Some(next) = header(input, Span::between(at, within.end()))? {
        // 0 means up to the end of the file only at its top level (ISO/IEC 14496-12, 4.2).
        if next.size == 0 || next.span.end() > within.end() || next.span.len < next.header().len {
            break;
        }
        push(&mut list, next, input)?;
        at = next.span.end();
    }
    Ok(Boxes { list, rest: Span::between(at, within.end()) })
}

fn push(list: &mut Vec<BmffBox>, next: BmffBox, input: &Input<'_>) -> Result<(), Error> {
    if list.len() >= input.limits().elements {
        return Err(Error::limit(Limit::Elements, next.place()));
    }
    list.push(next);
    Ok(())
}

/// The header at the beginning of a span; `None` if there is no room for one. The size is not checked.
fn header(input: &Input<'_>, within: Span) -> Result<Option<BmffBox>, Error> {
    if within.len < HEADER_LEN {
        return Ok(None);
    }
    let [a, b, c, d, kind @ ..] = input.array::<8>(within.start)?;
    let size = u32::from_be_bytes([a, b, c, d]);
    let large = match size {
        1 if within.len >= LARGE_HEADER_LEN => {
            Some(u64::from_be_bytes(input.array::<8>(within.start.saturating_add(HEADER_LEN))?))
        }
        1 => return Ok(None),
        _ => None,
    };
    let span = Span::new(within.start, large.unwrap_or_else(|| u64::from(size)));
    Ok(Some(BmffBox { span, kind, size, large }))
}

#[cfg(test)]
mod tests;
