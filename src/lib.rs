//! The command line of untrace: files, threads and words around `untrace-core`, which knows none of them.
//!
//! A file goes one way: [`discover`] finds it, [`names`] names its copy, the core scans it, plans and makes edits,
//! [`write`](mod@write) writes the copy, the core verifies it, [`commit`] gives it its name, and [`report`] reports.
//! [`run`](mod@run) takes many files along that way. `docs/design.md` says why. This library makes no promises: it exists for
//! the command line and its tests.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::string_slice))]

pub mod atlas;
#[doc(hidden)]
pub mod cli;
pub mod commit;
pub mod confine;
pub mod desktop;
pub mod discover;
pub mod exports;
mod fitting;
mod folded;
pub mod hashed;
pub mod i18n;
pub mod identity;
pub mod menus;
pub mod names;
pub mod outcome;
mod parent;
mod reason;
pub mod report;
mod reserved;
pub mod run;
pub mod sidecars;
pub mod source;
pub mod spool;
pub mod stamp;
pub mod state;
pub mod surplus;
pub mod tally;
pub mod thumbnails;
pub mod trouble;
pub mod work;
mod workers;
pub mod write;
