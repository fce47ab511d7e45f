//! What to do who typed an option that there is not.

use super::help::text;
use crate::i18n::Meant;

pub(super) fn advice(meant: Meant) -> String {
    match meant {
        Meant::Everything => "all that tells something is removed by default. --only location removes that alone, and \
                              --keep date keeps the date"
            .to_owned(),
        Meant::One(category) => {
            let word = category.word();
            format!(
                "by default it goes, like all that tells something. --only {word} removes it alone, and --keep {word} keeps it"
            )
        }
        Meant::Folders => "folders are always taken with all that is below them".to_owned(),
        Meant::AsTheyAre => "pictures and sound are copied as they are, bit for bit: nothing is compressed again".to_owned(),
        Meant::Command(command) => format!("`untrace {command} PATH` does that"),
        Meant::Option(option, help) => format!("that is {option} here: {}", text(help)),
        Meant::Elsewhere(command) => format!("only `untrace {command}` has it"),
    }
}
