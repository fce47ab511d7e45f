//! What the file system says, as far as we have words for it.

use std::io;

/// What Windows says of a device that cannot be meant (`ERROR_BAD_DEVICE`). No other system has that number.
pub const BAD_DEVICE: i32 = 1200;
/// What Windows says of a file that is marked read-only (`ERROR_FILE_READ_ONLY`).
pub const FILE_READ_ONLY: i32 = 6009;

/// What the file system says, as far as we have words for it. Anything else stays in the system's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing has that name any more.
    Gone,
    /// This person may not have it.
    Denied,
    /// There is no space left.
    Full,
    /// Nothing can be written there.
    ReadOnly,
    /// It ended too early.
    Shorter,
    /// This person has used up their quota.
    Quota,
    /// No file may be that large.
    TooLarge,
    /// No file may have that name.
    Name,
    /// Something that is not a folder is where one should be.
    InTheWay,
    /// Another program has it open.
    InUse,
    /// Windows keeps the name for a device.
    Device,
    /// Somebody marked it as one that should not change.
    Marked,
}

impl Obstacle {
    /// From the standard library's kind, and from the numbers of Windows that have none.
    pub fn of(error: &io::Error) -> Option<Self> {
        /// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`. Elsewhere these numbers mean something else.
        const IN_USE: [i32; 2] = [32, 33];
        match error.raw_os_error() {
            Some(BAD_DEVICE) => return Some(Self::Device),
            Some(FILE_READ_ONLY) => return Some(Self::Marked),
            Some(code) if cfg!(windows) && IN_USE.contains(&code) => return Some(Self::InUse),
            _ => {}
        }
        Some(match error.kind() {
            io::ErrorKind::NotFound => Self::Gone,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::StorageFull => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::UnexpectedEof => Self::Shorter,
            io::ErrorKind::QuotaExceeded => Self::Quota,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            io::ErrorKind::InvalidFilename => Self::Name,
            io::ErrorKind::NotADirectory => Self::InTheWay,
            io::ErrorKind::ResourceBusy => Self::InUse,
            _ => return None,
        })
    }
}
