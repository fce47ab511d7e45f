//! Opus packets (RFC 6716, 3): their padding. One sample has a packet for each stream, all but the last with their own
//! length (RFC 7845, 3; RFC 6716, appendix B).

use std::ops::Range;

use super::Mark;
use super::bits::{Anew, text};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::model::{CodedElement, Value};

/// Most bytes in a frame (3.4, R2).
const FRAME_BYTES: usize = 1275;
/// Most frames in a packet: 120 ms of 2.5 ms each (3.4, R5).
const FRAMES: usize = 48;

/// Marks the padding of a sample's packets. `dOps` gives the number of streams: one if `ChannelMappingFamily` is 0,
/// `StreamCount` otherwise.
///
/// # Errors
/// [`Malformed::CodedSample`] for packets that break the rules of RFC 6716, 3.4.
pub fn walk(input: &Input<'_>, sample: Span, streams: u8, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let wrong = || Error::malformed(Malformed::CodedSample, Place::new(sample.start, "Opus"));
    if bytes.is_empty() {
        return Ok(());
    }
    let mut anew = Anew::of(sample, &bytes);
    let mut cursor = Cursor::new(&bytes, ByteOrder::Big);
    for stream in 0..streams.max(1) {
        let has_length = stream.saturating_add(1) < streams;
        let padding = packet(&mut cursor, has_length).ok_or_else(wrong)?;
        let content = bytes.get(padding.clone()).unwrap_or_default();
        let says = text(content).map(|text| (CodedElement::Tail, Value::Text(text)));
        let bits = padding.start.saturating_mul(8)..padding.end.saturating_mul(8);
        anew.clear_what_says(bits, CodedElement::Tail, says.into_iter().collect());
    }
    anew.mark(marks);
    Ok(())
}

/// Skips a packet, and returns where its padding is. One without its own length extends to the end of the sample.
fn packet(cursor: &mut Cursor<'_>, has_length: bool) -> Option<Range<usize>> {
    let (mut padding, mut is_variable) = (0_usize, true);
    let count = match cursor.u8()? & 3 {
        0 => 1,
        1 => {
            is_variable = false;
            2
        }
        2 => 2,
        _ => {
            let flags = cursor.u8()?;
            is_variable = flags & 0x80 != 0;
            if flags & 0x40 != 0 {
                padding = padding_len(cursor)?;
            }
            usize::from(flags & 0x3F)
        }
    };
    if !(1..=FRAMES).contains(&count) {
        return None;
    }
    // All lengths but the last are there if they differ; a packet with its own length has the last one, too.
    let mut frames = 0_usize;
    if is_variable {
        for _ in 1..count {
            frames = frames.checked_add(frame_len(cursor)?)?;
        }
    }
    if has_length {
        let last = frame_len(cursor)?;
        frames = frames.checked_add(if is_variable { last } else { last.checked_mul(count)? })?;
    } else {
        let rest = cursor.rest().len().checked_sub(padding)?;
        let last = rest.checked_sub(frames)?;
        let each =
            if is_variable { Some(last) } else { last.checked_div(count).filter(|len| len.checked_mul(count) == Some(last)) };
        each.filter(|len| *len <= FRAME_BYTES)?;
        frames = rest;
    }
    cursor.take(frames)?;
    let start = cursor.at();
    cursor.take(padding)?;
    Some(start..cursor.at())
}

/// The length of a frame, in one byte or two (3.2.1).
fn frame_len(cursor: &mut Cursor<'_>) -> Option<usize> {
    match usize::from(cursor.u8()?) {
        short @ ..252 => Some(short),
        first => usize::from(cursor.u8()?).checked_mul(4)?.checked_add(first),
    }
}

/// How many bytes pad a packet, not including those that say so (3.2.5).
fn padding_len(cursor: &mut Cursor<'_>) -> Option<usize> {
    let mut len = 0_usize;
    loop {
        match cursor.u8()? {
            255 => len = len.checked_add(254)?,
            last => return len.checked_add(usize::from(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::coded::walked;
    use crate::testing::{WORD, malformed};
    use proptest::prelude::*;

    fn becomes(streams: u8, before: &[&[u8]], after: &[&[u8]]) {
        let told = walked(&before.concat(), |input, sample, marks| walk(input, sample, streams, marks)).unwrap();
        assert_eq!(told.copy, after.concat());
    }

    #[track_caller]
    fn refused(streams: u8, sample: &[u8]) {
        let refused = walked(sample, |input, sample, marks| walk(input, sample, streams, marks)).map(|_| ());
        assert_eq!(malformed(refused), Malformed::CodedSample);
    }

    #[test]
    fn what_pads_a_packet_goes() {
        let clean = [0; 28];
        // Two frames of the same length; two with their own.
        becomes(1, &[&[3, 0x42, 28], b"soundS", WORD], &[&[3, 0x42, 28], b"soundS", &clean]);
        becomes(1, &[&[3, 0xC2, 28, 2], b"soundSO", WORD], &[&[3, 0xC2, 28, 2], b"soundSO", &clean]);
        becomes(1, &[&[3, 0x41, 255, 0], b"sound", &[7; 254]], &[&[3, 0x41, 255, 0], b"sound", &[0; 254]]);
    }

    #[test]
    fn other_packets_have_no_room() {
        for packet in [&b"\0sound"[..], b"\x01soundS", b"\x02\x02sound", b"\x03\x02soundS", b"\0"] {
            becomes(1, &[packet], &[packet]);
        }
    }

    #[test]
    fn each_stream_has_a_packet() {
        let first = |word: &[u8]| [&[3, 0x41, 28, 5][..], b"sound", word].concat();
        let last = |word: &[u8]| [&[3, 0x41, 28][..], b"sound", word].concat();
        let plain = b"\x01\x02ab12";
        becomes(3, &[&first(WORD), plain, &last(WORD)], &[&first(&[0; 28]), plain, &last(&[0; 28])]);
        refused(3, &first(WORD));
    }

    #[test]
    fn packets_that_break_the_rules_are_refused() {
        let long = [&[0][..], &[1; 1276]].concat();
        for wrong in [&b"\x01odd"[..], b"\x02\x09short", b"\x03", b"\x03\0", b"\x03\x31sound", b"\x03\x41\x09sound", &long] {
            refused(1, wrong);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_cleaned_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80), streams in 0..4u8) {
            let _ = walked(&bytes, |input, sample, marks| walk(input, sample, streams, marks));
        }
    }
}
