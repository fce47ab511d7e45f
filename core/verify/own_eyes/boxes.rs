//! ISO base media files: which boxes there are, and what each holds (ISO/IEC 14496-12; QuickTime File Format; ISO/IEC
//! 23008-12). Sample entries are in `entries.rs`, the lists of items in `items.rs`.

use super::bytes::{Bytes, Seen};
use super::field::Field::{self, Counted, Either, Is, Length, Listed, ListedToEnd, Number, Repeated, Word, Zeros, ZerosToEnd};
use super::{box_header, entries, items, media_data, times};

/// Boxes in boxes in boxes: no file has more.
const DEEPEST: u8 = 24;
/// Ticks per second.
const SCALE: u64 = 10_000_000;
/// Numbers of which there are few.
const SHORT: u64 = 0xFFFF;
/// Three bytes.
const MOST: u64 = 0xFF_FFFF;

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    while bytes.left() > 0 {
        boxed(bytes, 0)?;
    }
    Ok(())
}

/// One box.
fn boxed(bytes: &mut Bytes<'_, '_>, depth: u8) -> Seen {
    if depth > DEEPEST {
        return bytes.stray();
    }
    let (kind, len) = box_header::read(bytes)?;
    bytes.inside(len, |bytes| body(bytes, kind, depth.saturating_add(1)))
}

/// Boxes up to the end, or up to fewer bytes than a box has, which are zeros.
fn all(bytes: &mut Bytes<'_, '_>, depth: u8) -> Seen {
    while bytes.left() >= 8 {
        boxed(bytes, depth)?;
    }
    bytes.zeros(bytes.left())
}

fn body(bytes: &mut Bytes<'_, '_>, kind: [u8; 4], depth: u8) -> Seen {
    match &kind {
        // What somebody asked for: a position, texts, a packet.
        b"udta" | b"uuid" if bytes.kept => bytes.listed(bytes.left()),
        b"meta" if bytes.kept => {
            let start = bytes.at();
            if items::read(bytes, depth, all).is_ok() {
                return Ok(());
            }
            // A list of keys and values.
            bytes.go(start)?;
            bytes.listed(bytes.left())
        }
        b"mdat" => media_data::read(bytes),
        b"moov" => {
            all(bytes, depth)?;
            times::movie(bytes)
        }
        b"trak" => {
            times::begin_track(bytes);
            all(bytes, depth)?;
            times::track(bytes)
        }
        b"mvex" => {
            bytes.times.extends = true;
            all(bytes, depth)
        }
        b"mvhd" => and_zeros(bytes, times::movie_header),
        b"tkhd" => and_zeros(bytes, times::track_header),
        b"mdhd" => and_zeros(bytes, times::media_header),
        b"elst" => and_zeros(bytes, times::edits),
        b"stts" => and_zeros(bytes, times::samples),
        b"edts" | b"mdia" | b"minf" | b"dinf" | b"stbl" | b"tapt" | b"moof" | b"traf" | b"mfra" | b"wave" | b"vexu" | b"eyes"
        | b"cams" | b"cmfy" | b"proj" | b"pack" | b"sv3d" => all(bytes, depth),
        b"dref" => {
            bytes.zeros(4)?;
            bytes.length(4)?;
            all(bytes, depth)
        }
        b"tref" => references(bytes),
        b"stsd" => entries::read(bytes, depth, all),
        b"trun" => run(bytes),
        b"tfra" => access(bytes),
        b"sidx" => index(bytes),
        b"sgpd" => groups(bytes),
        b"meta" => items::read(bytes, depth, all),
        _ => match fields(kind) {
            Some(fields) => {
                bytes.follow(fields)?;
                // What was cut off at the end of a box.
                bytes.zeros(bytes.left())
            }
            None => entries::inner(bytes, kind),
        },
    }
}

/// What was cut off at the end of a box is zeros.
fn and_zeros(bytes: &mut Bytes<'_, '_>, read: fn(&mut Bytes<'_, '_>) -> Seen) -> Seen {
    read(bytes)?;
    bytes.zeros(bytes.left())
}

const FULL: Field = Zeros(4);
/// A table with a count before it, whose numbers are those of samples.
const TABLE: &[Field] = &[FULL, Counted(&[Length(4)])];
/// How much later than it is decoded each sample is shown: on the list.
const TIMES: &[Field] = &[Either(&[&[Is(&[0, 0, 0, 0])], &[Is(&[1, 0, 0, 0])]]), Length(4), ListedToEnd];

