//! Side information (ISO/IEC 11172-3, 2.4.1.7; 13818-3, 2.4.1.7): where the coded sound of a frame begins, and how long
//! it is. Private bits go, and the checksum is adjusted.

use super::header::Header;
use crate::codecs::bits::{Anew, Bits};
use crate::codecs::crc16::crc16;
use crate::model::CodedElement;

/// Bytes of a header, and of the checksum that may follow it.
const HEADER_BYTES: usize = 4;
const SUM_BYTES: usize = 2;
/// The private bit of a header.
const PRIVATE_BIT: usize = 23;
/// The initial value of a checksum.
const BEFORE: u16 = 0xFFFF;

/// The content of the side information.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Side {
    /// `main_data_begin`: this many bytes before the frame's own.
    pub(super) begin: u64,
    /// How many bits the sound takes.
    pub(super) bits: u64,
    /// Where the frame's own bytes begin in it.
    pub(super) end: usize,
}

/// Reads it; `None` if it does not fit, or if a checksum that has to change is wrong.
pub(super) fn walk(frame: &[u8], header: Header, anew: &mut Anew) -> Option<Side> {
    let start = HEADER_BYTES.checked_add(if header.is_protected { SUM_BYTES } else { 0 })?;
    let mut bits = Bits::starting_at(frame, start.checked_mul(8)?);
    let channels = if header.is_mono { 1 } else { 2 };
    // Widths of: main_data_begin, private_bits, scfsi of a channel, what follows part2_3_length. Then granules.
    let (begin, private, shared, rest, granules) = match (header.is_first, header.is_mono) {
        (true, true) => (9, 5, 4, 47, 2),
        (true, false) => (9, 3, 4, 47, 2),
        (false, true) => (8, 1, 0, 51, 1),
        (false, false) => (8, 2, 0, 51, 1),
    };
    let begin = u64::from(bits.take(begin)?);
    anew.clear(PRIVATE_BIT..PRIVATE_BIT.saturating_add(1), CodedElement::AuxiliaryData);
    anew.clear(bits.skip(private)?, CodedElement::AuxiliaryData);
    for _ in 0..channels {
        bits.skip(shared)?;
    }
    let mut sound = 0_u64;
    for _ in 0..granules {
        for _ in 0..channels {
            sound = sound.checked_add(u64::from(bits.take(12)?))?;
            bits.skip(rest)?;
        }
    }
    let end = bits.at() / 8;
    if header.is_protected {
        checksum(frame, start, end, anew)?;
    }
    Some(Side { begin, bits: sound, end })
}

/// The checksum covers the second half of the header and the side information (11172-3, 2.4.3.1).
fn checksum(frame: &[u8], start: usize, end: usize, anew: &mut Anew) -> Option<()> {
    let sum = |bytes: &[u8]| Some(crc16(crc16(BEFORE, bytes.get(2..HEADER_BYTES)?), bytes.get(start..end)?).to_be_bytes());
    let own = frame.get(HEADER_BYTES..start)?;
    let is_same = anew.bytes() == frame;
    if !is_same && sum(frame)? != own {
        return None;
    }
    let sum = if is_same { own.try_into().ok()? } else { sum(anew.bytes())? };
    anew.write(HEADER_BYTES.checked_mul(8)?, &sum, CodedElement::AuxiliaryData);
    Some(())
}
