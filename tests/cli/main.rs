//! Tests of the program as scripts and people use it: what is typed, what stands on the disk afterwards, what is
//! said, and the exit status. Every run is watched: no file that was there before may be different afterwards.

#![cfg(target_os = "linux")]
#![allow(clippy::string_slice)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
#![allow(missing_docs, reason = "tests are named for what they show")]

mod again;
mod check;
mod closed;
mod content;
mod cropped;
mod env;
mod existing;
mod filters;
mod foreign;
mod help;
mod in_place;
mod json;
mod keep;
mod killed;
mod language;
mod limits;
mod links;
mod lists;
mod log;
mod mistyped;
mod names;
mod outside;
mod places;
mod renaming;
mod report;
mod schema;
mod screen;
mod status;
mod stopped;
mod streams;
mod terminal;
mod told;
mod traces;
mod trouble;
mod videos;
mod wait;
mod watch;
mod words;
