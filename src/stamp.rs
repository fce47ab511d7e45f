//! What a file is like, found out without reading it: if all of this is unchanged, so is what the file contains.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What the file system says about a file. Nanoseconds count from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The disk that it is on, for as long as that is there: the next one in the same slot can have the same number.
    pub(crate) device: u64,
    /// Its number on that disk; 0 if a system gives it only for open files.
    number: u64,
    /// Length in bytes.
    pub(crate) len: u64,
    modified: i64,
    /// When anything about it changed: no program can set that back. 0 if a system does not have it.
    changed: i64,
}

const SECOND: i64 = 1_000_000_000;

impl Stamp {
    /// Of what metadata describe.
    pub(crate) fn of(metadata: &std::fs::Metadata) -> Self {
        Self::of_handle(&cap_std::fs::Metadata::from_just_metadata(metadata.clone()))
    }

    /// The same, for something looked at through its folder's handle.
    #[cfg(unix)]
    pub(crate) fn of_handle(metadata: &cap_std::fs::Metadata) -> Self {
        use cap_std::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(SECOND).saturating_add(rest);
        Self {
            device: metadata.dev(),
            number: metadata.ino(),
            len: metadata.len(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    /// The same, if a system gives number and disk only for open files.
    #[cfg(not(unix))]
    pub(crate) fn of_handle(metadata: &cap_std::fs::Metadata) -> Self {
        let modified = metadata.modified().map_or(0, |time| nanoseconds(time.into_std()));
        Self { device: 0, number: 0, len: metadata.len(), modified, changed: 0 }
    }

    /// Whether it is the same file, with nothing about it changed. The disk does not count: the path led to it.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.number, self.len, self.modified, self.changed) == (other.number, other.len, other.modified, other.changed)
    }

    /// Whether it is the same file with the same content, though perhaps with fewer names than before.
    pub(crate) fn is_same_but_for_names(&self, other: &Self) -> bool {
        self.number == other.number && self.is_alike(other)
    }

    /// Whether its length and age are the same: visible on every disk, and hardly ever a coincidence.
    pub(crate) const fn is_alike(&self, other: &Self) -> bool {
        self.len == other.len && self.modified == other.modified
    }

    /// Whether a change after `now` cannot have the times that it already has. Disks with whole seconds (FAT: two) show nothing
    /// of what happens within them; other clocks advance with the ticks of the system.
    pub(crate) fn is_settled(&self, now: i64) -> bool {
        const TICKS: i64 = 20_000_000;
        let margin = if self.is_coarse() { SECOND.saturating_mul(2) } else { TICKS };
        now.saturating_sub(self.last()) > margin
    }

    /// Whether its times may be in whole seconds, and cannot tell close moments apart.
    pub(crate) const fn is_coarse(&self) -> bool {
        matches!(self.last().checked_rem(SECOND), None | Some(0))
    }

    /// When anything about it last changed.
    pub(crate) const fn last(&self) -> i64 {
        if self.changed == 0 { self.modified } else { self.changed }
    }
}

/// Nanoseconds since 1970.
pub(crate) fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX).saturating_neg(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_or_a_change_shows() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        for file in [&a, &b] {
            std::fs::write(file, b"same").unwrap();
        }
        let of = |file| Stamp::of(&std::fs::metadata(file).unwrap());
        let before = of(&a);
        assert!(before.is_same(&of(&a)));
        assert!(!cfg!(unix) || !before.is_same(&of(&b)), "another file of the same length");
        // A program that sets back the time of the last change.
        let modified = std::fs::metadata(&a).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&a, b"else").unwrap();
        std::fs::File::options().write(true).open(&a).unwrap().set_modified(modified).unwrap();
        assert!(!cfg!(unix) || !before.is_same(&of(&a)));
    }

    #[test]
    fn a_disk_of_whole_seconds_needs_two_of_them_to_pass() {
        let at = |changed| Stamp { device: 1, number: 1, len: 1, modified: 0, changed };
        assert!(!at(100 * SECOND).is_settled(101 * SECOND) && at(100 * SECOND).is_settled(103 * SECOND));
        assert!(at(100 * SECOND + 1).is_settled(101 * SECOND));
        assert!(!at(100 * SECOND + 1).is_settled(100 * SECOND + 5), "within a tick");
        assert!(!at(100 * SECOND).is_settled(0), "a time to come");
    }
}
