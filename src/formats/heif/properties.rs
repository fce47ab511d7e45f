//! What is true of items: `iprp` with its properties and associations (ISO/IEC 14496-12, 8.11.14; ISO/IEC 23008-12, 6.5).

use crate::blocks::Found;
use crate::blocks::icc::{self, Verdict};
use crate::containers::bmff::{self, BmffBox};
use crate::error::{Error, Malformed, Unsupported};
use crate::input::{ByteOrder, Cursor, Input};
use crate::model::{BmffElement, Field, FieldId, Leftover, Value};

/// Properties that decoding or showing a picture follows (ISO/IEC 23008-12, 6.5 and annexes; 23001-17; AV1 and MIAF).
#[rustfmt::skip]
const NEEDED: [&[u8; 4]; 37] = [
    b"ispe", b"pixi", b"colr", b"pasp", b"clap", b"irot", b"imir", b"rloc", b"auxC", b"hvcC", b"lhvC", b"avcC", b"av1C", b"vvcC",
    b"evcC", b"jpgC", b"j2kH", b"oinf", b"lsel", b"tols", b"a1op", b"a1lx", b"clli", b"mdcv", b"cclv", b"amve", b"reve", b"ndwt",
    b"uncC", b"cmpd", b"cmpC", b"icef", b"tilC", b"rref", b"iscl", b"vexu", b"hfov",
];

/// A property that stands in `ipco`.
#[derive(Debug)]
struct Property {
    kind: [u8; 4],
    /// As it is to be: as it is, or cleaned, or nothing where it goes.
    stays: Option<Vec<u8>>,
    len: usize,
}

/// Properties and the items that they are true of.
#[derive(Debug, Default)]
pub(super) struct Properties {
    list: Vec<Property>,
    maps: Vec<Map>,
    /// Bytes of `iprp` that are neither properties nor associations.
    pub(super) unknown: bool,
}

/// An `ipma` box.
#[derive(Debug)]
struct Map {
    /// Version and flags.
    full: [u8; 4],
    entries: Vec<(u32, Vec<Association>)>,
}

#[derive(Debug, Clone, Copy)]
struct Association {
    essential: bool,
    /// From 1; 0 for none.
    index: u16,
}

impl Properties {
    /// Reads the box; says what goes of it.
    pub(super) fn read(input: &Input<'_>, iprp: &BmffBox, fields: &mut Vec<Field>) -> Result<Self, Error> {
        let mut properties = Self::default();
        let inner = bmff::boxes(input, iprp.body())?;
        properties.unknown |= !inner.rest.is_empty();
        for one in &inner.list {
            match &one.kind {
                b"ipco" => {
                    let all = bmff::boxes(input, one.body())?;
                    properties.unknown |= !all.rest.is_empty();
                    for property in &all.list {
                        properties.list.push(Property::read(input, property, fields)?);
                    }
                }
                b"ipma" => {
                    let map = Map::parse(&input.bytes(one.body())?);
                    properties.maps.push(map.ok_or_else(|| Error::malformed(Malformed::BoxSize, one.place()))?);
                }
                _ => properties.unknown = true,
            }
        }
        Ok(properties)
    }

    /// Properties of an item: type and bytes, as they stand.
    pub(super) fn of(&self, id: u32) -> impl Iterator<Item = ([u8; 4], &[u8])> {
        let maps = self.maps.iter().flat_map(|map| &map.entries);
        let indices = maps.filter(move |(item, _)| *item == id).flat_map(|(_, associations)| associations);
        indices.filter_map(|association| {
            let property = self.list.get(usize::from(association.index).checked_sub(1)?)?;
            Some((property.kind, property.stays.as_deref().unwrap_or_default()))
        })
    }

    /// What an auxiliary picture is for (ISO/IEC 23008-12, 6.5.8).
    pub(super) fn auxiliary_type(&self, id: u32) -> Option<&[u8]> {
        let (_, auxiliary) = self.of(id).find(|(kind, _)| kind == b"auxC")?;
        Cursor::starting_at(auxiliary, 12, ByteOrder::Big).until_zero()
    }

    /// Refuses what would be shown wrongly without a property that goes (6.5.1: `essential`).
    pub(super) fn check(&self, stays: impl Fn(u32) -> bool, iprp: &BmffBox) -> Result<(), Error> {
        for (_, associations) in self.maps.iter().flat_map(|map| &map.entries).filter(|(item, _)| stays(*item)) {
            for association in associations.iter().filter(|association| association.index > 0) {
                let property = self.list.get(usize::from(association.index).saturating_sub(1));
                let property = property.ok_or_else(|| Error::malformed(Malformed::BoxSize, iprp.place()))?;
                if association.essential && property.stays.is_none() {
                    return Err(Error::unsupported(Unsupported::EssentialProperty, iprp.place()));
                }
            }
        }
        Ok(())
    }

