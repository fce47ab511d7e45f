//! Passes every sample of the tracks that stay to the decoder of its track, to find what is in it besides picture and
//! sound. `sample_tables` and `fragments` know where samples are; `codecs` knows what is in them.

use std::collections::{BTreeMap, BTreeSet};

use super::decoders::{self, Decoder};
use super::fragments;
use super::movie::Movie;
use super::sample_tables::Unit;
use super::track::Track;
use crate::base::{Error, Input, Limit, Malformed, Place, Span, Spans};
use crate::codecs::Mark;
use crate::containers::bmff::BmffBox;
use crate::formats::extents::Extents;
use crate::formats::marks::Marks;

/// How often each byte of a file may be examined as part of a sample: tables can list a sample many times.
const READINGS: u64 = 4;

/// Adds the bytes of all samples of a `moof` box: those of picture and sound, and the others.
pub(super) fn follow_fragment(
    input: &Input<'_>,
    fragment: &BmffBox,
    movie: &mut Movie,
    shown: &mut Extents,
    others: &mut Extents,
) -> Result<(), Error> {
    let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
    let mut used: BTreeSet<(u32, u32)> = BTreeSet::new();
    fragments::follow(input, fragment, movie, Unit::Run, &mut |track, span, description| match track {
        Some(track) if track.shown => {
            used.insert((track.id, description));
            shown.push(span)
        }
        track => {
            if let Some(track) = track {
                let sum = sums.entry(track.id).or_default();
                *sum = sum.saturating_add(span.len);
            }
            others.push(span)
        }
    })?;
    for track in &mut movie.tracks {
        track.bytes = track.bytes.saturating_add(sums.get(&track.id).copied().unwrap_or(0));
        track.used.extend(used.range((track.id, 0)..=(track.id, u32::MAX)).map(|(_, description)| *description));
    }
    Ok(())
}

/// What the samples that stay (`shown`) of all tracks contain besides picture and sound.
pub(super) fn walk<'b>(
    input: &Input<'_>,
    movie: &Movie,
    shown: &Spans,
    fragments: impl Iterator<Item = &'b BmffBox>,
) -> Result<Marks, Error> {
    let mut walk = Walk { left: input.len().saturating_mul(READINGS), ..Walk::default() };
    for track in movie.tracks.iter().filter(|track| track.shown) {
        let decoders = decoders::of(input, track).map_err(|error| error.inside("trak"))?;
        if decoders.iter().any(Decoder::looks) {
            walk.decoders.insert(track.id, decoders);
            track.follow(input, Unit::Sample, &mut |span, description| {
                // What was cut off is not in the copy if decoding begins after it.
                if shown.covers(span) { walk.sample(input, track, span, description) } else { Ok(()) }
            })?;
        }
    }
    if !walk.decoders.is_empty() {
        for fragment in fragments {
            let visit: &mut fragments::VisitOf<'_> = &mut |track, span, description| match track {
                Some(track) if track.shown => walk.sample(input, track, span, description),
                _ => Ok(()),
            };
            fragments::follow(input, fragment, movie, Unit::Sample, visit).map_err(|error| error.inside("moof"))?;
        }
    }
    for decoder in std::mem::take(&mut walk.decoders).into_values().flatten() {
        decoder.finish(input, &mut walk.own)?;
        walk.own.drain(..).try_for_each(|mark| walk.marks.push(input, mark))?;
    }
    Ok(walk.marks)
}

#[derive(Default)]
struct Walk {
    /// One for each sample entry of a track, by track id.
    decoders: BTreeMap<u32, Vec<Decoder>>,
    marks: Marks,
    /// Those of one sample.
    own: Vec<Mark>,
    /// Bytes that may still be examined.
    left: u64,
}

impl Walk {
    fn sample(&mut self, input: &Input<'_>, track: &Track, span: Span, description: u32) -> Result<(), Error> {
        let index = usize::try_from(description).ok().and_then(|description| description.checked_sub(1));
        let decoders = self.decoders.get_mut(&track.id);
        let Some(decoders) = decoders.filter(|_| !span.is_empty()) else { return Ok(()) };
        // A sample without an entry: nobody knows how it is coded.
        let wrong = || Error::malformed(Malformed::SampleTable, Place::new(span.start, "stsd"));
        let decoder = index.and_then(|index| decoders.get_mut(index)).ok_or_else(wrong)?;
        if !decoder.looks() {
            return Ok(());
        }
        let place = || Place::new(span.start, "mdat");
        self.left = self.left.checked_sub(span.len).ok_or_else(|| Error::limit(Limit::BlockBytes, place()))?;
        decoder.walk(input, span, &mut self.own).map_err(|error| error.inside("mdat"))?;
        self.own.drain(..).try_for_each(|mark| self.marks.push(input, mark))
    }
}
