//! What is said at the end of a run: which sentences, about how many files, in which order. The language decides on the words.

mod check;
mod clean;
mod line;
mod media;
mod rest;
mod summary;

pub use check::{Counts, check};
pub use clean::{brief, clean};
pub use line::{line, line_of_nothing};
pub use summary::Summary;
