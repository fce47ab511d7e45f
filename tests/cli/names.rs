//! Names that meet, and names that only look as if they did.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use crate::env::{Env, Ran, UNTRACE, fixture, photo};

/// The same letter, composed and decomposed.
const NFC: &str = "\u{e9}";
const NFD: &str = "e\u{301}";

#[track_caller]
fn meet(ran: Ran) {
    let ran = ran.exits(2).writes(&[]);
    assert!(ran.stderr.contains("Nothing was written"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

/// Whether the disk tells names apart that others do not.
fn tells_apart(one: &str, other: &str) -> bool {
    let env = Env::new();
    env.put(one, b"");
    let told = !env.has(other);
    if !told {
        crate::outside::say(&format!("the disk takes {one:?} and {other:?} for the same"));
    }
    told
}

/// They were wrong usage, and nobody who has a script from `find` can rename them.
#[test]
fn two_inputs_of_one_name_keep_what_their_paths_do_not_share() {
    let env = Env::with_photos(&["P/a.jpg", "Q/a.jpg", "Q/b.jpg"]);
    env.untrace(["P/a.jpg", "Q/a.jpg", "-o", "dry", "-n"]).exits(0).writes(&[]);
    env.untrace(["Q/b.jpg", "P/a.jpg", "Q/a.jpg", "-o", "all"]).exits(0).writes(&["all/b.jpg", "all/P/a.jpg", "all/Q/a.jpg"]);
    env.untrace(["P", "Q", "-o", "out"]).exits(0).writes(&["out/P/a.jpg", "out/Q/a.jpg", "out/Q/b.jpg"]);
    env.untrace(["P/a.jpg", "Q/a.jpg"]).exits(0).writes(&["P/a-clean.jpg", "Q/a-clean.jpg"]);
}

#[test]
fn two_folders_of_one_name_keep_what_their_paths_do_not_share() {
    let env = Env::with_photos(&["2023/DCIM/a.jpg", "2024/DCIM/b.jpg", "2024/dcim/c.jpg", "file/DCIM"]);
    env.untrace(["2023/DCIM", "2024/DCIM", "-o", "1"]).exits(0).writes(&["1/2023/DCIM/a.jpg", "1/2024/DCIM/b.jpg"]);
    env.untrace(["2023/DCIM", "file/DCIM", "-o", "2"]).exits(0).writes(&["2/2023/DCIM/a.jpg", "2/file/DCIM"]);
    // Some disks would take these for one.
    meet(env.untrace(["2024/DCIM", "2024/dcim", "-o", "out"]));
    env.untrace(["2023/DCIM", "2024/DCIM"]).exits(0).writes(&["2023/DCIM-clean/a.jpg", "2024/DCIM-clean/b.jpg"]);
}

#[test]
fn names_that_differ_by_case_meet() {
    if !tells_apart("a", "A") {
        return;
    }
    let env = Env::with_photos(&["P/img.jpg", "P/IMG.JPG", "Q/Img.jpg", "p/x/img.jpg", "q/X.jpg", "q/x.JPG"]);
    meet(env.untrace(["P"]));
    meet(env.untrace(["P/img.jpg", "P/IMG.JPG", "-o", "out"]));
    meet(env.untrace(["q", "-o", "out"]));
    meet(env.untrace(["P/img.jpg", "P/IMG.JPG"]));
    let env = Env::with_photos(&["Trip/a.jpg", "trip/a.jpg"]);
    meet(env.untrace(["Trip", "trip"]));
    let env = Env::with_photos(&["P/\u{c9}t\u{e9}.jpg", "P/\u{e9}T\u{c9}.jpg"]);
    meet(env.untrace(["P"]));
}

#[test]
fn names_that_differ_by_unicode_form_meet() {
    if !tells_apart(NFC, NFD) {
        return;
    }
    let env = Env::with_photos(&[&format!("P/{NFC}.jpg"), &format!("P/{NFD}.jpg"), &format!("Q/{}.jpg", NFD.to_uppercase())]);
    meet(env.untrace(["P"]));
    meet(env.untrace([format!("P/{NFC}.jpg"), format!("P/{NFD}.jpg"), "-o".into(), "out".into()]));
    let env = Env::with_photos(&[&format!("P/{NFC}/a.jpg"), &format!("P/{NFD}/a.jpg")]);
    meet(env.untrace(["P", "-o", "out"]));
}

#[test]
fn the_copy_of_one_file_and_the_copy_of_another_meet() {
    let env = Env::with_photos(&["P/a.jpg", "a-clean.jpg"]);
    // `a.jpg` there becomes `a-clean.jpg` here only with -o; beside itself it meets nobody.
    env.untrace(["P/a.jpg", "a-clean.jpg"]).exits(0).writes(&["P/a-clean.jpg", "a-clean-clean.jpg"]);
}

#[test]
fn a_gif_has_a_name_to_lose_too() {
    let env = Env::new();
    for place in ["P/a", "P/A"] {
        env.put(place, &fixture("hostile/gif-named.jpg"));
    }
    meet(env.untrace(["P/a", "P/A", "-o", "out"]));
}

#[test]
fn what_is_not_copied_meets_nobody() {
    let env = Env::with_photos(&["P/a.jpg", "Q/b.jpg"]);
    for folder in ["P", "Q"] {
        env.put(format!("{folder}/notes.txt"), b"dear diary");
        env.put(format!("{folder}/a.jpg.json"), b"{}");
    }
    let args = ["P/a.jpg", "P/notes.txt", "P/a.jpg.json", "Q/b.jpg", "Q/notes.txt", "Q/a.jpg.json", "-o", "out"];
    env.untrace(args).exits(0).writes(&["out/a.jpg", "out/b.jpg"]);
    // A note may even have the name of a photo.
    env.put("notes/a.jpg", b"dear diary");
    env.untrace(["P/a.jpg", "notes/a.jpg", "-o", "other"]).exits(1).writes(&["other/P/a.jpg"]);
}

#[test]
fn names_that_are_not_utf_8_do_not_meet() {
    let env = Env::new();
    let names: [OsString; 2] = [b"P/\xE8.jpg".to_vec(), b"P/\xE9.jpg".to_vec()].map(OsString::from_vec);
    for name in &names {
        env.put(name, &photo());
    }
    env.untrace(["P"]).exits(0);
    for name in [b"P-clean/\xE8.jpg".to_vec(), b"P-clean/\xE9.jpg".to_vec()].map(OsString::from_vec) {
        assert!(env.path(name).is_file());
    }
    let env = Env::new();
    for name in &names {
        env.put(name, &photo());
    }
    let args = names.iter().cloned().chain(["-o".into(), "out".into()]);
    env.run(UNTRACE, args).go().exits(0);
    for name in [b"out/\xE8.jpg".to_vec(), b"out/\xE9.jpg".to_vec()].map(OsString::from_vec) {
        assert!(env.path(name).is_file());
    }
}

#[test]
fn below_a_folder_that_is_not_utf_8_names_meet_as_everywhere() {
    if !tells_apart("a", "A") || !tells_apart(NFC, NFD) {
        return;
    }
    let folder = || OsString::from_vec(b"P\xE9".to_vec());
    for [one, other] in [["a.jpg", "A.JPG"], ["\u{e9}.jpg", "e\u{301}.jpg"]] {
        let env = Env::new();
        for name in [one, other] {
            env.put(std::path::Path::new(&folder()).join(name), &photo());
        }
        meet(env.run(UNTRACE, [folder()]).go());
    }
}

#[test]
fn odd_names_stay_as_they_are() {
    let odd =
        [" ", "a b.jpg", "*.jpg", "$HOME.jpg", "'\".jpg", "a\\b.jpg", "a\nb.jpg", "\u{202e}gpj.a", "東京 🎂.jpg", "CON.jpg", "~"];
    let env = Env::with_photos(&odd.map(|name| format!("P/{name}")).each_ref().map(String::as_str));
    let copies = odd.map(|name| format!("P-clean/{name}"));
    env.untrace(["P"]).exits(0).writes(&copies.each_ref().map(String::as_str));
}

#[test]
fn a_name_too_long_for_its_copy_gets_a_shorter_one() {
    let long = format!("{}.jpg", "a".repeat(251));
    let short = format!("{}-clean.jpg", "a".repeat(245));
    let env = Env::with_photos(&[&long, "b.jpg"]);
    env.untrace([&long, "b.jpg"]).exits(0).writes(&[&short, "b-clean.jpg"]);
    // Two that would get the same shorter name.
    let other = format!("{}b.jpg", "a".repeat(250));
    env.put(&other, &photo());
    env.untrace([&long, &other]).exits(2).writes(&[]);
    env.untrace(["b.jpg", &long, "-o", "out"]).exits(0).writes(&[&format!("out/{long}"), "out/b.jpg"]);
}
