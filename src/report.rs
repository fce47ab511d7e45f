//! What a run says of itself: on a terminal, or as lines of JSON.

pub mod fields;
pub mod json;
pub mod terminal;
