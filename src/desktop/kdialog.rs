//! Windows of `kdialog`. The one that shows progress is called over the bus of the session, by `dbus-send`, which is there
//! wherever that bus is.

use std::io::{self, BufRead, BufReader};
use std::process::Stdio;

use super::message::Message;
use super::programs::{answer, program};

const INTERFACE: &str = "org.kde.kdialog.ProgressDialog";

/// A window, by its name on the bus.
#[derive(Debug)]
pub struct Steps {
    service: String,
    object: String,
    shown: Option<u8>,
}

pub(super) fn progress(title: &str, text: &str) -> Option<Steps> {
    let mut command = program("kdialog", &[&"--title", &title, &"--progressbar", &text, &"100"]);
    let mut window = command.stdout(Stdio::piped()).spawn().ok()?;
    // It says how it is called, and goes on without us.
    let mut line = String::new();
    BufReader::new(window.stdout.take()?).read_line(&mut line).ok()?;
    let (service, object) = line.trim().split_once(' ')?;
    let steps = Steps { service: service.to_owned(), object: object.to_owned(), shown: None };
    steps.call("showCancelButton", "boolean:true");
    Some(steps)
}

impl Steps {
    pub(super) fn show(&mut self, text: &str, percent: u8) -> bool {
        let wanted = self.is_wanted();
        if wanted && self.shown.replace(percent) != Some(percent) {
            let value = format!("variant:int32:{percent}");
            self.send("org.freedesktop.DBus.Properties.Set", &[&format!("string:{INTERFACE}"), "string:value", &value]);
            self.call("setLabelText", &format!("string:{text}"));
        }
        wanted
    }

    fn call(&self, method: &str, argument: &str) {
        self.send(&format!("{INTERFACE}.{method}"), &[argument]);
    }

    fn send(&self, method: &str, arguments: &[&str]) {
        let _ = self.bus(method, arguments).status();
    }

    /// Whether nobody pressed its button. A window that is closed does not answer.
    fn is_wanted(&self) -> bool {
        let answer = self.bus(&format!("{INTERFACE}.wasCancelled"), &[]).stdout(Stdio::piped()).output();
        answer.is_ok_and(|answer| answer.status.success() && !String::from_utf8_lossy(&answer.stdout).contains("true"))
    }

    fn bus(&self, method: &str, arguments: &[&str]) -> std::process::Command {
        let service = format!("--dest={}", self.service);
        let mut command = program("dbus-send", &[&"--session", &"--print-reply", &service, &self.object, &method]);
        command.args(arguments);
        command
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.send(&format!("{INTERFACE}.close"), &[]);
    }
}

pub(super) fn say(message: &Message) -> io::Result<bool> {
    let close = &message.close;
    match (&message.go_on, message.is_good) {
        (Some(go_on), is_good) => {
            let kind = if is_good { "--yesno" } else { "--warningyesno" };
            let asked: [&dyn AsRef<std::ffi::OsStr>; 8] =
                [&"--title", &message.title, &kind, &message.text, &"--yes-label", go_on, &"--no-label", close];
            answer(&mut program("kdialog", &asked))
        }
        (None, is_good) => {
            let kind = if is_good { "--msgbox" } else { "--sorry" };
            answer(&mut program("kdialog", &[&"--title", &message.title, &kind, &message.text])).map(|_| false)
        }
    }
}
