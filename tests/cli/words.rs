//! What is typed: commands, options, and words that are neither.

use crate::env::{Env, Ran};

/// Wrong usage: said on standard error, nothing on standard output, nothing written.
#[track_caller]
fn is_wrong_usage(ran: Ran) -> Ran {
    let ran = ran.exits(2).writes(&[]);
    assert_eq!(ran.stdout, "");
    assert!(!ran.stderr.trim().is_empty());
    ran
}

#[test]
fn without_an_argument_one_screen_tells_how_to_use_it() {
    let ran = Env::new().untrace([""; 0]).exits(2).writes(&[]);
    let help = ran.said();
    assert!((5..=40).contains(&help.lines().count()), "{help}");
    assert!(help.contains("untrace <PATH>...") && help.contains("check"), "{help}");
}

#[test]
fn help_and_version_are_no_errors() {
    let env = Env::new();
    for args in [&["--help"][..], &["-h"], &["clean", "--help"], &["check", "-h"], &["P", "--help"]] {
        let ran = env.untrace(args).exits(0).writes(&[]);
        assert!(ran.stdout.contains("Usage: untrace") && ran.stderr.is_empty(), "{args:?}");
    }
    for args in [["--version"], ["-V"]] {
        assert_eq!(env.untrace(args).exits(0).stdout, concat!("untrace ", env!("CARGO_PKG_VERSION"), "\n"));
    }
}

#[test]
fn the_help_of_clean_names_every_option() {
    let help = Env::new().untrace(["clean", "--help"]).exits(0).stdout;
    for option in [
        "-o, --output",
        "-n, --dry-run",
        "--json",
        "-j, --jobs",
        "-q, --quiet",
        "-v, --verbose",
        "--color",
        "--force",
        "--hidden",
        "--verify",
        "--rename",
        "--name-map",
        "--fix-extension",
        "--show-values",
    ] {
        assert!(help.contains(option), "{option} is not in\n{help}");
    }
}

#[test]
fn without_a_command_untrace_cleans() {
    let one = Env::with_phone_export();
    let other = Env::with_phone_export();
    let without = one.untrace(["P", "--json"]).exits(0);
    let with = other.untrace(["clean", "P", "--json"]).exits(0);
    assert_eq!(without.stdout, with.stdout);
    assert_eq!(without.new, with.new);
    assert!(one.has("P-clean/Pictures/sunflowers-edit.jpg"));
}

#[test]
fn every_option_of_clean_works_without_the_word_and_on_either_side_of_the_path() {
    for option in [
        &["-n"][..],
        &["--dry-run"],
        &["--json"],
        &["-j", "2"],
        &["-j2"],
        &["--jobs", "2"],
        &["--jobs=2"],
        &["-q"],
        &["--quiet"],
        &["-v"],
        &["--verbose"],
        &["--color", "never"],
        &["--color=always"],
        &["--force"],
        &["--hidden"],
        &["--verify", "full"],
        &["--verify=pixels"],
        &["--rename"],
        &["--rename", "--name-map", "names.json"],
        &["--fix-extension"],
        &["--show-values"],
        &["-o", "out"],
        &["-oout"],
        &["--output", "out"],
        &["--output=out"],
        &["-nvj", "2"],
    ] {
        let [first, last, with] = [
            Env::with_photos(&["P/a.jpg"]).untrace([option, &["P"]].concat()),
            Env::with_photos(&["P/a.jpg"]).untrace([&["P"], option].concat()),
            Env::with_photos(&["P/a.jpg"]).untrace([&["clean"], option, &["P"]].concat()),
        ]
        .map(|ran| ran.exits(0));
        assert_eq!((&first.stdout, &first.new), (&with.stdout, &with.new), "{option:?}");
        assert_eq!((&last.stdout, &last.new), (&with.stdout, &with.new), "{option:?}");
    }
}

