//! What is wrong with many files at once.

use crate::outcome::Outdated;
use untrace_words::english::lists::and;
use untrace_words::english::numbers::{count, number};

/// That a sentence about one file is also true of others.
pub(super) fn same_with(first: &str, others: u64, names: &[String]) -> String {
    format!(
        "{first} There is the same kind of problem with {}, including {} (--verbose lists them all).",
        count(others, "more file", "more files"),
        and(names.iter().cloned()),
    )
}

/// Why earlier copies would be different now.
pub(super) fn outdated(why: Outdated, files: u64) -> String {
    let copies = count(files, "copy from an earlier run was", "copies from earlier runs were");
    let replaces = if files == 1 { "--update replaces it" } else { "--update replaces them" };
    match why {
        Outdated::Original if files == 1 => {
            "1 original has changed since its copy was made: --update replaces the copy.".to_owned()
        }
        Outdated::Original => {
            format!("{} originals have changed since their copies were made: --update replaces the copies.", number(files))
        }
        Outdated::Options => format!("{copies} made with other options: {replaces}."),
        Outdated::Program => format!("{copies} made by another version of untrace, which may have left more in: {replaces}."),
    }
}
