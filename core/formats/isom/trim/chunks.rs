//! Chunks of a track that becomes shorter: which are left, and where the rest of them begins.

use std::ops::Range;

use super::media::Media;
use crate::base::{Error, Span};
use crate::formats::extents::Extents;
use crate::formats::isom::sample_tables::{Offsets, Runs, Sizes};

/// What is left of the chunks.
pub(super) struct Pieces {
    /// The samples in them, by index from 0.
    pub(super) samples: Range<u32>,
    /// Where they begin.
    pub(super) offsets: Vec<u64>,
    /// Entries of `stsc`: first chunk, samples in each, sample entry.
    pub(super) runs: Vec<[u32; 3]>,
    /// The bytes of the samples.
    pub(super) bytes: Extents,
}

/// The part of the chunks that these samples make up; with `whole`, all samples of each chunk that contains one of
/// them. `None` if the tables do not say.
pub(super) fn pieces(media: &Media<'_>, kept: &Range<u32>, whole: bool) -> Result<Option<Pieces>, Error> {
    let (input, tables) = (media.input, media.tables);
    let mut sizes = Sizes::new(input, tables)?;
    let (Some(mut offsets), Some(mut chunks)) = (Offsets::new(input, tables)?, Runs::new(input, tables, media.descriptions)?)
    else {
        return Ok(None);
    };
    let mut pieces = Pieces { samples: kept.clone(), offsets: Vec::new(), runs: Vec::new(), bytes: Extents::default() };
    let (mut number, mut first): (u32, u32) = (1, 0);
    while let Some(offset) = offsets.next()? {
        let run = chunks.of_chunk(number)?;
        number = number.saturating_add(1);
        let end = first.saturating_add(run.samples);
        let mut here = kept.start.max(first)..kept.end.min(end);
        if here.is_empty() {
            here = first..first;
        } else if whole {
            here = first..end;
            pieces.samples = pieces.samples.start.min(first)..pieces.samples.end.max(end);
        }
        let samples = here.end.saturating_sub(here.start);
        let (skipped, len) = match media.frames {
            Some(frames) => {
                sizes.pass(run.samples);
                (0, frames.bytes(samples))
            }
            None => {
                let skipped = sizes.sum(here.start.saturating_sub(first))?;
                let len = sizes.sum(samples)?;
                sizes.sum(end.saturating_sub(here.end))?;
                (skipped, len)
            }
        };
        first = end;
        if samples == 0 {
            continue;
        }
        let start = offset.saturating_add(skipped);
        pieces.offsets.push(start);
        pieces.bytes.push(Span::new(start, len))?;
        let same = |last: &[u32; 3]| last.get(1..) == Some(&[samples, run.description]);
        if !pieces.runs.last().is_some_and(same) {
            let chunk = u32::try_from(pieces.offsets.len()).unwrap_or(u32::MAX);
            pieces.runs.push([chunk, samples, run.description]);
        }
    }
    Ok(Some(pieces).filter(|_| first == media.samples))
}
