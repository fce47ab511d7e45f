//! The `meta` box of pictures as items (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6).

use super::bytes::{Bytes, Seen, Stray};
use super::entries::{self, Boxes};
use super::field::Field::{Is, Zeros, ZerosToEnd};
use super::{box_header, media_data};

const SHORT: u64 = 0xFFFF;
const LARGEST: u64 = 0xFF_FFFF;
const REFERENCES: &[&[u8; 4]] = &[b"dimg", b"auxl", b"prem", b"base", b"exbl", b"tbas", b"iloc", b"pred", b"cdsc", b"evir"];
const GROUPS: &[&[u8; 4]] = &[b"altr", b"ster", b"brst", b"pano"];

pub(super) fn read(bytes: &mut Bytes<'_, '_>, depth: u8, boxes: Boxes) -> Seen {
    bytes.zeros(4)?;
    each(bytes, |bytes, kind| one(bytes, kind, depth, boxes))?;
    // The lists may be in any order.
    let stray = bytes.referred.iter().find(|(id, _)| !bytes.items.contains(id));
    stray.map_or(Ok(()), |(_, at)| Err(Stray::At(*at)))
}

/// Boxes up to the end, each read like this.
fn each(bytes: &mut Bytes<'_, '_>, mut read: impl FnMut(&mut Bytes<'_, '_>, [u8; 4]) -> Seen) -> Seen {
    while bytes.left() > 0 {
        let (kind, len) = box_header::read(bytes)?;
        bytes.inside(len, |bytes| read(bytes, kind))?;
    }
    Ok(())
}

fn one(bytes: &mut Bytes<'_, '_>, kind: [u8; 4], depth: u8, boxes: Boxes) -> Seen {
    match &kind {
        b"hdlr" => bytes.follow(&[Zeros(8), Is(b"pict"), ZerosToEnd]),
        b"pitm" => {
            let wide = bytes.number(1, 1)? == 1;
            bytes.zeros(3)?;
            item(bytes, wide)
        }
        b"dinf" => boxes(bytes, depth),
        b"iinf" => {
            let wide = bytes.number(1, 3)?;
            bytes.zeros(3)?;
            bytes.length(if wide == 0 { 2 } else { 4 })?;
            each(bytes, |bytes, kind| if kind == *b"infe" { entry(bytes) } else { bytes.stray() })
        }
        b"iloc" => locations(bytes),
        b"iref" => {
            let wide = bytes.number(1, 1)? == 1;
            bytes.zeros(3)?;
            each(bytes, |bytes, kind| if REFERENCES.contains(&&kind) { references(bytes, wide) } else { bytes.stray() })
        }
        b"iprp" => each(bytes, |bytes, kind| match &kind {
            b"ipco" => properties(bytes, depth, boxes),
            b"ipma" => associations(bytes),
            _ => bytes.stray(),
        }),
        b"grpl" => each(bytes, |bytes, kind| {
            if !GROUPS.contains(&&kind) {
                return bytes.stray();
            }
            bytes.zeros(4)?;
            bytes.number(4, LARGEST)?;
            for _ in 0..bytes.length(4)? {
                bytes.number(4, LARGEST)?;
            }
            bytes.zeros(bytes.left())
        }),
        b"idat" => data(bytes),
        b"free" | b"skip" => bytes.zeros(bytes.left()),
        _ => bytes.stray(),
    }
}

fn properties(bytes: &mut Bytes<'_, '_>, depth: u8, boxes: Boxes) -> Seen {
    let mut count = 0_u64;
    each(bytes, |bytes, kind| {
        count = count.saturating_add(1);
        match &kind {
            b"free" | b"skip" => bytes.zeros(bytes.left()),
            _ => property(bytes, kind, depth, boxes),
        }
    })?;
    bytes.properties = count;
    Ok(())
}

/// A property is a box that is also known in sample entries, or one with boxes in it.
fn property(bytes: &mut Bytes<'_, '_>, kind: [u8; 4], depth: u8, boxes: Boxes) -> Seen {
    if kind == *b"vexu" { boxes(bytes, depth) } else { entries::inner(bytes, kind) }
}

/// `infe`: an id, a type, and whether it is hidden. Names are gone.
fn entry(bytes: &mut Bytes<'_, '_>) -> Seen {
    const TYPES: &[[u8; 4]] = &[
        *b"hvc1", *b"av01", *b"avc1", *b"vvc1", *b"jpeg", *b"lhv1", *b"hvt1", *b"grid", *b"iovl", *b"iden", *b"tmap", *b"sato",
        *b"mime", *b"Exif", *b"j2k1", *b"unci", *b"evc1",
    ];
    let version = bytes.number(1, 3)?;
    bytes.zeros(2)?;
    bytes.number(1, 1)?;
    let id = if version == 3 { bytes.number(4, LARGEST)? } else { bytes.number(2, SHORT)? };
    bytes.items.insert(id);
    bytes.zeros(2)?;
    if version >= 2 {
        let kind = bytes.word(TYPES)?;
        if kind == *b"mime" {
            bytes.zeros(1)?;
            for name in [&b"application/rdf+xml\0"[..], b"image/jpeg\0"] {
                if bytes.begins(name) {
                    break;
                }
            }
        }
    }
    bytes.zeros(bytes.left())
}

/// `iloc`: where the data of each item are.
fn locations(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(1, 2)?;
    bytes.zeros(3)?;
    let lengths = bytes.number(1, 0x88)?;
    let bases = bytes.number(1, 0x88)?;
    let width = |bits: u64| u8::try_from(bits & 0xF).unwrap_or(0);
    let count = bytes.length(if version < 2 { 2 } else { 4 })?;
    for _ in 0..count {
        item(bytes, version == 2)?;
        if version > 0 {
            bytes.number(2, 2)?;
        }
        bytes.number(2, 1)?;
        bytes.length(width(bases >> 4))?;
        for _ in 0..bytes.length(2)? {
            if version > 0 {
                bytes.length(width(bases))?;
            }
            bytes.length(width(lengths >> 4))?;
            bytes.length(width(lengths))?;
        }
    }
    bytes.zeros(bytes.left())
}

fn references(bytes: &mut Bytes<'_, '_>, wide: bool) -> Seen {
    item(bytes, wide)?;
    for _ in 0..bytes.length(2)? {
        item(bytes, wide)?;
    }
    bytes.zeros(bytes.left())
}

/// The id of an item that is there.
fn item(bytes: &mut Bytes<'_, '_>, wide: bool) -> Seen {
    let start = bytes.at();
    let id = bytes.whole(if wide { 4 } else { 2 })?;
    bytes.referred.insert(id, start);
    Ok(())
}

/// `ipma`: which properties an item has, by their place in the list.
fn associations(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(1, 1)?;
    bytes.zeros(2)?;
    let wide = bytes.number(1, 1)? == 1;
    for _ in 0..bytes.length(4)? {
        item(bytes, version == 1)?;
        for _ in 0..bytes.length(1)? {
            let start = bytes.at();
            let association = bytes.whole(if wide { 2 } else { 1 })?;
            if association & if wide { 0x7FFF } else { 0x7F } > bytes.properties {
                bytes.go(start)?;
                return bytes.stray();
            }
            bytes.chosen(bytes.properties);
        }
    }
    bytes.zeros(bytes.left())
}

/// `idat`: grids, overlays, numbers of tone maps, which are small; coded data in some files.
fn data(bytes: &mut Bytes<'_, '_>) -> Seen {
    if bytes.coded()? > 0 {
        return media_data::read(bytes);
    }
    let left = bytes.left();
    bytes.listed(left)
}
