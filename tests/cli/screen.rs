//! On a terminal of its own: the bar of progress, colours, the width of lines.

use crate::env::{Env, Ran, fixture, photo};
use crate::outside::on_a_terminal;

const BAR: &str = "Cleaning";

fn with_many_photos() -> Env {
    let env = Env::new();
    (0..150).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo()));
    env
}

/// What the terminal was sent.
#[track_caller]
fn sent(ran: Ran, code: i32) -> String {
    ran.exits(code).stdout
}

#[test]
fn a_bar_of_progress_is_shown_on_a_terminal() {
    let env = with_many_photos();
    let Some(ran) = on_a_terminal(&env, "exec \"$UNTRACE\" P >/dev/null", &[]) else { return };
    let sent = sent(ran, 0);
    assert!(sent.contains(BAR) && sent.contains("/150"), "{sent:?}");
    let after = sent.rsplit(BAR).next().unwrap();
    assert!(after.contains("\x1b[2K"), "the bar is taken away at the end: {after:?}");
}

/// Where it fills the last column, some consoles go to the next line, and the bar stays on the screen.
#[test]
fn a_bar_of_progress_leaves_the_last_column_free() {
    let env = with_many_photos();
    let Some(ran) = on_a_terminal(&env, "stty cols 60 && exec \"$UNTRACE\" P >/dev/null", &[]) else { return };
    let sent = sent(ran, 0);
    let drawn = sent.split(BAR).skip(1).filter_map(|behind| behind.split(['\x1b', '\r', '\n']).next());
    let widths: Vec<usize> = drawn.map(|behind| BAR.len() + behind.chars().count()).collect();
    assert!(widths.iter().all(|width| (40..60).contains(width)) && !widths.is_empty(), "{widths:?}: {sent:?}");
}

#[test]
fn a_bar_of_progress_is_shown_nowhere_else() {
    for (line, variables) in [
        ("exec \"$UNTRACE\" P 2>progress", &[][..]),
        ("exec \"$UNTRACE\" P", &[("TERM", "dumb")]),
        ("exec \"$UNTRACE\" P -q", &[]),
    ] {
        let env = with_many_photos();
        let Some(ran) = on_a_terminal(&env, line, variables) else { return };
        let sent = sent(ran, 0);
        assert!(!sent.contains(BAR) && !sent.contains("\x1b[2K"), "{line}: {sent:?}");
        assert!(!env.has("progress") || env.read("progress").is_empty());
    }
    assert_eq!(with_many_photos().untrace(["P"]).exits(0).stderr, "");
}

#[test]
fn check_does_not_say_that_it_cleans() {
    let env = with_many_photos();
    let Some(ran) = on_a_terminal(&env, "exec \"$UNTRACE\" check P >/dev/null", &[]) else { return };
    let sent = sent(ran, 3);
    assert!(sent.contains("/150"), "{sent:?}");
    assert!(!sent.contains(BAR), "{sent:?}");
}

#[test]
fn colours_are_shown_on_a_terminal_that_wants_them() {
    for (variables, more, coloured) in [
        (&[][..], "", true),
        (&[("NO_COLOR", "1")], "", false),
        (&[("TERM", "dumb")], "", false),
        (&[("TERM", "dumb"), ("CI", "true")], "", false),
        (&[], "--color never", false),
        (&[("NO_COLOR", "1")], "--color always", true),
        (&[("TERM", "dumb")], "--color always", true),
    ] {
        let env = Env::with_photos(&["P/a.jpg"]);
        let Some(ran) = on_a_terminal(&env, &format!("exec \"$UNTRACE\" check P {more} 2>/dev/null"), variables) else { return };
        let sent = sent(ran, 3);
        assert_eq!(sent.contains("\x1b["), coloured, "{variables:?} {more}: {sent:?}");
    }
}

#[test]
fn lines_are_as_wide_as_the_terminal() {
    let env = Env::with_phone_export();
    env.put("P/empty.jpg", b"");
    for line in ["stty cols 60; exec \"$UNTRACE\" P --color never", "stty cols 60; exec \"$UNTRACE\" check P --color never"] {
        let Some(ran) = on_a_terminal(&env, &format!("{line} 2>/dev/null"), &[]) else { return };
        for line in ran.stdout.lines().filter(|line| !line.contains('/')) {
            assert!(line.trim_end().chars().count() <= 60, "{line:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_as_wide_as_the_terminal_and_one_line_in_a_log() {
    let env = Env::new();
    env.put("notes.txt", b"dear diary");
    for lang in ["en", "fr"] {
        let command = format!("stty cols 50 rows 24; exec \"$UNTRACE\" check notes.txt -q --lang {lang}");
        let Some(ran) = on_a_terminal(&env, &command, &[]) else { return };
        let said: Vec<&str> = ran.stdout.lines().skip_while(|line| !line.contains("notes.txt")).take(2).collect();
        assert!(said.len() == 2 && said.iter().all(|line| line.trim_end().chars().count() <= 50), "{said:?}");
        let log = env.untrace(["check", "notes.txt", "--lang", lang]).exits(1).stderr;
        assert!(log.lines().any(|line| line.contains("notes.txt") && line.chars().count() > 60), "{log}");
    }
}

/// Spaces that no line may be broken at keep marks with their words, and numbers whole.
#[test]
fn what_is_wrong_is_said_in_french() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/vide.jpg", b"");
    env.put("P/coupe.png", &fixture("png/rgb.png")[..60]);
    for name in
        ["text-named.mp4", "isom-sample-shared.mp4", "isom-data-elsewhere.mp4", "isom-two-moov.mp4", "hierarchical-dhp.jpg"]
    {
        env.put(format!("P/{name}"), &fixture(&format!("hostile/{name}")));
    }
    let Some(ran) = on_a_terminal(&env, "stty cols 80; exec \"$UNTRACE\" P --lang fr --color never 2>/dev/null", &[]) else {
        return;
    };
    let sent = sent(ran, 1).replace("\r\n", "\n");
    assert!(sent.contains("P/vide.jpg est vide\u{202f}; non copié. Exportez-le de nouveau depuis le téléphone.\n"), "{sent}");
    assert!(sent.contains("P/coupe.png est tronqué à l’octet\u{a0}"), "{sent}");
    assert!(!sent.contains("; not copied.") && !sent.contains("is damaged"), "{sent}");
    for line in sent.lines() {
        assert!(line.chars().count() <= 80, "{line:?}");
        assert!(!line.trim_start().starts_with([';', ':', '!', '?', '»']), "{line:?}");
    }
}

#[test]
fn a_name_cannot_steer_a_terminal() {
    let env = Env::with_photos(&["P/x\x1b]0;title\x07\u{202e}.jpg", "--\x1b]0;title\x07"]);
    for line in ["exec \"$UNTRACE\" P -v", "exec \"$UNTRACE\" check P", "exec \"$UNTRACE\" *"] {
        let Some(ran) = on_a_terminal(&env, line, &[]) else { return };
        assert!(!ran.stdout.contains("\x1b]") && !ran.stdout.contains('\u{202e}'), "{line}: {:?}", ran.stdout);
    }
}
