//! JPEG: what a stream inside another file, tables shared by streams, or a frame of a video contain besides the coded
//! picture, which tables it uses, and where entropy-coded data end. What the segments of JPEG files say is handled elsewhere.

mod entropy;
mod frame;
mod stream;
mod tables;

pub use entropy::{Ends, Frame, ends};
pub use frame::walk;
pub use stream::{Part, strange, tables};
pub use tables::Coding;
