//! The colour profile in a codestream, written afresh (ISO/IEC 18181-1, annexes C and E): in its simplest encoding,
//! which every decoder reads, though it is longer than the usual one.

use super::bits::Bits;
use super::variable;

/// Adds a profile to a head of a codestream that ends where a profile is expected.
pub(super) fn push_profile(head: &mut Bits, profile: &[u8]) {
    let stream = encoded(profile);
    head.number(stream.len() as u64);
    plain_code(head);
    for byte in stream {
        // Prefix codes begin with their highest bit (RFC 7932, 3.2, which C.2.4 follows).
        head.push(u64::from(byte.reverse_bits()), 8);
    }
}

/// A profile as commands and data (E.4): the header as differences from the expected one, the rest unchanged.
fn encoded(profile: &[u8]) -> Vec<u8> {
    /// No list of tags.
    const NO_TAGS: u8 = 0;
    /// This many unchanged bytes.
    const INSERT: u8 = 1;
    let (header, rest) = profile.split_at(profile.len().min(128));
    let predicted = predicted_header(profile.len());
    let differences = header.iter().zip(predicted).map(|(byte, predicted)| byte.wrapping_sub(predicted));
    let mut commands = Vec::new();
    if !rest.is_empty() {
        commands.extend([NO_TAGS, INSERT]);
        commands.extend(variable::compose(rest.len()));
    }
    let mut stream = variable::compose(profile.len());
    stream.extend(variable::compose(commands.len()));
    stream.extend(commands);
    stream.extend(differences);
    stream.extend(rest);
    stream
}

/// The header that decoders expect (E.4.3), for a profile that names no preferred CMM and no platform.
fn predicted_header(len: usize) -> [u8; 128] {
    let mut header = [0; 128];
    let size = u32::try_from(len).unwrap_or(u32::MAX).to_be_bytes();
    let parts: [(usize, &[u8]); 6] =
        [(0, &size), (8, &[4]), (12, b"mntrRGB XYZ "), (36, b"acsp"), (70, &[246, 214, 0, 1]), (78, &[211, 45])];
    for (at, part) in parts {
        header.get_mut(at..).and_then(|rest| rest.get_mut(..part.len())).unwrap_or_default().copy_from_slice(part);
    }
    header
}

/// How bytes are coded from here on (C.2): each in eight bits, whatever comes before it.
fn plain_code(bits: &mut Bits) {
    // No LZ77; all contexts in one cluster; prefix codes.
    for (value, count) in [(0, 1), (1, 1), (0, 2), (1, 1)] {
        bits.push(value, count);
    }
    // Values below 256 are tokens: split_exponent 8, none of their bits outside.
    for (value, count) in [(8, 4), (0, 4), (0, 4)] {
        bits.push(value, count);
    }
    // 256 tokens.
    for (value, count) in [(1, 1), (7, 4), (127, 7)] {
        bits.push(value, count);
    }
    // Each of them has a code of eight bits: no other length occurs, so it takes no bits to say so.
    const ORDER: [u8; 18] = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    bits.push(0, 2);
    for length in ORDER {
        bits.push(u64::from(length == 8), 2);
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use jxl_bitstream::Bitstream;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_by_others(profile in proptest::collection::vec(any::<u8>(), 128..3000), kept in 0_usize..24) {
            // A clean profile names neither preferred CMM nor platform.
            let mut profile = profile;
            profile[4..8].fill(0);
            profile[40..44].fill(0);
            let mut head = Bits::new();
            head.copy(&[0x5A; 3], 0..kept);
            push_profile(&mut head, &profile);
            let head = head.into_bytes();
            let mut stream = Bitstream::new(&head);
            stream.skip_bits(kept).unwrap();
            let encoded = jxl_color::icc::read_icc(&mut stream).unwrap();
            prop_assert_eq!(jxl_color::icc::decode_icc(&encoded).unwrap(), profile);
        }
    }
}
