//! Edit lists (ISO/IEC 14496-12, 8.6.6): which parts of its media a track shows.

use std::ops::Range;

use super::lasts::Lasts;
use super::sample_tables::in_body;
use crate::base::{Error, Input, Malformed};
use crate::containers::bmff::BmffBox;

/// Most edits that are examined one by one.
const MOST: u32 = 1024;
/// A rate of one, in sixteen bits after the point.
const USUAL_RATE: i32 = 1 << 16;
/// Rates that editors offer: a still, slow and fast motion, and backwards.
const RATES: [i32; 10] = [-USUAL_RATE, 0, 0x2000, 0x4000, 0x8000, USUAL_RATE, 0x2_0000, 0x4_0000, 0x8_0000, FASTEST];
/// The fastest, forwards and backwards.
const FASTEST: i32 = 1 << 20;

/// An entry of an edit list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit {
    /// The position of its media time in the body of the list.
    pub(super) at: u64,
    /// Whether that is 64-bit.
    pub(super) long: bool,
    /// Its duration, in units of the movie's clock; 0 for everything there is.
    pub(super) duration: u64,
    /// Where in the media it begins; -1 if nothing is shown.
    pub(super) media_time: i64,
    /// In sixteen bits after the point.
    pub(super) rate: i32,
}

impl Edit {
    /// The same, where it shows no more of the media than there is (`shown`: until when, in ticks of the media).
    pub(super) fn within(self, shown: Lasts, movie_scale: u32, media_scale: u32) -> Self {
        let Lasts::Ticks(ticks) = shown else { return self };
        if self.media_time < 0 {
            return self;
        }
        let begins = shown.at_most(self.media_time.unsigned_abs(), media_scale);
        let left = Lasts::Ticks(ticks.saturating_sub(begins)).by(media_scale, movie_scale);
        let duration = if self.rate == USUAL_RATE { left.at_most(self.duration, movie_scale) } else { self.duration };
        Self { media_time: i64::try_from(begins).unwrap_or(self.media_time), duration, ..self }
    }
}

/// The entries of an edit list; `None` if there are too many, or fewer than it says.
pub(super) fn read(input: &Input<'_>, list: &BmffBox) -> Result<Option<Vec<Edit>>, Error> {
    let [version] = in_body(input, list, 0)?;
    let count = u32::from_be_bytes(in_body(input, list, 4)?);
    let long = version != 0;
    let len: u64 = if long { 20 } else { 12 };
    let (listed, room) = (u64::from(count).saturating_mul(len), list.body_from(8).len);
    if count > MOST || listed > room {
        return Ok(None);
    }
    // FFmpeg uses the size of the box, others the number.
    if room.saturating_sub(listed) >= len {
        return Err(Error::malformed(Malformed::BoxSize, list.place()));
    }
    let mut edits = Vec::new();
    for number in 0..u64::from(count) {
        let at = number.saturating_mul(len).saturating_add(8);
        let media = at.saturating_add(if long { 8 } else { 4 });
        let rate = at.saturating_add(if long { 16 } else { 8 });
        let (duration, media_time) = if long {
            (u64::from_be_bytes(in_body(input, list, at)?), i64::from_be_bytes(in_body(input, list, media)?))
        } else {
            (u32::from_be_bytes(in_body(input, list, at)?).into(), i32::from_be_bytes(in_body(input, list, media)?).into())
        };
        let rate = usual_rate(i32::from_be_bytes(in_body(input, list, rate)?));
        edits.push(Edit { at: media, long, duration, media_time, rate });
    }
    Ok(Some(edits))
}

/// The rate that is next, and no slower, so that nothing is cut off that would be shown; another is none that a player has.
fn usual_rate(rate: i32) -> i32 {
    let next = RATES.into_iter().filter(|usual| *usual >= rate).min();
    next.filter(|_| (-FASTEST..=FASTEST).contains(&rate)).unwrap_or(USUAL_RATE)
}

