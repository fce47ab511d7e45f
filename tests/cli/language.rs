//! Which language is spoken, and what it leaves as it is.

use crate::env::{Env, Ran, UNTRACE};

/// A run where the environment names languages.
fn ran(env: &Env, args: &[&str], variables: &[(&str, &str)]) -> Ran {
    let run = env.run(UNTRACE, args).variable("LC_ALL", "");
    variables.iter().fold(run, |run, (name, value)| run.variable(name, value)).unread().go()
}

fn speaks(env: &Env, args: &[&str], variables: &[(&str, &str)]) -> &'static str {
    let ran = ran(env, args, variables);
    let text = ran.stdout + &ran.stderr;
    match (text.contains("Utilisation\u{a0}:"), text.contains("Usage:")) {
        (true, false) => "fr",
        (false, true) => "en",
        _ => panic!("{args:?} {variables:?}: {text}"),
    }
}

#[test]
fn the_environment_chooses_the_language_as_gettext_has_it() {
    let env = Env::new();
    for (variables, lang) in [
        (&[("LC_ALL", "fr_FR.UTF-8")][..], "fr"),
        (&[("LC_ALL", "fr_CA")], "fr"),
        (&[("LC_MESSAGES", "fr_FR.UTF-8"), ("LANG", "en_GB.UTF-8")], "fr"),
        (&[("LANG", "fr_FR.UTF-8")], "fr"),
        (&[("LANG", "mi_NZ.UTF-8"), ("LANGUAGE", "mi:fr:en")], "fr"),
        (&[("LANG", "fr_FR.UTF-8"), ("LANGUAGE", "en_GB:fr")], "en"),
        (&[("LANG", "fr_FR.UTF-8"), ("LANGUAGE", "")], "fr"),
        (&[("LC_ALL", "en_US.UTF-8"), ("LANG", "fr_FR.UTF-8")], "en"),
        (&[("LC_ALL", "mi_NZ.UTF-8"), ("LANG", "fr_FR.UTF-8")], "en"),
        (&[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8"), ("LANGUAGE", "fr")], "en"),
        (&[("LC_ALL", "C.UTF-8"), ("LANGUAGE", "fr")], "en"),
        (&[("LANG", "POSIX"), ("LANGUAGE", "fr")], "en"),
        (&[("LANG", "it_IT.UTF-8")], "en"),
    ] {
        assert_eq!(speaks(&env, &["--help"], variables), lang, "{variables:?}");
        assert_eq!(speaks(&env, &["check"], variables), lang, "{variables:?}");
    }
}

#[test]
fn an_option_goes_before_the_environment_wherever_it_stands() {
    let env = Env::new();
    let french = &[("LC_ALL", "fr_FR.UTF-8"), ("LANGUAGE", "fr")];
    for args in [
        &["--lang", "en", "--help"][..],
        &["--help", "--lang=en"],
        &["help", "--lang", "en"],
        &["--lang", "en", "help", "check"],
        &["help", "check", "--lang", "en"],
        &["clean", "--lang", "en"],
        &["fields", "--lang", "en", "--help"],
        &["check", "--help", "--lang", "en"],
    ] {
        assert_eq!(speaks(&env, args, french), "en", "{args:?}");
        let other: Vec<&str> = args.iter().map(|arg| if *arg == "en" { "fr" } else { arg }).collect();
        if other != *args {
            assert_eq!(speaks(&env, &other, &[("LC_ALL", "C")]), "fr", "{other:?}");
        }
    }
}

#[test]
fn a_language_that_is_not_spoken_is_wrong_usage_that_says_which_are() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for args in
        [&["P", "--lang", "xx"][..], &["--lang=xx", "check", "P"], &["--lang", "xx", "--help"], &["fields", "--lang", "xx"]]
    {
        let english = ran(&env, args, &[("LC_ALL", "C")]).exits(2).writes(&[]);
        assert!(
            english.stderr.contains("'xx'") && english.stderr.replace('\n', " ").contains("use en or fr"),
            "{}",
            english.stderr
        );
        let french = ran(&env, args, &[("LC_ALL", "fr_FR.UTF-8")]).exits(2).writes(&[]);
        let unbroken = french.stderr.replace('\n', " ");
        assert!(unbroken.contains("indiquez en ou fr"), "{}", french.stderr);
    }
}

#[test]
fn json_and_exit_statuses_are_those_of_every_language() {
    for args in [
        &["P", "--json"][..],
        &["P", "--json", "-n", "--rename"],
        &["check", "P", "--json"],
        &["check", "P", "--json", "--fail-on", "motion"],
        &["report", "P", "--json"],
        &["fields", "--json"],
        &["P", "--json", "--strict"],
        &["nowhere", "--json"],
        &["P", "--nonsense"],
        &["--version"],
    ] {
        let [english, french] = ["en_GB.UTF-8", "fr_FR.UTF-8"].map(|locale| {
            let env = Env::with_photos(&["P/IMG_20240803_210700.jpg"]);
            env.put("P/broken.jpg", b"\xFF\xD8\xFF\xE1");
            env.put("P/notes.pdf", b"%PDF-1.4");
            ran(&env, args, &[("LC_ALL", locale)])
        });
        assert_eq!((english.code, &english.new), (french.code, &french.new), "{args:?}");
        let names = |ran: &Ran| members(&ran.stdout);
        assert_eq!(names(&english), names(&french), "{args:?}");
    }
}

/// JSON without what is another one each time: sentences name the folder of the test.
fn members(stdout: &str) -> Vec<serde_json::Value> {
    let value = |line: &str| serde_json::from_str(line).unwrap_or_else(|_| line.into());
    let mut lines: Vec<serde_json::Value> = stdout.lines().map(value).collect();
    for line in &mut lines {
        if let Some(object) = line.as_object_mut() {
            ["duration_ms", "destination"].iter().for_each(|member| drop(object.remove(*member)));
        }
    }
    lines
}
