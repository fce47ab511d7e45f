//! Google Takeout's JSON, and any other: every value with the path of its names.

use super::say::{moment, say};
use untrace_core::base::Moment;
use untrace_core::blocks::{Found, json};
use untrace_core::model::{FieldId, SidecarKind};

/// Lists the values of a file; `None` if it is not JSON, or says nothing at all, which Takeout's never does.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?;
    walk(text, SidecarKind::Takeout, "", found).filter(|&values| values > 0).map(|_| ())
}

/// Lists the values of a text, their paths after `prefix`; returns how many there are.
pub(super) fn walk(text: &str, kind: SidecarKind, prefix: &str, found: &mut Found<'_>) -> Option<usize> {
    json::walk(text, prefix, found.limits().fields, &mut |path, text| {
        // Takeout counts in seconds since 1970.
        let seconds = text.parse().ok().filter(|_| path.ends_with("/timestamp"));
        match moment(seconds.and_then(Moment::of_unix)) {
            Some(value) => found.push(0, "", FieldId::Sidecar(kind, path.to_owned()), value),
            None => say(found, 0, kind, path, text),
        }
    })
}
