//! What is said about lists from networks, and about the page made from them and from photos.

use crate::exports::Unread;
use untrace_words::english::obstacles::io_error;

/// Why a list was not read, or not to its end, and what to do.
pub(super) fn unread(name: &str, unread: &Unread) -> String {
    match unread {
        Unread::WebPages(network) => {
            let network = network.name();
            format!(
                "{name} is a web page, so its posts are not in the report. Ask {network} for your data again, and choose the JSON format."
            )
        }
        Unread::UnknownForm => {
            format!("{name} is laid out in a way that untrace does not know, so its posts are not in the report.")
        }
        Unread::TooLarge => format!("{name} is too large to read, so its posts are not in the report."),
        Unread::TooMany => format!("{name} lists more posts than untrace reads. Only the first of them are in the report."),
        Unread::Malformed => {
            format!("{name} is damaged. The report has only what comes before the damage. Ask for your data again.")
        }
        Unread::Trouble(trouble) => {
            format!("{name} cannot be read ({}), so its posts are not in the report.", io_error(&(*trouble).into()))
        }
    }
}

/// Where the page is, and who may read it.
pub(super) fn page_written(name: &str) -> String {
    format!("The page is in {name}. Only you can open it: keep it to yourself.")
}

/// That no program will show the page.
pub(super) fn page_not_opened(name: &str) -> String {
    format!("{name} could not be opened for you. Open it in your browser.")
}
