//! Whether anything in coded data calls for decoding them: bytes that a decoder may never read can only be told from
//! the picture by decoding it, which costs more than everything else together. So this is done only if coded data
//! contain something that occurs by chance in less than one photo in a hundred: a run of text, the header of an Exif
//! block, or a removed value.

use std::collections::BTreeSet;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::noncontiguous::NFA;
use memchr::memmem::Finder;

use crate::base::{Budget, cost};
use crate::codecs::text::{ASCII_RUN, CHARACTERS, UTF16_RUN, characters, is_character};

/// At the end of coded data, fewer letters and digits are a text: chance writes them there in one photo of thousands.
const LAST_RUN: usize = 6;
/// Bytes of a checksum behind coded data, which a text may have replaced.
pub(super) const CHECKSUM: usize = 4;
/// Removed values of this many bytes are searched for.
const VALUE: usize = 12;
/// Exif blocks have their first directory close to their header.
const DIRECTORY: u32 = 1 << 20;
/// This much of a piece is searched together with the next one: more than the length of anything searched for.
const SEAM: usize = 128;
/// The highest bits of seven bytes: in a text none is set, nor at the beginning of an Exif block.
const HIGH: u64 = 0x0080_8080_8080_8080;

/// Values that are searched for one by one, or all at once if there are many.
#[derive(Debug)]
enum Others {
    Few(Vec<Finder<'static>>),
    Many(Box<NFA>),
}

impl Others {
    /// This many are found faster one after the other than all at once.
    const FEW: usize = 4;

    fn new(values: &[&[u8]]) -> Self {
        let many = if values.len() > Self::FEW { NFA::new(values).ok().map(Box::new) } else { None };
        many.map_or_else(|| Self::Few(values.iter().map(|value| Finder::new(value).into_owned()).collect()), Self::Many)
    }

    fn are_in(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Few(values) => values.iter().any(|value| value.find(bytes).is_some()),
            Self::Many(values) => values.try_find(&bytes.into()).is_ok_and(|found| found.is_some()),
        }
    }
}

/// What is searched for.
#[derive(Debug)]
pub(super) struct Asked {
    /// Removed values, each with four-byte prefixes used to find it.
    values: Vec<Vec<u8>>,
    /// Prefixes: four bytes of a value, which value, and their offset in it.
    beginnings: Vec<(u32, usize, usize)>,
    /// Whether there is any prefix with this lower half.
    likely: Vec<u64>,
    /// Values with too many bytes whose highest bit is set.
    others: Others,
    /// What the file may still cost.
    budget: Budget,
    /// The end of the last piece.
    seam: Vec<u8>,
}

