//! French (France).

mod dates;
mod ending;
mod facts;
mod findings;
mod headline;
mod help;
mod labels;
mod meant;
mod numbers;
mod places;
mod steps;
mod together;
mod trouble;
mod usage;
