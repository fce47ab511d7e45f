//! `ftyp` and `styp` (ISO/IEC 14496-12, 4.3): which readers a file is for. A maker's own brands say who made it, and no
//! reader needs them.

use super::describe::Slot;
use super::value::IsomValue;
use super::video::Video;
use crate::base::Error;
use crate::blocks;
use crate::containers::bmff::{BmffBox, Entries};
use crate::model::{BmffElement, Value};

/// Brands of standards, and of programs that many makers use.
const BRANDS: [&[u8; 4]; 69] = [
    b"isom",
    b"iso2",
    b"iso6",
    b"mp41",
    b"mp42",
    b"mp71",
    b"3gp4",
    b"3gp5",
    b"3gp6",
    b"3g2a",
    b"M4V ",
    b"M4A ",
    b"cmfc",
    b"qt  ",
    b"avc1",
    b"hvc1",
    b"hev1",
    b"av01",
    b"vp09",
    b"dby1",
    b"dash",
    b"dsms",
    b"msdh",
    b"msix",
    b"lmsg",
    b"sims",
    b"risx",
    b"piff",
    b"ccff",
    b"iso ",
    b"M4B ",
    b"M4P ",
    b"f4v ",
    b"F4V ",
    b"mif1",
    b"msf1",
    b"avis",
    b"hevc",
    b"hevx",
    b"3ge6",
    b"3gg6",
    b"3gs6",
    // Pictures (ISO/IEC 23008-12, 10 and annexes; ISO/IEC 23000-22; AV1 Image File Format, 6.3).
    b"mif2",
    b"mif3",
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"hevm",
    b"hevs",
    b"miaf",
    b"MiHA",
    b"MiHB",
    b"MiHE",
    b"MiPr",
    b"MiAB",
    b"MA1A",
    b"MA1B",
    b"avif",
    b"avio",
    b"avci",
    b"avcs",
    b"vvic",
    b"vvis",
    b"evbi",
    b"jpeg",
    b"tmap",
    b"1pic",
    b"\0\0\0\0",
];

/// Families of brands that say which version of a standard a file is of; readers ask for none but these, the last of which
/// stands for all others.
const FAMILIES: [(&[u8; 3], &[&[u8; 4]]); 9] = [
    (b"iso", &[b"isom", b"iso2", b"iso6"]),
    (b"mp4", &[b"mp41", b"mp42"]),
    (b"mp7", &[b"mp71"]),
    (b"mp2", &[b"mp42"]),
    (b"3gp", &[b"3gp4", b"3gp5", b"3gp6"]),
    (b"3g2", &[b"3g2a"]),
    (b"M4V", &[b"M4V "]),
    (b"M4A", &[b"M4A "]),
    (b"cmf", &[b"cmfc"]),
];

/// Versions that there are, as letters at the end of a brand.
const VERSIONS_OF_BRANDS: &[u8] = b"123456789abcdefmH P lsi";

/// A brand that is common, as it is in every copy.
fn common(brand: [u8; 4]) -> Option<[u8; 4]> {
    if BRANDS.contains(&&brand) {
        return Some(brand);
    }
    let [start @ .., version] = brand;
    let (_, brands) = FAMILIES.iter().find(|(family, _)| **family == start)?;
    brands.last().filter(|_| VERSIONS_OF_BRANDS.contains(&version)).map(|brand| **brand)
}

impl Video<'_, '_> {
    /// A maker's own brand is replaced by the first that is not; the major brand, by the plainest that is the same
    /// format for us.
    pub(super) fn file_type(&mut self, inner: &BmffBox) -> Result<(), Error> {
        let mut entries = Entries::<4>::new(self.tiles.input, inner.body());
        let mut brands: Vec<[u8; 4]> = Vec::new();
        while let Some(brand) = entries.read()?.filter(|_| brands.len() < MOST) {
            brands.push(brand);
        }
        // The second number is a version, not a brand.
        let listed = || brands.iter().copied().enumerate().filter(|(index, _)| *index != 1);
        // Readers that find no tone map despite this brand (ISO/IEC 23008-12, 10.2.6) take the file for damaged.
        let is_empty = |brand| brand == *b"tmap" && !self.pictures.as_ref().is_some_and(|pictures| pictures.has_tone_map);
        let known = |brand| common(brand).filter(|_| !is_empty(brand));
        let first = listed().filter_map(|(_, brand)| known(brand)).find(|brand| *brand != [0; 4]);
        let first = first.unwrap_or(*b"isom");
        let slot = |(index, brand): (usize, [u8; 4])| {
            let at = (index as u64).saturating_mul(4);
            let slot = match known(brand) {
                // Another version of a standard says nothing about anybody.
                Some(_) => Slot::new(at, 4, BmffElement::Rates, |_| Value::Unknown),
                None if is_empty(brand) => Slot::new(at, 4, BmffElement::ToneMapBrand, |_| Value::Unknown),
                None => Slot::new(at, 4, BmffElement::Brand, blocks::text),
            };
            let anew = known(brand).unwrap_or(if index == 0 { *b"isom" } else { first });
            Slot { head: Some(IsomValue::Brand(anew)), ..slot }
        };
        let content = (brands.len() as u64).saturating_mul(4);
        let mut slots: Vec<Slot> = listed().map(slot).collect();
        if let Some(version) = brands.get(1) {
            let known = if VERSIONS.contains(&u32::from_be_bytes(*version)) { *version } else { [0; 4] };
            slots.insert(1, Slot::numbers(4, known.to_vec()));
        }
        self.values(inner, content, slots, "")
    }
}

/// Versions of the major brand: that of most programs, of 3GPP's releases, of QuickTime. They are for people (4.3.3).
const VERSIONS: [u32; 5] = [0, 1, 0x100, 0x200, 0x2005_0300];
/// Most brands; real files have fewer than a dozen.
const MOST: usize = 64;
