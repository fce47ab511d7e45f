//! Types of values (TIFF 6.0, section 2; supplement 1; BigTIFF; EXIF 3.0).

#![allow(missing_docs, reason = "the names are the standards'")]

pub const BYTE: u16 = 1;
pub const ASCII: u16 = 2;
pub const SHORT: u16 = 3;
pub const LONG: u16 = 4;
pub const RATIONAL: u16 = 5;
pub const SBYTE: u16 = 6;
pub const UNDEFINED: u16 = 7;
pub const SSHORT: u16 = 8;
pub const SLONG: u16 = 9;
pub const SRATIONAL: u16 = 10;
pub const FLOAT: u16 = 11;
pub const DOUBLE: u16 = 12;
pub const IFD: u16 = 13;
pub const LONG8: u16 = 16;
pub const SLONG8: u16 = 17;
pub const IFD8: u16 = 18;
pub const UTF8: u16 = 129;

/// Whether the numbers of a type are whole.
#[must_use]
pub const fn is_whole(kind: u16) -> bool {
    matches!(kind, BYTE | SHORT | LONG | IFD | LONG8 | IFD8 | SBYTE | SSHORT | SLONG | SLONG8)
}

/// The largest non-negative number of a whole-number type, with its bits read as unsigned.
#[must_use]
pub const fn largest(kind: u16) -> u64 {
    match kind {
        SBYTE => 0x7F,
        SSHORT => 0x7FFF,
        SLONG => 0x7FFF_FFFF,
        SLONG8 => u64::MAX >> 1,
        _ => u64::MAX,
    }
}

/// Bytes of one number of a type; `None` for a type in no standard.
#[must_use]
pub const fn size(kind: u16) -> Option<u64> {
    match kind {
        BYTE | ASCII | SBYTE | UNDEFINED | UTF8 => Some(1),
        SHORT | SSHORT => Some(2),
        LONG | SLONG | FLOAT | IFD => Some(4),
        RATIONAL | SRATIONAL | DOUBLE | LONG8 | SLONG8 | IFD8 => Some(8),
        _ => None,
    }
}
