//! Where the coded picture of a directory stands: strips, tiles, JPEG streams and their tables, as far as a decoder
//! reads them. What stands behind the last row of an uncompressed strip, or in strips that the picture's size has no
//! use for, is no picture. Directories come in with only the entries that stay.

use crate::base::{Error, Input, Limit, Malformed, Place, Span, Unsupported};
use crate::containers::jpeg;
use crate::containers::tiff::{Directory, File};

/// Tags that are read here.
pub(super) mod tag {
    pub(in super::super) const WIDTH: u16 = 0x0100;
    pub(in super::super) const LENGTH: u16 = 0x0101;
    pub(super) const BITS: u16 = 0x0102;
    pub(in super::super) const COMPRESSION: u16 = 0x0103;
    pub(super) const PHOTOMETRIC: u16 = 0x0106;
    pub(in super::super) const STRIPS: u16 = 0x0111;
    pub(in super::super) const SAMPLES: u16 = 0x0115;
    pub(in super::super) const ROWS: u16 = 0x0116;
    pub(super) const STRIP_BYTES: u16 = 0x0117;
    pub(super) const PLANAR: u16 = 0x011C;
    pub(super) const TILE_WIDTH: u16 = 0x0142;
    pub(super) const TILE_LENGTH: u16 = 0x0143;
    pub(in super::super) const TILES: u16 = 0x0144;
    pub(super) const TILE_BYTES: u16 = 0x0145;
    pub(in super::super) const JPEG: u16 = 0x0201;
    pub(super) const JPEG_LEN: u16 = 0x0202;
    pub(super) const QUANTISATION: u16 = 0x0207;
    pub(super) const HUFFMAN: [u16; 2] = [0x0208, 0x0209];
}

/// PhotometricInterpretation of a picture whose colours may have fewer samples (TIFF 6.0, section 21).
const YCBCR: u64 = 6;

/// Compression (TIFF 6.0, section 3; supplement 2; DNG 1.7.1.0; registered with libtiff).
mod compression {
    pub(super) const NONE: u64 = 1;
    pub(super) const OLD_JPEG: u64 = 6;
    pub(super) const JPEG: u64 = 7;
    pub(super) const LOSSY_JPEG: u64 = 34_892;
    /// Streams that are not looked into, because nothing but the picture has a place in them.
    pub(super) const PLAIN: [u64; 24] = [
        NONE, 2, 3, 4, 5, 8, 9, 10, 32_766, 32_771, 32_773, 32_809, 32_895, 32_908, 32_909, 32_946, 34_661, 34_676, 34_677,
        34_887, 34_925, 50_000, 32_896, 32_898,
    ];
    /// JPEG 2000, WebP and JPEG XL: a bare stream, or a file that can hold anything.
    pub(super) const FILES: [u64; 7] = [33_003, 33_004, 33_005, 34_712, 50_001, 50_002, 52_546];
}

/// The coded picture of a directory.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// Strips, tiles, streams and tables, as they are listed.
    pub(super) coded: Vec<Span>,
    /// Those of them that are whole JPEG streams.
    pub(super) jpegs: Vec<Span>,
}

/// Whether a directory has a picture.
pub(super) fn is_picture(directory: &Directory) -> bool {
    let has = |tag| directory.find(tag).is_some();
    has(tag::WIDTH) && has(tag::LENGTH) && (has(tag::STRIPS) || has(tag::TILES) || has(tag::JPEG))
}

