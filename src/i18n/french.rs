//! French (France).

mod ending;
mod findings;
mod headline;
mod help;
mod labels;
mod meant;
mod media;
mod menus;
mod places;
mod posted;
mod steps;
mod together;
mod trouble;
mod usage;
