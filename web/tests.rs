//! What comes out for a file, with copies in memory instead of a browser's.

use std::fs;
use std::path::{Path, PathBuf};

use untrace_core::base::ReadAt;
use untrace_core::model::FormatKind;
use untrace_core::{EditList, Error, Options};

use crate::examined::{Examined, Outcome};
use crate::look::{Writer, clean};
use crate::previews::{Pixels, coded, compared};

/// A file in memory, and where its copies are written.
#[derive(Debug)]
struct Memory<'a>(&'a [u8]);

impl Writer for Memory<'_> {
    type Copy = Vec<u8>;

    fn write(
        &self,
        edits: &EditList,
        _: FormatKind,
        believed: &dyn Fn(&dyn ReadAt) -> Result<(), Error>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let copy = edits.apply(self.0).unwrap();
        believed(&copy.as_slice())?;
        Ok(Some(copy))
    }
}

/// Never writes anything.
#[derive(Debug)]
struct Full;

impl Writer for Full {
    type Copy = ();

    fn write(&self, _: &EditList, _: FormatKind, _: &dyn Fn(&dyn ReadAt) -> Result<(), Error>) -> Result<Option<()>, Error> {
        Ok(None)
    }
}

fn examined(name: &str, bytes: &[u8]) -> (Examined, Option<Vec<u8>>) {
    clean(&bytes, name, &Memory(bytes))
}

fn fixtures(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fixtures(&path, found);
        } else if path.extension().is_some_and(|extension| extension != "py" && extension != "rs") {
            found.push(path);
        }
    }
}

#[test]
fn copies_are_those_of_the_core_and_nothing_else_is_called_clean() {
    let mut found = Vec::new();
    fixtures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures"), &mut found);
    let mut copies = 0;
    for path in found {
        let bytes = fs::read(&path).unwrap();
        let (examined, copy) = examined(&path.file_name().unwrap().to_string_lossy(), &bytes);
        let cleaned = untrace_core::clean(&bytes, &Options::default());
        assert_eq!(copy, cleaned.ok().map(|cleaned| cleaned.bytes), "{}", path.display());
        let is_clean = matches!(examined.outcome, Outcome::Cleaned | Outcome::AlreadyClean);
        assert_eq!(is_clean, copy.is_some(), "{}", path.display());
        assert_eq!(examined.outcome == Outcome::AlreadyClean, copy.as_deref() == Some(bytes.as_slice()), "{}", path.display());
        for said in examined.said.values() {
            assert_eq!(said.refusal.is_some(), examined.outcome == Outcome::Refused, "{}", path.display());
        }
        copies += usize::from(is_clean);
    }
    assert!(copies > 400, "{copies}");
}

#[test]
fn what_a_photo_says_is_said_in_every_language() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/phone-export/DCIM/Camera/IMG_20240512_170312.jpg");
    let (examined, _) = examined("IMG_20240512_170312.jpg", &fs::read(path).unwrap());
    let labels = |language: &str| examined.said[language].told.iter().map(|subject| subject.label).collect::<Vec<_>>();
    assert!(labels("en").starts_with(&["where", "when"]) && labels("fr").starts_with(&["où", "quand"]), "{examined:?}");
    assert!(examined.place.is_some() && examined.taken.is_some(), "{examined:?}");
}

/// Part of a picture that a crop hides is in the copy, too, and its card says so.
#[test]
fn what_a_crop_hides_is_still_said_of_the_copy() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/heif/turned.heic");
    let mut photo = fs::read(path).unwrap();
    for (kind, numbers) in [(b"ispe", &[0, 4000, 3000][..]), (b"clap", &[1200, 1, 900, 1])] {
        let at = photo.windows(4).position(|window| window == kind).unwrap() + 4;
        let numbers: Vec<u8> = numbers.iter().flat_map(|number: &u32| number.to_be_bytes()).collect();
        photo[at..at + numbers.len()].copy_from_slice(&numbers);
    }
    let (examined, copy) = examined("IMG_1.heic", &photo);
    assert!(copy.is_some());
    for (language, label) in [("en", "crop"), ("fr", "recadrage")] {
        let [subject] = examined.said[language].still.as_slice() else { panic!("{examined:?}") };
        assert_eq!((subject.category, subject.label, subject.lines.len()), ("preview", label, 1));
        assert!(subject.lines[0].contains("3000"), "{subject:?}");
    }
}

#[test]
fn what_is_no_photo_is_passed_over_unless_its_name_promises_one() {
    let outcome = |name: &str, bytes: &[u8]| examined(name, bytes).0.outcome;
    assert_eq!(outcome("notes.txt", b"Nora, Wednesday, 17:00"), Outcome::NotMedia);
    assert_eq!(outcome("notes.jpg", b"Nora, Wednesday, 17:00"), Outcome::Refused);
    assert_eq!(outcome("IMG_1.jpg", b""), Outcome::Refused);
    assert_eq!(outcome("letter.pdf", b"%PDF-1.7\n"), Outcome::NotMedia);
}

#[test]
fn a_refusal_names_the_file_and_nothing_in_its_name_steers() {
    let (examined, _) = examined("IMG\u{202e}gpj.jpg", b"\xFF\xD8\xFF\xE0");
    let said = examined.said["en"].refusal.clone().unwrap();
    assert!(said.starts_with("IMG\\u{202e}gpj.jpg ") && said.contains("; not copied. "), "{said}");
}

#[test]
fn a_copy_that_cannot_be_written_is_none() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/phone-export/DCIM/Camera/IMG_20240512_170312.jpg");
    let bytes = fs::read(path).unwrap();
    let (examined, copy) = clean(&bytes.as_slice(), "IMG_20240512_170312.jpg", &Full);
    assert!(examined.outcome == Outcome::Refused && copy.is_none() && examined.said["en"].refusal.is_some());
}

#[test]
fn a_preview_of_more_than_the_picture_is_told() {
    // Waves of different lengths: no part of them is like another.
    let scene = |x: f64, y: f64| (x / 7.0).sin() + (y / 11.0).cos() + ((x + y) / 31.0).sin() + ((x * y) / 900.0).cos();
    let taken = |left: u32, top: u32, width: u32, height: u32, step: f64| -> Vec<u8> {
        let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let light = points.map(|(x, y)| scene(f64::from(left) + f64::from(x) * step, f64::from(top) + f64::from(y) * step));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
        light.map(|light| (light * 31.0 + 127.0) as u8).flat_map(|light| [light, light, light, 255]).collect()
    };
    let whole = taken(0, 0, 160, 120, 4.0);
    let (picture, part) = (taken(0, 0, 640, 480, 1.0), taken(300, 200, 320, 240, 1.0));
    let preview = Pixels { width: 160, bytes: &whole };
    let shows = |picture: &[u8], width| compared(Pixels { width, bytes: picture }, preview).shows;
    assert_eq!(shows(&picture, 640), "same");
    assert_eq!(shows(&part, 320), "cropped-away");
    assert_eq!(shows(&[], 0), "unknown");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/phone-export/DCIM/Camera/IMG_20240512_170312.jpg");
    let photo = fs::read(path).unwrap();
    assert!(coded(&photo.as_slice()).iter().any(|bytes| bytes.starts_with(b"\xFF\xD8")));
}
