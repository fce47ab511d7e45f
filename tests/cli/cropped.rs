//! What a crop hides is told, and refused if that is asked for.

use crate::env::{Env, UNTRACE, fixture};

/// A photo of 4000 by 3000 pixels of which 1200 by 900 are shown, turned by a quarter.
fn cropped() -> Vec<u8> {
    let mut photo = fixture("heif/turned.heic");
    put(&mut photo, b"ispe", &[0, 4000, 3000]);
    put(&mut photo, b"clap", &[1200, 1, 900, 1, 0, 1, 0, 1]);
    photo
}

/// Writes numbers into a box.
fn put(photo: &mut [u8], kind: &[u8; 4], numbers: &[u32]) {
    let at = photo.windows(4).position(|window| window == kind).unwrap() + 4;
    let numbers = numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    photo[at..at + numbers.len()].copy_from_slice(&numbers);
}

fn photos() -> Env {
    let env = Env::new();
    env.put("P/crop.heic", &cropped());
    env.put("P/whole.heic", &fixture("heif/turned.heic"));
    env
}

#[test]
fn a_copy_that_holds_more_than_it_shows_is_named_at_the_end() {
    let env = photos();
    let told = env.untrace(["P"]).exits(0).stdout;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("1 copy still holds a part of the picture that is cropped away"), "{told}");
    assert!(told.contains("crop.heic") && told.contains("save the crop as a new file") && !told.contains("whole.heic"), "{told}");
    // As it is told, so it is checked, and counts for nothing.
    let checked = env.untrace(["check", "P-clean"]).exits(0).stdout;
    assert!(checked.contains("900 x 1200 of 3000 x 4000"), "{checked}");
}

#[test]
fn json_lines_have_both_sizes() {
    let env = photos();
    for command in [&["P", "--json"][..], &["check", "P", "--json"], &["P", "--json", "--dry-run", "-o", "Q"]] {
        let ran = env.untrace(command.iter().copied());
        let file = ran.file("P/crop.heic");
        assert_eq!(file["cropped"], serde_json::json!({ "shown": [900, 1200], "whole": [3000, 4000] }), "{command:?}");
        assert!(ran.file("P/whole.heic").get("cropped").is_none());
    }
}

#[test]
fn who_wants_no_such_copies_gets_none() {
    let env = photos();
    let ran = env.untrace(["P", "--crop-guard", "refuse", "--json"]).exits(1);
    assert_eq!(ran.fate("P/crop.heic"), ("refused", Some("cropped")));
    assert_eq!(ran.fate("P/whole.heic"), ("cleaned", None));
    assert!(!env.path("P-clean/crop.heic").exists() && env.path("P-clean/whole.heic").exists());
    let told = env.untrace(["P", "--crop-guard", "refuse", "-n", "-o", "Q"]).exits(1).stdout;
    assert!(told.contains("shows only a part of its picture"), "{told}");
    // What an earlier run copied is not believed again without asking.
    let _ = env.untrace(["P", "--crop-guard", "tell"]).exits(0);
    let ran = env.untrace(["P", "--crop-guard", "refuse", "--json"]).exits(1);
    assert_eq!(ran.fate("P/crop.heic"), ("refused", Some("cropped")));
    let _ = env.untrace(["P", "--crop-guard", "hide"]).exits(2);
}

#[test]
fn a_stream_is_guarded_like_a_file() {
    let env = Env::new();
    let (code, out, said) = env.run(UNTRACE, ["-"]).reading(&cropped()).pipe();
    assert!(code == Some(0) && !out.is_empty() && said.contains("still holds a part of the picture"), "{said}");
    let (code, out, said) = env.run(UNTRACE, ["-", "--crop-guard", "refuse"]).reading(&cropped()).pipe();
    assert!(code == Some(1) && out.is_empty() && said.contains("shows only a part of its picture"), "{said}");
}
