//! The pictures of a file that are items, not samples: which bytes show them, what the other items say, and the `meta`
//! box in its final form.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Error, Input, Malformed, Place, Span, Spans, Unsupported};
use crate::blocks::{Found, exif, jumbf, xmp};
use crate::codecs::Mark;
use crate::containers::bmff::BmffBox;
use crate::keep;
use crate::model::{BmffElement, ExifBlock, Field, FieldId, Fresh, ItemRole, Value};

use super::derived::{self, Derived};
use super::gain_map::{self, GainMaps};
use super::inside::Inside;
use super::items::Item;
use super::locations::{Location, method};
use super::meta::Meta;
use super::roles::{self, Roles};
use super::sample_transform;
use super::value::{HeifValue, ItemLists};
use super::{coded, crop, data};
use crate::formats::extents::Extents;

/// The result of reading the items.
#[derive(Debug)]
pub(in crate::formats) struct Pictures {
    /// The body of the `meta` box after version and flags.
    pub(in crate::formats) body: Span,
    /// The same in its final form.
    pub(in crate::formats) lists: ItemLists,
    /// What is removed from it, and what the items that go say.
    pub(in crate::formats) fields: Vec<Field>,
    /// Data of pictures that stay.
    pub(in crate::formats) shown: Vec<Span>,
    /// Data of items that go.
    pub(in crate::formats) others: Vec<Span>,
    /// What the data of pictures contain besides the picture.
    pub(in crate::formats) marks: Vec<Mark>,
    /// Data that are written afresh, in order.
    pub(in crate::formats) values: Vec<(Span, HeifValue)>,
    /// Whether a tone map stays: readers look for one if the brand of tone maps is there.
    pub(in crate::formats) has_tone_map: bool,
    /// `others`, as a set.
    gone: Spans,
}

impl Pictures {
    /// Reads a `meta` box and the data of its items, except for those of pictures, in a file that may have tracks, too.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a list contradicts itself or the file; [`Error::Unsupported`] for pictures that cannot
    /// be separated from what goes.
    pub(in crate::formats) fn read(input: &Input<'_>, found: &BmffBox, has_tracks: bool) -> Result<Self, Error> {
        let mut fields = Vec::new();
        let meta = Meta::read(input, found, has_tracks, &mut fields)?;
        let (roles, maps) = roles(input, &meta, &mut fields)?;
        let numbers = maps.numbers;
        meta.check(&|id| roles.stays(id))?;
        fields.extend(crop::hidden(input, &meta, &|id| roles.stays(id))?);
        if !meta.items.get(meta.primary).is_some_and(|item| roles::is_picture(item.kind)) {
            return Err(Error::unsupported(Unsupported::ItemType, Place::new(meta.body.start, "meta")));
        }
        let mut pictures = Self {
            body: meta.body,
            lists: ItemLists::default(),
            fields,
            shown: Vec::new(),
            others: Vec::new(),
            marks: Vec::new(),
            values: Vec::new(),
            has_tone_map: numbers.values().any(|value| matches!(value, HeifValue::ToneMap(_))),
            gone: Spans::default(),
        };
        let mut inside = Inside::new(input, &meta)?;
        let mut lengths = BTreeMap::new();
        for item in &meta.items.list {
            pictures.tell_name(item);
            let location = meta.locations.get(item.id);
            let spans = location.map(|location| data::spans(input, &meta, location)).transpose();
            if let Some(role) = roles.other(item.id) {
                // If the data of what goes cannot be found, nothing left over could be found either.
                let spans = spans.ok().flatten().unwrap_or_default();
                pictures.tell_item(input, &meta, item, role, &spans)?;
                // Others are in `idat`, which is rewritten as a whole.
                if location.is_some_and(|location| location.method == method::FILE) {
                    pictures.others.extend(spans);
                }
                continue;
            }
            let (Some(location), Some(spans)) = (location, spans?) else { continue };
            if let Some(fresh) = numbers.get(&item.id) {
                lengths.insert(item.id, fresh.compose().len() as u64);
                // A packet can say more than its numbers.
                if matches!(fresh, HeifValue::GainMapXmp(_)) {
                    pictures.tell_item(input, &meta, item, ItemRole::Xmp, &spans)?;
                }
                pictures.place(location, &spans, fresh, &mut inside);
            } else {
                if let Some(fresh) = check_data(input, &meta, item, &spans)? {
                    pictures.place(location, &spans, &fresh, &mut inside);
                    continue;
                }
                let Self { marks, fields, .. } = &mut pictures;
                let written = coded::walk(input, &meta, item, location, &spans, marks, fields)?;
                match (location.method, written) {
                    (method::FILE, _) => pictures.shown.extend(spans),
                    (_, Some(data)) => inside.write_over(&spans, &data),
                    (_, None) => inside.stay(spans),
                }
            }
        }
        pictures.gone = pictures.others.iter().copied().collect();
        pictures.check_shared(&meta, &roles, input)?;
        let idat = inside.finish(&mut pictures.fields)?;
        pictures.values.sort_unstable_by_key(|(span, _)| *span);
        pictures.lists.plain = meta.compose(input, &|id| roles.stays(id), &idat, &lengths, &mut pictures.fields)?.into();
        if let Some((item, span, fresh)) = pictures.place_for_exif(input, &meta, &roles)? {
            let mut roles = roles;
            roles.stay(item);
            // If the lists do not work out with it, there is no place for it.
            pictures.lists.with_exif =
                meta.compose(input, &|id| roles.stays(id), &idat, &lengths, &mut Vec::new()).ok().map(Arc::from);
            if pictures.lists.with_exif.is_some() {
                let at = pictures.values.partition_point(|(other, _)| *other < span);
                pictures.values.insert(at, (span, fresh));
            }
        }
        Ok(pictures)
    }

