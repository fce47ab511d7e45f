//! Copies of photos and videos that no longer say where, when, with which device or of whom they were taken.
//!
//! A file goes one way: [`discover`] finds it, [`names`] gives its copy a name, [`sniff`] tells what it is, a format [scans](formats) it, the policy
//! makes a [`plan`], the plan becomes [edits](edit), [`write`](mod@write) writes the copy, [`verify`] judges it,
//! [`commit`] gives it its name, [`report`] tells. [`run`](mod@run) takes many files along that way.
//!
//! The picture is never decoded, but where `check` compares [`previews`] with it: what stays is copied byte for byte,
//! what goes is left out, and what a file does not explain is never kept. `docs/design.md` tells why.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::string_slice))]

pub mod blocks;
#[doc(hidden)]
pub mod cli;
pub mod commit;
pub mod containers;
pub mod discover;
pub mod edit;
pub mod error;
pub mod formats;
pub mod i18n;
pub mod input;
pub mod keep;
pub mod model;
pub mod names;
pub mod plan;
pub mod policy;
pub mod previews;
pub mod report;
pub mod run;
pub mod sidecars;
pub mod sniff;
pub mod verify;
pub mod write;
