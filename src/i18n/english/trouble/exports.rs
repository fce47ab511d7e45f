//! What is said of lists that networks give out, and of the page that is made of them and of photos.

use super::reasons::io_error;
use crate::exports::Unread;

/// Why a list was not read, or not to its end, and what to do.
pub(super) fn unread(name: &str, unread: &Unread) -> String {
    match unread {
        Unread::WebPages(network) => {
            let network = network.name();
            format!(
                "{name} is a web page; its posts are not in the report. Ask {network} for your data again, in the format JSON."
            )
        }
        Unread::UnknownForm => format!("{name} has a form that untrace does not know; its posts are not in the report."),
        Unread::TooLarge => format!("{name} is too large to be read; its posts are not in the report."),
        Unread::TooMany => format!("{name} lists more than untrace reads; the report has the first of its posts."),
        Unread::Malformed => format!("{name} is damaged; the report has what stands before the damage. Ask for your data again."),
        Unread::Trouble(trouble) => {
            format!("{name} cannot be read ({}); its posts are not in the report.", io_error(&(*trouble).into()))
        }
    }
}

/// Where the page is, and who may read it.
pub(super) fn page_written(name: &str) -> String {
    format!("The page is in {name}. Only you can open it; do not post it.")
}

/// That no program shows the page.
pub(super) fn page_not_opened(name: &str) -> String {
    format!("No program on this computer opens {name} by itself. Open it in your browser.")
}
