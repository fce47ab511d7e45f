//! Gives copies neutral names: numbers in the order in which photos and videos were taken, counted over the whole output;
//! each folder becomes an album. No list is kept anywhere: an existing copy is recognised by its bytes, and stays.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::asked::Asked;
use super::content::Content;
use super::live_photo;
use super::numbers::{self, Form, Kind, Present};
use crate::discover::{Entry, Naming, RequestError, Target, Task};
use crate::hashed::Set;
use crate::source::{OpenFile, load};
use crate::state::{Record, State};
use crate::trouble::Trouble;
use crate::workers::{Crew, in_order};
use untrace_core::base::{Error, Input, guard};
use untrace_core::edit::EditList;
use untrace_core::formats;
use untrace_core::keep;
use untrace_core::model::{FormatKind, Keep, Trust};
use untrace_core::sniff::{self, Sniffed};

/// Gives every entry to be read a target with a neutral name.
///
/// # Errors
/// [`RequestError::OutputUnreadable`].
pub(super) fn name(
    entries: &mut [Entry],
    state: &State,
    asked: &Asked,
    jobs: usize,
    mut looked: impl FnMut(usize),
) -> Result<(), RequestError> {
    let mut outputs: BTreeMap<PathBuf, Output> = BTreeMap::new();
    for target in entries.iter().filter_map(Entry::target) {
        if !outputs.contains_key(&target.root) {
            let output = Output { present: Present::of(&target.root, state)?, wanted: Vec::new() };
            outputs.insert(target.root.clone(), output);
        }
    }
    let mut seen = Vec::new();
    let total = entries.len();
    let look = |entry: &Entry| {
        let target = entry.target()?;
        let present = &outputs.get(&target.root)?.present;
        let record = state.of_entry(entry);
        let named = record.and_then(|record| named(record, present));
        if let (Some(record), Some(copy)) = (record, &named)
            && state.is_current(record, entry.stamp)
        {
            let seen = Seen { format: Some(record.format), readable: true, named: Some(copy.clone()), ..Seen::default() };
            return Some(Ok(seen));
        }
        let seen = guard(|| look_into(&entry.source, present, asked.keep, asked.trust)).unwrap_or_else(|| Ok(Seen::default()));
        // A different kind of file cannot have that name.
        Some(seen.map(|seen| Seen { named: named.filter(|copy| copy.1 == seen.kind()), ..seen }))
    };
    in_order(
        entries,
        Crew { jobs, ahead: entries.len(), stops: &|| false, soon: &|_| () },
        || look,
        |file| {
            seen.push(file);
            looked(total);
        },
    );
    for (index, (entry, seen)) in entries.iter_mut().zip(seen).enumerate() {
        match (entry.target(), seen) {
            (Some(target), Some(Ok(seen))) => {
                let (source, in_album) = (entry.source.clone(), is_in_folder(target));
                if let Some(output) = outputs.get_mut(&target.root) {
                    output.wanted.push(Wanted { index, source, in_album, seen });
                }
            }
            // By the time of a later read it might be understood, and get a name that says nothing about what it is.
            (Some(_), Some(Err(trouble))) => entry.task = Task::Fail(trouble),
            _ => {}
        }
    }
    for (root, output) in outputs {
        for (index, path) in output.names() {
            if let Some(Entry { task: Task::Read { copy: Some(target) }, .. }) = entries.get_mut(index) {
                target.path = root.join(path);
            }
        }
    }
    // Copies are written in the order of their names, so that the times of writing do not reveal another order.
    entries.sort_by_cached_key(|entry| entry.target().map(|target| target.path.clone()));
    Ok(())
}

/// The copy that an earlier run made of this very original and named like this. The original keeps that name, even if a
/// different copy of it has to be made by now.
fn named(record: &Record, present: &Present) -> Option<(PathBuf, Kind)> {
    let (copy, kind) = present.known(record).filter(|_| record.written && record.naming == Naming::Neutral)?;
    Some((copy.to_path_buf(), kind))
}

/// Whether a copy would go into a folder of the output.
fn is_in_folder(target: &Target) -> bool {
    target.below().parent().is_some_and(|folder| !folder.as_os_str().is_empty())
}

/// What a name depends on. The default is a file of which nothing is known: it comes last.
#[derive(Debug, Default)]
struct Seen {
    format: Option<FormatKind>,
    /// Whether it is fully described, so that a copy can be expected.
    readable: bool,
    taken: Option<Timestamp>,
    /// The form and content of its copy, if the output contains one of that form.
    copy: Option<(Form, Content)>,
    /// The copy known to be its own, and what that is.
    named: Option<(PathBuf, Kind)>,
}

