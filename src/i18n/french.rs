//! French (France).

mod dates;
mod ending;
mod facts;
mod fields;
mod findings;
mod headline;
mod help;
mod labels;
mod lists;
mod meant;
mod media;
mod menus;
mod numbers;
mod places;
mod posted;
mod steps;
mod together;
mod trouble;
mod usage;
