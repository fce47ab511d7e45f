//! Follows the runs of a movie fragment to the bytes of its samples (ISO/IEC 14496-12, 8.8.7 and 8.8.8).

use std::collections::BTreeSet;

use super::movie::Movie;
use super::sample_tables::{Unit, Visit, in_body};
use super::track::Track;
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported, cost};
use crate::containers::bmff::{BmffBox, Boxes, Entries, boxes};

/// Flags of `tfhd`.
mod header {
    pub(super) const BASE_DATA_OFFSET: u32 = 0x00_0001;
    pub(super) const SAMPLE_DESCRIPTION_INDEX: u32 = 0x00_0002;
    pub(super) const DEFAULT_DURATION: u32 = 0x00_0008;
    pub(super) const DEFAULT_SIZE: u32 = 0x00_0010;
    pub(super) const BASE_IS_MOOF: u32 = 0x02_0000;
}

/// Flags of `trun`.
mod run {
    pub(super) const DATA_OFFSET: u32 = 0x0001;
    pub(super) const FIRST_FLAGS: u32 = 0x0004;
    pub(super) const DURATION: u32 = 0x0100;
    pub(super) const SIZE: u32 = 0x0200;
    pub(super) const FLAGS: u32 = 0x0400;
    pub(super) const COMPOSITION: u32 = 0x0800;
}

/// Receives bytes of samples, their track, and the number of their sample entry, from 1.
pub(super) type VisitOf<'v> = dyn FnMut(Option<&Track>, Span, u32) -> Result<(), Error> + 'v;

/// Visits the bytes of all samples of a `moof` box, with their track; `None` for a track that the movie does not list.
pub(super) fn follow(
    input: &Input<'_>,
    fragment: &BmffBox,
    movie: &Movie,
    unit: Unit,
    visit: &mut VisitOf<'_>,
) -> Result<(), Error> {
    // Without a base of its own, a track begins where the previous one ended.
    let mut end = fragment.span.start;
    let mut gone = false;
    for track in boxes(input, fragment.body())?.all(*b"traf") {
        let inner = boxes(input, track.body())?;
        let Some(found) = inner.only(*b"tfhd")? else {
            return Err(Error::malformed(Malformed::SampleTable, track.place()));
        };
        let header = Header::read(input, found)?;
        let stays = movie.is_shown(header.track);
        let implicit = header.base.is_none() && !header.from_fragment;
        // If the previous track is gone, players would begin in a different place.
        if stays && implicit && gone {
            return Err(Error::unsupported(Unsupported::FragmentPlace, track.place()));
        }
        let base = match header.base {
            // The flag is ignored if there is a base (8.8.7).
            Some(base) => base,
            None if header.from_fragment => fragment.span.start,
            None => end,
        };
        let track = movie.track(header.track);
        let size = header.size.or_else(|| track.map(|track| track.default_size)).unwrap_or(0);
        let description = header.description.or_else(|| track.map(|track| track.default_description)).unwrap_or(1);
        end = base;
        for run in inner.all(*b"trun") {
            let visit: &mut Visit<'_> = &mut |span, description| visit(track, span, description);
            match runs(input, run, &Run { base, end, size, description }, unit, visit) {
                Ok(behind) => end = behind,
                Err(error) if stays || matches!(error, Error::Io(_) | Error::Limit { .. }) => return Err(error.inside("traf")),
                // What cannot be followed owns nothing, and goes.
                Err(_) => break,
            }
        }
        gone |= !stays;
    }
    Ok(())
}

/// What a `tfhd` box says about positions and sizes.
struct Header {
    track: u32,
    base: Option<u64>,
    from_fragment: bool,
    description: Option<u32>,
    size: Option<u32>,
}

impl Header {
    fn read(input: &Input<'_>, found: &BmffBox) -> Result<Self, Error> {
        let flags = flags(input, found)?;
        let track = u32::from_be_bytes(in_body(input, found, 4)?);
        let mut at: u64 = 8;
        let mut base = None;
        if flags & header::BASE_DATA_OFFSET != 0 {
            base = Some(u64::from_be_bytes(in_body(input, found, at)?));
            at = at.saturating_add(8);
        }
        let mut next = |flag: u32| -> Result<Option<u32>, Error> {
            if flags & flag == 0 {
                return Ok(None);
            }
            let number = u32::from_be_bytes(in_body(input, found, at)?);
            at = at.saturating_add(4);
            Ok(Some(number))
        };
        let description = next(header::SAMPLE_DESCRIPTION_INDEX)?;
        next(header::DEFAULT_DURATION)?;
        let size = next(header::DEFAULT_SIZE)?;
        Ok(Self { track, base, from_fragment: flags & header::BASE_IS_MOOF != 0, description, size })
    }
}

/// Id of the track that a `traf` box belongs to.
pub(super) fn track_of(input: &Input<'_>, track: &BmffBox) -> Result<u32, Error> {
    match boxes(input, track.body())?.only(*b"tfhd")? {
        Some(found) => Ok(u32::from_be_bytes(in_body(input, found, 4)?)),
        None => Err(Error::malformed(Malformed::SampleTable, track.place())),
    }
}

/// Length of what comes before the entries of a `trun` body, and of an entry.
pub(super) const fn run_lens(flags: u32) -> (u64, u64) {
    const fn four(flags: u32, flag: u32) -> u64 {
        if flags & flag == 0 { 0 } else { 4 }
    }
    let head = 8_u64.saturating_add(four(flags, run::DATA_OFFSET)).saturating_add(four(flags, run::FIRST_FLAGS));
    let entry = four(flags, run::DURATION)
        .saturating_add(four(flags, run::SIZE))
        .saturating_add(four(flags, run::FLAGS))
        .saturating_add(four(flags, run::COMPOSITION));
    (head, entry)
}

