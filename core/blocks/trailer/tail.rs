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
    /// What was read, or reported.
    read: Vec<Span>,
}

impl<'a, 'i> Tail<'a, 'i> {
    pub(super) const fn new(input: &'a Input<'i>, span: Span, name: &'static str) -> Self {
        Self { input, span, name, fields: Vec::new(), read: Vec::new() }
    }

    /// Bytes of the span; `None` if they are not completely inside it, or too many to read at once.
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

    /// Marks these bytes as read: headers, or what fields are about.
    pub(super) fn know(&mut self, span: Span) {
        self.read.push(span);
    }

    /// For a block of `len` bytes at this offset, which counts as read.
    pub(super) fn block(&mut self, span: Span, name: &str) -> Found<'_> {
        self.know(span);
        let path = if name.is_empty() { self.name.to_owned() } else { format!("{}/{name}", self.name) };
        Found::new(span.start, &path, self.input.limits(), &mut self.fields)
    }

    /// Reports a value by its name in the trailer.
    pub(super) fn say(&mut self, span: Span, name: &str, value: Value) {
        self.block(span, "").push(0, "", FieldId::Named(name.to_owned()), value);
    }

    /// What the trailer says, and the part of it that was not read.
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

/// A readable text: no control characters, and none from a different encoding.
pub(super) fn text(bytes: &[u8]) -> Option<Value> {
    let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1));
    let text = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let plain = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    (plain && !text.trim().is_empty()).then(|| super::super::text(text.as_bytes()))
}

/// A four-byte number at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize, order: ByteOrder) -> Option<u32> {
    Cursor::starting_at(bytes, at, order).u32()
}
