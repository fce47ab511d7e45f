//! What people read: the last line, the lines before it, and that nothing from a file can steer a terminal.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use crate::env::{Env, Ran, UNTRACE, commented, photo};

/// Text that would do something: clear a screen, set a title, turn the direction of writing, begin a line.
const EVIL: &str = "x\x1b[2J\x1b]0;t\x07\u{202e}y\u{2066}z\u{9b}31m\u{200b}w\rv\nuntrace: all is well";

#[track_caller]
fn cannot_steer(ran: &Ran) {
    for c in ran.said().chars() {
        let steers = c.is_control() && c != '\n';
        let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        assert!(!steers && !hides, "{c:?} in {:?}", ran.said());
    }
    assert!(!ran.said().lines().any(|line| line.starts_with("untrace: all is well")), "{}", ran.said());
}

#[track_caller]
fn last_line(ran: &Ran) -> &str {
    ran.conclusion()
}

#[test]
fn the_last_line_says_what_to_post() {
    for (args, copies) in [
        (&["P"][..], "P-clean"),
        (&["P/"], "P-clean"),
        (&["P", "-o", "out"], "out"),
        (&["P", "Q", "-o", "out"], "out"),
        (&["P", "a.jpg", "-o", "new/out"], "new/out"),
        (&["P", "-v"], "P-clean"),
    ] {
        let env = Env::with_photos(&["P/x/b.jpg", "P/c.jpg", "Q/d.jpg", "a.jpg"]);
        let ran = env.untrace(args).exits(0);
        assert_eq!(last_line(&ran), format!("Post the files in {copies}, not the originals."));
        assert_eq!(last_line(&env.untrace(args).exits(0)), format!("Post the files in {copies}, not the originals."));
    }
}

/// A single copy was called `the files in a-clean.jpg`.
#[test]
fn a_single_copy_is_named_as_what_to_post() {
    let env = Env::with_photos(&["a.jpg", "b.jpg"]);
    assert_eq!(last_line(&env.untrace(["a.jpg"]).exits(0)), "Post a-clean.jpg, not the original.");
    assert_eq!(last_line(&env.untrace(["a.jpg", "b.jpg"]).exits(0)), "Post a-clean.jpg and b-clean.jpg, not the originals.");
}

#[test]
fn a_dry_run_shows_what_copies_would_be_called() {
    let env = Env::with_photos(&["a.jpg", "P/b.jpg"]);
    let text = env.untrace(["a.jpg", "-n"]).exits(0).writes(&[]).stdout;
    assert!(text.starts_with("a.jpg -> a-clean.jpg\n\n1 photo (dry run"), "{text}");
    assert!(env.untrace(["P", "-n"]).exits(0).stdout.starts_with("P/b.jpg -> P-clean/b.jpg\n\n"));
    assert!(!env.untrace(["a.jpg", "-n", "-q"]).exits(0).stdout.contains("->"));
}

#[test]
fn the_last_line_never_names_a_folder_with_originals() {
    for args in
        [&["P", "Q"][..], &["a.jpg", "b.jpg"], &["P", "a.jpg"], &["P", "notes.txt"], &["Q/x", "Q/y"], &["Q/x/d.jpg", "Q/y"]]
    {
        let env = Env::with_photos(&["P/c.jpg", "Q/x/d.jpg", "Q/y/e.jpg", "a.jpg", "b.jpg"]);
        env.put("notes.txt", b"dear diary");
        let ran = env.untrace(args).exits(0);
        let line = last_line(&ran);
        for folder in [".", "Q", "Q/x"] {
            assert!(!line.contains(&format!("the files in {folder},")), "{args:?}: {line}");
        }
    }
}

#[test]
fn the_last_line_says_so_if_something_has_no_copy() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/b.jpg", b"");
    let ran = env.untrace(["P"]).exits(1);
    assert!(last_line(&ran).starts_with("Post the files in P-clean, not the originals."), "{}", ran.stdout);
    assert!(ran.stdout.contains("Not copied (1)\n  P/b.jpg is empty; not copied."), "{}", ran.stdout);
    assert!(!env.untrace(["P", "-n"]).stdout.contains("Post the files"));
    assert!(!env.untrace(["P/b.jpg"]).stdout.contains("Post the files"));
}

