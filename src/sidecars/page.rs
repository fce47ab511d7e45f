//! The page of `untrace report`, which tells more than any photo that lies beside it. It is known by its mark, whatever it
//! is called, and is never copied.

/// Who made it, as the page itself says.
pub const GENERATOR: &str = "untrace report";

/// Whether a file that begins so is such a page.
#[must_use]
pub fn is_page(head: &[u8]) -> bool {
    let mark = format!("<meta name=\"generator\" content=\"{GENERATOR}\"");
    head.trim_ascii_start().starts_with(b"<!") && memchr::memmem::find(head, mark.as_bytes()).is_some()
}
