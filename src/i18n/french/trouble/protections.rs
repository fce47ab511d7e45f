//! What protects the person from a hole in this program.

use crate::confine::{Closed, Network, Open};
use crate::i18n::Protections;

/// `Protections : fichiers (Landlock 7), réseau (TCP), pas de vidage de la mémoire.`
pub(super) fn all(Protections { closed, no_core_dumps }: Protections) -> String {
    let mut parts = Vec::new();
    match closed {
        Ok(Closed { version, lengths, network }) => {
            let but = if lengths { "" } else { ", qui ne peut pas empêcher que des fichiers soient vidés" };
            parts.push(format!("fichiers (Landlock\u{a0}{version}{but})"));
            match network {
                Network::Open => {}
                Network::Tcp => parts.push("réseau (TCP)".to_owned()),
                Network::TcpAndUdp => parts.push("réseau (TCP, UDP)".to_owned()),
            }
        }
        Err(open) => parts.push(format!("aucune pour les fichiers ni pour le réseau ({})", why(open))),
    }
    if no_core_dumps {
        parts.push("pas de vidage de la mémoire".to_owned());
    }
    format!("Protections\u{a0}: {}.", parts.join(", "))
}

/// That there has to be one, but there is not.
pub(super) fn none(open: Open) -> String {
    format!(
        "--sandbox require\u{a0}: {}. Aucune photo n’a été lue ni écrite. Sans cette option, untrace s’exécute malgré tout",
        why(open)
    )
}

const fn why(open: Open) -> &'static str {
    match open {
        Open::Asked => "désactivées par --sandbox off",
        Open::System => "ce système n’a pas Landlock, propre à Linux",
        Open::Kernel => "ce noyau n’a pas Landlock, ou n’en laisse pas l’usage à untrace",
        Open::SwitchedOff => "Landlock est désactivé dans ce noyau",
        Open::TooOld => "le Landlock de ce noyau est trop ancien pour empêcher que des fichiers soient vidés",
        Open::Failed => "Landlock n’a pas fonctionné",
    }
}
