//! Videos, as people and scripts meet them.

use crate::env::{Env, fixture};

const ANDROID: &str = "DCIM/Camera/VID_20240511_143012.mp4";
const IPHONE: &str = "DCIM/100APPLE/IMG_4127.MOV";

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

fn categories(file: &serde_json::Value) -> Vec<&str> {
    file["removed"].as_array().unwrap().iter().map(|removed| removed["category"].as_str().unwrap()).collect()
}

#[test]
fn videos_of_a_phone_are_cleaned_like_its_photos() {
    let env = Env::with_phone_export();
    let ran = env.untrace(["P", "--json"]).exits(0);
    for (place, format, words) in [
        (ANDROID, "MP4", &["+48.8566+002.3522", "Rue-du-Secret-17", "Lumora", "CameraMetadata"][..]),
        (IPHONE, "QuickTime", &["+48.8566+002.352", "iPhone", "2024-08-03", "Core Media", "detected-face"]),
    ] {
        let (source, copy) = (format!("P/{place}"), format!("P-clean/{place}"));
        assert_eq!(ran.fate(&source), ("cleaned", None));
        let file = ran.file(&source);
        assert_eq!((&file["format"], &file["misnamed"]), (&format.into(), &serde_json::Value::Null));
        for category in ["location", "date", "camera", "software", "motion"] {
            assert!(categories(file).contains(&category), "{place}: no {category} in {file}");
        }
        let (before, after) = (env.read(&source), env.read(&copy));
        for word in words {
            assert!(holds(&before, word) && !holds(&after, word), "{place}: {word}");
        }
    }
}

#[test]
fn check_tells_where_a_video_was_taken_and_writes_nothing() {
    let env = Env::with_phone_export();
    for place in [ANDROID, IPHONE] {
        let path = format!("P/{place}");
        let text = env.untrace(["check", &path]).exits(3).writes(&[]).stdout;
        assert!(text.contains("48.8566 N, 2.3522 E") && text.contains(" 2024, "), "{text}");
        let json = env.untrace(["check", &path, "--json"]).exits(3).writes(&[]);
        assert!(categories(json.file(&path)).contains(&"location"));
    }
}

#[test]
fn protected_films_have_a_reason_of_their_own() {
    let env = Env::new();
    env.put("P/film.mp4", &fixture("hostile/isom-protected-encv.mp4"));
    let ran = env.untrace(["P", "--json"]).exits(1);
    assert_eq!(ran.fate("P/film.mp4"), ("refused", Some("protected")));
}

/// What cannot be looked into may hold anything; who knows that it does not can say so.
#[test]
fn a_codec_that_nobody_looks_into_is_refused_unless_it_is_trusted() {
    let env = Env::new();
    env.put("P/film.m4v", &fixture("video/mpeg4-alac.m4v"));
    let ran = env.untrace(["P", "--json"]).exits(1);
    assert_eq!(ran.fate("P/film.m4v"), ("refused", Some("unknown-codec")));
    let told = env.untrace(["P"]).exits(1);
    assert!(told.stdout.contains("--trust-codec alac"), "{}", told.stdout);
    let _ = env.untrace(["P", "--trust-codec", "samr"]).exits(1);
    let ran = env.untrace(["P", "--trust-codec", "samr,alac", "--json"]).exits(0);
    assert_eq!(ran.fate("P/film.m4v"), ("cleaned", None));
    let _ = env.untrace(["check", "P-clean"]).exits(1);
    let _ = env.untrace(["check", "P-clean", "--trust-codec", "alac"]).exits(0);
    let _ = env.untrace(["P", "--trust-codec", "too long"]).exits(2);
}

