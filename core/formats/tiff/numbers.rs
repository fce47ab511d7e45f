//! The numbers of a value, whatever type they have.

use std::borrow::Cow;

use super::{compression, tag};
use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, Entry, File, Layout, kind, size};

/// The numbers of a value.
#[derive(Debug)]
pub(super) struct Numbers<'a> {
    pub(super) layout: Layout,
    pub(super) kind: u16,
    pub(super) bytes: Cow<'a, [u8]>,
}

impl<'a> Numbers<'a> {
    /// `None` for a value that is not in the file.
    pub(super) fn read(input: &Input<'a>, file: &File, entry: &Entry) -> Result<Option<Self>, Error> {
        let bytes = file.value(input, entry)?;
        Ok(bytes.map(|bytes| Self { layout: file.layout, kind: entry.kind, bytes }))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = f64> {
        let len = size(self.kind).and_then(|len| usize::try_from(len).ok()).unwrap_or(1);
        self.bytes.chunks_exact(len).map(|bytes| number(self.layout, self.kind, bytes))
    }

    pub(super) fn first(&self) -> f64 {
        self.iter().next().unwrap_or(f64::NAN)
    }

    /// Whether none is smaller than the one before it.
    pub(super) fn are_rising(&self) -> bool {
        self.iter().is_sorted()
    }
}

/// The numbers of a tag that decoders ask for: no more bits than samples, no more rows in a strip than there are.
pub(super) fn asked_for(
    input: &Input<'_>,
    file: &File,
    directory: &Directory,
    number: u16,
    mut numbers: Vec<u64>,
) -> Result<Vec<u64>, Error> {
    const ILLUMINANT: u16 = 0xC65A;
    const COLOR_MATRIX: u16 = 0xC621;
    const COLOR_MATRIX_2: u16 = 0xC622;
    let of = |tag| file.number(input, directory, tag);
    match number {
        tag::BITS => numbers.truncate(usize::try_from(of(tag::SAMPLES)?.unwrap_or(1).max(1)).unwrap_or(usize::MAX)),
        // Which light a matrix is for, where there is no second one for another.
        ILLUMINANT if directory.find(COLOR_MATRIX).is_some() && directory.find(COLOR_MATRIX_2).is_none() => numbers.fill(0),
        // Old-style JPEG is divided by this number, however large it is.
        tag::ROWS if of(tag::COMPRESSION)? != Some(compression::OLD_JPEG) => {
            let rows = of(tag::LENGTH)?.filter(|rows| *rows > 0).unwrap_or(u64::MAX);
            numbers.iter_mut().for_each(|number| *number = rows.min(*number));
        }
        _ => {}
    }
    Ok(numbers)
}

fn number(layout: Layout, of: u16, bytes: &[u8]) -> f64 {
    let whole = layout.number(bytes);
    let signed =
        |bits: u32| (whole.wrapping_shl(64_u32.saturating_sub(bits)).cast_signed() >> 64_u32.saturating_sub(bits)) as f64;
    let (above, below) = bytes.split_at(bytes.len().min(4));
    match of {
        kind::SBYTE => signed(8),
        kind::SSHORT => signed(16),
        kind::SLONG => signed(32),
        kind::SLONG8 => signed(64),
        kind::RATIONAL => number(layout, kind::LONG, above) / number(layout, kind::LONG, below),
        kind::SRATIONAL => number(layout, kind::SLONG, above) / number(layout, kind::SLONG, below),
        kind::FLOAT => f32::from_bits(u32::try_from(whole).unwrap_or(u32::MAX)).into(),
        kind::DOUBLE => f64::from_bits(whole),
        _ => whole as f64,
    }
}
