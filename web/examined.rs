//! What became of one file, as the page gets it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::place::Place;
use crate::said::Said;

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It has a copy, which is different.
    Cleaned,
    /// It has a copy, which is the same: it said nothing.
    AlreadyClean,
    /// It has none, for a reason.
    Refused,
    /// It is no photo or video, and does not claim to be one.
    NotMedia,
}

/// What became of one file. The copy itself is with it where there is one.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Examined {
    /// How it ended.
    pub outcome: Outcome,
    /// What it is by its content.
    pub format: Option<&'static str>,
    /// The extension that its copy should have.
    pub extension: Option<&'static str>,
    /// All extensions that fit its content.
    pub extensions: &'static [&'static str],
    /// Whether the end of its name is an extension of photos or videos.
    pub is_promised: bool,
    /// Whether it is a video.
    pub is_video: bool,
    /// Its length in bytes.
    pub length: u64,
    /// The length of its copy in bytes.
    pub copy_length: Option<u64>,
    /// When it was taken, as a text that sorts; it stays on the page.
    pub taken: Option<String>,
    /// Where it was taken.
    pub place: Option<Place>,
    /// What is said about it, by the code of the language.
    pub said: BTreeMap<&'static str, Said>,
}
