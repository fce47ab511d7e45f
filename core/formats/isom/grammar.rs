//! THE LIST of boxes that stay, by parent, and how far their content extends. What is not listed goes. (ISO/IEC
//! 14496-12 unless stated otherwise.)

/// The parent of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Movie,
    Track,
    Edits,
    Aperture,
    Media,
    Information,
    Data,
    Table,
    Extends,
    Fragment,
    TrackFragment,
    RandomAccess,
    Picture,
    Sound,
    Wave,
    Spatial,
    Eyes,
    Camera,
    Comfort,
    Projection,
    Packing,
    Spherical,
    SphericalProjection,
}

/// What a box is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Contains boxes, preceded by this many bytes.
    Holder(Context, u64),
    /// Has this much content, judging by the beginning of its body; bytes after that are not read by anybody.
    Leaf(fn(&[u8]) -> u64),
    /// Contains numbers, which are written anew.
    Numbers,
    /// Contains values that go: read by its own code.
    Values(Values),
}

/// Boxes that contain values that go, or have more than one form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Values {
    MovieHeader,
    TrackHeader,
    MediaHeader,
    Handler,
    References,
    DataReferences,
    Descriptions,
    SampleGroup,
    Edits,
    /// A table about samples, whose content extends this far, judging by its beginning.
    Table(fn(&[u8]) -> u64),
    FragmentHeader,
    Run,
    FragmentDuration,
    FragmentTime,
    RandomAccess,
    RandomAccessSize,
    Colour,
    Auxiliary,
    Descriptors,
    BitRates,
    Coded,
    Flac,
    Amr,
    H263,
    SphericalHeader,
    OriginalFormat,
    Mesh,
}

use Context as C;
use Shape::{Holder, Leaf};
use Values as V;

/// What a box of this type is in this parent; `None` if it has to go.
pub(super) fn shape(context: Context, kind: [u8; 4]) -> Option<Shape> {
    Some(match (context, &kind) {
        (C::Movie, b"mvhd") => Shape::Values(V::MovieHeader),
        (C::Movie, b"trak") => Holder(C::Track, 0),
        (C::Movie, b"mvex") => Holder(C::Extends, 0),
        (C::Track, b"tkhd") => Shape::Values(V::TrackHeader),
        (C::Track, b"tref") => Shape::Values(V::References),
        (C::Track, b"edts") => Holder(C::Edits, 0),
        (C::Track, b"mdia") => Holder(C::Media, 0),
        (C::Track, b"tapt") => Holder(C::Aperture, 0),
        (C::Edits, b"elst") => Shape::Values(V::Edits),
        (C::Media, b"mdhd") => Shape::Values(V::MediaHeader),
        (C::Media | C::Information, b"hdlr") => Shape::Values(V::Handler),
        (C::Media, b"minf") => Holder(C::Information, 0),
        // QuickTime File Format, Track Aperture Mode Dimensions.
        (C::Aperture, b"clef" | b"prof" | b"enof")
        | (C::Information, b"vmhd" | b"smhd" | b"nmhd")
        | (C::Extends, b"trex")
        | (C::TrackFragment, b"tfhd")
        | (C::Wave, b"enda") => Shape::Numbers,
        (C::Information, b"dinf") => Holder(C::Data, 0),
        (C::Information, b"stbl") => Holder(C::Table, 0),
        (C::Data, b"dref") => Shape::Values(V::DataReferences),
        (C::Extends, b"mehd") => Shape::Values(V::FragmentDuration),
        (C::Fragment, b"mfhd") => Shape::Values(V::FragmentHeader),
        (C::Fragment, b"traf") => Holder(C::TrackFragment, 0),
        (C::TrackFragment, b"tfdt") => Shape::Values(V::FragmentTime),
        (C::TrackFragment, b"trun") => Shape::Values(V::Run),
        (C::Table | C::TrackFragment, b"sbgp" | b"sgpd") => Shape::Values(V::SampleGroup),
        (C::RandomAccess, b"tfra") => Shape::Values(V::RandomAccess),
        (C::RandomAccess, b"mfro") => Shape::Values(V::RandomAccessSize),
        (C::Table, b"stsd") => Shape::Values(V::Descriptions),
        (C::Table, kind) => table_shape(kind)?,
        (C::Picture, kind) => picture_shape(kind)?,
        // QuickTime File Format, siDecompressionParam Atom; a type of zero ends the list.
        (C::Wave, b"frma") => Shape::Values(V::OriginalFormat),
        (C::Wave, b"mp4a") => Leaf(|_| 0),
        (C::Wave, b"\0\0\0\0") => Leaf(|_| 0),
        (C::Sound | C::Wave, kind) => sound_shape(kind)?,
        (context, kind) => spatial_shape(context, kind)?,
    })
}

