//! Reads Exif blocks (EXIF 3.0, 4.6; TIFF 6.0, section 2): a bounded walk over the IFDs lists every entry. Values are
//! read one by one and truncated, because a small block can make a reader of whole values allocate gigabytes.

mod compose;
mod makers;
mod numbers;
mod plain;
mod turned;
mod walk;

pub use compose::{Written, compose, lay};
pub use makers::{BABY_AGE, BABY_NAME, FACE_BIRTHDAY, FACE_NAME, RECOGNIZED_FACE_AGE, RECOGNIZED_FACE_NAME};

use std::collections::BTreeSet;

use super::{Found, utf16};
use crate::base::{Axis, ByteOrder, Coordinate, Cursor};
use crate::model::{FieldId, Ifd, Leftover, Orientation, Subject, Value};
use walk::{Entry, Walk};

/// Reads a block that begins with its TIFF header, and returns how the picture is turned.
pub fn read(block: &[u8], found: &mut Found<'_>) -> Option<Orientation> {
    let walk = walk::walk(block);
    let modest = walk.is_modest(block.len());
    let mut opened = BTreeSet::new();
    for entry in &walk.entries {
        let id = FieldId::Exif(entry.ifd, entry.tag);
        if !modest {
            found.push(entry.at, entry.place(), id, Value::Unknown);
            continue;
        }
        // Once each: readers use only one of several, and entries can share a value that would be read over and over.
        let first = opened.insert((entry.ifd, entry.thumbnail, entry.tag));
        let stray = || Value::Bytes(entry.value(block).map_or(0, <[u8]>::len).max(ENTRY) as u64);
        let value = if plain::is_stray(entry, block, walk.order) || plain::has_form(entry) && !first {
            stray()
        } else {
            // Empty once is empty; twice is an unlikely way to say nothing.
            Some(value(block, entry, &walk)).filter(|value| first || value.text().as_deref() != Some("")).unwrap_or_else(stray)
        };
        if entry.thumbnail {
            found.inner(0, "").about(Subject::Thumbnail).push(entry.at, entry.place(), id, value);
        } else {
            found.push(entry.at, entry.place(), id, value);
        }
        if entry.ifd == Ifd::Image && first {
            embedded(block, entry, found);
        }
        if (entry.ifd, entry.tag) == (Ifd::Exif, MAKER_NOTE)
            && let Some(note) = entry.range().filter(|_| first && !entry.thumbnail)
        {
            makers::read(block, note, walk.order, make(block, &walk), found);
        }
    }
    if !walk.whole || !modest {
        found.unreadable(0);
    }
    if walk.has_gaps(block) {
        found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
    }
    turned::turned(block)
}

/// Whether a block that begins here is valid, with at least one value: for callers searching for one.
#[must_use]
pub fn is_whole(block: &[u8]) -> bool {
    let walk = walk::walk(block);
    walk.whole && !walk.entries.is_empty() && walk.is_modest(block.len())
}

/// Lists what a block says, for blocks that contain others.
pub fn list(block: &[u8], found: &mut Found<'_>) {
    read(block, found);
}

const MAKER_NOTE: u16 = 0x927C;

/// The camera's maker, as bytes; empty if not given.
fn make<'a>(block: &'a [u8], walk: &Walk) -> &'a [u8] {
    let make = walk.entries.iter().find(|entry| entry.ifd == Ifd::Image && !entry.thumbnail && entry.tag == 0x010F);
    make.and_then(|entry| entry.value(block)).unwrap_or_default()
}

/// The maker note of a block, if it has one (EXIF 3.0, tag 0x927C).
#[must_use]
pub fn maker_note(block: &[u8]) -> Option<&[u8]> {
    let walk = walk::walk(block);
    walk.entries.iter().find(|entry| entry.ifd == Ifd::Exif && entry.tag == MAKER_NOTE)?.value(block)
}

/// Where the thumbnail of a block is, and its JPEG file; without the latter if it is coded in another way.
#[must_use]
pub fn thumbnail(block: &[u8]) -> Option<(usize, Option<&[u8]>)> {
    let walk = walk::walk(block);
    let number = |tag: u16| {
        let entry = walk.entries.iter().find(|entry| entry.ifd == Ifd::Image && entry.thumbnail && entry.tag == tag)?;
        usize::try_from(*entry.numbers(block, walk.order)?.first()?).ok()
    };
    let coded = number(0x0201).and_then(|start| Some((start, block.get(start..start.checked_add(number(0x0202)?)?))));
    coded.or_else(|| number(0x0111).map(|start| (start, None)))
}

/// Blocks inside Exif tags: XMP, IPTC and Photoshop resources in TIFF tags of their own.
fn embedded(block: &[u8], entry: &Entry, found: &mut Found<'_>) {
    let Some(bytes) = entry.value(block) else { return };
    match entry.tag {
        0x02BC => super::xmp::read(bytes, &mut found.inner(entry.at, "XMP")),
        0x83BB => super::iptc::read(bytes, &mut found.inner(entry.at, "IPTC")),
        0x8649 => {
            if let Some(mut inner) = found.nested(entry.at, "Photoshop") {
                super::photoshop::read(bytes, &mut inner, list);
            }
        }
        _ => {}
    }
}

/// Bytes of an entry: at least what it says, if it is not what it should be.
const ENTRY: usize = 12;

