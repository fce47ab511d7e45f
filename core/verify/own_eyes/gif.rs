//! GIF (GIF89a, 17 to 27).

use super::bytes::{Bytes, Seen};
use crate::base::ByteOrder;

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.order = ByteOrder::Little;
    bytes.exactly(b"GIF8")?;
    bytes.word(&[*b"7a", *b"9a"])?;
    // The size of the picture.
    bytes.listed(4)?;
    let flags = bytes.number(1, 0xFF)?;
    bytes.number(1, 0xFF)?;
    bytes.number(1, 0xFF)?;
    if flags & 0x80 != 0 {
        bytes.listed(6 << (flags & 7))?;
    }
    loop {
        if bytes.coded()? > 0 {
            continue;
        }
        let [introducer] = bytes.array()?;
        match introducer {
            b';' => return Ok(()),
            0 => {}
            b'!' => extension(bytes)?,
            b',' => outside(bytes)?,
            _ => return bytes.stray(),
        }
    }
}

/// An image of one point, which nobody sees.
fn outside(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.number(2, 0xFFFF)?;
    bytes.number(2, 0xFFFF)?;
    bytes.exactly(&[1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 2, 2, 0x44, 1])
}

fn extension(bytes: &mut Bytes<'_, '_>) -> Seen {
    let [label] = bytes.array()?;
    match label {
        0xF9 => {
            bytes.exactly(&[4])?;
            bytes.number(1, 0x1F)?;
            bytes.number(2, 0xFFFF)?;
            bytes.number(1, 0xFF)?;
            bytes.exactly(&[0])
        }
        0xFF => {
            bytes.exactly(&[11])?;
            match &bytes.array()? {
                b"NETSCAPE2.0" | b"ANIMEXTS1.0" => {
                    bytes.exactly(&[3, 1])?;
                    bytes.number(2, 0xFFFF)?;
                    bytes.exactly(&[0])
                }
                b"ICCRGBG1012" => blocks(bytes),
                // Its bytes are lengths as well, and lead to the end of the bytes behind it.
                b"XMP DataXMP" if bytes.kept => blocks(bytes),
                _ => bytes.stray(),
            }
        }
        _ => bytes.stray(),
    }
}

/// Sub-blocks with a value on the list.
fn blocks(bytes: &mut Bytes<'_, '_>) -> Seen {
    loop {
        let [len] = bytes.array()?;
        if len == 0 {
            return Ok(());
        }
        bytes.listed(len.into())?;
    }
}
