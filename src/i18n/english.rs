//! English (British).

mod ending;
mod facts;
mod help;
mod lists;
mod meant;
mod media;
mod menus;
mod months;
mod numbers;
mod together;
mod trouble;
mod usage;
