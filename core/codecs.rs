//! What stands in coded pictures and sound besides pictures and sound: a walker for each codec. Walkers are shown one
//! sample, or the configuration of a decoder, and mark what in it no decoder needs. They know no container, and never
//! change a length.

pub mod bits;
mod chain;
pub mod dv;
pub mod h263;
pub mod jpeg;
pub mod mark;
pub mod mpeg4_visual;
pub mod mpeg_video;
pub mod png;
pub mod prores;
pub mod row;
mod said;
mod start_codes;
pub mod video;
pub mod vpx;

pub use mark::{Mark, Stuffing};
pub use row::{Codec, Object, Room, Walker};
