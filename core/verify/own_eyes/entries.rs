//! Sample entries, and the boxes in them (ISO/IEC 14496-12, 12; ISO/IEC 14496-14 and -15; makers of codecs): how a decoder
//! is configured is on the list.

use super::bytes::{Bytes, Seen};
use super::descriptors;
use super::field::Field::{self, Either, Is, Listed, ListedToEnd, Number, Optional, Repeated, Signed, Word, Zeros, ZerosToEnd};

const SHORT: u64 = 0xFFFF;
const MOST: u64 = 0xFF_FFFF;

const FULL: Field = Zeros(4);

/// Reads boxes up to the end, this deep in others.
pub(super) type Boxes = fn(&mut Bytes<'_, '_>, u8) -> Seen;

/// `stsd`.
pub(super) fn read(bytes: &mut Bytes<'_, '_>, depth: u8, boxes: Boxes) -> Seen {
    bytes.zeros(4)?;
    bytes.length(4)?;
    while bytes.left() >= 8 {
        entry(bytes, depth, boxes)?;
    }
    bytes.zeros(bytes.left())
}

fn entry(bytes: &mut Bytes<'_, '_>, depth: u8, boxes: Boxes) -> Seen {
    let Some(len) = bytes.length(4)?.checked_sub(8) else { return bytes.stray() };
    // The name of a codec: the scanner knows each, or somebody trusts it.
    bytes.listed(4)?;
    bytes.inside(len, |bytes| {
        bytes.zeros(6)?;
        bytes.number(2, 0xFF)?;
        // Pictures have their size where sound has its channels and rate; only pictures have a resolution.
        let start = bytes.at();
        if picture(bytes).is_err() {
            bytes.go(start)?;
            sound(bytes)?;
        }
        boxes(bytes, depth)
    })
}

fn picture(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.follow(&[
        Number(2, 3),
        Zeros(14),
        Listed(4),
        Is(&[0, 72, 0, 0, 0, 72, 0, 0]),
        Zeros(4),
        Is(&[0, 1]),
        Zeros(32),
        Number(2, 64),
    ])?;
    // Which of the system's colours, or colours of its own.
    if bytes.begins(&[0xFF, 0xFF]) {
        return Ok(());
    }
    if bytes.number(2, 255)? == 0 && bytes.left() >= 8 {
        let [_, _, _, _, _, _, high, low] = bytes.peek()?;
        let colours = u64::from(u16::from_be_bytes([high, low])).saturating_add(1).saturating_mul(8).saturating_add(8);
        let is_box = bytes.peek::<8>().is_ok_and(|[a, b, c, d, kind @ ..]| {
            u64::from(u32::from_be_bytes([a, b, c, d])) <= bytes.left()
                && kind.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
        });
        if !is_box && colours <= bytes.left() {
            bytes.listed(colours)?;
        }
    }
    Ok(())
}

fn sound(bytes: &mut Bytes<'_, '_>) -> Seen {
    let version = bytes.number(2, 2)?;
    bytes.zeros(6)?;
    // Channels, and bits of a value.
    bytes.follow(&[
        Number(2, 255),
        Number(2, 64),
        Either(&[&[Is(&[0xFF, 0xFE])], &[Is(&[0xFF, 0xFF])], &[Is(&[0, 0])]]),
        Zeros(2),
        Number(2, SHORT),
        Zeros(2),
    ])?;
    match version {
        // In ISO files, version 1 has no more fields.
        1 if bytes.peek::<8>().is_ok_and(|[_, _, _, _, kind @ ..]| kind.iter().all(u8::is_ascii_lowercase)) => Ok(()),
        1 => bytes.follow(&[Number(4, MOST), Number(4, MOST), Number(4, MOST), Number(4, MOST)]),
        // A rate as a float, on the list.
        2 => bytes.follow(&[
            Is(&[0, 0, 0, 72]),
            Listed(8),
            Number(4, MOST),
            Is(&[0x7F, 0, 0, 0]),
            Number(4, MOST),
            Number(4, MOST),
            Number(4, MOST),
            Number(4, MOST),
        ]),
        _ => Ok(()),
    }
}

