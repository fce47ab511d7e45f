//! `untrace check`: from what was typed to the report.

use anyhow::Result;

use super::args::CheckArgs;
use super::ending::Ending;
use super::folders::Folders;
use super::output::Output;
use super::process::{NotBegun, Run, ended, not_begun, problems, process, reading, said_of_folders, trouble_or_unread};
use super::signals::Signals;
use super::status::{ExitStatus, FailOn};
use super::{closing, inputs, stream, typed};
use crate::commit::Outputs;
use crate::discover::{self, Request};
use crate::i18n;
use crate::report::ending::{self, Counts};
use crate::report::{json, terminal};
use crate::state::State;
use crate::tally::Gathered;
use untrace_core::model::Keep;

/// Up to this many files are listed one by one; more are summed up.
const FEW: u64 = 3;

/// Reports what files give away.
pub(super) fn check(args: &CheckArgs) -> Result<ExitStatus> {
    let mut ending = Ending::of("check", &args.common);
    let mut output = Output::new(&args.common);
    let options = reading(&args.common);
    let read = |request: Request| discover::for_reading(&request).map(|entries| (request, entries));
    let read = if stream::is_asked(&args.common) {
        stream::to_check(&args.common).map(|entries| (Request::default(), entries))
    } else {
        inputs::request(&args.common).and_then(read)
    };
    let (request, entries) = match read.and_then(|read| ending.open(&[]).map(|()| read)) {
        Ok(read) => read,
        Err(error) => return not_begun(&error.into(), &args.common, &mut output, &mut ending),
    };
    if let Err(open) = closing::close_in(&closing::reading(&request), &args.common, &mut output) {
        return not_begun(&NotBegun::Open(open), &args.common, &mut output, &mut ending);
    }
    let width = terminal::Width::of_stdout();
    let (quiet, verbose) = (args.common.quiet, args.common.verbose && !args.common.quiet);
    let (mut gathered, mut few) = (Gathered::default(), Vec::new());
    let (outputs, state, signals) = (Outputs::default(), State::default(), Signals::default());
    let mut folders = Folders::of(&request, &entries);
    let kept = args.keep();
    let expected = Keep::these(kept.iter().copied());
    let run = Run { entries: &entries, outputs: &outputs, state: &state, options: &options, signals: &signals, expected };
    let mut totals = process(run, &args.common, &mut output, trouble_or_unread, |report, output| {
        gathered.add(report);
        let tells = !report.removed.is_empty() || report.crop().is_some();
        if verbose && tells {
            output.line(&terminal::checked_wholly(report));
        } else if tells && gathered.telling() <= FEW && (few.len() as u64) < FEW {
            few.push(terminal::checked(report, width));
        }
        output.json(|| json::file(report, true));
        folders.note(report);
    });
    said_of_folders(&folders, &args.common, &mut totals, &mut output);
    let fail_on = FailOn::new(args.fail_on.as_deref());
    let status = ExitStatus::of_check(&totals, &fail_on);
    output.json(|| json::summary(&totals, &ending.told(status), Some(fail_on.words())));
    for problem in problems(&totals) {
        output.problem(&problem);
    }
    let is_many = gathered.telling() > FEW;
    if !is_many && !quiet {
        few.iter().for_each(|told| output.line(told));
    }
    let command = typed::clean_command(args);
    let counts = Counts { only: fail_on.only(), found: status == ExitStatus::Found, kept: &kept, command: command.as_deref() };
    let summary = ending::check(i18n::spoken(), &totals, Some(&gathered).filter(|_| is_many), counts);
    output.summary(summary, &[], verbose && totals.telling > 0 || !few.is_empty() && !is_many);
    let line = || ending::line(i18n::spoken(), ending.told(status), &totals);
    if counts.found && counts.command.is_some() {
        output.end_beside(line);
    } else {
        output.end(line);
    }
    ended(&mut output, &ending, status, &totals).map(|()| status)
}
