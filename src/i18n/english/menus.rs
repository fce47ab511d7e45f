//! What became of the menus of file managers.

use crate::i18n::usage::Menus;
use crate::menus::FileManager;
use untrace_words::english::lists::and;
use untrace_words::english::obstacles::io_error;

pub(super) fn said(menus: &Menus) -> String {
    match menus {
        Menus::Added(managers) => format!(
            "To clean photos, videos or folders, right-click them and choose “Make a clean copy”, in {}. If one of \
             them is open, close it first.",
            names(managers)
        ),
        Menus::Removed(managers) => format!("The menus no longer offer “Make a clean copy”, in {}.", names(managers)),
        Menus::NothingToRemove => "No menu offered “Make a clean copy”.".to_owned(),
        Menus::NoFileManager => {
            "There is no file manager here whose menus untrace knows: Files, Nemo, Dolphin or Thunar.".to_owned()
        }
        Menus::Elsewhere => {
            "This is for Linux. On Windows the installer adds the menu entries; on a Mac, open the Quick Action that comes \
             with untrace."
                .to_owned()
        }
        Menus::Foreign(name) => format!("{name} is something else. It was left as it is."),
        Menus::Failed(name, trouble) => format!("{name} cannot be changed ({}).", io_error(&(*trouble).into())),
    }
}

/// File managers, and where their menus have the entry.
fn names(managers: &[FileManager]) -> String {
    and(managers.iter().map(|manager| {
        let name = match manager {
            FileManager::Nautilus => "Files (under Scripts)",
            FileManager::Nemo => "Nemo",
            FileManager::Dolphin => "Dolphin",
            FileManager::Thunar => "Thunar (under Send To)",
        };
        name.to_owned()
    }))
}