#[test]
fn the_report_is_calm_and_complete() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg", "P/.c.jpg"]);
    env.put("P/d.jpg", &commented("a small secret"));
    env.put("P/e.jpg", &crate::env::clean_photo());
    for (sidecar, bytes) in [("a.jpg.json", "{}"), ("b.AAE", "<plist/>"), ("notes.txt", "dear diary")] {
        env.put(format!("P/{sidecar}"), bytes.as_bytes());
    }
    env.untrace(["P/x", "-o", "P-clean/x"]).exits(0);
    let ran = env.untrace(["P"]).exits(0);
    assert_eq!(ran.stderr, "");
    for line in [
        "New: 3 photos. 1 already had its clean copy.",
        "What the photos give away",
        "  Where they were taken: 1",
        "  When they were taken: 1",
        "  Captions, keywords or comments: 1",
        "P-clean",
        "  3 clean copies written and checked",
        "  1 clean copy was already there and up to date",
        "2 companion files (Google .json, Apple .aae, .xmp, ._*) were not copied: they can contain places and names.",
        "1 other file was left out: not a photo or video.",
        "1 hidden file or folder was left out. Add --hidden to include it.",
    ] {
        assert!(ran.stdout.lines().any(|said| said == line), "{line:?} is not in\n{}", ran.stdout);
    }
}

#[test]
fn check_tells_what_each_photo_gives_away() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["check", "P"]).exits(3).writes(&[]);
    for told in ["48.8566 N, 2.3522 E, to within 1 m (9, such as IMG_0417.JPG)", "from 11 May 2024 to 11 August 2024"] {
        assert!(ran.stdout.contains(told), "{told:?} is not in\n{}", ran.stdout);
    }
    let one = env.untrace(["check", "P/DCIM/100APPLE/IMG_0417.JPG"]).exits(3).writes(&[]);
    for told in ["P/DCIM/100APPLE/IMG_0417.JPG\n", "48.8566 N, 2.3522 E", "iPhone de Léa Martin", "3 August 2024, 21:07:44"] {
        assert!(one.stdout.contains(told), "{told:?} is not in\n{}", one.stdout);
    }
    let verbose = env.untrace(["check", "P", "-v"]).exits(3);
    assert!(verbose.stdout.len() > ran.stdout.len());
    assert!(verbose.stdout.contains("GPSLatitude") && verbose.stdout.contains("APP1/Exif/GPS@"));
    assert!(verbose.stdout.contains("P/DCIM/100APPLE/IMG_0417.JPG\n"));
}

#[test]
fn quiet_says_only_what_was_not_copied() {
    let env = Env::with_phone_export();
    for args in [&["P", "-q", "-n"][..], &["P", "-q"], &["P", "-qv"], &["P", "-q", "-o", "out"]] {
        assert_eq!(env.untrace(args).exits(0).said(), "", "{args:?}");
    }
    assert_eq!(env.untrace(["check", "P", "-q"]).exits(3).said(), "");
    env.put("P/empty.jpg", b"");
    for args in [&["P", "-q"][..], &["check", "P", "-q"]] {
        let ran = env.untrace(args);
        assert_eq!(ran.stdout, "");
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
        assert!(ran.stderr.contains("P/empty.jpg is empty"), "{}", ran.stderr);
    }
}