/// A copy is verified whatever is asked for, and is the same one.
#[test]
fn every_depth_of_verification_lets_a_clean_video_pass() {
    let env = Env::new();
    for name in ["track-mebx.mov", "fragments-indexed.mp4", "narrowband.3gp", "hevc.mp4", "mdat-large.mp4"] {
        env.put(format!("P/{name}"), &fixture(&format!("video/{name}")));
    }
    let _ = env.untrace(["P", "-o", "usual"]).exits(0);
    for depth in ["full", "pixels"] {
        let _ = env.untrace(["P", "-o", depth, "--verify", depth]).exits(0);
        for name in ["track-mebx.mov", "fragments-indexed.mp4", "narrowband.3gp", "hevc.mp4", "mdat-large.mp4"] {
            assert!(env.read(format!("{depth}/{name}")) == env.read(format!("usual/{name}")), "{depth}: {name}");
        }
    }
}

#[test]
fn a_video_that_cannot_be_cleaned_is_refused_with_a_sentence() {
    for (name, sentence) in [
        ("isom-protected-encv.mp4", "protected"),
        ("isom-protected-pssh.mp4", "protected"),
        ("isom-sample-shared.mp4", "the same bytes"),
        ("isom-cut-in-mdat.mp4", "cut off"),
        ("isom-two-moov.mp4", "damaged"),
        ("isom-data-elsewhere.mp4", "another file"),
        ("isom-only-metadata.mp4", "neither picture nor sound"),
        ("text-named.mp4", "is not really a photo or video, despite its name"),
        ("empty.mov", "empty"),
    ] {
        let env = Env::new();
        let path = format!("P/{name}");
        env.put(&path, &fixture(&format!("hostile/{name}")));
        let ran = env.untrace(["P"]).exits(1).writes(&[]);
        assert!(ran.said().contains(sentence), "{name}: {}", ran.said());
        assert_eq!(env.untrace(["P", "--json"]).exits(1).fate(&path).0, "refused");
    }
}

#[test]
fn a_video_is_told_by_its_content_and_keeps_its_name() {
    let env = Env::new();
    let names = ["a.mp4", "a.jpg", "a.txt", "a"];
    names.iter().for_each(|name| env.put(format!("P/{name}"), &fixture("video/udta-xyz.mp4")));
    let ran = env.untrace(["P", "--json"]).exits(0);
    for name in names {
        let path = format!("P/{name}");
        assert_eq!(ran.fate(&path), ("cleaned", None));
        assert_eq!(ran.file(&path)["format"], "MP4");
        assert!(!holds(&env.read(format!("P-clean/{name}")), "+48.8566"));
    }
    assert_eq!(ran.file("P/a.jpg")["misnamed"], "mp4");
}

#[test]
fn a_clean_video_is_copied_as_it_is() {
    let env = Env::new();
    for name in ["nothing-to-remove.mp4", "nothing-to-remove-fragments.mp4", "nothing-but-zeros.mp4"] {
        env.put(format!("P/{name}"), &fixture(&format!("video/{name}")));
    }
    let _ = env.untrace(["check", "P"]).exits(0).writes(&[]);
    let ran = env.untrace(["P", "--json"]).exits(0);
    for file in ran.files() {
        assert_eq!(file["outcome"], "already-clean");
        let [source, copy] = ["source", "destination"].map(|member| file[member].as_str().unwrap());
        assert!(env.read(source) == env.read(copy), "{source}");
    }
}

/// A video that tells nothing, and a block of a dashcam between its pictures and sound.
fn dashcam(env: &Env, name: &str, block: &[u8]) {
    env.put("plain/a.mp4", &fixture("video/mdat-large.mp4"));
    env.untrace(["plain", "-o", "clean"]).exits(0);
    let clean = env.read("clean/a.mp4");
    let size = u32::try_from(block.len() + 8).unwrap().to_be_bytes();
    let media = [&size[..], b"mdat", block].concat();
    env.put(name, &[clean, media].concat());
}

