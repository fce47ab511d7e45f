//! GIF files.

/// The screen of a GIF of two by one pixels, and its colours.
pub(crate) const SCREEN: &[u8] = b"GIF89a\x02\0\x01\0\x80\0\0RGBrgb";
/// A picture on it.
pub(crate) const IMAGE: &[u8] = b",\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x01\0";

/// A GIF of these blocks.
pub(crate) fn file(blocks: &[&[u8]]) -> Vec<u8> {
    [SCREEN, &blocks.concat(), b";"].concat()
}
