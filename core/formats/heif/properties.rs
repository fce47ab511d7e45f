//! The properties of items: `iprp` with its properties and associations (ISO/IEC 14496-12, 8.11.14; ISO/IEC 23008-12,
//! 6.5).

use std::collections::BTreeMap;
use std::ops::Range;

use super::forms;
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Span, Unsupported};
use crate::blocks::Found;
use crate::blocks::icc::{self, Verdict};
use crate::codecs;
use crate::containers::bmff::{self, BmffBox};
use crate::formats::auxiliary::Auxiliary;
use crate::formats::boxes::{self, Anew};
use crate::formats::extended_usage::extended_usage;
use crate::formats::marks::stuff;
use crate::formats::regions;
use crate::model::{BmffElement, Crop, Field, FieldId};

/// Properties that matter for decoding or showing a picture (ISO/IEC 23008-12, 6.5 and annexes; 23001-17; AV1 and
/// MIAF).
#[rustfmt::skip]
const NEEDED: [&[u8; 4]; 34] = [
    b"ispe", b"pixi", b"colr", b"pasp", b"clap", b"irot", b"imir", b"rloc", b"auxC", b"hvcC", b"lhvC", b"avcC", b"av1C", b"vvcC",
    b"evcC", b"jpgC", b"j2kH", b"oinf", b"lsel", b"tols", b"a1op", b"a1lx", b"clli", b"mdcv", b"amve", b"uncC", b"cmpd", b"cmpC",
    b"icef", b"tilC", b"rref", b"iscl", b"vexu", b"hfov",
];

/// Those of them that configure a decoder.
const CONFIGURATIONS: [[u8; 4]; 5] = [*b"hvcC", *b"lhvC", *b"avcC", *b"vvcC", *b"av1C"];

/// Whether a property says something about pictures of this type: the configuration of another codec may be anything.
const fn is_for(property: [u8; 4], item: [u8; 4]) -> bool {
    match &property {
        b"jpgC" => matches!(&item, b"jpeg"),
        b"evcC" => matches!(&item, b"evc1" | b"evs1"),
        b"j2kH" => matches!(&item, b"j2k1"),
        // Which layers a picture of layers can be decoded from (ISO/IEC 23008-12, B.2.3).
        b"oinf" => matches!(&item, b"lhv1"),
        b"uncC" | b"cmpd" | b"cmpC" | b"icef" | b"tilC" => matches!(&item, b"unci" | b"tili"),
        _ => true,
    }
}

/// A property in `ipco`.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) kind: [u8; 4],
    /// What the parameter sets in it hide of pictures.
    pub(super) window: Option<Crop>,
    /// Its final form: unchanged, or cleaned, or `None` if it goes.
    stays: Option<Vec<u8>>,
    /// What an auxiliary picture is for.
    purpose: Option<Auxiliary>,
    /// Length of its header.
    header: usize,
    len: usize,
}

/// Properties and the items they belong to.
#[derive(Debug, Default)]
pub(super) struct Properties {
    list: Vec<Property>,
    maps: Vec<Map>,
    /// The first `auxC` of each item that has one, by its position in the list.
    auxiliary: BTreeMap<u32, usize>,
    /// The same for the configuration of its decoder.
    configured: BTreeMap<u32, usize>,
}

/// An `ipma` box.
#[derive(Debug)]
struct Map {
    /// Whether ids have 32 bits.
    wide_ids: bool,
    /// Whether places in the list have 15 bits.
    wide: bool,
    /// Items, and where their associations are.
    entries: Vec<(u32, Range<usize>)>,
    associations: Vec<Association>,
}

#[derive(Debug, Clone, Copy)]
struct Association {
    essential: bool,
    /// From 1; 0 for none.
    index: u16,
}

impl Association {
    const NONE: Self = Self { essential: false, index: 0 };

    /// The position of the property in the list.
    fn place(self) -> Option<usize> {
        usize::from(self.index).checked_sub(1)
    }
}

