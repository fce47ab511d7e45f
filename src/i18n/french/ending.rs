//! What a run came to. This file hands each sentence to the file that writes it.

mod conclusions;
mod line;
mod notes;
mod rows;
mod titles;

use crate::discover::Skip;
use crate::i18n::ending::{Became, By, Conclusion, Ending, Heading, Note, Ran, Row, Title, Window};
use crate::i18n::language::French;
use crate::outcome::Action;
use untrace_words::french::numbers::{count, number};

impl Ending for French {
    fn title(&self, title: &Title) -> String {
        titles::title(*title)
    }

    fn dry_run(&self) -> &'static str {
        " (à blanc\u{a0}: rien n’a été écrit)"
    }

    fn heading(&self, heading: &Heading) -> String {
        titles::heading(heading)
    }

    fn row(&self, row: &Row) -> String {
        rows::row(row)
    }

    fn told_by(&self, told: &str, by: By<'_>) -> String {
        rows::told_by(told, by)
    }

    fn and_more(&self, line: &str, more: u64) -> String {
        format!("{line}\u{202f}; et {}\u{a0}de plus", number(more))
    }

    fn note(&self, note: &Note) -> String {
        notes::note(note)
    }

    fn conclusion(&self, conclusion: &Conclusion) -> String {
        conclusions::conclusion(conclusion)
    }

    fn may_replace(&self, files: u64, trash: bool) -> String {
        let fate = if trash {
            "Les originaux iront à la corbeille."
        } else {
            "Ce que disent les originaux sera alors perdu pour de bon."
        };
        let originals = count(files, "original", "originaux");
        let most = if files < 2 {
            "sera remplacé par une copie sans traces"
        } else {
            "au plus seront remplacés par des copies sans traces"
        };
        format!("{originals} {most}. {fate} Continuer\u{202f}? [o/N]")
    }

    fn is_yes(&self, answer: &str) -> bool {
        ["o", "oui", "y", "yes"].contains(&answer.to_lowercase().as_str())
    }

    fn line(&self, ran: &Ran<'_>) -> String {
        line::line(ran)
    }

    fn progress(&self, action: Action) -> &'static str {
        match action {
            Action::Clean => "Nettoyage",
            Action::Plan => "Examen",
        }
    }
    fn so_far(&self, done: u64, all: u64) -> String {
        format!("{} sur {}", number(done), number(all))
    }

    fn window(&self, written: Window) -> &'static str {
        match written {
            Window::Looking => "Recherche des photos et des vidéos",
            Window::Stop => "Arrêter",
            Window::Open => "Ouvrir le dossier",
            Window::OpenAsked => "Ouvrir maintenant le dossier des copies\u{202f}?",
            Window::Close => "Fermer",
            Window::Failed => {
                "untrace s’est arrêté à cause d’une erreur de sa part. Les copies qui sont là sont complètes et sans traces."
            }
        }
    }

    fn outcome(&self, became: Became) -> String {
        match became {
            Became::Cleaned => "nettoyé".to_owned(),
            Became::AlreadyClean => "déjà sans traces".to_owned(),
            Became::UpToDate => "à jour".to_owned(),
            Became::Refused => "refusé".to_owned(),
            Became::Failed => "échec".to_owned(),
            Became::Skipped(why) => format!("laissé de côté ({})", skip(why)),
        }
    }
}

/// Why it was left out.
const fn skip(why: Skip) -> &'static str {
    match why {
        Skip::Hidden => "caché",
        Skip::Sidecar => "fichier associé",
        Skip::NotMedia => "ni photo ni vidéo",
        Skip::MayTell => "ni photo ni vidéo, et peut contenir des lieux",
        Skip::Page => "page d’untrace report",
        Skip::Excluded => "par --exclude ou --include",
        Skip::Older => "plus ancien que --since",
        Skip::Growing => "en cours d’écriture",
        Skip::Link => "lien symbolique",
        Skip::Special => "fichier spécial",
        Skip::Output => "d’un passage précédent",
    }
}
