//! What a power cut must not undo: data reach the disk before names lead to them. Otherwise a name may belong to an empty file
//! after a power cut.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::folder::Folder;
use super::pending::Pending;

/// Writes the data of copies to the disk.
pub(super) fn data<'p>(copies: impl Iterator<Item = &'p Pending>) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        // Once per disk. A call per file would make the disk write its journal each time.
        let mut disks = BTreeMap::new();
        for copy in copies {
            disks.entry(copy.folder().identity()?.device()).or_insert(copy);
        }
        disks
            .into_values()
            .try_for_each(|copy| rustix::io::retry_on_intr(|| rustix::fs::syncfs(copy.file())).map_err(io::Error::from))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let mut copies = copies;
        copies.try_for_each(|copy| copy.file().sync_data())
    }
}

/// Folders with new names that may not be on the disk yet.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<Key, Arc<Folder>>);

/// A disk is asked for all of its folders at once, on systems that can do that.
#[cfg(target_os = "linux")]
type Key = u64;
#[cfg(not(target_os = "linux"))]
type Key = crate::identity::Identity;

impl Names {
    /// How many folders are held open.
    const MOST: usize = 32;

    /// Records a folder.
    pub(super) fn given_in(&mut self, folder: &Arc<Folder>) {
        let Ok(identity) = folder.identity() else { return };
        #[cfg(target_os = "linux")]
        let key = identity.device();
        #[cfg(not(target_os = "linux"))]
        let key = identity;
        self.0.entry(key).or_insert_with(|| Arc::clone(folder));
        if self.0.len() >= Self::MOST {
            self.settle();
        }
    }

    /// Writes the names to the disk. If that fails, data and originals are safe all the same: a power cut loses the name of a
    /// copy, and the next run gives it again.
    pub(super) fn settle(&mut self) {
        for (_, folder) in std::mem::take(&mut self.0) {
            let Ok(file) = folder.as_file() else { continue };
            #[cfg(target_os = "linux")]
            let _ = rustix::io::retry_on_intr(|| rustix::fs::syncfs(&file));
            #[cfg(not(target_os = "linux"))]
            let _ = file.sync_all();
        }
    }
}
