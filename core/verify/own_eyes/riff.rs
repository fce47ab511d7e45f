//! WebP (RFC 9649).

use super::bytes::{Bytes, Seen};
use super::{exif, media_data, packet};
use crate::base::ByteOrder;

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.order = ByteOrder::Little;
    bytes.exactly(b"RIFF")?;
    bytes.length(4)?;
    bytes.exactly(b"WEBP")?;
    chunks(bytes)
}

fn chunks(bytes: &mut Bytes<'_, '_>) -> Seen {
    while bytes.left() > 0 {
        let start = bytes.at();
        if bytes.coded()? > 0 {
            end_of_data(bytes, start)?;
            continue;
        }
        let kind = bytes.array()?;
        let len = bytes.length(4)?;
        bytes.inside(len, |bytes| data(bytes, kind))?;
        if len % 2 != 0 && bytes.left() > 0 {
            bytes.zeros(1)?;
        }
    }
    Ok(())
}

/// What is left of the last of the chunks with coded data that began at `start`: zeros behind the data, or behind each of the
/// parts that end separately, and the one after data of odd length.
fn end_of_data(bytes: &mut Bytes<'_, '_>, start: u64) -> Seen {
    let coded = bytes.at();
    let mut end = start;
    while end < coded {
        bytes.go(end.saturating_add(4))?;
        end = bytes.length(4)?.saturating_add(8).next_multiple_of(2).saturating_add(end);
    }
    bytes.go(coded)?;
    bytes.inside(end.saturating_sub(coded).min(bytes.left()), media_data::read)
}

fn data(bytes: &mut Bytes<'_, '_>, kind: [u8; 4]) -> Seen {
    match &kind {
        b"VP8X" => {
            bytes.number(1, 0x3E)?;
            bytes.zeros(3)?;
            // The size of the picture.
            bytes.listed(6)
        }
        b"ANIM" => {
            // White behind it, or nothing.
            if !bytes.begins(&[0xFF; 4]) {
                bytes.zeros(4)?;
            }
            bytes.number(2, 0xFFFF).map(drop)
        }
        b"ANMF" => {
            // Where a frame is, its size, how long it is shown.
            bytes.listed(15)?;
            bytes.number(1, 3)?;
            chunks(bytes)
        }
        b"ICCP" => bytes.listed(bytes.left()),
        b"EXIF" => exif::read(bytes),
        b"XMP " => packet::read(bytes),
        _ => bytes.stray(),
    }
}
