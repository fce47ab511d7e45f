//! What many files come to: counts for the end of a run, and what they give away together.

mod gathered;
mod totals;

pub use gathered::{Gathered, Line, Section};
pub use totals::Totals;
