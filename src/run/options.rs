//! How files are taken through the stages.

use std::time::SystemTime;

use untrace_core::model::{CropGuard, Keep, Trust};
use untrace_core::verify::Depth;

use crate::discover::Naming;
use crate::outcome::Action;

/// What becomes of originals that are replaced by copies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InPlace {
    /// Whether they go to the trash instead of being replaced for good.
    pub trash: bool,
    /// Whether one that also has other names is replaced under this one.
    pub break_links: bool,
}

/// How files are taken through the stages.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What is done with a file that can be cleaned.
    pub action: Action,
    /// Whether copies replace their originals, and what becomes of those.
    pub in_place: Option<InPlace>,
    /// Whether a file that already has the copy's name is replaced.
    pub force: bool,
    /// Whether a copy from an earlier run that would be different now is replaced.
    pub update: bool,
    /// What copies are called.
    pub naming: Naming,
    /// When the first file was met.
    pub begun: SystemTime,
    /// How much is verified.
    pub depth: Depth,
    /// Categories whose values are rewritten into the copies.
    pub keep: Keep,
    /// What becomes of files of which a crop hides a part.
    pub crops: CropGuard,
    /// Codecs whose samples are copied unread.
    pub trust: Trust,
    /// How many files at a time; at least one.
    pub jobs: usize,
    /// Whether data reach the disk before names lead to them.
    pub syncs: bool,
    /// Whether a video hidden behind a photo becomes a separate cleaned file.
    pub extract_motion: bool,
    /// Whether documents and archives met in a folder are refused, not left out.
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
            crops: CropGuard::Tell,
            trust: Trust::NOTHING,
            jobs: 1,
            syncs: true,
            extract_motion: false,
            strict: false,
            compares_previews: false,
        }
    }
}
