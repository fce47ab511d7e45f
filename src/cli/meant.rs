//! Options that people try but that do not exist, by what they mean: the words that other programs use. One row per meaning.
//! Words are compared without dashes, underscores or case; anything after `=` or `:` is ignored.

use untrace_core::model::Category;

use super::args;
use crate::i18n::{Help, Meant};

const TRIED: &[(Meant, &[&str])] = &[
    (
        Meant::Everything,
        &[
            "remove",
            "removeall",
            "removemetadata",
            "delete",
            "deleteall",
            "erase",
            "wipe",
            "scrub",
            "strip",
            "stripall",
            "clear",
            "all",
            "a",
            "exif",
            "xmp",
            "iptc",
            "icc",
            "meta",
            "metadata",
            "tags",
            "noexif",
            "nometadata",
            "anonymize",
            "anonymise",
            "private",
            "privacy",
            "serial",
            "thumbnail",
            "makernote",
            "makernotes",
        ],
    ),
    (Meant::One(Category::Location), &["gps", "location", "nogps", "geo", "geotag", "geotags", "coordinates", "place", "where"]),
    (Meant::One(Category::Date), &["date", "dates", "time", "times", "timestamp", "timestamps", "when", "alldates"]),
    (Meant::One(Category::Camera), &["camera", "device", "phone", "make", "model", "lens"]),
    (Meant::One(Category::People), &["people", "faces", "face", "author", "artist", "owner", "copyright", "who"]),
    (
        Meant::One(Category::Text),
        &["text", "comment", "comments", "caption", "captions", "keyword", "keywords", "title", "description"],
    ),
    (Meant::One(Category::Software), &["software", "program"]),
    (Meant::OriginalsStay, &["backup", "nobackup", "backups", "keeporiginal", "keeporiginals"]),
    (Meant::Folders, &["recursive", "recurse", "r", "subfolders", "subdirs", "depth", "maxdepth", "folder", "folders"]),
    (
        Meant::Option("--in-place", Help::InPlace),
        &["i", "overwriteoriginal", "overwriteoriginals", "overwriteoriginalinplace", "modify", "mutate"],
    ),
    (
        Meant::AsTheyAre,
        &["quality", "compress", "compression", "lossless", "resize", "size", "optimize", "optimise", "convert", "format"],
    ),
    (
        Meant::Command("check"),
        &["check", "list", "show", "info", "inspect", "scan", "detect", "print", "analyze", "analyse", "test", "l"],
    ),
    (Meant::Option("--force", Help::Force), &["overwrite", "overwriteexisting", "replace", "f", "clobber"]),
    (
        Meant::Option("--output", Help::Output),
        &[
            "outputdir",
            "outputfolder",
            "outputdirectory",
            "outdir",
            "out",
            "dest",
            "destination",
            "dir",
            "directory",
            "d",
            "target",
            "to",
            "saveto",
        ],
    ),
    (Meant::Option("--dry-run", Help::DryRun), &["simulate", "dry", "noact", "noop", "whatif", "pretend", "justprint", "plan"]),
    (
        Meant::Option("--rename", Help::Rename),
        &["neutralnames", "renamefiles", "newnames", "randomnames", "anonymizenames", "numbers"],
    ),
    (Meant::Option("--keep", Help::Keep), &["preserve", "retain", "allow", "whitelist", "leave", "keepall"]),
    (Meant::Option("--quiet", Help::Quiet), &["silent", "s"]),
    (Meant::Option("--verbose", Help::Verbose), &["debug", "vv"]),
    (Meant::Option("--jobs", Help::Jobs), &["threads", "parallel", "workers", "t", "p"]),
    (Meant::Option("--color never", Help::Color), &["nocolor", "nocolour", "colour"]),
    (Meant::Option("--hidden", Help::Hidden), &["dotfiles", "includehidden"]),
    (Meant::Option("--sandbox off", Help::Sandbox), &["nosandbox", "landlock"]),
    (Meant::Option("--fix-extension", Help::FixExtension), &["fixextensions", "extension", "ext", "fixext"]),
    (
        Meant::Option("--extract-motion", Help::ExtractMotion),
        &["extract", "motion", "livephoto", "livephotos", "video", "videos"],
    ),
];

