//! What stands in coded pictures and sound besides pictures and sound: a walker for each codec. Walkers are shown one
//! sample, or the configuration of a decoder, and mark what in it no decoder needs. They know no container, and never
//! change a length.

pub mod aac;
pub mod ac3;
pub mod alac;
pub mod amr;
pub mod av1;
pub mod avc;
pub mod bits;
mod crc16;
pub mod flac;
pub mod hevc;
pub mod mark;
pub mod mdpm;
pub mod mpeg_audio;
pub mod nal;
pub mod obu_bits;
pub mod opus;
pub mod row;
mod said;
pub mod sei;
pub mod sound;
pub mod syntactic_elements;
pub mod t35;
pub mod tesla;
pub mod vvc;

pub use mark::{Mark, Stuffing};
pub use row::{Codec, Object, Room, Walker};
