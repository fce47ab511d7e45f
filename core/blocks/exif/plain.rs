//! The forms of the tags that say nothing about anybody (EXIF 3.0, 4.6): a size, fractions on a scale, a version. A
//! value in another form could say anything.

use super::walk::Entry;
use crate::base::{ByteOrder, Cursor};
use crate::containers::tiff::kind::{BYTE, IFD, LONG, SBYTE, SHORT, SLONG, SSHORT, UNDEFINED};
use crate::model::Ifd;

/// What the value of a tag has to be.
enum Form {
    /// This many whole numbers, none larger than that.
    Numbers(usize, u32),
    /// This many fractions.
    Fractions(usize),
    /// Four digits.
    Version,
    /// Four bytes, none larger than that.
    Bytes(u8),
    /// One of these.
    Texts(&'static [&'static [u8]]),
    /// The offset of an IFD.
    Pointer,
}

/// Largest width or length that is accepted.
const LARGEST: u32 = 1_000_000;
/// Largest numerator or denominator: 72 dots per inch may be written `72000000/1000000`.
const LARGEST_PART: u32 = 100_000_000;

fn form(ifd: Ifd, tag: u16) -> Option<Form> {
    use Form::{Bytes, Fractions, Numbers, Pointer, Texts, Version};
    Some(match (ifd, tag) {
        (Ifd::Image, 0x00FE | 0x00FF | 0x011C | 0x0128 | 0x0213) => Numbers(1, 4),
        (Ifd::Image, 0x0102) => Numbers(3, 16),
        (Ifd::Image, 0x0103 | 0x0106 | 0x0112 | 0x0115) => Numbers(1, 8),
        (Ifd::Image, 0x0212) => Numbers(2, 4),
        (Ifd::Image, 0x0100 | 0x0101 | 0x0116 | 0x0117 | 0x0202)
        | (Ifd::Exif, 0xA002 | 0xA003)
        | (Ifd::Interoperability, 0x1001 | 0x1002) => Numbers(1, LARGEST),
        (Ifd::Image, 0x011A | 0x011B) | (Ifd::Exif, 0x9102 | 0xA500) => Fractions(1),
        (Ifd::Image, 0x013E) => Fractions(2),
        (Ifd::Image, 0x0211) => Fractions(3),
        (Ifd::Image, 0x013F | 0x0214) => Fractions(6),
        (Ifd::Image, 0x8769 | 0x8825) | (Ifd::Exif, 0xA005) => Pointer,
        (Ifd::Exif, 0x9000 | 0xA000) | (Ifd::Interoperability, 0x0002) => Version,
        (Ifd::Exif, 0x9101) => Bytes(6),
        (Ifd::Exif, 0xA001) => Numbers(1, 0xFFFF),
        (Ifd::Interoperability, 0x0001) => Texts(&[b"R98", b"R98\0", b"R03", b"R03\0", b"THM", b"THM\0"]),
        _ => return None,
    })
}

/// Whether a tag says nothing if its value has the right form.
pub(super) fn has_form(entry: &Entry) -> bool {
    form(entry.ifd, entry.tag).is_some()
}

/// Whether a value does not have the form in which its tag says nothing.
pub(super) fn is_stray(entry: &Entry, block: &[u8], order: ByteOrder) -> bool {
    form(entry.ifd, entry.tag).is_some_and(|form| !fits(&form, entry, block, order))
}

fn fits(form: &Form, entry: &Entry, block: &[u8], order: ByteOrder) -> bool {
    let Some(bytes) = entry.value(block) else { return false };
    match *form {
        Form::Numbers(count, largest) => {
            let numbers = entry.numbers(block, order);
            // One value for all colours, or one for each.
            numbers.is_some_and(|numbers| {
                (numbers.len() == count || numbers.len() == 1) && numbers.iter().all(|&number| number <= largest)
            })
        }
        Form::Fractions(count) => {
            let mut parts = Cursor::new(bytes, order);
            let sane = |part: u32| part <= LARGEST_PART;
            let of_length = bytes.len() == count.saturating_mul(8);
            entry.is_rational() && of_length && std::iter::from_fn(|| parts.u32()).all(sane)
        }
        Form::Version => entry.kind == UNDEFINED && bytes.len() == 4 && bytes.iter().all(u8::is_ascii_digit),
        Form::Bytes(largest) => entry.kind == UNDEFINED && bytes.len() == 4 && bytes.iter().all(|&byte| byte <= largest),
        Form::Texts(texts) => entry.is_text() && texts.contains(&bytes),
        Form::Pointer => matches!(entry.kind, LONG | IFD) && bytes.len() == 4,
    }
}

/// Whether the tag has a form.
#[cfg(test)]
pub(super) fn is_known(ifd: Ifd, tag: u16) -> bool {
    form(ifd, tag).is_some()
}

impl Entry {
    /// The values, if they are whole numbers and none is negative.
    pub(super) fn numbers(&self, block: &[u8], order: ByteOrder) -> Option<Vec<u32>> {
        /// Longer lists say something.
        const MOST: usize = 16;
        let mut cursor = Cursor::new(self.value(block).filter(|bytes| bytes.len() <= MOST)?, order);
        let mut numbers = Vec::new();
        while !cursor.rest().is_empty() {
            numbers.push(match self.kind {
                BYTE => u32::from(cursor.u8()?),
                SHORT => u32::from(cursor.u16()?),
                LONG => cursor.u32()?,
                SBYTE => u32::from(cursor.u8().filter(|number| number.cast_signed() >= 0)?),
                SSHORT => u32::from(cursor.u16().filter(|number| number.cast_signed() >= 0)?),
                SLONG => cursor.u32().filter(|number| number.cast_signed() >= 0)?,
                _ => return None,
            });
        }
        Some(numbers)
    }
}
