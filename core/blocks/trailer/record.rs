//! A record with a name but no form: a picture, JSON, a text, or bytes that nobody reads.

use super::super::json;
use super::picture;
use super::tail::{Tail, text};
use crate::base::{Error, Span};
use crate::model::Value;

/// Reports a record by its name.
pub(super) fn read(tail: &mut Tail<'_, '_>, span: Span, name: &str) -> Result<(), Error> {
    let Some(bytes) = tail.bytes(span)? else { return Ok(()) };
    if picture::read(tail, span, name)? || json::read(bytes.trim_ascii(), name, &mut tail.block(span, "")) {
        return Ok(());
    }
    let value = text(&bytes).unwrap_or(Value::Bytes(span.len));
    tail.say(span, name, value);
    Ok(())
}
