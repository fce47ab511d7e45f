//! Where a zlib stream ends (RFC 1950): after its checksum.

use flate2::{Decompress, FlushDecompress, Status};

/// How much more a stream may yield than requested: rows that fill a last strip.
const MORE: u64 = 1 << 20;

/// The length of the stream that these bytes begin with, which is all of them if it does not end; `None` if it is
/// damaged, or yields more than `most`.
#[must_use]
pub fn len(bytes: &[u8], most: u64) -> Option<usize> {
    const PIECE: usize = 32 << 10;
    let (mut stream, mut piece) = (Decompress::new(true), vec![0; PIECE]);
    loop {
        let at = usize::try_from(stream.total_in()).ok()?;
        let given = stream.total_out();
        let status = stream.decompress(bytes.get(at..)?, &mut piece, FlushDecompress::None).ok()?;
        let read = usize::try_from(stream.total_in()).ok()?;
        match status {
            _ if stream.total_out() > most => return None,
            Status::StreamEnd => return Some(read),
            _ if read == at && stream.total_out() == given => return Some(bytes.len()),
            _ => {}
        }
    }
}

/// Where the stream of a strip or tile ends that decodes to this many bytes; `None` if it is damaged, or yields far
/// more than that. A stream that runs out is read completely.
///
/// It ends with its checksum, even if it yields more than requested: some decoders read it completely.
#[must_use]
pub fn end(bytes: &[u8], decoded: u64) -> Option<usize> {
    len(bytes, decoded.saturating_mul(2).saturating_add(MORE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    fn packed(bytes: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    proptest! {
        #[test]
        fn a_stream_ends_with_its_checksum(bytes in proptest::collection::vec(0_u8..5, 0..3000), level in 0_u32..10, behind: Vec<u8>) {
            let packed = packed(&bytes, level);
            let all = [packed.clone(), behind].concat();
            prop_assert_eq!(end(&all, bytes.len() as u64), Some(packed.len()));
            // Rows that fill the last strip.
            prop_assert_eq!(end(&all, bytes.len() as u64 / 2), Some(packed.len()));
        }

        #[test]
        fn no_bytes_make_it_leave_the_data(bytes: Vec<u8>, decoded: u16) {
            prop_assert!(end(&bytes, decoded.into()).is_none_or(|end| end <= bytes.len()));
        }
    }

    #[test]
    fn a_stream_that_runs_out_is_read_whole_and_a_damaged_one_ends_nowhere() {
        let packed = packed(&[7; 100_000], 6);
        assert_eq!(end(&packed[..packed.len() - 5], 100_000), Some(packed.len() - 5));
        let mut damaged = packed.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(end(&damaged, 100_000), None);
        assert_eq!((end(b"no stream", 5), end(&[], 5)), (None, Some(0)));
    }

    #[test]
    fn a_stream_that_gives_far_more_than_is_asked_for_is_not_followed() {
        assert_eq!(end(&packed(&vec![7; 4 << 20], 6), 1000), None);
    }
}
