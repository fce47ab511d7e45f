//! How items are related: `iref` (ISO/IEC 14496-12, 8.11.12) and `grpl` (8.18).

use crate::base::{ByteOrder, Cursor, Error, Input, Malformed};
use crate::containers::bmff::{self, BmffBox};

use super::by_id::ById;
use super::items::Items;
use crate::formats::regions;
use crate::model::{BmffElement, Field, FieldId};

/// A reference from an item to others.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) kind: [u8; 4],
    pub(super) from: u32,
    pub(super) to: Vec<u32>,
}

/// All references.
#[derive(Debug, Default)]
pub(super) struct References {
    full: [u8; 4],
    list: Vec<Reference>,
    by_source: ById,
    by_target: ById,
}

/// References that matter for decoding or showing a picture (ISO/IEC 23008-12, 6.4 to 6.6 and 8).
const KNOWN: [&[u8; 4]; 10] = [b"dimg", b"auxl", b"prem", b"base", b"exbl", b"tbas", b"iloc", b"pred", b"cdsc", b"evir"];

impl References {
    /// Reads the references between items; numbers of items that do not exist go, and are told.
    pub(super) fn read(input: &Input<'_>, iref: &BmffBox, items: &Items, fields: &mut Vec<Field>) -> Result<Self, Error> {
        let malformed = || Error::malformed(Malformed::BoxSize, iref.place());
        let full = input.array::<4>(iref.body().start)?;
        let boxes = bmff::boxes(input, iref.body_from(4))?;
        if !boxes.rest.is_empty() {
            return Err(malformed());
        }
        let mut list = Vec::new();
        for one in boxes.list {
            let bytes = input.bytes(one.body())?;
            let (from, mut to) = reference(&bytes, full[0] != 0).ok_or_else(malformed)?;
            let all = to.len();
            to.retain(|&id| items.get(id).is_some());
            if to.len() < all || items.get(from).is_none() {
                fields.push(to_nobody(&one, &bytes));
            }
            list.push(Reference { kind: one.kind, from, to });
        }
        let numbered = || list.iter().enumerate();
        let by_source = ById::new(numbered().map(|(at, one)| (one.from, at)));
        let by_target = ById::new(numbered().flat_map(|(at, one)| one.to.iter().map(move |&id| (id, at))));
        Ok(Self { full, list, by_source, by_target })
    }

    /// What an item refers to with this type of reference.
    pub(super) fn from(&self, id: u32, kind: [u8; 4]) -> impl Iterator<Item = u32> {
        self.of(id).filter(move |one| one.kind == kind).flat_map(|one| one.to.iter().copied())
    }

    /// The references of an item.
    pub(super) fn of(&self, id: u32) -> impl Iterator<Item = &Reference> {
        self.by_source.all(id).filter_map(|at| self.list.get(at))
    }

    /// What refers to an item with this type of reference.
    pub(super) fn to(&self, id: u32, kind: [u8; 4]) -> impl Iterator<Item = u32> {
        let references = self.by_target.all(id).filter_map(|at| self.list.get(at));
        references.filter(move |one| one.kind == kind).map(|one| one.from)
    }

    /// Appends the references among items that stay; nothing if there are none.
    pub(super) fn compose(&self, stays: impl Fn(u32) -> bool, to: &mut Vec<u8>) {
        let kept = self.list.iter().filter(|one| KNOWN.contains(&&one.kind) && stays(one.from));
        let kept = kept.map(|one| (one, one.to.iter().copied().filter(|&id| stays(id)).collect::<Vec<u32>>()));
        let mut kept = kept.filter(|(_, ids)| !ids.is_empty()).peekable();
        if kept.peek().is_none() {
            return;
        }
        bmff::append(to, *b"iref", |to| {
            to.extend([u8::from(self.full[0] != 0), 0, 0, 0]);
            for (one, ids) in kept {
                bmff::append(to, one.kind, |to| {
                    self.id(one.from, to);
                    to.extend(u16::try_from(ids.len()).unwrap_or(0).to_be_bytes());
                    ids.into_iter().for_each(|id| self.id(id, to));
                });
            }
        });
    }

