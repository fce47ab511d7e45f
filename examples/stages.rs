//! The stages of a file up to one of them, for whoever counts what each costs (`.ci/instructions.py`).
//!
//! `cargo run --release --example stages -- verify FILE...`: read, scan, plan (and edit), write, verify.

use std::hint::black_box;
use std::io;

use untrace_core::base::Input;
use untrace_core::model::Keep;
use untrace_core::verify::{Depth, Original, verify};
use untrace_core::{formats, sniff};

const STAGES: [&str; 5] = ["read", "scan", "plan", "write", "verify"];

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let last = arguments.next().and_then(|word| STAGES.iter().position(|stage| *stage == word));
    let last = last.ok_or_else(|| io::Error::other(format!("which of {STAGES:?}?")))?;
    arguments.try_for_each(|path| {
        let bytes = std::fs::read(&path)?;
        through(black_box(&bytes), last).ok_or_else(|| io::Error::other(format!("{path} has no copy")))
    })
}

/// Takes the bytes of a file through the stages; `None` if one of them refuses it.
fn through(bytes: &[u8], last: usize) -> Option<()> {
    let input = Input::from_bytes(bytes);
    if last == 0 {
        return Some(());
    }
    let sniff::Sniffed::Format(kind) = sniff::look(&input).ok()? else { return None };
    let scan = (formats::of(kind).scan)(&input).ok()?;
    if last == 1 {
        black_box(&scan);
        return Some(());
    }
    let planned = scan.plan(Keep::NOTHING).ok()?;
    if last == 2 {
        black_box(&planned);
        return Some(());
    }
    let copy = planned.edits.apply(bytes)?;
    if last == 3 {
        black_box(&copy);
        return Some(());
    }
    verify(&Original::new(&input, &scan), &Input::from_bytes(&copy), Depth::default()).ok()
}
