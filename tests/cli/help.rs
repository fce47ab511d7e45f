//! What is said to people who ask how, and to those who type what there is not.

use std::collections::BTreeSet;

use crate::env::Env;
use crate::outside::on_a_terminal;

/// Lines of a help, none of them wider than a terminal is, or broken in the middle of a word.
#[track_caller]
fn page(args: &[&str]) -> Vec<String> {
    let ran = Env::new().untrace(args).exits(0).writes(&[]);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    for line in ran.stdout.lines() {
        assert!(line.chars().count() <= 80, "{args:?}: wider than 80 columns:\n{line}");
        assert!(!line.ends_with(' ') && !line.contains('\u{1b}'), "{args:?}: {line:?}");
    }
    ran.stdout.lines().map(str::to_owned).collect()
}

/// Long options that the rows of a help are about.
fn rows(page: &[String]) -> BTreeSet<&str> {
    let rows = page.iter().filter(|line| line.starts_with("  -") || line.starts_with("      --"));
    rows.filter_map(|line| line[line.find("--")?..].split([' ', ',', '=']).next()).collect()
}

#[test]
fn the_page_that_people_see_is_one_screen_with_examples_in_80_columns() {
    let help = page(&["--help"]);
    assert_eq!(help, page(&["-h"]));
    assert_eq!(help, page(&["help"]));
    let none = Env::new().untrace([""; 0]).exits(2).writes(&[]);
    assert_eq!(none.stderr.lines().collect::<Vec<_>>(), help, "without arguments, the same");
    assert!(help.len() <= 40, "{} lines", help.len());
    let at = help.iter().position(|line| line == "Examples:").unwrap();
    let examples: Vec<&String> = help[at + 1..].iter().take_while(|line| !line.is_empty()).collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        // What is shown works as it is typed.
        let words: Vec<&str> = example.split("  ").find(|part| !part.is_empty()).unwrap().split(' ').skip(1).collect();
        let ran = Env::with_photos(&["Photos/a.jpg"]).untrace(&words);
        assert!(matches!(ran.code, Some(0 | 3)), "{example}: {}", ran.said());
    }
}

#[test]
fn what_the_page_names_is_there() {
    let (help, clean) = (page(&["--help"]), page(&["clean", "--help"]));
    let (shown, all) = (rows(&help), rows(&clean));
    let missing: Vec<_> = shown.difference(&all).copied().collect();
    assert_eq!(missing, ["--version"], "all but this are options of clean");
    for command in ["clean", "check", "fields", "help"] {
        assert!(help.iter().any(|line| line.starts_with(&format!("  {command} "))), "{command}");
    }
}

#[test]
fn help_of_a_command_has_all_its_options_in_groups() {
    for command in ["clean", "check"] {
        let long = page(&[command, "--help"]);
        assert_eq!(long, page(&["help", command]));
        assert_eq!(long, page(&[command, "-h"]));
        assert!(!long.iter().any(|line| line == "Options:"), "an option without a group: {long:#?}");
        let headings: Vec<&String> = long.iter().filter(|line| line.ends_with(':') && !line.starts_with(' ')).collect();
        let distinct: BTreeSet<&String> = headings.iter().copied().collect();
        assert!(headings.len() == distinct.len() && headings.len() >= 4, "{headings:?}");
    }
    page(&["fields", "--help"]);
    page(&["help", "fields"]);
    let unknown = Env::new().untrace(["help", "nonsense"]).exits(2).writes(&[]);
    assert!(unknown.stderr.contains("nonsense"), "{}", unknown.stderr);
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
    for args in ["--help", "clean --help", "check --help", "fields --help"] {
        let Some(ran) = on_a_terminal(&env, &format!("stty cols 80; \"$UNTRACE\" {args}"), &[]) else { return };
        let text = anstream::adapter::strip_str(&ran.stdout).to_string();
        assert!(text.lines().count() > 5 && text.lines().all(|line| line.chars().count() <= 80), "{args}:\n{text}");
        assert!(ran.stdout.contains("\u{1b}[1m"), "{args}: headings stand out");
    }
}

#[test]
fn an_option_of_other_programs_is_explained_by_what_it_means() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (typed, meant) in [
        ("--remove", "all that tells something is removed by default. --only"),
        ("--remove=gps", "removed by default"),
        ("--strip", "removed by default"),
        ("--all", "removed by default"),
        ("-all=", "removed by default"),
        ("--exif", "removed by default"),
        ("--metadata", "removed by default"),
        ("--gps", "--only location removes it alone"),
        ("-gps:all=", "--only location removes it alone"),
        ("--date", "--keep date keeps it"),
        ("--recursive", "folders are always taken with all that is below them"),
        ("-r", "folders are always taken with all that is below them"),
        ("-R", "folders are always taken with all that is below them"),
        ("--overwrite", "that is --force here"),
        ("-f", "that is --force here"),
        ("--output-dir", "that is --output here"),
        ("--overwrite_original", "that is --in-place here"),
        ("--preserve", "that is --keep here"),
        ("--simulate", "that is --dry-run here"),
        ("--list", "`untrace check PATH` does that"),
        ("--quality", "nothing is compressed again"),
        ("--silent", "that is --quiet here"),
        ("--threads=4", "that is --jobs here"),
        ("--no-color", "that is --color never here"),
        ("--fail-on", "only `untrace check` has it"),
    ] {
        for args in [&[typed, "P"][..], &["P", typed], &["clean", typed, "P"]] {
            let said = env.untrace(args).exits(2).writes(&[]).stderr;
            let unbroken = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(unbroken.contains(&format!("tip: {meant}")) || unbroken.contains(meant), "{args:?}:\n{said}");
            assert!(!said.contains("similar argument") && !said.contains("Usage"), "{args:?}:\n{said}");
            assert!(said.lines().all(|line| line.chars().count() <= 80), "{args:?}:\n{said}");
        }
    }
    for args in [["check", "P", "--force"], ["check", "P", "--rename"], ["check", "P", "-o"]] {
        let said = env.untrace(args).exits(2).writes(&[]).stderr;
        assert!(said.contains("only `untrace clean` has it"), "{args:?}:\n{said}");
    }
}

#[test]
fn a_word_that_nobody_has_is_explained_by_its_spelling() {
    let env = Env::with_photos(&["P/a.jpg"]);
    let said = env.untrace(["P", "--renam"]).exits(2).stderr;
    assert!(said.contains("'--rename'"), "{said}");
    let said = env.untrace(["P", "--nonsense"]).exits(2).stderr;
    assert!(said.contains("--nonsense") && !said.contains("removed by default"), "{said}");
    // Behind two dashes, everything is a name.
    assert!(env.untrace(["P", "--", "--remove"]).exits(2).stderr.contains("no such file"));
}
