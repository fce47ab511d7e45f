//! Why a file has no copy where the reason is not in the file, and what to do about it.

use std::io;
use std::path::Path;

use untrace_words::{Advice, Obstacle, Refusals, printable_path};

use crate::i18n::language::English;
use crate::outcome::{Failure, Outdated};
use untrace_words::english::obstacles::io_error;

fn advice(trouble: impl Into<String>, remedy: impl Into<String>) -> Advice {
    Advice { trouble: trouble.into(), remedy: remedy.into() }
}

pub(super) fn failure(failure: &Failure, destination: Option<&Path>) -> Advice {
    let place = destination.map(printable_path).unwrap_or_default();
    match failure {
        Failure::Exists => advice(
            format!("would replace {place}, a different file (perhaps a copy made with other options)"),
            "Move that file away, or replace it with --force, unless it is the copy of another file of the same name \
             (--files-from keeps such files apart).",
        ),
        Failure::Outdated(why) => advice(
            match why {
                Outdated::Original => format!("has changed since its copy {place} was made"),
                Outdated::Options => format!("has a copy, {place}, that was made with other options"),
                Outdated::Program => format!("has a copy, {place}, that was made by another version of untrace"),
            },
            "Replace it with --update.",
        ),
        Failure::Linked => advice(
            "has other names on this disk (hard links), under which it would stay as it is",
            "Replace it under this name only with --break-links.",
        ),
        Failure::Original => advice(
            format!("would replace {place}, which is one of the originals"),
            "Choose another folder for the copies with -o.",
        ),
        Failure::Copy => advice(
            format!("would become {place}, which is already the name of another copy"),
            "Rename one of the two files, or use --rename.",
        ),
        Failure::OutputLost => advice(
            "could not be written: the folder for the copies has disappeared or been replaced",
            "Reconnect the disk and run the same command again.",
        ),
        Failure::Read(error) => advice(
            format!("cannot be read ({})", io_error(error)),
            remedy(error).unwrap_or("Check its permissions and the disk."),
        ),
        Failure::Write(error) => advice(
            format!("could not be written to {place} ({})", io_error(error)),
            remedy(error).unwrap_or("Check the free space and the permissions there."),
        ),
        Failure::Bug => English.bug(),
    }
}

/// What to do about what the file system says, if that is clear.
fn remedy(error: &io::Error) -> Option<&'static str> {
    match Obstacle::of(error)? {
        Obstacle::InUse => Some("Close it there, then run the same command again."),
        Obstacle::Device => Some("Give it another name, then run the same command again."),
        Obstacle::Marked => Some("If it may be replaced, take that mark away in its properties."),
        _ => None,
    }
}
