//! How files are taken through the stages.

use std::time::SystemTime;

use untrace_core::model::{Keep, Trust};
use untrace_core::verify::Depth;

use crate::discover::Naming;
use crate::outcome::Action;

/// What becomes of originals whose places copies take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InPlace {
    /// Whether they go to the trash, and are not replaced for good.
    pub trash: bool,
    /// Whether one that has other names, too, is replaced under this one.
    pub break_links: bool,
}

/// How files are taken through the stages.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What is done with a file that can be cleaned.
    pub action: Action,
    /// Whether copies take the place of their originals, and what becomes of those.
    pub in_place: Option<InPlace>,
    /// Whether a file that has the copy's name already is replaced.
    pub force: bool,
    /// Whether a copy of an earlier run, which is another one now, is replaced.
    pub update: bool,
    /// What copies are called.
    pub naming: Naming,
    /// When the first file was met.
    pub begun: SystemTime,
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
    /// Whether documents and archives that are met in a folder are refused, and not left out.
    pub strict: bool,
    /// Whether previews are compared with the picture.
    pub compares_previews: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            action: Action::Clean,
            in_place: None,
            force: false,
            update: false,
            naming: Naming::Kept,
            begun: SystemTime::UNIX_EPOCH,
            depth: Depth::Always,
            keep: Keep::NOTHING,
            trust: Trust::NOTHING,
            jobs: 1,
            syncs: true,
            extract_motion: false,
            strict: false,
            compares_previews: false,
        }
    }
}
