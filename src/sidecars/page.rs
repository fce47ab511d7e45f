//! The page of `untrace report`, which says more than any photo next to it. It is recognised by its mark, whatever it
//! is called, and is never copied.

/// What made it, as the page itself says.
pub const GENERATOR: &str = "untrace report";

/// Whether a file that begins like this is such a page.
#[must_use]
pub fn is_page(head: &[u8]) -> bool {
    let mark = format!("<meta name=\"generator\" content=\"{GENERATOR}\"");
    head.trim_ascii_start().starts_with(b"<!") && memchr::memmem::find(head, mark.as_bytes()).is_some()
}
