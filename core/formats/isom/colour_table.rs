//! The colour table in the sample entry of a picture (QuickTime File Format, Color Table Atoms): whether there is one,
//! and what in it is not colour.

use super::picture_fields::{PICTURE, raster};
use super::sample_tables::in_body;
use crate::base::{Error, Input, Malformed, Place};
use crate::containers::bmff::{BmffBox, Boxes};
use crate::formats::regions::told;
use crate::model::Value;

/// Seed, flags, number of the last colour; then a number and red, green and blue for each.
const HEADER: u64 = 8;
const COLOUR: u64 = 8;
/// Number of the last colour of the largest table.
const LAST: u16 = 255;

/// Whether there should be one: its id is 0 and pixels have at most eight bits, in colour or grey.
fn is_announced(input: &Input<'_>, entry: &BmffBox) -> Result<bool, Error> {
    let id = u16::from_be_bytes(in_body(input, entry, 76)?);
    Ok(id == 0 && matches!(raster(input, entry)?.bits(), 1 | 2 | 4 | 8))
}

/// Refuses an entry with something else where a table should be. Decoders take colours from whatever is there, even from
/// the zeros that would replace it.
pub(super) fn is_none_else(input: &Input<'_>, entry: &BmffBox, boxes: &Boxes) -> Result<(), Error> {
    let behind = entry.body_from(PICTURE);
    let has_room = boxes.rest.start == behind.start && behind.len >= HEADER.saturating_add(COLOUR);
    if has_room && is_announced(input, entry)? {
        return Err(Error::malformed(Malformed::ColourTable, Place::at(behind.start)));
    }
    Ok(())
}

/// Its length; 0 if there is none.
pub(super) fn len(input: &Input<'_>, entry: &BmffBox) -> Result<u64, Error> {
    let table = entry.body_from(PICTURE);
    if table.len < HEADER || !is_announced(input, entry)? {
        return Ok(0);
    }
    let [_, _, _, _, flags @ .., c, d] = input.array::<8>(table.start)?;
    let last = u16::from_be_bytes([c, d]);
    let len = u64::from(last).saturating_add(1).saturating_mul(COLOUR).saturating_add(HEADER);
    // The upper flag says that colours are in the order of a device, as they are for all who read them.
    let is_table = matches!(u16::from_be_bytes(flags), 0 | 0x8000) && last <= LAST;
    Ok(if is_table && len <= table.len { len } else { 0 })
}

/// The same, with only its colours.
///
/// The seed says when a table was made. FFmpeg begins with the colour of that number, and reads none if it does not
/// exist. The number of a colour is 0 or its position; nobody reads it.
pub(super) fn anew(table: &[u8]) -> Vec<u8> {
    let (head, colours) = table.split_at_checked(8).unwrap_or((table, &[]));
    let mut anew = head.to_vec();
    if let Some((seed, _)) = anew.split_first_chunk_mut::<4>()
        && u32::from_be_bytes(*seed) > u32::from(LAST)
    {
        *seed = [0xFF; 4];
    }
    for ([high, low, colour @ ..], place) in colours.as_chunks::<8>().0.iter().zip(0_u16..) {
        let stays = u16::from_be_bytes([*high, *low]) == place;
        anew.extend(if stays { place } else { 0 }.to_be_bytes());
        anew.extend(colour);
    }
    anew
}

/// What a table says: its seed, and whatever replaces the numbers.
pub(super) fn says(table: &[u8]) -> Value {
    let (head, colours) = table.split_at_checked(8).unwrap_or((table, &[]));
    let numbers = colours.as_chunks::<8>().0.iter().flat_map(|[high, low, ..]| [*high, *low]);
    told(&head.iter().copied().take(4).chain(numbers).filter(|&byte| byte != 0).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stay_and_what_is_none_goes() {
        let colours =
            |numbers: [[u8; 2]; 3]| numbers.iter().flat_map(|number| [&number[..], b"colour"].concat()).collect::<Vec<_>>();
        let table = |seed: &[u8; 4], numbers| [&seed[..], &[0x80, 0, 0, 2], &colours(numbers)].concat();
        for plain in [table(&[0; 4], [[0; 2]; 3]), table(&[0, 0, 0, 7], [[0, 0], [0, 1], [0, 2]]), table(&[0xFF; 4], [[0; 2]; 3])]
        {
            assert_eq!(anew(&plain), plain);
        }
        let telling = table(b"Nora", [*b" P", *b"et", *b"it"]);
        assert_eq!(anew(&telling), table(&[0xFF; 4], [[0; 2]; 3]));
        assert_eq!(says(&telling), Value::Text("Nora Petit".to_owned()));
    }
}
