//! Files are told by content, never by name; what is no photo is not copied; what cannot be cleaned is refused.

use untrace_core::model::FormatKind;

use crate::env::{Env, clean_photo, fixture, photo};

/// The first bytes of formats that cannot be cleaned yet, each followed by more.
fn unsupported() -> Vec<(&'static str, Vec<u8>)> {
    let boxed = |brand: &[u8]| [b"\0\0\0\x18ftyp", brand, b"\0\0\0\0", brand, b"mif1", &[0; 64]].concat();
    let all = vec![
        ("GIF", fixture("hostile/gif-named.jpg")),
        ("HEIF", boxed(b"heic")),
        ("AVIF", boxed(b"avif")),
        ("MP4", boxed(b"isom")),
        ("MP4", boxed(b"mp42")),
        ("QuickTime", boxed(b"qt  ")),
        ("WebP", [b"RIFF\x2C\0\0\0WEBPVP8 ", &[0; 64][..]].concat()),
        ("TIFF", [b"II*\0\x08\0\0\0", &[0; 64][..]].concat()),
        ("TIFF", [b"MM\0*\0\0\0\x08", &[0; 64][..]].concat()),
        ("JPEG XL", [b"\0\0\0\x0CJXL \r\n\x87\n", &[0; 64][..]].concat()),
        ("BMP", [b"BM\x7A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0", &[0; 92][..]].concat()),
    ];
    all.into_iter().filter(|(name, _)| FormatKind::ALL.iter().all(|kind| kind.name() != *name)).collect()
}

#[test]
fn formats_that_cannot_be_cleaned_are_refused_whatever_their_names_are() {
    for (format, bytes) in unsupported() {
        let env = Env::with_photos(&["P/z.jpg"]);
        let names = ["P/a.jpg", "P/a.heic", "P/a.txt", "P/a.json", "P/a"];
        names.iter().for_each(|name| env.put(name, &bytes));
        let ran = env.untrace(["P", "--json"]).exits(1).writes(&["P-clean/z.jpg"]);
        for name in names {
            assert_eq!(ran.fate(name), ("refused", Some("unsupported-format")), "{format} as {name}");
            assert_eq!(ran.file(name)["format"], format);
        }
        let text = env.untrace(["check", "P/a.heic"]).exits(1).said();
        assert!(text.contains("P/a.heic is ") && text.contains(&format!("in {format} format")), "{text}");
    }
}

