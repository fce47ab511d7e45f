//! Colour profiles.

/// Length of the header.
const HEADER: usize = 128;

/// A version 2 profile with these tags. `class` is its class and its colour spaces; its header says nothing else.
pub(crate) fn profile(class: &[u8; 12], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut places = Vec::new();
    for (signature, bytes) in tags {
        places.push((*signature, data.len(), bytes.len()));
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    placed(class, &places, &data)
}

/// The same, with tags at these offsets after the table, and with these lengths, in the data.
pub(crate) fn placed(class: &[u8; 12], tags: &[(&[u8; 4], usize, usize)], data: &[u8]) -> Vec<u8> {
    let mut header = [0; HEADER];
    header[8] = 2;
    header[12..24].copy_from_slice(class);
    header[36..40].copy_from_slice(b"acsp");
    let first = HEADER + 4 + 12 * tags.len();
    let table = tags.iter().flat_map(|(signature, at, len)| [**signature, number(first + at), number(*len)].concat());
    let mut bytes = [&header[..], &number(tags.len()), &table.collect::<Vec<_>>(), data].concat();
    let size = number(bytes.len());
    bytes[..4].copy_from_slice(&size);
    bytes
}

/// A grey profile with one curve, and another tag with this name.
pub(crate) fn grey(signature: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33";
    profile(b"mntrGRAYXYZ ", &[(b"kTRC", curve.to_vec()), (signature, data.to_vec())])
}

/// A 32-bit number, as in profiles.
pub(crate) fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap().to_be_bytes()
}