/// Whether a box of this type occurs only once in its parent.
pub(super) fn is_single(context: Context, kind: [u8; 4]) -> bool {
    let one = matches!(context, C::Movie | C::Track | C::Edits | C::Media | C::Information | C::Data | C::Table);
    // There are many tracks, and many sample groups: one for each type of them (8.9).
    one && shape(context, kind).is_some() && !matches!(&kind, b"trak" | b"sbgp" | b"sgpd")
}

/// Whether the content of this parent is for the decoder of a track that stays.
pub(super) const fn is_of_decoder(context: Context) -> bool {
    matches!(context, C::Picture | C::Sound | C::Wave)
}

/// Boxes whose content is specific to a codec, and may be anything: they stay only with codecs that a person trusts.
pub(super) const fn is_of_unknown_codec(kind: [u8; 4]) -> bool {
    matches!(
        &kind,
        b"evcC"
            | b"avcE"
            | b"hvcE"
            | b"glbl"
            | b"SMI "
            | b"av3c"
            | b"apvC"
            | b"dvc1"
            | b"cmpd"
            | b"uncC"
            | b"jp2h"
            | b"ACLR"
            | b"dac4"
            | b"ddts"
            | b"udts"
            | b"dmlp"
            | b"mhaC"
            | b"mhaP"
            | b"iacb"
            | b"samr"
            | b"QDCA"
            | b"QDM2"
            | b"QDMC"
            | b"dmix"
    )
}

/// Boxes that no decoder needs anywhere: space, makers' own, what a screen could be like, protection (for which the policy
/// refuses a file).
pub(super) const fn goes_unasked(kind: [u8; 4]) -> bool {
    matches!(&kind, b"free" | b"skip" | b"wide" | b"uuid" | b"sinf" | b"pssh" | b"udta" | b"meta" | b"cclv")
}

/// Sample tables (8.6, 8.7).
fn table_shape(kind: &[u8; 4]) -> Option<Shape> {
    let table: fn(&[u8]) -> u64 = match kind {
        b"stts" | b"ctts" | b"co64" => |body| table(body, 4, 8),
        b"stss" | b"stps" | b"stco" => |body| table(body, 4, 4),
        b"stsc" => |body| table(body, 4, 12),
        b"stsz" => |body| if number(body, 4) == 0 { table(body, 8, 4) } else { 12 },
        b"stz2" => |body| {
            let bits = u64::from(body.get(7).copied().unwrap_or(0));
            number(body, 8).saturating_mul(bits).div_ceil(8).saturating_add(12)
        },
        _ => return None,
    };
    Some(Shape::Values(V::Table(table)))
}

/// What decoders and viewers need to know about a picture (12.1; ISO/IEC 14496-15; QuickTime File Format, Video Sample
/// Description Extensions; makers of codecs).
fn picture_shape(kind: &[u8; 4]) -> Option<Shape> {
    Some(match kind {
        b"avcC" | b"hvcC" | b"lhvC" | b"vvcC" | b"av1C" => Shape::Values(V::Coded),
        b"evcC" | b"avcE" | b"hvcE" | b"glbl" | b"SMI " | b"av3c" | b"apvC" | b"dvc1" | b"cmpd" | b"uncC" | b"jp2h" | b"ACLR" => {
            Leaf(all)
        }
        b"esds" => Shape::Values(V::Descriptors),
        b"btrt" => Shape::Values(V::BitRates),
        b"d263" => Shape::Values(V::H263),
        b"colr" => Shape::Values(V::Colour),
        b"auxi" => Shape::Values(V::Auxiliary),
        b"vpcC" | b"pasp" | b"amve" | b"CoLL" | b"ccst" | b"clap" | b"fiel" | b"gama" | b"clli" | b"hfov" | b"DpxE" | b"mdcv"
        | b"SmDm" | b"dvcC" | b"dvvC" | b"dvwC" | b"st3d" => Shape::Numbers,
        // Apple HEVC Stereo Video, Video Extended Usage; Google's Spherical Video V2.
        b"vexu" => Holder(C::Spatial, 0),
        b"sv3d" => Holder(C::Spherical, 0),
        _ => return None,
    })
}

