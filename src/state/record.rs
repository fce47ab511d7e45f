//! What is remembered about one copy.

use serde::{Deserialize, Serialize};

use super::key::Key;
use super::settings::Settings;
use crate::discover::Naming;
use crate::stamp::Stamp;
use untrace_core::model::{Category, FormatKind};
use untrace_core::verify::Depth;

/// Which copy of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Its own.
    Whole,
    /// That of the video behind it.
    Motion,
}

/// An original, and where it was met from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Trace {
    /// Where it is.
    pub source: Key,
    /// The folder that was walked; `None` for a file that was typed itself.
    pub input: Option<Key>,
}

/// What is remembered about one copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// Its original.
    pub trace: Trace,
    /// Which copy of it.
    pub part: Part,
    /// What the original was like before it was read.
    pub original: Stamp,
    /// Where the copy is.
    pub copy: Key,
    /// What it was like once it had its name.
    pub made: Stamp,
    /// What it depends on besides its original.
    pub settings: Settings,
    /// What copies were called.
    pub naming: Naming,
    /// How much was verified.
    pub depth: Depth,
    /// How many copies the original has.
    pub parts: usize,
    /// Whether this program wrote it; it may have found it there.
    pub written: bool,
    /// Whether it is on the disk, and both files have times that would show a change.
    pub sure: bool,
    /// What the original is.
    pub format: FormatKind,
    /// What the name of the copy tells.
    pub telling_name: Vec<Category>,
}
