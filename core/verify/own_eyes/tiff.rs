//! TIFF, BigTIFF and DNG: directories, which may be anywhere, and values beside them. Whatever none of them points at is
//! zero (TIFF 6.0, section 2).

use super::bytes::{Bytes, Seen, Stray};
use super::jpeg;
use super::tags::{Says, says};
use crate::base::{ByteOrder, Span, Spans};

/// Most directories, and most entries of all of them.
const DIRECTORIES: usize = 4096;

/// The widths of counts and offsets.
#[derive(Debug, Clone, Copy)]
struct Widths {
    count: u8,
    offset: u8,
}

/// An entry of a directory.
struct Entry {
    tag: u16,
    kind: u64,
    count: u64,
}

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    let order: [u8; 2] = bytes.array()?;
    bytes.order = match &order {
        b"II" => ByteOrder::Little,
        b"MM" => ByteOrder::Big,
        _ => return bytes.stray(),
    };
    let widths = match bytes.length(2)? {
        42 => Widths { count: 2, offset: 4 },
        43 if bytes.length(2)? == 8 && bytes.length(2)? == 0 => Widths { count: 8, offset: 8 },
        _ => return bytes.stray(),
    };
    let mut next = vec![bytes.length(widths.offset)?];
    let mut read = vec![Span::between(0, bytes.at())];
    let mut strips = Vec::new();
    let mut seen = Vec::new();
    while let Some(place) = next.pop() {
        if place == 0 || seen.contains(&place) {
            continue;
        }
        if seen.len() >= DIRECTORIES {
            return bytes.stray();
        }
        seen.push(place);
        directory(bytes, widths, place, &mut Found { next: &mut next, read: &mut read, strips: &mut strips })?;
    }
    strips.sort_unstable();
    between(bytes, read.into_iter().collect(), &strips)
}

/// What was found in directories.
struct Found<'a> {
    /// Places of directories.
    next: &'a mut Vec<u64>,
    /// What was read.
    read: &'a mut Vec<Span>,
    /// Where strips and tiles begin.
    strips: &'a mut Vec<u64>,
}

fn directory(bytes: &mut Bytes<'_, '_>, widths: Widths, place: u64, found: &mut Found<'_>) -> Seen {
    bytes.go(place)?;
    let count = bytes.length(widths.count)?;
    for _ in 0..count {
        let entry = Entry {
            tag: u16::try_from(bytes.number(2, 0xFFFF)?).unwrap_or(0),
            kind: bytes.number(2, 18)?,
            count: bytes.length(widths.offset)?,
        };
        let behind = bytes.at().saturating_add(widths.offset.into());
        value(bytes, widths, &entry, found)?;
        bytes.go(behind)?;
    }
    found.next.push(bytes.length(widths.offset)?);
    found.read.push(Span::between(place, bytes.at()));
    Ok(())
}

