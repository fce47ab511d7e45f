//! Limits of the system and of names, signals, and what a power cut left: a summary, the right exit status, and no copy lost.

use std::fs;
use std::os::unix::process::ExitStatusExt;

use crate::env::{Env, commented, fixture, wait_until};

fn motion_photo() -> Vec<u8> {
    fixture("jpeg/motion-photo.jpg")
}

/// Another photo with another video behind it, which is as good.
fn other_motion_photo() -> Vec<u8> {
    let photo = motion_photo();
    let comment = [0xFF, 0xFE, 0, 5, b'a', b'b', b'c'];
    [&photo[..2], &comment, &photo[2..]].concat()
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_not_the_end() {
    let env = Env::new();
    env.put("P/large.png", &fixture("phone-export/DCIM/100APPLE/IMG_4127.HEIC"));
    env.put("P/small.jpg", &fixture("jpeg/exif-gps.jpg"));
    let ran = env.shell("ulimit -f 8; exec \"$UNTRACE\" P -j 1").exits(1).writes(&["P-clean/small.jpg"]);
    assert!(ran.said().contains("P/large.png could not be written"), "{}", ran.said());
}

#[test]
fn a_run_that_is_interrupted_says_how_far_it_came() {
    for signal in ["INT", "TERM"] {
        let env = Env::new();
        let photo = fixture("phone-export/DCIM/Camera/IMG_20240615_101534.jpg");
        (0..400).for_each(|number| env.put(format!("P/{number:03}.jpg"), &photo));
        let child = env.run(crate::env::UNTRACE, ["P", "-j", "1"]).start();
        let copies = || fs::read_dir(env.path("P-clean")).map_or(0, Iterator::count);
        wait_until(|| copies() > 0);
        env.shell(&format!("kill -{signal} {}", child.id()));
        let output = child.wait_with_output().unwrap();
        // Faster than the signal: nothing to be seen in that.
        if output.status.code() == Some(0) {
            continue;
        }
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("P-clean") && !said.contains("panicked"), "{signal}: {said}");
        assert!(output.status.signal().is_some() || output.status.code() == Some(1), "{signal}: {:?}", output.status);
        env.run(crate::env::UNTRACE, ["P"]).go().exits(0);
        assert_eq!(copies(), 400);
    }
}

#[test]
fn videos_behind_photos_never_take_each_others_names() {
    let video = fixture("phone-export/DCIM/Camera/VID_20240511_143012.mp4");
    let cases: [&[(&str, Vec<u8>)]; 2] = [
        &[("P/IMG.jpg", motion_photo()), ("P/IMG.motion.mp4", video)],
        &[("P/IMG.jpg", motion_photo()), ("P/IMG.jpeg", other_motion_photo())],
    ];
    for originals in cases {
        for args in [&["P", "--extract-motion"][..], &["P", "--extract-motion", "--force"]] {
            let env = Env::new();
            originals.iter().for_each(|(place, photo)| env.put(place, photo));
            let wanted = originals.len() + originals.iter().filter(|(place, _)| !place.ends_with("mp4")).count();
            let ran = env.untrace(args);
            let copies = ran.new.iter().filter(|place| place.contains('.')).count();
            assert!(ran.code == Some(1) || copies == wanted, "{args:?}: {copies} of {wanted}, and status 0\n{}", ran.said());
        }
    }
}

#[test]
fn a_name_of_255_bytes_has_a_copy_with_a_shorter_one() {
    let long = |end: &str| "x".repeat(255 - end.len()) + end;
    let env = Env::new();
    let names = [long("a.jpg"), "é".repeat(125) + "a.jpg"];
    let places = names.each_ref().map(|name| format!("P/{name}"));
    for (number, place) in places.iter().enumerate() {
        env.put(place, &commented(&format!("number {number}")));
    }
    let ran = env.untrace(&places).exits(0);
    assert_eq!(ran.new.len(), 2, "{:?}", ran.new);
    assert!(ran.new.iter().all(|place| place.len() <= 255 + "P/".len() && place.ends_with(".jpg")), "{:?}", ran.new);
    let env = Env::new();
    env.put(&places[0], &motion_photo());
    assert_eq!(env.untrace(["P", "--extract-motion"]).exits(0).new.len(), 3);
}

#[test]
fn a_copy_that_a_power_cut_emptied_is_written_again() {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
    env.untrace(["P"]).exits(0);
    let copy = env.read("P-clean/a.jpg");
    env.put("P-clean/a.jpg", b"");
    env.run(crate::env::UNTRACE, ["P"]).may_change(&["P-clean/a.jpg"]).go().exits(0).writes(&[]);
    assert_eq!(env.read("P-clean/a.jpg"), copy);
}

#[test]
fn two_runs_at_once_give_no_photo_two_neutral_names() {
    let env = Env::new();
    (0..106).for_each(|number| env.put(format!("P/{number:03}.jpg"), &commented(&format!("number {number}"))));
    let runs = [(); 2].map(|()| env.run(crate::env::UNTRACE, ["P", "--rename", "-j", "2"]).start());
    let ended = runs.map(|run| run.wait_with_output().unwrap());
    assert!(ended.iter().any(|ended| ended.status.success()), "{ended:?}");
    assert_eq!(fs::read_dir(env.path("P-clean")).unwrap().count(), 106);
}
