//! Opens a file, and reads it whole if it is small: the same way wherever a file is looked at.

use std::borrow::Borrow;
use std::fmt;
use std::fs::File;
use std::io;
#[cfg(target_os = "linux")]
use std::num::NonZeroU64;
use std::path::Path;

use untrace_core::base::{Input, ReadAt};

/// Files up to this size are read once, whole, whatever is done with them.
pub const SMALL: u64 = 1 << 20;

/// Up to how many bytes a file is read whole if all of it is needed, in a run of so many workers over so many files. Each of
/// its bytes is needed then, and more than once: the kernel hands it over once, and takes it back once. Larger files are read
/// by position, in pieces that stay in a core's cache, and copied by the kernel.
#[must_use]
pub fn whole(workers: usize, files: usize) -> u64 {
    /// A usual photo; original and copy of a larger one do not stay in the caches of processors.
    const PHOTO: u64 = 8 << 20;
    /// What all workers may hold together, each an original and its copy.
    const TOGETHER: u64 = 96 << 20;
    /// The first photo of a worker takes longer whole, because its buffers are new memory: some have to follow.
    const EACH: usize = 4;
    if files < workers.saturating_mul(EACH) {
        return SMALL;
    }
    let held = (workers as u64).saturating_mul(2);
    TOGETHER.checked_div(held).unwrap_or(PHOTO).clamp(SMALL, PHOTO)
}

/// The whole of a small file, or a file that is read by position.
pub fn load<'b, F: Borrow<File> + fmt::Debug>(file: &'b OpenFile<F>, buffer: &'b mut Vec<u8>) -> io::Result<Input<'b>> {
    load_by(file, file, buffer, SMALL)
}

/// The whole of a file of at most `most` bytes; a larger one is read by its own reader.
pub fn load_by<'b, F: Borrow<File>>(
    file: &'b OpenFile<F>,
    reader: &'b dyn ReadAt,
    buffer: &'b mut Vec<u8>,
    most: u64,
) -> io::Result<Input<'b>> {
    let len = file.len;
    if len > most {
        return Ok(Input::from_reader(reader));
    }
    // Grows only if a file is larger than all before it; otherwise its bytes are simply overwritten.
    buffer.resize(usize::try_from(len).unwrap_or(0), 0);
    let mut filled = 0_usize;
    while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
        match read_at(file.file(), filled as u64, room) {
            Ok(0) => break,
            Ok(read) => filled = filled.saturating_add(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    Ok(Input::from_bytes(buffer))
}

/// Has the system read the first `most` bytes of a file that will be opened soon, while something else is being worked on. Without
/// the call, or without the file, it is read when it is opened.
#[cfg(target_os = "linux")]
pub fn read_ahead(path: &Path, most: u64) {
    use rustix::fs::{Advice, fadvise};
    if let (Ok(file), Some(most)) = (open(path), NonZeroU64::new(most)) {
        let _ = fadvise(&file, 0, Some(most), Advice::WillNeed);
    }
}

/// Other systems read ahead by themselves, or not at all.
#[cfg(not(target_os = "linux"))]
pub const fn read_ahead(_: &Path, _: u64) {}

/// An open file, or one that somebody else holds open, and its length when it was opened.
#[derive(Debug)]
pub struct OpenFile<F = File> {
    file: F,
    len: u64,
}

impl OpenFile {
    /// Opens a file for reading; `None` if it is a folder, a pipe or a device.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn open(path: &Path) -> io::Result<Option<Self>> {
        // Asked about what was opened: the path may lead somewhere else by now.
        Self::regular(open(path)?)
    }

    /// An open file; `None` if it is a folder, a pipe or a device.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn regular(file: File) -> io::Result<Option<Self>> {
        let metadata = file.metadata()?;
        Ok(metadata.is_file().then(|| Self { file, len: metadata.len() }))
    }
}

impl<F: Borrow<File>> OpenFile<F> {
    /// An open file.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn new(file: F) -> io::Result<Self> {
        let len = file.borrow().metadata()?.len();
        Ok(Self { file, len })
    }

    /// The file itself.
    #[must_use]
    pub fn file(&self) -> &File {
        self.file.borrow()
    }
}

impl<F: Borrow<File> + fmt::Debug> ReadAt for OpenFile<F> {
    fn len(&self) -> u64 {
        self.len
    }

    #[cfg(unix)]
    fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(self.file(), buffer, at)
    }

    #[cfg(windows)]
    fn read_exact_at(&self, mut at: u64, mut buffer: &mut [u8]) -> io::Result<()> {
        while !buffer.is_empty() {
            match read_at(self.file(), at, buffer)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n => {
                    buffer = buffer.get_mut(n..).unwrap_or_default();
                    at = at.saturating_add(n as u64);
                }
            }
        }
        Ok(())
    }
}

/// What one call of the system reads, wherever the file was read last.
#[cfg(unix)]
fn read_at(file: &File, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

/// The same.
#[cfg(windows)]
fn read_at(file: &File, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    // A pipe that has taken the file's place since it was found must not keep us waiting.
    Ok(rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_read_whole_where_several_follow_and_all_of_them_have_room() {
        assert_eq!([whole(2, 300), whole(1, 4), whole(6, 300)], [8 << 20; 3]);
        assert_eq!([whole(2, 7), whole(1, 1)], [SMALL; 2]);
        assert_eq!(whole(16, 300), 3 << 20);
        assert_eq!([whole(100, 1000), whole(usize::MAX, usize::MAX)], [SMALL; 2]);
    }
}
