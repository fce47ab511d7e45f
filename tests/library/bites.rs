//! Verification bites: whatever a writer forgets, the copy is refused and gets no name.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;

use untrace::edit::{EditList, Patch, Piece};
use untrace::error::Error;
use untrace::run::{Options, Outcome, Refusal, Writer};
use untrace::write::{Source, write};

use crate::common::{clean, clean_with, fixtures, manifest};

fn with(writer: Writer) -> Options {
    Options { writer, ..Options::default() }
}

fn as_it_was(source: &Source<'_>, _: &EditList, mut target: &File) -> Result<(), Error> {
    target.write_all(source.input.in_memory().unwrap())?;
    Ok(())
}

/// What the next writer forgets. A writer is a plain function, and runs on a thread of its own.
static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

/// Leaves the edit of this number out.
fn forgetting_one(source: &Source<'_>, edits: &EditList, target: &File) -> Result<(), Error> {
    let number = NUMBER.load(std::sync::atomic::Ordering::Relaxed);
    let mut kept = edits.edits().to_vec();
    kept.remove(number);
    write(source, &EditList::new(kept, source.input.len()).unwrap(), target)
}

/// Fills all but the last byte that held something, as who counts wrongly by one does.
fn forgetting_the_end(source: &Source<'_>, edits: &EditList, target: &File) -> Result<(), Error> {
    let number = NUMBER.load(std::sync::atomic::Ordering::Relaxed);
    let mut shorter = edits.edits().to_vec();
    let span = &mut shorter[number].span;
    let held = source.input.in_memory().unwrap();
    let last = held[span.start as usize..span.end() as usize].iter().rposition(|byte| *byte != 0).unwrap();
    *span = untrace::input::Span::between(span.start, span.start + last as u64);
    write(source, &EditList::new(shorter, source.input.len()).unwrap(), target)
}

/// What the edits make of the bytes.
fn written(bytes: &[u8], edits: &EditList) -> Vec<u8> {
    let mut copy = Vec::new();
    for piece in edits.pieces() {
        match piece {
            Piece::Kept(span) => copy.extend(&bytes[span.start as usize..span.end() as usize]),
            Piece::Written(bytes) => copy.extend(bytes),
            Piece::Filled(value, len) => copy.resize(copy.len() + len as usize, value),
        }
    }
    copy
}

/// Writes every fresh value with its last byte changed.
fn careless(source: &Source<'_>, edits: &EditList, target: &File) -> Result<(), Error> {
    let mut changed = edits.edits().to_vec();
    for edit in &mut changed {
        if let Patch::Bytes(bytes) = &mut edit.patch
            && let Some(last) = bytes.last_mut()
        {
            *last ^= 0x55;
        }
    }
    write(source, &EditList::new(changed, source.input.len()).unwrap(), target)
}

/// Adds what a later stage might leave behind.
fn talkative(source: &Source<'_>, edits: &EditList, mut target: &File) -> Result<(), Error> {
    write(source, edits, target)?;
    target.write_all(b"Rue-du-Secret-17")?;
    Ok(())
}

/// Changes one byte in the middle of the picture.
fn clumsy(source: &Source<'_>, edits: &EditList, target: &File) -> Result<(), Error> {
    write(source, edits, target)?;
    let at = target.metadata()?.len() / 2;
    let mut byte = [0];
    std::os::unix::fs::FileExt::read_exact_at(target, &mut byte, at)?;
    std::os::unix::fs::FileExt::write_all_at(target, &[byte[0] ^ 1], at)?;
    Ok(())
}

