//! SEI messages of H.264, H.265 and H.266: those that decoders need stay, and one canonical filling takes the place of the
//! others, so that the NAL unit keeps its length. Which they need is known to each codec; syntax that they share is in
//! the modules below, as is what messages say that go.

pub mod colour;
pub mod display;
pub mod omnidirectional;
pub mod said;
pub mod x264;

use super::nal::{bits::Bits, malformed, rbsp, said as text};
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Span};
use crate::model::{CodedElement, Value};

/// filler_payload (H.264, D.1.4; H.265, D.2.4).
pub const FILLER: u32 = 3;
/// user_data_registered_itu_t_t35.
pub const REGISTERED: u32 = 4;
/// user_data_unregistered.
pub const UNREGISTERED: u32 = 5;

/// So many things are told of one NAL unit.
const MOST_SAID: usize = 256;

/// What becomes of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Decoders need it.
    Stays,
    /// Decoders need it, but not all that it says.
    Written {
        /// What takes its place, from the best to the shortest; where there is room for none, the message goes.
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

/// Whether a payload is what this syntax says, and nothing else.
#[must_use]
pub fn fits(payload: &[u8], syntax: impl FnOnce(&mut Bits<'_>) -> Option<()>) -> bool {
    let mut bits = Bits::new(payload);
    syntax(&mut bits).is_some() && bits.is_end()
}

/// The messages that a SEI RBSP holds before its trailing bits (H.264, 7.3.2.3.1); nothing where they do not fill it.
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

/// A number as the sum of its bytes, of which all but the last are 0xFF.
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

/// Marks what decoders do not need in the payload of a SEI NAL unit. The unit as a whole stays: units of filler data in
/// its place would stand where none may (H.264, 7.4.1.2.3; H.265, 7.4.2.4.4). What is damaged becomes filling altogether;
/// where trailing bits are missing, they are missing in the copy.
///
/// # Errors
/// [`crate::base::Malformed::NalUnit`] where what stays has no room, or the error of the file system.
pub fn mark(
    input: &Input<'_>,
    payload: Span,
    judge: &dyn Fn(Message<'_>) -> Verdict,
    marks: &mut Vec<Mark>,
) -> Result<(), Error> {
    let bytes = input.bytes(payload)?;
    let trailing = rbsp::trailing(&bytes);
    let body = bytes.get(..bytes.len().saturating_sub(trailing)).unwrap_or_default();
    if body.is_empty() {
        return Ok(());
    }
    let plain = rbsp::plain(body);
    let messages = plain.as_deref().filter(|_| trailing > 0).and_then(|plain| messages(plain, input.limits().elements));
    let judged: Option<Vec<_>> = messages.map(|messages| messages.into_iter().map(|message| (message, judge(message))).collect());
    if judged.as_ref().is_some_and(|judged| judged.iter().all(|(_, verdict)| *verdict == Verdict::Stays)) {
        return Ok(());
    }
    let span = Span::new(payload.start, body.len() as u64);
    let stuffing = stuffing(judged.as_deref().unwrap_or_default(), body.len()).ok_or_else(|| malformed(payload.start))?;
    let mut mark = Mark::new(span, CodedElement::SeiMessage(FILLER), stuffing);
    if !mark.stuffing.stands_in(input, span)? {
        mark.says = match &judged {
            Some(judged) => says(judged),
            None => vec![(mark.element, text(body, span.len))],
        };
        mark.element = mark.says.first().map_or(mark.element, |(element, _)| *element);
    }
    marks.push(mark);
    Ok(())
}

/// What is told of the messages that go.
fn says(judged: &[(Message<'_>, Verdict)]) -> Vec<(CodedElement, Value)> {
    let each = |(message, verdict): &(Message<'_>, Verdict)| match verdict {
        Verdict::Stays => Vec::new(),
        Verdict::Written { says, .. } => says.clone(),
        Verdict::Goes => said::of(*message),
    };
    judged.iter().flat_map(each).take(MOST_SAID).collect()
}

/// What stays, and behind it what fills so many bytes; nothing where it does not fit, however short it is written.
fn stuffing(judged: &[(Message<'_>, Verdict)], len: usize) -> Option<Stuffing> {
    if judged.is_empty() && len == 1 {
        // Too short for a message, and so not read as one.
        return Some(Stuffing::of(0xFF));
    }
    let longest =
        judged.iter().map(|(_, verdict)| if let Verdict::Written { forms, .. } = verdict { forms.len() } else { 0 }).max();
    (0..=longest.unwrap_or(0)).find_map(|choice| {
        let mut coded = rbsp::Coded::default();
        for (message, verdict) in judged {
            let payload = match verdict {
                Verdict::Stays => Some(message.payload),
                Verdict::Written { forms, .. } => forms.get(choice).map(Vec::as_slice),
                Verdict::Goes => None,
            };
            if let Some(payload) = payload {
                write(message.kind, payload, &mut coded);
            }
        }
        filled(coded, len)
    })
}

fn write(kind: u32, payload: &[u8], coded: &mut rbsp::Coded) {
    let mut number = |mut number: usize| {
        while number >= 255 {
            coded.extend(&[0xFF]);
            number = number.saturating_sub(255);
        }
        coded.extend(&[u8::try_from(number).unwrap_or(0)]);
    };
    number(usize::try_from(kind).unwrap_or(0));
    number(payload.len());
    coded.extend(payload);
}

/// Filler behind what was put down, up to a length.
fn filled(mut coded: rbsp::Coded, len: usize) -> Option<Stuffing> {
    if coded.bytes.len() == len {
        return Some(Stuffing::exactly(coded.bytes));
    }
    // The type may need emulation prevention, and is one byte without.
    coded.extend(&[filler_kind()]);
    // One byte is the size; every 255 bytes of payload it has one more.
    let mut room = len.checked_sub(coded.bytes.len())?.checked_sub(1)?;
    if room % 256 == 255 {
        // No single message is of this length.
        coded.extend(&[0, filler_kind()]);
        room = room.checked_sub(2)?;
    }
    for _ in 0..room / 256 {
        coded.extend(&[0xFF]);
    }
    coded.extend(&[u8::try_from(room % 256).ok()?]);
    Some(Stuffing { head: coded.bytes, fill: 0xFF })
}

const fn filler_kind() -> u8 {
    FILLER.to_be_bytes()[3]
}

#[cfg(test)]
mod tests;