/// A box in a sample entry, or a property of a picture.
pub(super) fn inner(bytes: &mut Bytes<'_, '_>, kind: [u8; 4]) -> Seen {
    match &kind {
        b"esds" => return descriptors::read(bytes),
        b"dfLa" => return flac(bytes),
        _ => {}
    }
    let Some(fields) = fields(kind) else { return bytes.stray() };
    bytes.follow(fields)?;
    bytes.zeros(bytes.left())
}

/// `dfLa` (Encapsulation of FLAC in ISO BMFF, 3.3.2): blocks, the last of which has a bit of its own. One describes the stream,
/// and knows sizes of blocks, rate, channels and bits only (RFC 9639, 8.2); others are padding.
fn flac(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.zeros(4)?;
    let mut is_last = false;
    while !is_last && bytes.left() >= 4 {
        let kind = bytes.number(1, 0x81)?;
        is_last = kind & 0x80 != 0;
        let len = bytes.length(3)?;
        bytes.inside(len, |bytes| match kind & 0x7F {
            0 => {
                // Blocks of one size, or of any.
                if !bytes.peek::<4>().is_ok_and(|[a, b, c, d]| [a, b] == [c, d] || [a, b] == [0, 16]) {
                    return bytes.stray();
                }
                bytes.follow(&[Number(2, SHORT), Number(2, SHORT), Zeros(6), Listed(3), Number(1, 0xF0), Zeros(20)])
            }
            1 => bytes.zeros(bytes.left()),
            _ => bytes.stray(),
        })?;
    }
    bytes.zeros(bytes.left())
}

