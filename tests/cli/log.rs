//! The line that a run ends with, and the log that keeps it.

use std::path::Path;

use crate::env::{Env, photo};

/// The lines of a log, each without its time, which must be one.
fn lines(env: &Env, log: &str) -> Vec<String> {
    let text = String::from_utf8(env.read(log)).unwrap();
    assert!(text.ends_with('\n'));
    let untimed = |line: &str| {
        let (time, rest) = line.split_once(' ').unwrap();
        assert!(
            time.len() == 25 && &time[10..11] == "T" && [&time[19..20]].iter().any(|sign| ["+", "-"].contains(sign)),
            "{line}"
        );
        let (before, end) = rest.rsplit_once("; in ").unwrap();
        format!("{before}; {}", end.split_once(", ").unwrap().1)
    };
    text.lines().map(untimed).collect()
}

fn version() -> String {
    format!("untrace {}: ", env!("CARGO_PKG_VERSION"))
}

#[test]
fn every_run_ends_with_one_line() {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
    env.put("P/c.jpg", b"");
    env.put("P/notes.txt", b"dear diary");
    let last = |args: &[&str]| env.untrace(args).said().lines().last().unwrap_or_default().to_owned();
    assert_eq!(last(&["P"]), version() + "clean: 2 clean copies (2 new), 1 not copied, 1 left out; in 0.0 s, status 1");
    assert_eq!(last(&["P"]), version() + "clean: 2 clean copies (0 new), 1 not copied, 1 left out; in 0.0 s, status 1");
    assert_eq!(
        last(&["check", "P"]),
        version() + "check: 2 checked, 2 giving something away, 1 not checked, 1 left out; in 0.0 s, status 3"
    );
    // The command that it found is to be typed: the line stands beside it.
    assert_eq!(env.untrace(["check", "P"]).stdout.lines().last(), Some("  untrace P"));
    assert_eq!(env.untrace(["P", "-q"]).stdout, "");
    let summary = env.untrace(["P", "--json"]);
    assert_eq!(summary.summary()["version"], env!("CARGO_PKG_VERSION"));
    assert!(summary.summary()["duration_ms"].is_u64());
}

#[test]
fn a_log_keeps_the_line_of_every_run_whatever_is_said() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (args, code) in [(&["P", "-q"][..], 0), (&["check", "P", "--json"], 3), (&["missing"], 2), (&["P", "--exclude", "["], 2)]
    {
        env.run(crate::env::UNTRACE, [args, &["--log", "run.log"]].concat()).may_change(&["run.log"]).go().exits(code);
    }
    let expected = [
        "clean: 1 clean copy (1 new); status 0",
        "check: 1 checked, 1 giving something away; status 3",
        "clean: nothing was done: missing: no such file or folder; status 2",
        "clean: nothing was done: [ is not a valid pattern for names; status 2",
    ];
    assert_eq!(lines(&env, "run.log"), expected.map(|line| version() + line));
}

#[test]
fn a_log_lies_among_no_copies_and_is_no_original() {
    let env = Env::with_photos(&["P/a.jpg", "out/b.jpg"]);
    env.put("P/notes.txt", b"2024-05-12 dear diary");
    env.untrace(["P", "-o", "made"]).exits(0);
    for (args, word) in [
        (&["P", "-o", "out", "--log", "out/run.log"][..], "among the copies"),
        (&["P", "-o", "new", "--log", "new/run.log"], "among the copies"),
        (&["P", "--log", "P-clean/run.log"], "among the copies"),
        (&["P", "-o", "made", "--log", "./made/../made/run.log"], "among the copies"),
        (&["P", "--log", "P/a.jpg"], "not a log of untrace"),
        (&["check", "P", "--log", "P/notes.txt"], "not a log of untrace"),
        (&["P", "--log", "nowhere/run.log"], "cannot be written"),
        (&["P", "--log", "P"], "cannot be written"),
        // Nor where something else is wrong.
        (&["missing", "-o", "out", "--log", "out/run.log"], "no such file"),
    ] {
        let ran = env.untrace(args).exits(2).writes(&[]);
        assert!(ran.stderr.contains(word), "{args:?}: {}", ran.stderr);
    }
    assert!(env.read("P/a.jpg") == photo());
    // Beside originals there is no folder of copies.
    env.untrace(["P/a.jpg", "--log", "P/run.log"]).exits(0).writes(&["P/a-clean.jpg", "P/run.log"]);
    assert!(Path::new("/dev/full").exists());
    let ran = env.untrace(["P/a.jpg", "--log", "/dev/full"]).exits(1).writes(&[]);
    assert!(ran.stderr.contains("the log /dev/full could not be written"), "{}", ran.stderr);
}