/// Boxes of fields.
fn fields(kind: [u8; 4]) -> Option<&'static [Field]> {
    Some(match &kind {
        b"ftyp" | b"styp" => &[Word(BRANDS), Word(VERSIONS), Repeated(&[Word(BRANDS)])],
        b"free" | b"skip" | b"wide" => &[ZerosToEnd],
        b"\0\0\0\0" => &[],
        b"hdlr" => HANDLER,
        b"vmhd" => &[Is(&[0, 0, 0, 1]), Zeros(8)],
        b"smhd" => &[Zeros(8)],
        b"nmhd" => &[FULL],
        b"clef" | b"prof" | b"enof" => &[FULL, Number(4, 0x4000_0000), Number(4, 0x4000_0000)],
        b"url " | b"urn " | b"alis" => &[Zeros(3), Number(1, 1), ZerosToEnd],
        b"ctts" => TIMES,
        b"stss" | b"stps" | b"stco" => TABLE,
        b"stsc" => &[FULL, Counted(&[Length(4), Length(4), Length(4)])],
        b"co64" => &[FULL, Counted(&[Length(8)])],
        // One size for all samples, or one for each.
        b"stsz" => &[FULL, Either(&[&[FULL_IS, Counted(&[Length(4)])], &[Length(4), Length(4)]])],
        // Sizes of samples in half bytes, bytes or pairs of them.
        b"stz2" => &[FULL, Zeros(3), Number(1, 16), Length(4), ListedToEnd],
        b"sbgp" => &[
            Either(&[&[Is(&[1, 0, 0, 0]), Word(GROUPS), Zeros(4)], &[FULL, Word(GROUPS)]]),
            // Descriptions in a fragment begin behind 65,536 (8.9.4).
            Counted(&[Length(4), Number(4, 0x1_0008)]),
        ],
        b"trex" => &[FULL, Number(4, SHORT), Number(4, SHORT), Number(4, MOST), Number(4, MOST), Number(4, 0x0FF1_0000)],
        b"mfhd" => &[FULL, Number(4, MOST)],
        b"tfhd" => &[Number(4, 0x03_003B), Number(4, SHORT), Repeated(&[Number(4, 0x0FFF_FFFF)])],
        // How long all fragments last, and when one begins.
        b"mehd" | b"tfdt" => &[Either(&[&[FULL_IS, Listed(4)], &[Is(&[1, 0, 0, 0]), Listed(8)]])],
        b"mfro" => &[FULL, Length(4)],
        _ => return None,
    })
}

const FULL_IS: Field = Is(&[0, 0, 0, 0]);

const HANDLER: &[Field] = &[FULL, Word(COMPONENTS), Word(HANDLERS), ZerosToEnd];

/// `tref`: boxes of track ids.
fn references(bytes: &mut Bytes<'_, '_>) -> Seen {
    const KINDS: &[[u8; 4]] = &[
        *b"auxl", *b"vdep", *b"vplx", *b"fall", *b"folw", *b"sbas", *b"scal", *b"swto", *b"oref", *b"adda", *b"lyra", *b"deps",
        *b"tsel", *b"prem", *b"free",
    ];
    while bytes.left() >= 8 {
        if bytes.begins(&[0; 4]) {
            break;
        }
        let Some(len) = bytes.length(4)?.checked_sub(8) else { return bytes.stray() };
        let kind = bytes.word(KINDS)?;
        bytes.inside(len, |bytes| match &kind {
            b"free" => bytes.zeros(bytes.left()),
            _ => {
                while bytes.left() >= 4 {
                    bytes.number(4, SHORT)?;
                }
                bytes.zeros(bytes.left())
            }
        })?;
    }
    bytes.zeros(bytes.left())
}

/// `trun` (8.8.8): flags say which numbers each sample has; how long and how large it is are on the list.
fn run(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.number(1, 1)?;
    bytes.number(1, 0)?;
    bytes.number(1, 0x0F)?;
    let flags = bytes.number(1, 0x05)?;
    bytes.length(4)?;
    if flags & 1 != 0 {
        bytes.length(4)?;
    }
    if flags & 4 != 0 {
        bytes.number(4, 0x0FF1_0000)?;
    }
    bytes.listed(bytes.left())
}

