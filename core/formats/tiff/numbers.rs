//! The numbers of a value, whatever type they have.

use std::borrow::Cow;

use crate::base::{Error, Input};
use crate::containers::tiff::{Entry, File, Layout, kind, size};

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
