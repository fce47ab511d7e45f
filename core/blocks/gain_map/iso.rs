//! The numbers of ISO 21496-1, in an APP2 segment of JPEG, the data of a `tmap` item (ISO/IEC 23008-12, 6.6.2.4) and a
//! `jhgm` box. They are read into values, and written from those in one way.

use super::fraction;
use super::numbers::range;
use crate::base::{ByteOrder, Cursor};

const MULTICHANNEL: u8 = 0x80;
const COMMON_DENOMINATOR: u8 = 0x08;
const KNOWN: u8 = MULTICHANNEL | 0x40 | COMMON_DENOMINATOR | 0x04;
/// The versions before the flags.
const VERSIONS: usize = 4;

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
    if !of_map {
        // The version of the writer means nothing to readers.
        return Some(vec![0; VERSIONS]);
    }
    let flags = cursor.u8()?;
    Numbers::anew(&mut cursor, flags, flags & COMMON_DENOMINATOR != 0)
}

/// Whether metadata say no more than what is written of them: other fractions for the same values, but no text.
#[must_use]
pub fn says_only(payload: &[u8], written: &[u8]) -> bool {
    let (head, numbers) = payload.split_at_checked(VERSIONS.saturating_add(1)).unwrap_or((payload, &[]));
    let (words, _) = numbers.as_chunks::<8>();
    payload.len() == written.len() && written.starts_with(head) && !words.iter().any(|word| word.iter().all(u8::is_ascii_graphic))
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
    let numbers = match numbers.get(VERSIONS) {
        // The standard has no other flags, and libavif ignores them: each number has its own denominator.
        Some(flags) if flags & COMMON_DENOMINATOR != 0 => read_apart(numbers, *flags).or_else(|| read_iso(numbers, true)),
        _ => read_iso(numbers, true),
    };
    numbers.map_or(ToneMap::Wrong, |numbers| ToneMap::Numbers([&[0], &numbers[..]].concat()))
}

/// Versions, flags and numbers with a denominator each, whatever the flags say about them.
fn read_apart(payload: &[u8], flags: u8) -> Option<Vec<u8>> {
    let mut cursor = Cursor::starting_at(payload, VERSIONS.saturating_add(1), ByteOrder::Big);
    Numbers::anew(&mut cursor, flags, false)
}

/// The numbers of a map, in range.
struct Numbers {
    flags: u8,
    /// Whether all have the same denominator.
    common: bool,
    /// Of the picture, and of the other rendition.
    headrooms: [f32; 2],
    channels: Vec<Channel>,
}

/// The numbers of a colour, or of all.
struct Channel {
    /// Least and greatest gain, as exponents of two.
    gains: [f32; 2],
    gamma: f32,
    offsets: [f32; 2],
}

impl Numbers {
    /// The numbers in written form, if a map can be applied with what is written: of two gains next to nothing, the least
    /// can become the greatest by being rounded.
    fn anew(cursor: &mut Cursor<'_>, flags: u8, common: bool) -> Option<Vec<u8>> {
        let written = Self::read(cursor, flags, common)?.compose();
        let mut again = Cursor::starting_at(&written, VERSIONS.saturating_add(1), ByteOrder::Big);
        let again = Self::read(&mut again, flags, common)?.compose();
        (again == written).then_some(written)
    }

    fn read(cursor: &mut Cursor<'_>, flags: u8, common: bool) -> Option<Self> {
        let denominator = if common { Some(cursor.u32()?) } else { None };
        let mut next = |signed: bool| match denominator {
            Some(denominator) => fraction::read(fraction::numerator(cursor.u32()?, signed), denominator),
            None => fraction::next(cursor, signed),
        };
        let headrooms = [next(false)?, next(false)?];
        let channels = if flags & MULTICHANNEL == 0 { 1 } else { 3 };
        let channels = (0..channels).map(|_| {
            let channel = Channel { gains: [next(true)?, next(true)?], gamma: next(false)?, offsets: [next(true)?, next(true)?] };
            channel.is_in_range().then_some(channel)
        });
        let channels = channels.collect::<Option<_>>()?;
        let bright = headrooms.iter().all(|headroom| *headroom <= range::HEADROOM);
        bright.then_some(Self { flags: flags & KNOWN, common, headrooms, channels })
    }

    /// The bytes after the version for `tmap`: versions, flags, numbers.
    fn compose(&self) -> Vec<u8> {
        // The version of the writer means nothing to readers.
        let mut bytes = vec![0; VERSIONS];
        bytes.push(self.flags);
        if self.common {
            bytes.extend(COMMON.to_be_bytes());
        }
        let numbers = self.headrooms.into_iter().chain(self.channels.iter().flat_map(|channel| {
            let Channel { gains: [least, most], gamma, offsets: [picture, other] } = *channel;
            [least, most, gamma, picture, other]
        }));
        for number in numbers {
            if self.common {
                #[allow(clippy::cast_possible_truncation, reason = "it is in range")]
                let numerator = (f64::from(number) * f64::from(COMMON)).round() as i32;
                // A gamma of next to nothing is not zero, with which no map can be applied.
                let numerator = if number > 0.0 { numerator.max(1) } else { numerator };
                bytes.extend(numerator.to_be_bytes());
            } else {
                bytes.extend(fraction::compose(number));
            }
        }
        bytes
    }
}

