//! French (France).

pub mod dates;
pub mod facts;
mod fields;
pub mod lists;
pub mod numbers;
pub mod obstacles;
mod page;
mod refusals;
