//! Which bytes belong to the strips or tiles of a picture, as far as a decoder reads them, and the final content of
//! their lists. What comes after the last row of an uncompressed strip, or is in strips that the picture's size has no
//! use for, is not picture.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::grid::Grid;
use super::{compression, tag};
use crate::base::{Error, Input, Limit, Malformed, Place, Span, cost};
use crate::codecs::{deflate, fax, lzw, pack_bits};
use crate::containers::jpeg;
use crate::containers::tiff::{Directory, File};

/// The final content of the lists of strips or tiles: a position for each that a decoder reads, and zeros for all
/// others.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Whether they are tiles.
    tiled: bool,
    /// What they are, if what they say should stay: JPEG in the style of TIFF 6.0 is read in many ways.
    fixed: Option<(Vec<u64>, Vec<u64>)>,
    /// How many the picture needs.
    pieces: u64,
    places: Vec<Span>,
    /// Whether it is known for each where its data end, and it extends no further.
    known: bool,
}

impl Lists {
    /// The parts of strips or tiles that are read.
    pub(super) fn spans(&self) -> Vec<Span> {
        self.places.iter().copied().filter(|place| !place.is_empty()).collect()
    }

    /// The numbers of a tag that had this many, without those that belong to no strip; `None` if it is neither of the
    /// two.
    pub(super) fn numbers(&self, number: u16, count: u64) -> Option<Vec<u64>> {
        let starts = match (number, self.tiled) {
            (tag::STRIPS, false) | (tag::TILES, true) => true,
            (tag::STRIP_BYTES, false) | (tag::TILE_BYTES, true) => false,
            _ => return None,
        };
        let count = usize::try_from(count.min(self.pieces)).ok()?;
        if let Some((fixed, lengths)) = &self.fixed {
            return Some((if starts { fixed } else { lengths }).iter().copied().take(count).collect());
        }
        let of = |place: &Span| if starts { place.start } else { place.len };
        Some(self.places.iter().map(of).chain(std::iter::repeat(0)).take(count).collect())
    }

    /// Whether it is known where all data end.
    pub(super) const fn are_known(&self) -> bool {
        self.known
    }

    /// The length of the only strip.
    pub(super) fn only(&self) -> Option<u64> {
        match self.places.as_slice() {
            [only] if !self.tiled && self.fixed.is_none() => Some(only.len),
            _ => None,
        }
    }
}

/// Most strips and tiles of all pictures that stay: each takes about a hundred bytes while it is examined.
pub(super) const STRIPS: usize = 1 << 20;

/// How far strips and tiles are assumed to extend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// As far as listed.
    Listed,
    /// As far as their data, if that can be determined and is less.
    Decoded,
}

/// Reads where those strips or tiles are that are completely inside the file and needed for the picture.
///
/// # Errors
/// [`Malformed::CutOff`] if there is none, nothing says where the only one ends, or one is shorter than its rows;
/// [`crate::base::Limit::Elements`] for too many.
pub(super) fn read(input: &Input<'_>, file: &File, directory: &Directory, coding: u64, reach: Reach) -> Result<Lists, Error> {
    let tiled = directory.find(tag::TILES).is_some();
    let (starts, lengths) = if tiled { (tag::TILES, tag::TILE_BYTES) } else { (tag::STRIPS, tag::STRIP_BYTES) };
    let list = |tag| match directory.find(tag) {
        Some(entry) => file.numbers(input, entry).map(Option::unwrap_or_default),
        None => Ok(Vec::new()),
    };
    let (starts, lengths) = (list(starts)?, list(lengths)?);
    if starts.len() > STRIPS {
        return Err(Error::limit(Limit::Elements, Place::new(directory.span.start, "IFD")));
    }
    let grid = Grid::read(input, file, directory, tiled)?;
    let only = grid.pieces == 1 && !tiled;
    let fixed = (coding == compression::OLD_JPEG).then(|| (starts.clone(), lengths.clone()));
    let mut lists = Lists { tiled, fixed, pieces: grid.pieces, places: Vec::new(), known: true };
    let mut ends = BTreeMap::new();
    for (index, &start) in (0_u64..).zip(&starts).take_while(|(index, _)| *index < grid.pieces) {
        let listed = lengths.get(usize::try_from(index).unwrap_or(usize::MAX)).copied();
        let ends_inside = |len: u64| start.checked_add(len).is_some_and(|end| end <= input.len());
        // The length of rows without compression is beyond doubt, and many writers got the lengths of strips wrong.
        let known = grid.bytes(index).filter(|_| coding == compression::NONE);
        let len = match (known, listed) {
            // Decoders show the rows that are there: what is behind them could be anything, and without it they would be lost.
            (Some(len), Some(listed)) if start != 0 && listed > 0 && ends_inside(listed) && !ends_inside(len) => {
                return Err(cut_off(directory));
            }
            (Some(len), _) => len,
            (None, Some(len)) if len > 0 && (!only || ends_inside(len)) => {
                let there = reach == Reach::Decoded && lists.fixed.is_none() && ends_inside(len);
                let end = if there {
                    // Strips can share their data, which then end in the same place.
                    match ends.entry((start, len, grid.rows(index))) {
                        Entry::Occupied(known) => *known.get(),
                        Entry::Vacant(new) => {
                            *new.insert(decoded(input, file, directory, coding, &grid, index, Span::new(start, len))?)
                        }
                    }
                } else {
                    None
                };
                lists.known &= end.is_some() || !ends_inside(len);
                end.unwrap_or(len)
            }
            // libtiff reads such a strip up to the end of its rows.
            _ if only && lists.fixed.is_none() && start != 0 && start < input.len() => {
                let rest = Span::between(start, input.len());
                decoded(input, file, directory, coding, &grid, index, rest)?.ok_or_else(|| cut_off(directory))?
            }
            _ => 0,
        };
        // What was never written cannot be kept, and no decoder reads what is cut off: nothing says where the picture
        // would have ended.
        lists.places.push(if start != 0 && ends_inside(len) && len > 0 { Span::new(start, len) } else { Span::new(0, 0) });
    }
    if lists.places.iter().all(|place| place.is_empty()) && directory.find(tag::JPEG).is_none() {
        return Err(cut_off(directory));
    }
    Ok(lists)
}