impl Properties {
    /// Reads the box, and reports what is removed from it.
    pub(super) fn read(input: &Input<'_>, iprp: &BmffBox, fields: &mut Vec<Field>) -> Result<Self, Error> {
        let mut properties = Self::default();
        for one in &bmff::boxes(input, iprp.body())?.list {
            match &one.kind {
                b"ipco" => {
                    for property in &bmff::boxes(input, one.body())?.list {
                        properties.list.push(Property::read(input, property, fields)?);
                    }
                }
                b"ipma" => {
                    let map = Map::parse(&input.bytes(one.body())?);
                    properties.maps.push(map.ok_or_else(|| Error::malformed(Malformed::BoxSize, one.place()))?);
                }
                _ => {}
            }
        }
        for (id, associations) in properties.maps.iter().flat_map(Map::entries) {
            let auxiliary = |&at: &usize| properties.list.get(at).is_some_and(|property| property.kind == *b"auxC");
            if let Some(at) = associations.iter().filter_map(|one| one.place()).find(auxiliary) {
                properties.auxiliary.entry(id).or_insert(at);
            }
            let configures =
                |&at: &usize| properties.list.get(at).is_some_and(|property| CONFIGURATIONS.contains(&property.kind));
            if let Some(at) = associations.iter().filter_map(|one| one.place()).find(configures) {
                properties.configured.entry(id).or_insert(at);
            }
        }
        Ok(properties)
    }

    /// The configuration of an item's decoder: the body of its property; `None` if it has none.
    pub(super) fn configuration(&self, id: u32) -> Option<&[u8]> {
        Some(self.list.get(*self.configured.get(&id)?)?.body()).filter(|body| !body.is_empty())
    }

    /// The purpose of an auxiliary picture; `None` if the item is not one.
    pub(super) fn auxiliary(&self, id: u32) -> Option<Auxiliary> {
        self.list.get(*self.auxiliary.get(&id)?)?.purpose
    }

    /// Items with their properties. An item can be there more than once.
    pub(super) fn of_items(&self) -> impl Iterator<Item = (u32, impl Iterator<Item = &Property>)> {
        let entries = self.maps.iter().flat_map(Map::entries);
        entries.map(|(id, associations)| (id, associations.iter().filter_map(|one| self.list.get(one.place()?))))
    }

    /// Width and height of an item as it is shown: cut and turned by its properties, in their order. `None` if it has none.
    pub(super) fn shown_size(&self, id: u32) -> Option<(u32, u32)> {
        let properties = self.of_items().filter(|(item, _)| *item == id).flat_map(|(_, properties)| properties);
        properties.fold(None, |size, property| boxes::size_after(property.kind, property.body(), size))
    }

    /// Refuses anything that would be shown wrongly without a property that goes (6.5.1: `essential`).
    pub(super) fn check(&self, stays: impl Fn(u32) -> bool, iprp: &BmffBox) -> Result<(), Error> {
        for (_, associations) in self.maps.iter().flat_map(Map::entries).filter(|(item, _)| stays(*item)) {
            for (one, at) in associations.iter().filter_map(|one| Some((one, one.place()?))) {
                let property = self.list.get(at).ok_or_else(|| Error::malformed(Malformed::BoxSize, iprp.place()))?;
                if one.essential && property.stays.is_none() {
                    return Err(Error::unsupported(Unsupported::EssentialProperty, iprp.place()));
                }
            }
        }
        Ok(())
    }

    /// Appends the box, without what only belongs to items that go. A property never moves, because it is identified by
    /// its number. With `in_place`, associations do not either: they become associations with none.
    pub(super) fn compose(
        &self,
        stays: impl Fn(u32) -> bool,
        kind: impl Fn(u32) -> Option<[u8; 4]>,
        in_place: bool,
        to: &mut Vec<u8>,
    ) {
        let mut used = vec![false; self.list.len()];
        for (item, associations) in self.maps.iter().flat_map(Map::entries).filter(|(item, _)| stays(*item)) {
            let kind = kind(item);
            for at in associations.iter().filter_map(|one| one.place()) {
                if let (Some(used), Some(property)) = (used.get_mut(at), self.list.get(at)) {
                    *used |= kind.is_some_and(|kind| is_for(property.kind, kind));
                }
            }
        }
        let kept = |one: Association| {
            let place = one.place().and_then(|at| Some((self.list.get(at)?, used.get(at)?)));
            place.is_some_and(|(property, used)| property.stays.is_some() && *used)
        };
        bmff::append(to, *b"iprp", |to| {
            bmff::append(to, *b"ipco", |to| {
                for (property, used) in self.list.iter().zip(&used) {
                    // What only belongs to items that go can be about them, however necessary its type.
                    match property.stays.as_ref().filter(|_| *used) {
                        Some(bytes) => to.extend(bytes),
                        None => bmff::append_blank(to, *b"free", property.len),
                    }
                }
            });
            for map in &self.maps {
                map.compose(&stays, kept, in_place, to);
            }
        });
    }
}

