//! What stands at the destination already: the very copy, something else, a link, what a killed run left.

use std::fs::{self, File};
use std::os::unix::fs::symlink;

use crate::env::{Env, UNTRACE, clean_photo, fixture, photo};

const LEFTOVER: &str = ".untrace-0aZbYcXdWeVf.part";

/// What `untrace` makes of [`photo`].
fn copy_of_photo() -> Vec<u8> {
    let env = Env::with_photos(&["a.jpg"]);
    env.untrace(["a.jpg"]).exits(0);
    env.read("a-clean.jpg")
}

#[test]
fn the_very_copy_is_up_to_date_and_is_not_written_again() {
    let env = Env::with_phone_export();
    env.put("P/clean.jpg", &clean_photo());
    let first = env.untrace(["P", "--json"]).exits(0);
    let copies = first.summary()["cleaned"].as_u64().unwrap() + 1;
    for more in [&[][..], &["--force"], &["--verify", "full"], &["-n"], &["-j", "1"]] {
        // That nothing that is there gets another inode or time is seen to at every run.
        let ran = env.untrace([&["P", "--json"], more].concat()).exits(0).writes(&[]);
        assert_eq!(ran.summary()["up_to_date"], copies, "{more:?}");
        assert_eq!(ran.summary()["cleaned"], 0, "{more:?}");
    }
    let ran = env.untrace(["P"]).exits(0);
    let text = &ran.stdout;
    assert!(text.contains(&format!("{copies} clean copies were already there and up to date")), "{text}");
    assert_eq!(ran.conclusion(), "Post the files in P-clean, not the originals.");
}

#[test]
fn a_copy_from_somewhere_else_is_up_to_date_too() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P-clean/a.jpg", &copy_of_photo());
    assert_eq!(env.untrace(["P", "--json"]).exits(0).writes(&[]).fate("P/a.jpg"), ("up-to-date", None));
}

#[test]
fn what_was_added_is_cleaned_and_the_rest_is_up_to_date() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.untrace(["P"]).exits(0);
    env.put("P/x/b.jpg", &photo());
    let ran = env.untrace(["P", "--json"]).exits(0).writes(&["P-clean/x/b.jpg"]);
    assert_eq!((ran.fate("P/a.jpg"), ran.fate("P/x/b.jpg")), (("up-to-date", None), ("cleaned", None)));
}

#[test]
fn anything_else_is_never_replaced() {
    let copy = copy_of_photo();
    let mut one_bit = copy.clone();
    *one_bit.last_mut().unwrap() ^= 1;
    let mut cut = copy[..copy.len() - 1].to_vec();
    *cut.last_mut().unwrap() ^= 1;
    for other in [b"something else", &photo()[..], &one_bit, &cut, &[&copy[..], b"\0"].concat()] {
        let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
        env.put("P-clean/a.jpg", other);
        let ran = env.untrace(["P", "--json"]).exits(1).writes(&["P-clean/b.jpg"]);
        assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("exists")));
        assert_eq!(ran.file("P/a.jpg")["destination"], "P-clean/a.jpg");
        assert_eq!(ran.fate("P/b.jpg"), ("cleaned", None));
        let text = env.untrace(["P"]).exits(1).said();
        assert!(text.contains("P/a.jpg would replace P-clean/a.jpg") && text.contains("--force"), "{text}");
    }
}

/// What is there when the power comes back, where names were on the disk before what they lead to.
#[test]
fn an_empty_or_short_copy_is_taken_for_absent() {
    let copy = copy_of_photo();
    let zeros = [&copy[..100], &vec![0; copy.len() - 100]].concat();
    for left in [&b""[..], &copy[..1], &copy[..copy.len() - 1], &zeros] {
        let env = Env::with_photos(&["P/a.jpg"]);
        env.put("P-clean/a.jpg", left);
        assert_eq!(env.untrace(["P", "-n", "--json"]).exits(0).writes(&[]).fate("P/a.jpg"), ("cleaned", None));
        let ran = env.run(UNTRACE, ["P", "--json"]).may_change(&["P-clean/a.jpg"]).go().exits(0);
        assert_eq!(ran.fate("P/a.jpg"), ("cleaned", None));
        assert_eq!(env.read("P-clean/a.jpg"), copy);
    }
}

#[test]
fn a_copy_that_is_out_of_date_is_never_replaced_unasked() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("jpeg/grey.jpg"));
    env.untrace(["P"]).exits(0);
    // The original was edited: its copy would be another one now.
    env.put("P/a.jpg", &photo());
    assert_eq!(env.untrace(["P", "--json"]).exits(1).writes(&[]).fate("P/a.jpg"), ("failed", Some("outdated")));
}