fn fields(kind: [u8; 4]) -> Option<&'static [Field]> {
    Some(match &kind {
        // How a decoder is configured, in boxes of its own or in a wave header by the name of its codec; how layers belong
        // together, where units of a packed picture are, and a mesh.
        b"avcC" | b"hvcC" | b"lhvC" | b"vvcC" | b"av1C" | b"alac" | b"dOps" | b"dac3" | b"dec3" | b"pcmC" | b"chan" | b"chnl"
        | b"vpcC" | b"SA3D" | b"evcC" | b"avcE" | b"hvcE" | b"glbl" | b"SMI " | b"av3c" | b"apvC" | b"dvc1" | b"cmpd"
        | b"uncC" | b"jp2h" | b"ACLR" | b"dac4" | b"ddts" | b"udts" | b"dmlp" | b"mhaC" | b"mhaP" | b"iacb" | b"samr"
        | b"QDCA" | b"QDM2" | b"QDMC" | b"dmix" | b"jpgC" | b"oinf" | b"icef" | b"mshp" | b"ms\0\x02" | b"ms\0\x11"
        | b"ms\0U" | b".mp3" => &[ListedToEnd],
        b"d263" => &[Zeros(5), Is(&[10, 0])],
        b"damr" => &[Zeros(5), Either(&[&[Is(&[0x81])], &[Is(&[0x83])]]), Is(&[0xFF, 0, 1])],
        // The codec again.
        b"frma" => &[Listed(4)],
        b"colr" => &[Either(&[
            &[Is(b"nclx"), Number(2, 255), Number(2, 255), Number(2, 255), Number(1, 0x80)],
            &[Is(b"nclc"), Number(2, 255), Number(2, 255), Number(2, 255)],
            &[Is(b"prof"), ListedToEnd],
            &[Is(b"rICC"), ListedToEnd],
        ])],
        b"pasp" => &[Number(4, SHORT), Number(4, SHORT)],
        b"clap" => &[
            Number(4, MOST),
            Number(4, SHORT),
            Number(4, MOST),
            Number(4, SHORT),
            Signed(4, MOST),
            Number(4, SHORT),
            Signed(4, MOST),
            Number(4, SHORT),
        ],
        b"fiel" => &[Number(1, 2), Number(1, 14)],
        b"ccst" => &[FULL, Number(1, 0xFC), Zeros(3)],
        b"hfov" => &[Number(4, 360_000)],
        b"DpxE" => &[Number(4, 1)],
        b"dvcC" | b"dvvC" | b"dvwC" => &[Number(1, 3), Number(1, 1), Number(2, SHORT), Number(1, 0xFC), Zeros(19)],
        b"gama" => &[Number(4, 0x4_0000)],
        b"clli" => &[Number(2, 10_000), Number(2, 10_000)],
        b"CoLL" => &[FULL, Number(2, 10_000), Number(2, 10_000)],
        // A screen that is known, and its light.
        b"mdcv" => &[SCREEN, Number(4, 100_000_000), Number(4, 50_000)],
        b"SmDm" => &[FULL, SCREEN, Number(4, 10_000 << 8), Number(4, 5 << 14)],
        b"amve" => &[Number(4, 1_000_000_000), Is(&[0x3D, 0x13]), Is(&[0x40, 0x42])],
        // How fast a stream is, which nobody needs to know.
        b"btrt" => &[Zeros(12)],
        b"enda" => &[Number(2, 1)],
        b"srat" => &[FULL, Number(4, MOST)],
        b"st3d" => &[FULL, Number(1, 5)],
        b"stri" => &[FULL, Number(1, 0x0F)],
        b"hero" => &[FULL, Number(1, 2)],
        b"blin" => &[FULL, Number(4, 1_000_000)],
        b"dadj" => &[FULL, Signed(4, 10_000)],
        b"prji" => &[FULL, Word(PROJECTIONS)],
        b"pkin" => &[FULL, Word(PACKINGS)],
        b"must" => &[FULL, Repeated(&[Word(OF_EYES)])],
        b"svhd" => &[ZerosToEnd],
        b"prhd" => &[FULL, Signed(4, 180 << 16), Signed(4, 90 << 16), Signed(4, 180 << 16)],
        b"equi" => &[
            FULL,
            Number(2, SHORT),
            Zeros(2),
            Number(2, SHORT),
            Zeros(2),
            Number(2, SHORT),
            Zeros(2),
            Number(2, SHORT),
            Zeros(2),
        ],
        b"cbmp" => &[FULL, Zeros(4), Number(4, SHORT)],
        // What an auxiliary track or picture is for.
        b"auxi" | b"auxC" => &[FULL, Either(PURPOSES), ZerosToEnd],
        // Properties of pictures (ISO/IEC 23008-12, 6.5).
        b"ispe" | b"rloc" => &[FULL, Number(4, MOST), Number(4, MOST)],
        b"irot" => &[Number(1, 3)],
        b"imir" => &[Number(1, 1)],
        b"a1op" => &[Number(1, 31)],
        b"lsel" => &[Number(2, SHORT)],
        b"tols" => &[FULL, Number(2, 63)],
        b"a1lx" => &[Number(1, 1), Listed(6), Optional(&[Listed(6)])],
        // How an uncompressed picture is packed, and where each part of it is (ISO/IEC 23001-17).
        b"cmpC" => &[FULL, Word(PACKERS), Number(1, 2)],
        b"pixi" => &[Zeros(3), Number(1, 1), Number(1, 5), Repeated(&[Number(1, 0xFF)])],
        b"mp4a" => &[],
        _ => return None,
    })
}

const PROJECTIONS: &[[u8; 4]] = &[*b"rect", *b"equi", *b"hequ", *b"fish", *b"prim"];
const PACKERS: &[[u8; 4]] = &[*b"brot", *b"zlib", *b"defl"];
const PACKINGS: &[[u8; 4]] = &[*b"side", *b"over"];
const OF_EYES: &[[u8; 4]] =
    &[*b"eyes", *b"stri", *b"hero", *b"cams", *b"blin", *b"cmfy", *b"dadj", *b"proj", *b"prji", *b"pack", *b"pkin"];
const SCREEN: Field = Listed(16);

const PURPOSES: &[&[Field]] = &[
    &[Is(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")],
    &[Is(b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0")],
    &[Is(b"urn:mpeg:hevc:2015:auxid:1\0")],
    &[Is(b"urn:mpeg:hevc:2015:auxid:2\0")],
    &[Is(b"urn:mpeg:avc:2015:auxid:1\0")],
    &[Is(b"urn:com:apple:photo:2020:aux:hdrgainmap\0")],
    &[Is(b"urn:com:photo:aux:hdrgainmap\0")],
];
