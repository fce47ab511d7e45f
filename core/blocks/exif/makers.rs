//! What maker notes say about people as text: the age and name of a child, where a camera thought it was. Notes by
//! Panasonic, by those Leicas that are Panasonics, and by Fujifilm, according to what ExifTool's authors found out
//! about them (Panasonic.pm, FujiFilm.pm); everything else in a note stays unread, and counts as something that might
//! reveal anything.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::{ByteOrder, Cursor};
use crate::blocks::Found;
use crate::containers::tiff::{Entries, Layout, kind::*};
use crate::model::{FieldId, Value};

/// The age of the child whose birthday the camera knew: `0004:03:12 00:00:00` is four years, three months and twelve
/// days.
pub const BABY_AGE: &str = "Panasonic/BabyAge";
/// The name of that child.
pub const BABY_NAME: &str = "Panasonic/BabyName";
/// Somebody whose face the camera knew; the age comes after it.
pub const RECOGNIZED_FACE_NAME: &str = "Panasonic/RecognizedFaceName";
/// That person's age, in the form of [`BABY_AGE`].
pub const RECOGNIZED_FACE_AGE: &str = "Panasonic/RecognizedFaceAge";
/// The same from Fujifilm's cameras.
pub const FACE_NAME: &str = "Fujifilm/FaceName";
/// The day on which somebody was born: `2019:03:07`.
pub const FACE_BIRTHDAY: &str = "Fujifilm/FaceBirthday";

/// Texts in Panasonic's notes. Their names are in no list of `policy`: the names themselves say what they reveal.
const TEXTS: [(u16, &str); 10] = [
    (0x0033, BABY_AGE),
    (0x0065, "Panasonic/Title"),
    (0x0066, BABY_NAME),
    (0x0067, "Panasonic/Location"),
    (0x0069, "Panasonic/Country"),
    (0x006B, "Panasonic/State"),
    (0x006D, "Panasonic/City"),
    (0x006F, "Panasonic/Landmark"),
    (0x0080, "Panasonic/City2"),
    (0x8010, BABY_AGE),
];
/// Faces that the camera knew.
const FACES: u16 = 0x0061;

/// Lists what a note says. Offsets in Panasonic's notes count from the beginning of the block.
pub(super) fn read(block: &[u8], note: Range<usize>, order: ByteOrder, make: &[u8], found: &mut Found<'_>) {
    let Some(bytes) = block.get(note.clone()) else { return };
    if bytes.starts_with(b"FUJIFILM") {
        fujifilm(bytes, note.start, found);
        return;
    }
    let is_old_leica = make.starts_with(b"LEICA") && !make.starts_with(b"LEICA CAMERA");
    let head = match bytes {
        _ if bytes.starts_with(b"Panasonic\0\0\0") => 12,
        _ if bytes.starts_with(b"LEICA CAMERA AG\0") => 18,
        _ if bytes.starts_with(b"LEICA\0\0\0") && is_old_leica => 8,
        _ => return,
    };
    panasonic(block, note.start.saturating_add(head), order, found);
}

fn panasonic(block: &[u8], at: usize, order: ByteOrder, found: &mut Found<'_>) {
    let other = if order == ByteOrder::Big { ByteOrder::Little } else { ByteOrder::Big };
    // Some cameras write their notes in a different byte order.
    let directory = |order| Some((Entries::of(block, Layout { order, big: false }, at as u64)?, order));
    let Some((entries, order)) = [order, other].into_iter().find_map(directory) else { return };
    let mut met = BTreeSet::new();
    for entry in entries.iter() {
        let name = TEXTS.iter().find(|(tag, _)| *tag == entry.tag).map(|(_, name)| *name);
        let is_bytes = matches!(entry.kind, BYTE | ASCII | UNDEFINED | UTF8);
        if !is_bytes || name.is_none() && entry.tag != FACES || !met.insert(entry.tag) {
            continue;
        }
        let Some((value, start)) = entry.value.and_then(|span| {
            let start = usize::try_from(span.start).ok()?;
            Some((block.get(start..usize::try_from(span.end()).ok()?)?, start))
        }) else {
            continue;
        };
        match name {
            Some(name) => push(found, start, name, value),
            None => faces(value, start, order, found),
        }
    }
}

