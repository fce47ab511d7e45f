//! The body of `avcC` (ISO/IEC 14496-15, 5.3.3.1.2): which units it lists, and what it repeats of a sequence parameter set:
//! profile, level, chroma format and bit depths. These are those of a set that it lists, and reserved bits are ones.

use super::sets;
use crate::base::{ByteOrder, Cursor, Span};
use crate::codecs::Mark;
use crate::codecs::nal::{self, LengthSize, bits::Bits};

const SEQUENCE: u8 = 7;
/// The bytes before the first unit; the first of them is the version.
const HEAD: usize = 6;

/// The sequence parameter sets among units, without their headers and emulation prevention.
pub(super) fn sequences<'a>(bytes: &'a [u8], units: &'a [Span]) -> impl Iterator<Item = Vec<u8>> {
    let units = units.iter().filter_map(|unit| unit.slice(bytes)?.split_first());
    let sets = units.filter(|(header, _)| **header & 0x1F == SEQUENCE);
    sets.filter_map(|(_, payload)| Some(nal::rbsp::plain(payload)?.into_owned()))
}

/// What a body of `avcC` lists (5.3.3.1.2).
pub(super) struct Listed {
    /// Profile, compatible profiles and level, as they are written.
    profile: [u8; 3],
    pub(super) lengths: LengthSize,
    pub(super) units: Vec<Span>,
    /// Where chroma format and bit depths are, if it has them.
    colours: Option<usize>,
    /// The length of it all.
    pub(super) len: u64,
}

/// Reads a body of `avcC`.
pub(super) fn read(bytes: &[u8]) -> Option<Listed> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    let [version, profile, compatible, level, lengths] = cursor.array()?;
    let mut units = Vec::new();
    let list = |units: &mut Vec<Span>, cursor: &mut Cursor<'_>, mask: u8| {
        for _ in 0..cursor.u8()? & mask {
            let len = cursor.u16()?;
            units.push(Span::new(cursor.at() as u64, u64::from(len)));
            cursor.take(usize::from(len))?;
        }
        Some(())
    };
    list(&mut units, &mut cursor, 0x1F)?;
    list(&mut units, &mut cursor, 0xFF)?;
    // Old writers leave out chroma format, bit depths and a third list. The profile is the one that is written, so that a
    // copy is read as its original was.
    let profile = profile_of(bytes, &units, [profile, compatible, level]);
    let mut colours = None;
    if !matches!(profile, [66 | 77 | 88, ..]) && cursor.rest().len() >= 4 {
        colours = Some(cursor.at());
        cursor.take(3)?;
        list(&mut units, &mut cursor, 0xFF)?;
    }
    let lengths = LengthSize::of_minus_one(lengths).filter(|_| version == 1)?;
    Some(Listed { profile, lengths, units, colours, len: cursor.at() as u64 })
}

/// Profile, compatible profiles and level, as they are in a copy, where these are `there`.
fn profile_of(bytes: &[u8], units: &[Span], there: [u8; 3]) -> [u8; 3] {
    one_of(&sequences(bytes, units).filter_map(|set| set.first_chunk().copied()).collect::<Vec<_>>(), there)
}

/// The same numbers in the form that they have in a copy; `at` is where the body begins in the file.
pub(super) fn marks(bytes: &[u8], at: u64, listed: &Listed) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut push = |from: usize, anew: Vec<u8>| {
        let there = bytes.get(from..from.saturating_add(anew.len())).unwrap_or_default();
        marks.push(Mark::of_configuration(Span::new(at.saturating_add(from as u64), anew.len() as u64), there, anew));
    };
    if let Some([_, _, _, _, lengths, count]) = bytes.first_chunk::<HEAD>() {
        let [profile, compatible, level] = listed.profile;
        push(1, vec![profile, compatible, level, lengths | 0xFC, count | 0xE0]);
    }
    if let Some((from, there)) = listed.colours.and_then(|from| Some((from, *bytes.get(from..)?.first_chunk::<3>()?))) {
        let said = sequences(bytes, &listed.units).filter_map(|set| {
            let [chroma_format, luma, chroma] = sets::colours(&mut Bits::new(&set))?;
            Some([chroma_format | 0xFC, luma | 0xF8, chroma | 0xF8])
        });
        let [chroma_format, luma, chroma] = one_of(&said.collect::<Vec<_>>(), there);
        push(from, vec![chroma_format | 0xFC, luma | 0xF8, chroma | 0xF8]);
    }
    marks
}

/// What is there, if one of the sets says so, or none says anything; otherwise what the first says.
fn one_of(said: &[[u8; 3]], there: [u8; 3]) -> [u8; 3] {
    if said.contains(&there) { there } else { said.first().copied().unwrap_or(there) }
}