/// A word as it is in the table.
fn bare(typed: &str) -> String {
    let word = typed.trim_start_matches('-').split(['=', ':']).next().unwrap_or_default();
    word.chars().filter(|letter| !matches!(letter, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// `gps` of `remove-gps`: what is removed anyway.
fn removed(word: &str) -> Option<&str> {
    ["remove", "delete", "strip", "without", "no"].into_iter().find_map(|verb| word.strip_prefix(verb))
}

/// What an unknown option means, if any other program has it; `typed` is the argument it came from.
fn meant(unknown: &str, typed: &str) -> Option<Meant> {
    let find = |word: String| TRIED.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(meant, _)| *meant);
    // `-all=` is one word to ExifTool, but a row of letters to this program.
    let whole = find(bare(typed)).or_else(|| find(bare(unknown)));
    let removed = || removed(&bare(typed)).and_then(|word| find(word.to_owned()));
    whole.or_else(|| removed().filter(|meant| matches!(meant, Meant::Everything | Meant::One(_))))
}

/// Whether another command has it, and which.
fn elsewhere(unknown: &str) -> Option<Meant> {
    let cli = args::command();
    let has = |command: &&clap::Command| {
        command.get_arguments().any(|option| {
            let long = option.get_long().is_some_and(|long| unknown.strip_prefix("--") == Some(long));
            long || option.get_short().is_some_and(|short| unknown.strip_prefix('-') == Some(short.to_string().as_str()))
        })
    };
    let command = cli.get_subcommands().find(has)?;
    ["clean", "check", "report"].into_iter().find(|name| command.get_name() == *name).map(Meant::Elsewhere)
}

/// What an unknown option among these arguments was meant to be, if it is more than a misspelling.
pub(super) fn of(unknown: &str, arguments: &[String]) -> Option<Meant> {
    let typed = arguments.iter().take_while(|argument| *argument != "--").find(|argument| argument.starts_with(unknown));
    elsewhere(unknown).or_else(|| meant(unknown, typed.map_or(unknown, String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Spoken, sentences};
    use std::collections::BTreeSet;

    /// The options of all commands but these.
    fn options(but: &[&str]) -> BTreeSet<String> {
        let cli = args::command();
        let commands = cli.get_subcommands().filter(|command| !but.contains(&command.get_name()));
        let named = commands.flat_map(clap::Command::get_arguments).flat_map(|option| {
            let short = option.get_short().map(|letter| format!("-{letter}"));
            option.get_long().map(|long| format!("--{long}")).into_iter().chain(short)
        });
        named.collect()
    }

    #[test]
    fn no_word_is_an_option_and_none_means_two_things() {
        let mut known = BTreeSet::new();
        // Whoever adds entries to menus cleans nothing: `--remove` means something else there.
        let options: BTreeSet<String> =
            options(&["integrate"]).iter().filter(|option| option.starts_with("--")).map(|option| bare(option)).collect();
        for word in TRIED.iter().flat_map(|(_, words)| *words) {
            assert!(known.insert(word), "{word} twice");
            assert!(!options.contains(*word), "there is an option for {word} by now: the row goes");
        }
    }

    #[test]
    fn every_option_that_is_advised_is_there() {
        let options = options(&[]);
        for (lang, (meant, words)) in Lang::ALL.iter().flat_map(|lang| TRIED.iter().map(move |row| (lang, row))) {
            let advice = lang.words().meant(*meant);
            // `P-clean` is not an option.
            let words_of_it = advice.split_whitespace().map(|word| word.trim_end_matches(|end: char| !end.is_ascii_lowercase()));
            let named = words_of_it.filter(|word| word.starts_with('-'));
            for option in named {
                assert!(options.contains(option), "{words:?}: there is no {option}");
            }
        }
    }

    #[test]
    fn every_option_that_is_named_where_something_is_wrong_is_there() {
        let options = options(&[]);
        let sentences = Lang::ALL.iter().copied().flat_map(sentences);
        let mut named = BTreeSet::new();
        for (what, sentence) in sentences {
            let words = sentence.split_whitespace().map(|word| word.trim_end_matches(|end: char| !end.is_ascii_alphanumeric()));
            for option in words.filter(|word| word.len() > 1 && word.starts_with('-')) {
                assert!(options.contains(option), "{what}: there is no {option}: {sentence}");
                named.insert(option.to_owned());
            }
        }
        assert!(named.contains("--force") && named.contains("-0"), "{named:?}");
    }

    #[test]
    fn words_are_known_in_every_spelling() {
        for typed in ["--output-dir", "--outputdir", "--Output_Dir", "-outputdir"] {
            assert!(matches!(meant(typed, typed), Some(Meant::Option("--output", _))), "{typed}");
        }
        assert!(matches!(meant("-a", "-all="), Some(Meant::Everything)));
        assert!(matches!(meant("-g", "-gps:all="), Some(Meant::One(Category::Location))));
        assert!(matches!(meant("-r", "-nr"), Some(Meant::Folders)));
        assert!(meant("--nonsense", "--nonsense").is_none());
    }
}
