//! GIF (GIF89a, 17 to 27).

use super::bytes::{Bytes, Seen};
use crate::base::ByteOrder;

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.order = ByteOrder::Little;
    bytes.exactly(b"GIF8")?;
    bytes.word(&[*b"7a", *b"9a"])?;
    // The size of the picture.
    bytes.listed(4)?;
    let [flags] = bytes.array()?;
    let (table, size) = (flags & 0x80 != 0, flags & 7);
    // How many bits colours once had: as many as the table says, all, or none.
    if ![0, size << 4, 7 << 4].contains(&(flags & 0x78)) || !table && size > 0 {
        return bytes.stray();
    }
    if table {
        // The colour behind images.
        bytes.number(1, 0xFF)?;
        bytes.zeros(1)?;
        bytes.listed(6 << size)?;
    } else {
        bytes.zeros(2)?;
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
            b',' => image(bytes)?,
            _ => return bytes.stray(),
        }
    }
}

/// An image, behind its descriptor: coded data, or one point that nobody sees.
fn image(bytes: &mut Bytes<'_, '_>) -> Seen {
    // Where it is shown, and its size.
    bytes.listed(8)?;
    let [flags] = bytes.peek()?;
    // A local colour table, interlaced, how large the table is; its order, and two bits that are reserved.
    if flags & 0x38 != 0 || flags & 0x80 == 0 && flags & 7 != 0 {
        return bytes.stray();
    }
    bytes.number(1, 0xFF)?;
    let table = bytes.at();
    if flags & 0x80 != 0 {
        bytes.listed(6 << (flags & 7))?;
    }
    if bytes.coded()? == 0 {
        bytes.go(table)?;
        bytes.exactly(&[0, 0, 0, 0, 0, 0, 2, 2, 0x44, 1])
    } else {
        Ok(())
    }
}

fn extension(bytes: &mut Bytes<'_, '_>) -> Seen {
    let [label] = bytes.array()?;
    match label {
        0xF9 => {
            bytes.exactly(&[4])?;
            let [flags] = bytes.peek()?;
            if flags & 0xE2 != 0 {
                return bytes.stray();
            }
            bytes.number(1, 0x1D)?;
            bytes.number(2, 0xFFFF)?;
            // Which colour is transparent, if one is.
            if flags & 1 == 0 {
                bytes.zeros(1)?;
            } else {
                _ = bytes.number(1, 0xFF)?;
            }
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
