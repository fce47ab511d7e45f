//! Windows of `zenity`, as its manual describes them.

use std::io::{self, Write};
use std::process::{Child, Stdio};

use super::message::Message;
use super::programs::{answer, program};

const WIDTH: &str = "--width=480";

/// A window that shows what it is told line by line: a text after `#`, a percentage.
#[derive(Debug)]
pub struct Pipe {
    window: Child,
}

pub(super) fn progress(title: &str, text: &str, cancel: &str) -> Option<Pipe> {
    let (title, text, cancel) = (format!("--title={title}"), format!("--text={text}"), format!("--cancel-label={cancel}"));
    let mut command = program("zenity", &[&"--progress", &"--auto-close", &WIDTH, &title, &text, &cancel]);
    command.stdin(Stdio::piped()).spawn().ok().map(|window| Pipe { window })
}

impl Pipe {
    pub(super) fn show(&mut self, text: &str, percent: u8) -> bool {
        /// At 100 it closes, and whoever closes a window says stop.
        const ALMOST: u8 = 99;
        let lines = format!("# {text}\n{}\n", percent.min(ALMOST));
        self.window.stdin.as_mut().is_some_and(|pipe| pipe.write_all(lines.as_bytes()).is_ok())
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        drop(self.window.stdin.take());
        let _ = self.window.kill();
        let _ = self.window.wait();
    }
}

pub(super) fn say(message: &Message) -> io::Result<bool> {
    let (title, text) = (format!("--title={}", message.title), format!("--text={}", message.text));
    let close = &message.close;
    match &message.go_on {
        Some(go_on) => {
            let (go_on, close) = (format!("--ok-label={go_on}"), format!("--cancel-label={close}"));
            answer(&mut program("zenity", &[&"--question", &"--no-markup", &WIDTH, &title, &text, &go_on, &close]))
        }
        None => {
            let kind = if message.is_good { "--info" } else { "--warning" };
            let close = format!("--ok-label={close}");
            answer(&mut program("zenity", &[&kind, &"--no-markup", &WIDTH, &title, &text, &close])).map(|_| false)
        }
    }
}
