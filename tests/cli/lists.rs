//! Paths out of a list, and many of them.

use crate::env::{Env, UNTRACE, fixture, photo};

#[test]
fn a_list_is_read_from_a_file_or_from_standard_input_as_any_system_writes_it() {
    let env = Env::with_photos(&["P/a b.jpg", "P/c.jpg", "d.jpg"]);
    env.put("list", b"P/a b.jpg\r\n\r\nP/c.jpg\r\n");
    env.untrace(["--files-from", "list", "d.jpg", "-o", "one"]).exits(0).writes(&["one/P/a b.jpg", "one/P/c.jpg", "one/d.jpg"]);
    env.run(UNTRACE, ["--files-from", "-", "-o", "two"]).reading(b"./P/a b.jpg\n").go().exits(0).writes(&["two/P/a b.jpg"]);
    let found = env.shell("find P -type f -print0 | $UNTRACE --files-from - -0 -o three").exits(0);
    found.writes(&["three/P/a b.jpg", "three/P/c.jpg"]);
    let beside = env.untrace(["check", "--files-from", "list", "--json"]).exits(3).writes(&[]);
    assert_eq!(beside.files().count(), 2);
}

#[test]
fn a_list_that_cannot_be_right_is_wrong_usage() {
    let env = Env::with_photos(&["a.jpg"]);
    env.put("nul", b"a.jpg\0");
    for (args, word) in [
        (&["--files-from", "nothing"][..], "nothing cannot be read"),
        (&["--files-from", "nul"], "-0"),
        (&["-0", "a.jpg"], "--files-from"),
    ] {
        let ran = env.untrace(args).exits(2).writes(&[]);
        assert!(ran.stderr.contains(word), "{}", ran.stderr);
    }
}

/// A list ages: that one file of it is gone is no reason to leave all others.
#[test]
fn what_is_gone_from_a_list_is_told_and_the_rest_is_done() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("list", b"P/gone.jpg\nP/a.jpg\n");
    let ran = env.untrace(["--files-from", "list", "-o", "out"]).exits(1).writes(&["out/P/a.jpg"]);
    assert!(ran.stdout.contains("P/gone.jpg cannot be read (it is no longer there)"), "{}", ran.stdout);
    env.put("empty", b"");
    env.untrace(["--files-from", "empty", "-o", "other"]).exits(0).writes(&[]);
}

/// One of them was refused, with the advice to replace the copy of the other.
#[test]
fn files_of_one_name_from_different_folders_get_different_places() {
    let env = Env::new();
    env.put("x/P/IMG_1.jpg", &photo());
    env.put("x/Q/IMG_1.jpg", &fixture("phone-export/DCIM/Camera/IMG_20240615_101534.jpg"));
    env.shell("find x -name '*.jpg' | xargs $UNTRACE -o out").exits(0).writes(&["out/P/IMG_1.jpg", "out/Q/IMG_1.jpg"]);
    env.shell("find x -name '*.jpg' | $UNTRACE --files-from - -o list")
        .exits(0)
        .writes(&["list/x/P/IMG_1.jpg", "list/x/Q/IMG_1.jpg"]);
    // The next night, with another file and without one of these.
    env.put("x/R/IMG_1.jpg", &photo());
    env.shell("printf 'x/R/IMG_1.jpg\nx/P/IMG_1.jpg\n' | $UNTRACE --files-from - -o list")
        .exits(0)
        .writes(&["list/x/R/IMG_1.jpg"]);
    // Two runs know nothing of one another.
    let ran = env.shell("find x/P x/Q -name '*.jpg' | sort | xargs -n 1 $UNTRACE -o two").exits(123).writes(&["two/IMG_1.jpg"]);
    assert!(ran.stdout.contains("--files-from keeps such files apart"), "{}", ran.stdout);
}

#[test]
fn many_folders_of_links_are_each_told_once() {
    let env = Env::with_photos(&["a.jpg", "P9/a.jpg"]);
    for folder in ["P1", "P2"] {
        std::fs::create_dir(env.path(folder)).unwrap();
        std::os::unix::fs::symlink("../a.jpg", env.path(folder).join("b.jpg")).unwrap();
    }
    let ran = env.untrace(["P1", "P9", "P2"]).exits(1);
    for (folder, times) in [("P1", 1), ("P2", 1), ("P9", 0)] {
        assert_eq!(ran.stdout.matches(&format!("{folder} contains only links")).count(), times, "{}", ran.stdout);
    }
}
