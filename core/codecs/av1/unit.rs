//! One open bitstream unit: its header (5.3.2, 5.3.3), its size (4.10.5), and how it becomes padding.

use crate::base::{Error, Input, Malformed, Place, Span};
use crate::codecs::{Mark, Stuffing};
use crate::model::{CodedElement, Value};

/// Values of `obu_type` (6.2.2).
pub(super) mod kind {
    pub(crate) const SEQUENCE_HEADER: u8 = 1;
    pub(crate) const TEMPORAL_DELIMITER: u8 = 2;
    pub(crate) const FRAME_HEADER: u8 = 3;
    pub(crate) const TILE_GROUP: u8 = 4;
    pub(crate) const METADATA: u8 = 5;
    pub(crate) const FRAME: u8 = 6;
    pub(crate) const REDUNDANT_FRAME_HEADER: u8 = 7;
    pub(crate) const TILE_LIST: u8 = 8;
    pub(crate) const PADDING: u8 = 15;
}

/// Longest header: `obu_header`, `obu_extension_header`, eight bytes of `obu_size`.
const HEADER_MOST: u64 = 10;
const EXTENSION_FLAG: u8 = 0x04;
const HAS_SIZE_FIELD: u8 = 0x02;
/// `obu_forbidden_bit` and `obu_reserved_1bit`.
const RESERVED: u8 = 0x81;
/// `extension_header_reserved_3bits`.
const EXTENSION_RESERVED: u8 = 0x07;
const KIND_SHIFT: u32 = 3;
const KIND_MASK: u8 = 0x0F << KIND_SHIFT;
/// A one, and zeros up to the end of the byte (5.3.4).
pub(super) const TRAILING_BITS: u8 = 0x80;

/// What does not tile a sample, or is not allowed in one.
pub(super) const fn malformed(at: u64) -> Error {
    Error::malformed(Malformed::CodedSample, Place::at(at))
}

/// A unit, and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// `obu_type`.
    pub(super) kind: u8,
    /// From its header on.
    pub(super) span: Span,
    /// What follows its header and its size.
    pub(super) payload: Span,
}

impl Unit {
    /// The unit that begins at `at`, in a sample that ends at `end`.
    pub(super) fn read(input: &Input<'_>, at: u64, end: u64) -> Result<Self, Error> {
        let bytes = input.bytes(Span::new(at, HEADER_MOST.min(end.saturating_sub(at))))?;
        let header = Header::read(&bytes).ok_or_else(|| malformed(at))?;
        let start = at.saturating_add(header.len);
        let payload = header.size.map_or(Span::between(start, end), |size| Span::new(start, size));
        if payload.end() > end {
            return Err(malformed(at));
        }
        Ok(Self { kind: header.kind, span: Span::between(at, payload.end()), payload })
    }

    /// The unit as padding: all that is left of a payload, unless it is empty, is trailing bits (5.8.1, 6.6), which may
    /// have the same length. Layers and size stay.
    pub(super) fn padded(&self, input: &Input<'_>, element: CodedElement) -> Result<Mark, Error> {
        let mut head = input.bytes(Span::between(self.span.start, self.payload.start))?.into_owned();
        if let Some(first) = head.first_mut() {
            *first = *first & !KIND_MASK | kind::PADDING << KIND_SHIFT;
        }
        if !self.payload.is_empty() {
            head.push(TRAILING_BITS);
        }
        Ok(Mark::new(self.span, element, Stuffing::exactly(head)))
    }

    /// What a part of the payload says; if that is only a number of bytes, that of the whole payload.
    pub(super) fn counted(&self, says: Value) -> Value {
        if matches!(says, Value::Bytes(_)) { Value::Bytes(self.payload.len) } else { says }
    }
}

/// What comes before a payload.
struct Header {
    kind: u8,
    size: Option<u64>,
    len: u64,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (&first, mut rest) = bytes.split_first()?;
        if first & RESERVED != 0 {
            return None;
        }
        if first & EXTENSION_FLAG != 0 {
            let (&extension, behind) = rest.split_first()?;
            if extension & EXTENSION_RESERVED != 0 {
                return None;
            }
            rest = behind;
        }
        let mut size = None;
        if first & HAS_SIZE_FIELD != 0 {
            let (number, behind) = leb128(rest)?;
            (size, rest) = (Some(number), behind);
        }
        let len = bytes.len().checked_sub(rest.len())? as u64;
        Some(Self { kind: (first & KIND_MASK) >> KIND_SHIFT, size, len })
    }
}

/// A number in groups of seven bits, the lowest first, and what follows it (4.10.5).
pub(super) fn leb128(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(8) {
        number |= u64::from(byte & 0x7F) << at.checked_mul(7)?;
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(at.checked_add(1)?..)?)).filter(|_| number <= u64::from(u32::MAX));
        }
    }
    None
}
