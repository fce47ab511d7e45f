//! Why nothing was begun.

use std::path::Path;

use super::reasons;
use crate::discover::RequestError;
use crate::printable::{printable, printable_path};

/// Why nothing was begun.
pub(super) fn request(error: &RequestError) -> String {
    let shown = |path: &Path| printable_path(path);
    match error {
        RequestError::NotWatched => {
            "watch takes folders and writes copies: without --in-place, -n, --files-from and -".to_owned()
        }
        RequestError::LinkInPlace(path) => {
            format!("{} is a link, and cannot be replaced by what it leads to: name that. Nothing was written", shown(path))
        }
        RequestError::NotConfirmed => {
            "originals are only replaced with your word for it: add --yes. Nothing was written".to_owned()
        }
        RequestError::Missing(path) => format!("{}: there is no such file or folder", shown(path)),
        RequestError::Pattern(pattern) => format!("{} is no pattern that names could fit", printable(pattern)),
        RequestError::StreamAlone => {
            "- reads one photo or video from standard input and writes its copy to standard output: it goes with no \
             other path, and not with -o, --files-from, --rename, --name-map or --extract-motion. A file of that name is ./-"
                .to_owned()
        }
        RequestError::StreamFromTerminal => {
            "- reads a photo or video from standard input, which is a terminal: untrace - < a.jpg > b.jpg".to_owned()
        }
        RequestError::StreamToTerminal => {
            "the copy would go to standard output, which is a terminal: untrace - < a.jpg > b.jpg".to_owned()
        }
        RequestError::ListUnreadable(path, trouble) => {
            format!("--files-from {} cannot be read: {}", shown(path), reasons::io_error(&(*trouble).into()))
        }
        RequestError::ListHasNul(path) => {
            format!("--files-from {} has NUL bytes in it: with -0, they stand between paths", shown(path))
        }
        RequestError::Inaccessible(path, trouble) => format!("{}: {}", shown(path), reasons::io_error(&(*trouble).into())),
        RequestError::NeedsOutput(path) => {
            format!("{} has no place beside it: say where the copies go with -o FOLDER", shown(path))
        }
        RequestError::OutputIsFile(path) => {
            format!("-o {}: -o names a folder, not a file; the copies keep their own names in it", shown(path))
        }
        RequestError::OutputIsInput(path) => {
            format!("-o {} is also what is to be cleaned: name another folder for the copies", shown(path))
        }
        RequestError::Collision { one, other, target } => format!(
            "{} and {} would both become {} (some disks do not tell such names apart); rename one, or clean them separately. Nothing was written",
            shown(one),
            shown(other),
            shown(target)
        ),
        RequestError::OutputEncloses(path) => format!(
            "{} lies in the folder for the copies, and --force could replace originals there: name another folder with -o. Nothing was written",
            shown(path)
        ),
        RequestError::NeutralBeside(path) => {
            format!("{}: say with -o FOLDER where copies with new names go, so that they do not lie among originals", shown(path))
        }
        RequestError::MapInOutput(path) => format!(
            "--name-map {} would lie among the copies, and be posted with them: name a file elsewhere. Nothing was written",
            shown(path)
        ),
        RequestError::MapExists(path) => {
            format!(
                "--name-map {} is there already, and is no list of names: name another file. Nothing was written",
                shown(path)
            )
        }
        RequestError::LogInOutput(path) => format!(
            "--log {} would lie among the copies, and be posted with them: name a file elsewhere. Nothing was written",
            shown(path)
        ),
        RequestError::LogIsOther(path) => {
            format!("--log {} is there already, and is no log of untrace: name another file. Nothing was written", shown(path))
        }
        RequestError::LogUnwritable(path, trouble) => {
            let why = reasons::io_error(&(*trouble).into());
            format!("--log {} cannot be written ({why}). Nothing was written", shown(path))
        }
        RequestError::MapUnwritable(path, trouble) => {
            let why = reasons::io_error(&(*trouble).into());
            format!("--name-map {} cannot be written ({why}). Nothing was written", shown(path))
        }
        RequestError::PageIsOther(path) => {
            format!("{} is no page that untrace wrote, and stays as it is: give -o another name", shown(path))
        }
        RequestError::PageUnwritable(path, trouble) => {
            let why = reasons::io_error(&(*trouble).into());
            format!("{} cannot be written ({why})", shown(path))
        }
        RequestError::OutputUnreadable(path, trouble) => format!(
            "{} cannot be looked at ({}), and may be a copy that is there already. Nothing was written",
            shown(path),
            reasons::io_error(&(*trouble).into())
        ),
        RequestError::OverOriginal(path) => {
            format!(
                "the copy {} would take the name of an original: name another folder with -o. Nothing was written",
                shown(path)
            )
        }
    }
}
