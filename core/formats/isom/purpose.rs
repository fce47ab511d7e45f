//! What tracks of auxiliary pictures are for, by the `auxi` boxes in their sample entries (ISO/IEC 23008-12, 7.5.3).

use super::entry_fields;
use crate::base::{Error, Input, Span};
use crate::containers::bmff::{BmffBox, FULL_LEN};
use crate::formats::auxiliary::Auxiliary;
use crate::model::ItemRole;

/// Longest name of what auxiliary pictures are for.
const NAME: u64 = 256;

/// What a track of auxiliary pictures is, by the first such box in its entries; nothing where players show it. Where none
/// says what it is for, they take it for alpha.
pub(super) fn role(input: &Input<'_>, entries: &[BmffBox]) -> Result<Option<ItemRole>, Error> {
    for entry in entries {
        let inner = entry_fields::inner_boxes(input, entry, false)?;
        if let Some(found) = inner.iter().find(|inner| inner.kind == *b"auxi") {
            return Ok(match purpose(input, found)?.0 {
                Auxiliary::Alpha => None,
                Auxiliary::Depth => Some(ItemRole::Depth),
                Auxiliary::AppleGainMap | Auxiliary::AdobeGainMap | Auxiliary::Other => Some(ItemRole::Auxiliary),
            });
        }
    }
    Ok(None)
}

/// What an `auxi` box says that pictures are for, and how long it is as far as that.
pub(super) fn purpose(input: &Input<'_>, inner: &BmffBox) -> Result<(Auxiliary, u64), Error> {
    let body = inner.body_from(FULL_LEN);
    let bytes = input.copied(Span::new(body.start, body.len.min(NAME)), NAME)?;
    let name = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    Ok((Auxiliary::of(name), (name.len() as u64).saturating_add(1).saturating_add(FULL_LEN)))
}
