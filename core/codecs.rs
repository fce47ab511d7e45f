//! What stands in coded pictures and sound besides pictures and sound: a walker for each codec. Walkers are shown one
//! sample, or the configuration of a decoder, and mark what in it no decoder needs. They know no container, and never
//! change a length.

pub mod aac;
pub mod ac3;
pub mod amr;
pub mod av1;
pub mod avc;
pub mod bits;
mod chain;
pub mod configuration;
mod crc16;
mod decoder;
pub mod deflate;
pub mod dv;
pub mod fax;
pub mod flac;
pub mod h263;
pub mod header_bits;
pub mod hevc;
pub mod jpeg;
pub mod lzw;
pub mod mark;
pub mod mdpm;
pub mod mpeg4_visual;
pub mod mpeg_audio;
pub mod mpeg_video;
pub mod nal;
pub mod opus;
pub mod pack_bits;
pub mod png;
pub mod prores;
mod raster;
pub mod row;
mod said;
pub mod sei;
pub mod sound;
mod start_codes;
pub mod syntactic_elements;
pub mod t35;
pub mod tesla;
pub mod video;
pub mod vp8;
pub mod vpx;
pub mod vvc;

pub use decoder::Decoder;
pub use mark::{Mark, Stuffing};
pub use raster::Raster;
pub use row::{Codec, Object, Room, Walker};