impl Asked {
    /// Also searches for these values, if they have [`VALUE`] bytes or more.
    pub(super) fn new<'v>(values: impl Iterator<Item = &'v [u8]>, budget: &Budget) -> Self {
        let values: BTreeSet<&[u8]> = values.filter(|value| value.len() >= VALUE).collect();
        let (values, others): (Vec<&[u8]>, Vec<&[u8]>) = values.into_iter().partition(|value| ascii(value).is_some());
        let mut asked = Self {
            values: Vec::new(),
            beginnings: Vec::new(),
            likely: vec![0; 1 << 10],
            others: Others::new(&others),
            budget: budget.clone(),
            seam: Vec::with_capacity(SEAM.saturating_mul(2)),
        };
        for value in values {
            asked.look_for(value);
        }
        asked.beginnings.sort_unstable();
        asked
    }

    fn look_for(&mut self, value: &[u8]) {
        let Some(start) = ascii(value) else { return };
        let words = value.get(start..).unwrap_or_default().array_windows::<4>().take(4);
        for (at, word) in (start..).zip(words) {
            let word = u32::from_le_bytes(*word);
            self.beginnings.push((word, self.values.len(), at));
            if let Some(bits) = self.likely.get_mut(((word & 0xFFFF) >> 6) as usize) {
                *bits |= 1 << (word & 63);
            }
        }
        self.values.push(value.to_vec());
    }

    /// Whether the next piece of coded data contains any of it, or its seam with the last one.
    pub(super) fn by(&mut self, piece: &[u8]) -> bool {
        self.seam.extend(piece.iter().take(SEAM));
        let seam = std::mem::take(&mut self.seam);
        if self.is_in(&seam) || piece.len() > SEAM && self.is_in(piece) {
            return true;
        }
        let last = if piece.len() >= SEAM { piece } else { &seam };
        self.seam.extend(last.get(last.len().saturating_sub(SEAM)..).unwrap_or_default());
        false
    }

    /// Whether a short text ends the coded data of the last piece, or where a checksum would stand in what is `behind`.
    pub(super) fn ends_in_text(&self, behind: &[u8]) -> bool {
        let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || b" .,:-/".contains(byte);
        let ends = |bytes: &[u8]| {
            let end = bytes.iter().rev().skip_while(|&&byte| byte == 0);
            end.take(LAST_RUN).take_while(letter).count() == LAST_RUN
        };
        let end = [&self.seam[..], behind].concat();
        (0..=CHECKSUM.min(behind.len())).any(|without| ends(end.get(..end.len().saturating_sub(without)).unwrap_or_default()))
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        let (here, _) = bytes.as_chunks::<8>();
        let (halfway, _) = bytes.get(4..).unwrap_or_default().as_chunks::<8>();
        for (at, (here, halfway)) in (0..).step_by(8).zip(here.iter().zip(halfway)) {
            let (here, halfway) = (u64::from_le_bytes(*here), u64::from_le_bytes(*halfway));
            // Both at once: most are rejected here.
            let (low, low_halfway) = (here & HIGH == 0, halfway & HIGH == 0);
            if (low | low_halfway)
                && (low && self.is_at(bytes, at, here) || low_halfway && self.is_at(bytes, at.saturating_add(4), halfway))
            {
                return true;
            }
        }
        // The last eight, if fewer than twelve are left.
        if let Some(last) = here.get(halfway.len()).map(|bytes| u64::from_le_bytes(*bytes))
            && last & HIGH == 0
            && self.is_at(bytes, halfway.len().saturating_mul(8), last)
        {
            return true;
        }
        self.others.are_in(bytes)
    }

    /// Whether any of it contains these eight bytes, which are at `at`.
    #[inline]
    fn is_at(&self, bytes: &[u8], at: usize, eight: u64) -> bool {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let word = u32::try_from(eight & 0xFFFF_FFFF).unwrap_or(0);
        may_be_text(eight) && is_text(bytes, at, eight)
            || (has(eight, STAR) || before == Some(&STAR)) && is_header(bytes, at)
            || self.is_likely(word) && self.is_value(bytes, at, word)
    }

    #[inline]
    fn is_likely(&self, word: u32) -> bool {
        self.likely.get(((word & 0xFFFF) >> 6) as usize).is_some_and(|bits| bits >> (word & 63) & 1 != 0)
    }

    fn is_value(&self, bytes: &[u8], at: usize, word: u32) -> bool {
        let first = self.beginnings.partition_point(|beginning| beginning.0 < word);
        let alike = self.beginnings.get(first..).unwrap_or_default().iter().take_while(|beginning| beginning.0 == word);
        // Many values can have the same prefix. If the budget is spent, the value counts as found: the file is refused.
        let mut found = alike.filter_map(|&(_, value, into)| {
            if !self.budget.affords(cost::NUMBER) {
                return Some(());
            }
            let start = at.checked_sub(into)?;
            bytes.get(start..)?.starts_with(self.values.get(value)?).then_some(())
        });
        found.next().is_some()
    }
}

/// Where in a value ten bytes without the highest bit begin: any ten include seven that begin at a multiple of four.
fn ascii(value: &[u8]) -> Option<usize> {
    const ENOUGH: usize = 10;
    value.windows(ENOUGH).position(<[u8]>::is_ascii)
}

/// A one in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The second characters of texts in UTF-16, and the first ones.
const ZEROS: [u64; 2] = [0x00FF_00FF_00FF_00FF, 0xFF00_FF00_FF00_FF00];

/// Whether any of eight bytes has a value (the usual test for a zero in a word).
#[inline]
const fn has(eight: u64, byte: u8) -> bool {
    let zeros = eight ^ ONES.wrapping_mul(byte as u64);
    zeros.wrapping_sub(ONES) & !zeros & ONES << 7 != 0
}

/// Whether eight bytes may be text: none below the space, or every other one zero. Texts with other characters also
/// contain eight bytes without any.
#[inline]
const fn may_be_text(eight: u64) -> bool {
    let below = eight.wrapping_sub(ONES.wrapping_mul(b' ' as u64)) & !eight;
    (eight | below) & ONES << 7 == 0 || eight & ZEROS[0] == 0 || eight & ZEROS[1] == 0
}

/// Whether eight bytes are in a run of text.
fn is_text(bytes: &[u8], at: usize, eight: u64) -> bool {
    let (before, after) = bytes.split_at_checked(at).unwrap_or_default();
    if ZEROS.iter().any(|zeros| eight & zeros == 0) {
        let zero_first = eight & ZEROS[0] == 0;
        let alternates =
            |(index, byte): &(usize, &u8)| if (index & 1 == 0) == zero_first { **byte == 0 } else { is_character(**byte) };
        let ahead = after.iter().enumerate().take(2 * UTF16_RUN).take_while(alternates).count();
        let back = (1..).zip(before.iter().rev()).take(2 * UTF16_RUN).take_while(alternates).count();
        return back.saturating_add(ahead) >= 2 * UTF16_RUN;
    }
    let run = |bytes: &mut dyn Iterator<Item = &u8>| bytes.take(ASCII_RUN).take_while(|&&byte| is_character(byte)).count();
    let ahead = run(&mut after.iter());
    // At least eight: the two words already checked.
    if ahead < 8 {
        return false;
    }
    let back = run(&mut before.iter().rev());
    let run = bytes.get(at.saturating_sub(back)..at.saturating_add(ahead)).unwrap_or_default();
    run.len() >= ASCII_RUN && characters(run) >= CHARACTERS
}

