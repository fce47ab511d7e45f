//! What the file system says.

use std::io;

use crate::obstacle::Obstacle;

/// What the file system says, to go in brackets.
pub fn io_error(error: &io::Error) -> String {
    let Some(obstacle) = Obstacle::of(error) else { return error.to_string() };
    match obstacle {
        Obstacle::Gone => "introuvable",
        Obstacle::Denied => "accès refusé",
        Obstacle::Full => "le disque est plein",
        Obstacle::ReadOnly => "le disque est en lecture seule",
        Obstacle::Shorter => "il a raccourci pendant la lecture",
        Obstacle::Quota => "votre quota sur ce disque est épuisé",
        Obstacle::TooLarge => "un fichier de cette taille n’y est pas permis",
        Obstacle::Name => "nom ou chemin trop long, ou avec un caractère interdit à cet endroit",
        Obstacle::InTheWay => "un fichier ou un lien est en travers du chemin",
        Obstacle::InUse => "un autre programme l’utilise",
        Obstacle::Device => "Windows réserve ce nom à un périphérique",
        Obstacle::Marked => "il est marqué en lecture seule",
    }
    .to_owned()
}
