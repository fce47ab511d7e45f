//! How files are taken through the stages.

use untrace_core::model::{Keep, Trust};
use untrace_core::verify::Depth;

use crate::outcome::Action;

/// How files are taken through the stages.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What is done with a file that can be cleaned.
    pub action: Action,
    /// Whether a file that has the copy's name already is replaced.
    pub force: bool,
    /// How much is verified.
    pub depth: Depth,
    /// Categories whose values are written anew into the copies.
    pub keep: Keep,
    /// Codecs whose samples are copied unread.
    pub trust: Trust,
    /// How many files at once; at least one.
    pub jobs: usize,
    /// Whether data are on the disk before names lead to them.
    pub syncs: bool,
    /// Whether a video that is hidden behind a photo becomes a cleaned file of its own.
    pub extract_motion: bool,
    /// Whether previews are compared with the picture.
    pub compares_previews: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            action: Action::Clean,
            force: false,
            depth: Depth::Always,
            keep: Keep::NOTHING,
            trust: Trust::NOTHING,
            jobs: 1,
            syncs: true,
            extract_motion: false,
            compares_previews: false,
        }
    }
}