fn value(block: &[u8], entry: &Entry, walk: &Walk) -> Value {
    let Some(bytes) = entry.value(block) else { return Value::Unknown };
    let beginning = bytes.get(..super::TEXT_BYTES).unwrap_or(bytes);
    match (entry.ifd, entry.tag) {
        // Microsoft's XP tags: UTF-16, little endian whatever the block's order.
        (Ifd::Image, 0x9C9B..=0x9C9F) => return or_bytes(Value::Text(utf16::decode(beginning, ByteOrder::Little)), bytes, 0),
        // UserComment and the GPS texts begin with a character code of eight bytes (EXIF 3.0, 4.6.6.5).
        (Ifd::Exif, 0x9286) | (Ifd::Gps, 0x001B | 0x001C) if bytes.len() >= CODE => {
            return or_bytes(coded_text(beginning, walk.order), bytes, CODE);
        }
        (Ifd::Exif, MAKER_NOTE) => return Value::Bytes(bytes.len() as u64),
        (Ifd::Gps, 0x0002 | 0x0004 | 0x0014 | 0x0016) => {
            if let Some(coordinate) = coordinate(block, entry, walk) {
                return Value::Coordinate { coordinate, raw: bytes.to_vec() };
            }
        }
        // Panasonic's texts about a child or a pet: zeros if nobody wrote one.
        (Ifd::Image, 0xC6D2 | 0xC6D3) => return super::text(bytes),
        _ if entry.is_text() => return super::text(bytes),
        _ => {}
    }
    let raw = if entry.ifd == Ifd::Gps && entry.is_rational() { bytes.to_vec() } else { Vec::new() };
    let numbers = entry.fractions(block, walk.order).unwrap_or_default();
    // A time of day is written alike in every language.
    let clock = if (entry.ifd, entry.tag) == (Ifd::Gps, 0x0007) { numbers::clock(&numbers) } else { None };
    match clock.or_else(|| numbers::shown(entry.kind, bytes, walk.order)) {
        Some(shown) => Value::Numbers { shown, raw, numbers },
        None => Value::Bytes(bytes.len() as u64),
    }
}

/// A latitude or longitude with its other half in the same block. By itself it is not a place, and the half from
/// another block would make it a wrong one.
fn coordinate(block: &[u8], entry: &Entry, walk: &Walk) -> Option<Coordinate> {
    let other = match entry.tag {
        0x0002 | 0x0014 => entry.tag.checked_add(2)?,
        tag => tag.checked_sub(2)?,
    };
    let other = walk.entries.iter().find(|entry| entry.ifd == Ifd::Gps && entry.tag == other)?;
    half(block, other, walk).and_then(|_| half(block, entry, walk))
}

/// One of the two, north or south according to the tag before it.
fn half(block: &[u8], entry: &Entry, walk: &Walk) -> Option<Coordinate> {
    let value = entry.value(block).filter(|bytes| entry.is_rational() && matches!(bytes.len(), 8 | 16 | 24))?;
    let mut parts = Cursor::new(value, walk.order);
    // Some write no seconds, or only degrees.
    let mut part = || parts.u32().zip(parts.u32()).unwrap_or((0, 0));
    let parts = [part(), part(), part()];
    let side = walk.entries.iter().find(|other| other.ifd == Ifd::Gps && other.tag.checked_add(1) == Some(entry.tag))?;
    let axis = if matches!(entry.tag, 0x0002 | 0x0014) { Axis::Latitude } else { Axis::Longitude };
    Coordinate::of_fractions(parts, char::from(*side.value(block)?.first()?), axis)
}

/// Bytes of the character code before a text.
const CODE: usize = 8;

/// A text of which only the beginning was read: as bytes if that is empty but the rest, after a code of this many
/// bytes, is not.
fn or_bytes(value: Value, bytes: &[u8], code: usize) -> Value {
    let is_empty = super::is_blank(bytes) || bytes.get(code..).is_some_and(super::is_blank);
    if value.text().as_deref() == Some("") && !is_empty { Value::Bytes(bytes.len() as u64) } else { value }
}

/// A text after its character code (EXIF 3.0, table 9). Writers know that there must be one, but often not which.
fn coded_text(bytes: &[u8], order: ByteOrder) -> Value {
    let Some((code, text)) = bytes.split_at_checked(CODE) else { return super::text(bytes) };
    let known = [&b"ASCII\0\0\0"[..], b"JIS\0\0\0\0\0", b"UNICODE\0", &[0; 8], &[b' '; 8]];
    if !known.iter().any(|known| code.eq_ignore_ascii_case(known)) {
        // No code at all: the text begins immediately.
        return if utf16::is_likely(bytes) { Value::Text(utf16::decode(bytes, order)) } else { super::text(bytes) };
    }
    let wide = code.eq_ignore_ascii_case(b"UNICODE\0") && !is_ascii(text) || utf16::is_likely(text);
    if wide { Value::Text(utf16::decode(text, order)) } else { super::text(text) }
}

/// Whether it is ASCII or UTF-8 text: as UTF-16 it would be Chinese that nobody writes.
fn is_ascii(text: &[u8]) -> bool {
    /// Fewer letters can occur in any text.
    const FEWEST: usize = 8;
    let text = text.trim_ascii_end();
    let text = text.get(..text.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1))).unwrap_or(text);
    text.len() >= FEWEST && text.iter().all(|&byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
}

/// The TIFF header and everything after it: an Exif item begins with the offset of the header (ISO/IEC 23008-12,
/// A.2.1).
#[must_use]
pub fn item_block(data: &[u8]) -> Option<&[u8]> {
    let (offset, rest) = data.split_first_chunk::<4>()?;
    rest.get(usize::try_from(u32::from_be_bytes(*offset)).ok()?..)
}

#[cfg(test)]
mod tests;
