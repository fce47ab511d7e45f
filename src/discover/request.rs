//! What was asked for, and why it may make no sense.

use std::path::PathBuf;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::filter::{Filter, NoPattern};
use crate::trouble::Trouble;

/// What was asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders, as typed.
    pub paths: Vec<PathBuf>,
    /// More of them, from a list: many, and the person who made it has not looked at each.
    pub listed: Vec<PathBuf>,
    /// The home folder of whoever asks: their name is kept out of the place of a copy.
    pub home: Option<PathBuf>,
    /// Folder for the copies; without one, they go next to the inputs.
    pub output: Option<PathBuf>,
    /// Which of the files that are met are wanted.
    pub filter: Filter,
    /// Files that changed after this may still be growing, and are left for later.
    pub settled: Option<SystemTime>,
    /// Whether hidden files are wanted too.
    pub hidden: bool,
    /// Whether files that have a copy's name should be replaced.
    pub replace: bool,
    /// What copies are called.
    pub naming: Naming,
}

/// What copies are called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Naming {
    /// Like the originals, whatever those are called.
    #[default]
    Kept,
    /// Like the originals, with the extension that the content should have.
    Corrected,
    /// By kind and number: `photo-0001.jpg`.
    Neutral,
}

/// A request that makes no sense, or would lose something.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// No such file or folder.
    Missing(PathBuf),
    /// Nothing has a name that fits a pattern.
    NothingFits(PathBuf),
    /// What was asked for cannot be watched.
    NotWatched,
    /// A link cannot be replaced by a copy of what it leads to.
    LinkInPlace(PathBuf),
    /// Nobody agreed to replacing originals.
    NotConfirmed,
    /// Not a valid pattern.
    Pattern(String),
    /// A stream was combined with something that only applies to files.
    StreamAlone,
    /// A photo would be read from a terminal.
    StreamFromTerminal,
    /// A copy would be written to a terminal.
    StreamToTerminal,
    /// A list of files cannot be read.
    ListUnreadable(PathBuf, Trouble),
    /// The separator in a list of files is not the one given.
    ListHasNul(PathBuf),
    /// It cannot be looked at.
    Inaccessible(PathBuf, Trouble),
    /// A root or drive has no place next to it.
    NeedsOutput(PathBuf),
    /// The output is a file, or is named like one.
    OutputIsFile(PathBuf),
    /// The output is one of the inputs.
    OutputIsInput(PathBuf),
    /// Two files would get the same name, or names that differ only by case or Unicode form.
    Collision {
        /// The one.
        one: PathBuf,
        /// The other.
        other: PathBuf,
        /// Where both would go.
        target: PathBuf,
    },
    /// An input lies in the output, whose files would be replaced.
    OutputEncloses(PathBuf),
    /// The contents of the folder for the copies cannot be looked at, and would be written a second time.
    OutputUnreadable(PathBuf, Trouble),
    /// A copy would have the name of an original.
    OverOriginal(PathBuf),
    /// Copies with neutral names would lie among originals.
    NeutralBeside(PathBuf),
    /// The log would be among the copies.
    LogInOutput(PathBuf),
    /// The log has the name of some other file.
    LogIsOther(PathBuf),
    /// The log cannot be written.
    LogUnwritable(PathBuf, Trouble),
    /// The list of names would be among the copies.
    MapInOutput(PathBuf),
    /// The list of names has the name of something that exists.
    MapExists(PathBuf),
    /// The list of names cannot be written.
    MapUnwritable(PathBuf, Trouble),
    /// The page has the name of some other file.
    PageIsOther(PathBuf),
    /// The page cannot be written.
    PageUnwritable(PathBuf, Trouble),
}

impl From<NoPattern> for RequestError {
    fn from(NoPattern(pattern): NoPattern) -> Self {
        Self::Pattern(pattern)
    }
}
