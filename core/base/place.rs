//! Where in a file something is.

use std::fmt;

/// Where in a file something was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Absolute byte offset.
    pub at: u64,
    /// Names of the enclosing elements, in the standard's words: `APP1/Exif/GPS`. May be empty.
    pub path: String,
}

impl Place {
    /// A bare offset.
    #[must_use]
    pub const fn at(at: u64) -> Self {
        Self { at, path: String::new() }
    }

    /// An offset inside a named element.
    #[must_use]
    pub fn new(at: u64, path: impl Into<String>) -> Self {
        Self { at, path: path.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.path, self.at)
    }
}