/// Reads where the picture stands.
///
/// # Errors
/// [`Unsupported::Compression`] for picture data that could hold anything, [`Malformed::CutOff`] where their lengths
/// are missing, [`Limit::Elements`] for too many strips.
pub(super) fn read(input: &Input<'_>, file: &File, directory: &Directory) -> Result<Picture, Error> {
    let number = |tag| file.number(input, directory, tag);
    let coding = number(tag::COMPRESSION)?.unwrap_or(compression::NONE);
    let mut picture = Picture { coded: spans(input, file, directory, coding)?, jpegs: Vec::new() };
    match coding {
        compression::JPEG | compression::LOSSY_JPEG => picture.jpegs.clone_from(&picture.coded),
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

/// A stream that is no file of its own: neither boxes nor a WebP file with chunks beside the picture.
fn bare(input: &Input<'_>, span: Span) -> Result<(), Error> {
    let head = input.bytes(Span::new(span.start, span.len.min(16)))?;
    let simple = match &*head {
        [b'R', b'I', b'F', b'F', ..] => matches!(head.get(12..), Some(b"VP8 " | b"VP8L")),
        // The size of a first box, with which files of JPEG 2000 and JPEG XL begin.
        [0, 0, 0, ..] => false,
        _ => true,
    };
    if simple { Ok(()) } else { Err(unsupported(span.start)) }
}

/// Strips or tiles that are wholly in the file and that the picture has a use for.
fn spans(input: &Input<'_>, file: &File, directory: &Directory, coding: u64) -> Result<Vec<Span>, Error> {
    let tiled = directory.find(tag::TILES).is_some();
    let (starts, lengths) = if tiled { (tag::TILES, tag::TILE_BYTES) } else { (tag::STRIPS, tag::STRIP_BYTES) };
    let list = |tag| match directory.find(tag) {
        Some(entry) => file.numbers(input, entry).map(Option::unwrap_or_default),
        None => Ok(Vec::new()),
    };
    let (starts, lengths) = (list(starts)?, list(lengths)?);
    let grid = Grid::read(input, file, directory, tiled, coding)?;
    let mut spans = Vec::new();
    for (index, &start) in (0_u64..).zip(&starts) {
        if index >= grid.pieces {
            break;
        }
        let needed = grid.needed(index);
        let listed = lengths.get(usize::try_from(index).unwrap_or(usize::MAX)).copied();
        let len = match (listed, needed) {
            // A single strip is read whole, whatever its length is said to be: libtiff takes it for a mistake.
            (Some(len), Some(needed)) if grid.pieces > 1 || tiled => len.min(needed),
            (_, Some(needed)) => needed,
            (Some(len), None) => len,
            (None, None) => return Err(Error::malformed(Malformed::CutOff, Place::new(directory.span.start, "StripByteCounts"))),
        };
        // What was never written is not there to be kept, and what is cut off no decoder reads: nothing says where
        // the picture would have ended.
        let span = Span::new(start, len);
        if !span.is_empty() && start != 0 && span.end() <= input.len() {
            spans.push(span);
        }
    }
    if spans.is_empty() && directory.find(tag::JPEG).is_none() {
        return Err(Error::malformed(Malformed::CutOff, Place::new(directory.span.start, "IFD")));
    }
    Ok(spans)
}

/// How a picture is cut into strips or tiles.
#[derive(Debug, Clone, Copy)]
struct Grid {
    /// How many there are.
    pieces: u64,
    /// In one plane.
    per_plane: u64,
    /// Bytes of each, and of the last one in a plane; known only where nothing is compressed.
    bytes: Option<(u64, u64)>,
}

impl Grid {
    fn read(input: &Input<'_>, file: &File, directory: &Directory, tiled: bool, coding: u64) -> Result<Self, Error> {
        let number = |tag, default: u64| Ok::<u64, Error>(file.number(input, directory, tag)?.unwrap_or(default));
        let (width, length) = (number(tag::WIDTH, 0)?, number(tag::LENGTH, 0)?);
        let samples = number(tag::SAMPLES, 1)?.max(1);
        let planes = if number(tag::PLANAR, 1)? == 2 { samples } else { 1 };
        let ceiling = |a: u64, b: u64| a.div_ceil(b.max(1));
        let (across, rows) = if tiled {
            (number(tag::TILE_WIDTH, width)?.max(1), number(tag::TILE_LENGTH, length)?.max(1))
        } else {
            (width.max(1), number(tag::ROWS, length)?.clamp(1, length.max(1)))
        };
        let down = ceiling(length, rows);
        let per_plane = down.saturating_mul(ceiling(width, across));
        let pieces = per_plane.saturating_mul(planes);
        let bits = match directory.find(tag::BITS) {
            Some(entry) => file.numbers(input, entry)?.unwrap_or_default(),
            None => vec![1],
        };
        let even = bits.first().filter(|&first| bits.iter().all(|bits| bits == first));
        // Where colours have fewer samples, the bytes of a row do not follow from its pixels.
        let subsampled = number(tag::PHOTOMETRIC, 0)? == YCBCR;
        let bytes = even.filter(|_| coding == compression::NONE && !subsampled).map(|&bits| {
            let in_row = if planes > 1 { 1 } else { samples };
            let row = ceiling(across.saturating_mul(in_row).saturating_mul(bits), 8);
            let last = if tiled { rows } else { length.saturating_sub(rows.saturating_mul(down.saturating_sub(1))) };
            (row.saturating_mul(rows), row.saturating_mul(last))
        });
        if pieces > u64::from(u32::MAX) {
            return Err(Error::limit(Limit::Elements, Place::new(directory.span.start, "IFD")));
        }
        Ok(Self { pieces, per_plane, bytes })
    }

    fn needed(&self, index: u64) -> Option<u64> {
        let last = index.checked_rem(self.per_plane) == Some(self.per_plane.saturating_sub(1));
        self.bytes.map(|(full, short)| if last { short } else { full })
    }
}

/// JPEG as TIFF 6.0 had it (section 22): a stream of its own, or tables beside the strips.
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
    // A stream that is whole can stand in a strip, too.
    for span in &picture.coded {
        if span.len > 2 && input.array::<2>(span.start)? == [0xFF, 0xD8] && !picture.jpegs.contains(span) {
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
