//! The result of sniffing.

use crate::model::FormatKind;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// A format that can be cleaned.
    Format(FormatKind),
    /// A photo or video that cannot be cleaned yet; its name.
    Unsupported(&'static str),
    /// Not known as a photo or video.
    Unknown,
}
