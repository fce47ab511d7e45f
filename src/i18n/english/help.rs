//! What `--help` says.

use crate::i18n::Help;

pub(super) const fn text(key: Help) -> &'static str {
    match key {
        Help::About => "Copies photos and videos without what says where, when, with which device or of whom they were taken.",
        Help::Page => page(),
        Help::After => {
            "\
Exit status: 0 every photo and video has a proven-clean copy; 1 one was refused
or failed; 2 wrong usage, or an input does not exist."
        }
        Help::AfterCheck => {
            "\
Exit status: 0 nothing that counts was found; 1 something could not be read;
2 wrong usage, or an input does not exist; 3 something that counts was found."
        }
        Help::AfterReport => {
            "\
Exit status: 0 everything was read; 1 something could not be read, or the page
could not be written; 2 wrong usage, or an input does not exist."
        }
        Help::AfterWatch => {
            "\
Exit status, of the last pass before you stopped it: 0 every photo and video has
a proven-clean copy; 1 one was refused or failed; 2 wrong usage."
        }
        Help::Help => "Show this help",
        Help::ArgumentsGroup => "Arguments",
        Help::FilesGroup => "Which files",
        Help::CopiesGroup => "Where the copies go",
        Help::OriginalsGroup => "Replacing the originals",
        Help::KeepingGroup => "What to keep",
        Help::NamingGroup => "Names of the copies",
        Help::ReportGroup => "Messages",
        Help::MachineGroup => "Safety and speed",
        Help::PageGroup => "The page",
        Help::Clean => "Write clean copies; this is what untrace does without a command",
        Help::Watch => "Clean whatever arrives in folders, until you stop it",
        Help::Check => "Show what photos and videos, and the files beside them, give away; write nothing",
        Help::Report => {
            "Show what a stranger would learn from all the photos and videos together: home, school, habits, journeys"
        }
        Help::Fields => "List every known field: what it reveals, and what happens to it",
        Help::FieldsJson => "Write one line of JSON for each field",
        Help::Paths => {
            "Photos and videos, or folders of them; - reads one from standard input and writes its copy to standard output"
        }
        Help::CheckPaths => "Photos and videos, or folders of them; - reads one from standard input",
        Help::ReportPaths => "Photos and videos, or folders of them",
        Help::WatchPaths => "Folders to watch, with everything below them",
        Help::FilesFrom => {
            "Also read paths from a file, one per line; - is standard input. With -o, each copy keeps its path as listed"
        }
        Help::ReadFilesFrom => "Also read paths from a file, one per line; - is standard input",
        Help::Null => "Paths in --files-from end with a NUL byte, as `find -print0` writes them",
        Help::Hidden => "Include hidden files and folders, such as .trashed-* and .thumbnails",
        Help::ExpectFiles => {
            "Exit with status 1 if a folder holds no photo or video: because a phone is not connected, for example"
        }
        Help::Exclude => {
            "Leave out whatever matches a pattern (*, ?, **, [a-z], {a,b}; upper and lower case are the same): without a /, \
             the pattern is compared with each name; with one, with the path below the folder you named. A folder that \
             matches is left out with all it contains"
        }
        Help::Include => "Only what matches a pattern",
        Help::Since => "Only files changed since: 2026-11-01, 2026-11-01T18:00, 7d, '2 weeks'",
        Help::Output => "Folder for the copies [default: P-clean beside P, a-clean.jpg beside a.jpg]",
        Help::WatchOutput => "Folder for the copies [default: P-clean beside P]",
        Help::DryRun => "Show what would be done; write nothing",
        Help::Force => "Replace existing copies that differ",
        Help::Update => {
            "Replace copies from earlier runs that would turn out different now, because the original, the options or \
             untrace changed. Only copies that untrace wrote and nobody has changed since"
        }
        Help::Prune => "Delete copies whose originals are gone. Only copies that untrace wrote and nobody has changed since",
        Help::InPlace => {
            "Replace the originals themselves with clean copies, each checked first. Asks before it starts. \
             Without --trash, what was removed is gone for good"
        }
        Help::Yes => "Replace the originals without asking",
        Help::Trash => "Move the originals to the trash instead of replacing them for good",
        Help::BreakLinks => "Also replace a file that has other names on the disk (hard links), but under this name only",
        Help::ExtractMotion => "Also write the videos hidden inside photos, cleaned, as IMG_1234.motion.mp4",
        Help::CropGuard => {
            "What to do with a photo or video that still holds what a crop hides: copy it and say so, as without this option, \
             or refuse it"
        }
        Help::Keep => {
            "Keep these in the copies and remove everything else. What is kept is written from scratch, never copied as is"
        }
        Help::Only => {
            "Remove only these and keep the others in this list. Serial numbers, previews and unknown data are always removed"
        }
        Help::Rename => {
            "Give the copies neutral names, numbered in the order the photos were taken: photo-0001.jpg, video-0002.mp4, \
             album-01"
        }
        Help::NameMap => {
            "Also write the old and new names to a JSON file, outside the copies and for your eyes only; each run adds to it"
        }
        Help::Window => {
            "Show progress and the result in a window instead of the terminal, and offer to open the folder: for menus of file \
             managers"
        }
        Help::Integrate => "Add “Make a clean copy” to the menus that file managers show on a right click (Linux)",
        Help::AfterIntegrate => {
            "\
Exit status: 0 done; 1 a file could not be written or removed, or no known file
manager is here; 2 wrong usage, or not on this system."
        }
        Help::IntegrateRemove => "Remove those menu entries again",
        Help::FixExtension => "Give the copies the extension that fits their content: a JPEG named .HEIC becomes .jpg",
        Help::Json => "Write one line of JSON for each file and one for the whole run to standard output",
        Help::ReportJson => "Write one JSON object about all the files to standard output",
        Help::WatchJson => "Write one line of JSON for each file and one for each pass to standard output",
        Help::Log => {
            "Append the last line of the report, with the time, to a file outside the copies; with --quiet and exit status 2 \
             as well"
        }
        Help::ReadLog => "Append the last line of the report, with the time, to a file; with --quiet and exit status 2 as well",
        Help::Quiet => "Show only what could not be copied",
        Help::ReadQuiet => "Show only what could not be read",
        Help::Verbose => "Show what happened to each file, and everything that was in it",
        Help::CheckVerbose => "Show everything found in each file, with its value",
        Help::ReportVerbose => "Name every file that could not be read, and show how untrace is confined by the system",
        Help::Color => "When to use colour",
        Help::Lang => "Language of all messages [default: that of the system, or else English]",
        Help::Wait => {
            "Wait for the Enter key at the end, for a window that would close (on Windows, one of its own does so anyway)"
        }
        Help::FailOn => {
            "What leads to exit status 3, separated by commas: location, date, people, motion, preview, id, camera, text, \
             software, panorama, other, sidecars, names [default: all but panorama and names]"
        }
        Help::KeptAlready => "List these, but do not count them: for copies made with `clean --keep`",
        Help::ShowValues => "Also show what the removed fields contained; do not share such a list",
        Help::PageFile => "Write a page with maps and weekly timetables to a file. It works offline and is for your eyes only",
        Help::OpenPage => "Open the page in your browser",
        Help::Thumbnails => "Show small pictures of each place on the page",
        Help::Jobs => "How many files to work on at once [default: one per processor]",
        Help::Strict => "Treat documents and archives found among photos (PDF, SVG, ZIP) as errors instead of leaving them out",
        Help::ReadStrict => {
            "Treat documents and archives found among photos (PDF, SVG, ZIP) as unreadable instead of leaving them out"
        }
        Help::TrustCodec => {
            "Copy picture or sound in these codecs (such as apac) without looking inside; otherwise such videos are refused"
        }
        Help::ReadTrustCodec => {
            "Accept picture or sound in these codecs (such as apac) without looking inside; otherwise such videos count as \
             unreadable"
        }
        Help::Verify => {
            "Extra checks of each copy: compare every byte of picture and sound, even in files over 64 MiB (full), or also \
             decode both pictures and compare them (pixels)"
        }
        Help::Recheck => "Read everything again, even what has not changed since an earlier run",
        Help::NoSync => "Do not wait until the copies are safely on the disk: faster, but a power cut can leave empty files",
        Help::Sandbox => {
            "Have the system confine untrace to the files it needs before it opens any: where possible (auto), or else do \
             not run (require)"
        }
    }
}

