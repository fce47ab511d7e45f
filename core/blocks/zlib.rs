//! Compressed payloads (RFC 1950), inflated up to a limit.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

/// What a stream holds, where that is at most `limit` bytes, and how long the stream itself is.
#[must_use]
pub fn inflate(bytes: &[u8], limit: usize) -> Option<(Vec<u8>, usize)> {
    let mut inflated = Vec::new();
    let mut decoder = ZlibDecoder::new(bytes);
    // One byte more than is allowed: without it, a stream cut at the limit would look like one that ends there.
    let cap = (limit as u64).saturating_add(1);
    decoder.by_ref().take(cap).read_to_end(&mut inflated).ok()?;
    let len = usize::try_from(decoder.total_in()).ok()?;
    (inflated.len() <= limit).then_some((inflated, len))
}

/// A stream that holds these bytes.
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
        assert_eq!(inflate(&followed, 20), Some((b"colour colour colour".to_vec(), stream.len())));
        assert_eq!(inflate(&followed, 19), None);
        assert_eq!(inflate(b"no stream", 100), None);
    }
}
