//! Why a file has no copy, as a single word. The words are a contract with scripts.

use crate::discover::Skip;
use crate::outcome::{Failure, Outcome, Refusal};
use untrace_core::base::{Error, Limit, Malformed, Unsupported};

impl Outcome {
    /// Why a file has no copy; `None` if it has one.
    #[must_use]
    pub const fn reason(&self) -> Option<&'static str> {
        Some(match self {
            Self::Cleaned | Self::AlreadyClean | Self::UpToDate => return None,
            Self::Skipped(why) => skip(*why),
            Self::Refused(Refusal::Unreadable(error)) => word(error),
            Self::Refused(Refusal::Verification(_)) => "verification",
            Self::Failed(failure) => match failure {
                Failure::Exists => "exists",
                Failure::Outdated(_) => "outdated",
                Failure::Linked => "linked",
                Failure::Original => "original",
                Failure::Copy => "copy",
                Failure::OutputLost => "output-lost",
                Failure::Read(_) => "read",
                Failure::Write(_) => "write",
                Failure::Bug => "bug",
            },
        })
    }
}

const fn skip(why: Skip) -> &'static str {
    match why {
        Skip::Hidden => "hidden",
        Skip::Sidecar => "sidecar",
        Skip::NotMedia => "not-media",
        Skip::MayTell => "may-tell",
        Skip::Page => "page",
        Skip::Excluded => "excluded",
        Skip::Older => "older",
        Skip::Growing => "growing",
        Skip::Link => "link",
        Skip::Special => "special",
        Skip::Output => "output",
    }
}

const fn word(error: &Error) -> &'static str {
    match error {
        Error::Malformed { what: Malformed::CutOff | Malformed::NoEndOfImage | Malformed::NoEnd, .. } => "cut-off",
        Error::Malformed { what: Malformed::Unrecognised | Malformed::Empty, .. } => "unrecognised",
        Error::Malformed { .. } => "malformed",
        Error::Unsupported { what: Unsupported::Format(_), .. } => "unsupported-format",
        Error::Unsupported { what: Unsupported::Protected, .. } => "protected",
        Error::Unsupported { what: Unsupported::Codec(_) | Unsupported::EntryBox(..), .. } => "unknown-codec",
        Error::Unsupported { what: Unsupported::Cropped(..), .. } => "cropped",
        Error::Unsupported { .. } => "unsupported",
        Error::Limit {
            what: Limit::BlockBytes | Limit::InflatedBytes | Limit::Elements | Limit::Work | Limit::Memory, ..
        } => "too-much",
        Error::Io(_) => "read",
    }
}
