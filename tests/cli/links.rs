//! What is no file: symbolic links, pipes, sockets. In a folder they are counted and left alone; a link that was
//! typed is followed.

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::env::{Env, UNTRACE, photo, wait_until};
use crate::outside::signal;

fn make_pipe(env: &Env, place: &str) {
    assert!(Command::new("mkfifo").arg(env.path(place)).status().unwrap().success());
}

#[test]
fn links_in_a_folder_are_counted_and_not_followed() {
    let env = Env::with_photos(&["P/a.jpg", "elsewhere/b.jpg"]);
    for (target, link) in [
        ("a.jpg", "P/to-file.jpg"),
        ("../elsewhere", "P/to-folder"),
        ("../elsewhere/b.jpg", "P/to-outside.jpg"),
        ("nothing", "P/to-nothing.jpg"),
        (".", "P/to-itself"),
        ("loop.jpg", "P/loop.jpg"),
    ] {
        symlink(target, env.path(link)).unwrap();
    }
    let ran = env.untrace(["P", "--json"]).exits(0).writes(&["P-clean/a.jpg"]);
    for link in ["to-file.jpg", "to-folder", "to-outside.jpg", "to-nothing.jpg", "to-itself", "loop.jpg"] {
        assert_eq!(ran.fate(&format!("P/{link}")), ("skipped", Some("link")), "{link}");
    }
    assert_eq!(ran.summary()["skipped"], 6);
    let text = env.untrace(["P"]).exits(0).stdout;
    assert!(text.contains("6 links or special files were left out."), "{text}");
    assert_eq!(env.untrace(["check", "P", "--json"]).exits(3).summary()["skipped"], 6);
}

/// What the link leads to would be posted in place of a copy.
#[test]
fn a_link_to_the_original_that_has_the_name_of_its_copy_is_no_copy() {
    let env = Env::with_photos(&["a.jpg"]);
    symlink("a.jpg", env.path("a-clean.jpg")).unwrap();
    for arguments in [&["a.jpg"][..], &["a.jpg", "a-clean.jpg"]] {
        let ran = env.untrace(arguments.iter().copied()).exits(1).writes(&[]);
        assert!(ran.said().contains("a-clean.jpg"), "{}", ran.said());
    }
}

#[test]
fn a_link_that_was_typed_is_followed() {
    let env = Env::with_photos(&["elsewhere/P/a.jpg", "elsewhere/b.jpg"]);
    symlink("elsewhere/P", env.path("album")).unwrap();
    symlink("elsewhere/b.jpg", env.path("photo.jpg")).unwrap();
    env.untrace(["album", "photo.jpg"]).exits(0).writes(&["album-clean/a.jpg", "photo-clean.jpg"]);
    env.untrace(["album/", "photo.jpg", "-o", "out"]).exits(0).writes(&["out/album/a.jpg", "out/photo.jpg"]);
    env.untrace(["check", "album", "photo.jpg"]).exits(3);
    let copy = env.path("photo-clean.jpg").symlink_metadata().unwrap();
    assert!(copy.is_file());
}

#[test]
fn a_link_to_nothing_is_missing() {
    let env = Env::with_photos(&["a.jpg"]);
    symlink("nothing", env.path("b.jpg")).unwrap();
    env.untrace(["a.jpg", "b.jpg"]).exits(2).writes(&[]);
}

#[test]
fn pipes_and_sockets_are_counted_and_not_opened() {
    let env = Env::with_photos(&["P/b.jpg"]);
    make_pipe(&env, "P/a.jpg");
    make_pipe(&env, "P/c");
    let _listening = UnixListener::bind(env.path("P/d.jpg")).unwrap();
    let ran = env.untrace(["P", "--json", "-j", "1"]).exits(0).writes(&["P-clean/b.jpg"]);
    for odd in ["P/a.jpg", "P/c", "P/d.jpg"] {
        assert_eq!(ran.fate(odd), ("skipped", Some("special")), "{odd}");
    }
    let text = env.untrace(["P"]).exits(0).stdout;
    assert!(text.contains("3 links or special files were left out."), "{text}");
    env.untrace(["check", "P"]).exits(3);
}

#[test]
fn a_pipe_that_was_typed_is_not_opened_either() {
    let env = Env::with_photos(&["a.jpg"]);
    make_pipe(&env, "pipe.jpg");
    symlink("pipe.jpg", env.path("link.jpg")).unwrap();
    let ran = env.untrace(["pipe.jpg", "link.jpg", "a.jpg", "--json"]).exits(0).writes(&["a-clean.jpg"]);
    assert_eq!(ran.fate("pipe.jpg"), ("skipped", Some("special")));
    assert_eq!(ran.fate("link.jpg"), ("skipped", Some("special")));
    env.untrace(["/dev/null", "-o", "out"]).exits(0).writes(&[]);
}

#[test]
fn a_pipe_at_the_destination_is_something_else() {
    let env = Env::with_photos(&["P/a.jpg"]);
    std::fs::create_dir(env.path("P-clean")).unwrap();
    make_pipe(&env, "P-clean/a.jpg");
    assert_eq!(env.untrace(["P", "--json"]).exits(1).writes(&[]).fate("P/a.jpg"), ("failed", Some("exists")));
}

#[test]
fn a_pipe_in_the_place_of_a_photo_that_was_found_does_not_hang() {
    let env = Env::new();
    (0..300).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo()));
    let program = env.run(UNTRACE, ["P", "-j", "1", "--json"]).start();
    wait_until(|| env.has("P-clean/000.jpg"));
    signal("STOP", program.id());
    std::fs::remove_file(env.path("P/299.jpg")).unwrap();
    make_pipe(&env, "P/299.jpg");
    signal("CONT", program.id());
    let output = program.wait_with_output().unwrap();
    assert!(!env.has("P-clean/299.jpg"), "too fast to be stopped");
    assert!(output.status.code().is_some());
    assert!(env.has("P-clean/298.jpg"));
}
