//! The message box of Windows. Its buttons are the system's own, so it asks in its text.

use std::io;

use winsafe::prelude::Handle;
use winsafe::{HWND, co};

use super::message::Message;

pub(super) fn say(message: &Message) -> io::Result<bool> {
    let icon = if message.is_good { co::MB::ICONINFORMATION } else { co::MB::ICONWARNING };
    let (text, buttons) = match &message.go_on {
        Some(_) => (format!("{}\n\n{}", message.text, message.question), co::MB::YESNO),
        None => (message.text.clone(), co::MB::OK),
    };
    let answer = HWND::NULL.MessageBox(&text, &message.title, buttons | icon | co::MB::SETFOREGROUND);
    answer.map(|button| button == co::DLGID::YES).map_err(io::Error::other)
}
