//! A window that closes with the program, before anybody has read the report: it waits until somebody has.

use std::ffi::OsString;
use std::io::{self, Write};

use super::args;
use crate::i18n::language;

/// Whether to wait at the end: because somebody said so, or because the window was opened for this program alone, and no
/// other says what came of it.
pub(super) fn waits(arguments: &[OsString]) -> bool {
    args::waits(arguments) || is_own() && !args::shows_window(arguments)
}

/// Waits until somebody presses Enter, or nobody is there to do so.
pub(super) fn wait() {
    let _ = writeln!(io::stderr(), "\n{}", language().press_enter());
    let _ = io::stdin().read_line(&mut String::new());
}

/// Whether Explorer started this program, for a double click or for files that were dropped on it: then the window is its own.
#[cfg(windows)]
fn is_own() -> bool {
    use std::io::IsTerminal;
    io::stdin().is_terminal() && started_by().is_some_and(|parent| parent.eq_ignore_ascii_case("explorer.exe"))
}

/// The file name of the program that started this one.
#[cfg(windows)]
fn started_by() -> Option<String> {
    use winsafe::{HPROCESSLIST, co};
    let mut list = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None).ok()?;
    let all: Vec<_> = list
        .iter_processes()
        .map_while(Result::ok)
        .map(|process| (process.th32ProcessID, process.th32ParentProcessID, process.szExeFile()))
        .collect();
    let (_, parent, _) = all.iter().find(|(id, ..)| *id == std::process::id())?;
    all.iter().find(|(id, ..)| id == parent).map(|(.., name)| name.clone())
}

/// Elsewhere, programs for a terminal are started from one.
#[cfg(not(windows))]
const fn is_own() -> bool {
    false
}
