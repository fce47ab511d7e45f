//! HDR gain maps in HEIF: Apple's, an auxiliary picture with a packet of its own, and ISO 21496-1's `tmap` items
//! (ISO/IEC 23008-12, 6.6.2.4). Their numbers are written anew, from types; what is not understood goes.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Error, Input};
use crate::blocks::gain_map::{self, Applied, GainMapXmp};
use crate::blocks::{Found, exif, xmp};

use super::data;
use super::meta::Meta;
use super::roles::{self, Roles};
use super::value::HeifValue;

/// Numbers of items that stay, written anew in the place of their data.
pub(super) type Numbers = BTreeMap<u32, HeifValue>;

/// Looks at every gain map that would stay: the numbers of those that are understood, the items of those that are not.
pub(super) fn read(input: &Input<'_>, meta: &Meta, roles: &Roles) -> Result<(Numbers, BTreeSet<u32>), Error> {
    let (mut numbers, mut unknown) = (Numbers::new(), BTreeSet::new());
    let mut applied = None;
    for item in meta.items.list.iter().filter(|item| roles.stays(item.id)) {
        if item.kind == *b"tmap" {
            match data::read(input, meta, item.id)?.as_deref().and_then(tone_map) {
                Some(fresh) => _ = numbers.insert(item.id, fresh),
                None => _ = unknown.insert(item.id),
            }
        } else if meta.properties.auxiliary_type(item.id) == Some(roles::GAIN_MAP) {
            let is_packet = |&id: &u32| meta.items.get(id).is_some_and(|item| item.content_type == XMP);
            let Some(packet) = meta.references.to(item.id, *b"cdsc").find(is_packet) else { continue };
            if numbers.contains_key(&packet) {
                continue;
            }
            // Looked for once, and only where a map asks: each reading of data counts against a limit.
            let applied = match applied {
                Some(applied) => applied,
                None => *applied.insert(read_applied(input, meta)?),
            };
            match apple(input, meta, packet, applied)? {
                Some(map) => _ = numbers.insert(packet, HeifValue::GainMapXmp(map)),
                None => _ = unknown.insert(item.id),
            }
        }
    }
    Ok((numbers, unknown))
}

/// Content type of XMP packets.
pub(super) const XMP: &[u8] = b"application/rdf+xml";

/// The data of a `tmap` item: a version, then the numbers of ISO 21496-1.
fn tone_map(data: &[u8]) -> Option<HeifValue> {
    let (&[0], numbers) = data.split_first_chunk()? else { return None };
    let numbers = gain_map::read_iso(numbers, true)?;
    Some(HeifValue::ToneMap([&[0], &numbers[..]].concat()))
}

/// The numbers in the packet of Apple's map. Older phones wrote the headroom into the maker note of the picture only.
fn apple(input: &Input<'_>, meta: &Meta, packet: u32, applied: Option<Applied>) -> Result<Option<GainMapXmp>, Error> {
    let Some(data) = data::read(input, meta, packet)? else { return Ok(None) };
    let mut fields = Vec::new();
    xmp::read(&data, &mut Found::new(0, "XMP", input.limits(), &mut fields));
    let Some(map) = gain_map::read_item_xmp(&fields) else { return Ok(None) };
    let Some(applied) = applied else { return Ok(Some(map)) };
    let longer = gain_map::with_headroom(&map, applied);
    // The item keeps its extent: there is no room for a longer packet.
    let fits = gain_map::compose_xmp(&longer).len() <= data.len();
    Ok(Some(if fits { longer } else { map }))
}

/// How strongly the map is applied, by the maker note of the first Exif block that has it.
fn read_applied(input: &Input<'_>, meta: &Meta) -> Result<Option<Applied>, Error> {
    for item in meta.items.list.iter().filter(|item| item.kind == *b"Exif") {
        let data = data::read(input, meta, item.id)?.unwrap_or_default();
        if let Some(applied) = exif::item_block(&data).and_then(exif::maker_note).and_then(gain_map::read_maker_note) {
            return Ok(Some(applied));
        }
    }
    Ok(None)
}
