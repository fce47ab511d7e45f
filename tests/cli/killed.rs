//! The program is killed in the middle: under final names stand only whole copies, and the next run does the rest.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;

use serde_json::Value;

use crate::env::{Env, UNTRACE, fixture, wait_until};
use crate::outside::can_hide_proc;

const PHOTOS: usize = 140;
const OLD: &[u8] = b"something else";

fn name(number: usize) -> String {
    format!("{:02}/{number:04}.jpg", number % 7)
}

/// Many photos of many bytes in `P`, so that there is a middle to be killed in.
fn with_many_photos() -> (Env, Vec<u8>) {
    let env = Env::new();
    let photo = fixture("phone-export/DCIM/Camera/IMG_20240615_101534.jpg");
    (0..PHOTOS).for_each(|number| env.put(format!("P/{}", name(number)), &photo));
    env.put("one.jpg", &photo);
    env.untrace(["one.jpg"]).exits(0);
    let copy = env.read("one-clean.jpg");
    (env, copy)
}

fn copies(env: &Env) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(env.path("P-clean")).into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn is_left_over(path: &std::path::Path) -> bool {
    path.file_name().unwrap().to_str().unwrap().starts_with(".untrace-")
}

/// Runs `program`, kills it once `enough` copies are of this run, and answers whether that was in the middle.
fn killed(env: &Env, program: &str, args: &[&str], enough: usize, copy: &[u8]) -> bool {
    let before = env.tree();
    let left = copies(env).into_iter().filter(|path| is_left_over(path));
    let may_change = left.map(|path| path.strip_prefix(env.path("")).unwrap().to_path_buf());
    let finals = (0..PHOTOS).map(|number| PathBuf::from(format!("P-clean/{}", name(number))));
    let may_change: BTreeSet<PathBuf> = may_change.chain(finals).collect();
    let mut child = env.run(program, args).start();
    let is_written = |number: &usize| {
        let metadata = fs::metadata(env.path(format!("P-clean/{}", name(*number))));
        metadata.is_ok_and(|metadata| metadata.len() == copy.len() as u64)
    };
    let written = || (0..PHOTOS).filter(is_written).count();
    wait_until(|| written() >= enough || child.try_wait().unwrap().is_some());
    child.kill().unwrap();
    let in_the_middle = child.wait().unwrap().signal() == Some(9);
    env.only_new_since(&before, &may_change);
    for path in copies(env).iter().filter(|path| !is_left_over(path)) {
        let bytes = fs::read(path).unwrap();
        assert!(bytes == copy || bytes == OLD, "half a copy: {}", path.display());
    }
    in_the_middle
}

/// The next run is one of the program as it is everywhere.
fn the_next_run_does_the_rest(env: &Env, more: &[&str], copy: &[u8]) {
    let places: Vec<String> = copies(env)
        .iter()
        .map(|path| path.strip_prefix(env.path("")).unwrap().to_str().unwrap().to_owned())
        .filter(|place| !more.is_empty() || place.contains(".untrace-"))
        .collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    env.run(UNTRACE, [&["P"], more].concat()).may_change(&places).go().exits(0);
    let copies = copies(env);
    assert_eq!(copies.len(), PHOTOS, "left over: {:?}", copies.iter().filter(|path| is_left_over(path)).collect::<Vec<_>>());
    assert!(copies.iter().all(|path| fs::read(path).unwrap() == copy));
}

#[test]
fn killed_at_any_moment_there_are_only_whole_copies() {
    let mut in_the_middle = 0;
    for enough in [1, 50] {
        let (env, copy) = with_many_photos();
        in_the_middle += usize::from(killed(&env, UNTRACE, &["P", "-j", "4"], enough, &copy));
        assert!(copies(&env).iter().all(|path| !is_left_over(path)), "a file without a name leaves none behind");
        the_next_run_does_the_rest(&env, &[], &copy);
    }
    assert!(in_the_middle > 0, "too fast to be killed");
}

#[test]
fn killed_while_it_replaces_there_is_the_old_or_the_new_file() {
    let (env, copy) = with_many_photos();
    (0..PHOTOS).for_each(|number| env.put(format!("P-clean/{}", name(number)), OLD));
    let mut in_the_middle = 0;
    for enough in [1, 50] {
        in_the_middle += usize::from(killed(&env, UNTRACE, &["P", "--force", "-j", "4"], enough, &copy));
    }
    assert!(in_the_middle > 0, "too fast to be killed");
    the_next_run_does_the_rest(&env, &["--force"], &copy);
}