/// The value of an entry: in it, with zeros behind it, or where it says.
fn value(bytes: &mut Bytes<'_, '_>, widths: Widths, entry: &Entry, found: &mut Found<'_>) -> Seen {
    let width: u8 = match entry.kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16..=18 => 8,
        _ => return bytes.stray(),
    };
    let says = match says(entry.tag) {
        _ if matches!(entry.tag, 0x014A | 0x8769 | 0x8825) && (bytes.kept || entry.tag == 0x014A) => Says::Directories,
        None if bytes.kept => Says::Listed,
        None => return bytes.stray(),
        Some(says) => says,
    };
    let len = entry.count.saturating_mul(width.into());
    if matches!(says, Says::AtMost(_) | Says::Places | Says::Directories) && !UNSIGNED.contains(&entry.kind) {
        return bytes.stray();
    }
    let behind = u64::from(widths.offset).saturating_sub(len.min(widths.offset.into()));
    if len > widths.offset.into() {
        let place = bytes.length(widths.offset)?;
        bytes.go(place)?;
    }
    let start = bytes.at();
    match says {
        Says::Listed => bytes.listed(len)?,
        Says::Camera => bytes.inside(len, |bytes| bytes.exactly(b"Camera\0"))?,
        Says::Places if matches!(entry.tag, 0x0111 | 0x0144 | 0x0201) => {
            for _ in 0..entry.count {
                found.strips.push(bytes.length(width)?);
            }
        }
        Says::Places => (0..entry.count).try_for_each(|_| bytes.length(width).map(drop))?,
        Says::Directories => {
            for _ in 0..entry.count {
                found.next.push(bytes.length(width)?);
            }
        }
        // A fraction is two numbers.
        Says::AtMost(most) if matches!(entry.kind, 5 | 10) => {
            for _ in 0..entry.count.saturating_mul(2) {
                bytes.number(4, most)?;
            }
        }
        // All rows are in one strip.
        Says::AtMost(_) if entry.tag == 0x0116 && bytes.begins(&[0xFF; 4]) => {}
        Says::AtMost(most) => {
            let mut largest = 0;
            for _ in 0..entry.count {
                largest = bytes.number(width, most)?.max(largest);
            }
            // Numbers that fit into an entry have 16 bits, if they fit into these.
            if behind > 0 && entry.kind == 1 && len <= 2 && !is_of_bytes(entry.tag)
                || len <= widths.offset.into() && entry.kind == 4 && largest <= 0xFFFF && !is_long(entry.tag)
            {
                return Err(Stray::At(start));
            }
        }
    }
    if len > widths.offset.into() {
        found.read.push(Span::between(start, bytes.at()));
    } else {
        bytes.zeros(behind)?;
    }
    Ok(())
}

/// Types of whole numbers without a sign, and of fractions of such.
const UNSIGNED: [u64; 5] = [1, 3, 4, 5, 16];

/// CFAPattern, the versions of DNG, CFAPlaneColor.
const fn is_of_bytes(tag: u16) -> bool {
    matches!(tag, 0x828E | 0xC612 | 0xC613 | 0xC616)
}

/// NewSubfileType, T4Options, T6Options, BayerGreenSplit, which have 32 bits.
const fn is_long(tag: u16) -> bool {
    matches!(tag, 0x00FE | 0x0124 | 0x0125 | 0xC62D)
}

/// Zeros, and coded data, wherever nothing was read: each strip by itself.
fn between(bytes: &mut Bytes<'_, '_>, read: Spans, strips: &[u64]) -> Seen {
    // JPEG has one byte order, whatever that of the file.
    bytes.order = ByteOrder::Big;
    bytes.go(0)?;
    let gaps: Vec<Span> = read.gaps(Span::between(0, bytes.left())).collect();
    for gap in gaps {
        bytes.go(gap.start)?;
        let first = strips.partition_point(|strip| *strip <= gap.start);
        for end in strips.iter().skip(first).copied().take_while(|strip| *strip < gap.end()).chain([gap.end()]) {
            bytes.inside(end.saturating_sub(bytes.at()), data)?;
        }
    }
    Ok(())
}

/// Coded data among zeros. Strips of JPEG begin with headers, in which what goes is zeros; between scans, and behind the last
/// one, there are tables and the number of lines.
fn data(bytes: &mut Bytes<'_, '_>) -> Seen {
    let mut has_scans = false;
    while bytes.left() > 0 {
        let start = bytes.at();
        if bytes.begins(&[0xFF, 0xD8]) {
            if jpeg::up_to_scan(bytes).is_ok() {
                has_scans = true;
                continue;
            }
            // Pixels as they are can begin with anything.
            bytes.go(start)?;
        }
        if bytes.coded()? == 0 {
            if has_scans && bytes.peek()? == [0xFF] { jpeg::marker(bytes).map(drop)? } else { bytes.zeros(1)? }
        }
    }
    Ok(())
}
