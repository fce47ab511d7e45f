//! Follows the sample tables of a track (ISO/IEC 14496-12, 8.7) to the bytes of its samples.

use super::sound::Frames;
use crate::base::{Error, Input, Malformed, Place, Span, cost};
use crate::containers::bmff::{BmffBox, Boxes, Entries};

/// How finely samples are distinguished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// All samples of a chunk or a run at once.
    Run,
    /// Each sample separately.
    Sample,
}

/// Receives bytes of samples, and the number of their sample entry, from 1.
pub(super) type Visit<'v> = dyn FnMut(Span, u32) -> Result<(), Error> + 'v;

/// Visits the bytes of every sample described by the boxes of a `stbl`, as many as it says there are.
///
/// `frames` are those of sound whose samples are not what `stsz` counts (QuickTime File Format, Sound Sample
/// Descriptions): in it, only chunks are distinguished.
pub(super) fn follow(
    input: &Input<'_>,
    tables: &Boxes,
    frames: Option<Frames>,
    descriptions: u32,
    unit: Unit,
    visit: &mut Visit<'_>,
) -> Result<(), Error> {
    let mut sizes = Sizes::new(input, tables)?;
    let Some(mut offsets) = Offsets::new(input, tables)? else {
        // All samples are in fragments, or there are none.
        return if sizes.left == 0 { Ok(()) } else { Err(contradiction(tables.rest)) };
    };
    let Some(mut runs) = Runs::new(input, tables, descriptions)? else { return Err(contradiction(tables.rest)) };
    let frames = counted(input, tables, frames)?;
    let mut number: u32 = 1;
    while let Some(offset) = offsets.next()? {
        // Readers do not agree on what a chunk without samples means, or on which samples are too many.
        let Run { samples, description, .. } = runs.of_chunk(number)?;
        if samples == 0 || samples > sizes.left {
            return Err(contradiction(Span::new(offset, 0)));
        }
        let mut show = |at: u64, len: u64| {
            if at.checked_add(len).is_none_or(|end| end > input.len()) && len > 0 {
                return Err(Error::malformed(Malformed::CutOff, Place::new(input.len(), "mdat")));
            }
            input.budget().draw(cost::READ, at)?;
            visit(Span::new(at, len), description)
        };
        match (frames, unit) {
            (Some(frames), _) => {
                sizes.pass(samples);
                show(offset, frames.bytes(samples))?;
            }
            (None, Unit::Run) => show(offset, sizes.sum(samples)?)?,
            (None, Unit::Sample) => {
                let mut at = offset;
                for _ in 0..samples {
                    let len = sizes.sum(1)?;
                    show(at, len)?;
                    at = at.saturating_add(len);
                }
            }
        }
        number = number.saturating_add(1);
    }
    if sizes.left == 0 { Ok(()) } else { Err(contradiction(tables.rest)) }
}

fn contradiction(near: Span) -> Error {
    Error::malformed(Malformed::SampleTable, Place::new(near.start, "stbl"))
}

/// The entries of a table box: their number is `at` bytes into the body, and they follow it.
pub(super) fn table(input: &Input<'_>, found: Option<&BmffBox>, at: u64, entry: u64) -> Result<Option<Span>, Error> {
    let Some(found) = found else { return Ok(None) };
    let count = u64::from(u32::from_be_bytes(in_body(input, found, at)?));
    let entries = found.body_from(at.saturating_add(4));
    match count.checked_mul(entry) {
        Some(len) if len <= entries.len => Ok(Some(Span::new(entries.start, len))),
        _ => Err(Error::malformed(Malformed::SampleTable, found.place())),
    }
}

/// `N` bytes of a body.
pub(super) fn in_body<const N: usize>(input: &Input<'_>, found: &BmffBox, at: u64) -> Result<[u8; N], Error> {
    let span = found.body_from(at);
    if span.len < N as u64 {
        return Err(Error::malformed(Malformed::BoxSize, found.place()));
    }
    input.array(span.start)
}

