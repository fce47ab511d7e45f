//! `untrace report`: from what was typed to what a stranger would learn from all of it together.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Result;
use jiff::Zoned;
use untrace_core::insight::{Insight, PlaceId};
use untrace_core::model::Keep;

use super::args::ReportArgs;
use super::ending::Ending;
use super::folders::Folders;
use super::output::Output;
use super::page::{self, unwritable};
use super::process::{NotBegun, Run, ended, not_begun, problems, process, reading, said_of_folders, trouble_or_unread};
use super::signals::Signals;
use super::status::ExitStatus;
use super::{closing, inputs, stream, typed};
use crate::atlas::{self, Earth};
use crate::commit::{Outputs, PrivateFile};
use crate::discover::{self, Entry, Request, RequestError, Task};
use crate::exports;
use crate::i18n::{self, Headline, language};
use crate::report::headline::headline;
use crate::report::page::{About, Land, page as page_of};
use crate::report::terminal::Width;
use crate::report::together::{Command, terminal_lines};
use crate::report::{ending, insight};
use crate::run::Options;
use crate::state::State;
use crate::tally::{Cause, Missed, Together, Totals};
use crate::thumbnails;
use untrace_words::printable_path;

/// How wide lines are where no terminal says it.
const COLUMNS: usize = 80;
/// How many places get a small picture, those with the most days first.
const PICTURED: usize = 24;
/// How many photos of a place are tried for one: many cannot be decoded.
const TRIED: usize = 8;

/// Reports what files give away together.
pub(super) fn report(args: &ReportArgs) -> Result<ExitStatus> {
    // Rights given up before files are looked into are given up for a separate thread only: another program shows the page.
    let told = thread::scope(|scope| scope.spawn(|| told(args)).join());
    let status = told.unwrap_or(Ok(ExitStatus::Incomplete))?;
    if let Some(path) = args.page.output.as_deref().filter(|_| args.page.open && status != ExitStatus::Usage)
        // As an absolute path: a name with a colon would be mistaken for an address.
        && std::path::absolute(path).and_then(open::that_detached).is_err()
    {
        Output::new(&args.common).problem(&language().page_not_opened(&printable_path(path)));
    }
    Ok(status)
}

fn told(args: &ReportArgs) -> Result<ExitStatus> {
    let mut ending = Ending::of("report", &args.common);
    let mut output = Output::new(&args.common);
    // If told to stop, an unfinished page is removed before the program ends.
    let signals = Signals::listen();
    let (request, entries, page_file) = match begun(args, &mut ending) {
        Ok(begun) => begun,
        Err(error) => return not_begun(&error.into(), &args.common, &mut output, &mut ending),
    };
    // The wall clock and the number of processors are out of reach later.
    let (today, options) = (Zoned::now().date(), reading(&args.common));
    let reach = closing::reporting(&request, page_file.as_ref());
    if let Err(open) = closing::close_in(&reach, &args.common, &mut output) {
        return not_begun(&NotBegun::Open(open), &args.common, &mut output, &mut ending);
    }
    let (together, mut totals, partly) = gathered(args, (&request, &entries), &options, &signals, &mut output);
    let missed = Missed { files: u32::try_from(unread(&totals)).unwrap_or(u32::MAX), partly };
    let (album, paths, holders) = together.finish();
    let found = album.insight(&Earth);
    let posted = holders.posted(&Earth, found.zone.as_ref());
    let words = i18n::together(i18n::spoken());
    // Lists of networks are only there to be read; nothing in them is cleaned.
    let has_media = found.files.photos > 0 || found.files.videos > 0;
    // Of parts that were not read, copies say nothing, either: they are of use.
    let is_nothing = found.perhaps.is_empty()
        && matches!(headline(&found, missed.is_nothing()), Headline::Nothing(_) | Headline::NothingRead(_));
    let command = (has_media && !is_nothing).then(|| {
        let several = args.common.paths.len() > 1;
        typed::cleaning(&args.common, &[]).map_or(Command::Untyped { several }, Command::Typed)
    });
    let page_path = args.page.output.as_deref();
    if let Some((file, path)) = page_file.zip(page_path).filter(|_| !signals.came()) {
        let about = About {
            names: paths.iter().map(|path| printable_path(path)).collect(),
            command: command.clone(),
            missed: missed.clone(),
            posted: posted.clone(),
            made: today,
            thumbnails: if args.page.thumbnails { pictures(&found, &paths) } else { BTreeMap::new() },
            land: Land { path: atlas::outline(), width: atlas::MAP_SIZE.0, height: atlas::MAP_SIZE.1, project: atlas::on_map },
        };
        let written = file.file().write_all(page_of(&found, &about, words).as_bytes()).and_then(|()| file.publish());
        if let Err(error) = written {
            totals.troubles.add(Cause::of_all("page"), String::new(), language().request(&unwritable(path, error)));
            totals.unsent = totals.unsent.saturating_add(1);
        }
    }
    output.json(|| insight::object(&found, &posted, &paths, missed.count()));
    for problem in problems(&totals) {
        output.problem(&problem);
    }
    let status = ExitStatus::of_report(&totals, &missed);
    if !args.common.quiet {
        let width = Width::of_stdout_or(COLUMNS);
        let lines = terminal_lines(&found, (&posted, &missed), words, command.as_ref(), width);
        lines.iter().for_each(|line| output.line(line));
        if let Some(path) = page_path.filter(|_| totals.unsent == 0 && !signals.came()) {
            let written = width.wrap(&language().page_written(&printable_path(path)), "", "");
            output.line(&format!("\n{written}"));
        }
    }
    output.end(|| ending::line(i18n::spoken(), ending.told(status), &totals));
    let ended = ended(&mut output, &ending, status, &totals);
    signals.end();
    ended.map(|()| status)
}

