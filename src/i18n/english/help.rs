//! What `--help` says.

use crate::i18n::Help;

pub(super) const fn text(key: Help) -> &'static str {
    match key {
        Help::About => {
            "Copies of photos and videos that no longer say where, when, with which device or of whom they were taken."
        }
        Help::Page => page(),
        Help::After => {
            "\
Exit status: 0 every photo and video has a proven-clean copy; 1 one was refused
or failed; 2 wrong usage, or an input that is not there."
        }
        Help::AfterCheck => {
            "\
Exit status: 0 nothing was found that counts; 1 something could not be read;
2 wrong usage, or an input that is not there; 3 something was found that counts."
        }
        Help::Help => "Say all of this",
        Help::FilesGroup => "Which files",
        Help::CopiesGroup => "Where copies go",
        Help::OriginalsGroup => "Without copies",
        Help::KeepingGroup => "What stays",
        Help::NamingGroup => "What copies are called",
        Help::ReportGroup => "What is said",
        Help::MachineGroup => "How sure, how fast",
        Help::Clean => "Write cleaned copies; what untrace does without a command",
        Help::Watch => "Clean what arrives in folders, until it is told to stop",
        Help::Check => "Say what photos and videos, and files beside them, give away, and write nothing",
        Help::Fields => "List every field that has a name: what it tells, and what becomes of it",
        Help::Report => "Say what a stranger would learn from photos and videos together: where somebody lives, learns, and goes",
        Help::AfterReport => {
            "\
Exit status: 0 everything was read; 1 something could not be read; 2 wrong usage,
or an input that is not there."
        }
        Help::PageGroup => "The page",
        Help::PageFile => "Write a page with maps and weeks to a file, which works without a network and is for your eyes only",
        Help::OpenPage => "Show the page in the browser",
        Help::Thumbnails => "Put small pictures of each place on the page",
        Help::Lang => "Language of the page and of what is said [default: that of the system, or English]",
        Help::FieldsJson => "One line of JSON for each field",
        Help::Paths => "Photos and videos, or folders of them; - is one on standard input, whose copy goes to standard output",
        Help::FilesFrom => {
            "Also read paths from a file, one on each line; - is standard input. With -o, each copy keeps its path as it is listed"
        }
        Help::Null => "Paths of --files-from end in a NUL byte, as `find -print0` writes them",
        Help::Output => "Folder for the copies [default: P-clean beside P, a-clean.jpg beside a.jpg]",
        Help::DryRun => "Say what would be done, and write nothing",
        Help::Json => "One line of JSON for each file, and one for all, on standard output",
        Help::Jobs => "Files to work on at once [default: one for each processor]",
        Help::Quiet => "Say only what was not copied",
        Help::Log => {
            "Append the last line of the report, with the time, to a file outside of the copies; also with --quiet, and with status 2"
        }
        Help::Verbose => "Say what became of each file, and everything that was in it",
        Help::Color => "When to use colour",
        Help::Force => "Replace copies that are there already and differ",
        Help::Hidden => "Also hidden files and folders: .trashed-*, .thumbnails",
        Help::Strict => "Refuse documents and archives that lie among photos (PDF, SVG, ZIP), instead of leaving them out",
        Help::ExpectFiles => "Exit status 1 if a folder holds no photo or video: a phone that is not connected, say",
        Help::Exclude => {
            "Leave out what fits a pattern (*, ?, **, [a-z], {a,b}; in any case): one without / is held against each name, one \
             with / against the path below what was named; what is in a folder that fits is left out, too"
        }
        Help::Include => "Only what fits a pattern",
        Help::Since => "Only files that were changed since: 2026-11-01, 2026-11-01T18:00, 7d, '2 weeks'",
        Help::TrustCodec => "Copy picture or sound in these codecs unread: apac. Without it such videos are refused",
        Help::NoSync => "Do not wait until the copies are safe on the disk: faster, but a power cut can leave empty ones",
        Help::InPlace => {
            "Replace the originals themselves by clean ones, each checked first; asks before. What they said is gone for good"
        }
        Help::Trash => "Move the originals to the trash of this desktop, rather than replace them for good",
        Help::BreakLinks => "Also replace a file that has other names on the disk (hard links), under this one alone",
        Help::Yes => "Do not ask whether originals may be replaced",
        Help::Recheck => "Read everything again, also what did not change since an earlier run",
        Help::Prune => "Remove copies of photos and videos that are gone, if an earlier run wrote them and nobody changed them",
        Help::Update => {
            "Replace copies of earlier runs that would be made otherwise now: their originals, the options or untrace \
             changed. Only what untrace wrote itself, and nobody changed since"
        }
        Help::Verify => {
            "Check more of each copy than always: every media byte also of files above 64 MiB (full), or also both \
             pictures decoded and compared (pixels)"
        }
        Help::ExtractMotion => "Also write the videos that are hidden behind photos, cleaned: IMG_1234.motion.mp4",
        Help::Keep => "Keep what the copies say of these categories, written anew; everything else goes",
        Help::Only => "Remove these categories, and keep the others of this list; what is in no list always goes",
        Help::Rename => {
            "Neutral names in the order of taking, numbered over the whole output: photo-0001.jpg, video-0002.mp4, album-01"
        }
        Help::NameMap => {
            "Also write the old and new names to a JSON file outside of the copies, for your eyes only; each run adds to it"
        }
        Help::FixExtension => "Give copies the extension that their content should have: a JPEG called .HEIC becomes .jpg",
        Help::FailOn => {
            "What counts for exit status 3, with commas between: location, date, people, motion, preview, id, camera, text, \
             software, panorama, other, sidecars, names [default: all but panorama and names]"
        }
        Help::KeptAlready => "Pass over what the copies were to keep, as in `clean`: it is listed, and does not count",
        Help::Sandbox => {
            "Let the system hold untrace to the inputs and the output before it looks into a file: if it can (auto), or \
             else not run (require)"
        }
        Help::ShowValues => "Also show what the removed fields said; keep such a log to yourself",
    }
}

