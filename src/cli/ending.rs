//! The line that every run ends with, and the log that it is kept in.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Instant;

use jiff::Zoned;

use super::args::CommonArgs;
use super::status::ExitStatus;
use crate::discover::{Entry, RequestError, real};
use crate::i18n::{self, Told, language};
use crate::parent::folder_of;
use crate::report::ending;
use crate::tally::Totals;

/// A run from its start to its last line.
pub(super) struct Ending<'a> {
    command: &'static str,
    dry_run: bool,
    /// The folder for copies that was named.
    output: Option<&'a Path>,
    path: Option<&'a Path>,
    log: Option<File>,
    begun: Instant,
}

impl<'a> Ending<'a> {
    pub(super) fn of(command: &'static str, common: &'a CommonArgs) -> Self {
        Self { command, dry_run: false, output: None, path: common.log.as_deref(), log: None, begun: Instant::now() }
    }

    pub(super) fn writing_to(self, output: Option<&'a Path>, dry_run: bool) -> Self {
        Self { output, dry_run, ..self }
    }

    /// Opens the log, if one was asked for and it does not lie among the copies. This comes before the first copy: if the log
    /// cannot be written, there must be no copies.
    pub(super) fn open(&mut self, entries: &[Entry]) -> Result<(), RequestError> {
        let Some(path) = self.path else { return Ok(()) };
        let targets = entries.iter().filter_map(Entry::target).filter(|target| target.root == target.output);
        let mut roots: BTreeSet<&Path> = targets.map(|target| target.root.as_path()).collect();
        roots.extend(self.output);
        let place = real(folder_of(path));
        if roots.into_iter().any(|root| place.starts_with(real(root))) {
            return Err(RequestError::LogInOutput(path.to_path_buf()));
        }
        let unwritable = |error: io::Error| RequestError::LogUnwritable(path.to_path_buf(), error.into());
        if !is_log(path).map_err(unwritable)? {
            return Err(RequestError::LogIsOther(path.to_path_buf()));
        }
        self.log = Some(File::options().append(true).create(true).open(path).map_err(unwritable)?);
        Ok(())
    }

    pub(super) fn told(&self, status: ExitStatus) -> Told<'static> {
        let Self { command, dry_run, .. } = *self;
        Told { version: env!("CARGO_PKG_VERSION"), command, dry_run, duration: self.begun.elapsed(), status: status.code() }
    }

    /// Logs the result of a run.
    pub(super) fn keep(&self, status: ExitStatus, totals: &Totals) -> anyhow::Result<()> {
        self.append(&ending::line(i18n::spoken(), self.told(status), totals))
    }

    /// Logs why a run did not start, unless the log was the problem.
    pub(super) fn keep_nothing(&mut self, why: &RequestError) -> anyhow::Result<()> {
        let is_of_log =
            matches!(why, RequestError::LogInOutput(_) | RequestError::LogIsOther(_) | RequestError::LogUnwritable(..));
        if is_of_log || self.log.is_none() && self.open(&[]).is_err() {
            return Ok(());
        }
        self.append(&ending::line_of_nothing(i18n::spoken(), self.told(ExitStatus::Usage), &language().request(why)))
    }

    /// In a single write, so that lines from concurrent runs stay whole.
    fn append(&self, line: &str) -> anyhow::Result<()> {
        let (Some(mut log), Some(path)) = (self.log.as_ref(), self.path) else { return Ok(()) };
        let line = format!("{} {line}\n", Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z"));
        log.write_all(line.as_bytes()).map_err(|error| anyhow::anyhow!(language().log_lost(path, &error)))
    }
}

/// Whether a file may be written to as a log: it does not exist, or begins like one. An original never does.
fn is_log(path: &Path) -> io::Result<bool> {
    let mut begin = Vec::new();
    match File::open(path) {
        Ok(file) if file.metadata()?.is_file() => file.take(64).read_to_end(&mut begin)?,
        Ok(_) => return Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    let has_year = begin.iter().take(4).all(u8::is_ascii_digit) && begin.get(4) == Some(&b'-');
    Ok(begin.is_empty() || has_year && memchr::memmem::find(&begin, b" untrace ").is_some())
}
