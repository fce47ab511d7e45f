//! What is said to people who ask how, in either language, and to those who type what there is not.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use textwrap::core::display_width;

use crate::env::{Env, UNTRACE};
use crate::outside::on_a_terminal;

/// The languages, with the headings of the page that tests look for.
const LANGUAGES: [(&str, &str); 2] = [("en", "Examples:"), ("fr", "Exemples\u{a0}:")];
const COMMANDS: [&str; 6] = ["clean", "check", "report", "watch", "fields", "integrate"];

/// Lines of a help, none of them wider than a terminal is, or broken in the middle of a word.
#[track_caller]
fn page(lang: &str, args: &[&str]) -> Vec<String> {
    let ran = Env::new().untrace([args, &["--lang", lang]].concat()).exits(0).writes(&[]);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    for line in ran.stdout.lines() {
        assert!(display_width(line) <= 80, "{args:?}: wider than 80 columns:\n{line}");
        assert!(!line.ends_with(' ') && !line.contains('\u{1b}'), "{args:?}: {line:?}");
        assert!(lang == "en" || !line.contains(" :") && !line.contains(" ;"), "{args:?}: {line:?}");
    }
    ran.stdout.lines().map(str::to_owned).collect()
}

/// Long options that the rows of a help are about.
fn rows(page: &[String]) -> BTreeSet<&str> {
    let rows = page.iter().filter(|line| line.starts_with("  -") || line.starts_with("      --"));
    rows.filter_map(|line| line[line.find("--")?..].split([' ', ',', '=']).next()).collect()
}

/// Every option that a help names, in a row or in a sentence.
fn named(page: &[String]) -> BTreeSet<String> {
    let text = page.join(" ");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter(|word| word.starts_with('-') && word.len() > 1).map(str::to_owned).collect()
}

#[test]
fn the_page_that_people_see_is_one_screen_with_examples_in_80_columns() {
    for (lang, heading) in LANGUAGES {
        let help = page(lang, &["--help"]);
        assert_eq!(help, page(lang, &["-h"]));
        assert_eq!(help, page(lang, &["help"]));
        let none = Env::new().run(UNTRACE, [""; 0]).variable("LC_ALL", lang).go().exits(2).writes(&[]);
        assert_eq!(none.stderr.lines().collect::<Vec<_>>(), help, "without arguments, the same");
        assert!(help.len() <= 40, "{} lines", help.len());
        let at = help.iter().position(|line| line == heading).unwrap();
        let examples: Vec<&String> = help[at + 1..].iter().take_while(|line| !line.is_empty()).collect();
        assert_eq!(examples.len(), 3);
        for example in examples {
            // What is shown works as it is typed.
            let words: Vec<&str> = example.split("  ").find(|part| !part.is_empty()).unwrap().split(' ').skip(1).collect();
            let ran = Env::with_photos(&["Photos/a.jpg"]).untrace(&words);
            assert!(matches!(ran.code, Some(0 | 3)), "{example}: {}", ran.said());
        }
    }
}

/// `untrace --help | head` ended with "Broken pipe".
#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(UNTRACE);
    let ran = command.args(["clean", "--help"]).stdin(Stdio::null()).stdout(writer).output().unwrap();
    assert_eq!((String::from_utf8(ran.stderr).unwrap(), ran.status.code()), (String::new(), Some(0)));
}

#[test]
fn what_the_page_names_is_there() {
    for (lang, _) in LANGUAGES {
        let (help, clean) = (page(lang, &["--help"]), page(lang, &["clean", "--help"]));
        let (shown, all) = (rows(&help), rows(&clean));
        let missing: Vec<_> = shown.difference(&all).copied().collect();
        assert_eq!(missing, ["--version"], "all but this are options of clean");
        assert!(shown.contains("--lang"));
        for command in COMMANDS.into_iter().chain(["help"]) {
            assert!(help.iter().any(|line| line.starts_with(&format!("  {command} "))), "{command}");
        }
    }
}

#[test]
fn help_names_the_same_options_in_each_language_and_nothing_in_the_words_of_another() {
    for command in COMMANDS.iter().map(Some).chain([None]) {
        let args: Vec<&str> = command.copied().into_iter().chain(["--help"]).collect();
        let (english, french) = (page("en", &args), page("fr", &args));
        assert_eq!(rows(&english), rows(&french), "{args:?}");
        assert_eq!(named(&english), named(&french), "{args:?}");
        assert!(named(&french).len() > 2);
        let text = french.join("\n");
        for word in [
            "Usage",
            "Options:",
            "Arguments:",
            "Commands:",
            "default",
            "possible values",
            "Print ",
            "<FILE>",
            "<DIR>",
            "PATH",
            " the ",
            " of ",
            " and ",
            " with ",
        ] {
            assert!(!text.contains(word), "{args:?}: {word}\n{text}");
        }
    }
}

#[test]
fn help_of_a_command_has_all_its_options_in_groups() {
    for (lang, _) in LANGUAGES {
        for command in COMMANDS {
            let long = page(lang, &[command, "--help"]);
            assert_eq!(long, page(lang, &["help", command]));
            assert_eq!(long, page(lang, &[command, "-h"]));
            assert!(!long.iter().any(|line| line == "Options:"), "an option without a group: {long:#?}");
            let headings: Vec<&String> = long.iter().filter(|line| line.ends_with(':') && !line.starts_with(' ')).collect();
            let distinct: BTreeSet<&String> = headings.iter().copied().collect();
            // What takes no files has few options.
            let is_small = ["fields", "integrate"].contains(&command);
            let least = if is_small { 1 } else { 4 };
            assert!(headings.len() == distinct.len() && headings.len() >= least, "{headings:?}");
            assert!(is_small || headings[0].starts_with("Arguments"), "{headings:?}");
        }
    }
    let unknown = Env::new().untrace(["help", "nonsense"]).exits(2).writes(&[]);
    assert!(unknown.stderr.contains("nonsense"), "{}", unknown.stderr);
}

