//! What a run says about itself, on a terminal or as lines of JSON, and what many files tell together, as a page or in a few
//! lines.

pub mod ending;
pub mod fields;
pub mod headline;
pub mod insight;
pub mod json;
pub mod page;
pub mod plain;
mod sentences;
pub mod terminal;
pub mod together;
