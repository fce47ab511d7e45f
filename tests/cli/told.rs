//! What `check` says to a person: words, one screen, and the command that comes next.

use crate::env::{Env, clean_photo, commented, fixture, photo};
use crate::outside::on_a_terminal;

/// A field of the GPS directory: tag, type, count, value in four bytes.
type Entry = (u16, u16, u32, [u8; 4]);

/// A photo with an empty Artist, and these GPS fields; where one counts fractions, its value is `1723/10`.
fn with_gps(entries: &[Entry]) -> Vec<u8> {
    const GPS: u32 = 8 + 2 + 2 * 12 + 4;
    let behind = GPS + 2 + u32::try_from(entries.len()).unwrap() * 12 + 4;
    let entry = |(tag, kind, count, value): Entry| {
        let value = if kind == 5 { behind.to_le_bytes() } else { value };
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let directory = |entries: &[Entry]| {
        let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
        let entries: Vec<u8> = entries.iter().copied().flat_map(entry).collect();
        [&count[..], &entries, &[0; 4]].concat()
    };
    let first = directory(&[(0x013B, 2, 1, [0; 4]), (0x8825, 4, 1, GPS.to_le_bytes())]);
    let fraction = [1723_u32.to_le_bytes(), 10_u32.to_le_bytes()].concat();
    let fraction = if entries.iter().any(|(_, kind, ..)| *kind == 5) { fraction } else { Vec::new() };
    let block = [b"Exif\0\0II*\0\x08\0\0\0", &first[..], &directory(entries), &fraction].concat();
    let len = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    let plain = clean_photo();
    [&plain[..2], &[0xFF, 0xE1], &len, &block, &plain[2..]].concat()
}

const VERSION: Entry = (0x0000, 1, 4, [2, 3, 0, 0]);
const HEIGHT_IS_ABOVE: Entry = (0x0005, 1, 1, [0; 4]);
const FROM_NORTH: Entry = (0x0010, 2, 2, *b"T\0\0\0");
const DIRECTION: Entry = (0x0011, 5, 1, [0; 4]);

/// The version of the GPS tags was a "where", an empty Artist a "who".
#[test]
fn empty_fields_and_versions_are_no_findings_and_go_all_the_same() {
    let env = Env::new();
    env.put("a.jpg", &with_gps(&[VERSION, HEIGHT_IS_ABOVE]));
    let ran = env.untrace(["check", "a.jpg", "--json"]).exits(0);
    assert_eq!(ran.file("a.jpg")["removed"], serde_json::json!([]));
    assert!(env.untrace(["check", "a.jpg"]).exits(0).stdout.contains("Nothing found."));
    env.untrace(["a.jpg"]).exits(0).writes(&["a-clean.jpg"]);
    assert_eq!(env.read("a-clean.jpg"), clean_photo());
}

#[test]
fn a_direction_is_told_in_words_and_is_no_place() {
    let env = Env::new();
    env.put("a.jpg", &with_gps(&[VERSION, FROM_NORTH, DIRECTION]));
    env.untrace(["check", "a.jpg", "--fail-on", "location"]).exits(0);
    let text = env.untrace(["check", "a.jpg"]).exits(3).stdout;
    assert!(text.contains("camera           facing 172.3\u{b0} from north"), "{text}");
    assert!(!text.contains("where"), "{text}");
}

/// A copy that was to keep its date was said to be unfit for posting.
#[test]
fn what_the_copies_were_to_keep_does_not_count() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("phone-export/DCIM/100APPLE/IMG_0417.JPG"));
    env.untrace(["P", "--keep", "date"]).exits(0);
    env.untrace(["check", "P-clean"]).exits(3);
    let ran = env.untrace(["check", "P-clean", "--keep", "date"]).exits(0);
    assert!(
        ran.stdout.contains("when ") && ran.stdout.contains("Nothing found except what may stay (--keep date)."),
        "{}",
        ran.stdout
    );
    let json = env.untrace(["check", "P-clean", "--keep", "date", "--json"]).exits(0);
    assert_eq!((&json.summary()["telling"], &json.summary()["categories"]["date"]), (&1.into(), &1.into()));
    // Anything else counts, and so does a file beside the photos.
    let more = env.untrace(["check", "P", "--keep", "date,camera"]).exits(3).stdout;
    assert!(
        more.contains("1 photo should not be posted as it is. To make clean copies:\n  untrace P --keep date,camera"),
        "{more}"
    );
    env.put("P-clean/a.jpg.json", br#"{"title": "a.jpg", "photoTakenTime": {"timestamp": "1715526192"}}"#);
    env.untrace(["check", "P-clean", "--keep", "date"]).exits(3);
    env.untrace(["check", "P-clean", "--keep", "preview"]).exits(2);
}

