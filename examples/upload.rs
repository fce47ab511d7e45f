//! What a server does with an upload: bytes come in, and what is stored no longer says where they were taken.
//!
//! `cargo run --example upload < IMG_0042.JPG > stored.jpg`

use std::io::{Read, Write, stderr, stdin, stdout};
use std::process::ExitCode;

use untrace_core::{Error, Options, clean};

/// What a request body may have.
const LARGEST: u64 = 64 << 20;

fn main() -> std::io::Result<ExitCode> {
    let mut body = Vec::new();
    stdin().take(LARGEST).read_to_end(&mut body)?;
    let (status, answer) = match clean(&body, &Options::default()) {
        Ok(cleaned) => {
            stdout().write_all(&cleaned.bytes)?;
            (200, format!("{}: {} things removed", cleaned.format.name(), cleaned.removed.len()))
        }
        // Nothing is stored that could not be cleaned for sure.
        Err(Error::Refused(reason)) => (422, reason.to_string()),
        Err(error) => (500, error.to_string()),
    };
    writeln!(stderr(), "{status} {answer}")?;
    Ok(if status == 200 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