/// `tfra` (8.8.10).
fn access(bytes: &mut Bytes<'_, '_>) -> Seen {
    let wide = bytes.number(1, 1)?;
    bytes.zeros(3)?;
    bytes.number(4, SHORT)?;
    let widths = bytes.number(4, 0x3F)?;
    let width = if wide == 1 { 8 } else { 4 };
    for _ in 0..bytes.length(4)? {
        bytes.listed(width.into())?;
        bytes.length(width)?;
        // Which fragment of the track, which run, which sample.
        for (shift, most) in [(4_u32, 64), (2, 64), (0, SHORT)] {
            let width = u8::try_from(widths >> shift & 3).unwrap_or(0).saturating_add(1);
            bytes.number(width, most)?;
        }
    }
    bytes.zeros(bytes.left())
}

/// `sgpd` (8.9.3): how far to roll back, or where to begin.
fn groups(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(1, 2)?;
    bytes.zeros(3)?;
    let kind = bytes.word(GROUPS)?;
    if version > 0 {
        bytes.number(4, 2)?;
    }
    for _ in 0..bytes.number(4, 8)? {
        match &kind {
            b"roll" | b"prol" => bytes.signed(2, 255)?,
            _ => _ = bytes.number(1, 0xFF)?,
        }
    }
    bytes.zeros(bytes.left())
}

/// `sidx` (8.16.3).
fn index(bytes: &mut Bytes<'_, '_>) -> Seen {
    let wide = bytes.number(1, 1)?;
    bytes.zeros(3)?;
    bytes.number(4, SHORT)?;
    bytes.number(4, SCALE)?;
    let width = if wide == 1 { 8 } else { 4 };
    bytes.listed(width.into())?;
    bytes.length(width)?;
    bytes.zeros(2)?;
    for _ in 0..bytes.length(2)? {
        // One bit says that it refers to an index; then how long a part lasts.
        bytes.number(1, 0x80)?;
        bytes.length(3)?;
        bytes.listed(4)?;
        bytes.number(1, 0xF0)?;
        bytes.zeros(3)?;
    }
    bytes.zeros(bytes.left())
}

const VERSIONS: &[[u8; 4]] = &[[0; 4], [0, 0, 0, 1], [0, 0, 1, 0], [0, 0, 2, 0], [0x20, 5, 3, 0]];
const COMPONENTS: &[[u8; 4]] = &[[0; 4], *b"mhlr", *b"dhlr"];
const HANDLERS: &[[u8; 4]] = &[[0; 4], *b"vide", *b"soun", *b"auxv", *b"pict", *b"alis", *b"url ", *b"urn ", *b"rsrc", *b"null"];
const GROUPS: &[[u8; 4]] = &[*b"roll", *b"prol", *b"rap ", *b"sync"];
#[rustfmt::skip]
const BRANDS: &[[u8; 4]] = &[
    *b"qt  ", *b"iso ", *b"isom", *b"iso2", *b"iso6",
    *b"mp41", *b"mp42", *b"mp71", *b"avc1", *b"hvc1", *b"hev1", *b"av01", *b"vp09", *b"dby1", *b"dash", *b"dsms", *b"msdh", *b"msix", *b"lmsg",
    *b"sims", *b"risx", *b"piff", *b"ccff", *b"cmfc", *b"M4V ", *b"M4A ", *b"M4B ", *b"M4P ", *b"f4v ", *b"F4V ",
    *b"3gp4", *b"3gp5", *b"3gp6", *b"3ge6", *b"3gg6", *b"3gs6", *b"3g2a",
    *b"mif1", *b"mif2", *b"mif3", *b"msf1", *b"heic", *b"heix", *b"heim", *b"heis", *b"hevc", *b"hevx", *b"hevm", *b"hevs", *b"miaf", *b"MiHA", *b"MiHB",
    *b"MiHE", *b"MiPr", *b"MiAB", *b"MA1A", *b"MA1B", *b"avif", *b"avis", *b"avio", *b"avci", *b"avcs", *b"vvic", *b"vvis", *b"evbi", *b"jpeg", *b"tmap", *b"1pic",
    [0; 4],
];