impl Property {
    /// Its body, as it stays; empty if it goes.
    pub(super) fn body(&self) -> &[u8] {
        self.stays.as_deref().and_then(|bytes| bytes.get(self.header..)).unwrap_or_default()
    }

    fn read(input: &Input<'_>, one: &BmffBox, fields: &mut Vec<Field>) -> Result<Self, Error> {
        let bytes = input.bytes(one.span)?.into_owned();
        let (header, len) = (usize::try_from(one.header().len).unwrap_or(0), bytes.len());
        let window = bytes.get(header..).and_then(|body| codecs::configuration::crop(one.kind, body));
        let purpose = if one.kind == *b"auxC" { bytes.get(header..).and_then(forms::purpose) } else { None };
        let stays = match &one.kind {
            b"colr" => colour(&bytes, header, one, input, fields)?,
            b"hvcC" | b"lhvC" | b"avcC" | b"vvcC" | b"av1C" => Some(configuration(bytes, header, one, fields)?),
            kind if NEEDED.contains(&kind) => plain(bytes, header, one, fields),
            kind => {
                let body = bytes.get(header..).unwrap_or_default();
                let blank = matches!(kind, b"free" | b"skip") && body.iter().all(|&byte| byte == 0);
                if !blank {
                    let id = FieldId::Bmff(BmffElement::Property(one.kind));
                    fields.push(Field::with(id, one.place(), regions::told(body)));
                }
                None
            }
        };
        Ok(Self { kind: one.kind, window, stays, purpose, header, len })
    }
}

/// The configuration of a decoder, with the same length, and nothing else in it.
fn configuration(mut bytes: Vec<u8>, header: usize, one: &BmffBox, fields: &mut Vec<Field>) -> Result<Vec<u8>, Error> {
    let mut marks = Vec::new();
    let body = Span::between(header as u64, bytes.len() as u64);
    let content = codecs::configuration::of_box(one.kind, &Input::from_bytes(&bytes), body, None, &mut marks);
    let content = content.map_err(|error| error.inside("iprp"))?;
    stuff(&mut bytes, &marks, one.span.start, fields);
    let behind = usize::try_from(content).unwrap_or(usize::MAX).saturating_add(header);
    if let Some(behind) = bytes.get_mut(behind..).filter(|behind| behind.iter().any(|&byte| byte != 0)) {
        fields.push(Field::with(FieldId::Bmff(BmffElement::Reserved), one.place(), regions::told(behind)));
        behind.fill(0);
    }
    Ok(bytes)
}

/// A property of numbers, with the same length, and nothing after them; `None` if the numbers have no meaning.
fn plain(mut bytes: Vec<u8>, header: usize, one: &BmffBox, fields: &mut Vec<Field>) -> Option<Vec<u8>> {
    let body = bytes.get_mut(header..).unwrap_or_default();
    let told = |element: BmffElement, body: &[u8]| Field::with(FieldId::Bmff(element), one.place(), regions::told(body));
    // Which purpose an auxiliary picture has that goes anyway is said with it.
    if one.kind == *b"auxC" && !forms::purpose(body).is_some_and(Auxiliary::is_shown) {
        return None;
    }
    let anew = match boxes::anew(one.kind, body) {
        _ if one.kind == *b"vexu" => Some(extended_usage(body)),
        Some(Anew::Numbers(numbers)) => Some(numbers),
        Some(Anew::Meaningless | Anew::Unreadable) => {
            fields.push(told(BmffElement::Property(one.kind), body));
            return None;
        }
        None => forms::anew(one.kind, body),
    };
    if let Some(mut anew) = anew {
        anew.resize(body.len(), 0);
        if anew != body {
            fields.push(told(BmffElement::Reserved, body));
            body.copy_from_slice(&anew);
        }
    }
    Some(bytes)
}

