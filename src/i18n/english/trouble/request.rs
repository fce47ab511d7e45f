//! Why a run did not start.

use std::path::Path;

use crate::discover::RequestError;
use crate::trouble::Trouble;
use untrace_words::english::obstacles::io_error;
use untrace_words::{printable, printable_path};

/// Why a run did not start.
pub(super) fn request(error: &RequestError) -> String {
    let shown = |path: &Path| printable_path(path);
    let why = |trouble: &Trouble| io_error(&(*trouble).into());
    match error {
        RequestError::NotWatched => {
            "watch takes folders and writes copies, so it cannot be combined with --in-place, -n, --files-from or -".to_owned()
        }
        RequestError::LinkInPlace(path) => format!(
            "{} is a link, and a copy cannot take its place: name the file it points to. Nothing was written",
            shown(path)
        ),
        RequestError::NotConfirmed => "originals are only replaced if you say so: add --yes. Nothing was written".to_owned(),
        RequestError::Missing(path) => format!("{}: no such file or folder", shown(path)),
        RequestError::NothingFits(path) => format!("{}: no file or folder has a name like this", shown(path)),
        RequestError::Pattern(pattern) => format!("{} is not a valid pattern for names", printable(pattern)),
        RequestError::StreamAlone => {
            "- reads one photo or video from standard input and writes its copy to standard output, so it cannot be combined \
             with other paths, -o, --files-from, --rename, --name-map or --extract-motion. A file with that name is ./-"
                .to_owned()
        }
        RequestError::StreamFromTerminal => {
            "- reads a photo or video from standard input, which is a terminal here. Try: untrace - < a.jpg > b.jpg".to_owned()
        }
        RequestError::StreamToTerminal => {
            "- writes the copy to standard output, which is a terminal here. Try: untrace - < a.jpg > b.jpg".to_owned()
        }
        RequestError::ListUnreadable(path, trouble) => {
            format!("--files-from {} cannot be read ({})", shown(path), why(trouble))
        }
        RequestError::ListHasNul(path) => {
            format!("--files-from {} contains NUL bytes: if they separate the paths, add -0", shown(path))
        }
        RequestError::Inaccessible(path, trouble) => format!("{} cannot be opened ({})", shown(path), why(trouble)),
        RequestError::NeedsOutput(path) => {
            format!("{} has nowhere beside it for the copies: choose a folder with -o FOLDER", shown(path))
        }
        RequestError::OutputIsFile(path) => {
            format!("-o {}: -o takes a folder, not a file; the copies keep their own names in it", shown(path))
        }
        RequestError::OutputIsInput(path) => {
            format!("-o {} is also what you want to clean: choose another folder for the copies", shown(path))
        }
        RequestError::Collision { one, other, target } => format!(
            "{} and {} would both become {} (some disks treat such names as the same): rename one, or clean them separately. \
             Nothing was written",
            shown(one),
            shown(other),
            shown(target)
        ),
        RequestError::OutputEncloses(path) => format!(
            "{} is inside the folder for the copies, so --force could replace originals: choose another folder with -o. \
             Nothing was written",
            shown(path)
        ),
        RequestError::NeutralBeside(path) => format!(
            "{}: choose a folder for the renamed copies with -o FOLDER, so that they do not end up among the originals",
            shown(path)
        ),
        RequestError::MapInOutput(path) => format!(
            "--name-map {} would end up among the copies and be posted with them: choose another folder for it. \
             Nothing was written",
            shown(path)
        ),
        RequestError::MapExists(path) => format!(
            "--name-map {} already exists and is not a list of names: choose another file. Nothing was written",
            shown(path)
        ),
        RequestError::LogInOutput(path) => format!(
            "--log {} would end up among the copies and be posted with them: choose another folder for it. Nothing was written",
            shown(path)
        ),
        RequestError::LogIsOther(path) => {
            format!("--log {} already exists and is not a log of untrace: choose another file. Nothing was written", shown(path))
        }
        RequestError::LogUnwritable(path, trouble) => {
            format!("--log {} cannot be written ({}). Nothing was written", shown(path), why(trouble))
        }
        RequestError::MapUnwritable(path, trouble) => {
            format!("--name-map {} cannot be written ({}). Nothing was written", shown(path), why(trouble))
        }
        RequestError::PageIsOther(path) => {
            format!("{} is not a page from untrace, so it stays as it is: choose another name with -o", shown(path))
        }
        RequestError::PageUnwritable(path, trouble) => format!("{} cannot be written ({})", shown(path), why(trouble)),
        RequestError::OutputUnreadable(path, trouble) => {
            format!("{} cannot be opened ({}), and may be an earlier copy. Nothing was written", shown(path), why(trouble))
        }
        RequestError::OverOriginal(path) => format!(
            "the copy {} would take the name of an original: choose another folder with -o. Nothing was written",
            shown(path)
        ),
    }
}
