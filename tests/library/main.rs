//! Tests of the library over real files: the fixtures, and whatever properties can be said of any bytes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
#![allow(clippy::cast_possible_truncation, clippy::print_stderr, clippy::string_slice, missing_docs)]

mod bites;
mod budget;
mod codecs;
mod common;
mod ends;
mod exports;
mod ffmpeg;
mod film;
mod gain_maps;
mod keep;
mod limits;
mod matrix;
mod oracles;
mod page;
mod properties;
mod prose;
mod readme;
mod security;
mod sidecars;
mod telling;
mod tiff;
mod videos;