#[test]
fn help_of_a_command_is_about_that_command() {
    for command in ["check", "report"] {
        let text = page("en", &[command, "--help"]).join("\n");
        let of_copies: Vec<&str> = text.lines().filter(|line| line.contains("cop")).collect();
        let expected = if command == "check" { 1 } else { 0 };
        assert_eq!(of_copies.len(), expected, "{command} writes none: {of_copies:#?}");
    }
    let watch = page("en", &["watch", "--help"]);
    let refused = ["--files-from", "--null", "--dry-run", "--in-place", "--yes", "--trash", "--break-links"];
    for option in refused {
        assert!(!rows(&watch).contains(option), "{option}");
    }
    let env = Env::with_photos(&["P/a.jpg"]);
    for option in ["--dry-run", "--in-place", "--files-from=-"] {
        env.untrace(["watch", "P", option]).exits(2).writes(&[]);
    }
}

#[test]
fn help_is_a_command_and_a_folder_of_that_name_is_a_path() {
    let env = Env::with_photos(&["help/a.jpg"]);
    env.untrace(["help"]).exits(0).writes(&[]);
    env.untrace(["./help"]).exits(0).writes(&["help-clean/a.jpg"]);
    env.untrace(["clean", "help", "-o", "out"]).exits(0).writes(&["out/a.jpg"]);
    assert!(env.untrace(["hepl"]).exits(2).stderr.contains("did you mean help?"));
}

#[test]
fn a_terminal_of_80_columns_breaks_no_line() {
    let env = Env::new();
    for (lang, _) in LANGUAGES {
        for command in COMMANDS.into_iter().chain([""]) {
            let line = format!("stty cols 80; \"$UNTRACE\" {command} --help");
            let Some(ran) = on_a_terminal(&env, &line, &[("LC_ALL", lang)]) else { return };
            let text = anstream::adapter::strip_str(&ran.stdout).to_string();
            assert!(text.lines().count() > 5 && text.lines().all(|line| display_width(line) <= 80), "{line}:\n{text}");
            assert!(ran.stdout.contains("\u{1b}[1m"), "{line}: headings stand out");
        }
    }
}

#[test]
fn an_option_of_other_programs_is_explained_by_what_it_means() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (typed, meant) in [
        ("--remove", "everything that reveals something is removed by default. --only"),
        ("--remove=gps", "removed by default"),
        ("--strip", "removed by default"),
        ("--all", "removed by default"),
        ("-all=", "removed by default"),
        ("--exif", "removed by default"),
        ("--metadata", "removed by default"),
        ("--remove-gps", "--only location removes nothing else"),
        ("--no-location", "--only location removes nothing else"),
        ("--backup", "originals stay as they are, unless you add --in-place"),
        ("--gps", "--only location removes nothing else"),
        ("-gps:all=", "--only location removes nothing else"),
        ("--date", "--keep date keeps it"),
        ("--recursive", "folders are always read with everything below them"),
        ("-r", "folders are always read with everything below them"),
        ("-R", "folders are always read with everything below them"),
        ("--overwrite", "use --force: "),
        ("-f", "use --force: "),
        ("--output-dir", "use --output: "),
        ("--overwrite_original", "use --in-place: "),
        ("--preserve", "use --keep: "),
        ("--simulate", "use --dry-run: "),
        ("--list", "`untrace check PATH` does that"),
        ("--quality", "nothing is ever compressed again"),
        ("--silent", "use --quiet: "),
        ("--threads=4", "use --jobs: "),
        ("--no-color", "use --color never: "),
        ("--fail-on", "that is an option of `untrace check`"),
    ] {
        for args in [&[typed, "P"][..], &["P", typed], &["clean", typed, "P"]] {
            let said = env.untrace(args).exits(2).writes(&[]).stderr;
            let unbroken = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(unbroken.contains(&format!("tip: {meant}")) || unbroken.contains(meant), "{args:?}:\n{said}");
            assert!(!said.contains("did you mean") && !said.contains("Usage"), "{args:?}:\n{said}");
            assert!(said.lines().all(|line| display_width(line) <= 80), "{args:?}:\n{said}");
        }
    }
    for args in [["check", "P", "--force"], ["check", "P", "--rename"], ["check", "P", "-o"]] {
        let said = env.untrace(args).exits(2).writes(&[]).stderr;
        assert!(said.contains("that is an option of `untrace clean`"), "{args:?}:\n{said}");
    }
}

#[test]
fn a_word_that_nobody_has_is_explained_by_its_spelling() {
    let env = Env::with_photos(&["P/a.jpg"]);
    let said = env.untrace(["P", "--renam"]).exits(2).stderr;
    assert!(said.contains("did you mean --rename?"), "{said}");
    let said = env.untrace(["P", "--nonsense"]).exits(2).stderr;
    assert!(said.contains("--nonsense") && !said.contains("removed by default"), "{said}");
    // Behind two dashes, everything is a name.
    assert!(env.untrace(["P", "--", "--remove"]).exits(2).stderr.contains("no such file"));
}