/// The Exif block of a JPEG, thumbnail and all, as a chunk of a PNG.
fn png_with_exif_of(jpeg: &str) -> Vec<u8> {
    let jpeg = std::fs::read(fixtures().join("jpeg").join(jpeg)).unwrap();
    let exif = memchr::memmem::find(&jpeg, b"Exif\0\0").unwrap();
    let len = usize::from(u16::from_be_bytes([jpeg[exif - 2], jpeg[exif - 1]])) - 2;
    let chunk = untrace::containers::png::compose(*b"eXIf", &jpeg[exif + 6..exif + len]);
    let mut png = std::fs::read(fixtures().join("png/rgb.png")).unwrap();
    let behind_header = 8 + 25;
    png.splice(behind_header..behind_header, chunk);
    png
}

fn is_refused(path: &std::path::Path, options: &Options) -> bool {
    let (report, copy) = clean_with(path, options);
    assert!(copy.is_none(), "{}", path.display());
    assert_eq!(report.bytes_out, None);
    matches!(report.outcome, Outcome::Refused(Refusal::Verification(_)))
}

#[test]
fn a_copy_that_is_the_original_is_refused_in_each_category_and_format() {
    let mut seen = BTreeSet::new();
    for entry in manifest().into_iter().filter(|entry| entry.outcome == "cleaned") {
        let path = fixtures().join(&entry.path);
        assert!(is_refused(&path, &with(as_it_was)), "{}", entry.path);
        let format = path.extension().unwrap().to_str().unwrap().to_owned();
        seen.extend(clean(&path).0.removed.iter().map(|finding| (format.clone(), finding.category.word())));
    }
    let folder = tempfile::tempdir().unwrap();
    for jpeg in ["exif-thumbnail.jpg", "exif-serial-numbers.jpg"] {
        let path = folder.path().join("exif.png");
        std::fs::write(&path, png_with_exif_of(jpeg)).unwrap();
        assert!(is_refused(&path, &with(as_it_was)));
        seen.extend(clean(&path).0.removed.iter().map(|finding| ("png".to_owned(), finding.category.word())));
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
    for entry in manifest().into_iter().filter(|entry| entry.outcome == "cleaned") {
        let path = fixtures().join(&entry.path);
        let bytes = std::fs::read(&path).unwrap();
        let input = untrace::input::Input::from_bytes(&bytes);
        let untrace::sniff::Sniffed::Format(kind) = untrace::sniff::sniff(&input.head().unwrap()) else { continue };
        let info = untrace::formats::of(kind);
        let scan = (info.scan)(&input).unwrap();
        let plan = untrace::plan::plan(&scan, untrace::policy::Keep::NOTHING).unwrap();
        let list = EditList::from_plan(&scan, &plan, info.compose).unwrap();
        let whole = written(&bytes, &list);
        for number in 0..list.edits().len() {
            let mut others = list.edits().to_vec();
            let forgotten = others.remove(number);
            if written(&bytes, &EditList::new(others, input.len()).unwrap()) == whole {
                continue;
            }
            NUMBER.store(number, std::sync::atomic::Ordering::Relaxed);
            assert!(is_refused(&path, &with(forgetting_one)), "{}: {forgotten:?}", entry.path);
            if matches!(forgotten.patch, Patch::Fill(_)) {
                assert!(is_refused(&path, &with(forgetting_the_end)), "{}: the end of {forgotten:?}", entry.path);
            }
            edits += 1;
        }
    }
    assert!(edits > 200, "{edits}");
}

#[test]
fn a_copy_with_something_added_or_changed_is_refused() {
    for entry in manifest().into_iter().filter(|entry| entry.outcome == "cleaned") {
        let path = fixtures().join(&entry.path);
        assert!(is_refused(&path, &with(talkative)), "{}", entry.path);
        assert!(is_refused(&path, &with(clumsy)), "{}", entry.path);
    }
    for path in [
        "jpeg/exif-orientation-6.jpg",
        "png/exif-orientation-6.png",
        "webp/exif.webp",
        "webp/icc.webp",
        "gif/animated-buffered.gif",
    ] {
        let path = fixtures().join(path);
        if path.exists() {
            assert!(is_refused(&path, &with(careless)), "{}", path.display());
        }
    }
}
