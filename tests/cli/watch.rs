//! A folder that is watched: what arrives is cleaned once it is whole, and the folder may go and come back.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::process::Child;
use std::time::{Duration, Instant};

use crate::env::{Env, UNTRACE, photo};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Ends the run as a service manager does; answers what it said.
fn stop(mut child: Child) -> (Option<i32>, String, String) {
    use std::os::unix::process::ExitStatusExt;
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::TERM).unwrap();
    let status = child.wait().unwrap();
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.unwrap().read_to_string(&mut out).unwrap();
    child.stderr.unwrap().read_to_string(&mut err).unwrap();
    (status.signal(), out, err)
}

#[test]
fn what_arrives_is_cleaned_once_it_is_whole() {
    let env = Env::with_photos(&["in/first.jpg"]);
    let child = env.run(UNTRACE, ["watch", "in", "-o", "out"]).start();
    until("what was there is cleaned", || env.has("out/first.jpg"));
    let bytes = photo();
    let (one, other) = bytes.split_at(200);
    fs::create_dir(env.path("in/new folder")).unwrap();
    let mut file = File::create(env.path("in/new folder/grows.jpg")).unwrap();
    file.write_all(one).unwrap();
    file.sync_all().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    assert!(!env.has("out/new folder/grows.jpg"));
    file.write_all(other).unwrap();
    drop(file);
    until("what arrived is cleaned", || env.has("out/new folder/grows.jpg"));
    let mut edited = OpenOptions::new().append(true).open(env.path("in/first.jpg")).unwrap();
    edited.write_all(b"edited").unwrap();
    let (signal, out, err) = stop(child);
    assert_eq!(signal, Some(15));
    assert!(!err.contains("cut off"), "half a photo was looked at: {err}");
    assert_eq!(out.lines().filter(|line| line.contains("clean:")).count(), 2, "one line for each pass that did something: {out}");
}

#[test]
fn a_folder_may_go_and_come_back() {
    let env = Env::with_photos(&["in/a.jpg"]);
    let child = env.run(UNTRACE, ["watch", "in", "-o", "out"]).start();
    until("what was there is cleaned", || env.has("out/a.jpg"));
    fs::rename(env.path("in"), env.path("pulled out")).unwrap();
    std::thread::sleep(Duration::from_secs(1));
    fs::create_dir(env.path("in")).unwrap();
    env.put("in/b.jpg", &photo());
    until("what came back is cleaned", || env.has("out/b.jpg"));
    env.put("in/c.jpg", &photo());
    until("and what arrives there", || env.has("out/c.jpg"));
    let (_, _, err) = stop(child);
    assert_eq!(err.matches("in is not there. Waiting for it to appear.").count(), 1, "{err}");
    assert!(env.has("out/a.jpg"), "a copy of what is not there stays");
}

#[test]
fn what_cannot_be_cleaned_is_said_once() {
    let env = Env::with_photos(&["in/a.jpg"]);
    env.put("in/cut.jpg", &photo()[..200]);
    let child = env.run(UNTRACE, ["watch", "in", "-o", "out"]).start();
    until("what was there is cleaned", || env.has("out/a.jpg"));
    env.put("in/b.jpg", &photo());
    until("what arrives is cleaned", || env.has("out/b.jpg"));
    let (_, _, err) = stop(child);
    assert_eq!(err.matches("in/cut.jpg is cut off").count(), 1, "{err}");
}

#[test]
fn only_folders_with_copies_are_watched() {
    let env = Env::with_photos(&["in/a.jpg"]);
    for args in [&["watch", "in/a.jpg"][..], &["watch", "-"], &["watch", "in", "-n"], &["watch", "in", "--in-place", "--yes"]] {
        env.untrace(args).exits(2).writes(&[]);
    }
    env.put("file", b"");
    env.untrace(["watch", "in", "-o", "file"]).exits(2).writes(&[]);
}