#[test]
fn a_large_copy_is_told_from_another_too() {
    let env = Env::new();
    env.put("P/a.png", &large_png(b"tEXtComment\0a small secret"));
    env.untrace(["P"]).exits(0).writes(&["P-clean/a.png"]);
    let copy = env.read("P-clean/a.png");
    assert!(copy.len() > 20 << 20 && !copy.windows(6).any(|window| window == b"secret"));
    assert_eq!(env.untrace(["P", "--json"]).exits(0).writes(&[]).fate("P/a.png"), ("up-to-date", None));
    let mut one_bit = copy;
    one_bit[15 << 20] ^= 1;
    env.put("P-clean/a.png", &one_bit);
    assert_eq!(env.untrace(["P", "--json"]).exits(1).writes(&[]).fate("P/a.png"), ("failed", Some("exists")));
}

/// More than is read at once: a picture of 20 MiB that no decoder would like, between sound chunks.
fn large_png(more: &[u8]) -> Vec<u8> {
    let chunk = |body: &[u8]| {
        let (kind, data) = body.split_first_chunk().unwrap();
        untrace_core::containers::png::compose(*kind, data)
    };
    let noise = (0_u32..20 << 20).map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes()[0]);
    let picture: Vec<u8> = b"IDAT".iter().copied().chain(noise).collect();
    let header = b"IHDR\0\0\x10\0\0\0\x10\0\x08\x02\0\0\0";
    [b"\x89PNG\r\n\x1A\n".to_vec(), chunk(header), chunk(more), chunk(&picture), chunk(b"IEND")].concat()
}

#[test]
fn force_replaces_what_differs_and_nothing_more() {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
    env.untrace(["P/b.jpg", "-o", "P-clean"]).exits(0);
    env.put("P-clean/a.jpg", b"something else");
    env.put("P-clean/c.jpg", b"somebody's");
    let ran = env.run(UNTRACE, ["P", "--force", "--json"]).may_change(&["P-clean/a.jpg"]).go();
    let ran = ran.exits(0).writes(&[]);
    assert_eq!((ran.fate("P/a.jpg"), ran.fate("P/b.jpg")), (("cleaned", None), ("up-to-date", None)));
    assert_eq!(env.read("P-clean/a.jpg"), copy_of_photo());
    env.put("P-clean/a.jpg", b"something else");
    assert_eq!(env.untrace(["P", "--force", "-n", "--json"]).exits(0).writes(&[]).fate("P/a.jpg"), ("cleaned", None));
}

#[test]
fn force_replaces_nothing_with_a_copy_that_cannot_be_made() {
    let env = Env::new();
    env.put("P/a.jpg", &photo()[..300]);
    env.put("P-clean/a.jpg", b"something else");
    env.untrace(["P", "--force"]).exits(1).writes(&[]);
}

#[test]
fn a_folder_at_the_destination_stays() {
    let env = Env::with_photos(&["P/a.jpg", "P/b.jpg"]);
    env.put("P-clean/a.jpg/mine.txt", b"mine");
    let ran = env.untrace(["P", "--json"]).exits(1).writes(&["P-clean/b.jpg"]);
    assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("exists")));
    fs::create_dir_all(env.path("Q-clean/a.jpg")).unwrap();
    env.put("Q/a.jpg", &photo());
    for folder in ["P", "Q"] {
        // Its own folder may be touched.
        let run = env.run(UNTRACE, [folder, "--force", "--json"]).may_change(&["P-clean/a.jpg", "Q-clean/a.jpg"]);
        assert_eq!(run.go().exits(1).writes(&[]).fate(&format!("{folder}/a.jpg")).0, "failed");
        assert!(env.path(format!("{folder}-clean/a.jpg")).is_dir());
    }
}

#[test]
fn a_file_where_a_folder_has_to_be_stays() {
    let env = Env::with_photos(&["P/x/a.jpg", "P/b.jpg"]);
    env.put("P-clean/x", b"mine");
    let ran = env.untrace(["P", "--json"]).exits(1).writes(&["P-clean/b.jpg"]);
    assert_eq!(ran.fate("P/x/a.jpg").0, "failed");
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P-clean", b"mine");
    for more in [&[][..], &["--force"]] {
        assert_eq!(env.untrace([&["P", "--json"], more].concat()).exits(1).writes(&[]).fate("P/a.jpg").0, "failed");
    }
}

#[test]
fn a_link_at_the_destination_is_never_followed() {
    let copy = copy_of_photo();
    for target in ["elsewhere/other", "elsewhere/copy", "elsewhere/nothing", "P/a.jpg", "a.jpg"] {
        let env = Env::with_photos(&["P/a.jpg"]);
        env.put("elsewhere/other", b"mine");
        env.put("elsewhere/copy", &copy);
        fs::create_dir(env.path("P-clean")).unwrap();
        symlink(env.path(target), env.path("P-clean/a.jpg")).unwrap();
        let ran = env.untrace(["P", "--json"]).exits(1).writes(&[]);
        assert_eq!(ran.fate("P/a.jpg"), ("failed", Some("exists")), "{target}");
        // The link itself may go, where that is asked for; what it leads to may not.
        env.run(UNTRACE, ["P", "--force"]).may_change(&["P-clean/a.jpg"]).go().exits(0).writes(&[]);
        assert!(env.path("P-clean/a.jpg").symlink_metadata().unwrap().is_file(), "{target}");
        assert_eq!(env.read("P-clean/a.jpg"), copy);
    }
}

