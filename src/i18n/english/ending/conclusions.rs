//! The one thing to remember.

use super::titles::{amount, kinds};
use crate::i18n::ending::{Conclusion, Posted};
use untrace_words::english::lists::and;

/// A command follows.
const TO_CLEAN: &str = " To make clean copies:";
const UNSEEN: &str = "untrace does not look at what can be seen in the pictures.";

pub(super) fn conclusion(conclusion: &Conclusion) -> String {
    match conclusion {
        Conclusion::Replaced(media) => format!("The {} no longer give away more than they show.", kinds(*media)),
        Conclusion::NotAllReplaced => "Files that were not replaced are not clean.".to_owned(),
        Conclusion::Post(posted, true) => post(posted),
        Conclusion::Post(posted, false) => format!("{} Files without a copy there are not clean.", post(posted)),
        Conclusion::NothingCounts(words, command) => {
            let rest = "Look at the rest before you post.";
            format!("Nothing that counts here was found (--fail-on {words}). {rest}{}", if *command { TO_CLEAN } else { "" })
        }
        Conclusion::NothingChecked => "Nothing could be checked. Do not assume that it is clean.".to_owned(),
        Conclusion::NothingInChecked => "Nothing found in what could be checked.".to_owned(),
        Conclusion::NothingButKept(words) => format!("Nothing found except what may stay (--keep {words}). {UNSEEN}"),
        Conclusion::NothingButNames => format!("Nothing found except in file names. {UNSEEN}"),
        Conclusion::Nothing => format!("Nothing found. {UNSEEN}"),
        Conclusion::LeaveOut => "Do not post these files.".to_owned(),
        Conclusion::WithoutCompanions(media) => format!("Post the {} without their companion files.", kinds(*media)),
        Conclusion::NotAsTheyAre(some, command) => {
            let be = if some.count == 1 { "as it is" } else { "as they are" };
            let make = if *command { TO_CLEAN } else { " `untrace` makes clean copies." };
            format!("{} should not be posted {be}.{make}", amount(*some))
        }
    }
}

fn post(posted: &Posted) -> String {
    match posted {
        Posted::Nothing => String::new(),
        Posted::File(name) => format!("Post {name}, not the original."),
        Posted::In(folders) if folders.len() == 1 => format!("Post the files in {}, not the originals.", folders.concat()),
        Posted::In(places) => format!("Post {}, not the originals.", and(places.iter().cloned())),
        Posted::Copies => "Post the copies, whose names end in -clean, not the originals.".to_owned(),
    }
}
