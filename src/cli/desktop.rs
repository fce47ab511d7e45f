//! `untrace clean --window`: the same run for a person who right-clicked a photo and has no terminal. What it comes to is
//! said in a window, which can open the folder of the copies.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::args::CleanArgs;
use super::clean;
use super::output::{Heard, Output};
use super::progress::Steps;
use super::status::ExitStatus;
use crate::desktop::{Desktop, Message, Progress};
use crate::i18n::{Window, language};
use crate::outcome::Action;
use crate::parent::folder_of;
use crate::report::plain;

/// What windows are called.
const TITLE: &str = "untrace";
/// What takes less needs no window that shows how far it is.
const SHORT: Duration = Duration::from_millis(500);
/// How often a window is brought up to date.
const TICK: Duration = Duration::from_millis(100);

/// Writes clean copies, and says so in a window. Without a desktop, it is an ordinary run.
pub(super) fn clean(args: &CleanArgs) -> Result<ExitStatus> {
    let Some(desktop) = Desktop::here() else { return clean::clean(args) };
    let steps = Arc::new(Steps::default());
    // Rights given up before files are looked into are given up for a separate thread only: windows are other programs.
    let ended = thread::scope(|scope| {
        let cleaning = scope.spawn(|| {
            let mut output = Output::of_window(&args.common, Arc::clone(&steps));
            let status = clean::pass(args, None, &mut output);
            (output.heard(), status)
        });
        watch(desktop, &steps, &|| cleaning.is_finished());
        cleaning.join()
    });
    let (heard, status) = ended.unwrap_or((None, Ok(ExitStatus::Incomplete)));
    let heard = heard.unwrap_or_default();
    let folder = folder(&heard);
    let message = message(&heard, folder.is_some());
    let opens = match desktop.say(&message) {
        Ok(answer) => answer,
        Err(_) => {
            // Somebody may read it in a log.
            Output::new(&args.common).problem(&message.text);
            false
        }
    };
    if let Some(folder) = folder.filter(|_| opens)
        && open::that_detached(&folder).is_err()
    {
        let text = language().folder_not_opened(&untrace_words::printable_path(&folder));
        let message = Message { text, is_good: false, go_on: None, ..message };
        if desktop.say(&message).is_err() {
            Output::new(&args.common).problem(&message.text);
        }
    }
    status
}

/// Shows how far a run is until it has ended, or the person has had enough.
fn watch(desktop: Desktop, steps: &Steps, has_ended: &dyn Fn() -> bool) {
    let begun = Instant::now();
    let mut window: Option<Progress> = None;
    while !has_ended() {
        thread::sleep(TICK);
        if begun.elapsed() < SHORT {
            continue;
        }
        let (done, all) = steps.so_far();
        let text = match all {
            0 => language().window(Window::Looking).to_owned(),
            _ => format!("{}: {}", language().progress(Action::Clean), language().so_far(done as u64, all as u64)),
        };
        let percent = done.saturating_mul(100).checked_div(all).and_then(|percent| u8::try_from(percent).ok()).unwrap_or(0);
        let window = window.get_or_insert_with(|| desktop.progress(TITLE, &text, language().window(Window::Stop)));
        if !steps.is_unwanted() && !window.show(&text, percent) {
            steps.stop();
        }
    }
}

/// The folder that the copies are in.
fn folder(heard: &Heard) -> Option<PathBuf> {
    let first: &Path = heard.outputs.first()?;
    let folder = if first.is_dir() { first } else { folder_of(first) };
    std::path::absolute(folder).ok()
}

fn message(heard: &Heard, has_folder: bool) -> Message {
    let words = |of| language().window(of).to_owned();
    let reported = heard.summary.iter().map(plain::summary);
    let said: Vec<String> = heard.problems.iter().map(|problem| plain::wrapped(problem)).chain(reported).collect();
    Message {
        title: TITLE.to_owned(),
        text: if said.is_empty() { words(Window::Failed) } else { said.join("\n\n") },
        is_good: heard.problems.is_empty() && heard.summary.as_ref().is_some_and(|summary| summary.is_good),
        go_on: has_folder.then(|| words(Window::Open)),
        question: words(Window::OpenAsked),
        close: words(Window::Close),
    }
}
