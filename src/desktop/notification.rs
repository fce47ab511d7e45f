//! Notes in a corner of the screen (Desktop Notifications Specification): nobody can be asked there, so the answer is yes.

use std::io;

use super::message::Message;

#[cfg(target_os = "linux")]
pub(super) fn say(message: &Message) -> io::Result<bool> {
    let icon = if message.is_good { "dialog-information" } else { "dialog-warning" };
    // Where texts may be bold, names of files must not be taken for that.
    let is_marked_up = notify_rust::get_capabilities().is_ok_and(|all| all.iter().any(|capability| capability == "body-markup"));
    let text = if is_marked_up { message.text.replace('&', "&amp;").replace('<', "&lt;") } else { message.text.clone() };
    let mut note = notify_rust::Notification::new();
    note.appname(&message.title).summary(&message.title).body(&text).icon(icon);
    note.show().map_err(io::Error::other)?;
    Ok(message.go_on.is_some())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn say(_: &Message) -> io::Result<bool> {
    Err(io::ErrorKind::Unsupported.into())
}