/// What each sort of file that is not cleaned has to become first.
#[test]
fn a_refusal_says_what_to_do_first() {
    let packets = [&b"G"[..], &[1; 187], b"G", &[1; 187], b"G", &[1; 187]].concat();
    for (name, bytes, advice) in [
        (
            "a.cr2",
            &b"II*\0\x10\0\0\0CR\x02\0"[..],
            "is a raw photo in CR2 format, which untrace cannot clean; not copied. Export it as JPEG first.",
        ),
        (
            "a.tif",
            &fixture("hostile/raw-named.tif"),
            "is a raw photo in NEF format, which untrace cannot clean; not copied. Export it as JPEG first.",
        ),
        ("a.raf", b"FUJIFILMCCD-RAW 0201", "Export it as JPEG first."),
        ("a.psd", b"8BPS\0\x01", "Export it as JPEG or PNG first."),
        ("a.mkv", b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x23matroska", "Convert it to MP4, then clean the MP4."),
        (
            "a.ts",
            &packets,
            "Convert it to MP4 with re-encoding (just copying the streams keeps date and place), then clean the MP4.",
        ),
        ("a.pdf", b"%PDF-1.7", "Export what you want to show as JPEG or PNG first."),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Export what you want to show as JPEG or PNG first."),
        (
            "a.livp",
            &fixture("hostile/takeout.livp"),
            "is an archive in ZIP format; not copied. Unpack it first, then clean what is in it.",
        ),
    ] {
        let env = Env::new();
        env.put(name, bytes);
        let text = env.untrace([name]).exits(1).said();
        assert!(text.contains(advice), "{name}: {text}");
    }
}

#[test]
fn photos_are_cleaned_whatever_their_names_are() {
    let env = Env::new();
    let names = ["a.jpg", "a.txt", "a.json", "a.png", "a.mp4", "a.aae", "a"];
    names.iter().for_each(|name| env.put(format!("P/{name}"), &photo()));
    let ran = env.untrace(["P", "--json"]).exits(0);
    for name in names {
        assert_eq!(ran.fate(&format!("P/{name}")), ("cleaned", None));
        assert_eq!(ran.file(&format!("P/{name}"))["format"], "JPEG");
        assert!(env.has(&format!("P-clean/{name}")), "{name} keeps its name");
    }
}

#[test]
fn a_wrong_extension_is_reported() {
    let env = Env::new();
    env.put("P/a.jpg", &fixture("jpeg/really-a-png.jpg"));
    env.put("P/b.png", &fixture("png/really-a-jpeg.png"));
    for name in ["c.jpg", "d.JPEG", "e.JPG"] {
        env.put(format!("P/{name}"), &clean_photo());
    }
    for args in [&["P", "--json"][..], &["check", "P", "--json"]] {
        let ran = env.untrace(args);
        for (name, misnamed) in
            [("a.jpg", Some("png")), ("b.png", Some("jpg")), ("c.jpg", None), ("d.JPEG", None), ("e.JPG", None)]
        {
            assert_eq!(ran.file(&format!("P/{name}"))["misnamed"].as_str(), misnamed, "{name}");
        }
    }
    for args in [&["P"][..], &["check", "P"]] {
        let text = env.untrace(args).stdout;
        assert_eq!(text.lines().filter(|line| line.contains("2 files have the wrong extension")).count(), 1, "{text}");
    }
    assert!(env.has("P-clean/a.jpg") && env.has("P-clean/b.png"), "names stay");
}

#[test]
fn the_name_of_a_photo_with_other_content_is_refused() {
    for bytes in [&b""[..], b"\0", b"dear diary", b"\xFF\xD8", b"\x89PNG\r\n", b"{\"title\": \"a.jpg\"}", &[0; 4096], b"OggS\0"] {
        let env = Env::with_photos(&["P/z.jpg"]);
        let names =
            ["a.jpg", "a.JPG", "a.jpeg", "a.png", "a.heic", "a.HEIF", "a.webp", "a.gif", "a.mp4", "a.MOV", "a.dng", "a.tiff"];
        names.iter().for_each(|name| env.put(format!("P/{name}"), bytes));
        let ran = env.untrace(["P", "--json"]).exits(1);
        assert_eq!(ran.summary()["refused"], ran.files().count() - 1, "{bytes:?}");
        for line in ran.files().filter(|line| line["outcome"] == "refused") {
            assert_eq!(line["reason"], "unrecognised", "{bytes:?} as {}", line["source"]);
        }
        ran.writes(&["P-clean/z.jpg"]);
        env.untrace(["check", "P"]).exits(3);
        env.untrace(["check", "P/a.jpg"]).exits(1);
    }
}

#[test]
fn what_is_no_photo_is_counted_and_not_copied() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (name, bytes) in [
        ("notes.txt", &b"dear diary"[..]),
        ("empty", b""),
        ("x/report.docx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml"),
        ("Thumbs.db", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("x/y/song.mp3", b"ID3\x04\0"),
    ] {
        env.put(format!("P/{name}"), bytes);
    }
    let ran = env.untrace(["P", "--json"]).exits(0).writes(&["P-clean/a.jpg"]);
    for name in ["notes.txt", "empty", "x/report.docx", "Thumbs.db", "x/y/song.mp3"] {
        assert_eq!(ran.fate(&format!("P/{name}")), ("skipped", Some("not-media")), "{name}");
    }
    let text = env.untrace(["P"]).exits(0).stdout;
    assert!(text.contains("5 other files were left out: not photos or videos."), "{text}");
}

#[test]
fn sidecars_are_named_as_such() {
    let env = Env::with_photos(&["P/a.jpg"]);
    for (name, bytes) in [
        ("a.jpg.json", &b"{\"geoData\": {}}"[..]),
        ("a.AAE", b"<?xml version=\"1.0\"?>"),
        ("a.aae", b""),
        ("a.xmp", b"<x:xmpmeta/>"),
        ("a.JSON", b"{}"),
        ("._a.jpg", b"\0\x05\x16\x07\0\x02\0\0Mac OS X        "),
    ] {
        env.put(format!("P/{name}"), bytes);
    }
    for more in [&[][..], &["--hidden"]] {
        let ran = env.untrace([&["P", "--json"], more].concat()).exits(0);
        for name in ["a.jpg.json", "a.AAE", "a.aae", "a.xmp", "a.JSON", "._a.jpg"] {
            assert_eq!(ran.fate(&format!("P/{name}")), ("skipped", Some("sidecar")), "{name}");
        }
    }
    assert_eq!(std::fs::read_dir(env.path("P-clean")).unwrap().count(), 1);
    let text = env.untrace(["P"]).exits(0).stdout;
    assert_eq!(
        text.lines()
            .filter(|line| line.contains("6 companion files (Google .json, Apple .aae, .xmp, ._*) were not copied"))
            .count(),
        1,
        "{text}"
    );
}

/// Even if what is in it is a whole photo.
#[test]
fn what_macs_leave_in_folders_never_gets_a_copy() {
    let env = Env::with_photos(&["P/a.jpg", "P/._a.jpg", "P/x/._b.heic"]);
    env.put("P/.DS_Store", b"\0\0\0\x01Bud1");
    for args in [&["P"][..], &["P", "--hidden", "-o", "all"], &["P", "--hidden", "--rename", "-o", "new"]] {
        let written = env.untrace(args).exits(0);
        assert!(written.said().contains("1 clean copy"), "{args:?}");
    }
    assert!(!env.has("P-clean/x") && !env.has("all/.DS_Store") && !env.has("all/._a.jpg"));
}

#[test]
fn a_text_that_begins_like_a_video_or_a_picture_is_a_text() {
    for text in [
        "The free museums of Paris",
        "The wide road home",
        "May skip Monday",
        "BMW service book",
        "I liked WEBP better",
        "A short AVI primer, and more",
        "BMW",
        "BMI\n",
        "BMW für die Familie",
        "ça free wifi",
        "ça mdat",
        "\u{feff}BM",
    ] {
        let env = Env::with_photos(&["P/a.jpg"]);
        env.put("P/notes.txt", text.as_bytes());
        let ran = env.untrace(["P", "--json"]);
        assert_eq!(ran.fate("P/notes.txt"), ("skipped", Some("not-media")), "{text}");
        ran.exits(0);
    }
}
