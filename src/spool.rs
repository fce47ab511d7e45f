//! A photo from a stream, not a folder: what is read is kept in memory if it is small, otherwise in a file without a
//! name, and so is its copy until it is verified. Nothing of it is left behind, however the program ends.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use crate::source::OpenFile;

/// Up to this size nothing goes to disk.
const SMALL: usize = 1 << 20;

/// What stands for a stream in place of a path.
pub const STREAM: &str = "-";

/// What was read from a stream, and space for its copy.
#[derive(Debug)]
pub struct Spool {
    source: OpenFile,
    copy: Option<File>,
}

impl Spool {
    /// Reads a stream to its end; `copies` says whether a copy is wanted.
    ///
    /// # Errors
    /// That of the stream, or of the disk for temporary files.
    pub fn read(mut from: impl Read, copies: bool) -> io::Result<Self> {
        let mut begin = Vec::new();
        from.by_ref().take(SMALL as u64).read_to_end(&mut begin)?;
        let is_small = begin.len() < SMALL;
        let mut source = unnamed(is_small)?;
        source.write_all(&begin)?;
        if !is_small {
            io::copy(&mut from, &mut source)?;
        }
        source.rewind()?;
        let copy = copies.then(|| unnamed(is_small)).transpose()?;
        Ok(Self { source: OpenFile::new(source)?, copy })
    }

    /// What was read.
    #[must_use]
    pub const fn source(&self) -> &OpenFile {
        &self.source
    }

    /// Where the copy is written, if one is wanted.
    #[must_use]
    pub const fn copy(&self) -> Option<&File> {
        self.copy.as_ref()
    }

    /// Writes the whole copy to a stream.
    ///
    /// # Errors
    /// That of the stream.
    pub fn send(&self, to: &mut impl Write) -> io::Result<()> {
        let Some(mut copy) = self.copy.as_ref() else { return Ok(()) };
        copy.rewind()?;
        io::copy(&mut copy, to)?;
        to.flush()
    }
}

/// No two are alike.
impl PartialEq for Spool {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Spool {}

/// A file that nobody else can open, and that disappears with the program.
fn unnamed(is_small: bool) -> io::Result<File> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if is_small && let Ok(file) = rustix::fs::memfd_create("untrace", rustix::fs::MemfdFlags::CLOEXEC) {
        return Ok(file.into());
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let _ = is_small;
    tempfile::tempfile()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_there_whole_whatever_its_size() {
        for len in [0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * SMALL] {
            let bytes: Vec<u8> = (0..len).map(|at| (at % 251) as u8).collect();
            let spool = Spool::read(bytes.as_slice(), true).unwrap();
            let mut read = Vec::new();
            spool.source().file().read_to_end(&mut read).unwrap();
            assert!(read == bytes, "{len}");
            let mut sent = Vec::new();
            spool.copy().unwrap().write_all(&bytes).unwrap();
            spool.send(&mut sent).unwrap();
            assert!(sent == bytes, "{len}");
        }
    }
}
