//! untrace in a browser. This is what the page's workers call: a file that a person chose goes in, and what it gives away comes
//! out, with a copy that no longer does. The core and the words are those of the command line; what is here only reads from
//! and writes to what a browser has for files. The page itself is in `page/`.
//!
//! A panic ends the worker, and with it the work on one file: the page starts another one.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

#[cfg(target_family = "wasm")]
mod blobs;
#[cfg(target_family = "wasm")]
pub mod door;
pub mod examined;
pub mod look;
pub mod place;
pub mod previews;
pub mod said;
#[cfg(test)]
mod tests;