/// The frames of sound that is counted by value: only if all values have one size and last one tick.
pub(super) fn counted(input: &Input<'_>, tables: &Boxes, frames: Option<Frames>) -> Result<Option<Frames>, Error> {
    let constant = Sizes::new(input, tables)?.constant.is_some();
    Ok(if frames.is_some() && constant && one_tick_each(input, tables)? { frames } else { None })
}

/// Whether one entry of `stts` gives every sample a duration of one.
fn one_tick_each(input: &Input<'_>, tables: &Boxes) -> Result<bool, Error> {
    let Some(entries) = table(input, tables.only(*b"stts")?, 4, 8)? else { return Ok(false) };
    Ok(entries.len == 8 && input.array::<4>(entries.start.saturating_add(4))? == [0, 0, 0, 1])
}

/// Chunk offsets, in 32 or 64 bits.
pub(super) enum Offsets<'i, 'a> {
    Short(Entries<'i, 'a, 4>),
    Long(Entries<'i, 'a, 8>),
}

impl<'i, 'a> Offsets<'i, 'a> {
    pub(super) fn new(input: &'i Input<'a>, tables: &Boxes) -> Result<Option<Self>, Error> {
        let short = table(input, tables.only(*b"stco")?, 4, 4)?;
        let long = table(input, tables.only(*b"co64")?, 4, 8)?;
        match (short, long) {
            // Readers would disagree on which one counts.
            (Some(_), Some(long)) => Err(contradiction(long)),
            (Some(short), None) if !short.is_empty() => Ok(Some(Self::Short(Entries::new(input, short)))),
            (None, Some(long)) if !long.is_empty() => Ok(Some(Self::Long(Entries::new(input, long)))),
            _ => Ok(None),
        }
    }

    pub(super) fn next(&mut self) -> Result<Option<u64>, Error> {
        match self {
            Self::Short(entries) => Ok(entries.read()?.map(|entry| u64::from(u32::from_be_bytes(entry)))),
            Self::Long(entries) => Ok(entries.read()?.map(u64::from_be_bytes)),
        }
    }
}

/// An entry of `stsc`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    first_chunk: u32,
    /// In each chunk.
    pub(super) samples: u32,
    /// Number of their sample entry.
    pub(super) description: u32,
}

/// What `stsc` says about chunk after chunk.
pub(super) struct Runs<'i, 'a> {
    entries: Entries<'i, 'a, 12>,
    descriptions: u32,
    now: Option<Run>,
    next: Option<Run>,
}

impl<'i, 'a> Runs<'i, 'a> {
    pub(super) fn new(input: &'i Input<'a>, tables: &Boxes, descriptions: u32) -> Result<Option<Self>, Error> {
        let runs = table(input, tables.only(*b"stsc")?, 4, 12)?;
        Ok(runs.map(|table| Self { entries: Entries::new(input, table), descriptions, now: None, next: None }))
    }

    /// The run of a chunk, by its number from 1: the same as in the last call, or later.
    pub(super) fn of_chunk(&mut self, number: u32) -> Result<Run, Error> {
        let mut now = match self.now {
            Some(now) => now,
            None => self.first()?,
        };
        while self.next.is_some_and(|next| next.first_chunk <= number) {
            now = self.advance()?;
        }
        self.now = Some(now);
        Ok(now)
    }

    fn first(&mut self) -> Result<Run, Error> {
        self.next = self.read(0)?;
        match self.next {
            // Nobody could count the samples in chunks before the first run.
            Some(run) if run.first_chunk == 1 => self.advance(),
            _ => Err(contradiction(Span::new(0, 0))),
        }
    }

    /// The run that begins now, and makes the following one the next.
    fn advance(&mut self) -> Result<Run, Error> {
        let now = self.next.ok_or_else(|| contradiction(Span::new(0, 0)))?;
        self.next = self.read(now.first_chunk)?;
        Ok(now)
    }

