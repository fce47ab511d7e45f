//! The data of items: which bytes they are, in the file or in `idat`.

use crate::base::{Error, Input, Limit, Malformed, Place, Span, Unsupported};

use super::locations::{Location, method};
use super::meta::Meta;

/// Bytes of the file that hold the data of an item, in order; none for data in other items.
///
/// # Errors
/// [`Malformed::ItemOutside`] if they are not in the file, or in `idat`; [`Unsupported::ExternalMedia`].
pub(super) fn spans(input: &Input<'_>, meta: &Meta, location: &Location) -> Result<Vec<Span>, Error> {
    let place = || Place::new(meta.body.start, format!("iloc item {}", location.id));
    if location.data_reference != 0 {
        return Err(Error::unsupported(Unsupported::ExternalMedia, place()));
    }
    let whole = match location.method {
        method::FILE => Span::new(0, input.len()),
        method::IDAT => meta.idat.unwrap_or(Span::new(0, 0)),
        method::ITEM => return Ok(Vec::new()),
        _ => return Err(Error::malformed(Malformed::ItemOutside, place())),
    };
    let span = |offset: u64, len: u64| {
        let end = offset.checked_add(len).filter(|&end| end <= whole.len)?;
        Some(Span::between(whole.start.checked_add(offset)?, whole.start.checked_add(end)?))
    };
    let spans = meta.locations.extents(location).iter().map(|extent| span(extent.offset, extent.len));
    spans.collect::<Option<Vec<_>>>().ok_or_else(|| Error::malformed(Malformed::ItemOutside, place()))
}

/// The data of an item, put together; `None` if they are too long to be metadata, or in other items.
///
/// # Errors
/// Those of [`spans`]; [`Limit::BlockBytes`] if data are shared by so many items that there would be no end of reading.
pub(super) fn read(input: &Input<'_>, meta: &Meta, id: u32) -> Result<Option<Vec<u8>>, Error> {
    let Some(location) = meta.locations.get(id).filter(|location| location.method != method::ITEM) else { return Ok(None) };
    let spans = spans(input, meta, location)?;
    let total = spans.iter().map(|span| span.len).fold(0, u64::saturating_add);
    if total > input.limits().block_bytes {
        return Ok(None);
    }
    let left = meta.readable.get().checked_sub(total);
    meta.readable.set(left.ok_or_else(|| Error::limit(Limit::BlockBytes, Place::new(meta.body.start, "iloc")))?);
    joined(input, &spans)
}

/// Pieces of data, put together; `None` if they are too long for that.
pub(super) fn joined(input: &Input<'_>, spans: &[Span]) -> Result<Option<Vec<u8>>, Error> {
    let total = spans.iter().map(|span| span.len).fold(0, u64::saturating_add);
    if total > input.limits().block_bytes {
        return Ok(None);
    }
    let mut data = Vec::new();
    for span in spans {
        data.extend(&*input.bytes(*span)?);
    }
    Ok(Some(data))
}
