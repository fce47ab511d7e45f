//! Numbers of tags that say where pixels are, and in what form (TIFF 6.0).

pub(super) const WIDTH: u16 = 0x0100;
pub(super) const LENGTH: u16 = 0x0101;
pub(super) const BITS: u16 = 0x0102;
pub(super) const COMPRESSION: u16 = 0x0103;
pub(super) const PHOTOMETRIC: u16 = 0x0106;
pub(super) const FILL_ORDER: u16 = 0x010A;
pub(super) const STRIPS: u16 = 0x0111;
pub(super) const SAMPLES: u16 = 0x0115;
pub(super) const ROWS: u16 = 0x0116;
pub(super) const STRIP_BYTES: u16 = 0x0117;
pub(super) const PLANAR: u16 = 0x011C;
pub(super) const T4_OPTIONS: u16 = 0x0124;
pub(super) const WHITE_POINT: u16 = 0x013E;
pub(super) const PRIMARIES: u16 = 0x013F;
pub(super) const TILE_WIDTH: u16 = 0x0142;
pub(super) const TILE_LENGTH: u16 = 0x0143;
pub(super) const TILES: u16 = 0x0144;
pub(super) const TILE_BYTES: u16 = 0x0145;
pub(super) const JPEG: u16 = 0x0201;
pub(super) const JPEG_LEN: u16 = 0x0202;
pub(super) const SUBSAMPLING: u16 = 0x0212;
pub(super) const QUANTISATION: u16 = 0x0207;
pub(super) const HUFFMAN: [u16; 2] = [0x0208, 0x0209];
