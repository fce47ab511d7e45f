//! One run after another: two runs writing into the same output at once would each write every copy, and with neutral names
//! would give each photo two.

use std::fs::{File, TryLockError};

use super::folder::Folder;

/// A place at the head of the line, held for as long as the file is; `None` if the file system has no locks.
pub(super) fn join(folder: &Folder, waiting: impl FnOnce()) -> Option<File> {
    // The folder itself is locked: a separate file would be posted with the copies one day.
    #[cfg(unix)]
    let file = folder.as_file().ok()?;
    // Windows cannot lock folders. The next run sweeps this name if this run is killed.
    #[cfg(not(unix))]
    let file = {
        let options = cap_std::fs::OpenOptions::new().write(true).create(true).to_owned();
        folder.dir().open_with(".untrace-waiting-line.part", &options).ok()?.into_std()
    };
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock().is_ok().then_some(file)
        }
        Err(TryLockError::Error(_)) => None,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_until_the_first_is_gone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let first = join(&folder, || panic!("nobody is there"));
        std::thread::scope(|scope| {
            let (sender, receiver) = std::sync::mpsc::channel();
            let other = Folder::open(place.path()).unwrap();
            let second = scope.spawn(move || join(&other, || sender.send(()).unwrap()));
            receiver.recv().unwrap();
            assert!(!second.is_finished());
            drop(first);
            assert!(second.join().unwrap().is_some());
        });
    }
}
