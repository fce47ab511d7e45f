//! JPEG (ITU-T T.81, annex B; T.871; ISO 21496-1; CIPA DC-007): an image, and possibly the one of its gain map.

use super::bytes::{Bytes, Seen, Stray};
use super::{exif, packet};

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    while bytes.left() > 0 {
        image(bytes)?;
    }
    Ok(())
}

fn image(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.exactly(&[0xFF, SOI])?;
    while marker(bytes)? != EOI {}
    Ok(())
}

/// The headers of an image, and its first scan; or an image without one, which has tables for others.
pub(super) fn up_to_scan(bytes: &mut Bytes<'_, '_>) -> Seen {
    while !matches!(marker(bytes)?, SOS | EOI) {}
    Ok(())
}

const SOS: u8 = 0xDA;
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;

/// A marker, with its segment if it has one, and with coded data behind the header of a scan. Returns its code.
pub(super) fn marker(bytes: &mut Bytes<'_, '_>) -> Seen<u8> {
    bytes.exactly(&[0xFF])?;
    // Any marker may be preceded by fill bytes (B.1.1.2).
    while bytes.begins(&[0xFF]) {}
    let [code] = bytes.array()?;
    match code {
        SOI | EOI => {}
        SOS => {
            segment(bytes, scan_header)?;
            while bytes.coded()? > 0 {}
        }
        0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => segment(bytes, frame_header)?,
        // Quantisers, codes, conditioning of arithmetic coding.
        0xDB | 0xC4 | 0xCC => segment(bytes, |bytes| bytes.listed(bytes.left()))?,
        // Restart interval, number of lines.
        0xDD | 0xDC => segment(bytes, |bytes| bytes.number(2, 0xFFFF).map(drop))?,
        0xE0..=0xEF | 0xFE => segment(bytes, |bytes| application(bytes, code))?,
        _ => return bytes.stray(),
    }
    Ok(code)
}

fn segment(bytes: &mut Bytes<'_, '_>, read: impl FnOnce(&mut Bytes<'_, '_>) -> Seen) -> Seen {
    let Some(len) = bytes.length(2)?.checked_sub(2) else { return bytes.stray() };
    bytes.inside(len, read)
}

/// B.2.2.
fn frame_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.number(1, 16)?;
    // Lines, and samples in each: the size of the picture.
    bytes.listed(4)?;
    for _ in 0..bytes.number(1, 4)? {
        bytes.number(1, 0xFF)?;
        bytes.number(1, 0x44)?;
        bytes.number(1, 3)?;
    }
    Ok(())
}

/// B.2.3.
fn scan_header(bytes: &mut Bytes<'_, '_>) -> Seen {
    let start = bytes.at();
    let mut selected = 0;
    for _ in 0..bytes.number(1, 4)? {
        bytes.number(1, 0xFF)?;
        selected |= bytes.number(1, 0x33)?;
    }
    let first = bytes.number(1, 63)?;
    bytes.number(1, 63)?;
    let refined = bytes.number(1, 0xDD)? > 0x0F;
    // Later bits of a picture: those of its light have no table, and the others one.
    let unread = if first == 0 { 0x33 } else { 0x30 };
    if refined && selected & unread != 0 { Err(Stray::At(start)) } else { Ok(()) }
}

/// What goes cannot become shorter in a strip of TIFF, and is zeros.
fn application(bytes: &mut Bytes<'_, '_>, code: u8) -> Seen {
    match code {
        _ if bytes.left() == 0 || bytes.peek()? == [0] => bytes.zeros(bytes.left()),
        0xE0 => jfif(bytes),
        0xE1 => metadata(bytes),
        0xE2 => extension(bytes),
        0xEE => adobe(bytes),
        _ => bytes.stray(),
    }
}

fn jfif(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.exactly(b"JFIF\0\x01\x01")?;
    bytes.number(1, 2)?;
    bytes.number(2, 10_000)?;
    bytes.number(2, 10_000)?;
    bytes.exactly(&[0, 0])?;
    if bytes.left() > 0 { bytes.exactly(b"AMPF") } else { Ok(()) }
}

/// Adobe technical note 5116, 18.
fn adobe(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.exactly(b"Adobe")?;
    // The version of the coder, and what was said to it (two bits of sixteen).
    bytes.exactly(&[0])?;
    bytes.number(1, 101)?;
    bytes.number(1, 0xC0)?;
    bytes.zeros(3)?;
    bytes.number(1, 2).map(drop)
}

fn metadata(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.begins(b"Exif\0\0") {
        return exif::read(bytes);
    }
    bytes.exactly(b"http://ns.adobe.com/xap/1.0/\0")?;
    packet::read(bytes)
}

fn extension(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.begins(b"ICC_PROFILE\0") {
        let number = bytes.number(1, 0xFF)?;
        let count = bytes.number(1, 0xFF)?;
        return if (1..=count).contains(&number) { bytes.listed(bytes.left()) } else { bytes.stray() };
    }
    if bytes.begins(b"MPF\0") {
        return index(bytes);
    }
    bytes.exactly(b"urn:iso:std:iso:ts:21496:-1\0")?;
    bytes.zeros(4)?;
    gain_map(bytes)
}

/// ISO 21496-1, annex C: flags, then numbers that are on the list; a picture says nothing of the kind.
pub(super) fn gain_map(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.left() == 0 {
        return Ok(());
    }
    let flags = bytes.number(1, 0xCC)?;
    // Two for the whole map, and five for each colour.
    let numbers: u64 = if flags & 0x80 == 0 { 7 } else { 17 };
    // Some readers ignore that there is one denominator for all.
    let apart = flags & 0x08 == 0 || bytes.left() >= numbers.saturating_mul(8);
    bytes.listed(if apart { numbers.saturating_mul(8) } else { numbers.saturating_mul(4).saturating_add(4) })
}

/// CIPA DC-007, 5.2: version, number of pictures, an entry for each.
fn index(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.exactly(b"MM\0*\0\0\0\x08\0\x03\xB0\0\0\x07\0\0\0\x040100\xB0\x01\0\x04\0\0\0\x01")?;
    let count = bytes.number(4, 64)?;
    bytes.exactly(b"\xB0\x02\0\x07")?;
    bytes.number(4, count.saturating_mul(16))?;
    bytes.exactly(&[0, 0, 0, 50, 0, 0, 0, 0])?;
    for _ in 0..count {
        bytes.number(1, 0xE0)?;
        bytes.number(3, 0x05_0000)?;
        bytes.length(4)?;
        bytes.length(4)?;
        bytes.number(2, count)?;
        bytes.number(2, count)?;
    }
    Ok(())
}
