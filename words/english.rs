//! English (British).

pub mod facts;
pub mod lists;
pub mod months;
pub mod numbers;
pub mod obstacles;
mod page;
mod refusals;