#[test]
fn verbose_says_what_became_of_each_file() {
    let env = Env::with_phone_export();
    env.put("P/clean.jpg", &crate::env::clean_photo());
    env.put("P/empty.jpg", b"");
    env.untrace(["P/Pictures", "-o", "P-clean/Pictures"]).exits(0);
    let text = env.untrace(["P", "-v"]).exits(1).stdout;
    for line in [
        "P/.thumbnails: left out (hidden)",
        "P/DCIM/100APPLE/IMG_0417.JPG: cleaned",
        "P/Pictures/sunflowers-edit.jpg: up to date",
        "P/clean.jpg: already clean",
        "P/empty.jpg: refused",
    ] {
        assert!(text.lines().any(|said| said == line), "{line:?} is not in\n{text}");
    }
}

#[test]
fn names_cannot_steer_the_terminal() {
    let env = Env::new();
    let place = |folder: &str, end: &str| format!("{folder}/{EVIL}{end}");
    env.put(place("P", ".jpg"), &photo());
    env.put(place("P", ".png"), b"");
    env.put(place("P", ".heic"), b"\0\0\0\x18ftypheic\0\0\0\0");
    env.put(place("P", ".txt"), b"dear diary");
    env.put(place("P", "/a.jpg"), &photo());
    env.put(place("Q", ".jpg"), &photo());
    env.put(place("P-clean", ".jpg"), b"something else");
    let [evil, other] = [place("P", ".jpg"), place("Q", ".jpg")];
    let missing = place("missing", "");
    for args in [
        &["P"][..],
        &["P", "-v", "--show-values"],
        &["P", "-q"],
        &["P", "-n"],
        &["check", "P"],
        &["check", "P", "-v"],
        &["Q", "-o", &place("out", "")],
        &[&other, "-v"],
        &[&missing],
        &[&missing, "--json"],
        &[EVIL],
        &[&evil, &other, "-o", "out"],
        &[&evil, "-o", &place("out", ".jpg")],
        &[&evil, "-o", &evil],
        &[&evil, "-o", "P"],
        &["P", "-o", "P"],
    ] {
        cannot_steer(&env.untrace(args));
    }
}

/// A box can be called anything, and a message says in which one a file is damaged.
#[test]
fn names_of_boxes_cannot_steer_the_terminal() {
    let env = Env::new();
    let damaged = b"\0\0\0\x18ftypavif\0\0\0\0avifmif1\0\0\0\x14meta\0\0\0\0\0\0\0\x07\x1b[2J";
    env.put("P/a.avif", damaged);
    let ran = env.untrace(["check", "P"]);
    assert!(ran.said().contains("u{1b}[2J"), "the box is named: {}", ran.said());
    // As on a terminal: with colours, escapes are not taken out of what is printed.
    assert!(!env.untrace(["check", "P", "--color", "always"]).said().contains("\x1b[2J"));
}

#[test]
fn arguments_that_are_no_options_cannot_steer_the_terminal() {
    // `untrace *` takes a file that is called like an option for one.
    let env = Env::with_photos(&["P/a.jpg"]);
    for name in ["--\x1b[2Jx", "-\x1b[2J", "--json\x1b[2J", "--json=\x1b[2J", "--color=\x1b[2J", "--jobs=\u{202e}1", "-j\x1b[2J"]
    {
        cannot_steer(&env.untrace(["P", name]).exits(2).writes(&[]));
    }
}

#[test]
fn names_that_are_not_utf_8_cannot_steer_the_terminal() {
    let env = Env::new();
    let name = OsString::from_vec(b"\x1b[2J\xFF\x9B31m.jpg".to_vec());
    env.put(std::path::Path::new("P").join(&name), &photo());
    for args in [&["P", "-v"][..], &["check", "P"], &["check", "P", "-v"]] {
        cannot_steer(&env.untrace(args));
    }
    cannot_steer(&env.run(UNTRACE, [OsString::from("missing"), name]).go().exits(2));
}

#[test]
fn values_cannot_steer_the_terminal() {
    let env = Env::new();
    env.put("P/a.jpg", &commented(EVIL));
    for args in [&["check", "P"][..], &["check", "P", "-v"], &["P", "-v", "--show-values"], &["P"]] {
        let ran = env.untrace(args);
        cannot_steer(&ran);
    }
    let told = env.untrace(["check", "P"]).stdout;
    assert!(told.contains("x\\u{1b}[2J"), "{told}");
}