/// Without `/proc`, copies have a name while they are written.
const WITHOUT_PROC: &str = "mount -t tmpfs untrace-test /proc && exec \"$UNTRACE\" P -j 4";

#[test]
fn killed_where_copies_have_a_name_from_the_first_byte_the_next_run_sweeps() {
    if !can_hide_proc() {
        return;
    }
    let mut in_the_middle = 0;
    for enough in [1, 50] {
        let (env, copy) = with_many_photos();
        in_the_middle += usize::from(killed(&env, "unshare", &["-m", "sh", "-c", WITHOUT_PROC], enough, &copy));
        the_next_run_does_the_rest(&env, &[], &copy);
    }
    assert!(in_the_middle > 0, "too fast to be killed");
}

#[test]
fn where_copies_have_a_name_from_the_first_byte_they_are_the_same() {
    if !can_hide_proc() {
        return;
    }
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg"]);
    let copies = ["P-clean/a.jpg", "P-clean/x/b.jpg"];
    env.run("unshare", ["-m", "sh", "-c", WITHOUT_PROC]).go().exits(0).writes(&copies);
    env.untrace(["P"]).exits(0).writes(&[]);
    env.put("P-clean/a.jpg", OLD);
    env.run("unshare", ["-m", "sh", "-c", WITHOUT_PROC]).go().exits(1).writes(&[]);
}

/// Starts both lines of a shell at once, and answers how they ended.
fn at_once(env: &Env, lines: [&str; 2]) -> [Option<i32>; 2] {
    let runs = lines.map(|line| env.run("sh", ["-c", line]).start());
    runs.map(|run| run.wait_with_output().unwrap().status.code())
}

#[test]
fn two_runs_at_once_do_not_harm_each_other() {
    let (env, copy) = with_many_photos();
    let ended = at_once(&env, ["exec \"$UNTRACE\" P -j 2 >one 2>&1", "exec \"$UNTRACE\" P -j 2 >two 2>&1"]);
    let said = ["one", "two"].map(|place| String::from_utf8(env.read(place)).unwrap());
    assert_eq!(ended, [Some(0), Some(0)], "{:?}", said.each_ref().map(|said| said.lines().last().map(str::to_owned)));
    the_next_run_does_the_rest(&env, &[], &copy);
}

#[test]
fn two_runs_at_once_do_not_harm_each_other_where_copies_have_a_name() {
    if !can_hide_proc() {
        return;
    }
    let (env, copy) = with_many_photos();
    let run = format!("exec unshare -m sh -c '{WITHOUT_PROC}' 2>&1 >");
    let ended = at_once(&env, [&format!("{run} one"), &format!("{run} two")]);
    let said = ["one", "two"].map(|place| String::from_utf8(env.read(place)).unwrap());
    assert_eq!(ended, [Some(0), Some(0)], "{said:#?}");
    the_next_run_does_the_rest(&env, &[], &copy);
}

#[test]
fn of_two_runs_for_the_same_names_the_first_to_come_keeps_each() {
    let env = Env::new();
    let pictures =
        ["one", "two"].map(|folder| (folder, fixture(if folder == "one" { "jpeg/grey.jpg" } else { "jpeg/baseline.jpg" })));
    for (folder, picture) in &pictures {
        (0..600).for_each(|number| env.put(format!("{folder}/{}", name(number)), picture));
    }
    at_once(&env, ["exec \"$UNTRACE\" one -o out --json >one.json", "exec \"$UNTRACE\" two -o out --json >two.json"]);
    let reports = ["one.json", "two.json"].map(|place| String::from_utf8(env.read(place)).unwrap());
    let lines =
        reports.each_ref().map(|report| report.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>());
    for (one, two) in lines[0].iter().zip(&lines[1]).filter(|(one, _)| one["type"] == "file") {
        assert_eq!(one["destination"], two["destination"]);
        let winner = usize::from(two["outcome"] == "already-clean");
        let (won, lost) = if winner == 0 { (one, two) } else { (two, one) };
        assert_eq!((&won["outcome"], &lost["reason"]), (&"already-clean".into(), &"exists".into()), "{one}\n{two}");
        assert!(env.read(one["destination"].as_str().unwrap()) == pictures[winner].1, "{}", one["destination"]);
    }
}
