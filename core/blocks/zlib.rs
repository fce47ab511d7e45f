//! Compressed payloads (RFC 1950), inflated up to a limit.

use std::io::{Read, Write};

use crate::base::{Budget, cost};
use flate2::Compression;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use flate2::write::ZlibEncoder;

/// What a stream contains, if it is at most `limit` bytes and the budget affords it, and the length of the stream
/// itself.
#[must_use]
pub fn inflate(bytes: &[u8], limit: usize, budget: &Budget) -> Option<(Vec<u8>, usize)> {
    budget.affords(cost::ELEMENT).then_some(())?;
    let mut inflated = Vec::new();
    let mut decoder = ZlibDecoder::new(bytes);
    // One byte more than is allowed: otherwise, a stream cut at the limit would look like one that ends there.
    let cap = (limit as u64).saturating_add(1);
    let read = decoder.by_ref().take(cap).read_to_end(&mut inflated);
    let len = usize::try_from(decoder.total_in()).ok()?;
    // Even if it breaks in the end.
    budget.affords(cost::inflated(len as u64, inflated.len() as u64)).then_some(())?;
    read.ok()?;
    (inflated.len() <= limit).then_some((inflated, len))
}

/// What can be inflated of a stream before it breaks, little more than `limit` bytes.
#[must_use]
pub fn beginning(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut inflated = Vec::new();
    let Some((head, stream)) = bytes.split_first_chunk::<2>() else { return inflated };
    // Deflated, with a valid window size, and without a dictionary (2.2).
    if head[0] & 0x0F != 8 || head[0] >> 4 > 7 || head[1] & 0x20 != 0 || !u16::from_be_bytes(*head).is_multiple_of(31) {
        return inflated;
    }
    // Without its checksum, so that a wrong one does not lose the last bytes; in small steps, so that an error does
    // not.
    let (mut decoder, mut step) = (DeflateDecoder::new(stream), [0; 32]);
    while let Ok(len @ 1..) = decoder.read(&mut step) {
        inflated.extend(step.get(..len).unwrap_or_default());
        if inflated.len() > limit {
            break;
        }
    }
    inflated
}

/// A stream that contains these bytes.
#[must_use]
pub fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_ends_where_it_ends_and_never_grows_beyond_the_limit() {
        let stream = deflate(b"colour colour colour").unwrap();
        let followed = [&stream[..], b"secret"].concat();
        assert_eq!(inflate(&followed, 20, &Budget::NONE), Some((b"colour colour colour".to_vec(), stream.len())));
        assert_eq!(inflate(&followed, 19, &Budget::NONE), None);
        assert_eq!(inflate(b"no stream", 100, &Budget::NONE), None);
    }

    #[test]
    fn a_broken_stream_has_a_beginning() {
        let stream = deflate(b"colour colour colour").unwrap();
        let (mut wrong, cut) = (stream.clone(), &stream[..stream.len() - 5]);
        *wrong.last_mut().unwrap() ^= 1;
        assert_eq!((inflate(&wrong, 100, &Budget::NONE), inflate(cut, 100, &Budget::NONE)), (None, None));
        assert_eq!(beginning(&wrong, 100), b"colour colour colour");
        assert!(b"colour colour colour".starts_with(&beginning(cut, 100)));
        assert_eq!((beginning(&stream, 3).len(), beginning(b"no stream", 100)), (20, Vec::new()));
    }
}
