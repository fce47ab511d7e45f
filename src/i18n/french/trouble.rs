//! What is wrong, with which file, and what to do.

use std::path::Path;

use crate::confine::Open;
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::i18n::language::English;
use crate::i18n::language::French;
use crate::i18n::trouble::{Advice, Protections, Trouble};
use crate::outcome::{Failure, Outdated, Refusal};

impl Trouble for French {
    fn refusal(&self, refusal: &Refusal) -> Advice {
        English.refusal(refusal)
    }

    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice {
        English.failure(failure, destination)
    }

    fn not_copied(&self, name: &str, advice: &Advice) -> String {
        English.not_copied(name, advice)
    }

    fn not_checked(&self, name: &str, advice: &Advice) -> String {
        English.not_checked(name, advice)
    }

    fn video_behind(&self, name: &str) -> String {
        English.video_behind(name)
    }

    fn unread(&self, name: &str) -> String {
        English.unread(name)
    }

    fn standard_input(&self) -> &'static str {
        English.standard_input()
    }

    fn not_sent(&self, error: &std::io::Error) -> String {
        English.not_sent(error)
    }

    fn only_links(&self, name: &str) -> String {
        English.only_links(name)
    }

    fn no_media(&self, name: &str, is_empty: bool) -> String {
        English.no_media(name, is_empty)
    }

    fn request(&self, error: &RequestError) -> String {
        English.request(error)
    }

    fn log_lost(&self, path: &Path, error: &std::io::Error) -> String {
        English.log_lost(path, error)
    }

    fn list_unread(&self, name: &str, unread: &Unread) -> String {
        English.list_unread(name, unread)
    }

    fn page_written(&self, name: &str) -> String {
        English.page_written(name)
    }

    fn page_not_opened(&self, name: &str) -> String {
        English.page_not_opened(name)
    }

    fn map_lost(&self, path: &Path, error: &std::io::Error) -> String {
        English.map_lost(path, error)
    }

    fn protections(&self, protections: Protections) -> String {
        English.protections(protections)
    }

    fn not_closed_in(&self, open: Open) -> String {
        English.not_closed_in(open)
    }

    fn waiting(&self, name: &str) -> String {
        English.waiting(name)
    }

    fn output_gone(&self, name: &str) -> String {
        English.output_gone(name)
    }

    fn output_lost(&self, error: &std::io::Error) -> String {
        English.output_lost(error)
    }

    fn outdated(&self, why: Outdated, files: u64) -> String {
        English.outdated(why, files)
    }

    fn watching(&self, name: &str) -> String {
        English.watching(name)
    }

    fn waited_for(&self, name: &str) -> String {
        English.waited_for(name)
    }

    fn same_with(&self, first: &str, others: u64, names: &[String]) -> String {
        English.same_with(first, others, names)
    }
}