impl Seen {
    fn kind(&self) -> Kind {
        if self.format.is_some_and(FormatKind::is_video) { Kind::Video } else { Kind::Photo }
    }
}

/// What the name of a file depends on. If the file is not understood, that is reported when its copy is to be made.
fn look_into(path: &Path, present: &Present, keep: Keep, trust: Trust) -> Result<Seen, Trouble> {
    let Some(file) = OpenFile::open(path)? else { return Ok(Seen::default()) };
    let mut buffer = Vec::new();
    let input = load(&file, &mut buffer)?;
    match seen(&input, present, keep, trust) {
        Err(Error::Io(error)) => Err(error.into()),
        Err(_) => Ok(Seen::default()),
        Ok(seen) => Ok(seen),
    }
}

fn seen(input: &Input<'_>, present: &Present, keep: Keep, trust: Trust) -> Result<Seen, Error> {
    let Sniffed::Format(format) = sniff::look(input)? else { return Ok(Seen::default()) };
    let mut seen = Seen { format: Some(format), ..Seen::default() };
    let scan = match (formats::of(format).scan)(input) {
        Ok(scan) => scan.trusting(trust),
        Err(Error::Io(error)) => return Err(error.into()),
        Err(_) => return Ok(seen),
    };
    seen.readable = true;
    seen.taken = keep::taken(scan.fields());
    if present.is_empty() {
        return Ok(seen);
    }
    match scan.plan(keep) {
        Ok(plan) => seen.copy = copy(input, &plan.edits, &seen, format, present)?,
        Err(Error::Io(error)) => return Err(error.into()),
        Err(_) => {}
    }
    Ok(seen)
}

/// What the copy would contain, if one of its form exists.
fn copy(
    input: &Input<'_>,
    edits: &EditList,
    seen: &Seen,
    format: FormatKind,
    present: &Present,
) -> Result<Option<(Form, Content)>, Error> {
    let form = Form { len: edits.output_len(), kind: seen.kind(), extension: format.extension().to_owned() };
    if !present.has(&form) {
        return Ok(None);
    }
    Ok(Some((form, Content::of_output(input, edits)?)))
}

/// A file that needs a name.
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

/// A folder of copies: those that exist, and those to come.
#[derive(Debug)]
struct Output {
    present: Present,
    wanted: Vec<Wanted>,
}

impl Output {
    /// A path in the output for each file, by its index.
    fn names(mut self) -> Vec<(usize, PathBuf)> {
        let moments = moments(&self.wanted);
        let kept = kept(&moments, &self.present);
        let mut albums = albums(&moments, &kept);
        let mut names = Vec::new();
        for moment in &moments {
            let mut number = moment.iter().find_map(|wanted| kept.get(&wanted.index).and_then(|copy| numbers::number(copy)));
            for wanted in moment {
                if let Some(copy) = kept.get(&wanted.index) {
                    names.push((wanted.index, copy.clone()));
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

/// Files by the moment they show, in the order they were taken: those that say nothing about it come
/// after, by path, and unreadable ones last. A Live Photo is one moment.
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
        // One photo and one video: a second photo of that name is a separate moment.
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

/// Existing copies, each for one file.
fn kept(moments: &[Vec<&Wanted>], present: &Present) -> BTreeMap<usize, PathBuf> {
    let (mut kept, mut taken) = (BTreeMap::new(), Set::default());
    for file in moments.iter().flatten() {
        if let Some((copy, _)) = file.seen.named.as_ref().filter(|(copy, _)| taken.insert(copy.as_path())) {
            kept.insert(file.index, copy.clone());
        }
    }
    // Files with the same bytes have the same copies: each file gets the next one. What cannot be read may be the copy
    // of any file of its form, and is reported as being in its way.
    let mut given: BTreeMap<(&Form, Content), usize> = BTreeMap::new();
    for file in moments.iter().flatten() {
        let Some((form, content)) = file.seen.copy.as_ref().filter(|_| !kept.contains_key(&file.index)) else { continue };
        for content in [*content, Content::Unknown] {
            let next = given.entry((form, content)).or_default();
            let free = present.holding(form, content).iter().skip(*next).position(|copy| !taken.contains(copy.as_path()));
            if let Some(copy) = free.and_then(|free| {
                *next = next.saturating_add(free).saturating_add(1);
                present.holding(form, content).get(next.saturating_sub(1))
            }) {
                kept.insert(file.index, copy.clone());
                break;
            }
        }
    }
    kept
}

/// Existing albums, by the folders whose copies they hold.
fn albums<'w>(moments: &[Vec<&'w Wanted>], kept: &BTreeMap<usize, PathBuf>) -> BTreeMap<&'w Path, PathBuf> {
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
