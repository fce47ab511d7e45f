//! Follows the runs of a movie fragment to the bytes of its samples (ISO/IEC 14496-12, 8.8.7 and 8.8.8).

use super::movie::Movie;
use super::sample_tables::in_body;
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::containers::bmff::{BmffBox, Entries, boxes};
use crate::formats::extents::Extents;

/// Flags of `tfhd`.
mod header {
    pub(super) const BASE_DATA_OFFSET: u32 = 0x00_0001;
    pub(super) const SAMPLE_DESCRIPTION_INDEX: u32 = 0x00_0002;
    pub(super) const DEFAULT_DURATION: u32 = 0x00_0008;
    pub(super) const DEFAULT_SIZE: u32 = 0x00_0010;
    pub(super) const DEFAULT_FLAGS: u32 = 0x00_0020;
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

/// Adds the bytes of all samples of a `moof` box: those of picture and sound, and the others.
pub(super) fn follow(
    input: &Input<'_>,
    fragment: &BmffBox,
    movie: &mut Movie,
    shown: &mut Extents,
    others: &mut Extents,
) -> Result<(), Error> {
    // Without a base of its own, a track begins where the one before it ended.
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
        // Where the track before it is gone, players would begin at another place.
        if stays && implicit && gone {
            return Err(Error::unsupported(Unsupported::FragmentPlace, track.place()));
        }
        let base = match header.base {
            // Beside a base of its own, the flag counts for nothing (8.8.7).
            Some(base) => base,
            None if header.from_fragment => fragment.span.start,
            None => end,
        };
        let size = header.size.or_else(|| movie.track(header.track).map(|track| track.default_size)).unwrap_or(0);
        let mut own = Extents::default();
        end = base;
        for run in inner.all(*b"trun") {
            match runs(input, run, base, end, size, &mut own) {
                Ok(behind) => end = behind,
                Err(error) if stays || matches!(error, Error::Io(_)) => return Err(error.inside("traf")),
                // What cannot be followed owns nothing, and goes.
                Err(_) => break,
            }
        }
        gone |= !stays;
        let own = own.merged();
        let into = if stays { &mut *shown } else { &mut *others };
        own.iter().try_for_each(|run| into.push(run))?;
        if let Some(track) = movie.tracks.iter_mut().find(|track| track.id == header.track) {
            track.bytes = track.bytes.saturating_add(own.total());
        }
    }
    Ok(())
}

/// What a `tfhd` box says about places and sizes.
struct Header {
    track: u32,
    base: Option<u64>,
    from_fragment: bool,
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
        for flag in [header::SAMPLE_DESCRIPTION_INDEX, header::DEFAULT_DURATION] {
            at = at.saturating_add(if flags & flag == 0 { 0 } else { 4 });
        }
        let has_size = flags & header::DEFAULT_SIZE != 0;
        let size = if has_size { Some(u32::from_be_bytes(in_body(input, found, at)?)) } else { None };
        Ok(Self { track, base, from_fragment: flags & header::BASE_IS_MOOF != 0, size })
    }
}

/// Id of the track that a `traf` box is about.
pub(super) fn track_of(input: &Input<'_>, track: &BmffBox) -> Result<u32, Error> {
    match boxes(input, track.body())?.only(*b"tfhd")? {
        Some(found) => Ok(u32::from_be_bytes(in_body(input, found, 4)?)),
        None => Err(Error::malformed(Malformed::SampleTable, track.place())),
    }
}

/// Length of the content of a `tfhd` body with these flags.
pub(super) fn header_len(flags: u32) -> u64 {
    let optional = [
        (header::BASE_DATA_OFFSET, 8),
        (header::SAMPLE_DESCRIPTION_INDEX, 4),
        (header::DEFAULT_DURATION, 4),
        (header::DEFAULT_SIZE, 4),
        (header::DEFAULT_FLAGS, 4),
    ];
    let present = optional.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, len)| len);
    present.fold(8_u64, |sum, len| sum.saturating_add(*len))
}

/// Length of what stands before the entries of a `trun` body, and of an entry.
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

fn flags(input: &Input<'_>, found: &BmffBox) -> Result<u32, Error> {
    let [_, flags @ ..] = in_body::<4>(input, found, 0)?;
    let [a, b, c] = flags;
    Ok(u32::from_be_bytes([0, a, b, c]))
}

/// Adds the samples of a `trun` box; answers where they end.
fn runs(input: &Input<'_>, found: &BmffBox, base: u64, end: u64, size: u32, extents: &mut Extents) -> Result<u64, Error> {
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
    let mut total = u64::from(count).saturating_mul(u64::from(size));
    if flags & run::SIZE != 0 {
        let sizes = Span::new(table.start, len);
        // The size stands behind the duration, where there is one.
        let skipped = if flags & run::DURATION == 0 { 0 } else { 1 };
        let words = usize::try_from(entry / 4).unwrap_or(1);
        let mut entries = Entries::<4>::new(input, sizes);
        total = 0;
        let mut index = 0_usize;
        while let Some(word) = entries.read()? {
            if index == skipped {
                total = total.saturating_add(u64::from(u32::from_be_bytes(word)));
            }
            index = if index.saturating_add(1) >= words { 0 } else { index.saturating_add(1) };
        }
    }
    let behind = start.checked_add(total).ok_or_else(wrong)?;
    if behind > input.len() && total > 0 {
        return Err(Error::malformed(Malformed::CutOff, Place::new(input.len(), "mdat")));
    }
    extents.push(Span::new(start, total))?;
    Ok(behind)
}