/// The number in the header of a TIFF or Exif block.
const STAR: u8 = 42;

/// Whether the header of a TIFF or Exif block is near eight bytes (TIFF 6.0, section 2).
fn is_header(bytes: &[u8], at: usize) -> bool {
    let near = bytes.get(at.saturating_sub(4)..).unwrap_or_default();
    near.array_windows::<8>().take(12).any(|header| {
        let [m0, m1, s0, s1, directory @ ..] = *header;
        let directory = match [m0, m1, s0, s1] {
            [b'I', b'I', STAR, 0] => u32::from_le_bytes(directory),
            [b'M', b'M', 0, STAR] => u32::from_be_bytes(directory),
            _ => return false,
        };
        (8..DIRECTORY).contains(&directory)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asks(values: &[&[u8]], pieces: &[&[u8]]) -> bool {
        let mut asked = Asked::new(values.iter().copied(), &Budget::NONE);
        pieces.iter().any(|piece| asked.by(piece))
    }

    /// Coded data that contain nothing of interest.
    fn coded(len: usize) -> Vec<u8> {
        (0..len as u32).map(|n| (n.wrapping_mul(0x9E37_79B1) >> 13) as u8 | 0x80).collect()
    }

    proptest! {
        #[test]
        fn what_is_looked_for_is_found_wherever_it_stands_and_wherever_pieces_end(
            what in 0usize..7,
            before in 0usize..300,
            after in 0usize..300,
            cut in 0usize..400,
        ) {
            let value = b"Nora Petit\x01\x02";
            let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
            let planted = match what {
                0 => b"Nora Petit, 12 rue Lilas".to_vec(),
                1 => utf16("Nora Petit, ", u16::to_le_bytes),
                2 => utf16("Nora Petit, ", u16::to_be_bytes),
                3 => b"II*\0\x08\0\0\0\x01\0\x25\x88".to_vec(),
                4 => b"MM\0*\0\0\0\x08\0\x01\x88\x25".to_vec(),
                5 => value.to_vec(),
                _ => "Нора Петит".into(),
            };
            let bytes = [coded(before), planted, coded(after)].concat();
            let (one, other) = bytes.split_at(cut.min(bytes.len()));
            let values: [&[u8]; 2] = [value, "Нора Петит".as_bytes()];
            prop_assert!(asks(&values, &[one, other]));
            prop_assert!(!asks(&values, &[&coded(before + after)]));
        }
    }

    proptest! {
        #[test]
        fn eight_bytes_are_told_as_one_by_one_they_would_be(eight in prop::array::uniform8(prop_oneof![any::<u8>(), Just(STAR), 0x1E..0x24u8, Just(0)])) {
            let word = u64::from_le_bytes(eight);
            prop_assert_eq!(has(word, STAR), eight.contains(&STAR));
            let zeros = |first: usize| eight.iter().skip(first).step_by(2).all(|&byte| byte == 0);
            let plain = eight.iter().all(|byte| (b' '..0x80).contains(byte));
            prop_assert_eq!(may_be_text(word), plain || zeros(0) || zeros(1));
        }
    }

    /// The last eight bytes of a piece have nothing after them.
    #[test]
    fn a_value_that_begins_nowhere_else_is_found_at_the_end() {
        let value = b"Nora Petit\x01\x02";
        assert!(asks(&[value], &[&[&coded(7)[..], value].concat()]));
    }

    #[test]
    fn the_beginning_of_a_value_asks_for_nothing() {
        for before in 0..8 {
            assert!(!asks(&[b"Nora Petit, Lyon"], &[&[&coded(before)[..], b"Nora Petit", &coded(50)].concat()]));
        }
    }

    #[test]
    fn a_star_is_no_header() {
        for before in 0..8 {
            assert!(!asks(&[], &[&[&coded(before)[..], b"twinkle * little", &coded(50)].concat()]));
        }
    }

    #[test]
    fn short_texts_and_other_headers_ask_for_nothing() {
        for short in [&b"Nora Petit, 12 rue Lila"[..], b"II*\0\x08\0\0\x40", b"N\0o\0r\0a\0 \0P\0e\0t\0i\0t\0,\0"] {
            assert!(!asks(&[b"Lea"], &[&[&coded(50), short, &coded(50)].concat()]));
        }
        assert!(!asks(&[], &[&[0; 600]]));
        assert!(!asks(&[], &[&b"8\"\"\"\"\n".repeat(20)]));
    }
}
