//! Neutral names by themselves: how they are written, and which an output has already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Nobody has so many photos; a longer number is somebody's own.
const MOST_DIGITS: usize = 9;

/// What a copy is, as its name says it.
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

/// The number behind a word, and what follows it.
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

fn read_album(name: &str) -> Option<u32> {
    numbered(name, ALBUM).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// The neutral names that stand in an output, whatever has them.
#[derive(Debug, Default)]
pub(super) struct Present {
    root: PathBuf,
    /// Stems that are taken, anywhere in the output.
    taken: BTreeSet<(Kind, u32)>,
    highest: u32,
    highest_album: u32,
    /// Regular files that may be copies, by their length; their paths in the output.
    copies: BTreeMap<u64, Vec<PathBuf>>,
}

impl Present {
    /// What is in the output, and in the albums in it.
    pub(super) fn of(root: &Path) -> Self {
        let mut present = Self { root: root.to_path_buf(), ..Self::default() };
        let album = |entry: &walkdir::DirEntry| read_album(&lower(entry));
        // Albums are flat: deeper, nothing is named by a number.
        let mut walk = WalkDir::new(root).min_depth(1).max_depth(2).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let Ok(entry) = entry else { continue };
            if entry.depth() == 1
                && let Some(number) = album(&entry)
            {
                present.highest_album = present.highest_album.max(number);
            } else {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                present.meet(&entry);
            }
        }
        present
    }

    fn meet(&mut self, entry: &walkdir::DirEntry) {
        let name = lower(entry);
        let Some((kind, number, rest)) = read(&name) else { return };
        self.take(kind, number);
        let plain = rest.strip_prefix('.').is_some_and(|extension| !extension.is_empty() && !extension.contains('.'));
        if let (true, true, Ok(metadata)) = (plain, entry.file_type().is_file(), entry.metadata())
            && let Ok(below) = entry.path().strip_prefix(&self.root)
        {
            self.copies.entry(metadata.len()).or_default().push(below.to_path_buf());
        }
    }

    /// Files of this length that could be a copy of this kind, by name.
    pub(super) fn of_length(&self, len: u64, kind: Kind, extension: &str) -> impl Iterator<Item = &Path> {
        let alike = move |path: &&Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            read(&name).is_some_and(|(other, _, rest)| other == kind && rest.strip_prefix('.') == Some(extension))
        };
        self.copies.get(&len).into_iter().flatten().map(PathBuf::as_path).filter(alike)
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether there is anything that could be a copy.
    pub(super) fn has_copies(&self) -> bool {
        !self.copies.is_empty()
    }

    pub(super) fn is_free(&self, kind: Kind, number: u32) -> bool {
        !self.taken.contains(&(kind, number))
    }

    pub(super) fn take(&mut self, kind: Kind, number: u32) {
        self.taken.insert((kind, number));
        self.highest = self.highest.max(number);
    }

    /// A number that no photo and no video has.
    pub(super) const fn next(&mut self) -> u32 {
        self.highest = self.highest.saturating_add(1);
        self.highest
    }

    pub(super) const fn next_album(&mut self) -> u32 {
        self.highest_album = self.highest_album.saturating_add(1);
        self.highest_album
    }
}

/// Some file systems do not tell names apart by case.
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
