//! The numbers of ISO 21496-1, in an APP2 segment of JPEG and in the data of a `tmap` item (ISO/IEC 23008-12, 6.6.2.4).

use crate::base::{ByteOrder, Cursor};

const MULTICHANNEL: u8 = 0x80;
const COMMON_DENOMINATOR: u8 = 0x08;
const KNOWN: u8 = MULTICHANNEL | 0x40 | COMMON_DENOMINATOR | 0x04;
/// The versions and flags before the numbers.
const HEAD: usize = 5;
/// The two headrooms, and the numbers of each channel, as fractions of four and four bytes.
const HEADROOMS: usize = 16;
const CHANNEL: usize = 40;

/// The content of a `tmap` item.
#[derive(Debug, PartialEq, Eq)]
pub enum ToneMap {
    /// A version and numbers, in written form.
    Numbers(Vec<u8>),
    /// They require a reader of a version that does not exist yet: existing readers show the picture without the map.
    Later,
    /// Numbers with which no map can be applied, such as a fraction with a zero denominator.
    Wrong,
}

/// ISO 21496-1 metadata: only the version (for the picture), or all its numbers (for the map). Returns them in written
/// form; `None` if they do not follow the standard.
#[must_use]
pub fn read_iso(payload: &[u8], of_map: bool) -> Option<Vec<u8>> {
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    let versions = cursor.array::<4>()?;
    // Existing readers support minimum version 0.
    if versions.first_chunk() != Some(&[0, 0]) {
        return None;
    }
    // The version of the writer means nothing to readers.
    let versions = [0; 4];
    if !of_map {
        return Some(versions.to_vec());
    }
    let flags = cursor.u8()?;
    let channels = channels(flags);
    let len = if flags & COMMON_DENOMINATOR == 0 {
        channels.saturating_mul(CHANNEL).saturating_add(HEADROOMS)
    } else {
        channels.saturating_mul(20).saturating_add(12)
    };
    let numbers = cursor.take(len)?;
    (!divides_by_zero(numbers, flags & COMMON_DENOMINATOR != 0)).then_some(())?;
    Some([&versions[..], &[flags & KNOWN], numbers].concat())
}

/// The data of a `tmap` item, by the rules of libavif, which browsers follow as well.
#[must_use]
pub fn read_tone_map(data: &[u8]) -> ToneMap {
    let (version, numbers) = match data {
        [version, numbers @ ..] => (*version, numbers),
        [] => return ToneMap::Wrong,
    };
    if version != 0 || numbers.first_chunk::<2>().is_some_and(|minimum| *minimum != [0; 2]) {
        return ToneMap::Later;
    }
    let numbers = match numbers.get(HEAD.saturating_sub(1)) {
        // The standard has no other flags, and libavif ignores them: each number has its own denominator.
        Some(flags) if flags & COMMON_DENOMINATOR != 0 => read_apart(numbers, *flags).or_else(|| read_iso(numbers, true)),
        _ => read_iso(numbers, true).filter(|numbers| is_applicable(numbers.get(HEAD..).unwrap_or_default())),
    };
    numbers.map_or(ToneMap::Wrong, |numbers| ToneMap::Numbers([&[0], &numbers[..]].concat()))
}

/// Versions, flags and numbers with a denominator each, whatever the flags say about them.
fn read_apart(payload: &[u8], flags: u8) -> Option<Vec<u8>> {
    let len = channels(flags).saturating_mul(CHANNEL).saturating_add(HEADROOMS);
    let numbers = payload.get(HEAD..)?.get(..len).filter(|numbers| is_applicable(numbers))?;
    Some([&[0; 4][..], &[flags & KNOWN], numbers].concat())
}

const fn channels(flags: u8) -> usize {
    if flags & MULTICHANNEL == 0 { 1 } else { 3 }
}

