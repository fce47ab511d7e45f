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
    /// Google: what its phones and maps remember of ways and stays.
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
    /// Whose it is.
    pub network: Network,
    /// Where it is.
    pub path: PathBuf,
    /// How many folders above the file may hold what it names: no further than to the folder that was asked for.
    pub(super) above: usize,
    /// Whether all of it is one entry, and no list of them.
    pub(super) single: bool,
}

/// What was found in folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that list something, in a stable order.
    pub exports: Vec<Export>,
    /// What could not be looked into, and why.
    pub unread: Vec<(PathBuf, Unread)>,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// Who lists it.
    pub network: Network,
    /// The photo or video that it is about, where that is in the export: what is told here goes with what that file tells.
    pub file: Option<PathBuf>,
    /// What it tells.
    pub sighting: Sighting,
}

/// Why something of an export was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// These are pages for a browser. The network gives out the same as JSON, to whoever asks for that.
    WebPages(Network),
    /// It has the name of a list, and a form that nobody here has seen.
    UnknownForm,
    /// It is larger than any file is read.
    TooLarge,
    /// It lists more than is counted of all of them together.
    TooMany,
    /// It breaks off, or is no JSON from somewhere on.
    Malformed,
    /// What the file system says.
    Trouble(Trouble),
}