/// The denominator that is written for all numbers: it has room for as many digits as decoders compute with.
const COMMON: u32 = 1 << 24;

impl Channel {
    /// Whether a map can be applied with these numbers (libultrahdr, `uhdr_validate_gainmap_metadata_descriptor`).
    fn is_in_range(&self) -> bool {
        let [least, most] = self.gains;
        let gains = least <= most && self.gains.iter().all(|gain| gain.abs() <= range::GAIN);
        let gamma = self.gamma > 0.0 && self.gamma <= range::GAMMA;
        gains && gamma && self.offsets.iter().all(|offset| offset.abs() <= range::OFFSET)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_metadata_is_exactly_as_long_as_its_flags_say() {
        let one = [&[0, 0, 0, 0, 0x40][..], &[0, 0, 0, 1].repeat(14), b"secret"].concat();
        assert_eq!(read_iso(&one, true), Some(one[..61].to_vec()));
        let three = [&[0, 0, 0, 0, 0xC8][..], &[1, 0, 0, 0].repeat(18)].concat();
        assert_eq!(read_iso(&three, true), Some(three.clone()));
        assert_eq!(read_iso(&three[..60], true), None);
        assert_eq!(read_iso(&[0, 1, 0, 0, 0], true), None);
        assert_eq!(read_iso(b"\0\0\0\0secret", false), Some(vec![0; 4]));
    }

    /// The data of a `tmap` item with these flags, and 1/1 for each number.
    fn tone_map(flags: u8, len: usize) -> Vec<u8> {
        [&[0; 5][..], &[flags], &[0, 0, 0, 1].repeat(len / 4)].concat()
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
            ("least above most", with(22, &[0, 0, 0, 2])),
            ("cut", map[..61].to_vec()),
            ("empty", Vec::new()),
        ] {
            assert_eq!(read_tone_map(&wrong), ToneMap::Wrong, "{name}");
        }
        assert_ne!(read_tone_map(&with(22, &[0xFF; 4])), ToneMap::Wrong, "the least can be negative");
        assert_eq!(read_tone_map(&with(30, &[0, 0, 0, 99])), ToneMap::Wrong, "no screen is that bright");
    }

    #[test]
    fn flags_that_the_standard_has_not_do_not_shorten_a_tone_map() {
        let long = tone_map(0xFF, 136);
        let written = tone_map(0xCC, 136);
        assert_eq!(read_tone_map(&long), ToneMap::Numbers(written.clone()));
        assert_eq!(read_tone_map(&written), ToneMap::Numbers(written.clone()));
        let short = [&[0; 5][..], &[0xC8], &[1, 0, 0, 0].repeat(18)].concat();
        assert_eq!(read_tone_map(&short), ToneMap::Numbers(short.clone()));
    }

    #[test]
    fn a_small_gamma_beside_a_common_denominator_does_not_become_zero() {
        let one = 1_u32.to_be_bytes();
        let small = [&[0, 0, 0, 0, 0x48][..], &(1_u32 << 26).to_be_bytes(), &one.repeat(7)].concat();
        let written = read_iso(&small, true).unwrap();
        assert_eq!(read_iso(&written, true), Some(written));
    }

    /// The second picture of such a file was a gain map, and that of its copy was none.
    #[test]
    fn gains_that_change_places_by_being_rounded_are_no_numbers_of_a_map() {
        let numbers = |least: [u32; 2], most: [u32; 2]| {
            let one = [0_u32, 1];
            let all = [one, one, least, most, [1, 1], one, one];
            [&[0, 0, 0, 0, 0x40][..], &all.concat().iter().flat_map(|part| part.to_be_bytes()).collect::<Vec<_>>()].concat()
        };
        let (nothing, more) = ([1, u32::MAX], [1, 2_127_659_574]);
        assert_eq!(read_iso(&numbers(nothing, more), true), None);
        for (least, most) in [(more, nothing), (nothing, nothing), (more, more), ([0, 1], more)] {
            let written = read_iso(&numbers(least, most), true);
            assert!(written.is_none() || read_iso(written.as_ref().unwrap(), true) == written);
        }
    }

    /// Numerators and denominators were kept as they were, so they could spell anything.
    #[test]
    fn a_text_in_fractions_becomes_their_values() {
        let text = b"Nora Petit, 12 rue Lilas, Lyon 45.7640N 4.8357E 06-12 SN";
        for (flags, len) in [(0x40, 56), (0x48, 32)] {
            let spelled = [&[0, 0, 0, 0, flags][..], &text[..len]].concat();
            let Some(written) = read_iso(&spelled, true) else { continue };
            assert!(!written.windows(4).any(|word| text.windows(4).any(|part| part == word)), "{flags}");
            assert_eq!(read_iso(&written, true), Some(written.clone()));
        }
        let one = [&[0, 0, 0, 0, 0x40][..], &[7; 56]].concat();
        let written = [&[0, 0, 0, 0, 0x40][..], &[0, 0, 0, 1].repeat(14)].concat();
        assert_eq!(read_iso(&one, true).as_ref(), Some(&written));
        assert!(says_only(&one, &written) && says_only(&written, &written));
        assert!(!says_only(&[&one[..5], b"NoraNora", &one[13..]].concat(), &written));
        assert!(!says_only(&[&[0, 0, 0, 9, 0x40], &one[5..]].concat(), &written));
    }
}
