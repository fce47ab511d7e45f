//! Where to find the photos and videos that the lists of an export name. Such a name is text from a file: it leads into the
//! export, or nowhere.

use std::fs;
use std::path::{Component, Path, PathBuf};

use untrace_core::insight::Sort;
use untrace_core::sniff;

use crate::hashed::Map;

/// How many names in a folder are looked through.
const MOST: usize = 200_000;
/// How often the disk is asked for a file of one list.
const QUESTIONS: usize = 1_000_000;

/// The photos and videos of an export.
#[derive(Debug)]
pub(super) struct Media {
    /// Folders that names may start from, the nearest first.
    folders: Vec<PathBuf>,
    /// How many more times the disk may be asked.
    left: usize,
    /// Memories by number, once one has been asked for.
    memories: Option<Map<String, PathBuf>>,
}

impl Media {
    /// Those of a list, from its own folder up to the given number of folders above it.
    pub(super) fn new(list: &Path, above: usize) -> Self {
        let folders = list.ancestors().skip(1).take(above.saturating_add(1)).map(Path::to_path_buf).collect();
        Self { folders, left: QUESTIONS, memories: None }
    }

    /// The file that a name leads to.
    pub(super) fn named(&mut self, name: &str) -> Option<PathBuf> {
        /// Nobody's are longer.
        const LONGEST: usize = 1024;
        let name = Path::new(name);
        let is_inside = name.components().all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || name.as_os_str().is_empty() || name.as_os_str().len() > LONGEST || !sniff::is_promised(name) {
            return None;
        }
        self.left = self.left.checked_sub(self.folders.len())?;
        let at = self.folders.iter().position(|folder| is_file(&folder.join(name)))?;
        let file = self.folders.get(at)?.join(name);
        // The next name most likely starts in the same folder.
        self.folders.swap(0, at);
        Some(file)
    }

    /// The memory with a number: `memories/2024-05-12_<number>-main.jpg`.
    pub(super) fn memory(&mut self, number: &str) -> Option<PathBuf> {
        let folders = &self.folders;
        self.memories.get_or_insert_with(|| memories(folders)).get(&number.to_ascii_lowercase()).cloned()
    }
}

/// What kind of file it is, by its name.
pub(super) fn sort(file: &Path) -> Sort {
    let is_video = file.extension().is_some_and(|extension| sniff::promises_video(&extension.to_string_lossy()));
    if is_video { Sort::Video } else { Sort::Photo }
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

fn memories(folders: &[PathBuf]) -> Map<String, PathBuf> {
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder.join("memories")).ok()).flatten().flatten();
    let named = entries.take(MOST).filter_map(|entry| {
        let path = entry.path();
        let stem = path.file_stem()?.to_str()?.to_ascii_lowercase();
        let number = stem.split_once('_')?.1.strip_suffix("-main")?.to_owned();
        (is_file(&path) && sniff::is_promised(&path)).then_some((number, path))
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_into_the_export_or_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let outer = folder.path().join("export");
        fs::create_dir_all(outer.join("media/posts")).unwrap();
        fs::create_dir_all(outer.join("content")).unwrap();
        for file in ["media/posts/a.jpg", "media/posts/list.json", "../secret.jpg"] {
            fs::write(outer.join(file), "x").unwrap();
        }
        let mut media = Media::new(&outer.join("content/posts_1.json"), 1);
        assert_eq!(media.named("media/posts/a.jpg"), Some(outer.join("media/posts/a.jpg")));
        assert_eq!(media.named("media/posts/a.jpg"), Some(outer.join("media/posts/a.jpg")));
        let absolute = folder.path().join("secret.jpg").display().to_string();
        for none in
            ["../secret.jpg", "media/../../secret.jpg", absolute.as_str(), "", "media/posts", "media/posts/list.json", "b.jpg"]
        {
            assert_eq!(media.named(none), None, "{none}");
        }
        let mut media = Media::new(&outer.join("content/posts_1.json"), 0);
        assert_eq!(media.named("media/posts/a.jpg"), None);
    }

    #[test]
    fn a_memory_is_found_by_its_number() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("memories")).unwrap();
        let [main, overlay] =
            ["main.jpg", "overlay.png"].map(|end| folder.path().join(format!("memories/2024-05-12_0AFE-77-{end}")));
        fs::write(&main, "x").unwrap();
        fs::write(&overlay, "x").unwrap();
        let mut media = Media::new(&folder.path().join("json/memories_history.json"), 1);
        assert_eq!(
            (media.memory("0afe-77"), media.memory("0AFE-77"), media.memory("other")),
            (Some(main.clone()), Some(main), None)
        );
    }
}
