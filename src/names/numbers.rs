//! Neutral names themselves: how they are written, and which an output already has.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use walkdir::WalkDir;

use super::content::Content;
use crate::discover::RequestError;
use crate::hashed::Map;
use crate::stamp::Stamp;
use crate::state::{Key, Record, State};
use crate::trouble::Trouble;

/// Nobody has that many photos; a longer number is somebody's own.
const MOST_DIGITS: usize = 9;

/// What a copy is, according to its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Photo,
    Video,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Photo, Self::Video];

    const fn word(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Video => "video",
        }
    }
}

/// `photo-0001`.
pub(super) fn stem(kind: Kind, number: u32) -> String {
    format!("{}-{number:04}", kind.word())
}

/// `album-01`.
pub(super) fn album(number: u32) -> String {
    format!("{ALBUM}-{number:02}")
}

const ALBUM: &str = "album";

/// The number after a word, and what follows it.
fn numbered<'n>(name: &'n str, word: &str) -> Option<(u32, &'n str)> {
    let rest = name.strip_prefix(word)?.strip_prefix('-')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at_checked(digits).filter(|_| digits <= MOST_DIGITS)?;
    Some((number.parse().ok()?, rest))
}

/// Kind and number in a name of ours, and what follows: `.jpg`, `.motion.mp4`.
pub(super) fn read(name: &str) -> Option<(Kind, u32, &str)> {
    let named = Kind::ALL.into_iter().find_map(|kind| numbered(name, kind.word()).map(|(number, rest)| (kind, number, rest)))?;
    (named.2.is_empty() || named.2.starts_with('.')).then_some(named)
}

/// The number in the name of a copy.
pub(super) fn number(copy: &Path) -> Option<u32> {
    read(&copy.file_name()?.to_string_lossy()).map(|(_, number, _)| number)
}

fn read_album(name: &str) -> Option<u32> {
    numbered(name, ALBUM).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// The neutral names that occur in an output, whatever has them.
#[derive(Debug, Default)]
pub(super) struct Present {
    root: PathBuf,
    /// Stems that are taken anywhere in the output.
    taken: BTreeSet<(Kind, u32)>,
    highest: u32,
    highest_album: u32,
    /// Regular files that may be copies.
    copies: BTreeMap<Form, Alike>,
    /// What they looked like, and what they are, by what is remembered of them.
    known: Map<Key, (PathBuf, Stamp, Kind)>,
}

/// What copies that may be the same have in common: length, kind, extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub(super) len: u64,
    pub(super) kind: Kind,
    pub(super) extension: String,
}

/// Files of one form.
#[derive(Debug, Default)]
struct Alike {
    /// Their paths in the output.
    paths: Vec<PathBuf>,
    /// The same by content: read once, if an original may have its copy among them.
    by_content: OnceLock<BTreeMap<Content, Vec<PathBuf>>>,
}

impl Present {
    /// What is in the output and in its albums. Anything that cannot be looked at may be a copy, which would be written a
    /// second time under another name.
    ///
    /// # Errors
    /// [`RequestError::OutputUnreadable`].
    pub(super) fn of(root: &Path, state: &State) -> Result<Self, RequestError> {
        let mut present = Self { root: root.to_path_buf(), ..Self::default() };
        let album = |entry: &walkdir::DirEntry| read_album(&lower(entry));
        // Albums are flat: nothing deeper is named by a number.
        let mut walk = WalkDir::new(root).min_depth(1).max_depth(2).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 && !root.exists() => break,
                Err(error) => return Err(unreadable(error.path().unwrap_or(root), error.io_error())),
            };
            if entry.depth() == 1
                && let Some(number) = album(&entry)
            {
                present.highest_album = present.highest_album.max(number);
            } else {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                present.meet(&entry, state)?;
            }
        }
        Ok(present)
    }

    fn meet(&mut self, entry: &walkdir::DirEntry, state: &State) -> Result<(), RequestError> {
        let name = lower(entry);
        let Some((kind, number, rest)) = read(&name) else { return Ok(()) };
        self.take(kind, number);
        let plain = rest.strip_prefix('.').filter(|extension| !extension.is_empty() && !extension.contains('.'));
        if let (Some(extension), true) = (plain, entry.file_type().is_file())
            && let Ok(below) = entry.path().strip_prefix(&self.root)
        {
            let metadata = entry.metadata().map_err(|error| unreadable(entry.path(), error.io_error()))?;
            let form = Form { len: metadata.len(), kind, extension: extension.to_owned() };
            if let Some(key) = state.key(&self.root, below) {
                self.known.insert(key, (below.to_path_buf(), Stamp::of(&metadata), kind));
            }
            self.copies.entry(form).or_default().paths.push(below.to_path_buf());
        }
        Ok(())
    }

    /// Whether nothing there could be a copy.
    pub(super) fn is_empty(&self) -> bool {
        self.copies.is_empty()
    }

    /// The remembered copy, if it exists as it was left.
    pub(super) fn known(&self, record: &Record) -> Option<(&Path, Kind)> {
        let (path, stamp, kind) = self.known.get(&record.copy)?;
        stamp.is_same(&record.made).then_some((path.as_path(), *kind))
    }

    /// Whether anything could be a copy of this form, going by name and length.
    pub(super) fn has(&self, form: &Form) -> bool {
        self.copies.contains_key(form)
    }

    /// Files of this form with the same content, the lowest number first.
    pub(super) fn holding(&self, form: &Form, content: Content) -> &[PathBuf] {
        let Some(alike) = self.copies.get(form) else { return &[] };
        let by_content = alike.by_content.get_or_init(|| {
            let mut by_content: BTreeMap<Content, Vec<PathBuf>> = BTreeMap::new();
            for path in &alike.paths {
                by_content.entry(Content::of_file(&self.root.join(path))).or_default().push(path.clone());
            }
            for paths in by_content.values_mut() {
                paths.sort_by_key(|path| number(path));
            }
            by_content
        });
        by_content.get(&content).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_free(&self, kind: Kind, number: u32) -> bool {
        !self.taken.contains(&(kind, number))
    }

    pub(super) fn take(&mut self, kind: Kind, number: u32) {
        self.taken.insert((kind, number));
        self.highest = self.highest.max(number);
    }

    /// A number that no photo or video has.
    pub(super) const fn next(&mut self) -> u32 {
        self.highest = self.highest.saturating_add(1);
        self.highest
    }

    pub(super) const fn next_album(&mut self) -> u32 {
        self.highest_album = self.highest_album.saturating_add(1);
        self.highest_album
    }
}

fn unreadable(path: &Path, error: Option<&io::Error>) -> RequestError {
    let trouble = error.map_or_else(|| io::ErrorKind::Other.into(), Trouble::from);
    RequestError::OutputUnreadable(path.to_path_buf(), trouble)
}

/// Some file systems ignore case in names.
fn lower(entry: &walkdir::DirEntry) -> String {
    entry.file_name().to_string_lossy().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_are_read_as_ours() {
        assert_eq!(read("photo-0001.jpg"), Some((Kind::Photo, 1, ".jpg")));
        assert_eq!(read("video-12345.motion.mp4"), Some((Kind::Video, 12_345, ".motion.mp4")));
        for other in ["photo-.jpg", "photo-1a.jpg", "photo.jpg", "photos-1.jpg", "photo-9999999999.jpg", "my-photo-0001.jpg"] {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!((read_album("album-07"), read_album("album-7x"), read_album("album")), (Some(7), None, None));
    }
}
