//! JPEG XL (ISO/IEC 18181-2): a codestream, alone or in boxes.

use super::bytes::{Bytes, Seen};
use super::{box_header, exif, jpeg};

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.peek()? == [0xFF, 0x0A] {
        return codestream(bytes);
    }
    bytes.exactly(b"\0\0\0\x0CJXL \r\n\x87\n")?;
    bytes.exactly(b"\0\0\0\x14ftypjxl \0\0\0\0jxl ")?;
    while bytes.left() > 0 {
        boxed(bytes)?;
    }
    Ok(())
}

fn boxed(bytes: &mut Bytes<'_, '_>) -> Seen {
    let (kind, len) = box_header::read(bytes)?;
    bytes.inside(len, |bytes| match &kind {
        b"jxlc" => codestream(bytes),
        b"jxlp" => {
            // The last one has the first bit set.
            bytes.number(1, 0x80)?;
            bytes.number(3, 0xFFFF)?;
            codestream(bytes)
        }
        // A version, the numbers of ISO 21496-1, colours, a codestream (9.11).
        b"jhgm" => {
            bytes.exactly(&[0])?;
            let len = bytes.length(2)?;
            bytes.inside(len, |bytes| {
                bytes.zeros(4)?;
                jpeg::gain_map(bytes)
            })?;
            let colours = bytes.number(1, 16)?;
            bytes.listed(colours)?;
            bytes.zeros(4)?;
            codestream(bytes)
        }
        b"Exif" => {
            bytes.zeros(4)?;
            exif::read(bytes)
        }
        b"jxll" => bytes.number(1, 10).map(drop),
        _ => bytes.stray(),
    })
}

/// The headers of a codestream are bits of the picture as well, up to its colour profile, and are on the list.
fn codestream(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.listed(bytes.left())
}