    /// The first Exif item whose data are in one piece that shares nothing with anything else.
    fn place_for_exif(&self, input: &Input<'_>, meta: &Meta, roles: &Roles) -> Result<Option<(u32, Span, HeifValue)>, Error> {
        let is_exif = |item: &&Item| roles.other(item.id) == Some(ItemRole::Exif);
        let Some(item) = meta.items.list.iter().find(is_exif) else { return Ok(None) };
        let location =
            meta.locations.get(item.id).filter(|location| location.method == method::FILE && location.data_reference == 0);
        let spans = location.and_then(|location| data::spans(input, meta, location).ok()).unwrap_or_default();
        let &[span] = spans.as_slice() else { return Ok(None) };
        let touches = |other: &&Span| other.start < span.end() && span.start < other.end();
        let values = self.values.iter().map(|(span, _)| span);
        // It overlaps itself; anything else inside would be overwritten.
        if span.is_empty() || self.others.iter().chain(&self.shown).chain(values).filter(touches).count() != 1 {
            return Ok(None);
        }
        Ok(Some((item.id, span, HeifValue::Exif(Box::new(ExifBlock::new(None, keep::read(&self.fields)))))))
    }

    /// Adds the bytes of pictures to those of samples, and those of the other items to those of other tracks.
    pub(in crate::formats) fn own(&self, shown: Spans, others: Spans) -> Result<(Spans, Spans), Error> {
        let with = |spans: Spans, own: &[Span]| -> Result<Spans, Error> {
            let mut extents = Extents::from(spans);
            own.iter().try_for_each(|span| extents.push(*span))?;
            Ok(extents.merged())
        };
        Ok((with(shown, &self.shown)?, with(others, &self.others)?))
    }

    /// Values in a span that are written afresh, in order.
    pub(in crate::formats) fn values_within(&self, span: Span) -> impl Iterator<Item = &(Span, HeifValue)> {
        let first = self.values.partition_point(|(place, _)| place.start < span.start);
        let rest = self.values.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(place, _)| place.start < span.end()).filter(move |(place, _)| place.end() <= span.end())
    }

    /// Whether a span only contains data of items that go.
    pub(in crate::formats) fn is_other(&self, span: Span) -> bool {
        self.gone.covers(span)
    }

    /// The lists in their final form, where they are, and what was reported about them.
    pub(in crate::formats) fn take(&mut self) -> (Span, ItemLists, Vec<Field>) {
        (self.body, std::mem::take(&mut self.lists), std::mem::take(&mut self.fields))
    }

    /// Puts numbers at the beginning of their item's data.
    fn place(&mut self, location: &Location, spans: &[Span], fresh: &HeifValue, inside: &mut Inside<'_>) {
        let Some(&span) = spans.first() else { return };
        match location.method {
            method::FILE => {
                self.values.push((span, fresh.clone()));
                // The whole value goes into the first extent: the others have nothing to hold.
                self.others.extend(spans.iter().skip(1));
            }
            _ => inside.write(span, fresh.compose()),
        }
    }

    fn tell_name(&mut self, item: &Item) {
        for text in [&item.name[..], item.remark()] {
            if text.iter().any(|&byte| byte != 0) {
                let id = FieldId::Bmff(BmffElement::ItemName);
                self.fields.push(Field::with(id, Place::new(item.at, "meta/iinf/infe"), crate::blocks::text(text)));
            }
        }
    }

    /// What an item that goes is, and what it says.
    fn tell_item(&mut self, input: &Input<'_>, meta: &Meta, item: &Item, role: ItemRole, spans: &[Span]) -> Result<(), Error> {
        let at = spans.first().map_or(item.at, |span| span.start);
        let id = FieldId::Bmff(BmffElement::Item(role));
        let path = format!("meta/{}", crate::containers::bmff::name(item.kind));
        let len = spans.iter().map(|span| span.len).fold(0, u64::saturating_add);
        let mut found = Found::new(at, &path, input.limits(), &mut self.fields);
        if spans.len() > 1 {
            found = found.out_of_place();
        }
        let Some(data) = data::read(input, meta, item.id).ok().flatten().filter(|_| !roles::is_picture(item.kind)) else {
            found.push(0, "", id, Value::Bytes(len));
            return Ok(());
        };
        match role {
            ItemRole::Exif => {
                found.push(0, "", id, Value::Unknown);
                let block = exif::item_block(&data).unwrap_or_default();
                let offset = data.len().saturating_sub(block.len());
                if data.get(4..offset).is_some_and(|before| !matches!(before, [] | b"Exif\0\0")) {
                    found.unreadable(0);
                }
                exif::read(block, &mut found.inner(offset, "Exif"));
            }
            ItemRole::Xmp => {
                found.push(0, "", id, Value::Unknown);
                xmp::read(&data, &mut found.inner(0, "XMP"));
            }
            ItemRole::Jumbf => jumbf::read(&data, id, &mut found),
            _ => found.push(0, "", id, crate::formats::regions::told(&data)),
        }
        Ok(())
    }

    /// Bytes shared by an item that stays and one that goes stay only if they are coded picture, or if both are
    /// pictures derived from others in the same way: libavif writes identical data once.
    fn check_shared(&self, meta: &Meta, roles: &Roles, input: &Input<'_>) -> Result<(), Error> {
        let is_gone = |item: &&Item| roles.other(item.id).is_some() && !roles::is_picture(item.kind);
        let in_file = |item: &Item| meta.locations.get(item.id).filter(|location| location.method == method::FILE);
        let gone = meta.items.list.iter().filter(is_gone).filter_map(in_file);
        let words: Spans = gone.filter_map(|location| data::spans(input, meta, location).ok()).flatten().collect();
        let coded = meta.items.list.iter().filter(|item| roles::is_coded(item.kind)).filter_map(in_file);
        let coded: Spans = coded.filter_map(|location| data::spans(input, meta, location).ok()).flatten().collect();
        for item in meta.items.list.iter().filter(|item| roles.stays(item.id) && !roles::is_coded(item.kind)) {
            let is_derived = roles::is_derived(item.kind);
            let others = if is_derived && &item.kind != b"tmap" { &words } else { &self.gone };
            let Some(location) = in_file(item) else { continue };
            // What is not picture in a coded one is filled, and so would be the numbers of this one.
            let shared =
                |span: &&Span| others.within(**span).next().is_some() || is_derived && coded.within(**span).next().is_some();
            if let Some(span) = data::spans(input, meta, location)?.iter().find(shared) {
                return Err(Error::unsupported(Unsupported::SharedSample, Place::new(span.start, "mdat")));
            }
        }
        Ok(())
    }
}

