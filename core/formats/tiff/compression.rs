//! Codings of pixels (TIFF 6.0, section 3; supplement 2; DNG 1.7.1.0; registered with libtiff).

pub(super) const NONE: u64 = 1;
pub(super) const HUFFMAN: u64 = 2;
pub(super) const GROUP3: u64 = 3;
pub(super) const GROUP4: u64 = 4;
pub(super) const LZW: u64 = 5;
pub(super) const OLD_JPEG: u64 = 6;
pub(super) const JPEG: u64 = 7;
pub(super) const DEFLATE: [u64; 2] = [8, 32_946];
pub(super) const HUFFMAN_WORDS: u64 = 32_771;
pub(super) const PACK_BITS: u64 = 32_773;
pub(super) const LOSSY_JPEG: u64 = 34_892;
pub(super) const JPEG_XL: u64 = 52_546;
/// Streams that are not looked into, because they have no place for anything but the picture.
pub(super) const PLAIN: [u64; 24] = [
    NONE, 2, 3, 4, 5, 8, 9, 10, 32_766, 32_771, 32_773, 32_809, 32_895, 32_908, 32_909, 32_946, 34_661, 34_676, 34_677, 34_887,
    34_925, 50_000, 32_896, 32_898,
];
/// JPEG 2000, WebP and JPEG XL: a bare stream, or a file that can contain anything.
pub(super) const FILES: [u64; 7] = [33_003, 33_004, 33_005, 34_712, 50_001, 50_002, JPEG_XL];
