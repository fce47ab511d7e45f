//! WebP (RFC 9649).

use super::bytes::{Bytes, Seen};
use super::{exif, packet};
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
        if bytes.coded()? > 0 {
            // The zero byte after data of odd length.
            if bytes.left() > 0 && bytes.peek()? == [0] {
                bytes.zeros(1)?;
            }
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

fn data(bytes: &mut Bytes<'_, '_>, kind: [u8; 4]) -> Seen {
    match &kind {
        b"VP8X" => {
            bytes.number(1, 0x3E)?;
            bytes.zeros(3)?;
            // The size of the picture.
            bytes.listed(6)
        }
        b"ANIM" => {
            // What some viewers fill the canvas with.
            bytes.listed(4)?;
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