/// Up to three faces: their number, and for each a name, where it is, and an age.
fn faces(value: &[u8], at: usize, order: ByteOrder, found: &mut Found<'_>) {
    const MOST: u16 = 3;
    const HEAD: usize = 4;
    const FACE: usize = 48;
    const TEXT: usize = 20;
    const AGE: usize = 28;
    let known = Cursor::new(value, order).u16().unwrap_or(0).min(MOST);
    for (face, start) in value.get(HEAD..).unwrap_or_default().chunks_exact(FACE).take(known.into()).zip((HEAD..).step_by(FACE)) {
        for (name, from) in [(RECOGNIZED_FACE_NAME, 0), (RECOGNIZED_FACE_AGE, AGE)] {
            let text = face.get(from..from.saturating_add(TEXT)).unwrap_or_default();
            push(found, at.saturating_add(start).saturating_add(from), name, text);
        }
    }
}

/// Offsets count from the beginning of the note; numbers are always little endian.
fn fujifilm(note: &[u8], at: usize, found: &mut Found<'_>) {
    const FACE_RECOGNITION: u16 = 0x4282;
    let order = ByteOrder::Little;
    let entries = || Entries::of(note, Layout { order, big: false }, Cursor::starting_at(note, 8, order).u32()?.into());
    let Some(entries) = entries() else { return };
    let span = entries.iter().find(|entry| entry.tag == FACE_RECOGNITION).and_then(|entry| entry.value);
    let Some(start) = span.and_then(|span| usize::try_from(span.start).ok()) else { return };
    let len = span.and_then(|span| usize::try_from(span.len).ok()).unwrap_or(0);
    let Some(faces) = note.get(start..start.saturating_add(len)) else { return };
    /// As many as ExifTool looks for.
    const MOST: usize = 8;
    for known in faces.chunks_exact(8).take(MOST) {
        let mut numbers = Cursor::new(known, order);
        let Some((offset, 62..)) = numbers.u32().zip(numbers.u32()) else { return };
        for (name, field) in [(FACE_NAME, 30), (FACE_BIRTHDAY, 54)] {
            let Some(field) = usize::try_from(offset).ok().and_then(|offset| offset.checked_add(field)) else { return };
            let mut numbers = Cursor::starting_at(faces, field, order);
            let Some((len, from)) = numbers.u32().zip(numbers.u32()) else { return };
            let Some((len, from)) = usize::try_from(len).ok().zip(usize::try_from(from).ok()) else { return };
            let Some(text) = from.checked_add(len).and_then(|end| faces.get(from..end)) else { return };
            let at = at.saturating_add(start).saturating_add(from);
            match <&[u8; 8]>::try_from(text).ok() {
                // Written like a day in Exif.
                Some([a, b, c, d, e, f, g, h]) if name == FACE_BIRTHDAY => {
                    push(found, at, name, &[*a, *b, *c, *d, b':', *e, *f, b':', *g, *h]);
                }
                _ => push(found, at, name, text),
            }
        }
    }
}

/// A text that says something: cameras write dashes and a day of nines for what they were not told.
fn push(found: &mut Found<'_>, at: usize, name: &str, bytes: &[u8]) {
    const UNSET: &str = "9999:99:99";
    let text = bytes.get(..bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len())).unwrap_or_default();
    let Value::Text(text) = crate::blocks::text(text) else { return };
    if text.chars().any(char::is_alphanumeric) && !text.starts_with(UNSET) {
        found.push(at, "MakerNote", FieldId::Named(name.to_owned()), Value::Text(text));
    }
}
