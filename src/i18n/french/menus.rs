//! Ce que sont devenus les menus des gestionnaires de fichiers.

use crate::i18n::usage::Menus;
use crate::menus::FileManager;
use untrace_words::french::lists::and;
use untrace_words::french::obstacles::io_error;

pub(super) fn said(menus: &Menus) -> String {
    match menus {
        Menus::Added(managers) => format!(
            "Pour nettoyer des photos, des vidéos ou des dossiers, faites un clic droit dessus et choisissez «\u{a0}Créer une \
             copie sans traces\u{a0}», dans {}. Si l’un d’eux est ouvert, fermez-le d’abord.",
            names(managers)
        ),
        Menus::Removed(managers) => {
            format!("Les menus ne proposent plus «\u{a0}Créer une copie sans traces\u{a0}», dans {}.", names(managers))
        }
        Menus::NothingToRemove => "Aucun menu ne proposait «\u{a0}Créer une copie sans traces\u{a0}».".to_owned(),
        Menus::NoFileManager => {
            "Il n’y a ici aucun gestionnaire de fichiers dont untrace connaisse les menus\u{a0}: Fichiers, Nemo, Dolphin ou \
             Thunar."
                .to_owned()
        }
        Menus::Elsewhere => {
            "Cette commande est pour Linux. Sous Windows, l’installateur ajoute les entrées des menus\u{202f}; sur un Mac, \
             ouvrez l’action rapide fournie avec untrace."
                .to_owned()
        }
        Menus::Foreign(name) => format!("{name} est autre chose. Rien n’y a été changé."),
        Menus::Failed(name, trouble) => {
            format!("{name} ne peut pas être modifié ({}).", io_error(&(*trouble).into()))
        }
    }
}

/// Les gestionnaires de fichiers, et où leurs menus ont l’entrée.
fn names(managers: &[FileManager]) -> String {
    and(managers.iter().map(|manager| {
        let name = match manager {
            FileManager::Nautilus => "Fichiers (sous Scripts)",
            FileManager::Nemo => "Nemo",
            FileManager::Dolphin => "Dolphin",
            FileManager::Thunar => "Thunar (sous Envoyer vers)",
        };
        name.to_owned()
    }))
}
