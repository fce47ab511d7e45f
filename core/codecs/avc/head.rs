//! What `avcC` repeats of a sequence parameter set: profile, level, chroma format and bit depths (ISO/IEC 14496-15, 5.3.3.1.2).
//! They are those of a set that it lists, and reserved bits are ones.

use super::sets;
use crate::base::Span;
use crate::codecs::Mark;
use crate::codecs::nal::{self, bits::Bits};

const SEQUENCE: u8 = 7;
/// The bytes before the first unit; the first of them is the version.
const HEAD: usize = 6;

/// The sequence parameter sets among units, without their headers and emulation prevention.
pub(super) fn sequences<'a>(bytes: &'a [u8], units: &'a [Span]) -> impl Iterator<Item = Vec<u8>> {
    let units = units.iter().filter_map(|unit| unit.slice(bytes)?.split_first());
    let sets = units.filter(|(header, _)| **header & 0x1F == SEQUENCE);
    sets.filter_map(|(_, payload)| Some(nal::rbsp::plain(payload)?.into_owned()))
}

/// Profile, compatible profiles and level, as they are in a copy.
pub(super) fn profile(bytes: &[u8], units: &[Span]) -> Option<[u8; 3]> {
    let there = *bytes.get(1..)?.first_chunk()?;
    Some(one_of(&sequences(bytes, units).filter_map(|set| set.first_chunk().copied()).collect::<Vec<_>>(), there))
}

/// The same numbers in the form that they have in a copy; `at` is where the body begins in the file.
pub(super) fn marks(bytes: &[u8], at: u64, units: &[Span], colours: Option<usize>) -> Vec<Mark> {
    let sets: Vec<Vec<u8>> = sequences(bytes, units).collect();
    let mut marks = Vec::new();
    let mut push = |from: usize, anew: Vec<u8>| {
        let there = bytes.get(from..from.saturating_add(anew.len())).unwrap_or_default();
        marks.push(Mark::of_configuration(Span::new(at.saturating_add(from as u64), anew.len() as u64), there, anew));
    };
    if let (Some([_, _, _, _, lengths, count]), Some([profile, compatible, level])) =
        (bytes.first_chunk::<HEAD>(), profile(bytes, units))
    {
        push(1, vec![profile, compatible, level, lengths | 0xFC, count | 0xE0]);
    }
    if let Some((from, there)) = colours.and_then(|from| Some((from, *bytes.get(from..)?.first_chunk::<3>()?))) {
        let said = sets.iter().filter_map(|set| {
            let [chroma_format, luma, chroma] = sets::colours(&mut Bits::new(set))?;
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
