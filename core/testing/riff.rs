//! Chunks of RIFF files, and WebP files made of them.

/// A chunk with its padding.
pub(crate) fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    [kind, &length[..], data, &[0][..data.len() % 2]].concat()
}

/// A WebP file of these bytes.
pub(crate) fn webp(chunks: &[u8]) -> Vec<u8> {
    let size = u32::try_from(chunks.len() + 4).unwrap();
    [b"RIFF", &size.to_le_bytes()[..], b"WEBP", chunks].concat()
}
