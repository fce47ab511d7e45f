//! Messages of a SEI RBSP: their types and sizes, whether a payload matches its syntax, and what becomes of a message
//! (H.264, 7.3.2.3.1; H.265, 7.3.5).

use crate::codecs::nal::bits::Bits;
use crate::model::{CodedElement, Value};

/// filler_payload (H.264, D.1.4; H.265, D.2.4).
pub const FILLER: u32 = 3;
/// user_data_registered_itu_t_t35.
pub const REGISTERED: u32 = 4;
/// user_data_unregistered.
pub const UNREGISTERED: u32 = 5;

/// What becomes of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Decoders need it.
    Stays,
    /// Decoders need it, but not everything it says.
    Written {
        /// What replaces it, from the best to the shortest; if there is room for none, the message goes.
        forms: Vec<Vec<u8>>,
        /// What is left out.
        says: Vec<(CodedElement, Value)>,
    },
    /// No decoder needs it.
    Goes,
}

/// A message of a NAL unit, without emulation prevention.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// payloadType.
    pub kind: u32,
    /// Its payload.
    pub payload: &'a [u8],
}

/// Whether a payload matches this syntax, and contains nothing else.
#[must_use]
pub fn fits(payload: &[u8], syntax: impl FnOnce(&mut Bits<'_>) -> Option<()>) -> bool {
    let mut bits = Bits::new(payload);
    syntax(&mut bits).is_some() && bits.is_end()
}

/// The messages in a SEI RBSP before its trailing bits (H.264, 7.3.2.3.1); `None` if they do not fill it.
#[must_use]
pub fn messages(mut bytes: &[u8], most: usize) -> Option<Vec<Message<'_>>> {
    let mut messages = Vec::new();
    while !bytes.is_empty() {
        let message = next(&mut bytes).filter(|_| messages.len() < most)?;
        messages.push(message);
    }
    Some(messages)
}

/// The next message.
#[must_use]
pub fn next<'a>(bytes: &mut &'a [u8]) -> Option<Message<'a>> {
    let kind = coded_number(bytes)?;
    let size = usize::try_from(coded_number(bytes)?).ok()?;
    let (payload, rest) = bytes.split_at_checked(size)?;
    *bytes = rest;
    Some(Message { kind, payload })
}

/// A number as the sum of its bytes, all but the last of which are 0xFF.
fn coded_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number: u32 = 0;
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number = number.checked_add(u32::from(byte))?;
        if byte != 0xFF {
            return Some(number);
        }
    }
}
