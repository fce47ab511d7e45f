//! The one thing to remember.

use super::titles::{amount, kinds};
use crate::i18n::ending::{Conclusion, Posted};
use crate::i18n::together::Media;
use untrace_words::french::lists::and;

/// A command follows.
const TO_CLEAN: &str = " Pour en faire des copies sans traces\u{a0}:";
const UNSEEN: &str = "untrace ne regarde pas ce qui se voit sur les images.";

pub(super) fn conclusion(conclusion: &Conclusion) -> String {
    match conclusion {
        Conclusion::Replaced(media) => {
            let kinds = match media {
                Media::Photos => "Les photos",
                Media::Videos => "Les vidéos",
                Media::Both | Media::Posts => "Les photos et les vidéos",
            };
            format!("{kinds} n’en disent plus que ce qu’elles montrent.")
        }
        Conclusion::NotAllReplaced => "Les fichiers qui n’ont pas été remplacés gardent leurs traces.".to_owned(),
        Conclusion::Post(posted, true) => post(posted),
        Conclusion::Post(posted, false) => format!("{} Les fichiers sans copie gardent leurs traces.", post(posted)),
        Conclusion::NothingCounts(words, command) => {
            let rest = "Regardez le reste avant de publier.";
            let to_clean = if *command { TO_CLEAN } else { "" };
            format!("Ce qui compte ici n’a pas été trouvé (--fail-on {words}). {rest}{to_clean}")
        }
        Conclusion::NothingChecked => "Rien n’a pu être examiné. N’en concluez pas que tout va bien.".to_owned(),
        Conclusion::NothingInChecked => "Rien trouvé dans ce qui a pu être examiné.".to_owned(),
        Conclusion::NothingButKept(words) => format!("Rien trouvé à part ce qui peut rester (--keep {words}). {UNSEEN}"),
        Conclusion::NothingButNames => format!("Rien trouvé, sauf dans les noms de fichiers. {UNSEEN}"),
        Conclusion::Nothing => format!("Rien trouvé. {UNSEEN}"),
        Conclusion::LeaveOut => "Ne publiez pas ces fichiers.".to_owned(),
        Conclusion::WithoutCompanions(media) => format!("Publiez {} sans leurs fichiers associés.", kinds(*media)),
        Conclusion::NotAsTheyAre(some, command) => {
            let be = if some.count < 2 {
                "ne devrait pas être publiée telle quelle"
            } else {
                "ne devraient pas être publiées telles quelles"
            };
            let make = if *command { TO_CLEAN } else { " `untrace` en fait des copies sans traces." };
            format!("{} {be}.{make}", amount(*some))
        }
    }
}

fn post(posted: &Posted) -> String {
    match posted {
        Posted::Nothing => String::new(),
        Posted::File(name) => format!("Publiez {name}, pas l’original."),
        Posted::In(folders) if folders.len() == 1 => {
            format!("Publiez les fichiers du dossier {}, pas les originaux.", folders.concat())
        }
        Posted::In(places) => format!("Publiez {}, pas les originaux.", and(places.iter().cloned())),
        Posted::Copies => "Publiez les copies, dont le nom finit par -clean, pas les originaux.".to_owned(),
    }
}
