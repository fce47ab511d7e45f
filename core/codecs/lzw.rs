//! Where LZW data end, in the forms of TIFF (TIFF 6.0, section 13), its older writers and GIF (GIF89a, appendix F):
//! with the code that yields the last byte requested, and the end of information after it. Only the lengths of codes
//! are followed, never their bytes.

mod codes;

use codes::Codes;

/// Bits of the longest codes.
const LONGEST: u32 = 12;
/// How many of them there are.
const MOST: usize = 1 << LONGEST;

/// How codes are arranged in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Bits of an unpacked byte: GIF's minimum code size, 8 in TIFF.
    pub literal: u32,
    /// Whether the first bit of a code is the least significant of a byte.
    pub least_first: bool,
    /// Whether codes grow one code earlier than necessary (TIFF 6.0).
    pub early: bool,
}

impl Form {
    /// The form in TIFF 6.0.
    pub const TIFF: Self = Self { literal: 8, least_first: false, early: true };
    /// The form in TIFF before that (libtiff's "old-style").
    pub const OLD_TIFF: Self = Self { literal: 8, least_first: true, early: false };

    /// The form of a strip or tile, determined as in libtiff: by the first code, which clears the table.
    #[must_use]
    pub fn of_tiff(bytes: &[u8]) -> Self {
        match bytes {
            [0, second, ..] if second & 1 == 1 => Self::OLD_TIFF,
            _ => Self::TIFF,
        }
    }

    /// The form of a GIF picture, from its minimum code size; `None` for a size that no decoder accepts.
    #[must_use]
    pub const fn of_gif(minimum: u8) -> Option<Self> {
        match minimum {
            1..=11 => Some(Self { literal: minimum as u32, least_first: true, early: false }),
            _ => None,
        }
    }

    const fn clear(self) -> usize {
        1 << self.literal
    }

    const fn end_of_information(self) -> usize {
        self.clear().saturating_add(1)
    }
}

/// The lengths of what the codes stand for, as far as known.
struct Table {
    form: Form,
    lengths: Vec<u32>,
    /// Length of what the last code stands for; 0 after the one that clears the table.
    last: u32,
    /// Bits of the next code.
    width: u32,
}

impl Table {
    fn new(form: Form) -> Self {
        let mut table = Self { form, lengths: Vec::with_capacity(MOST), last: 0, width: 0 };
        table.clear();
        table
    }

    fn clear(&mut self) {
        self.lengths.clear();
        self.lengths.resize(self.form.end_of_information().saturating_add(1), 1);
        self.last = 0;
        self.width = self.form.literal.saturating_add(1);
    }

    /// The length of what a code stands for, unless it is one of the two special ones; `None` for one without meaning.
    fn take(&mut self, code: usize) -> Option<u32> {
        let next = self.last.saturating_add(1);
        let len = match self.lengths.get(code) {
            Some(&len) => len,
            // What the last code stood for, followed by its first byte again.
            None if code == self.lengths.len() && self.last > 0 => next,
            None => return None,
        };
        // A full table stays as it is.
        if self.last > 0 && self.lengths.len() < MOST {
            self.lengths.push(next);
            let grown = self.lengths.len().saturating_add(usize::from(self.form.early)) >= 1 << self.width;
            self.width = self.width.saturating_add(u32::from(grown)).min(LONGEST);
        }
        self.last = len;
        Some(len)
    }
}

/// At which byte the data of a picture, strip or tile end that decode to this many bytes; `None` if a code has no
/// meaning. Data that run out earlier are read completely; those that mark their end are read no further.
#[must_use]
pub fn end(bytes: &[u8], form: Form, decoded: u64) -> Option<usize> {
    Some(match reach(bytes, form, decoded, |_| ())? {
        Reached::All(codes, table) => closed(codes, &table),
        Reached::End(codes) => codes.end(),
        Reached::Nothing => bytes.len(),
    })
}

/// Whether data decode to at least this many bytes.
#[must_use]
pub fn is_whole(bytes: &[u8], form: Form, decoded: u64) -> bool {
    matches!(reach(bytes, form, decoded, |_| ()), Some(Reached::All(..)))
}

/// Which bytes data consist of that decode to this many; `None` if they are fewer, or a code has no meaning. What a code
/// stands for consists of bytes that had codes of their own before.
#[must_use]
pub fn bytes_in(bytes: &[u8], form: Form, decoded: u64) -> Option<[bool; 256]> {
    let mut there = [false; 256];
    let literal = |code: usize| {
        if let Some(there) = there.get_mut(code).filter(|_| code < form.clear()) {
            *there = true;
        }
    };
    matches!(reach(bytes, form, decoded, literal)?, Reached::All(..)).then_some(there)
}

/// How far data extend.
enum Reached<'a> {
    /// Everything requested.
    All(Codes<'a>, Table),
    /// They mark an earlier end.
    End(Codes<'a>),
    /// They run out earlier.
    Nothing,
}

/// Reads codes until they stand for this many bytes, and passes each but the special ones to `visit`.
fn reach(bytes: &[u8], form: Form, decoded: u64, mut visit: impl FnMut(usize)) -> Option<Reached<'_>> {
    let (mut codes, mut table) = (Codes::new(bytes, form.least_first), Table::new(form));
    let mut left = decoded;
    while left > 0 {
        let Some(code) = codes.take(table.width) else { return Some(Reached::Nothing) };
        if code == form.end_of_information() {
            return Some(Reached::End(codes));
        }
        if code == form.clear() {
            table.clear();
        } else {
            visit(code);
            left = left.saturating_sub(table.take(code)?.into());
        }
    }
    Some(Reached::All(codes, table))
}

/// The end of information after the last code, and a clear code before it, belong to the data. Some writers forget that
/// codes have just grown.
fn closed(codes: Codes<'_>, table: &Table) -> usize {
    let form = table.form;
    let closing = |mut codes: Codes<'_>, width| (codes.take(width) == Some(form.end_of_information())).then(|| codes.end());
    let cleared = |mut codes: Codes<'_>, width| {
        let cleared = codes.take(width) == Some(form.clear());
        cleared.then(|| closing(codes, form.literal.saturating_add(1)).unwrap_or_else(|| codes.end()))
    };
    let shorter = table.width.saturating_sub(1);
    let grown = (table.lengths.len().saturating_add(usize::from(form.early))) == 1 << shorter;
    closing(codes, table.width)
        .or_else(|| cleared(codes, table.width))
        .or_else(|| closing(codes, shorter).filter(|_| grown))
        .unwrap_or_else(|| codes.end())
}

#[cfg(test)]
mod tests;
