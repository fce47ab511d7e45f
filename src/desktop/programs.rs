//! Programs that show windows: whether they are there, and what they are asked.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};

/// Whether a program is on the search path.
#[must_use]
pub fn is_there(program: &str) -> bool {
    let paths = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// A program without anything of ours to read or write.
pub(super) fn program(name: &str, arguments: &[&dyn AsRef<OsStr>]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Asks, and returns whether the answer is yes: status 0. Any other status but 1 is a program that could not ask.
pub(super) fn answer(command: &mut Command) -> io::Result<bool> {
    match command.status()?.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => Err(io::Error::other("no window")),
    }
}
