//! English (British).

mod copies;
mod ending;
mod facts;
mod found;
mod help;
mod line;
mod meant;
mod months;
mod no_media;
mod numbers;
mod summary;
mod together;
mod trouble;
mod usage;