/// What people need, in lines that fit a terminal of 80 columns. Each option is one line; anything missing here is
/// in the help of a command.
const fn page() -> &'static str {
    "\
Copies photos and videos without what says where, when, with which device or of
whom they were taken. Originals are never changed unless you add --in-place.

Usage: untrace <PATH>... [OPTIONS]
       untrace <COMMAND> <PATH>... [OPTIONS]

Examples:
  untrace Photos                     Clean copies, in the folder Photos-clean
  untrace Photos -o ToPost --rename  In ToPost, under names that reveal nothing
  untrace check Photos               What they give away; writes nothing

Commands:
  clean      Write clean copies; this is what untrace does without a command
  check      Show what photos, videos and the files beside them give away
  report     Show what a stranger would learn from all of them together
  watch      Clean whatever arrives in a folder, until you stop it
  fields     List every known field, and what happens to it
  integrate  Clean photos by a right click in your file manager (Linux)
  help       Show all the options of a command: untrace help clean

Common options:
  -o, --output <DIR>     Folder for the copies [default: P-clean beside P]
  -n, --dry-run          Show what would be done; write nothing
      --update           Replace earlier copies that are no longer up to date
      --keep <WHAT,...>  Keep location, date, camera, people, text or software
      --only <WHAT,...>  Remove only these and keep the others in that list
      --rename           Neutral names: photo-0001.jpg, video-0002.mp4
      --hidden           Include hidden files and folders
      --json             For scripts: one line of JSON for each file
  -q, --quiet            Show only what could not be copied
  -v, --verbose          Show what happened to each file
      --lang <fr|en>     Language [default: that of the system, or else English]
  -h, --help             This page; untrace clean --help lists all options
  -V, --version          The version

Exit status: 0 every photo and video has a proven-clean copy; 1 one was refused
or failed; 2 wrong usage, or no such input; 3 check found something that counts."
}
