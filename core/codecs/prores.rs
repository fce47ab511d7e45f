//! Apple ProRes (SMPTE RDD 36): who made the encoder, and anything after the end of a header, a picture or a frame.
//! Slices are coded pictures.

use super::{Mark, Stuffing};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::codecs::start_codes::Marked;
use crate::model::{CodedElement, Value};

/// Length of a frame header without matrices, and of a matrix (RDD 36, 5.1.1).
const FRAME_HEADER: usize = 20;
const MATRIX: usize = 64;

/// Length of a picture header, and of the longest slice header (5.2.1, 5.3.1).
const PICTURE_HEADER: usize = 8;
const SLICE_HEADER: u8 = 8;

/// The encoder that nearly all of them name: Apple's.
const ENCODER: &[u8; 4] = b"apl0";

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for what is not a frame, or contradicts itself; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    if bytes.is_empty() {
        return Ok(());
    }
    let mut marked = Marked::new(sample, &bytes, marks);
    frame(&mut marked, &bytes).ok_or_else(|| Error::malformed(Malformed::CodedSample, Place::new(sample.start, "icpf")))
}

/// Size, `icpf`, header, one or two pictures (5.1).
fn frame(marked: &mut Marked<'_>, bytes: &[u8]) -> Option<()> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    let size = usize::try_from(cursor.u32()?).ok()?;
    (cursor.array()? == *b"icpf").then_some(())?;
    let content = bytes.get(..size)?;
    let start = cursor.at();
    let header = usize::from(cursor.u16()?);
    cursor.take(2)?;
    let encoder = cursor.array::<4>()?;
    cursor.take(4)?;
    let interlaced = cursor.u8()? & 0x0C != 0;
    cursor.take(6)?;
    let matrices = usize::try_from((cursor.u8()? & 3).count_ones()).ok()?;
    let says = match std::str::from_utf8(&encoder) {
        Ok(name) if encoder != *ENCODER => vec![(CodedElement::EncoderName, Value::Text(name.to_owned()))],
        _ => Vec::new(),
    };
    let name = start.checked_add(4)?;
    marked.put_what_says(name..name.checked_add(4)?, CodedElement::EncoderName, Stuffing::exactly(ENCODER.to_vec()), says);
    let mut at = start.checked_add(header)?;
    let read = start.checked_add(FRAME_HEADER)?.checked_add(MATRIX.checked_mul(matrices)?)?;
    (read <= at && at <= size).then_some(())?;
    marked.put(read..at, CodedElement::Tail, Stuffing::of(0));
    for _ in 0..if interlaced { 2 } else { 1 } {
        at = picture(marked, content, at)?;
    }
    marked.put(at..bytes.len(), CodedElement::Tail, Stuffing::of(0));
    Some(())
}

/// Header, lengths of slices, slices (5.2); returns where it ends.
fn picture(marked: &mut Marked<'_>, content: &[u8], start: usize) -> Option<usize> {
    let mut cursor = Cursor::starting_at(content, start, ByteOrder::Big);
    let header = usize::from(cursor.u8()? >> 3);
    let end = start.checked_add(usize::try_from(cursor.u32()?).ok()?)?;
    let content = content.get(..end)?;
    let slices = cursor.u16()?;
    let table = start.checked_add(header)?;
    let read = start.checked_add(PICTURE_HEADER)?;
    (read <= table).then_some(())?;
    marked.put(read..table, CodedElement::Tail, Stuffing::of(0));
    let mut lengths = Cursor::starting_at(content, table, ByteOrder::Big);
    let mut at = table.checked_add(usize::from(slices).checked_mul(2)?)?;
    for _ in 0..slices {
        let next = at.checked_add(usize::from(lengths.u16()?))?;
        // A longer header would have room for anything.
        content.get(at..next)?.first().filter(|&&length| length >> 3 <= SLICE_HEADER)?;
        at = next;
    }
    marked.put(at..end, CodedElement::Tail, Stuffing::of(0));
    Some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{WORD, samples};

    /// A slice with a header of six bytes.
    const SLICE: &[u8] = &[6 << 3, 1, 0, 1, 0, 1, 0xAA, 0xBB, 0xCC];

    /// A picture of two slices, with these bytes after its header and after its slices.
    fn picture(header: &[u8], behind: &[u8]) -> Vec<u8> {
        let lengths = [0, 9, 0, 9];
        let content = [header, &lengths, SLICE, SLICE, behind].concat();
        let size = u32::try_from(8 + content.len()).unwrap().to_be_bytes();
        let length = u8::try_from(8 + header.len()).unwrap() << 3;
        [&[length], &size[..], &[0, 2, 0x30], &content].concat()
    }

    /// A frame by this encoder, with one matrix, and with these bytes after its header and its pictures.
    fn frame(encoder: &[u8; 4], header: &[u8], pictures: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
        let length = u16::try_from(20 + 64 + header.len()).unwrap().to_be_bytes();
        let flags = if pictures.len() == 2 { 0x84 } else { 0x80 };
        let fixed = [&length[..], &[0, 1], encoder, &[0, 16, 0, 16, flags, 0, 1, 1, 1, 0, 0, 2]].concat();
        let content = [&fixed[..], &[4; 64], header, &pictures.concat(), behind].concat();
        let size = u32::try_from(8 + content.len()).unwrap().to_be_bytes();
        [&size[..], b"icpf", &content].concat()
    }

    #[test]
    fn whoever_made_the_encoder_it_is_apple() {
        let (copy, says) = samples::cleaned(&frame(b"arri", b"", &[picture(b"", b"")], b""), walk).unwrap();
        assert_eq!(copy, frame(ENCODER, b"", &[picture(b"", b"")], b""));
        assert_eq!(says, [Value::Text("arri".to_owned())]);
    }

    #[test]
    fn nothing_hides_behind_anything() {
        let nothing = [0; 8];
        let pictures = |hidden: &[u8]| [picture(hidden, b""), picture(b"", hidden)];
        let sample = [&frame(ENCODER, WORD, &pictures(&WORD[..8]), WORD)[..], WORD].concat();
        let (copy, _) = samples::cleaned(&sample, walk).unwrap();
        assert_eq!(copy, [&frame(ENCODER, &[0; 28], &pictures(&nothing), &[0; 28])[..], &[0; 28]].concat());
        assert!(samples::cleaned(b"", walk).unwrap().0.is_empty());
    }

    #[test]
    fn what_contradicts_itself_is_malformed() {
        let whole = frame(ENCODER, b"", &[picture(b"", b"")], b"");
        for len in 1..whole.len() {
            let error = samples::walked(&whole[..len], walk).unwrap_err();
            assert!(matches!(error, Error::Malformed { what: Malformed::CodedSample, .. }), "{len}");
        }
        let mut slice = whole.clone();
        slice[8 + 84 + 8 + 4] = 9 << 3;
        let mut short = whole;
        short[9] = 83;
        assert!(samples::walked(&slice, walk).is_err() && samples::walked(&short, walk).is_err());
    }

    proptest! {
        #[test]
        fn one_byte_anywhere_is_walked_twice_alike(at in 0..150_usize, byte: u8) {
            let mut sample = frame(b"fmpg", WORD, &[picture(b"", WORD)], WORD);
            let place = at % sample.len();
            sample[place] = byte;
            let _ = samples::cleaned(&sample, walk);
        }
    }
}
