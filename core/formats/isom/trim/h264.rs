//! How decoding of H.264 begins with a sample that a table calls a sync sample: writers use that term for more than the
//! standard does.

use crate::base::{Error, Input, Span};

/// Most units that are examined: more than come before the first picture of any sample.
const MOST_UNITS: usize = 64;
/// Enough of a SEI message to tell when pictures are complete (ITU-T H.264, D.1.8).
const MESSAGE_HEAD: u64 = 4;

/// How decoding begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// With an IDR picture (table 7-1): nothing after it refers to what came before.
    Sequence,
    /// With another picture, from which everything shown after it is complete.
    Picture,
    /// With one after which pictures become complete part by part (`recovery_frame_cnt`, D.2.8).
    Refresh,
}

/// How decoding begins with a sample whose units have four-byte lengths, as with all but the oldest writers.
pub(super) fn beginning(input: &Input<'_>, sample: Span) -> Result<Beginning, Error> {
    let mut at = sample.start;
    let mut found = Beginning::Picture;
    for _ in 0..MOST_UNITS {
        if at.saturating_add(5) > sample.end() {
            break;
        }
        let [a, b, c, d, head] = input.array(at)?;
        let unit = Span::new(at.saturating_add(4), u32::from_be_bytes([a, b, c, d]).into());
        match head & 0x1F {
            5 => return Ok(Beginning::Sequence),
            1..5 => break,
            6 if refreshes(input, unit, sample)? => found = Beginning::Refresh,
            _ => {}
        }
        at = unit.end();
    }
    Ok(found)
}

/// Whether the first message of a SEI unit about when pictures are complete says that this takes more than one picture.
fn refreshes(input: &Input<'_>, unit: Span, sample: Span) -> Result<bool, Error> {
    const RECOVERY_POINT: u8 = 6;
    let mut at = unit.start.saturating_add(1);
    while at.saturating_add(MESSAGE_HEAD) <= unit.end().min(sample.end()) {
        // Longer types and sizes have more bytes; none of those comes before a recovery point in what writers produce.
        let [kind, len, first, _] = input.array(at)?;
        match (kind, len) {
            // An Exp-Golomb number of zero has one bit.
            (RECOVERY_POINT, _) => return Ok(first & 0x80 == 0),
            (0xFF, _) | (_, 0xFF) => break,
            _ => at = at.saturating_add(2).saturating_add(len.into()),
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(units: &[&[u8]]) -> Beginning {
        let bytes: Vec<u8> = units.iter().flat_map(|unit| [&(unit.len() as u32).to_be_bytes(), *unit].concat()).collect();
        beginning(&Input::from_bytes(&bytes), Span::new(0, bytes.len() as u64)).unwrap()
    }

    #[test]
    fn the_first_picture_says_how_decoding_begins() {
        assert_eq!(of(&[&[9, 0xF0], &[0x67, 1], &[6, 1, 2, 0, 0, 0x80], &[0x65, 1]]), Beginning::Sequence);
        assert_eq!(of(&[&[9, 0xF0], &[0x61, 1], &[0x65, 1]]), Beginning::Picture);
        assert_eq!(of(&[]), Beginning::Picture);
        assert_eq!(of(&[&[6; 2][..]; 99]), Beginning::Picture);
    }

    #[test]
    fn a_recovery_point_says_whether_it_takes_time() {
        assert_eq!(of(&[&[6, 1, 1, 0, 6, 1, 0xC4, 0x80], &[0x61, 1]]), Beginning::Picture);
        assert_eq!(of(&[&[6, 1, 1, 0, 6, 1, 0x24, 0x80], &[0x61, 1]]), Beginning::Refresh);
        assert_eq!(of(&[&[6, 0xFF, 1, 0, 6, 1, 0x24, 0x80], &[0x61, 1]]), Beginning::Picture);
        // A length that points outside the sample.
        assert_eq!(of(&[&[6, 1, 200, 0, 0]]), Beginning::Picture);
    }
}
