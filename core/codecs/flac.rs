//! Frames of FLAC (RFC 9639, 9): they have no room for anything else, and each sample ends with a checksum over the
//! whole frame, so that nothing can follow.

use super::Mark;
use super::crc16::crc16;
use crate::base::{Error, Input, Malformed, Place, Span};

/// How a frame begins (9.1): fourteen ones and zeros, and a reserved zero.
const SYNC: [u8; 2] = [0xFF, 0xF8];

/// Marks nothing: a sample is one frame to its last byte.
///
/// # Errors
/// [`Malformed::CodedSample`] if it is not.
pub fn walk(input: &Input<'_>, sample: Span, _: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    let begins = matches!(&bytes[..], [first, second, ..] if *first == SYNC[0] && second & 0xFE == SYNC[1]);
    if sample.is_empty() || begins && crc16(0, &bytes) == 0 {
        return Ok(());
    }
    Err(Error::malformed(Malformed::CodedSample, Place::new(sample.start, "FLAC")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::coded::walked;
    use crate::testing::malformed;

    #[test]
    fn a_frame_stays_and_what_is_more_than_one_is_refused() {
        let sound = b"\xFF\xF8\xC9\x18\0\x2Fsound";
        let frame = [&sound[..], &crc16(0, sound).to_be_bytes()].concat();
        assert!(walked(&frame, walk).unwrap().marks.is_empty());
        for wrong in [[&frame[..], b"text"].concat(), [&b"te"[..], &frame].concat(), frame[..10].to_vec()] {
            assert_eq!(malformed(walked(&wrong, walk).map(|_| ())), Malformed::CodedSample);
        }
    }
}
