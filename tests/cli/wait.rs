//! `--wait`: the window stays until somebody has read what is in it.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use crate::env::{Env, UNTRACE};

fn started(env: &Env, args: &[&str]) -> Child {
    let mut command = Command::new(UNTRACE);
    command.args(args).current_dir(env.path("")).env("LC_ALL", "C.UTF-8").env("XDG_STATE_HOME", env.path("state"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What stands on standard error up to a word.
fn said_until(child: &mut Child, word: &str) -> String {
    let (mut said, mut byte) = (Vec::new(), [0]);
    while !String::from_utf8_lossy(&said).contains(word) {
        assert_eq!(child.stderr.as_mut().unwrap().read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&said));
        said.push(byte[0]);
    }
    String::from_utf8(said).unwrap()
}

#[test]
fn a_run_that_waits_ends_with_the_enter_key() {
    let env = Env::with_photos(&["a.jpg"]);
    for (args, words, code) in [
        (&["--wait", "a.jpg"][..], "Press Enter to close this window.", 0),
        (&["--wait", "--lang", "fr", "a.jpg"], "Appuyez sur Entrée pour fermer cette fenêtre.", 0),
        (&["--wait", "nowhere.jpg"], "Press Enter", 2),
        (&["--wait", "--nonsense"], "Press Enter", 2),
    ] {
        let mut child = started(&env, args);
        said_until(&mut child, words);
        std::thread::sleep(std::time::Duration::from_millis(100));
        assert!(child.try_wait().unwrap().is_none(), "{args:?} does not wait");
        child.stdin.take().unwrap().write_all(b"\n").unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{args:?}");
    }
    assert!(env.has("a-clean.jpg"));
}

#[test]
fn where_nobody_can_press_a_key_nothing_waits() {
    let env = Env::with_photos(&["a.jpg"]);
    env.untrace(["--wait", "a.jpg"]).exits(0);
}

#[test]
fn who_names_nothing_is_told_to_drag_photos() {
    let env = Env::new();
    let said = env.untrace(["--wait"]).exits(2).said();
    assert!(said.contains("drag them, or a folder of them, onto the untrace\nprogram") && !said.contains("PATH"), "{said}");
    let said = env.untrace(["--wait", "--lang=fr"]).exits(2).said();
    assert!(said.contains("faites-les glisser sur le programme\nuntrace"), "{said}");
    let said = env.untrace(["--wait", "--yes"]).exits(2).said();
    assert!(!said.contains("drag"), "a mistake is what was typed: {said}");
}
