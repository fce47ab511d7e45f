//! The file about one output: one frame per remembered fact, the newest last. Frames are separated by zero bytes
//! (COBS) and each has a checksum: a damaged one is forgotten, but not those around it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::key::{Key, Salt};
use super::record::Record;

/// Longer files are no longer ours: a million copies take a fifth of it.
const LARGEST: u64 = 1 << 30;

/// No frame is longer.
const LONGEST: u64 = 1 << 12;

/// One remembered fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Frame {
    /// How paths are hashed. A different form of frames has a different number.
    Head { form: u32, salt: Salt },
    /// A copy.
    Copy(Record),
    /// That a copy was removed.
    Removed(Key),
}

pub(super) const FORM: u32 = 1;

/// Everything that the file says, the oldest first. What is missing from it costs time, and nothing else.
pub(super) fn read(path: &Path) -> impl Iterator<Item = Frame> + use<> {
    let mut file = File::open(path).ok().map(|file| BufReader::new(file.take(LARGEST)));
    let mut bytes = Vec::new();
    // What is damaged is no frame, what is too long comes in pieces that are none, and nothing follows what cannot be read.
    let read = move || {
        bytes.clear();
        let read = file.as_mut()?.take(LONGEST).read_until(0, &mut bytes).ok().filter(|read| *read > 0);
        read.map(|_| bytes.strip_suffix(&[0]).and_then(frame))
    };
    std::iter::from_fn(read).flatten()
}

fn frame(bytes: &[u8]) -> Option<Frame> {
    let bytes = cobs::decode_vec(bytes).ok()?;
    let (check, bytes) = bytes.split_first_chunk::<CHECK>()?;
    if *check != check_of(bytes) {
        return None;
    }
    postcard::from_bytes(bytes).ok()
}

const CHECK: usize = 4;

/// Against accidents: anyone who can write this file can write everything else of that person's too.
fn check_of(bytes: &[u8]) -> [u8; CHECK] {
    crc32fast::hash(bytes).to_le_bytes()
}

fn write(frame: &Frame, into: &mut Vec<u8>) {
    let Ok(bytes) = postcard::to_allocvec(frame) else { return };
    let mut framed = check_of(&bytes).to_vec();
    framed.extend_from_slice(&bytes);
    into.extend(cobs::encode_vec(&framed));
    into.push(0);
}

/// Appends frames to those already there.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: Option<File>,
    waiting: Vec<u8>,
}

impl Journal {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self { path, file: None, waiting: Vec::new() }
    }

    pub(super) fn add(&mut self, frame: &Frame) {
        write(frame, &mut self.waiting);
    }

    /// Hands what was added to the system. If that fails, the next run reads more than it needed to.
    pub(super) fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return;
        }
        if self.file.is_none() {
            self.file = open(&self.path).ok();
        }
        if let Some(file) = &mut self.file {
            // Terminates what a full disk or a power cut truncated, so that nothing new is lost with it.
            let _ = file.write_all(&[0]).and_then(|()| file.write_all(&waiting));
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    private_folder(path.parent().unwrap_or_else(|| Path::new("")))?;
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    private(&mut options);
    options.open(path)
}

/// Rewrites a file from its beginning, in a single step.
pub(super) fn replace(path: &Path, frames: impl Iterator<Item = Frame>) -> io::Result<()> {
    private_folder(path.parent().unwrap_or_else(|| Path::new("")))?;
    let mut bytes = Vec::new();
    frames.for_each(|frame| write(&frame, &mut bytes));
    let next = path.with_extension("next");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    private(&mut options);
    options.open(&next)?.write_all(&bytes)?;
    fs::rename(&next, path)
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
const fn private(_: &mut OpenOptions) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(path: &Path) -> Vec<Key> {
        read(path).filter_map(|frame| if let Frame::Removed(key) = frame { Some(key) } else { None }).collect()
    }

    fn some(count: usize) -> Vec<Key> {
        let salt = Salt::new();
        (0..count).map(|at| salt.key(Path::new("x"), Path::new(&at.to_string()))).collect()
    }

    #[test]
    fn what_was_put_down_is_read_again_and_damage_costs_only_what_it_hits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/file");
        let wanted = some(20);
        let mut journal = Journal::new(path.clone());
        for key in &wanted {
            journal.add(&Frame::Removed(*key));
            journal.flush();
        }
        assert_eq!(keys(&path), wanted);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x40;
            fs::write(&path, &bytes).unwrap();
            let left = keys(&path);
            assert!(left.len() >= 18 && left.iter().all(|key| wanted.contains(key)), "byte {at}");
        }
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            let left = keys(&path);
            assert_eq!(left, wanted[..left.len()]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/state");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let mut journal = Journal::new(path.clone());
        journal.add(&Frame::Removed(some(1)[0]));
        journal.flush();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        replace(&path, std::iter::empty()).unwrap();
        assert_eq!((mode(&path), fs::metadata(&path).unwrap().len()), (0o600, 0));
    }
}
