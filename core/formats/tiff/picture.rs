//! Where the coded picture of a directory is: strips, tiles, JPEG streams and their tables, as far as a decoder reads
//! them. Directories are passed with only the entries that stay.

use std::collections::BTreeSet;

use super::strips::{self, Lists, Reach};
use super::{compression, tag};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::containers::jpeg;
use crate::containers::tiff::{Directory, File};

/// The coded picture of a directory.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// Strips, tiles, streams and tables, as listed.
    pub(super) coded: Vec<Span>,
    /// Those of them that are complete JPEG streams.
    pub(super) jpegs: Vec<Span>,
    /// The final content of the lists of strips or tiles.
    pub(super) lists: Lists,
}

/// Whether a directory has a picture.
pub(super) fn is_picture(directory: &Directory) -> bool {
    let has = |tag| directory.find(tag).is_some();
    has(tag::WIDTH) && has(tag::LENGTH) && (has(tag::STRIPS) || has(tag::TILES) || has(tag::JPEG))
}

impl Picture {
    /// Whether it is known where all data end, except for those of complete JPEG streams.
    pub(super) fn is_known(&self) -> bool {
        self.lists.are_known() || !self.coded.is_empty() && self.are_in_streams()
    }
}

impl Picture {
    /// Whether everything coded is in complete streams.
    fn are_in_streams(&self) -> bool {
        let mut jpegs = self.jpegs.clone();
        jpegs.sort_unstable();
        // The end of the longest of those that begin no later than this one.
        let mut furthest = 0;
        let reach: Vec<(u64, u64)> = jpegs
            .iter()
            .map(|jpeg| {
                furthest = jpeg.end().max(furthest);
                (jpeg.start, furthest)
            })
            .collect();
        self.coded.iter().all(|coded| {
            let before = reach.partition_point(|(start, _)| *start <= coded.start).checked_sub(1);
            before.and_then(|before| reach.get(before)).is_some_and(|(_, end)| coded.end() <= *end)
        })
    }
}

/// Reads where the picture is.
///
/// # Errors
/// [`Unsupported::Compression`] for picture data that could contain anything, and those of [`strips::read`].
pub(super) fn read(input: &Input<'_>, file: &File, directory: &Directory, reach: Reach) -> Result<Picture, Error> {
    let number = |tag| file.number(input, directory, tag);
    let coding = number(tag::COMPRESSION)?.unwrap_or(compression::NONE);
    let lists = strips::read(input, file, directory, coding, reach)?;
    let mut picture = Picture { coded: lists.spans(), jpegs: Vec::new(), lists };
    match coding {
        compression::JPEG | compression::LOSSY_JPEG => {
            // Strips that share a stream are examined once.
            picture.jpegs = picture.coded.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        }
        compression::OLD_JPEG => old_jpeg(input, file, directory, &mut picture)?,
        _ if compression::PLAIN.contains(&coding) => {}
        _ if compression::FILES.contains(&coding) => {
            for span in &picture.coded {
                bare(input, *span)?;
            }
        }
        _ => return Err(unsupported(directory.span.start)),
    }
    Ok(picture)
}

fn unsupported(at: u64) -> Error {
    Error::unsupported(Unsupported::Compression, Place::new(at, "IFD"))
}

/// A stream that is not a file of its own: neither boxes nor a WebP file with chunks besides the picture.
fn bare(input: &Input<'_>, span: Span) -> Result<(), Error> {
    let head = input.bytes(Span::new(span.start, span.len.min(16)))?;
    let simple = match &*head {
        [b'R', b'I', b'F', b'F', ..] => matches!(head.get(12..), Some(b"VP8 " | b"VP8L")),
        // The size of a first box, with which JPEG 2000 and JPEG XL files begin.
        [0, 0, 0, ..] => false,
        _ => true,
    };
    if simple { Ok(()) } else { Err(unsupported(span.start)) }
}

/// JPEG in the style of TIFF 6.0 (section 22): a separate stream, or tables in addition to the strips.
fn old_jpeg(input: &Input<'_>, file: &File, directory: &Directory, picture: &mut Picture) -> Result<(), Error> {
    let list = |tag| match directory.find(tag) {
        Some(entry) => file.numbers(input, entry).map(Option::unwrap_or_default),
        None => Ok(Vec::new()),
    };
    if let Some(start) = file.number(input, directory, tag::JPEG)?.filter(|&start| start != 0 && start < input.len()) {
        let end = jpeg::walk(input, start)?.end;
        let listed = file.number(input, directory, tag::JPEG_LEN)?.unwrap_or(0);
        if listed != 0 && start.saturating_add(listed) < end {
            return Err(Error::malformed(Malformed::CutOff, Place::new(start, "JPEGInterchangeFormat")));
        }
        picture.jpegs.push(Span::between(start, end));
        picture.coded.push(Span::between(start, end));
    }
    // A complete stream can be in a strip, too.
    let mut known: BTreeSet<Span> = picture.jpegs.iter().copied().collect();
    for span in &picture.coded {
        if span.len > 2 && input.array::<2>(span.start)? == [0xFF, 0xD8] && known.insert(*span) {
            picture.jpegs.push(*span);
        }
    }
    for start in list(tag::QUANTISATION)? {
        picture.coded.push(Span::new(start, 64));
    }
    for start in [list(tag::HUFFMAN[0])?, list(tag::HUFFMAN[1])?].concat() {
        let counts = input.array::<16>(start)?;
        picture.coded.push(Span::new(start, 16_u64.saturating_add(counts.iter().map(|&count| u64::from(count)).sum())));
    }
    match picture.coded.iter().find(|span| span.end() > input.len()) {
        Some(_) => Err(Error::malformed(Malformed::CutOff, Place::at(input.len()))),
        None => Ok(()),
    }
}
