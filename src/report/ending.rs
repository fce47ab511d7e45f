//! What is told at the end of a run: which sentences, of how many files, in which order. How they sound is the language's.

mod check;
mod clean;
mod line;
mod media;
mod rest;
mod summary;

pub use check::{Counts, check};
pub use clean::clean;
pub use line::{line, line_of_nothing};
pub use summary::Summary;