    fn read(&mut self, behind: u32) -> Result<Option<Run>, Error> {
        let Some([a, b, c, d, e, f, g, h, description @ ..]) = self.entries.read()? else { return Ok(None) };
        let (first_chunk, samples) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
        let description = u32::from_be_bytes(description);
        let run = Run { first_chunk, samples, description };
        if run.first_chunk <= behind || description == 0 || description > self.descriptions {
            return Err(contradiction(Span::new(0, 0)));
        }
        Ok(Some(run))
    }
}

/// Sizes of samples: one for all, or a table with entries of 4, 8, 16 or 32 bits.
pub(super) struct Sizes<'i, 'a> {
    constant: Option<u32>,
    /// Samples that are not yet in a chunk.
    left: u32,
    table: Widths<'i, 'a>,
    /// The second of two sizes in one byte.
    half: Option<u8>,
}

enum Widths<'i, 'a> {
    Bits4(Entries<'i, 'a, 1>),
    Bits8(Entries<'i, 'a, 1>),
    Bits16(Entries<'i, 'a, 2>),
    Bits32(Entries<'i, 'a, 4>),
}

impl<'i, 'a> Sizes<'i, 'a> {
    pub(super) fn new(input: &'i Input<'a>, tables: &Boxes) -> Result<Self, Error> {
        match (tables.only(*b"stsz")?, tables.only(*b"stz2")?) {
            (Some(stsz), None) => {
                let constant = u32::from_be_bytes(in_body(input, stsz, 4)?);
                let left = u32::from_be_bytes(in_body(input, stsz, 8)?);
                let constant = Some(constant).filter(|constant| *constant != 0);
                // There is no table if all have the same size (8.7.3).
                let entries = if constant.is_some() { None } else { table(input, Some(stsz), 8, 4)? };
                let entries = Entries::new(input, entries.unwrap_or(Span::new(0, 0)));
                Ok(Self { constant, left, table: Widths::Bits32(entries), half: None })
            }
            (None, Some(stz2)) => {
                let [bits] = in_body(input, stz2, 7)?;
                let left = u32::from_be_bytes(in_body(input, stz2, 8)?);
                let entries = stz2.body_from(12);
                if u64::from(left).saturating_mul(u64::from(bits)).div_ceil(8) > entries.len {
                    return Err(contradiction(stz2.span));
                }
                let table = match bits {
                    4 => Widths::Bits4(Entries::new(input, entries)),
                    8 => Widths::Bits8(Entries::new(input, entries)),
                    16 => Widths::Bits16(Entries::new(input, entries)),
                    _ => return Err(contradiction(stz2.span)),
                };
                Ok(Self { constant: None, left, table, half: None })
            }
            (first, _) => Err(contradiction(first.map_or(tables.rest, |found| found.span))),
        }
    }

    /// Skips samples whose sizes do not count.
    pub(super) const fn pass(&mut self, samples: u32) {
        self.left = self.left.saturating_sub(samples);
    }

    /// Bytes of the next samples.
    pub(super) fn sum(&mut self, samples: u32) -> Result<u64, Error> {
        self.pass(samples);
        if let Some(constant) = self.constant {
            return Ok(u64::from(constant).saturating_mul(u64::from(samples)));
        }
        let mut sum: u64 = 0;
        for _ in 0..samples {
            let size = self.next()?.ok_or_else(|| contradiction(Span::new(0, 0)))?;
            sum = sum.saturating_add(u64::from(size));
        }
        Ok(sum)
    }

    fn next(&mut self) -> Result<Option<u32>, Error> {
        Ok(match &mut self.table {
            Widths::Bits32(entries) => entries.read()?.map(u32::from_be_bytes),
            Widths::Bits16(entries) => entries.read()?.map(|entry| u32::from(u16::from_be_bytes(entry))),
            Widths::Bits8(entries) => entries.read()?.map(|[size]| u32::from(size)),
            Widths::Bits4(entries) => match self.half.take() {
                Some(half) => Some(u32::from(half)),
                None => entries.read()?.map(|[pair]| {
                    self.half = Some(pair & 0x0F);
                    u32::from(pair >> 4)
                }),
            },
        })
    }
}
