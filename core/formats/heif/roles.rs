//! Which items a viewer shows, and what the others are (ISO/IEC 23008-12, 6.2 to 6.6). Structure decides here, not
//! privacy: the policy says what the others give away.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ItemRole;

use super::items::Item;
use super::meta::Meta;
use crate::formats::auxiliary::Auxiliary;

/// Types of items that are coded pictures, or tiles of them.
#[rustfmt::skip]
const CODED: [&[u8; 4]; 15] = [
    b"hvc1", b"hev1", b"lhv1", b"lhe1", b"hvt1", b"av01", b"avc1", b"vvc1", b"vvt1", b"evc1", b"evs1", b"j2k1", b"jpeg", b"unci",
    b"tili",
];

/// Types of items that are pictures derived from others.
const DERIVED: [&[u8; 4]; 5] = [b"grid", b"iovl", b"iden", b"tmap", b"sato"];

/// References to the parts of a picture.
const MADE_OF: [&[u8; 4]; 7] = [b"dimg", b"base", b"exbl", b"tbas", b"iloc", b"pred", b"evir"];

/// What each item is. Listed items that are missing here are not shown by anybody.
#[derive(Debug, Default)]
pub(super) struct Roles {
    shown: BTreeSet<u32>,
    others: BTreeMap<u32, ItemRole>,
}

impl Roles {
    /// Whether the item, or its numbers, are needed to show a picture.
    pub(super) fn stays(&self, id: u32) -> bool {
        self.shown.contains(&id)
    }

    /// What an item that goes is.
    pub(super) fn other(&self, id: u32) -> Option<ItemRole> {
        self.others.get(&id).copied()
    }

    /// What the items are, disregarding those in `without`.
    pub(super) fn of(meta: &Meta, without: &BTreeSet<u32>) -> Self {
        let mut shown = BTreeSet::new();
        let secondary = |id: u32| meta.references.of(id).any(|one| matches!(&one.kind, b"thmb" | b"auxl"));
        // The primary item is shown, whatever it says about itself, and what belongs together with it, or is computed from it: a
        // viewer shows nothing else.
        let computed =
            |item: &&Item| is_computed(item.kind) && meta.references.from(item.id, *b"dimg").next() == Some(meta.primary);
        let computed = meta.items.list.iter().filter(computed);
        let beside = meta.beside_primary().filter_map(|id| meta.items.get(id)).chain(computed);
        let beside =
            beside.filter(|item| !item.hidden && is_picture(item.kind) && !secondary(item.id) && !without.contains(&item.id));
        let mut waiting: Vec<u32> = beside.map(|item| item.id).chain([meta.primary]).collect();
        // The parts of a picture, then what is laid over it, and its parts in turn; each item once.
        while let Some(id) = waiting.pop() {
            if !shown.insert(id) {
                continue;
            }
            let made_of = meta.references.of(id).filter(|one| MADE_OF.contains(&&one.kind));
            waiting.extend(made_of.flat_map(|one| one.to.iter().copied()));
            let needed = |id: u32| meta.properties.auxiliary(id).is_some_and(Auxiliary::is_shown);
            // An item that is in no list is not read by anybody.
            let is_listed = |id: u32| meta.items.get(id).is_some();
            let laid_over = meta.references.to(id, *b"auxl").filter(|&id| is_listed(id) && needed(id) && !without.contains(&id));
            waiting.extend(laid_over);
        }
        let others = meta.items.list.iter().filter(|item| !shown.contains(&item.id));
        let others = others.map(|item| (item.id, role(meta, item.id, item.kind, &item.content_type))).collect();
        Self { shown, others }
    }

    /// Lets an item stay that holds the numbers of one that stays.
    pub(super) fn stay(&mut self, id: u32) {
        self.others.remove(&id);
        self.shown.insert(id);
    }
}

pub(super) fn is_picture(kind: [u8; 4]) -> bool {
    is_coded(kind) || is_derived(kind)
}

/// Whether an item of this type is a coded picture.
pub(super) fn is_coded(kind: [u8; 4]) -> bool {
    CODED.contains(&&kind)
}

/// Whether an item of this type is the same picture as another, computed point by point.
const fn is_computed(kind: [u8; 4]) -> bool {
    matches!(&kind, b"tmap" | b"sato")
}

/// Whether an item of this type is a picture derived from others: its data are a few numbers, or none.
pub(super) fn is_derived(kind: [u8; 4]) -> bool {
    DERIVED.contains(&&kind)
}

fn role(meta: &Meta, id: u32, kind: [u8; 4], content_type: &[u8]) -> ItemRole {
    match &kind {
        b"Exif" => return ItemRole::Exif,
        b"mime" if content_type == b"application/rdf+xml" => return ItemRole::Xmp,
        b"jumb" => return ItemRole::Jumbf,
        _ if !is_picture(kind) => return ItemRole::Unknown,
        _ => {}
    }
    if meta.references.from(id, *b"thmb").next().is_some() {
        return ItemRole::Thumbnail;
    }
    match meta.properties.auxiliary(id) {
        Some(Auxiliary::Depth) => ItemRole::Depth,
        Some(_) => ItemRole::Auxiliary,
        None => ItemRole::Hidden,
    }
}
