//! The purposes of auxiliary picture tracks, by the `auxi` boxes in their sample entries (ISO/IEC 23008-12, 7.5.3).

use super::entry_fields;
use crate::base::{Error, Input, Span};
use crate::containers::bmff::{BmffBox, FULL_LEN};
use crate::formats::auxiliary::Auxiliary;
use crate::model::ItemRole;

/// Longest name of such a purpose.
const NAME: u64 = 256;

/// The role of an auxiliary picture track, by the first such box in its entries; `None` if players show it. If none
/// gives its purpose, they take it for alpha.
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

/// The purpose of the pictures according to an `auxi` box, and its length up to there.
pub(super) fn purpose(input: &Input<'_>, inner: &BmffBox) -> Result<(Auxiliary, u64), Error> {
    let body = inner.body_from(FULL_LEN);
    let bytes = input.copied(Span::new(body.start, body.len.min(NAME)), NAME)?;
    let name = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    Ok((Auxiliary::of(name), (name.len() as u64).saturating_add(1).saturating_add(FULL_LEN)))
}