/// 12 May 2024, 17:03:12, and 48.8566 N, 2.3522 E, as Viofo's A119 V3 writes it.
fn viofo() -> Vec<u8> {
    let time = [17_u32, 3, 12, 24, 5, 12].iter().flat_map(|number| number.to_le_bytes());
    let place = [4851.396_f32, 221.132, 13.5, 90.0].into_iter().flat_map(f32::to_le_bytes);
    let mut block = [&0x4000_u32.to_be_bytes()[..], b"freeGPS ", &0x3F0_u32.to_le_bytes()].concat();
    block.extend(time.chain(*b"ANE\0").chain(place));
    block.resize(0x4000, 0);
    block
}

/// Such a video passed with 0, because its blocks counted as unknown data.
#[test]
fn where_a_dashcam_drove_counts_as_where() {
    let env = Env::new();
    dashcam(&env, "a.mp4", &viofo());
    for (words, status) in [("location", 3), ("date", 3), ("other", 3), ("id", 0), ("people,camera", 0)] {
        let _ = env.untrace(["check", "a.mp4", "--fail-on", words]).exits(status).writes(&[]);
    }
    let text = env.untrace(["check", "a.mp4"]).exits(3).stdout;
    assert!(text.contains("48.8566 N, 2.3522 E") && text.contains("12 May 2024, 17:03:12"), "{text}");
    let json = env.untrace(["check", "a.mp4", "--json"]).exits(3);
    assert_eq!(json.file("a.mp4")["positions"].as_array().unwrap().len(), 1);
    assert!(json.file("a.mp4")["removed"].as_array().unwrap().iter().all(|removed| removed.get("possible").is_none()));
    env.untrace(["a.mp4", "-o", "out"]).exits(0);
    env.untrace(["check", "out/a.mp4"]).exits(0);
}

/// What it may say counts as if it did.
#[test]
fn what_a_dashcam_obfuscates_may_be_where_and_when_and_which_one() {
    let env = Env::new();
    dashcam(&env, "a.mp4", &[&b"LIGOGPSINFO\0\0\0\0\x05"[..], &[7; 132]].concat());
    for (words, status) in [("location", 3), ("date", 3), ("id", 3), ("people,camera", 0)] {
        let _ = env.untrace(["check", "a.mp4", "--fail-on", words]).exits(status).writes(&[]);
    }
    let json = env.untrace(["check", "a.mp4", "--json"]).exits(3);
    let possible: Vec<&str> = json.file("a.mp4")["removed"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|removed| removed["possible"] == true)
        .map(|removed| removed["category"].as_str().unwrap())
        .collect();
    assert_eq!(possible, ["location", "date", "id"]);
    for category in possible {
        assert_eq!(json.summary()["categories"][category], 1);
    }
    let text = env.untrace(["check", "a.mp4"]).exits(3).stdout;
    assert!(
        text.contains(
            "perhaps          where, when, serial numbers: in what the camera recorded on its way, which untrace cannot read"
        ),
        "{text}"
    );
    let text = env.untrace(["a.mp4", "-o", "out"]).exits(0).stdout;
    assert!(text.contains("Where they were taken: perhaps 1, in data untrace cannot read"), "{text}");
    let text = env.untrace(["a.mp4", "-v", "-n", "-o", "out", "--keep", "location"]).exits(0).stdout;
    assert!(text.contains("where: perhaps (LIGOGPSINFO block: not read)"), "{text}");
}

#[test]
fn a_video_is_not_called_a_photo() {
    let env = Env::new();
    let packets = [&b"G"[..], &[1; 187]].concat().repeat(4);
    env.put("V/a.mp4", &fixture("video/mdat-large.mp4"));
    env.put("V/b.mts", &packets);
    env.put("V/c.mov", b"");
    for args in [&["V"][..], &["check", "V"], &["check", "V", "-v"], &["V", "-n", "-v"]] {
        let ran = env.untrace(args).said();
        assert!(
            ran.contains(if args.contains(&"-n") { "1 video already has its clean copy, 1 does not" } else { "2 videos" }),
            "{ran}"
        );
        let allowed = ran.replace("the name of a photo or video", "");
        assert!(!allowed.contains("photo"), "{ran}");
    }
}
