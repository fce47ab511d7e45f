//! JPEG: what stands in a stream inside of another file, in tables that streams share, or in a frame of a video, besides the
//! coded picture, and where entropy-coded data end. What the segments of JPEG files say is another's business.

mod entropy;
mod frame;
mod stream;

pub use entropy::{Ends, ends};
pub use frame::walk;
pub use stream::{strange, tables};
