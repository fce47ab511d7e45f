//! Windows on the desktop of a person who has no terminal: how far something is, and what came of it. Each desktop has programs
//! that show such windows; where there are none, a notification has to do. No sentence is made here.

mod apple;
mod kdialog;
mod message;
#[cfg(windows)]
mod message_box;
mod notification;
mod programs;
mod zenity;

use std::io;

use kdialog::Steps;
pub use message::Message;
pub use programs::is_there;
use zenity::Pipe;

/// What shows windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// GNOME's, which most other desktops have as well.
    Zenity,
    /// KDE's.
    Kdialog,
    /// That of a Mac.
    Apple,
    /// That of Windows.
    MessageBox,
    /// A note in a corner of the screen, on any other desktop of Linux.
    Notification,
}

impl Desktop {
    /// The one of this session; `None` if it has no screen, or nothing to show a window with.
    #[must_use]
    pub fn here() -> Option<Self> {
        if cfg!(windows) {
            return Some(Self::MessageBox);
        }
        if cfg!(target_vendor = "apple") {
            return Some(Self::Apple);
        }
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        set("WAYLAND_DISPLAY").or_else(|| set("DISPLAY"))?;
        let is_kde = set("XDG_CURRENT_DESKTOP").is_some_and(|desktops| desktops.split(':').any(|desktop| desktop == "KDE"));
        let mut order = [(Self::Zenity, "zenity"), (Self::Kdialog, "kdialog")];
        if is_kde {
            order.reverse();
        }
        let there = |(desktop, program)| is_there(program).then_some(desktop);
        order.into_iter().find_map(there).or_else(|| set("DBUS_SESSION_BUS_ADDRESS").map(|_| Self::Notification))
    }

    /// Shows that something has begun.
    #[must_use]
    pub fn progress(self, title: &str, text: &str, cancel: &str) -> Progress {
        match self {
            Self::Zenity => zenity::progress(title, text, cancel).map_or(Progress::Nothing, Progress::Zenity),
            Self::Kdialog => kdialog::progress(title, text).map_or(Progress::Nothing, Progress::Kdialog),
            Self::Apple | Self::MessageBox | Self::Notification => Progress::Nothing,
        }
    }

    /// Says what came of it, and waits for an answer. Returns whether the person wants to go on.
    ///
    /// # Errors
    /// If no window could be shown.
    pub fn say(self, message: &Message) -> io::Result<bool> {
        match self {
            Self::Zenity => zenity::say(message),
            Self::Kdialog => kdialog::say(message),
            Self::Apple => apple::say(message),
            #[cfg(windows)]
            Self::MessageBox => message_box::say(message),
            #[cfg(not(windows))]
            Self::MessageBox => Err(io::ErrorKind::Unsupported.into()),
            Self::Notification => notification::say(message),
        }
    }
}

/// A window that shows how far something is. It closes when this is dropped.
#[derive(Debug)]
pub enum Progress {
    /// No window: the desktop has none for this.
    Nothing,
    /// A program that reads lines.
    Zenity(Pipe),
    /// A program that is called over the bus of the session.
    Kdialog(Steps),
}

impl Progress {
    /// Shows a text and a percentage. Returns whether the person still wants it: closing the window, or its button, says stop.
    pub fn show(&mut self, text: &str, percent: u8) -> bool {
        match self {
            Self::Nothing => true,
            Self::Zenity(pipe) => pipe.show(text, percent),
            Self::Kdialog(steps) => steps.show(text, percent),
        }
    }
}
