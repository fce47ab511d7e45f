//! Gives copies neutral names: numbers in the order in which photos and videos were taken, counted over the whole output;
//! each folder becomes an album. No list is kept anywhere: a copy that is there is known again by its bytes, and stays.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::live_photo;
use super::numbers::{self, Kind, Present};
use crate::discover::{Entry, Target, Task};
use crate::source::{OpenFile, load};
use crate::workers::in_order;
use untrace_core::base::{Error, Input, guard};
use untrace_core::formats::{self, AnyScan};
use untrace_core::keep;
use untrace_core::model::{FormatKind, Keep, Trust};
use untrace_core::sniff::{self, Sniffed};

/// Gives every entry that is to be read a target with a neutral name.
pub(super) fn name(entries: &mut [Entry], keep: Keep, trust: Trust, jobs: usize, mut looked: impl FnMut(usize)) {
    let mut outputs: BTreeMap<PathBuf, Output> = BTreeMap::new();
    for target in entries.iter().filter_map(target) {
        outputs.entry(target.root.clone()).or_insert_with(|| Output { present: Present::of(&target.root), wanted: Vec::new() });
    }
    let mut seen = Vec::new();
    let total = entries.len();
    let look = |entry: &Entry| {
        let present = &outputs.get(&target(entry)?.root)?.present;
        // What goes wrong with a file is told when its copy is made.
        Some(guard(|| look_into(&entry.source, present, keep, trust).unwrap_or_default()).unwrap_or_default())
    };
    in_order(
        entries,
        jobs,
        || look,
        |file| {
            seen.push(file);
            looked(total);
        },
    );
    for (index, (entry, seen)) in entries.iter().zip(seen).enumerate() {
        if let (Some(target), Some(seen)) = (target(entry), seen)
            && let Some(output) = outputs.get_mut(&target.root)
        {
            output.wanted.push(Wanted { index, source: entry.source.clone(), in_album: is_in_folder(target), seen });
        }
    }
    for (root, output) in outputs {
        for (index, path) in output.names() {
            if let Some(Entry { task: Task::Read { copy: Some(target) }, .. }) = entries.get_mut(index) {
                target.path = root.join(path);
            }
        }
    }
    // Copies are written in the order of their names: times of writing must not tell another one.
    entries.sort_by_cached_key(|entry| target(entry).map(|target| target.path.clone()));
}

const fn target(entry: &Entry) -> Option<&Target> {
    match &entry.task {
        Task::Read { copy } => copy.as_ref(),
        Task::Sidecar { .. } | Task::Skip(_) | Task::Fail(_) => None,
    }
}

/// Whether a copy would lie in a folder of the output.
fn is_in_folder(target: &Target) -> bool {
    target.below().parent().is_some_and(|folder| !folder.as_os_str().is_empty())
}

/// What a name depends on. By default that of a file of which nothing is known: it comes last.
#[derive(Debug, Default)]
struct Seen {
    format: Option<FormatKind>,
    /// Whether it is described to the end, so that a copy can be expected.
    readable: bool,
    taken: Option<Timestamp>,
    /// Files of the output that are its copy, byte for byte; the lowest number first.
    copies: Vec<PathBuf>,
}

impl Seen {
    fn kind(&self) -> Kind {
        if self.format.is_some_and(FormatKind::is_video) { Kind::Video } else { Kind::Photo }
    }
}

fn look_into(path: &Path, present: &Present, keep: Keep, trust: Trust) -> Option<Seen> {
    let file = OpenFile::open(path).ok()??;
    let mut buffer = Vec::new();
    let input = load(&file, &mut buffer).ok()?;
    let Sniffed::Format(format) = sniff::look(&input).ok()? else { return None };
    let mut seen = Seen { format: Some(format), ..Seen::default() };
    if let Ok(scan) = (formats::of(format).scan)(&input) {
        let scan = scan.trusting(trust);
        seen.readable = true;
        seen.taken = keep::taken(scan.fields());
        // To plan a file only for the length of its copy is in vain where nothing could be that copy.
        if present.has_copies() {
            seen.copies = copies(&input, &scan, keep, &seen, present).unwrap_or_default();
        }
    }
    Some(seen)
}

/// The files among those that are there that a run would write for this one.
fn copies(input: &Input<'_>, scan: &AnyScan, keep: Keep, seen: &Seen, present: &Present) -> Result<Vec<PathBuf>, Error> {
    let edits = scan.plan(keep)?.edits;
    let is_copy = |path: &Path| -> Result<bool, Error> {
        let Some(file) = OpenFile::open(&present.root().join(path))? else { return Ok(false) };
        edits.is_output(input, &load(&file, &mut Vec::new())?)
    };
    let alike = present.of_length(edits.output_len(), seen.kind(), scan.format().extension());
    let mut copies: Vec<PathBuf> = alike.filter(|path| is_copy(path).unwrap_or(false)).map(Path::to_path_buf).collect();
    copies.sort_by_key(|copy| numbered(copy));
    Ok(copies)
}

