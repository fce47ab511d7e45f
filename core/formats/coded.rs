//! Coded data divided into several pieces of a file, and what is cut out of them because no decoder reads it. Formats
//! and codecs know where the data end.

use super::behind;
use crate::base::{Error, Input, Span};
use crate::model::{Field, FieldId, Leftover, Region, Scan};

/// A region that replaces part of another, with its fields.
pub(super) type Part<F> = (Region<F>, Vec<Field>);

/// Most coded bytes that are held at once.
const LARGEST: u64 = 256 << 20;

/// Coded data, and where they are.
#[derive(Debug)]
pub(super) struct Coded {
    pub(super) bytes: Vec<u8>,
    pieces: Vec<Span>,
}

impl Coded {
    /// Reads consecutive pieces; `None` if they are too large to be held.
    pub(super) fn read(input: &Input<'_>, pieces: Vec<Span>) -> Result<Option<Self>, Error> {
        if pieces.iter().map(|piece| piece.len).fold(0, u64::saturating_add) > LARGEST {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        for piece in &pieces {
            bytes.extend(input.copied(*piece, LARGEST)?);
        }
        Ok(Some(Self { bytes, pieces }))
    }

    /// The part of each piece that is after the first `end` bytes.
    pub(super) fn behind(&self, end: usize) -> impl Iterator<Item = Span> {
        let mut left = end as u64;
        self.pieces.iter().filter_map(move |piece| {
            let inside = left.min(piece.len);
            left = left.saturating_sub(inside);
            Some(Span::between(piece.start.saturating_add(inside), piece.end())).filter(|span| !span.is_empty())
        })
    }
}

/// The regions of coded data, by name.
pub(super) fn regions<F>(scan: &Scan<F>, is_coded: impl Fn(&FieldId) -> bool) -> Vec<Span> {
    scan.regions.iter().filter(|region| is_coded(&region.id)).map(|region| region.span).collect()
}

/// Bytes after the end of coded data, which become zeros; `None` if there are none.
pub(super) fn blank<F>(input: &Input<'_>, span: Span) -> Result<Option<Part<F>>, Error> {
    if span.is_empty() {
        return Ok(None);
    }
    let exact = input.is_filled(span, 0)?;
    let (id, fields) = if exact { (Leftover::Coded, Vec::new()) } else { behind::read(input, span, Leftover::Coded)? };
    Ok(Some((Region { exact, fixed: true, ..Region::new(span, FieldId::Leftover(id)) }, fields)))
}

/// The scan with these parts, which are known to be everything that no decoder reads.
pub(super) fn cut<F: Clone>(scan: Scan<F>, parts: Vec<Part<F>>) -> Result<Scan<F>, Error> {
    let mut scan = scan.with_parts(parts)?;
    scan.decoded = true;
    Ok(scan)
}
