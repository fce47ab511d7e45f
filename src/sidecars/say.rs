//! What the readers of such files share.

use untrace_core::base::{Moment, Span};
use untrace_core::blocks::{self, Found};
use untrace_core::model::{FieldId, SidecarKind, Value};

/// Says a text, even an empty one, because its name may say something.
pub(super) fn say(found: &mut Found<'_>, at: usize, kind: SidecarKind, path: &str, text: &str) {
    found.push(at, "", FieldId::Sidecar(kind, path.to_owned()), Value::Text(blocks::beginning(text.trim()).to_owned()));
}

/// The bytes of a span that a file declares in 32 bits.
pub(super) fn declared(bytes: &[u8], start: u32, len: u32) -> Option<&[u8]> {
    let span = Span::new(u64::from(start), u64::from(len));
    bytes.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}

/// A moment as a value; `None` if no calendar reaches that far.
pub(super) fn moment(moment: Option<Moment>) -> Option<Value> {
    moment.map(|moment| Value::Moment { moment, raw: Vec::new() })
}