/// The parts of the media that are shown, in order, joined if they touch or overlap. `None` if an edit does not define
/// such a part.
pub(super) fn shown(edits: &[Edit], movie_scale: u32, media_scale: u32) -> Option<Vec<Range<i64>>> {
    let mut parts = Vec::new();
    for edit in edits.iter().filter(|edit| edit.media_time != -1) {
        let backwards = edit.media_time < 0 || edit.rate < 0;
        // FFmpeg reads such a clock as a negative number.
        if backwards || i32::try_from(movie_scale).is_err() {
            return None;
        }
        let len = match edit.duration {
            0 => i64::MAX,
            // Players that ignore rates show as much as the edit lasts: the larger of the two.
            duration => {
                let rate = i128::from(edit.rate.max(USUAL_RATE));
                let scale = i128::from(movie_scale).checked_mul(i128::from(USUAL_RATE)).filter(|scale| *scale > 0)?;
                let ticks = i128::from(duration).checked_mul(i128::from(media_scale))?.checked_mul(rate)?;
                let whole = ticks.checked_add(scale)?.checked_sub(1)?.checked_div(scale)?;
                i64::try_from(whole).unwrap_or(i64::MAX)
            }
        };
        parts.push(edit.media_time..edit.media_time.saturating_add(len));
    }
    parts.sort_by_key(|part| part.start);
    parts.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    Some(parts).filter(|parts| !parts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(duration: u64, media_time: i64, rate: i32) -> Edit {
        Edit { at: 0, long: true, duration, media_time, rate }
    }

    /// Where each part begins and ends.
    fn parts(edits: &[Edit], movie_scale: u32, media_scale: u32) -> Option<Vec<[i64; 2]>> {
        Some(shown(edits, movie_scale, media_scale)?.into_iter().map(|part| [part.start, part.end]).collect())
    }

    #[test]
    fn parts_are_rounded_up_joined_and_in_order() {
        let edits = [edit(10, -1, USUAL_RATE), edit(1000, 5000, USUAL_RATE), edit(1, 100, USUAL_RATE), edit(2, 101, USUAL_RATE)];
        assert_eq!(parts(&edits, 1000, 2500).unwrap(), [[100, 106], [5000, 7500]]);
        assert_eq!(parts(&edits[1..2], 600, 1001).unwrap(), [[5000, 6669]]);
    }

    #[test]
    fn a_rate_shows_as_much_as_any_player_would() {
        assert_eq!(parts(&[edit(10, 7, 2 * USUAL_RATE)], 1000, 1000).unwrap(), [[7, 27]]);
        for rate in [0, USUAL_RATE / 2] {
            assert_eq!(parts(&[edit(10, 7, rate)], 1000, 1000).unwrap(), [[7, 17]]);
        }
        assert_eq!(parts(&[edit(10, 7, -USUAL_RATE)], 1000, 1000), None);
    }

    /// A rate was any number of sixteenths, which is a word in its lower half.
    #[test]
    fn a_rate_is_one_that_editors_offer_and_never_slower() {
        let rates = [0x1_0000, 0x1_0001, 0x3_8000, 0x1FFF, -5, -0x3_0000, i32::from_be_bytes(*b"Nora")];
        assert_eq!(rates.map(usual_rate), [0x1_0000, 0x2_0000, 0x4_0000, 0x2000, 0, -0x1_0000, 0x1_0000]);
    }

    #[test]
    fn an_edit_without_an_end_shows_all_behind_it_and_none_nothing_that_could_be_told() {
        assert_eq!(parts(&[edit(0, 7, USUAL_RATE)], 1000, 1000).unwrap(), [[7, i64::MAX]]);
        assert_eq!(parts(&[edit(9, -1, USUAL_RATE)], 1000, 1000), None);
        assert_eq!(parts(&[], 1000, 1000), None);
        assert_eq!(parts(&[edit(9, 1, USUAL_RATE)], 0, 1000), None);
        assert_eq!(parts(&[edit(u64::MAX, i64::MAX, i32::MAX)], 1, u32::MAX).unwrap(), [[i64::MAX, i64::MAX]]);
    }
}
