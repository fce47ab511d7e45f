//! What is said about lists from networks, and about the page made from them and from photos.

use crate::exports::Unread;
use untrace_words::french::obstacles::io_error;

/// Why a list was not read, or not to its end, and what to do.
pub(super) fn unread(name: &str, unread: &Unread) -> String {
    match unread {
        Unread::WebPages(network) => format!(
            "{name} est une page web\u{a0}: ses publications ne sont pas dans le rapport. Redemandez vos données à {}, en choisissant \
             le format JSON.",
            network.name()
        ),
        Unread::UnknownForm => {
            format!("{name} a une forme qu’untrace ne connaît pas\u{a0}: ses publications ne sont pas dans le rapport.")
        }
        Unread::TooLarge => format!("{name} est trop grand pour être lu\u{a0}: ses publications ne sont pas dans le rapport."),
        Unread::TooMany => {
            format!("{name} contient plus de publications qu’untrace n’en lit\u{a0}: seules les premières sont dans le rapport.")
        }
        Unread::Malformed => {
            format!("{name} est endommagé\u{a0}: le rapport ne contient que ce qui précède. Redemandez vos données.")
        }
        Unread::Trouble(trouble) => format!(
            "{name} est illisible ({})\u{a0}: ses publications ne sont pas dans le rapport.",
            io_error(&(*trouble).into())
        ),
    }
}

/// Where the page is, and who may read it.
pub(super) fn page_written(name: &str) -> String {
    format!("La page se trouve dans {name}. Vous seul pouvez l’ouvrir\u{a0}: gardez-la pour vous.")
}

/// That no program will show the page.
pub(super) fn page_not_opened(name: &str) -> String {
    format!("{name} n’a pas pu s’ouvrir tout seul. Ouvrez-le dans votre navigateur.")
}
