//! Reads tables of entries with the same length, one piece at a time: a table can be larger than we want to hold in
//! memory.

use std::borrow::Cow;

use crate::base::{Error, Input, Span};

/// Bytes read at once, apart from an incomplete entry.
const PIECE: u64 = 64 << 10;

/// The `N`-byte entries in a span, in order. Anything left at the end is not an entry.
#[derive(Debug)]
pub struct Entries<'i, 'a, const N: usize> {
    input: &'i Input<'a>,
    left: Span,
    piece: Cow<'a, [u8]>,
    used: usize,
}

impl<'i, 'a, const N: usize> Entries<'i, 'a, N> {
    /// Reads the table in a span.
    #[must_use]
    pub const fn new(input: &'i Input<'a>, table: Span) -> Self {
        Self { input, left: table, piece: Cow::Borrowed(&[]), used: 0 }
    }

    /// The next entry.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn read(&mut self) -> Result<Option<[u8; N]>, Error> {
        if self.used >= self.piece.len() {
            let whole = PIECE.checked_div(N as u64).unwrap_or(1).saturating_mul(N as u64);
            let rest = self.left.len.checked_rem(N as u64).unwrap_or(0);
            let len = whole.min(self.left.len.saturating_sub(rest));
            if len == 0 {
                return Ok(None);
            }
            self.piece = self.input.bytes(Span::new(self.left.start, len))?;
            self.left = Span::between(self.left.start.saturating_add(len), self.left.end());
            self.used = 0;
        }
        let entry = self.piece.get(self.used..).and_then(|rest| rest.first_chunk()).copied();
        self.used = self.used.saturating_add(N);
        Ok(entry)
    }
}
