//! HDR gain maps in HEIF: auxiliary pictures with their own packets, from Apple and Adobe, and ISO 21496-1's `tmap`
//! items (ISO/IEC 23008-12, 6.6.2.4). Their numbers are written afresh, from types; what is not understood goes.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Error, Input};
use crate::blocks::gain_map::{self, Applied, GainMapXmp, ToneMap};
use crate::blocks::{Found, exif, xmp};
use crate::formats::auxiliary::Auxiliary;
use crate::model::Field;

use super::data;
use super::meta::Meta;
use super::roles::Roles;
use super::value::HeifValue;

/// The result of reading the gain maps that would stay.
#[derive(Debug, Default)]
pub(super) struct GainMaps {
    /// Items that hold numbers, written afresh in place of their data.
    pub(super) numbers: BTreeMap<u32, HeifValue>,
    /// Items that are not understood here, but may be elsewhere.
    pub(super) unknown: BTreeSet<u32>,
    /// Items that no reader applies.
    pub(super) unread: BTreeSet<u32>,
}

/// Reads every gain map that would stay.
pub(super) fn read(input: &Input<'_>, meta: &Meta, roles: &Roles) -> Result<GainMaps, Error> {
    let mut maps = GainMaps::default();
    let mut applied = None;
    for item in meta.items.list.iter().filter(|item| roles.stays(item.id)) {
        if item.kind == *b"tmap" {
            match data::read(input, meta, item.id)?.as_deref().map(gain_map::read_tone_map) {
                Some(ToneMap::Numbers(numbers)) if fits(meta, item.id, numbers.len()) => {
                    maps.numbers.insert(item.id, HeifValue::ToneMap(numbers));
                }
                Some(ToneMap::Later | ToneMap::Wrong) => _ = maps.unread.insert(item.id),
                Some(ToneMap::Numbers(_)) | None => _ = maps.unknown.insert(item.id),
            }
            continue;
        }
        let kind = meta.properties.auxiliary(item.id);
        if !matches!(kind, Some(Auxiliary::AppleGainMap | Auxiliary::AdobeGainMap)) {
            continue;
        }
        let is_packet = |&id: &u32| meta.items.get(id).is_some_and(|item| item.content_type == XMP);
        let Some(packet) = meta.references.to(item.id, *b"cdsc").find(is_packet) else { continue };
        if maps.numbers.contains_key(&packet) {
            continue;
        }
        let fields = packet_fields(input, meta, packet)?;
        let map = if kind == Some(Auxiliary::AdobeGainMap) {
            gain_map::read_xmp(&fields)
        } else {
            // Searched for once, and only if a map needs it: each reading of data counts against a limit.
            let applied = match applied {
                Some(applied) => applied,
                None => *applied.insert(read_applied(input, meta)?),
            };
            apple(meta, packet, &fields, applied)
        };
        match map.filter(|map| fits(meta, packet, gain_map::compose_xmp(map).len())) {
            Some(map) => _ = maps.numbers.insert(packet, HeifValue::GainMapXmp(map)),
            None => _ = maps.unknown.insert(item.id),
        }
    }
    Ok(maps)
}

/// Content type of XMP packets.
pub(super) const XMP: &[u8] = b"application/rdf+xml";

/// Whether this many bytes fit in place of an item's data, which keep their extent: values go into the first one.
fn fits(meta: &Meta, id: u32, len: usize) -> bool {
    let first = meta.locations.get(id).and_then(|location| meta.locations.extents(location).first());
    first.is_some_and(|extent| len as u64 <= extent.len)
}

fn packet_fields(input: &Input<'_>, meta: &Meta, packet: u32) -> Result<Vec<Field>, Error> {
    let mut fields = Vec::new();
    if let Some(data) = data::read(input, meta, packet)? {
        xmp::read(&data, &mut Found::new(0, "XMP", input.limits(), &mut fields));
    }
    Ok(fields)
}

/// The numbers in the packet of Apple's map. Older phones only wrote the headroom into the maker note of the picture.
fn apple(meta: &Meta, packet: u32, fields: &[Field], applied: Option<Applied>) -> Option<GainMapXmp> {
    let map = gain_map::read_item_xmp(fields)?;
    let longer = applied.map(|applied| gain_map::with_headroom(&map, applied));
    Some(longer.filter(|longer| fits(meta, packet, gain_map::compose_xmp(longer).len())).unwrap_or(map))
}

/// How strongly the map is applied, according to the maker note of the first Exif block that has it.
fn read_applied(input: &Input<'_>, meta: &Meta) -> Result<Option<Applied>, Error> {
    for item in meta.items.list.iter().filter(|item| item.kind == *b"Exif") {
        let data = data::read(input, meta, item.id)?.unwrap_or_default();
        if let Some(applied) = exif::item_block(&data).and_then(exif::maker_note).and_then(gain_map::read_maker_note) {
            return Ok(Some(applied));
        }
    }
    Ok(None)
}
