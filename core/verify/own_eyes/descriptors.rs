//! MPEG-4 descriptors (ISO/IEC 14496-1, 7.2.6 and 8.3.3; ISO/IEC 14496-14, 3.1): the name of a codec and how its decoder is
//! configured are on the list, and nothing else is said.

use super::bytes::{Bytes, Seen};

const STREAM: u8 = 3;
const DECODER: u8 = 4;
const SPECIFIC: u8 = 5;
const SYNCHRONISATION: u8 = 6;
/// Descriptors that nobody reads.
const OWN: u8 = 0xC0;

/// `esds`.
pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.zeros(4)?;
    list(bytes, 0)
}

/// Descriptors up to the end, or up to zeros.
fn list(bytes: &mut Bytes<'_, '_>, depth: u8) -> Seen {
    while bytes.left() > 1 && bytes.peek()? != [0] {
        let [tag] = bytes.array()?;
        let len = length(bytes)?;
        bytes.inside(len, |bytes| match tag {
            STREAM if depth == 0 => {
                stream(bytes)?;
                list(bytes, 1)
            }
            DECODER if depth <= 1 => {
                bytes.listed(bytes.left().min(1))?;
                decoder(bytes)?;
                list(bytes, 2)
            }
            SPECIFIC => bytes.listed(bytes.left()),
            SYNCHRONISATION if bytes.left() > 0 => {
                bytes.exactly(&[2])?;
                bytes.zeros(bytes.left())
            }
            SYNCHRONISATION | OWN => bytes.zeros(bytes.left()),
            _ => bytes.stray(),
        })?;
    }
    bytes.zeros(bytes.left())
}

/// Up to four groups of seven bits, most of them empty.
fn length(bytes: &mut Bytes<'_, '_>) -> Seen<u64> {
    let mut len = 0;
    for _ in 0..4 {
        let [group] = bytes.array()?;
        len = len << 7 | u64::from(group & 0x7F);
        if group & 0x80 == 0 {
            break;
        }
    }
    Ok(len)
}

/// No id, no priority; a stream that this one needs, an address and a clock are empty if there are any.
fn stream(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.zeros(2)?;
    let flags = bytes.number(1, 0xE0)?;
    if flags & 0x1F != 0 {
        return bytes.stray();
    }
    bytes.zeros(if flags & 0x80 == 0 { 0 } else { 2 })?;
    if flags & 0x40 != 0 {
        let len = bytes.length(1)?;
        bytes.zeros(len)?;
    }
    bytes.zeros(if flags & 0x20 == 0 { 0 } else { 2 })
}

/// Pictures or sound, and no rates.
fn decoder(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.left() > 0 && !bytes.begins(&[0x11]) {
        bytes.exactly(&[0x15])?;
    }
    bytes.zeros(bytes.left().min(11))
}
