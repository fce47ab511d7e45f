//! Verification bites: whatever a writer forgets, the copy is refused.

use std::collections::BTreeSet;

use untrace::outcome::{Outcome, Refusal};
use untrace_core::base::{Input, Span};
use untrace_core::containers::png;
use untrace_core::edit::{Edit, EditList, Patch};
use untrace_core::formats::{AnyScan, Planned};
use untrace_core::model::Keep;
use untrace_core::verify::{Depth, Doubt, Original, asks, decoded, verify};

use crate::common::{bytes, clean_bytes, fixtures, manifest, scan};

/// A file, what becomes of it, and its copy.
struct Case {
    name: String,
    bytes: Vec<u8>,
    scan: AnyScan,
    planned: Planned,
    copy: Vec<u8>,
}

impl Case {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let scan = scan(&bytes).unwrap_or_else(|| panic!("{name}: no format")).unwrap();
        let input = Input::from_bytes(&bytes);
        let scan = if asks(&input, &scan).unwrap() { decoded(&input, scan).unwrap() } else { scan };
        let planned = scan.plan(Keep::NOTHING).unwrap();
        let copy = planned.edits.apply(&bytes).unwrap();
        let case = Self { name: name.to_owned(), bytes, scan, planned, copy };
        // Or else it would be no wonder that copies with a mistake are refused.
        assert!(case.judge(&case.copy).is_ok(), "{name}: {:?}", case.judge(&case.copy));
        case
    }

    fn fixture(path: &str) -> Self {
        Self::new(path, std::fs::read(fixtures().join(path)).unwrap())
    }

    fn judge(&self, copy: &[u8]) -> Result<(), Doubt> {
        let input = Input::from_bytes(&self.bytes);
        verify(&Original::new(&input, &self.scan), &Input::from_bytes(copy), Depth::Always)
    }

    #[track_caller]
    fn refuses(&self, copy: &[u8], mistake: &str) {
        assert!(self.judge(copy).is_err(), "{}: {mistake}", self.name);
    }

    fn edits(&self) -> &[Edit] {
        self.planned.edits.edits()
    }

    /// What other edits make of the file.
    fn written(&self, edits: Vec<Edit>) -> Vec<u8> {
        EditList::new(edits, self.bytes.len() as u64).unwrap().apply(&self.bytes).unwrap()
    }

    /// Leaves the edit of this number out.
    fn forgetting_one(&self, number: usize) -> Vec<u8> {
        let mut others = self.edits().to_vec();
        others.remove(number);
        self.written(others)
    }

    /// Fills all but the last byte that changes, as who counts wrongly by one does.
    fn forgetting_the_end(&self, number: usize) -> Vec<u8> {
        let mut shorter = self.edits().to_vec();
        let Edit { span, patch: Patch::Fill(fill) } = &mut shorter[number] else { return self.copy.clone() };
        let held = &self.bytes[span.start as usize..span.end() as usize];
        let Some(last) = held.iter().rposition(|byte| byte != fill) else { return self.copy.clone() };
        *span = Span::between(span.start, span.start + last as u64);
        self.written(shorter)
    }

    /// Writes every fresh value with its last byte changed.
    fn careless(&self) -> Vec<u8> {
        let mut changed = self.edits().to_vec();
        for edit in &mut changed {
            if let Patch::Bytes(bytes) = &mut edit.patch
                && let Some(last) = bytes.last_mut()
            {
                *last ^= 0x55;
            }
        }
        self.written(changed)
    }

    /// Adds what a later stage might leave behind.
    fn talkative(&self) -> Vec<u8> {
        [&self.copy[..], b"Rue-du-Secret-17"].concat()
    }

    /// Changes one byte in the middle of the picture.
    fn clumsy(&self) -> Vec<u8> {
        let mut copy = self.copy.clone();
        let middle = copy.len() / 2;
        copy[middle] ^= 1;
        copy
    }

    /// The extension and the categories of all that goes.
    fn removed(&self) -> impl Iterator<Item = (String, &'static str)> {
        let (_, extension) = self.name.rsplit_once('.').unwrap();
        self.planned.removed.iter().map(|finding| (extension.to_owned(), finding.category.word()))
    }
}