/// What the items are, and the gain maps that stay.
fn roles(input: &Input<'_>, meta: &Meta, fields: &mut Vec<Field>) -> Result<(Roles, GainMaps), Error> {
    let all = Roles::of(meta, &BTreeSet::new());
    let maps = gain_map::read(input, meta, &all)?;
    let mut goes = sample_transform::unread(input, meta, &all)?;
    goes.extend(maps.unknown.union(&maps.unread));
    let (mut roles, maps) = if goes.is_empty() {
        (all, maps)
    } else {
        if !maps.unknown.is_empty() {
            let id = FieldId::Bmff(BmffElement::Item(ItemRole::GainMap));
            fields.push(Field::new(id, Place::new(meta.body.start, "meta")));
        }
        // Determined again, because an item used only by such a map has no reason to stay.
        let without = Roles::of(meta, &goes);
        // Such an item can be the picture itself, or part of it.
        if goes.iter().any(|item| without.stays(*item)) {
            return Err(Error::unsupported(Unsupported::ItemType, Place::new(meta.body.start, "meta")));
        }
        let maps = gain_map::read(input, meta, &without)?;
        (without, maps)
    };
    for item in maps.numbers.keys() {
        roles.stay(*item);
    }
    Ok((roles, maps))
}

/// Checks the data of a picture that is not coded: they say what it is made of, and nothing else. What no viewer reads of
/// them is written anew.
fn check_data(input: &Input<'_>, meta: &Meta, item: &Item, spans: &[Span]) -> Result<Option<HeifValue>, Error> {
    let wrong = || {
        Error::malformed(Malformed::ItemData, Place::new(spans.first().map_or(0, |span| span.start), format!("item {}", item.id)))
    };
    let data = || data::read(input, meta, item.id)?.ok_or_else(wrong);
    let derived = match &item.kind {
        b"grid" => derived::grid(meta, item.id, &data()?),
        b"iovl" => derived::overlay(meta, item.id, &data()?),
        b"iden" if spans.iter().any(|span| !span.is_empty()) => Derived::Wrong,
        b"jpeg" if !crate::formats::jpeg::is_bare(&data()?, input.limits()) => {
            return Err(Error::unsupported(Unsupported::ItemMetadata, Place::new(meta.body.start, "jpeg")));
        }
        _ => Derived::Stay,
    };
    match derived {
        Derived::Stay => Ok(None),
        Derived::Anew(value) => Ok(Some(value)),
        Derived::Unseen => {
            Err(Error::unsupported(Unsupported::HiddenPicture, Place::new(spans.first().map_or(0, |span| span.start), "meta")))
        }
        Derived::Wrong => Err(wrong()),
    }
}