/// What people need, in lines that a terminal of 80 columns need not break. Each option is one line: what is missing here is
/// in the help of a command.
const fn page() -> &'static str {
    "\
Copies of photos and videos that no longer say where, when, with which device or
of whom they were taken. Originals stay as they are, unless you add --in-place.

Usage: untrace <PATH>... [OPTIONS]
       untrace <COMMAND> <PATH>... [OPTIONS]

Examples:
  untrace Photos                     Clean copies, in the folder Photos-clean
  untrace Photos -o ToPost --rename  In ToPost, under names that tell nothing
  untrace check Photos               What they give away; writes nothing

Commands:
  clean   Write clean copies; without a command, this is done
  check   Say what photos, videos and files beside them give away
  watch   Clean what arrives in a folder, until it is told to stop
  fields  List every field that has a name, and what becomes of it
  help    Say all about a command: untrace help clean

Options that most people need:
  -o, --output <DIR>     Folder for the copies [default: P-clean beside P]
  -n, --dry-run          Say what would be done, and write nothing
      --update           Replace earlier copies that would be other ones now
      --keep <WHAT,...>  Keep location, date, camera, people, text or software
      --only <WHAT,...>  Remove only these of that list
      --rename           Neutral names: photo-0001.jpg, video-0002.mp4
      --hidden           Also hidden files and folders
      --json             For scripts: one line of JSON for each file
  -q, --quiet            Say only what was not copied
  -v, --verbose          Say what became of each file
  -h, --help             This page; untrace clean --help has all options
  -V, --version          The version

Exit status: 0 every photo and video has a proven-clean copy; 1 one was refused
or failed; 2 wrong usage, or no such input; 3 check found something that counts."
}