/// Every fixture that something is taken out of.
fn cases() -> impl Iterator<Item = Case> {
    let cleaned = manifest().into_iter().filter(|entry| entry.outcome == "cleaned");
    cleaned.map(|entry| Case::new(&entry.path, bytes(&entry)))
}

/// The Exif block of a JPEG, thumbnail and all, as a chunk of a PNG.
fn png_with_exif_of(jpeg: &str) -> Vec<u8> {
    let jpeg = std::fs::read(fixtures().join("jpeg").join(jpeg)).unwrap();
    let exif = memchr::memmem::find(&jpeg, b"Exif\0\0").unwrap();
    let len = usize::from(u16::from_be_bytes([jpeg[exif - 2], jpeg[exif - 1]])) - 2;
    let chunk = png::compose(*b"eXIf", &jpeg[exif + 6..exif + len]);
    let mut png = std::fs::read(fixtures().join("png/rgb.png")).unwrap();
    let behind_header = 8 + 25;
    png.splice(behind_header..behind_header, chunk);
    png
}

#[test]
fn a_copy_that_is_the_original_is_refused_in_each_category_and_format() {
    let with_exif = ["exif-thumbnail.jpg", "exif-serial-numbers.jpg"].map(|jpeg| Case::new("exif.png", png_with_exif_of(jpeg)));
    let mut seen = BTreeSet::new();
    for case in cases().chain(with_exif) {
        case.refuses(&case.bytes, "the original");
        seen.extend(case.removed());
    }
    let categories = ["location", "date", "camera", "people", "text", "software", "preview", "id", "other"];
    for format in ["jpg", "png", "webp", "gif"] {
        for category in categories {
            assert!(seen.contains(&(format.to_owned(), category)), "no fixture for {category} in {format}");
        }
    }
    for format in ["jpg", "webp", "gif"] {
        assert!(seen.contains(&(format.to_owned(), "motion")), "no fixture for motion in {format}");
    }
}

#[test]
fn a_copy_with_one_thing_forgotten_is_refused_whatever_it_is() {
    let mut edits = 0;
    for case in cases() {
        for (number, forgotten) in case.edits().iter().enumerate() {
            let copy = case.forgetting_one(number);
            if copy == case.copy {
                continue;
            }
            case.refuses(&copy, &format!("{forgotten:?}"));
            let copy = case.forgetting_the_end(number);
            if copy != case.copy {
                case.refuses(&copy, &format!("the end of {forgotten:?}"));
            }
            edits += 1;
        }
    }
    assert!(edits > 200, "{edits}");
}

#[test]
fn a_copy_with_something_added_or_changed_is_refused() {
    for case in cases() {
        case.refuses(&case.talkative(), "talkative");
        case.refuses(&case.clumsy(), "clumsy");
    }
    for path in [
        "jpeg/exif-orientation-6.jpg",
        "png/exif-orientation-6.png",
        "webp/exif.webp",
        "webp/icc.webp",
        "gif/animated-buffered.gif",
    ] {
        if fixtures().join(path).exists() {
            let case = Case::fixture(path);
            case.refuses(&case.careless(), "careless");
        }
    }
}

/// All the way: a text that goes, and that the colours of a palette spell as well.
#[test]
fn a_copy_that_is_not_believed_gets_no_name() {
    let header = png::compose(*b"IHDR", &[0, 0, 0, 4, 0, 0, 0, 1, 8, 3, 0, 0, 0]);
    let palette = png::compose(*b"PLTE", b"Nora Petit..");
    // A point of each colour, stored.
    let data = png::compose(*b"IDAT", b"\x78\x01\x01\x05\0\xFA\xFF\0\0\x01\x02\x03\0\x0F\0\x07");
    let text = png::compose(*b"tEXt", b"Author\0Nora Petit");
    let photo = [&png::SIGNATURE[..], &header, &palette, &text, &data, &png::compose(*b"IEND", b"")].concat();
    let (report, copy) = clean_bytes(&photo, "palette.png");
    assert_eq!((copy, report.bytes_out), (None, None));
    assert!(matches!(report.outcome, Outcome::Refused(Refusal::Verification(_))), "{:?}", report.outcome);
}
