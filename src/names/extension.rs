//! Extensions: which are wrong for a content, and how a copy gets the right one.

use std::path::{Path, PathBuf};

use crate::discover::{Entry, Task};
use crate::source::{OpenFile, load};
use crate::state::State;
use crate::workers::{Crew, in_order};
use untrace_core::model::FormatKind;
use untrace_core::sniff::{self, Sniffed};

/// The right extension, if the file's own suggests another kind of file.
pub(crate) fn misnamed(path: &Path, format: FormatKind) -> Option<&'static str> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    (!format.extensions().contains(&extension.as_str())).then(|| format.extension())
}

/// Gives each copy the extension that the content of its original should have.
pub(super) fn correct(entries: &mut [Entry], state: &State, jobs: usize, mut looked: impl FnMut(usize)) {
    let mut right = Vec::new();
    let total = entries.len();
    let look = |entry: &Entry| match state.of_entry(entry).filter(|record| state.is_current(record, entry.stamp)) {
        Some(record) => Some(record.format),
        None => matches!(entry.task, Task::Read { .. }).then(|| format(&entry.source)).flatten(),
    };
    in_order(
        entries,
        Crew { jobs, ahead: entries.len(), stops: &|| false, soon: &|_| () },
        || look,
        |format| {
            right.push(format);
            looked(total);
        },
    );
    for (entry, format) in entries.iter_mut().zip(right) {
        if let (Task::Read { copy: Some(target) }, Some(format)) = (&mut entry.task, format)
            && let Some(extension) = misnamed(&entry.source, format)
        {
            target.path = with_extension(&target.path, extension);
        }
    }
}

/// What a file is by its content; `None` if that is unclear.
fn format(path: &Path) -> Option<FormatKind> {
    let file = OpenFile::open(path).ok()??;
    match sniff::look(&load(&file, &mut Vec::new()).ok()?).ok()? {
        Sniffed::Format(format) => Some(format),
        Sniffed::Unsupported(_) | Sniffed::Unknown => None,
    }
}

/// An extension that suggests another photo or video is replaced; anything else after a dot is part of the name.
fn with_extension(path: &Path, extension: &str) -> PathBuf {
    if sniff::is_promised(path) {
        return path.with_extension(extension);
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_extension_that_promises_a_photo_gives_way() {
        for (name, right) in
            [("a/b.HEIC", "a/b.jpg"), ("b", "b.jpg"), ("v1.2", "v1.2.jpg"), ("b.txt", "b.txt.jpg"), (".png", ".png.jpg")]
        {
            assert_eq!(with_extension(Path::new(name), "jpg"), Path::new(right));
        }
    }
}
