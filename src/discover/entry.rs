//! What was met, and what to do with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::spool::Spool;
use crate::stamp::Stamp;
use crate::trouble::Trouble;
use untrace_core::model::SidecarKind;

/// A file or folder that was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub source: PathBuf,
    /// Whether it was typed itself, not met in a folder.
    pub typed: bool,
    /// How many components of its path were met below what was typed; its name at least.
    pub depth: usize,
    /// What it was like when it was met, if a copy of it is wanted.
    pub stamp: Option<Stamp>,
    /// What to do with it.
    pub task: Task,
}

impl Entry {
    /// Where its copy goes, if it gets one.
    #[must_use]
    pub const fn target(&self) -> Option<&Target> {
        match &self.task {
            Task::Read { copy } => copy.as_ref(),
            Task::Spooled(_) | Task::Sidecar { .. } | Task::Skip(_) | Task::Fail(_) => None,
        }
    }

    /// Its path below what was typed; its name if it was typed itself.
    #[must_use]
    pub fn below(&self) -> &Path {
        let above = self.source.ancestors().nth(self.depth).unwrap_or_else(|| Path::new(""));
        self.source.strip_prefix(above).unwrap_or(&self.source)
    }
}

/// What to do with a file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// To be read; `copy` says where its copy goes, if one is to be written.
    Read {
        /// Where the copy goes.
        copy: Option<Target>,
    },
    /// Read from a stream, which its copy goes to as well.
    Spooled(Arc<Spool>),
    /// A file that tells about photos, to be read for that.
    Sidecar {
        /// What its name suggests.
        kind: SidecarKind,
        /// The photos that it is about, or its folder; empty if they were not met.
        about: Vec<PathBuf>,
    },
    /// Passed over.
    Skip(Skip),
    /// Could not be looked at.
    Fail(Trouble),
}

/// Where a copy goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The file to write.
    pub path: PathBuf,
    /// The folder of the output that it goes into, or its own: the first that may have to be created.
    pub root: PathBuf,
    /// The file or folder that a person will look for.
    pub output: PathBuf,
}

impl Target {
    /// Its path in the output: the part that comes along when copies are posted.
    #[must_use]
    pub fn below(&self) -> &Path {
        self.path.strip_prefix(&self.root).unwrap_or(&self.path)
    }
}

/// Why something is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// A hidden file or folder.
    Hidden,
    /// A file beside photos that tells about them ([`crate::sidecars`]).
    Sidecar,
    /// Not a photo or video.
    NotMedia,
    /// Not a photo or video, but of a kind that may say where somebody was.
    MayTell,
    /// A page of `untrace report`.
    Page,
    /// Left out by a pattern; not looked into, whatever it is.
    Excluded,
    /// Last changed longer ago than was asked for; not looked into, whatever it is.
    Older,
    /// Changed a moment ago, and may still be growing.
    Growing,
    /// A symbolic link.
    Link,
    /// A pipe, socket or device.
    Special,
    /// The output of this run, or of an earlier one.
    Output,
}
