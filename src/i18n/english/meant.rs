//! What to do after typing an option that does not exist.

use super::help::text;
use crate::i18n::Meant;

pub(super) fn advice(meant: Meant) -> String {
    match meant {
        Meant::Everything => "everything that reveals something is removed by default. --only location removes nothing \
                              but the location, --keep date keeps the date"
            .to_owned(),
        Meant::One(category) => {
            let word = category.word();
            format!(
                "this is removed by default, with everything else that reveals something. --only {word} removes nothing \
                 else, --keep {word} keeps it"
            )
        }
        Meant::Folders => "folders are always read with everything below them".to_owned(),
        Meant::AsTheyAre => "picture and sound are copied bit for bit: nothing is ever compressed again".to_owned(),
        Meant::Command(command) => format!("`untrace {command} PATH` does that"),
        Meant::Option(option, help) => format!("use {option}: {}", text(help)),
        Meant::OriginalsStay => "originals stay as they are, unless you add --in-place; the copies are new files".to_owned(),
        Meant::Elsewhere(command) => format!("that is an option of `untrace {command}`"),
    }
}
