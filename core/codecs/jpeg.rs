//! JPEG inside of another file: what stands in a stream, in tables that streams share, or in a frame of a video, besides the
//! coded picture. JPEG files themselves have more to them, and are another's business.

mod frame;
mod stream;

pub use frame::walk;
pub use stream::{strange, tables};
