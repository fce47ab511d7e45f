//! Chunks of PNG files, and pictures made of them.

/// The data of a header: one grey pixel.
pub(crate) const HEADER: &[u8] = &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];

/// A chunk with the right CRC.
pub(crate) fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind, data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
}

/// A datastream of these chunks.
pub(crate) fn stream(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1A\n", &chunks.concat()[..]].concat()
}

/// A picture with these chunks after its header. No test decodes what is in IDAT.
pub(crate) fn picture(header: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    stream(&[chunk(b"IHDR", header), chunks.concat(), chunk(b"IDAT", &[1, 2, 3]), chunk(b"IEND", &[])])
}
