//! What is wrong, with which file, and what to do.

mod exports;
mod many;
mod protections;
mod reasons;
mod request;

use std::io;
use std::path::Path;

use crate::confine::Open;
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::i18n::language::French;
use crate::i18n::trouble::{Protections, Trouble};
use crate::outcome::{Failure, Outdated};
use untrace_words::Advice;
use untrace_words::french::obstacles::io_error;
use untrace_words::printable_path;

impl Trouble for French {
    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice {
        reasons::failure(failure, destination)
    }

    fn video_behind(&self, name: &str) -> String {
        format!("le film caché dans {name}")
    }

    fn unread(&self, name: &str) -> String {
        format!(
            "{name} n’est ni une photo ni une vidéo connue d’untrace. Il a été laissé de côté\u{a0}: untrace ne peut pas dire ce qu’il \
             révèle."
        )
    }

    // A file is masculine (« le fichier »).
    fn standard_input(&self) -> &'static str {
        "le fichier de l’entrée standard"
    }

    fn not_sent(&self, error: &io::Error) -> String {
        format!(
            "la copie n’a pas pu être écrite sur la sortie standard ({}). Ce qui en est sorti est incomplet.",
            io_error(error)
        )
    }

    fn only_links(&self, name: &str) -> String {
        format!(
            "{name} ne contient que des liens, qu’untrace ne suit pas. Indiquez les fichiers ou dossiers vers lesquels ils mènent."
        )
    }

    fn no_media(&self, name: &str, is_empty: bool) -> String {
        if is_empty {
            format!("attention\u{a0}: {name} est vide. Le téléphone ou le disque qui devrait s’y trouver est-il branché\u{202f}?")
        } else {
            format!("attention\u{a0}: {name} ne contient ni photo ni vidéo.")
        }
    }

    fn request(&self, error: &RequestError) -> String {
        request::request(error)
    }

    fn log_lost(&self, path: &Path, error: &io::Error) -> String {
        format!("le journal {} n’a pas pu être écrit ({})", printable_path(path), io_error(error))
    }

    fn list_unread(&self, name: &str, unread: &Unread) -> String {
        exports::unread(name, unread)
    }

    fn page_written(&self, name: &str) -> String {
        exports::page_written(name)
    }

    fn page_not_opened(&self, name: &str) -> String {
        exports::page_not_opened(name)
    }

    fn folder_not_opened(&self, name: &str) -> String {
        format!("Les copies sont dans {name}. Rien ici n’a pu ouvrir ce dossier à votre place.")
    }

    fn map_lost(&self, path: &Path, error: &io::Error) -> String {
        format!("la liste de noms {} n’a pas pu être écrite ({})", printable_path(path), io_error(error))
    }

    fn protections(&self, protections: Protections) -> String {
        protections::all(protections)
    }

    fn not_closed_in(&self, open: Open) -> String {
        protections::none(open)
    }

    fn waiting(&self, name: &str) -> String {
        format!("{name}\u{a0}: un autre passage d’untrace y écrit encore\u{202f}; celui-ci attend sa fin.")
    }

    fn output_gone(&self, name: &str) -> String {
        format!(
            "{name} a disparu, ou un autre dossier a pris sa place\u{a0}: untrace s’est arrêté. Rebranchez le disque, puis relancez la \
             même commande."
        )
    }

    fn output_lost(&self, error: &io::Error) -> String {
        format!("le rapport n’a pas pu être écrit ({})", io_error(error))
    }

    fn outdated(&self, why: Outdated, files: u64) -> String {
        many::outdated(why, files)
    }

    fn watching(&self, name: &str) -> String {
        format!("Surveillance de {name}.")
    }

    fn waited_for(&self, name: &str) -> String {
        format!("{name} est introuvable pour le moment. untrace attend son retour.")
    }

    fn same_with(&self, first: &str, others: u64, names: &[String]) -> String {
        many::same_with(first, others, names)
    }
}
