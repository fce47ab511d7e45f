//! Whether originals may be replaced: given beforehand, or asked on a terminal.

use std::io::{BufRead, IsTerminal, Write, stderr, stdin};

use super::args::CleanArgs;
use crate::discover::{Entry, RequestError};
use crate::i18n::language;

/// Asks, unless consent was given beforehand.
pub(super) fn ask(args: &CleanArgs, entries: &[Entry]) -> Result<(), RequestError> {
    let Some(in_place) = args.in_place().filter(|_| !args.yes && !args.dry_run) else { return Ok(()) };
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(RequestError::NotConfirmed);
    }
    let files = entries.iter().filter(|entry| entry.target().is_some()).count();
    let mut answer = String::new();
    // Someone who cannot be asked has not agreed.
    let asked = write!(stderr(), "{} ", language().may_replace(files as u64, in_place.trash)).and_then(|()| stderr().flush());
    let answered = asked.and_then(|()| stdin().lock().read_line(&mut answer));
    let agreed = answered.is_ok() && language().is_yes(answer.trim());
    if agreed { Ok(()) } else { Err(RequestError::NotConfirmed) }
}
