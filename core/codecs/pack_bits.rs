//! Where PackBits data end (TIFF 6.0, section 9): with the run that yields the last byte requested.

/// At which byte the data of a strip or tile end that decode to this many bytes. Data that run out earlier are read
/// completely.
///
/// No decoder takes the part of a run that exceeds what was requested.
#[must_use]
pub fn end(bytes: &[u8], decoded: u64) -> usize {
    let (mut at, mut left) = (0_usize, decoded);
    while left > 0 {
        let Some(&head) = bytes.get(at) else { return bytes.len() };
        let literal = u64::from(head).saturating_add(1).min(left);
        let (read, given) = match head {
            0..=127 => (usize::try_from(literal).unwrap_or(128), literal),
            128 => (0, 0),
            129.. => (1, 257_u64.saturating_sub(head.into())),
        };
        at = at.saturating_add(1).saturating_add(read);
        left = left.saturating_sub(given);
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_standard_ends_with_its_last_run() {
        // TIFF 6.0, section 9: 24 bytes.
        let packed = [0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7, 0xAA];
        let behind = [&packed[..], b"Nora Petit"].concat();
        assert_eq!(end(&behind, 24), packed.len());
        // No more is read of a literal run than requested, and nothing after it.
        assert_eq!(end(&behind, 5), 5);
        assert_eq!(end(&behind, 0), 0);
        assert_eq!((end(&packed, 25), end(&packed[..4], 24), end(&[], 1), end(&[0x80, 0, 7, 9], 1)), (15, 4, 0, 3));
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        for run in bytes.chunk_by(|one, next| one == next).flat_map(|run| run.chunks(128)) {
            let head = if run.len() == 1 { 0 } else { (257 - run.len()) as u8 };
            packed.extend([head, run[0]]);
        }
        packed
    }

    proptest! {
        #[test]
        fn what_was_packed_ends_where_it_ends(bytes in proptest::collection::vec(0_u8..3, 0..2000), behind: Vec<u8>) {
            let packed = packed(&bytes);
            prop_assert_eq!(end(&[packed.clone(), behind].concat(), bytes.len() as u64), packed.len());
        }

        #[test]
        fn no_bytes_make_it_leave_the_data(bytes: Vec<u8>, decoded: u16) {
            prop_assert!(end(&bytes, decoded.into()) <= bytes.len());
        }
    }
}
