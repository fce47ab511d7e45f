//! SEI messages of H.264, H.265 and H.266: those that decoders need stay, and one canonical filling replaces the
//! others, so that the NAL unit keeps its length. Each codec knows which ones are needed; shared syntax is in the
//! modules below, as is what the messages that go say.

pub mod colour;
pub mod display;
pub mod message;
pub mod omnidirectional;
pub mod said;
pub mod x264;

pub use message::{FILLER, Message, REGISTERED, UNREGISTERED, Verdict, fits, messages, next};

use super::nal::{malformed, rbsp, said as text};
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Span};
use crate::model::{CodedElement, Value};

/// Most things reported from one NAL unit.
const MOST_SAID: usize = 256;

/// Marks what decoders do not need in the payload of a SEI NAL unit. The unit itself stays: units of filler data in its
/// place would be where none is allowed (H.264, 7.4.1.2.3; H.265, 7.4.2.4.4). Damaged ones become filling completely;
/// if trailing bits are missing, they are missing in the copy.
///
/// # Errors
/// [`crate::base::Malformed::CodedSample`] if there is no room for what stays, or the error of the file system.
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

/// What is reported about the messages that go.
fn says(judged: &[(Message<'_>, Verdict)]) -> Vec<(CodedElement, Value)> {
    let each = |(message, verdict): &(Message<'_>, Verdict)| match verdict {
        Verdict::Stays => Vec::new(),
        Verdict::Written { says, .. } => says.clone(),
        Verdict::Goes => said::of(*message),
    };
    judged.iter().flat_map(each).take(MOST_SAID).collect()
}

/// What stays, followed by what fills this many bytes; `None` if it does not fit, however short it is written.
fn stuffing(judged: &[(Message<'_>, Verdict)], len: usize) -> Option<Stuffing> {
    if judged.is_empty() && len == 1 {
        // Too short for a message, so it is not read as one.
        return Some(Stuffing::of(0xFF));
    }
    let longest =
        judged.iter().map(|(_, verdict)| if let Verdict::Written { forms, .. } = verdict { forms.len() } else { 0 }).max();
    (0..=longest.unwrap_or(0)).find_map(|choice| {
        let mut coded = rbsp::Coded::default();
        let mut shorter = false;
        for (message, verdict) in judged {
            let payload = match verdict {
                Verdict::Stays => Some(message.payload),
                Verdict::Written { forms, .. } => forms.get(choice).map(Vec::as_slice),
                Verdict::Goes => None,
            };
            shorter |= payload.is_none_or(|payload| payload.len() < message.payload.len());
            if let Some(payload) = payload {
                write(message.kind, payload, &mut coded);
            }
        }
        // The same length only because of emulation prevention bytes: nothing in the copy would say that there was
        // something here.
        if shorter && coded.bytes.len() == len { None } else { filled(coded, len) }
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

/// Filler after what was written, up to a length.
fn filled(mut coded: rbsp::Coded, len: usize) -> Option<Stuffing> {
    if coded.bytes.len() == len {
        return Some(Stuffing::exactly(coded.bytes));
    }
    // The type may need emulation prevention; without it, it is one byte.
    coded.extend(&[filler_kind()]);
    // One byte is the size, which has one more for every 255 bytes of payload.
    let mut room = len.checked_sub(coded.bytes.len())?.checked_sub(1)?;
    if room % 256 == 255 {
        // No single message has this length.
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