/// Where the flags of the first sample are in a `trun` body, and where those of a sample are in its entry.
pub(super) const fn flag_fields(flags: u32) -> (Option<usize>, Option<usize>) {
    const fn four(flags: u32, flag: u32) -> usize {
        if flags & flag == 0 { 0 } else { 4 }
    }
    let first = if flags & run::FIRST_FLAGS == 0 { None } else { Some(8_usize.saturating_add(four(flags, run::DATA_OFFSET))) };
    let before = four(flags, run::DURATION).saturating_add(four(flags, run::SIZE));
    (first, if flags & run::FLAGS == 0 { None } else { Some(before) })
}

/// Where `moof` boxes begin that have samples of a track that stays.
pub(super) fn with_samples(input: &Input<'_>, top: &Boxes, movie: &Movie) -> Result<BTreeSet<u64>, Error> {
    let mut found = BTreeSet::new();
    for fragment in top.all(*b"moof") {
        if has_samples(input, fragment, movie)? {
            found.insert(fragment.span.start);
        }
    }
    Ok(found)
}

fn has_samples(input: &Input<'_>, fragment: &BmffBox, movie: &Movie) -> Result<bool, Error> {
    for track in boxes(input, fragment.body())?.all(*b"traf") {
        if movie.is_shown(track_of(input, track)?) && boxes(input, track.body())?.all(*b"trun").next().is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn flags(input: &Input<'_>, found: &BmffBox) -> Result<u32, Error> {
    let [_, flags @ ..] = in_body::<4>(input, found, 0)?;
    let [a, b, c] = flags;
    Ok(u32::from_be_bytes([0, a, b, c]))
}

/// The defaults for a run of samples.
struct Run {
    /// The base of its own offset.
    base: u64,
    /// Where the previous run ended.
    end: u64,
    /// Size of a sample.
    size: u32,
    /// Number of the sample entry.
    description: u32,
}

/// Visits the samples of a `trun` box; returns where they end.
fn runs(input: &Input<'_>, found: &BmffBox, run: &Run, unit: Unit, visit: &mut Visit<'_>) -> Result<u64, Error> {
    let Run { base, end, size, description } = *run;
    let wrong = || Error::malformed(Malformed::SampleTable, found.place());
    let flags = flags(input, found)?;
    let count = u32::from_be_bytes(in_body(input, found, 4)?);
    let start = if flags & run::DATA_OFFSET == 0 {
        end
    } else {
        let offset = i32::from_be_bytes(in_body(input, found, 8)?);
        base.checked_add_signed(i64::from(offset)).ok_or_else(wrong)?
    };
    let (head, entry) = run_lens(flags);
    let table = found.body_from(head);
    let len = u64::from(count).saturating_mul(entry);
    if len > table.len {
        return Err(wrong());
    }
    let mut behind = start;
    let mut show = |len: u64| {
        let span = Span::new(behind, len);
        behind = behind.checked_add(len).ok_or_else(wrong)?;
        if behind > input.len() && len > 0 {
            return Err(Error::malformed(Malformed::CutOff, Place::new(input.len(), "mdat")));
        }
        input.budget().draw(cost::READ, span.start)?;
        visit(span, description)
    };
    let mut sizes = Sizes { entries: None, index: 0, width: usize::try_from(entry / 4).unwrap_or(1), at: 0, size, left: count };
    if flags & run::SIZE != 0 {
        sizes.entries = Some(Entries::new(input, Span::new(table.start, len)));
        // The size comes after the duration, if there is one.
        sizes.at = if flags & run::DURATION == 0 { 0 } else { 1 };
    }
    match unit {
        Unit::Run => show(sizes.sum()?)?,
        Unit::Sample => {
            while let Some(size) = sizes.next()? {
                show(u64::from(size))?;
            }
        }
    }
    Ok(behind)
}

/// Sizes of the samples of a run: in its entries, or the same for all.
struct Sizes<'i, 'a> {
    entries: Option<Entries<'i, 'a, 4>>,
    /// The index of the next number in an entry of `width` numbers, and that of the size.
    index: usize,
    width: usize,
    at: usize,
    /// For all samples, and how many there are.
    size: u32,
    left: u32,
}

impl Sizes<'_, '_> {
    fn next(&mut self) -> Result<Option<u32>, Error> {
        let Some(entries) = &mut self.entries else {
            let more = self.left > 0 && self.size > 0;
            self.left = self.left.saturating_sub(1);
            return Ok(more.then_some(self.size));
        };
        while let Some(number) = entries.read()? {
            let is_size = self.index == self.at;
            self.index = if self.index.saturating_add(1) >= self.width { 0 } else { self.index.saturating_add(1) };
            if is_size {
                return Ok(Some(u32::from_be_bytes(number)));
            }
        }
        Ok(None)
    }

    /// Bytes of all remaining samples.
    fn sum(&mut self) -> Result<u64, Error> {
        if self.entries.is_none() {
            return Ok(u64::from(self.left).saturating_mul(u64::from(self.size)));
        }
        let mut sum: u64 = 0;
        while let Some(size) = self.next()? {
            sum = sum.saturating_add(u64::from(size));
        }
        Ok(sum)
    }
}
