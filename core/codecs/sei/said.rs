//! What the messages that go say: names of encoders, clocks, and what cameras write into user data.

use super::message::{FILLER, Message, REGISTERED, UNREGISTERED};
use crate::codecs::nal::{bits::Bits, said as text};
use crate::codecs::{mdpm, tesla};
use crate::model::{CodedElement, Value};

/// time_code (H.265, D.2.27).
const TIME_CODE: u32 = 136;

/// What a message says.
#[must_use]
pub fn of(message: Message<'_>) -> Vec<(CodedElement, Value)> {
    let Message { kind, payload } = message;
    let element = CodedElement::SeiMessage(kind);
    let value = text(payload, payload.len() as u64);
    match kind {
        FILLER if payload.iter().all(|&byte| byte == 0xFF) => Vec::new(),
        REGISTERED => vec![(registered(payload).unwrap_or(element), value)],
        UNREGISTERED => unregistered(payload).unwrap_or_else(|| vec![(element, value)]),
        TIME_CODE => vec![(element, time_code(&mut Bits::new(payload)).map_or(value, shown))],
        _ => vec![(element, value)],
    }
}

/// By country and provider (H.264, D.1.6; ITU-T T.35, 3).
fn registered(payload: &[u8]) -> Option<CodedElement> {
    payload.first_chunk().map(|first| CodedElement::RegisteredUserData(*first))
}

/// By the UUID at its beginning (H.264, D.1.7).
fn unregistered(payload: &[u8]) -> Option<Vec<(CodedElement, Value)>> {
    let (uuid, data) = payload.split_first_chunk()?;
    let read = match *uuid {
        mdpm::UUID => mdpm::read(data),
        tesla::UUID => tesla::read(data),
        _ => None,
    };
    if let Some(read) = read {
        return Some(read);
    }
    let value = text(data, data.len() as u64);
    let element = if is_banner(&value) { CodedElement::EncoderName } else { CodedElement::UnregisteredUserData(*uuid) };
    Some(vec![(element, value)])
}

/// Whether a text is what encoders say about themselves.
fn is_banner(value: &Value) -> bool {
    const BEGINNINGS: [&str; 6] = ["x264", "x265", "Lavc", "Lavf", "NVENC", "OpenH264"];
    let Value::Text(text) = value else { return false };
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)) || text.to_ascii_lowercase().contains("encoder")
}

/// A clock time that is not text in the file.
#[must_use]
pub fn shown(text: String) -> Value {
    Value::Numbers { shown: text, raw: Vec::new(), numbers: Vec::new() }
}

/// The first clock time of a time_code message.
fn time_code(bits: &mut Bits<'_>) -> Option<String> {
    for _ in 0..bits.number(2)? {
        if bits.flag()? {
            bits.skip(6)?;
            return clock(bits, 9);
        }
    }
    None
}

/// A clock time, from its full_timestamp_flag on: frames with this many bits, then hours, minutes, seconds as far as
/// they exist (H.264, D.1.3; H.265, D.2.27). The text is `hours:minutes:seconds:frames`.
pub fn clock(bits: &mut Bits<'_>, frame_bits: u32) -> Option<String> {
    let full = bits.flag()?;
    bits.skip(2)?;
    let frames = bits.number(frame_bits)?;
    let mut next = |len| if full || bits.flag()? { bits.number(len) } else { None };
    // Nothing comes after the first that is missing.
    let seconds = next(6);
    let minutes = seconds.and_then(|_| next(6));
    let hours = minutes.and_then(|_| next(5));
    let number = |value: Option<u32>| value.map_or_else(|| "--".to_owned(), |value| format!("{value:02}"));
    Some(format!("{}:{}:{}:{frames:02}", number(hours), number(minutes), number(seconds)))
}