#[test]
fn nothing_is_written_through_a_link_in_the_output() {
    for target in ["elsewhere", "nowhere", "P/y"] {
        let env = Env::with_photos(&["P/x/a.jpg", "P/y/b.jpg"]);
        fs::create_dir_all(env.path("elsewhere")).unwrap();
        fs::create_dir(env.path("P-clean")).unwrap();
        symlink(env.path(target), env.path("P-clean/x")).unwrap();
        for more in [&[][..], &["--force"]] {
            let ran = env.untrace([&["P", "--json"], more].concat()).exits(1);
            assert_eq!(ran.fate("P/x/a.jpg").0, "failed", "{target}");
            assert!(ran.new.iter().all(|place| place.starts_with("P-clean/y")), "{:?}", ran.new);
        }
    }
}

#[test]
fn what_a_link_in_the_output_leads_to_is_no_copy() {
    let env = Env::with_photos(&["P/x/a.jpg"]);
    env.put("elsewhere/a.jpg", &copy_of_photo());
    fs::create_dir(env.path("P-clean")).unwrap();
    symlink(env.path("elsewhere"), env.path("P-clean/x")).unwrap();
    assert_eq!(env.untrace(["P", "--json"]).exits(1).writes(&[]).fate("P/x/a.jpg").0, "failed");
}

#[test]
fn what_a_killed_run_left_is_removed_by_the_next() {
    let env = Env::with_photos(&["P/a.jpg", "P/x/b.jpg", "c.jpg"]);
    let left = ["P-clean", "P-clean/x", "."].map(|folder| format!("{folder}/{LEFTOVER}").trim_start_matches("./").to_owned());
    for place in &left {
        env.put(place, b"half a photo");
    }
    let places = left.each_ref().map(String::as_str);
    env.untrace(["P", "c.jpg", "-n"]).exits(0).writes(&[]);
    let run = env.run(UNTRACE, ["P", "c.jpg"]).may_change(&places);
    run.go().exits(0).writes(&["P-clean/a.jpg", "P-clean/x/b.jpg", "c-clean.jpg"]);
    assert!(places.iter().all(|place| !env.has(place)));
}

#[test]
fn what_a_killed_run_left_is_removed_also_where_all_is_up_to_date() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.untrace(["P"]).exits(0);
    let place = format!("P-clean/{LEFTOVER}");
    env.put(&place, b"half a photo");
    env.run(UNTRACE, ["P"]).may_change(&[&place]).go().exits(0).writes(&[]);
    assert!(!env.has(&place));
}

#[test]
fn what_only_looks_like_it_stays() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for place in [".untrace-short.part", ".untrace-0aZbYcXdWeVf.txt", ".untrace-0aZbYcXdWeVfX.part", "untrace-0aZbYcXdWeVf.part"]
    {
        env.put(format!("P-clean/{place}"), b"mine");
    }
    env.put(format!("P-clean/{LEFTOVER}/mine.txt"), b"mine");
    symlink("../P/a.jpg", env.path("P-clean/.untrace-AAAAAAAAAAAA.part")).unwrap();
    env.untrace(["P"]).exits(0).writes(&["P-clean/a.jpg"]);
}

#[test]
fn what_a_living_run_writes_stays() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put(format!("P-clean/{LEFTOVER}"), b"half a photo");
    let held = File::open(env.path(format!("P-clean/{LEFTOVER}"))).unwrap();
    held.lock().unwrap();
    env.untrace(["P"]).exits(0).writes(&["P-clean/a.jpg"]);
}

#[test]
fn what_a_killed_run_left_among_originals_is_neither_cleaned_nor_removed() {
    let env = Env::with_photos(&["P/a.jpg", &format!("P/{LEFTOVER}")]);
    for more in [&[][..], &["--hidden"]] {
        let ran = env.untrace([&["P", "--json"], more].concat()).exits(0);
        assert_eq!(ran.fate(&format!("P/{LEFTOVER}")), ("skipped", Some("output")));
    }
    assert!(!env.has(&format!("P-clean/{LEFTOVER}")));
}

/// Whether a file of that name and length is an original by another name was found out by a file that was made there.
#[test]
fn a_dry_run_with_force_leaves_no_mark() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P-clean/a.jpg", &vec![b'x'; photo().len()]);
    let trace = env.path("calls");
    let line = format!("strace -f -qq -e trace=openat,openat2 -o '{}' \"$UNTRACE\" P --force -n", trace.display());
    if !crate::outside::has("strace") {
        return crate::outside::skip("strace");
    }
    env.shell(&line).exits(0);
    let calls = fs::read_to_string(trace).unwrap();
    assert!(calls.contains("P-clean") && !calls.contains("O_CREAT"), "{calls}");
}