    fn id(&self, id: u32, to: &mut Vec<u8>) {
        if self.full[0] == 0 { to.extend(u16::try_from(id).unwrap_or(0).to_be_bytes()) } else { to.extend(id.to_be_bytes()) }
    }
}

/// A list with numbers of items that do not exist: they could be anything.
fn to_nobody(one: &BmffBox, bytes: &[u8]) -> Field {
    Field::with(FieldId::Bmff(BmffElement::Box(one.kind)), one.place(), regions::told(bytes))
}

fn reference(bytes: &[u8], wide: bool) -> Option<(u32, Vec<u32>)> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    let id = |cursor: &mut Cursor<'_>| if wide { cursor.u32() } else { cursor.u16().map(u32::from) };
    let from = id(&mut cursor)?;
    let count = cursor.u16()?;
    let to = (0..count).map(|_| id(&mut cursor)).collect::<Option<Vec<_>>>()?;
    cursor.rest().is_empty().then_some((from, to))
}

/// Items that belong together in some way.
#[derive(Debug)]
pub(super) struct Group {
    kind: [u8; 4],
    pub(super) entities: Vec<u32>,
}

/// Alternatives, stereo pairs, bursts and the parts of a panorama (ISO/IEC 23008-12, 6.8): these tell a viewer what to show
/// beside a picture.
const SHOWN: [&[u8; 4]; 4] = [b"altr", b"ster", b"brst", b"pano"];

/// What is in one of these groups with an item.
pub(super) fn together(groups: &[Group], id: u32) -> impl Iterator<Item = u32> {
    let of_item = groups.iter().filter(move |group| SHOWN.contains(&&group.kind) && group.entities.contains(&id));
    of_item.flat_map(|group| group.entities.iter().copied())
}

/// Reads the groups; numbers of what does not exist go, and are told. Only in a file that may have tracks does a group have
/// members that are no items.
pub(super) fn groups(
    input: &Input<'_>,
    grpl: &BmffBox,
    items: &Items,
    has_tracks: bool,
    fields: &mut Vec<Field>,
) -> Result<Vec<Group>, Error> {
    let boxes = bmff::boxes(input, grpl.body())?;
    let mut list = Vec::new();
    for one in boxes.list {
        let bytes = input.bytes(one.body())?;
        let mut entities = group(&bytes).ok_or_else(|| Error::malformed(Malformed::BoxSize, one.place()))?;
        let all = entities.len();
        entities.retain(|&id| has_tracks || items.get(id).is_some());
        if entities.len() < all {
            fields.push(to_nobody(&one, &bytes));
        }
        list.push(Group { kind: one.kind, entities });
    }
    Ok(list)
}

/// Behind version, flags and the group's own id.
fn group(bytes: &[u8]) -> Option<Vec<u32>> {
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    cursor.take(8)?;
    let count = cursor.u32()?;
    let rest = cursor.rest();
    let len = usize::try_from(count).ok()?.checked_mul(4)?;
    let (ids, _) = rest.split_at_checked(len)?;
    Some(ids.chunks_exact(4).filter_map(|id| id.try_into().ok().map(u32::from_be_bytes)).collect())
}

/// Appends the groups of what stays; nothing if there are none. Tracks can be in groups too: `goes` is only true for
/// items. The groups' own ids count on from `id`.
pub(super) fn compose_groups(groups: &[Group], goes: impl Fn(u32) -> bool, id: u32, to: &mut Vec<u8>) {
    let kept = groups.iter().filter(|group| SHOWN.contains(&&group.kind));
    let kept = kept.map(|group| (group, group.entities.iter().copied().filter(|&id| !goes(id)).collect::<Vec<u32>>()));
    let mut kept = kept.filter(|(_, entities)| !entities.is_empty()).peekable();
    if kept.peek().is_none() {
        return;
    }
    bmff::append(to, *b"grpl", |to| {
        for (id, (group, entities)) in (id..).zip(kept) {
            bmff::append(to, group.kind, |to| {
                to.extend([[0; 4], id.to_be_bytes()].concat());
                to.extend(u32::try_from(entities.len()).unwrap_or(0).to_be_bytes());
                to.extend(entities.into_iter().flat_map(u32::to_be_bytes));
            });
        }
    });
}
