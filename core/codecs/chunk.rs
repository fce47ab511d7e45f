//! The length at the beginning of chunks in Apple's first codecs. Decoders use the length of the sample and skip it.

/// The first four bytes of a chunk whose coded picture ends at `end`: `flags` are the bits above the length.
///
/// A length between that end and the end of the sample stays, with its flags; any other is replaced by that of the
/// sample, without flags. `None` if the sample is shorter, or too long for a length.
pub(super) fn length(bytes: &[u8], flags: u32, end: usize) -> Option<[u8; 4]> {
    let stated = u32::from_be_bytes(*bytes.first_chunk()?);
    let length = stated & !flags;
    let len = u32::try_from(bytes.len()).ok().filter(|len| len & flags == 0)?;
    let stays = usize::try_from(length).is_ok_and(|length| length >= end) && length <= len;
    Some(if stays { stated } else { len }.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_stays_where_it_can_be_one() {
        let chunk = |stated: [u8; 4]| [&stated[..], &[0; 8]].concat();
        for stays in [[0xE1, 0, 0, 12], [0xE1, 0, 0, 9]] {
            assert_eq!(length(&chunk(stays), 0xFF00_0000, 9), Some(stays));
        }
        for wrong in [[7, 0, 0, 8], [7, 0, 0, 13], *b"\x07ora"] {
            assert_eq!(length(&chunk(wrong), 0xFF00_0000, 9), Some([0, 0, 0, 12]));
        }
        assert_eq!(length(b"abc", 0xFF00_0000, 0), None);
    }
}
