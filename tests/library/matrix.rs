//! Every fixture ends as its manifest says.

use untrace::outcome::{FileReport, Outcome};

use crate::common::{bytes, clean, clean_bytes, fixtures, manifest, taken_through};

fn word(report: &FileReport) -> &'static str {
    match report.outcome {
        Outcome::Cleaned => "cleaned",
        Outcome::AlreadyClean => "already-clean",
        Outcome::UpToDate => "up-to-date",
        Outcome::Refused(_) => "refused",
        Outcome::Failed(_) => "failed",
        Outcome::Skipped(_) => "skipped",
    }
}

#[test]
fn every_fixture_ends_as_its_manifest_says() {
    let entries = manifest();
    assert!(entries.len() > 200);
    for entry in entries {
        let (report, copy) = clean(&fixtures().join(&entry.path));
        assert_eq!(word(&report), entry.outcome, "{}: {:?}", entry.path, report.outcome);
        assert_eq!(copy.is_some(), entry.outcome != "refused", "{}", entry.path);
        for category in &entry.removes {
            let found = report.removed.iter().any(|finding| finding.category.word() == category);
            assert!(found, "{}: no {category} in {:?}", entry.path, report.removed);
        }
    }
}

#[test]
fn no_planted_word_stands_in_a_copy() {
    let mut planted = 0;
    for entry in manifest() {
        let original = bytes(&entry);
        let Some(copy) = clean(&fixtures().join(&entry.path)).1 else { continue };
        for plant in &entry.plants {
            assert!(memchr::memmem::find(&original, plant.as_bytes()).is_some(), "{}: {plant} was never there", entry.path);
            assert!(memchr::memmem::find(&copy, plant.as_bytes()).is_none(), "{}: {plant} is still there", entry.path);
            planted += 1;
        }
    }
    assert!(planted > 200, "{planted}");
}

#[test]
fn cleaning_a_copy_again_changes_nothing() {
    for entry in manifest() {
        let Some(copy) = clean(&fixtures().join(&entry.path)).1 else { continue };
        let (report, again) = clean_bytes(&copy, &entry.path.replace('/', "-"));
        assert!(matches!(report.outcome, Outcome::AlreadyClean), "{}: {:?}", entry.path, report.outcome);
        assert!(report.removed.is_empty(), "{}: {:?}", entry.path, report.removed);
        assert!(again == Some(copy), "{}", entry.path);
    }
}

#[test]
fn what_a_fixture_keeps_is_in_its_copy() {
    for entry in manifest() {
        let Some(copy) = clean(&fixtures().join(&entry.path)).1 else { continue };
        let holds = |needle: &[u8]| memchr::memmem::find(&copy, needle).is_some();
        for kept in &entry.keeps {
            let there = match kept.as_str() {
                "orientation" if ["tif", "dng"].iter().any(|extension| entry.path.ends_with(extension)) => {
                    holds(b"\x12\x01\x03\0\x01\0\0\0")
                        || [&b"\x01\x12\0\x03\0\0\0\x01"[..], b"\x01\x12\0\x03\0\0\0\0\0\0\0\x01"].into_iter().any(holds)
                }
                "orientation" => holds(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"),
                "icc" => [&b"ICC_PROFILE\0"[..], b"iCCPicc\0", b"ICCP", b"ICCRGBG1012", b"acsp"].into_iter().any(holds),
                "animation" => holds(b"acTL") && holds(b"fdAT") || holds(b"ANIM") && holds(b"ANMF") || holds(b"NETSCAPE2.0"),
                // A matrix that turns by 90 degrees, one way or the other.
                "rotation" => {
                    holds(&[0, 1, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]) || holds(&[0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
                }
                "density" => holds(b"JFIF\0") || holds(b"pHYs"),
                other => panic!("{other}"),
            };
            assert!(there, "{}: {kept}", entry.path);
        }
    }
}

/// Six letters that stand in the standard's tables, or in a signature, are no leftover of a comment.
#[test]
fn a_comment_that_tables_hold_by_chance_does_not_refuse_a_copy() {
    let jpeg = std::fs::read(fixtures().join("jpeg/baseline-standard-tables.jpg")).unwrap();
    for word in [&b"456789"[..], b"CDEFGHIJ"] {
        let comment = [&[0xFF, 0xFE, 0, u8::try_from(word.len() + 2).unwrap()], word].concat();
        assert!(memchr::memmem::find(&jpeg, word).is_some());
        let (report, copy) = clean_bytes(&[&jpeg[..2], &comment, &jpeg[2..]].concat(), "comment.jpg");
        assert!(copy.is_some(), "{:?}", report.outcome);
    }
    let gif = std::fs::read(fixtures().join("gif/animated.gif")).unwrap();
    let colours = 13 + (3 << ((gif[10] & 7) + 1));
    let (screen, rest) = gif.split_at(colours);
    let (report, copy) = clean_bytes(&[screen, b"!\xFE\x06GIF89a\0", rest].concat(), "comment.gif");
    assert!(copy.is_some(), "{:?}", report.outcome);
}

#[test]
fn the_phone_export_is_cleaned_whole() {
    let output = tempfile::tempdir().unwrap();
    let request = untrace::discover::Request {
        paths: vec![fixtures().join("phone-export")],
        output: Some(output.path().join("out")),
        ..Default::default()
    };
    let mut copies = 0;
    let discovered = untrace::discover::for_cleaning(&request, |_| true).unwrap();
    taken_through(discovered, &Default::default(), |report| match report.outcome {
        Outcome::Cleaned | Outcome::AlreadyClean => copies += 1,
        Outcome::Skipped(_) => {}
        other => panic!("{}: {other:?}", report.source.display()),
    });
    assert!(copies >= 8, "{copies}");
}
