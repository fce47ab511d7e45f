//! Which disks show a change by a time that no program can set back: only there is anything taken for unchanged.

use std::path::Path;

/// Whether the disk that a path leads to keeps a separate change time. FAT and exFAT show the write time instead, and with
/// file systems in user space nobody knows.
#[cfg(target_os = "linux")]
pub(super) fn shows_changes(path: &Path) -> bool {
    /// Magic numbers of statfs(2): MSDOS, exFAT, FUSE.
    const BLIND: [u64; 3] = [0x4d44, 0x2011_bab0, 0x6573_5546];
    rustix::fs::statfs(path).is_ok_and(|disk| u64::try_from(disk.f_type).is_ok_and(|kind| !BLIND.contains(&kind)))
}

/// The same; FAT and exFAT cannot be recognised there yet, but Macs keep the time.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) const fn shows_changes(_: &Path) -> bool {
    true
}

/// The same; there is no way to ask for the time there.
#[cfg(not(unix))]
pub(super) const fn shows_changes(_: &Path) -> bool {
    false
}
