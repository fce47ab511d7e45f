//! `mdat`, and data of items: coded data among zeros, and what items say that is no coded picture (ISO/IEC 14496-12,
//! 8.1.1).

use super::bytes::{Bytes, Seen};
use super::{jpeg, packet};

/// Coded data among zeros, and the numbers of gain maps.
pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    while bytes.left() > 0 {
        if bytes.coded()? > 0 {
            continue;
        }
        match bytes.numbers() {
            0 => bytes.zeros_before_coded()?,
            len => bytes.inside(len, numbers)?,
        }
    }
    Ok(())
}

/// What items say that is no coded picture: the packet of a gain map, the numbers of a tone map, an overlay.
fn numbers(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.kept {
        return bytes.listed(bytes.left());
    }
    if bytes.peek()? == *b"<" {
        while bytes.left() > 0 && bytes.peek()? != [0] {
            packet::word(bytes)?;
        }
    } else if bytes.left() > 5 {
        bytes.zeros(5)?;
        jpeg::gain_map(bytes)?;
    }
    bytes.zeros(bytes.left())
}
