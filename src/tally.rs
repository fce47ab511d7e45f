//! What many files come to: counts for the end of a run, and what they give away together.

mod cropped;
mod gathered;
mod together;
mod totals;
mod troubles;

pub use cropped::Cropped;
pub use gathered::{Gathered, Line, Perhaps, Section};
pub use together::{Holder, Missed, Posted, Together};
pub use totals::Totals;
pub use troubles::{Cause, Said, Troubles};