/// Whether numbers with a denominator each make a map that can be applied: no zero denominator, no gamma of zero, and
/// no maximum below its minimum.
fn is_applicable(numbers: &[u8]) -> bool {
    let (headrooms, channels) = numbers.split_at_checked(HEADROOMS).unwrap_or((numbers, &[]));
    let fits = |channel: &[u8; CHANNEL]| {
        let (words, _) = channel.as_chunks::<4>();
        let [least, least_by, most, most_by, gamma, ..] = words else { return false };
        let signed = |word: &[u8; 4]| i64::from(i32::from_be_bytes(*word));
        let unsigned = |word: &[u8; 4]| i64::from(u32::from_be_bytes(*word));
        *gamma != [0; 4] && signed(most).saturating_mul(unsigned(least_by)) >= signed(least).saturating_mul(unsigned(most_by))
    };
    !divides_by_zero(headrooms, false) && !divides_by_zero(channels, false) && channels.as_chunks().0.iter().all(fits)
}

/// Whether a fraction has a denominator of 0: a common one at the front, or one after each numerator.
fn divides_by_zero(numbers: &[u8], common: bool) -> bool {
    let mut words = numbers.chunks_exact(4).map(|word| word != [0; 4]);
    if common { words.next() == Some(false) } else { words.skip(1).step_by(2).any(|word| !word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_metadata_is_exactly_as_long_as_its_flags_say() {
        let one = [&[0, 0, 0, 0, 0x40][..], &[7; 56], b"secret"].concat();
        assert_eq!(read_iso(&one, true), Some(one[..61].to_vec()));
        let three = [&[0, 0, 0, 0, 0xC8][..], &[7; 72]].concat();
        assert_eq!(read_iso(&three, true), Some(three.clone()));
        assert_eq!(read_iso(&three[..60], true), None);
        assert_eq!(read_iso(&[0, 1, 0, 0, 0], true), None);
        assert_eq!(read_iso(b"\0\0\0\0secret", false), Some(vec![0; 4]));
    }

    /// The data of a `tmap` item with these flags, and 7/7 for each number.
    fn tone_map(flags: u8, len: usize) -> Vec<u8> {
        [&[0; 5][..], &[flags], &[0, 0, 0, 7].repeat(len / 4)].concat()
    }

    #[test]
    fn a_tone_map_of_a_later_version_is_told_from_a_wrong_one() {
        let map = tone_map(0x40, 56);
        let with = |at: usize, bytes: &[u8]| {
            let mut map = map.clone();
            map[at..at + bytes.len()].copy_from_slice(bytes);
            map
        };
        assert_eq!(read_tone_map(&map), ToneMap::Numbers(map.clone()));
        assert_eq!(read_tone_map(&with(0, &[99])), ToneMap::Later);
        assert_eq!(read_tone_map(&with(1, &[0, 99, 0, 99])), ToneMap::Later);
        assert_eq!(read_tone_map(&[&with(3, &[0, 99])[..], b"secret"].concat()), ToneMap::Numbers(map.clone()));
        for (name, wrong) in [
            ("headroom by zero", with(10, &[0; 4])),
            ("offset by zero", with(58, &[0; 4])),
            ("gamma", with(38, &[0; 4])),
            ("least above most", with(22, &[0, 0, 0, 8])),
            ("cut", map[..61].to_vec()),
            ("empty", Vec::new()),
        ] {
            assert_eq!(read_tone_map(&wrong), ToneMap::Wrong, "{name}");
        }
        assert_ne!(read_tone_map(&with(22, &[0xFF; 4])), ToneMap::Wrong, "the least can be negative");
    }

    #[test]
    fn flags_that_the_standard_has_not_do_not_shorten_a_tone_map() {
        let long = tone_map(0xFF, 136);
        let written = tone_map(0xCC, 136);
        assert_eq!(read_tone_map(&long), ToneMap::Numbers(written.clone()));
        assert_eq!(read_tone_map(&written), ToneMap::Numbers(written.clone()));
        let short = tone_map(0xC8, 72);
        assert_eq!(read_tone_map(&short), ToneMap::Numbers(short.clone()));
    }
}
