//! Why a file has no copy where the reason is not in the file, and what to do about it. A file is masculine, whatever it is called.

use std::io;
use std::path::Path;

use untrace_words::{Advice, Obstacle, Refusals, printable_path};

use crate::i18n::language::French;
use crate::outcome::{Failure, Outdated};
use untrace_words::french::obstacles::io_error;

fn advice(trouble: impl Into<String>, remedy: impl Into<String>) -> Advice {
    Advice { trouble: trouble.into(), remedy: remedy.into() }
}

pub(super) fn failure(failure: &Failure, destination: Option<&Path>) -> Advice {
    let place = destination.map(printable_path).unwrap_or_default();
    match failure {
        Failure::Exists => advice(
            format!("remplacerait {place}, un fichier différent (peut-être une copie faite avec d’autres options)"),
            "Déplacez cet autre fichier, ou remplacez-le avec --force, sauf si c’est la copie d’un autre fichier du même nom \
             (--files-from les range séparément).",
        ),
        Failure::Outdated(why) => advice(
            match why {
                Outdated::Original => format!("a changé depuis que sa copie {place} a été faite"),
                Outdated::Options => format!("a une copie, {place}, faite avec d’autres options"),
                Outdated::Program => format!("a une copie, {place}, faite par une autre version d’untrace"),
            },
            "Remplacez-la avec --update.",
        ),
        Failure::Linked => advice(
            "a d’autres noms sur ce disque (liens physiques), sous lesquels il resterait tel quel",
            "Remplacez-le sous ce seul nom avec --break-links.",
        ),
        Failure::Original => advice(
            format!("remplacerait {place}, qui est l’un des originaux"),
            "Choisissez un autre dossier pour les copies avec -o.",
        ),
        Failure::Copy => advice(
            format!("deviendrait {place}, nom que porte déjà une autre copie"),
            "Renommez l’un des deux fichiers, ou utilisez --rename.",
        ),
        Failure::OutputLost => advice(
            "n’a pas pu être écrit\u{a0}: le dossier des copies a disparu ou a été remplacé",
            "Rebranchez le disque, puis relancez la même commande.",
        ),
        Failure::Read(error) => advice(
            format!("est illisible ({})", io_error(error)),
            remedy(error).unwrap_or("Vérifiez les droits d’accès et l’état du disque."),
        ),
        Failure::Write(error) => advice(
            format!("n’a pas pu être écrit dans {place} ({})", io_error(error)),
            remedy(error).unwrap_or("Vérifiez l’espace libre et les droits d’accès à cet endroit."),
        ),
        Failure::Bug => French.bug(),
    }
}

/// What to do about what the file system says, if that is clear.
fn remedy(error: &io::Error) -> Option<&'static str> {
    match Obstacle::of(error)? {
        Obstacle::InUse => Some("Fermez-le dans cet autre programme, puis relancez la même commande."),
        Obstacle::Device => Some("Donnez-lui un autre nom, puis relancez la même commande."),
        Obstacle::Marked => Some("S’il peut être remplacé, décochez «\u{a0}Lecture seule\u{a0}» dans ses propriétés."),
        _ => None,
    }
}