#[test]
fn the_last_line_is_the_command_to_run() {
    for (paths, more) in
        [(&["P"][..], ""), (&["Nora's photos"], ""), (&["-x"], ""), (&["check"], ""), (&["a b", "c.jpg"], "--hidden")]
    {
        let env = Env::new();
        for path in paths {
            env.put(if path.contains('.') { (*path).to_owned() } else { format!("{path}/a.jpg") }, &photo());
        }
        let args = ["check"].iter().chain((!more.is_empty()).then_some(&more)).chain(&["--"]).chain(paths);
        let ran = env.untrace(args).exits(3);
        let command = ran.stdout.lines().rfind(|line| line.starts_with("  untrace ")).unwrap_or_default().trim();
        let command = command.strip_prefix("untrace ").unwrap_or_else(|| panic!("{command}"));
        assert!(command.ends_with(more), "{command}");
        env.shell(&format!("\"$UNTRACE\" {command}")).exits(0);
        for path in paths {
            let copy = path.strip_suffix(".jpg").map_or(format!("{path}-clean/a.jpg"), |stem| format!("{stem}-clean.jpg"));
            assert!(env.has(&copy), "{copy}");
        }
    }
}

/// Where it cannot be typed, nothing is made up.
#[test]
fn a_command_that_nobody_can_type_is_not_shown() {
    let env = Env::with_photos(&["a\u{1b}b/c.jpg"]);
    let text = env.untrace(["check", "a\u{1b}b"]).exits(3).stdout;
    assert!(text.contains("1 photo should not be posted as it is. `untrace` makes clean copies.\n"), "{text}");
}

#[test]
fn that_previews_were_not_compared_is_said_once() {
    let env = Env::new();
    let heic = fixture("phone-export/DCIM/100APPLE/IMG_4127.HEIC");
    (0..2).for_each(|number| env.put(format!("P/{number}.heic"), &heic));
    let text = env.untrace(["check", "P"]).exits(3).stdout;
    assert_eq!(text.matches("not compared").count(), 1, "{text}");
    assert_eq!(text.matches("  previews         a small preview\n").count(), 2, "{text}");
}

#[test]
fn a_report_of_many_photos_fits_on_a_screen() {
    let env = Env::with_phone_export();
    (0..300).for_each(|number| env.put(format!("P/many/{number:03}.jpg"), &photo()));
    (0..20).for_each(|number| env.put(format!("P/many/b{number:03}.jpg"), &commented(&format!("a small secret, {number}"))));
    let Some(ran) = on_a_terminal(&env, "stty cols 80 rows 40; exec \"$UNTRACE\" check P 2>/dev/null", &[]) else { return };
    let text = ran.exits(3).stdout;
    assert!(text.lines().count() <= 40, "{} lines: {text}", text.lines().count());
    assert!(text.contains("untrace P"), "{text}");
}

#[test]
fn a_wrong_extension_is_named() {
    let env = Env::new();
    (0..5).for_each(|number| env.put(format!("P/{number}.png"), &photo()));
    let note = |paths: &[&str]| {
        let text = env.untrace(["check"].iter().chain(paths)).exits(3).stdout;
        text.lines().find(|line| line.contains("wrong extension")).unwrap_or_else(|| panic!("{text}")).to_owned()
    };
    assert!(note(&["P/0.png"]).starts_with("1 file has the wrong extension: 0.png is JPEG. Add --fix-extension"));
    assert!(note(&["P/0.png", "P/1.png"]).starts_with("2 files have the wrong extension: 0.png is JPEG and 1.png is JPEG."));
    assert!(note(&["P"]).starts_with("5 files have the wrong extension (0.png is JPEG, for example)."));
}
