//! The 16-bit checksum over x^16 + x^15 + x^2 + 1, as used by AC-3, FLAC and MPEG audio: calculated forwards, and
//! backwards for one that comes before what it covers.

const POLYNOMIAL: u16 = 0x8005;

/// The checksum of bytes, continuing from that of the bytes before.
#[must_use]
pub(super) fn crc16(before: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(before, |state, byte| {
        (0..8).fold(state ^ u16::from(*byte) << 8, |state, _| state << 1 ^ if state & 0x8000 == 0 { 0 } else { POLYNOMIAL })
    })
}

/// The two bytes that give zero together with these bytes, if they come before them.
#[must_use]
pub(super) fn crc16_before(bytes: &[u8]) -> [u8; 2] {
    // The polynomial is odd: the lowest bit shows whether a step has added it. A state followed by two zeros gives the
    // same as its own two bytes starting from nothing.
    bytes
        .iter()
        .rev()
        .chain([&0, &0])
        .fold(0, |state, byte| {
            let whole =
                (0..8).fold(state, |state: u16, _| if state & 1 == 0 { state >> 1 } else { (state ^ POLYNOMIAL) >> 1 | 0x8000 });
            whole ^ u16::from(*byte) << 8
        })
        .to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_the_one_of_the_standards() {
        // CRC-16/UMTS in the catalogue of parametrised algorithms.
        assert_eq!(crc16(0, b"123456789"), 0xFEE8);
    }

    proptest! {
        #[test]
        fn bytes_and_what_stands_before_them_come_to_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(crc16(0, &[&crc16_before(&bytes)[..], &bytes].concat()), 0);
        }
    }
}
