//! Opens a file, and reads it whole where it is small: the same way wherever a file is looked at.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::input::Input;

/// Files up to this size are read once, whole; larger ones by position, a piece that stays in the cache of a core at a
/// time, and copied by the kernel. Whole photos in memory take twice as long: each of their bytes goes out and back.
const WHOLE_BYTES: u64 = 1 << 20;

/// The whole of a small file, or a file that is read by position.
pub(crate) fn load<'b>(file: &'b File, len: u64, buffer: &'b mut Vec<u8>) -> io::Result<Input<'b>> {
    if len > WHOLE_BYTES {
        return Ok(Input::from_file(file, len));
    }
    // Grows only where a file is larger than all before it; otherwise its bytes are simply overwritten.
    buffer.resize(usize::try_from(len).unwrap_or(0), 0);
    let mut from = file;
    let mut filled = 0_usize;
    while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
        match from.read(room) {
            Ok(0) => break,
            Ok(read) => filled = filled.saturating_add(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    Ok(Input::from_bytes(buffer))
}

#[cfg(unix)]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    // A pipe that took the file's place since it was found must not make us wait.
    Ok(rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK, Mode::empty())?.into())
}

#[cfg(not(unix))]
pub(crate) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
