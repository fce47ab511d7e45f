//! What a language has to say when something went wrong, or is being waited for. What is said is decided elsewhere.

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use crate::confine::{Closed, Open};
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::outcome::{Failure, Outdated, Refusal};
use crate::tally::{Said, Troubles};
use untrace_words::{Advice, Refusals};

/// What is wrong, with which file, and what to do.
pub(crate) trait Trouble: Refusals {
    /// Why a file was refused.
    fn refusal(&self, refusal: &Refusal) -> Advice {
        match refusal {
            Refusal::Unreadable(error) => self.refused(error),
            Refusal::Verification(doubt) => self.doubted(doubt),
        }
    }
    /// Why a file failed.
    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice;
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
    /// That no program shows the folder of the copies.
    fn folder_not_opened(&self, name: &str) -> String;
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

/// What protects the person from a hole in this program.
#[derive(Debug, Clone, Copy)]
pub struct Protections {
    /// What the system holds the program to, or why it holds it to nothing.
    pub closed: Result<Closed, Open>,
    /// Whether memory is never dumped.
    pub no_core_dumps: bool,
}