/// The same for sound.
fn sound_shape(kind: &[u8; 4]) -> Option<Shape> {
    Some(match kind {
        b"esds" => Shape::Values(V::Descriptors),
        b"dfLa" => Shape::Values(V::Flac),
        b"damr" => Shape::Values(V::Amr),
        b"wave" => Holder(C::Wave, 0),
        b"btrt" => Shape::Values(V::BitRates),
        b"chan" | b"pcmC" | b"dOps" | b"srat" | b"dac3" | b"alac" | b"SA3D" => Shape::Numbers,
        b"dec3" => Leaf(enhanced_len),
        b"chnl" => Leaf(layout_len),
        b"dac4" | b"ddts" | b"udts" | b"dmlp" | b"dmix" | b"mhaC" | b"mhaP" | b"iacb" | b"glbl" | b"samr" | b"QDCA" | b"QDM2"
        | b"QDMC" => Leaf(all),
        _ => return None,
    })
}

/// Stereoscopic and spherical video: small boxes of numbers.
fn spatial_shape(context: Context, kind: &[u8; 4]) -> Option<Shape> {
    Some(match (context, kind) {
        (C::Spatial, b"eyes") => Holder(C::Eyes, 0),
        (C::Spatial, b"proj") => Holder(C::Projection, 0),
        (C::Spatial, b"pack") => Holder(C::Packing, 0),
        (C::Eyes, b"cams") => Holder(C::Camera, 0),
        (C::Eyes, b"cmfy") => Holder(C::Comfort, 0),
        (C::Spatial | C::Eyes, b"must")
        | (C::Eyes, b"stri" | b"hero")
        | (C::Camera, b"blin")
        | (C::Comfort, b"dadj")
        | (C::Projection, b"prji")
        | (C::Packing, b"pkin")
        | (C::SphericalProjection, b"prhd" | b"equi" | b"cbmp") => Shape::Numbers,
        (C::SphericalProjection, b"mshp") => Shape::Values(V::Mesh),
        (C::Spherical, b"svhd") => Shape::Values(V::SphericalHeader),
        (C::Spherical, b"proj") => Holder(C::SphericalProjection, 0),
        _ => return None,
    })
}

/// If the whole body is needed, or it is unclear how much of it.
fn all(_: &[u8]) -> u64 {
    u64::MAX
}

/// `chnl` (12.2.4): a layout number with a map of omitted channels, or a position for each channel.
fn layout_len(body: &[u8]) -> u64 {
    /// As many channels as a layout may list, at most four bytes each.
    const POSITIONS: u64 = 64 * 4;
    match body {
        [_, _, _, _, structure, 0, ..] if structure & 1 != 0 => POSITIONS.saturating_add(7),
        [_, _, _, _, structure, _, ..] if structure & 1 != 0 => 15,
        _ => 6,
    }
}

/// `dec3` (ETSI TS 102 366, F.6): substreams, and possibly the complexity of a sound's objects (ETSI TS 103 420,
/// 8.3.1).
fn enhanced_len(body: &[u8]) -> u64 {
    let [_, second, ..] = body else { return u64::MAX };
    let mut at = 2_usize;
    for _ in 0..=(second & 7) {
        let dependent = body.get(at.saturating_add(2)).map_or(0, |byte| byte >> 1 & 0xF);
        at = at.saturating_add(if dependent > 0 { 4 } else { 3 });
    }
    let objects = matches!(body.get(at..at.saturating_add(2)), Some([1, ..=16]));
    at.saturating_add(if objects { 2 } else { 0 }) as u64
}

/// A 32-bit number at the beginning of a body.
pub(super) fn number(body: &[u8], at: usize) -> u64 {
    let bytes = body.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u64::from(u32::from_be_bytes(*bytes)))
}

pub(super) fn by_version(body: &[u8], zero: u64, other: u64) -> u64 {
    if body.first() == Some(&0) { zero } else { other }
}

/// Length of a body that consists of a count and its entries.
pub(super) fn table(body: &[u8], at: usize, entry: u64) -> u64 {
    number(body, at).saturating_mul(entry).saturating_add(at as u64).saturating_add(4)
}

/// Length of an entry of `tfra` (8.8.10): six bits give the widths of three numbers.
pub(super) fn random_access_len(body: &[u8]) -> u64 {
    let widths = number(body, 8);
    let width = |shift: u32| (widths >> shift & 3).saturating_add(1);
    let numbers = width(0).saturating_add(width(2)).saturating_add(width(4));
    numbers.saturating_add(by_version(body, 8, 16))
}
