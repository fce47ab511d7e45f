//! Why a run did not start.

use std::path::Path;

use crate::discover::RequestError;
use crate::trouble::Trouble;
use untrace_words::french::obstacles::io_error;
use untrace_words::{printable, printable_path};

/// Why a run did not start.
pub(super) fn request(error: &RequestError) -> String {
    let shown = |path: &Path| printable_path(path);
    let why = |trouble: &Trouble| io_error(&(*trouble).into());
    match error {
        RequestError::NotWatched => {
            "watch surveille des dossiers et écrit des copies\u{a0}: il ne se combine pas avec --in-place, -n, --files-from ni -"
                .to_owned()
        }
        RequestError::LinkInPlace(path) => format!(
            "{} est un lien, dont une copie ne peut pas prendre la place\u{a0}: indiquez le fichier vers lequel il mène. Rien n’a été \
             écrit",
            shown(path)
        ),
        RequestError::NotConfirmed => {
            "les originaux ne sont remplacés que si vous le confirmez\u{a0}: ajoutez --yes. Rien n’a été écrit".to_owned()
        }
        RequestError::Missing(path) => format!("{}\u{a0}: ce fichier ou dossier n’existe pas", shown(path)),
        RequestError::NothingFits(path) => format!("{}\u{a0}: aucun fichier ni dossier ne porte un tel nom", shown(path)),
        RequestError::Pattern(pattern) => format!("{} n’est pas un motif de noms valable", printable(pattern)),
        RequestError::StreamAlone => {
            "- lit une photo ou une vidéo sur l’entrée standard et écrit sa copie sur la sortie standard\u{a0}: il ne se combine pas \
             avec d’autres chemins, ni avec -o, --files-from, --rename, --name-map ou --extract-motion. Un fichier de ce nom \
             s’écrit ./-"
                .to_owned()
        }
        RequestError::StreamFromTerminal => {
            "- lit une photo ou une vidéo sur l’entrée standard, qui est ici un terminal. Essayez\u{a0}: untrace - < a.jpg > b.jpg"
                .to_owned()
        }
        RequestError::StreamToTerminal => {
            "- écrit la copie sur la sortie standard, qui est ici un terminal. Essayez\u{a0}: untrace - < a.jpg > b.jpg".to_owned()
        }
        RequestError::ListUnreadable(path, trouble) => {
            format!("--files-from {} est illisible ({})", shown(path), why(trouble))
        }
        RequestError::ListHasNul(path) => {
            format!("--files-from {} contient des octets NUL\u{a0}: s’ils séparent les chemins, ajoutez -0", shown(path))
        }
        RequestError::Inaccessible(path, trouble) => format!("{} ne peut pas être ouvert ({})", shown(path), why(trouble)),
        RequestError::NeedsOutput(path) => {
            format!("{} n’a pas d’emplacement voisin pour les copies\u{a0}: choisissez un dossier avec -o DOSSIER", shown(path))
        }
        RequestError::OutputIsFile(path) => {
            format!("-o {}\u{a0}: -o attend un dossier, pas un fichier\u{202f}; les copies y gardent leurs noms", shown(path))
        }
        RequestError::OutputIsInput(path) => {
            format!("-o {} est aussi ce que vous voulez nettoyer\u{a0}: choisissez un autre dossier pour les copies", shown(path))
        }
        RequestError::Collision { one, other, target } => format!(
            "{} et {} deviendraient tous deux {} (certains disques confondent de tels noms)\u{a0}: renommez-en un, ou nettoyez-les \
             séparément. Rien n’a été écrit",
            shown(one),
            shown(other),
            shown(target)
        ),
        RequestError::OutputEncloses(path) => format!(
            "{} se trouve dans le dossier des copies, et --force pourrait y remplacer des originaux\u{a0}: choisissez un autre dossier \
             avec -o. Rien n’a été écrit",
            shown(path)
        ),
        RequestError::NeutralBeside(path) => format!(
            "{}\u{a0}: choisissez un dossier pour les copies renommées avec -o DOSSIER, afin qu’elles ne se mêlent pas aux originaux",
            shown(path)
        ),
        RequestError::MapInOutput(path) => format!(
            "--name-map {} se retrouverait parmi les copies et serait publié avec elles\u{a0}: choisissez-lui un autre dossier. \
             Rien n’a été écrit",
            shown(path)
        ),
        RequestError::MapExists(path) => format!(
            "--name-map {} existe déjà et n’est pas une liste de noms\u{a0}: choisissez un autre fichier. Rien n’a été écrit",
            shown(path)
        ),
        RequestError::LogInOutput(path) => format!(
            "--log {} se retrouverait parmi les copies et serait publié avec elles\u{a0}: choisissez-lui un autre dossier. \
             Rien n’a été écrit",
            shown(path)
        ),
        RequestError::LogIsOther(path) => format!(
            "--log {} existe déjà et n’est pas un journal d’untrace\u{a0}: choisissez un autre fichier. Rien n’a été écrit",
            shown(path)
        ),
        RequestError::LogUnwritable(path, trouble) => {
            format!("--log {} ne peut pas être écrit ({}). Rien n’a été écrit", shown(path), why(trouble))
        }
        RequestError::MapUnwritable(path, trouble) => {
            format!("--name-map {} ne peut pas être écrit ({}). Rien n’a été écrit", shown(path), why(trouble))
        }
        RequestError::PageIsOther(path) => {
            format!("{} n’est pas une page d’untrace et reste tel quel\u{a0}: choisissez un autre nom avec -o", shown(path))
        }
        RequestError::PageUnwritable(path, trouble) => format!("{} ne peut pas être écrit ({})", shown(path), why(trouble)),
        RequestError::OutputUnreadable(path, trouble) => format!(
            "{} ne peut pas être ouvert ({}), et c’est peut-être une copie précédente. Rien n’a été écrit",
            shown(path),
            why(trouble)
        ),
        RequestError::OverOriginal(path) => format!(
            "la copie {} prendrait le nom d’un original\u{a0}: choisissez un autre dossier avec -o. Rien n’a été écrit",
            shown(path)
        ),
    }
}