fn cut_off(directory: &Directory) -> Error {
    Error::malformed(Malformed::CutOff, Place::new(directory.span.start, "StripByteCounts"))
}

/// How much of a span is taken up by the data of a piece at its beginning; `None` if that cannot be determined. If they
/// run out, whatever came after them would have been taken for picture.
fn decoded(
    input: &Input<'_>,
    file: &File,
    directory: &Directory,
    coding: u64,
    grid: &Grid,
    index: u64,
    within: Span,
) -> Result<Option<u64>, Error> {
    /// Bytes examined after the last one.
    const BEHIND: usize = 64;
    if coding == compression::JPEG {
        let end = jpeg::walk(input, within.start)?.end;
        return Ok(Some(end.saturating_sub(within.start)).filter(|&len| len <= within.len));
    }
    let number = |tag, default: u64| Ok::<u64, Error>(file.number(input, directory, tag)?.unwrap_or(default));
    let most = within.len.min(input.limits().block_bytes);
    // For deflated data, the output counts: none of their bytes yields more than a thousand.
    let grown = grid.bytes(index).unwrap_or(u64::MAX).min(most.saturating_mul(1_032));
    let cost =
        if compression::DEFLATE.contains(&coding) { cost::inflated(most, grown) } else { most.saturating_mul(cost::DECODED) };
    input.budget().draw(cost, within.start)?;
    let mut bytes = input.bytes(Span::new(within.start, most))?.into_owned();
    let there = bytes.len();
    bytes.resize(there.saturating_add(BEHIND), 0);
    let least_first = number(tag::FILL_ORDER, 1)? == 2;
    let form = |coding| fax::Form {
        coding,
        least_first,
        columns: u32::try_from(grid.columns).unwrap_or(0),
        rows: u32::try_from(grid.rows(index)).unwrap_or(u32::MAX),
    };
    let two_dimensional = number(tag::T4_OPTIONS, 0)? & 1 == 1;
    let end = match coding {
        compression::HUFFMAN => fax::end(&bytes, form(fax::Coding::Aligned(8))),
        compression::HUFFMAN_WORDS => fax::end(&bytes, form(fax::Coding::Aligned(16))),
        compression::GROUP3 => fax::end(&bytes, form(fax::Coding::Group3 { two_dimensional })),
        compression::GROUP4 => fax::end(&bytes, form(fax::Coding::Group4)),
        _ => packed(&mut bytes, coding, least_first, grid.bytes(index)),
    };
    Ok(end.filter(|&end| end <= there).map(|end| end as u64))
}

fn packed(bytes: &mut [u8], coding: u64, least_first: bool, decoded: Option<u64>) -> Option<usize> {
    let decoded = decoded?;
    if least_first {
        bytes.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
    }
    match coding {
        compression::LZW => lzw::end(bytes, lzw::Form::of_tiff(bytes), decoded),
        compression::PACK_BITS => Some(pack_bits::end(bytes, decoded)),
        _ if compression::DEFLATE.contains(&coding) => deflate::end(bytes, decoded),
        _ => None,
    }
}
