//! What to do after typing an option that does not exist.

use super::help::text;
use crate::i18n::Meant;

pub(super) fn advice(meant: Meant) -> String {
    match meant {
        Meant::Everything => "tout ce qui révèle quelque chose est supprimé par défaut. --only location ne supprime que le \
                              lieu, --keep date garde la date"
            .to_owned(),
        Meant::One(category) => {
            let word = category.word();
            format!(
                "cela est supprimé par défaut, comme tout ce qui révèle quelque chose. --only {word} ne supprime rien \
                 d’autre, --keep {word} le garde"
            )
        }
        Meant::Folders => "les dossiers sont toujours parcourus avec tous leurs sous-dossiers".to_owned(),
        Meant::AsTheyAre => "l’image et le son sont copiés bit par bit\u{a0}: rien n’est recompressé".to_owned(),
        Meant::Command(command) => format!("c’est ce que fait «\u{a0}untrace {command} CHEMIN\u{a0}»"),
        Meant::Option(option, help) => format!("utilisez {option}\u{a0}: {}", text(help)),
        Meant::OriginalsStay => {
            "les originaux restent intacts, sauf avec --in-place\u{202f}; les copies sont de nouveaux fichiers".to_owned()
        }
        Meant::Elsewhere(command) => format!("c’est une option d’«\u{a0}untrace {command}\u{a0}»"),
    }
}
