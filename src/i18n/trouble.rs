//! What a language has to say when something went wrong, or is being waited for. What is said is decided elsewhere.

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use crate::confine::{Closed, Open};
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::outcome::{Failure, Outdated, Refusal};
use crate::reserved::{BAD_DEVICE, FILE_READ_ONLY};
use crate::tally::{Said, Troubles};

/// What is wrong with a file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Goes on after the file's name: `is cut off at byte 81,920 (no end-of-image marker)`.
    pub trouble: String,
    /// A separate sentence: `Export it from the phone again.`
    pub remedy: String,
}

/// What is wrong, with which file, and what to do.
pub(crate) trait Trouble: Sync {
    /// Why a file was refused.
    fn refusal(&self, refusal: &Refusal) -> Advice;
    /// Why a file failed.
    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice;
    /// `IMG_1.JPG is cut off ...; not copied. Export it again.`
    fn not_copied(&self, name: &str, advice: &Advice) -> String;
    /// `IMG_1.JPG is cut off ...; not checked. Export it again.`
    fn not_checked(&self, name: &str, advice: &Advice) -> String;
    /// `the video behind IMG_1.JPG`.
    fn video_behind(&self, name: &str) -> String;
    /// That a file that was asked for is not a photo.
    fn unread(&self, name: &str) -> String;
    /// What to call a photo that has no path.
    fn standard_input(&self) -> &'static str;
    /// That a copy could not be written to the program's output.
    fn not_sent(&self, error: &io::Error) -> String;
    /// That a folder that was asked for holds nothing but links.
    fn only_links(&self, name: &str) -> String;
    /// That a folder that was asked for holds no photo, or nothing at all.
    fn no_media(&self, name: &str, is_empty: bool) -> String;
    /// Why a run did not start.
    fn request(&self, error: &RequestError) -> String;
    /// That the log could not be written.
    fn log_lost(&self, path: &Path, error: &io::Error) -> String;
    /// Why a list of a network was not read, or not to its end, and what to do.
    fn list_unread(&self, name: &str, unread: &Unread) -> String;
    /// Where the page is, and who may read it.
    fn page_written(&self, name: &str) -> String;
    /// That no program will show the page.
    fn page_not_opened(&self, name: &str) -> String;
    /// That the list of names could not be written.
    fn map_lost(&self, path: &Path, error: &io::Error) -> String;
    /// What the system holds the program to, for `--verbose`.
    fn protections(&self, protections: Protections) -> String;
    /// That the system holds the program to nothing, although it has to.
    fn not_closed_in(&self, open: Open) -> String;
    /// That another run is writing into the folder, and this one is waiting.
    fn waiting(&self, name: &str) -> String;
    /// That the folder of the copies is gone, and the run ended there.
    fn output_gone(&self, name: &str) -> String;
    /// That the output could not be written.
    fn output_lost(&self, error: &io::Error) -> String;
    /// That a number of copies from earlier runs would be different now.
    fn outdated(&self, why: Outdated, files: u64) -> String;
    /// That a folder is watched from now on.
    fn watching(&self, name: &str) -> String;
    /// That a folder does not exist, and is being waited for.
    fn waited_for(&self, name: &str) -> String;
    /// That a sentence about one file is also true of a number of others, some of them by name.
    fn same_with(&self, first: &str, others: u64, names: &[String]) -> String;

    /// What went wrong; if it was the same for many files, only once.
    fn troubles(&self, troubles: &Troubles) -> Vec<String> {
        let said = |said| match said {
            Said::Alone(sentence) => sentence.to_owned(),
            Said::OfMany { first, others, names } => self.same_with(first, others, names),
        };
        troubles.said().map(said).collect()
    }
}

/// What the file system says, as far as we have words for it. Anything else stays in the system's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// Nothing has that name any more.
    Gone,
    /// This person may not have it.
    Denied,
    /// There is no space left.
    Full,
    /// Nothing can be written there.
    ReadOnly,
    /// It ended too early.
    Shorter,
    /// This person has used up their quota.
    Quota,
    /// No file may be that large.
    TooLarge,
    /// No file may have that name.
    Name,
    /// Something that is not a folder is where one should be.
    InTheWay,
    /// Another program has it open.
    InUse,
    /// Windows keeps the name for a device.
    Device,
    /// Somebody marked it as one that should not change.
    Marked,
}

impl Obstacle {
    /// From the standard library's kind, and from the numbers of Windows that have none.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        /// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`. Elsewhere these numbers mean something else.
        const IN_USE: [i32; 2] = [32, 33];
        match error.raw_os_error() {
            Some(BAD_DEVICE) => return Some(Self::Device),
            Some(FILE_READ_ONLY) => return Some(Self::Marked),
            Some(code) if cfg!(windows) && IN_USE.contains(&code) => return Some(Self::InUse),
            _ => {}
        }
        Some(match error.kind() {
            io::ErrorKind::NotFound => Self::Gone,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::StorageFull => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::UnexpectedEof => Self::Shorter,
            io::ErrorKind::QuotaExceeded => Self::Quota,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            io::ErrorKind::InvalidFilename => Self::Name,
            io::ErrorKind::NotADirectory => Self::InTheWay,
            io::ErrorKind::ResourceBusy => Self::InUse,
            _ => return None,
        })
    }
}

/// What protects the person from a hole in this program.
#[derive(Debug, Clone, Copy)]
pub struct Protections {
    /// What the system holds the program to, or why it holds it to nothing.
    pub closed: Result<Closed, Open>,
    /// Whether memory is never dumped.
    pub no_core_dumps: bool,
}