    /// The box, without what is true only of items that go. A property never leaves its place, because it is known by
    /// its number. With `in_place`, associations do not either: they become associations with none.
    pub(super) fn compose(&self, stays: impl Fn(u32) -> bool, in_place: bool) -> Vec<u8> {
        let used = |index: u16| {
            let entries = self.maps.iter().flat_map(|map| &map.entries).filter(|(item, _)| stays(*item));
            entries.flat_map(|(_, associations)| associations).any(|association| association.index == index)
        };
        let kept = |index: u16| {
            let property = usize::from(index).checked_sub(1).and_then(|at| self.list.get(at));
            property.is_some_and(|property| property.stays.is_some())
        };
        let mut container = Vec::new();
        for (number, property) in (1..=u16::MAX).zip(&self.list) {
            match property.stays.as_ref().filter(|_| used(number)) {
                Some(bytes) => container.extend(bytes),
                None => container.extend(bmff::compose(*b"free", &vec![0; property.len.saturating_sub(8)])),
            }
        }
        let mut body = bmff::compose(*b"ipco", &container);
        body.extend(self.maps.iter().flat_map(|map| map.compose(&stays, kept, in_place)));
        bmff::compose(*b"iprp", &body)
    }
}

impl Property {
    fn read(input: &Input<'_>, one: &BmffBox, fields: &mut Vec<Field>) -> Result<Self, Error> {
        let bytes = input.bytes(one.span)?;
        let header = usize::try_from(one.header().len).unwrap_or(0);
        let body = bytes.get(header..).unwrap_or_default();
        let blank = matches!(&one.kind, b"free" | b"skip") && body.iter().all(|&byte| byte == 0);
        let stays = match &one.kind {
            b"colr" => colour(&bytes, header, one, input, fields),
            kind if NEEDED.contains(&kind) => Some(bytes.to_vec()),
            _ => None,
        };
        if stays.is_none() && !blank && one.kind != *b"colr" {
            let value = crate::formats::told(body);
            fields.push(Field::with(FieldId::Bmff(BmffElement::Property(one.kind)), one.place(), value));
        }
        Ok(Self { kind: one.kind, stays, len: bytes.len() })
    }
}

/// Colour by numbers, or by a profile that is cleaned and stays as long as it is (ISO/IEC 14496-12, 12.1.5).
fn colour(bytes: &[u8], header: usize, one: &BmffBox, input: &Input<'_>, fields: &mut Vec<Field>) -> Option<Vec<u8>> {
    let start = header.saturating_add(4);
    let (head, content) = bytes.split_at_checked(start)?;
    let mut found = Found::new(one.span.start, "colr", input.limits(), fields);
    match head.get(header..)? {
        b"nclx" if content.len() == 7 => Some(bytes.to_vec()),
        // What some writers write where there is no profile.
        b"prof" | b"rICC" if content.is_empty() => Some(bytes.to_vec()),
        b"prof" | b"rICC" => {
            let len = Cursor::new(content, ByteOrder::Big).u32().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
            let (profile, padding) = content.split_at_checked(len).unwrap_or((content, &[]));
            let whole = padding.iter().all(|&byte| byte == 0);
            let cleaned = match icc::read_in_place(if whole { profile } else { content }, &mut found.inner(start, "ICC")) {
                Verdict::Clean => profile.to_vec(),
                Verdict::Cleaned(profile) => profile,
                Verdict::Corrupt => {
                    found.push(start, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned()));
                    return None;
                }
            };
            let mut fresh = [head, &cleaned].concat();
            fresh.resize(bytes.len(), 0);
            Some(fresh)
        }
        _ => {
            found.push(0, "", FieldId::Bmff(BmffElement::Property(one.kind)), crate::formats::told(content));
            None
        }
    }
}

impl Map {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(bytes, ByteOrder::Big);
        let full: [u8; 4] = cursor.array()?;
        let mut entries = Vec::new();
        for _ in 0..cursor.u32()? {
            let id = if full[0] == 0 { u32::from(cursor.u16()?) } else { cursor.u32()? };
            let count = cursor.u8()?;
            let mut associations = Vec::new();
            for _ in 0..count {
                let (bits, top) = if full[3] & 1 == 0 { (u16::from(cursor.u8()?), 7) } else { (cursor.u16()?, 15) };
                let essential = bits >> top != 0;
                associations.push(Association { essential, index: bits & !(1 << top) });
            }
            entries.push((id, associations));
        }
        cursor.rest().is_empty().then_some(Self { full, entries })
    }

    fn compose(&self, stays: impl Fn(u32) -> bool, kept: impl Fn(u16) -> bool, in_place: bool) -> Vec<u8> {
        let mut body = Vec::new();
        let mut count = 0_u32;
        for (id, associations) in self.entries.iter().filter(|(id, _)| stays(*id)) {
            let all =
                associations.iter().map(|&one| if kept(one.index) { one } else { Association { essential: false, index: 0 } });
            let mut all: Vec<Association> = all.filter(|one| in_place || one.index > 0).collect();
            // libheif 1.15 looks for a property up to the first association with none.
            all.sort_by_key(|one| one.index == 0);
            count = count.saturating_add(1);
            match self.full[0] {
                0 => body.extend(u16::try_from(*id).unwrap_or(0).to_be_bytes()),
                _ => body.extend(id.to_be_bytes()),
            }
            body.push(u8::try_from(all.len()).unwrap_or(0));
            for one in all {
                let essential = u16::from(one.essential);
                if self.full[3] & 1 == 0 {
                    body.push(u8::try_from(essential << 7 | one.index).unwrap_or(0));
                } else {
                    body.extend((essential << 15 | one.index).to_be_bytes());
                }
            }
        }
        bmff::compose(*b"ipma", &[&self.full[..], &count.to_be_bytes(), &body].concat())
    }
}
