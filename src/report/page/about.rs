//! What a page needs besides the findings.

use std::collections::BTreeMap;

use jiff::civil::Date;
use untrace_core::insight::PlaceId;

use super::super::together::Command;
use crate::tally::{Holder, Missed, Posted};

/// What a page needs besides the findings.
#[derive(Debug, Clone)]
pub struct About {
    /// The names of the files by their number in the album, made printable.
    pub names: Vec<String>,
    /// What makes clean copies; `None` if there is nothing to clean.
    pub command: Option<Command>,
    /// What could not be read.
    pub missed: Missed,
    /// Who already has what.
    pub posted: BTreeMap<Holder, Posted>,
    /// The day on which the page is made.
    pub made: Date,
    /// Small pictures of places, as `data:` URIs; others are not shown.
    pub thumbnails: BTreeMap<PlaceId, String>,
    /// Outlines of the land of the world.
    pub land: Land,
}

/// Outlines of land on a flat map that goes once around the earth from left to right.
#[derive(Debug, Clone, Copy)]
pub struct Land {
    /// As the data of an SVG path.
    pub path: &'static str,
    /// The width of the map.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// From latitude and longitude to the map; `None` for anything not on it.
    pub project: fn(f64, f64) -> Option<(f64, f64)>,
}
