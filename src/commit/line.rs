//! One run after another: two runs writing into the same output at once would each write every copy, and with neutral names
//! would give each photo two.

use std::fs::{File, TryLockError};

use super::folder::Folder;

/// A place at the head of the line, held for as long as the file is; `None` if the file system has no locks.
pub(super) fn join(folder: &Folder, waiting: impl FnOnce()) -> Option<File> {
    let mut waiting = Some(waiting);
    loop {
        let file = system::opened(folder)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if let Some(waiting) = waiting.take() {
                    waiting();
                }
                file.lock().ok()?;
            }
            Err(TryLockError::Error(_)) => return None,
        }
        if system::is_head(folder, &file) {
            return Some(file);
        }
    }
}

/// The folder itself is locked: a separate file would be posted with the copies one day.
#[cfg(unix)]
mod system {
    use super::{File, Folder};

    pub(super) fn opened(folder: &Folder) -> Option<File> {
        folder.as_file().ok()
    }

    pub(super) const fn is_head(_: &Folder, _: &File) -> bool {
        true
    }
}

/// Windows cannot lock folders. There a file is locked that is gone with the run, whatever ends that.
#[cfg(not(unix))]
mod system {
    use std::ffi::OsStr;
    use std::io;
    use std::thread;
    use std::time::Duration;

    use cap_std::fs::{OpenOptions, OpenOptionsExt};

    use super::{File, Folder};
    use crate::identity::Identity;

    /// One that is swept like any other where a disk does not do that.
    const NAME: &str = ".untrace-waitingline0.part";
    const GENERIC_READ_WRITE: u32 = 0xC000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_SHARE_ALL: u32 = 7;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;

    pub(super) fn opened(folder: &Folder) -> Option<File> {
        /// A file on its way out is refused until the last run that has it open notices.
        const TRIES: u32 = 100;
        let options = OpenOptions::new()
            .create(true)
            .write(true)
            .access_mode(GENERIC_READ_WRITE | DELETE)
            .share_mode(FILE_SHARE_ALL)
            .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
            .to_owned();
        for _ in 0..TRIES {
            match folder.dir().open_with(NAME, &options) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => thread::sleep(Duration::from_millis(20)),
                opened => return opened.ok().map(cap_std::fs::File::into_std),
            }
        }
        None
    }

    /// Whether a locked file still has the name: it went with the run that was waited for.
    pub(super) fn is_head(folder: &Folder, file: &File) -> bool {
        let locked = cap_std::fs::Metadata::from_file(file).map(|metadata| Identity::of(&metadata));
        locked.is_ok_and(|locked| folder.look(OsStr::new(NAME)).is_ok_and(|there| there.is_some_and(|it| it.identity == locked)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_until_the_first_is_gone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let first = join(&folder, || panic!("nobody is there"));
        assert!(first.is_some());
        std::thread::scope(|scope| {
            let (sender, receiver) = std::sync::mpsc::channel();
            let other = Folder::open(place.path()).unwrap();
            let second = scope.spawn(move || join(&other, || sender.send(()).unwrap()));
            receiver.recv().unwrap();
            assert!(!second.is_finished());
            drop(first);
            assert!(second.join().unwrap().is_some());
        });
        assert!(folder.first().is_none(), "nothing is left for anybody to post");
    }
}
