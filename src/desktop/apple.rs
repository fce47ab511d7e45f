//! Windows of a Mac, by AppleScript (AppleScript Language Guide, `display dialog`). Never seen on a Mac.

use std::io;
use std::process::Stdio;

use super::message::Message;
use super::programs::program;

/// Shows its second argument under its first; the rest are buttons, of which the last is pressed by Return.
const SCRIPT: &str = "on run argv
set buttonNames to items 3 thru -1 of argv
display dialog (item 2 of argv) with title (item 1 of argv) buttons buttonNames default button (item -1 of buttonNames)
return button returned of result
end run";

pub(super) fn say(message: &Message) -> io::Result<bool> {
    let mut command = program("osascript", &[&"-e", &SCRIPT, &message.title, &message.text, &message.close]);
    let answer = command.args(&message.go_on).stdout(Stdio::piped()).output()?;
    if !answer.status.success() {
        return Err(io::Error::other("no window"));
    }
    Ok(message.go_on.as_deref().is_some_and(|go_on| String::from_utf8_lossy(&answer.stdout).trim() == go_on))
}
