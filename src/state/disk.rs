//! Which disks show a change by a time that no program can set back: only on those nothing is taken for unchanged.

use std::path::Path;

/// Whether the disk that a path leads to keeps a time of change of its own. FAT and exFAT show the time of writing in its place, and of
/// file systems in user space nobody knows.
#[cfg(target_os = "linux")]
pub(super) fn shows_changes(path: &Path) -> bool {
    /// Magic numbers of statfs(2): MSDOS, exFAT, FUSE.
    const BLIND: [u64; 3] = [0x4d44, 0x2011_bab0, 0x6573_5546];
    rustix::fs::statfs(path).is_ok_and(|disk| u64::try_from(disk.f_type).is_ok_and(|kind| !BLIND.contains(&kind)))
}

/// The same; there, FAT and exFAT cannot be told yet, but Macs keep the time.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) const fn shows_changes(_: &Path) -> bool {
    true
}

/// The same; the time cannot be asked for there.
#[cfg(not(unix))]
pub(super) const fn shows_changes(_: &Path) -> bool {
    false
}