/// Colour as numbers, or as a profile that is cleaned and keeps its length (ISO/IEC 14496-12, 12.1.5).
fn colour(
    bytes: &[u8],
    header: usize,
    one: &BmffBox,
    input: &Input<'_>,
    fields: &mut Vec<Field>,
) -> Result<Option<Vec<u8>>, Error> {
    let start = header.saturating_add(4);
    let Some((head, content)) = bytes.split_at_checked(start) else { return Ok(None) };
    let mut found = Found::new(one.span.start, "colr", input.limits(), fields);
    let stays = match head.get(header..).unwrap_or_default() {
        b"nclx" => boxes::code_points(bytes.get(header..).unwrap_or_default()).map(|numbers| {
            let mut fresh = [bytes.get(..header).unwrap_or_default(), &numbers].concat();
            fresh.resize(bytes.len(), 0);
            if fresh != bytes {
                found.push(start, "", FieldId::Bmff(BmffElement::Reserved), regions::told(content));
            }
            fresh
        }),
        // Some writers write this if there is no profile.
        b"prof" | b"rICC" if content.is_empty() => Some(bytes.to_vec()),
        b"prof" | b"rICC" => {
            let len = Cursor::new(content, ByteOrder::Big).u32().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
            let (profile, padding) = content.split_at_checked(len).unwrap_or((content, &[]));
            let whole = padding.iter().all(|&byte| byte == 0);
            let cleaned = match icc::read_in_place(if whole { profile } else { content }, &mut found.inner(start, "ICC"))? {
                Verdict::Clean => Some(profile.to_vec()),
                Verdict::Cleaned(profile) => Some(profile),
                Verdict::Ignored => {
                    regions::no_profile(start, &mut found);
                    None
                }
            };
            cleaned.map(|cleaned| {
                let mut fresh = [head, &cleaned].concat();
                fresh.resize(bytes.len(), 0);
                fresh
            })
        }
        _ => {
            found.push(0, "", FieldId::Bmff(BmffElement::Property(one.kind)), regions::told(content));
            None
        }
    };
    Ok(stays)
}

impl Map {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(bytes, ByteOrder::Big);
        let [version, _, _, flags] = cursor.array()?;
        let (wide_ids, wide) = (version != 0, flags & 1 != 0);
        let (mut entries, mut associations) = (Vec::new(), Vec::new());
        for _ in 0..cursor.u32()? {
            let id = if wide_ids { cursor.u32()? } else { u32::from(cursor.u16()?) };
            let first = associations.len();
            for _ in 0..cursor.u8()? {
                let (bits, top) = if wide { (cursor.u16()?, 15) } else { (u16::from(cursor.u8()?), 7) };
                associations.push(Association { essential: bits >> top != 0, index: bits & !(1 << top) });
            }
            entries.push((id, first..associations.len()));
        }
        cursor.rest().is_empty().then_some(Self { wide_ids, wide, entries, associations })
    }

    /// Items, with their associations.
    fn entries(&self) -> impl Iterator<Item = (u32, &[Association])> {
        self.entries.iter().map(|(id, range)| (*id, self.associations.get(range.clone()).unwrap_or_default()))
    }

    fn compose(&self, stays: impl Fn(u32) -> bool, kept: impl Fn(Association) -> bool, in_place: bool, to: &mut Vec<u8>) {
        let entries = || self.entries().filter(|(id, _)| stays(*id));
        let width = if self.wide { 15 } else { 7 };
        let push = |one: Association, to: &mut Vec<u8>| {
            let bits = u16::from(one.essential) << width | one.index;
            if width == 7 { to.push(u8::try_from(bits).unwrap_or(0)) } else { to.extend(bits.to_be_bytes()) }
        };
        bmff::append(to, *b"ipma", |to| {
            to.extend([u8::from(self.wide_ids), 0, 0, u8::from(self.wide)]);
            to.extend(u32::try_from(entries().count()).unwrap_or(0).to_be_bytes());
            for (id, associations) in entries() {
                if self.wide_ids {
                    to.extend(id.to_be_bytes());
                } else {
                    to.extend(u16::try_from(id).unwrap_or(0).to_be_bytes());
                }
                let stay = || associations.iter().filter(|one| kept(**one));
                // libheif 1.15 looks for a property up to the first association with none: these come after the others.
                let none = if in_place { associations.len().saturating_sub(stay().count()) } else { 0 };
                to.push(u8::try_from(stay().count().saturating_add(none)).unwrap_or(0));
                stay().for_each(|one| push(*one, to));
                (0..none).for_each(|_| push(Association::NONE, to));
            }
        });
    }
}
