//! A file of an export and what it lists, as types.

use std::path::PathBuf;

use untrace_core::insight::Sighting;

use crate::trouble::Trouble;

/// Whose export it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Network {
    /// Instagram.
    Instagram,
    /// Facebook.
    Facebook,
    /// Snapchat.
    Snapchat,
    /// Google: what its phones and maps remember of trips and stays.
    Google,
}

impl Network {
    /// The word for scripts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Instagram => "instagram",
            Self::Facebook => "facebook",
            Self::Snapchat => "snapchat",
            Self::Google => "google",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instagram => "Instagram",
            Self::Facebook => "Facebook",
            Self::Snapchat => "Snapchat",
            Self::Google => "Google",
        }
    }
}

/// A file of an export that lists something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The network it is from.
    pub network: Network,
    /// Where it is.
    pub path: PathBuf,
    /// How many folders above the file may hold what it names: never beyond the folder that was asked for.
    pub(super) above: usize,
    /// Whether the whole file is one entry, not a list.
    pub(super) single: bool,
}

/// What was found in folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that list something, in a stable order.
    pub exports: Vec<Export>,
    /// Files with the name of a list that list nothing: nobody posted anything.
    pub empty: Vec<PathBuf>,
    /// What could not be looked into, and why.
    pub unread: Vec<(PathBuf, Unread)>,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The network that lists it.
    pub network: Network,
    /// The photo or video that it is about, if that is in the export: what is told here goes with what that file tells.
    pub file: Option<PathBuf>,
    /// What it tells.
    pub sighting: Sighting,
}

/// Why an export, or part of it, was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// These are pages for a browser. The network provides the same as JSON to anyone who asks for it.
    WebPages(Network),
    /// It has the name of a list, but a form that we have never seen.
    UnknownForm,
    /// It is larger than any file that is read.
    TooLarge,
    /// It lists more than is counted for all of them together.
    TooMany,
    /// It is cut off, or stops being JSON at some point.
    Malformed,
    /// What the file system says.
    Trouble(Trouble),
}

impl Unread {
    /// Whether what comes before was read.
    #[must_use]
    pub const fn is_part(&self) -> bool {
        matches!(self, Self::TooMany | Self::Malformed)
    }
}
