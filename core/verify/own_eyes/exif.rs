//! The Exif block of a copy (TIFF 6.0; EXIF 3.0, 4.6): how the picture is turned, and nothing else, unless something was
//! kept.

use super::bytes::{Bytes, Seen};

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.kept {
        return bytes.listed(bytes.left());
    }
    if bytes.begins(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0") {
        bytes.number(1, 8)?;
        return bytes.zeros(7);
    }
    bytes.exactly(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0")?;
    bytes.number(1, 8)?;
    bytes.zeros(6)
}
