//! Boxes about stereoscopic and spherical video (Apple HEVC Stereo Video and Video Extended Usage; Google's Spherical
//! Video V2).

use super::fields::{Fields, Read, one_of, within};

/// A degree, and a whole turn to each side, in 16 bits after the point.
const DEGREE: i32 = 1 << 16;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"st3d" => |fields| {
            fields.full()?;
            fields.byte(within(0..=5)).map(|_| ())
        },
        // Which eyes there are, and which comes first.
        b"stri" => |fields| {
            fields.full()?;
            fields.byte(|bits| Some(bits & 0x0F)).map(|_| ())
        },
        b"hero" => |fields| {
            fields.full()?;
            fields.byte(within(0..=2)).map(|_| ())
        },
        // Millionths of a metre between the lenses, up to a metre. FFmpeg opens no video whose `cams` lacks it.
        b"blin" => |fields| {
            fields.full()?;
            fields.long(|between| Some(if between <= 1_000_000 { between } else { 0 })).map(|_| ())
        },
        // The same goes for `cmfy`.
        b"dadj" => |fields| {
            fields.full()?;
            let moved = |moved: u32| if (-10_000..=10_000).contains(&moved.cast_signed()) { moved } else { 0 };
            fields.long(|by| Some(moved(by))).map(|_| ())
        },
        b"prji" => |fields| {
            fields.full()?;
            named(fields, &[b"rect", b"equi", b"hequ", b"fish", b"prim"])
        },
        b"pkin" => |fields| {
            fields.full()?;
            named(fields, &[b"side", b"over"])
        },
        b"must" => |fields| {
            fields.full()?;
            while !fields.rest().is_empty() {
                named(
                    fields,
                    &[b"eyes", b"stri", b"hero", b"cams", b"blin", b"cmfy", b"dadj", b"proj", b"prji", b"pack", b"pkin"],
                )?;
            }
            Some(())
        },
        // Where the view begins, in degrees (Spherical Video V2, `prhd`).
        b"prhd" => |fields| {
            fields.full()?;
            for most in [180, 90, 180] {
                fields.long(|angle| rounded(angle.cast_signed(), most))?;
            }
            Some(())
        },
        // Which part of the sphere there is, from each side, in fractions of it.
        b"equi" => |fields| {
            fields.full()?;
            for _ in 0..4 {
                fields.long(|bound| Some(bound & 0xFFFF_0000))?;
            }
            Some(())
        },
        b"cbmp" => |fields| {
            fields.full()?;
            fields.long(within(0..=0))?;
            fields.long(within(0..=u16::MAX.into())).map(|_| ())
        },
        _ => return None,
    })
}

/// A word that is one of these.
fn named(fields: &mut Fields<'_>, names: &[&[u8; 4]]) -> Option<()> {
    let names: Vec<u32> = names.iter().map(|name| u32::from_be_bytes(**name)).collect();
    fields.long(one_of(&names)).map(|_| ())
}

/// An angle, in whole degrees.
fn rounded(angle: i32, most: i32) -> Option<u32> {
    let degrees = angle.checked_add(DEGREE / 2)?.div_euclid(DEGREE);
    Some(degrees).filter(|degrees| degrees.abs() <= most)?.checked_mul(DEGREE).map(i32::cast_unsigned)
}
