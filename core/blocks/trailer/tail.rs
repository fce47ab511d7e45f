//! A span that may end with a trailer, and what has been read of it.

use std::borrow::Cow;

use super::super::Found;
use crate::base::{ByteOrder, Cursor, Error, Input, Place, Span, Spans};
use crate::model::{Field, FieldId, Leftover, Value};

/// A span that may end with a trailer.
pub(super) struct Tail<'a, 'i> {
    pub(super) input: &'a Input<'i>,
    pub(super) span: Span,
    name: &'static str,
    fields: Vec<Field>,
    /// What was read, or told.
    read: Vec<Span>,
}

impl<'a, 'i> Tail<'a, 'i> {
    pub(super) const fn new(input: &'a Input<'i>, span: Span, name: &'static str) -> Self {
        Self { input, span, name, fields: Vec::new(), read: Vec::new() }
    }

    /// Bytes of the span; nothing where they are not wholly in it, or too many to be read at once.
    pub(super) fn bytes(&self, wanted: Span) -> Result<Option<Cow<'i, [u8]>>, Error> {
        if wanted.start < self.span.start || wanted.end() > self.span.end() {
            return Ok(None);
        }
        match self.input.bytes(wanted) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Error::Limit { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The last `len` bytes before `end`.
    pub(super) fn before(&self, end: u64, len: u64) -> Result<Option<Cow<'i, [u8]>>, Error> {
        match end.checked_sub(len) {
            Some(start) => self.bytes(Span::new(start, len)),
            None => Ok(None),
        }
    }

    /// Says that these bytes were read: headers, or what fields tell of.
    pub(super) fn know(&mut self, span: Span) {
        self.read.push(span);
    }

    /// For a block at this offset, which is said to be read; `len` bytes of it.
    pub(super) fn block(&mut self, span: Span, name: &str) -> Found<'_> {
        self.know(span);
        let path = if name.is_empty() { self.name.to_owned() } else { format!("{}/{name}", self.name) };
        Found::new(span.start, &path, self.input.limits(), &mut self.fields)
    }

    /// Says a value by the name that it has in the trailer.
    pub(super) fn say(&mut self, span: Span, name: &str, value: Value) {
        self.block(span, "").push(0, "", FieldId::Named(name.to_owned()), value);
    }

    /// What the trailer says, and what of it nobody read.
    pub(super) fn told(self, trailer: Span) -> Result<Vec<Field>, Error> {
        let Self { input, name, mut fields, read, .. } = self;
        for gap in Spans::from(read).gaps(trailer) {
            if !input.is_filled(gap, 0)? {
                let id = FieldId::Leftover(Leftover::Unread);
                fields.push(Field::with(id, Place::new(gap.start, name), Value::Bytes(gap.len)));
            }
        }
        Ok(fields)
    }
}

/// A text that can be read: no signs that steer, and none of another coding.
pub(super) fn text(bytes: &[u8]) -> Option<Value> {
    let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1));
    let text = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let plain = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    (plain && !text.trim().is_empty()).then(|| super::super::text(text.as_bytes()))
}

/// A number of four bytes at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize, order: ByteOrder) -> Option<u32> {
    Cursor::starting_at(bytes, at, order).u32()
}