#[test]
fn lines_of_json_cannot_steer_the_terminal_either() {
    let env = Env::new();
    env.put(format!("P/{EVIL}.jpg"), &commented(EVIL));
    env.put(format!("P/{EVIL}.png"), b"");
    for args in [&["check", "P", "--json"][..], &["P", "--json", "--show-values"]] {
        let ran = env.untrace(args);
        cannot_steer(&ran);
        let line = ran.file(&format!("P/{EVIL}.jpg"));
        assert_eq!(line["removed"][0]["value"], EVIL, "escaped, and the same text");
    }
}

#[test]
fn colours_are_as_asked_for() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/b.jpg", &commented(EVIL));
    for args in [&["P", "-v"][..], &["check", "P"]] {
        let with = |more: &[&str]| env.untrace([args, more].concat()).stdout;
        let plain = with(&["-o", "a"].as_slice()[..if args[0] == "P" { 2 } else { 0 }]);
        assert!(!plain.contains('\x1b'), "nobody sees colours in a pipe");
        let again = with(&["--color", "auto"]);
        assert!(!again.contains('\x1b') && !with(&["--color", "never"]).contains('\x1b'));
        let coloured = env.untrace([args, &["--color", "always"]].concat());
        assert!(coloured.stdout.contains("\x1b[1m"), "{:?}", coloured.stdout);
        // Colours and nothing else: what is left without them is harmless.
        let mut bare = coloured.stdout.as_str().to_owned();
        while let Some(start) = bare.find("\x1b[") {
            let end = bare[start..].find('m').unwrap() + start;
            assert!(bare[start + 2..end].chars().all(|c| c.is_ascii_digit() || c == ';'), "{:?}", &bare[start..=end]);
            bare.replace_range(start..=end, "");
        }
        assert!(!bare.contains('\x1b'));
        let no_colour = env.run(UNTRACE, [args, &["--color", "always"]].concat()).variable("NO_COLOR", "1").go();
        assert!(no_colour.stdout.contains("\x1b["), "what is typed wins over the environment");
    }
}

#[test]
fn a_reader_that_has_enough_is_no_fault() {
    let env = Env::new();
    (0..200).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo()));
    for args in ["check P", "check P --json", "check -v P"] {
        let line = format!("{{ \"$UNTRACE\" {args}; echo \"status $?\" >&2; }} | head -n 1");
        let ran = env.run("sh", ["-c", &line]).unread().go();
        assert_eq!(ran.stdout.lines().count(), 1);
        let said: Vec<_> = ran.stderr.lines().filter(|line| !line.contains(" checked, ")).collect();
        assert_eq!(said, ["status 3"], "{args}");
    }
}

#[test]
fn copies_are_written_whether_or_not_anybody_reads_the_report() {
    let env = Env::new();
    (0..200).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo()));
    let ran = env.shell("{ \"$UNTRACE\" P -v; echo \"status $?\" >&2; } | head -n 1");
    assert_eq!(ran.stderr, "status 0\n");
    assert_eq!(std::fs::read_dir(env.path("P-clean")).unwrap().count(), 200);
    env.shell("exec \"$UNTRACE\" P >&- 2>&-").exits(0).writes(&[]);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let env = Env::with_photos(&["P/a.jpg"]);
    if !std::path::Path::new("/dev/full").exists() {
        crate::outside::skip("no /dev/full: a full disk under the report cannot be tested");
        return;
    }
    for args in ["P", "P --json", "check P", "check P --json"] {
        let ran = env.run("sh", ["-c", &format!("exec \"$UNTRACE\" {args} >/dev/full")]).unread().go();
        assert!(ran.code != Some(0) && ran.code != Some(2), "{args}: {:?}", ran.code);
        assert!(ran.stderr.contains("untrace: "), "{args}: {}", ran.stderr);
    }
    assert!(env.has("P-clean/a.jpg"));
}
