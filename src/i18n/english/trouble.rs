//! What is wrong, with which file, and what to do.

mod exports;
mod many;
mod protections;
mod reasons;
mod request;

use std::io;
use std::path::Path;

use crate::confine::Open;
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::i18n::language::English;
use crate::i18n::trouble::{Protections, Trouble};
use crate::outcome::{Failure, Outdated};
use untrace_words::Advice;
use untrace_words::english::obstacles::io_error;
use untrace_words::printable_path;

impl Trouble for English {
    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice {
        reasons::failure(failure, destination)
    }

    fn video_behind(&self, name: &str) -> String {
        format!("the video inside {name}")
    }

    fn unread(&self, name: &str) -> String {
        format!("{name} is not a photo or video that untrace knows. It was left out, so untrace cannot say what it gives away.")
    }

    fn standard_input(&self) -> &'static str {
        "standard input"
    }

    fn not_sent(&self, error: &io::Error) -> String {
        format!("the copy could not be written to standard output ({}). What came out is incomplete.", io_error(error))
    }

    fn only_links(&self, name: &str) -> String {
        format!("{name} contains only links, which untrace does not follow. Name the files or folders they point to.")
    }

    fn no_media(&self, name: &str, is_empty: bool) -> String {
        if is_empty {
            format!("warning: {name} is empty. Is the phone or disk that belongs there connected?")
        } else {
            format!("warning: {name} contains no photos or videos.")
        }
    }

    fn request(&self, error: &RequestError) -> String {
        request::request(error)
    }

    fn log_lost(&self, path: &Path, error: &io::Error) -> String {
        format!("the log {} could not be written ({})", printable_path(path), io_error(error))
    }

    fn list_unread(&self, name: &str, unread: &Unread) -> String {
        exports::unread(name, unread)
    }

    fn page_written(&self, name: &str) -> String {
        exports::page_written(name)
    }

    fn page_not_opened(&self, name: &str) -> String {
        exports::page_not_opened(name)
    }

    fn folder_not_opened(&self, name: &str) -> String {
        format!("The copies are in {name}. Nothing here could open that folder for you.")
    }

    fn map_lost(&self, path: &Path, error: &io::Error) -> String {
        format!("the list of names {} could not be written ({})", printable_path(path), io_error(error))
    }

    fn protections(&self, protections: Protections) -> String {
        protections::all(protections)
    }

    fn not_closed_in(&self, open: Open) -> String {
        protections::none(open)
    }

    fn waiting(&self, name: &str) -> String {
        format!("{name}: another run is still writing there. Waiting for it to finish.")
    }

    fn output_gone(&self, name: &str) -> String {
        format!(
            "{name} has disappeared, or another folder has taken its place, so untrace stopped. Reconnect the disk and run \
             the same command again."
        )
    }

    fn output_lost(&self, error: &io::Error) -> String {
        format!("the report could not be written ({})", io_error(error))
    }

    fn outdated(&self, why: Outdated, files: u64) -> String {
        many::outdated(why, files)
    }

    fn watching(&self, name: &str) -> String {
        format!("watching {name}.")
    }

    fn waited_for(&self, name: &str) -> String {
        format!("{name} is not there. Waiting for it to appear.")
    }

    fn same_with(&self, first: &str, others: u64, names: &[String]) -> String {
        many::same_with(first, others, names)
    }
}