/// A file that is to get a name.
#[derive(Debug)]
struct Wanted {
    index: usize,
    source: PathBuf,
    in_album: bool,
    seen: Seen,
}

impl Wanted {
    fn folder(&self) -> Option<&Path> {
        self.source.parent().filter(|_| self.in_album)
    }
}

/// A folder of copies: what is there, and what is to come.
#[derive(Debug)]
struct Output {
    present: Present,
    wanted: Vec<Wanted>,
}

impl Output {
    /// A path in the output for each file, by its index.
    fn names(mut self) -> Vec<(usize, PathBuf)> {
        let moments = moments(&self.wanted);
        let kept = kept(&moments);
        let mut albums = albums(&moments, &kept);
        let mut names = Vec::new();
        for moment in &moments {
            let mut number = moment.iter().find_map(|wanted| kept.get(&wanted.index).and_then(|copy| numbered(copy)));
            for wanted in moment {
                if let Some(copy) = kept.get(&wanted.index) {
                    names.push((wanted.index, (*copy).to_path_buf()));
                    continue;
                }
                let kind = wanted.seen.kind();
                let free = number.filter(|number| self.present.is_free(kind, *number));
                let free = free.unwrap_or_else(|| self.present.next());
                self.present.take(kind, free);
                number = number.or(Some(free));
                let album = wanted.folder().map(|folder| {
                    albums.entry(folder).or_insert_with(|| PathBuf::from(numbers::album(self.present.next_album()))).clone()
                });
                let extension = wanted.seen.format.map(FormatKind::extension).unwrap_or_default();
                let file = PathBuf::from(numbers::stem(kind, free)).with_extension(extension);
                names.push((wanted.index, album.unwrap_or_default().join(file)));
            }
        }
        names
    }
}

/// Files by the moment that they show, in the order in which they were taken: those that say nothing about it come
/// behind, by their paths, and those that cannot be read last. A Live Photo is one moment.
fn moments(wanted: &[Wanted]) -> Vec<Vec<&Wanted>> {
    let mut sorted: Vec<&Wanted> = wanted.iter().collect();
    sorted.sort_by(|one, other| one.source.cmp(&other.source));
    let mut moments: Vec<Vec<&Wanted>> = Vec::new();
    let mut halves: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for file in sorted {
        let known = live_photo::half(&file.source).and_then(|(name, _)| {
            let alone = moments.len();
            Some(*halves.entry(name).or_insert(alone)).filter(|at| *at != alone)
        });
        // One photo and one video: a second photo of that name is a moment of its own.
        let lacking = |moment: &&mut Vec<&Wanted>| matches!(moment.as_slice(), [one] if one.seen.kind() != file.seen.kind());
        match known.and_then(|at| moments.get_mut(at)).filter(lacking) {
            Some(moment) => moment.push(file),
            None => moments.push(vec![file]),
        }
    }
    moments.sort_by_key(|moment| {
        let taken = moment.iter().filter_map(|file| file.seen.taken).min();
        (!moment.iter().any(|file| file.seen.readable), taken.is_none(), taken)
    });
    moments
}

/// Copies that are there, each for one file.
fn kept<'w>(moments: &[Vec<&'w Wanted>]) -> BTreeMap<usize, &'w Path> {
    let mut given: BTreeSet<&Path> = BTreeSet::new();
    let mut kept = BTreeMap::new();
    for file in moments.iter().flatten() {
        // Files of the same bytes have the same copies: each file gets another one.
        if let Some(copy) = file.seen.copies.iter().find(|copy| given.insert(copy)) {
            kept.insert(file.index, copy.as_path());
        }
    }
    kept
}

/// The number in the name of a copy.
fn numbered(copy: &Path) -> Option<u32> {
    numbers::read(&copy.file_name()?.to_string_lossy()).map(|(_, number, _)| number)
}

/// Albums that are there, by the folders whose copies they hold.
fn albums<'w>(moments: &[Vec<&'w Wanted>], kept: &BTreeMap<usize, &'w Path>) -> BTreeMap<&'w Path, PathBuf> {
    let mut albums = BTreeMap::new();
    for file in moments.iter().flatten() {
        let album = kept.get(&file.index).and_then(|copy| copy.parent()).filter(|album| !album.as_os_str().is_empty());
        if let (Some(folder), Some(album)) = (file.folder(), album) {
            albums.entry(folder).or_insert_with(|| album.to_path_buf());
        }
    }
    albums
}

#[cfg(test)]
mod tests;
