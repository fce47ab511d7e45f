//! What a language has to say on the page in a browser that cleans photos and videos: what stands on it, and sentences with
//! numbers.

use strum::{IntoStaticStr, VariantArray};

/// A text that is always the same. What it is for is said by its name, under which the page asks for it: `choose-files`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say what they are for")]
pub enum Text {
    PageTitle,
    Language,
    Headline,
    Lead,
    ChooseFiles,
    ChooseFolder,
    DropHere,
    NothingUploaded,
    StayHere,
    WhatHappens,
    GoesTitle,
    Goes,
    StaysTitle,
    Stays,
    CannotTitle,
    Cannot,
    Results,
    AddFiles,
    AddFolder,
    StartAgain,
    AtWork,
    ToCopies,
    EachFile,
    Waiting,
    Working,
    CopyReady,
    NoCopy,
    GivesAway,
    GivesNothing,
    Perhaps,
    Place,
    StillSays,
    NothingLeft,
    Compare,
    Before,
    After,
    TheOriginal,
    TheCopy,
    Close,
    Stopped,
    TooLong,
    NotReached,
    Unreadable,
    WithoutCopy,
    WithoutLead,
    Others,
    Bar,
    Progress,
    Cancel,
    NeutralNames,
    NeutralHint,
    KeptHint,
    Share,
    OtherWays,
    Save,
    AsSingleFiles,
    AsZip,
    IntoFolder,
    PostCopies,
    Saving,
    Saved,
    SavedInFolder,
    Shared,
    NotSaved,
    SavingFailed,
    ShareFailed,
    ShareLost,
    CannotStart,
    CheckTitle,
    CheckOffline,
    CheckTools,
    CheckHosted,
    CheckAlone,
    CheckSum,
    Checksum,
    NoChecksum,
    Credits,
}

impl Text {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The name under which the page asks for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A sentence or label with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// What all files came to.
    Summary {
        /// Clean copies.
        copies: u64,
        /// Photos and videos without one.
        without: u64,
        /// Files of other kinds.
        others: u64,
    },
    /// On the button that saves so many copies.
    SaveCopies(u64),
    /// On the button that shares so many copies.
    ShareCopies(u64),
    /// On the button that shows so many more files.
    ShowMore(u64),
    /// That so many more are not listed.
    More(u64),
}

impl Counted {
    /// By the name under which the page asks for it; `None` if there is none, or if its numbers are others.
    #[must_use]
    pub fn read(name: &str, numbers: &[u64]) -> Option<Self> {
        Some(match (name, numbers) {
            ("summary", [copies, without, others]) => Self::Summary { copies: *copies, without: *without, others: *others },
            ("save-copies", [copies]) => Self::SaveCopies(*copies),
            ("share-copies", [copies]) => Self::ShareCopies(*copies),
            ("show-more", [files]) => Self::ShowMore(*files),
            ("more", [files]) => Self::More(*files),
            _ => return None,
        })
    }
}

/// What stands on the page.
pub trait Page: Sync {
    /// What the language calls itself.
    fn itself(&self) -> &'static str;
    /// A text that is always the same.
    fn text(&self, text: Text) -> &'static str;
    /// A sentence or label with numbers.
    fn counted(&self, counted: Counted) -> String;
}
