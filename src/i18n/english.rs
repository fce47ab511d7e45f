//! English (British).

mod ending;
mod help;
mod meant;
mod media;
mod menus;
mod together;
mod trouble;
mod usage;
