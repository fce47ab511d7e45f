//! French (France). So far only what many files tell together.

mod dates;
mod findings;
mod headline;
mod labels;
mod numbers;
mod places;
mod posted;
mod steps;
mod together;

pub(super) use together::Words;
