//! What `--help` says.

use super::super::Help;

pub(super) const fn text(key: Help) -> &'static str {
    match key {
        Help::About => {
            "Copies of photos and videos that no longer say where, when, with which device or of whom they were taken."
        }
        Help::After => {
            "\
Without a command, untrace cleans: `untrace Photos` writes `Photos-clean` beside it. Originals are never changed.

Exit status: 0 every photo and video has a proven-clean copy; 1 one was refused or failed;
2 wrong usage, or an input that is not there; 3 `check` found something that counts."
        }
        Help::Clean => "Write cleaned copies; what untrace does without a command",
        Help::Check => "Say what photos, and files beside them, give away, and write nothing",
        Help::Paths => "Photos, or folders of them",
        Help::Output => "Folder for the copies [default: P-clean beside P, a-clean.jpg beside a.jpg]",
        Help::DryRun => "Say what would be done, and write nothing",
        Help::Json => "One line of JSON for each file, and one for all, on standard output",
        Help::Jobs => "Files to work on at once [default: one for each processor]",
        Help::Quiet => "Say only what was not copied",
        Help::Verbose => "Say what became of each file, and everything that was in it",
        Help::Color => "When to use colour",
        Help::Force => "Replace copies that are there already and differ",
        Help::Hidden => "Also hidden files and folders: .trashed-*, .thumbnails",
        Help::Verify => {
            "Check more of each copy than always: every media byte also of files above 64 MiB (full), or also both \
             pictures decoded and compared (pixels)"
        }
        Help::ExtractMotion => "Also write the videos that are hidden behind photos, cleaned: IMG_1234.motion.mp4",
        Help::FailOn => {
            "What counts for exit status 3, with commas between: location, date, people, motion, preview, id, camera, text, \
             software, other, sidecars, names [default: all but names]"
        }
        Help::ShowValues => "Also show what the removed fields said; keep such a log to yourself",
    }
}
