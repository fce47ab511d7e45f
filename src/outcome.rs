//! What became of files, as types: what the stages hand to whoever reports it to people or scripts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use untrace_core::base::Error;
use untrace_core::facts::{self, Fact};
use untrace_core::model::{Category, Crop, FieldId, FormatKind, Leftover, SidecarKind};
use untrace_core::plan::Finding;
use untrace_core::previews::{Preview, Shows};
use untrace_core::sniff;
use untrace_core::verify::Doubt;

use crate::discover::Skip;

/// What became of one file.
#[derive(Debug)]
pub struct FileReport {
    /// The file, as it was met.
    pub source: PathBuf,
    /// Whether it was asked for by its own name.
    pub typed: bool,
    /// Where its copy is, or would be.
    pub destination: Option<PathBuf>,
    /// The folder or file where a person will look for it.
    pub output: Option<PathBuf>,
    /// What it is by its content.
    pub format: Option<Recognised>,
    /// The extension that its content should have, if its own suggests something else.
    pub misnamed: Option<&'static str>,
    /// What the name of its copy tells a stranger; that of the file itself if no copy is wanted.
    pub telling_name: Vec<Category>,
    /// What became of it.
    pub outcome: Outcome,
    /// What goes.
    pub removed: Vec<Finding>,
    /// What stays because showing the picture needs it.
    pub kept: Vec<String>,
    /// Categories that were to be kept, but have no place in its copy.
    pub unkept: Vec<Category>,
    /// What says something and still stays, because showing the picture needs it.
    pub needed: Vec<Finding>,
    /// Whether it was incomplete, but its copy is complete.
    pub made_whole: bool,
    /// Its length in bytes.
    pub bytes_in: u64,
    /// Length of its copy in bytes.
    pub bytes_out: Option<u64>,
    /// Whether this is about a video hidden behind a photo, not about the photo.
    pub motion: bool,
    /// For a file next to photos: which kind it is, if it was read.
    pub sidecar: Option<SidecarKind>,
    /// For a file next to photos: the photos that it is about, or its folder; empty if they were not met.
    pub about: Vec<PathBuf>,
    /// Previews that were compared with the picture.
    pub previews: Vec<Preview>,
    /// Whether it was not read, because nothing has changed since an earlier run: what that run told is not told again.
    pub remembered: bool,
}

impl FileReport {
    /// For a file of which nothing is known yet.
    #[must_use]
    pub fn new(source: &Path) -> Self {
        Self {
            source: source.to_path_buf(),
            typed: false,
            destination: None,
            output: None,
            format: None,
            misnamed: None,
            telling_name: Vec::new(),
            // What becomes of it is set later: a forgotten file must not pass for clean.
            outcome: Outcome::Failed(Failure::Bug),
            removed: Vec::new(),
            kept: Vec::new(),
            unkept: Vec::new(),
            needed: Vec::new(),
            made_whole: false,
            bytes_in: 0,
            bytes_out: None,
            motion: false,
            sidecar: None,
            about: Vec::new(),
            previews: Vec::new(),
            remembered: false,
        }
    }

    /// The worst that its previews show; `None` if it has none.
    #[must_use]
    pub fn shows(&self) -> Option<Shows> {
        let worst = self.previews.iter().map(|preview| preview.shows).min();
        let has_previews = self.removed.iter().any(|found| found.category == Category::Preview);
        worst.or_else(|| has_previews.then_some(Shows::Unknown))
    }

    /// What a crop hides of it that its copy still has; `None` if it has no copy.
    #[must_use]
    pub fn crop(&self) -> Option<Crop> {
        let has_copy = matches!(self.outcome, Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate);
        self.needed.iter().filter(|_| has_copy).find_map(Finding::crop)
    }

    /// Whether it is a video; judged by its name if its content is unknown.
    #[must_use]
    pub fn is_video(&self) -> bool {
        let promised = || self.source.extension().is_some_and(|extension| sniff::promises_video(&extension.to_string_lossy()));
        self.format.map_or_else(promised, Recognised::is_video)
    }

    /// Whether its content is in a format that is not cleaned.
    #[must_use]
    pub const fn is_foreign(&self) -> bool {
        matches!(self.format, Some(Recognised::Foreign(_)))
    }

    /// What it tells, by category, worst first.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<Category, Vec<Fact>> {
        facts::of(&self.removed, facts::Context { is_sidecar: self.sidecar.is_some(), shows: self.shows() })
    }

    /// Whether something in it could not be read: nobody knows what that tells.
    #[must_use]
    pub fn is_partly_unread(&self) -> bool {
        self.removed.iter().any(|found| found.id == FieldId::Leftover(Leftover::Unreadable))
    }

    /// Why a file that was asked for by its own name was not read as a photo; `None` for copies made by untrace.
    #[must_use]
    pub fn unread(&self) -> Option<Skip> {
        match self.outcome {
            Outcome::Skipped(why) if self.typed && why != Skip::Output && self.sidecar.is_none() => Some(why),
            _ => None,
        }
    }
}

/// What a file is by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    /// A format that is cleaned.
    Format(FormatKind),
    /// One that is not cleaned, by name.
    Foreign(&'static str),
}

impl Recognised {
    /// The name of the format.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Format(format) => format.name(),
            Self::Foreign(name) => name,
        }
    }

    /// Whether it is a video, not a photo.
    #[must_use]
    pub fn is_video(self) -> bool {
        match self {
            Self::Format(format) => format.is_video(),
            Self::Foreign(name) => sniff::foreign(name).is_video(),
        }
    }
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// Something was, or would be, removed.
    Cleaned,
    /// Nothing had to be removed.
    AlreadyClean,
    /// The copy that this run would write already exists.
    UpToDate,
    /// It cannot be cleaned with certainty; there is no copy.
    Refused(Refusal),
    /// Something was in the way; this run made no copy.
    Failed(Failure),
    /// Not a photo or video, or not asked for.
    Skipped(Skip),
}

/// Why a file has no copy, for reasons in the file itself.
#[derive(Debug)]
pub enum Refusal {
    /// It could not be understood.
    Unreadable(Error),
    /// Its copy failed verification.
    Verification(Doubt),
}

/// Why a file has no copy, for reasons outside the file.
#[derive(Debug)]
pub enum Failure {
    /// Another file has the copy's name.
    Exists,
    /// An earlier copy by this program has it, which would be different now.
    Outdated(Outdated),
    /// The original, which its copy should replace, has other names too, under which it would remain.
    Linked,
    /// An original has it, under this or another name.
    Original,
    /// Another copy of the same run has it.
    Copy,
    /// The folder that all copies go to is gone, or another one has taken its place.
    OutputLost,
    /// The source could not be read.
    Read(std::io::Error),
    /// The copy could not be written.
    Write(std::io::Error),
    /// The program made a mistake with this file.
    Bug,
}

/// Why a copy from an earlier run would be different now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outdated {
    /// Its original changed.
    Original,
    /// Something else was asked for.
    Options,
    /// This version of the program makes a different one.
    Program,
}

/// What is done with a file that can be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Its copy is written.
    Clean,
    /// It is only worked out what would be done.
    Plan,
}