#[test]
fn a_first_word_that_is_a_command_is_the_command() {
    let env = Env::with_photos(&["check/a.jpg"]);
    is_wrong_usage(env.untrace(["check"]));
    env.untrace(["check", "check"]).exits(3).writes(&[]);
    env.untrace(["clean", "check", "-o", "one"]).exits(0).writes(&["one/a.jpg"]);
    env.untrace(["./check", "-o", "two"]).exits(0).writes(&["two/a.jpg"]);
    env.untrace(["-o", "three", "--", "check"]).exits(0).writes(&["three/a.jpg"]);
    env.untrace(["--", "check"]).exits(0).writes(&["check-clean/a.jpg"]);
}

#[test]
fn options_may_stand_in_front_of_the_command() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for options in [&["--json"][..], &["-j", "2"], &["-qj", "2"], &["--color", "never"], &["--color=never", "-v"]] {
        env.untrace([options, &["check", "P"]].concat()).exits(3).writes(&[]);
    }
    env.untrace(["-o", "check", "P"]).exits(0).writes(&["check/a.jpg"]);
}

#[test]
fn a_mistyped_command_is_recognised() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (args, meant) in [
        (&["chekc"][..], "check"),
        (&["chekc", "P"], "check"),
        (&["chek", "P"], "check"),
        (&["--json", "chekc", "P"], "check"),
        (&["claen", "P"], "clean"),
    ] {
        let ran = is_wrong_usage(env.untrace(args));
        assert!(ran.stderr.contains(&format!("did you mean {meant}?")), "{args:?}: {}", ran.stderr);
    }
    for args in [&["holiday.jpg"][..], &["P", "chekc"], &["./nothing"]] {
        let ran = is_wrong_usage(env.untrace(args));
        assert!(!ran.stderr.contains("did you mean"), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn a_mistyped_command_that_is_a_path_is_a_path() {
    Env::with_photos(&["chekc/a.jpg"]).untrace(["chekc"]).exits(0).writes(&["chekc-clean/a.jpg"]);
}

#[test]
fn after_two_dashes_everything_is_a_name() {
    let env = Env::with_photos(&["-a.jpg", "-n", "--quiet/b.jpg"]);
    env.untrace(["--", "-a.jpg"]).exits(0).writes(&["-a-clean.jpg"]);
    env.untrace(["-o", "out", "--", "-n", "--quiet"]).exits(0).writes(&["out/-n", "out/--quiet/b.jpg"]);
    env.untrace(["check", "--", "-a.jpg"]).exits(3).writes(&[]);
    is_wrong_usage(env.untrace(["-a.jpg"]));
}

#[test]
fn after_two_dashes_even_help_is_a_name() {
    let env = Env::with_photos(&["--help", "-V"]);
    env.untrace(["--", "--help"]).exits(0).writes(&["--help-clean"]);
    env.untrace(["--", "-V"]).exits(0).writes(&["-V-clean"]);
}

#[test]
fn what_makes_no_sense_is_wrong_usage() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for args in [
        &["clean"][..],
        &["check"],
        &["-n"],
        &["--json"],
        &["P", "-o"],
        &["P", "-j", "0"],
        &["P", "-j", "257"],
        &["P", "-j", "many"],
        &["P", "--verify", "perhaps"],
        &["P", "--color", "perhaps"],
        &["P", "--nonsense"],
        &["P", "-o", "a", "-o", "b"],
        &["check", "P", "-o", "out"],
        &["check", "P", "--force"],
        &["check", "P", "--dry-run"],
        &["check", "P", "--rename"],
        &["P", "--name-map", "names.json"],
        &[""],
    ] {
        is_wrong_usage(env.untrace(args));
    }
}

#[test]
fn an_input_that_is_missing_stops_all_before_anything_is_written() {
    let env = Env::with_photos(&["P/a.jpg", "b.jpg"]);
    for args in
        [&["P", "missing.jpg"][..], &["missing.jpg", "P"], &["b.jpg", "P", "missing/", "-o", "out"], &["check", "P", "no"]]
    {
        is_wrong_usage(env.untrace(args));
        is_wrong_usage(env.untrace([args, &["--json"]].concat()));
    }
}

#[test]
fn a_dry_run_says_what_the_run_then_does_and_writes_nothing() {
    let env = Env::with_phone_export();
    env.put("P/broken.jpg", b"");
    env.put("P-clean/Pictures/sunflowers-edit.jpg", b"something else");
    let lines = |ran: &Ran| ran.files().cloned().collect::<Vec<_>>();
    let dry = env.untrace(["P", "-n", "--json"]).exits(1).writes(&[]);
    assert_eq!(dry.summary()["dry_run"], true);
    assert_eq!(dry.fate("P/Pictures/sunflowers-edit.jpg"), ("failed", Some("exists")));
    let run = env.untrace(["P", "--json"]).exits(1);
    assert_eq!(lines(&dry), lines(&run));
    assert_eq!(run.summary()["dry_run"], false);
    let again = env.untrace(["P", "-n", "--json"]).exits(1).writes(&[]);
    assert_eq!(again.summary()["up_to_date"], run.summary()["cleaned"]);
    assert!(env.untrace(["P", "-n"]).stdout.contains("nothing was written"));
}

#[test]
fn as_many_jobs_as_one_likes_make_no_difference() {
    let [one, many] = ["1", "8"].map(|jobs| {
        let env = Env::with_phone_export();
        env.put_tree("hostile", "P/hostile");
        let ran = env.untrace(["P", "--json", "-j", jobs]).exits(1);
        let copies: Vec<_> = ran.new.iter().map(|place| (place.clone(), std::fs::read(env.path(place)).ok())).collect();
        (ran.stdout, copies)
    });
    assert!(one == many);
}

#[test]
fn more_of_a_copy_can_be_verified() {
    for depth in ["full", "pixels"] {
        let env = Env::new();
        env.put_tree("jpeg", "P/jpeg");
        env.put_tree("png", "P/png");
        let plain = env.untrace(["P", "-o", "plain"]);
        let ran = env.untrace(["P", "-o", depth, "--verify", depth, "--json"]).exits(plain.code.unwrap());
        for line in ran.files().filter(|line| line["outcome"] == "cleaned") {
            let copy = line["destination"].as_str().unwrap();
            assert_eq!(env.read(copy), env.read(copy.replacen(depth, "plain", 1)), "{copy}");
        }
    }
}

#[test]
fn hidden_files_are_left_out_and_counted_unless_they_are_asked_for() {
    let env = Env::with_photos(&["P/a.jpg", "P/.trashed-1700000000-b.jpg", "P/.thumbnails/c.jpg", "P/x/.d/e.jpg"]);
    let ran = env.untrace(["P", "-o", "some", "--json"]).exits(0).writes(&["some/a.jpg"]);
    for hidden in ["P/.trashed-1700000000-b.jpg", "P/.thumbnails", "P/x/.d"] {
        assert_eq!(ran.fate(hidden), ("skipped", Some("hidden")));
    }
    let text = env.untrace(["P", "-o", "some"]).exits(0).stdout;
    assert!(text.contains("3 hidden files or folders were left out. Add --hidden to include them."), "{text}");
    env.untrace(["P", "-o", "all", "--hidden"]).exits(0).writes(&[
        "all/a.jpg",
        "all/.trashed-1700000000-b.jpg",
        "all/.thumbnails/c.jpg",
        "all/x/.d/e.jpg",
    ]);
    assert_eq!(env.untrace(["check", "P", "--json"]).summary()["telling"], 1);
    assert_eq!(env.untrace(["check", "P", "--json", "--hidden"]).summary()["telling"], 4);
}

#[test]
fn what_is_hidden_but_named_is_cleaned() {
    let env = Env::with_photos(&[".a.jpg", ".P/b.jpg"]);
    env.untrace([".a.jpg", ".P"]).exits(0).writes(&[".a-clean.jpg", ".P-clean/b.jpg"]);
}
