//! What a page needs besides what was found.

use std::collections::BTreeMap;

use jiff::civil::Date;
use untrace_core::insight::PlaceId;

use crate::tally::{Holder, Posted};

/// What a page needs besides what was found.
#[derive(Debug, Clone)]
pub struct About {
    /// The names of the files by their numbers in the album, made printable.
    pub names: Vec<String>,
    /// The command that makes clean copies, quoted for a shell; nothing where there is nothing to clean.
    pub command: Option<String>,
    /// Who has what already.
    pub posted: BTreeMap<Holder, Posted>,
    /// The day that the page is made.
    pub made: Date,
    /// Small pictures of places, as `data:` URIs; others are not shown.
    pub thumbnails: BTreeMap<PlaceId, String>,
    /// Outlines of the land of the world.
    pub land: Land,
}

/// Outlines of land in a flat map that goes once around the earth from its left to its right.
#[derive(Debug, Clone, Copy)]
pub struct Land {
    /// As the data of an SVG path.
    pub path: &'static str,
    /// How wide the map is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// From latitude and longitude to it; nothing for what is not on it.
    pub project: fn(f64, f64) -> Option<(f64, f64)>,
}