/// The lists of networks among what was met, and everything else: each is read by one of the two.
fn lists(entries: &[Entry]) -> (exports::Found, Vec<Entry>) {
    let wanted = entries.iter().filter(|entry| matches!(entry.task, Task::Read { .. } | Task::Sidecar { .. }));
    // A list met twice would be told twice.
    let mut met = BTreeSet::new();
    let wanted = wanted.filter(|entry| met.insert(entry.source.as_path()));
    let found = exports::find(wanted.map(|entry| (entry.source.as_path(), entry.depth.saturating_sub(1))));
    let lists = found.exports.iter().map(|export| export.path.as_path()).chain(found.empty.iter().map(PathBuf::as_path));
    let lists: BTreeSet<&Path> = lists.collect();
    let rest = entries.iter().filter(|entry| !lists.contains(entry.source.as_path())).cloned().collect();
    (found, rest)
}

/// What to read, and where the page goes, if it can go there.
fn begun(args: &ReportArgs, ending: &mut Ending<'_>) -> Result<(Request, Vec<Entry>, Option<PrivateFile>), RequestError> {
    if stream::is_asked(&args.common) {
        return Err(RequestError::StreamAlone);
    }
    let request = inputs::request(&args.common)?;
    let entries = discover::for_reading(&request)?;
    ending.open(&[])?;
    let page_file = args.page.output.as_deref().map(page::create).transpose()?;
    Ok((request, entries, page_file))
}

/// Files of which nothing is known.
const fn unread(totals: &Totals) -> u64 {
    totals.without_copy().saturating_add(totals.sidecars_unread)
}

/// What all files and lists tell, and the lists that were read only in part.
fn gathered(
    args: &ReportArgs,
    (request, entries): (&Request, &[Entry]),
    options: &Options,
    signals: &Signals,
    output: &mut Output,
) -> (Together, Totals, Vec<String>) {
    let (outputs, state) = (Outputs::default(), State::default());
    let mut folders = Folders::of(request, entries);
    let mut together = Together::default();
    let (lists, entries) = lists(entries);
    let run = Run { entries: &entries, outputs: &outputs, state: &state, options, signals, expected: Keep::NOTHING };
    let mut totals = process(run, &args.common, output, trouble_or_unread, |report, _| {
        together.add(report);
        folders.note(report);
    });
    let mut unread = lists.unread;
    let not_read = exports::read(&lists.exports, &mut |list, post| together.list(list, post));
    let (part, none): (Vec<_>, Vec<_>) = not_read.into_iter().partition(|(_, why)| why.is_part());
    let read = lists.exports.len().saturating_add(lists.empty.len()).saturating_sub(none.len());
    totals.sidecars = totals.sidecars.saturating_add(read as u64);
    unread.extend(none);
    // A folder of nothing but lists holds no photo, yet says a lot.
    if !together.has_posts() {
        said_of_folders(&folders, &args.common, &mut totals, output);
    }
    for (path, why) in unread.iter().chain(&part) {
        let name = printable_path(path);
        let said = language().list_unread(&name, why);
        totals.troubles.add(Cause::of_all("list"), name, said);
    }
    for _ in &unread {
        // A list lies next to photos, and counts among those that were refused.
        totals.sidecars_unread = totals.sidecars_unread.saturating_add(1);
        totals.refused = totals.refused.saturating_add(1);
    }
    (together, totals, part.iter().map(|(path, _)| printable_path(path)).collect())
}

/// A small picture of each place, from the first photo that can be decoded.
fn pictures(found: &Insight, paths: &[PathBuf]) -> BTreeMap<PlaceId, String> {
    let picture = |files: &[u32]| {
        let paths = files.iter().filter_map(|file| paths.get(usize::try_from(*file).ok()?));
        paths.take(TRIED).find_map(|path| thumbnails::data_uri(path))
    };
    let places = found.places.iter().zip(1..).take(PICTURED);
    places.filter_map(|(place, id)| Some((id, picture(&place.files)?))).collect()
}
