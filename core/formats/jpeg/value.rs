//! The values of a JPEG file that are written afresh, and how: each as a marker segment, a long profile as several.

use std::borrow::Cow;

use crate::blocks::gain_map::{self, GainMapXmp};
use crate::blocks::multi_picture::{self, Picture};
use crate::blocks::{exif, xmp};
use crate::containers::jpeg::{marker, signature};
use crate::model::{Decision, ExifBlock, FieldId, Fresh, JpegElement, Panorama, Region, Scan};

/// A value of a JPEG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JpegValue {
    /// An Exif block that contains only how the picture is turned, and what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// JFIF units and densities (ITU-T T.871, 10.1).
    Density {
        /// 0 aspect ratio only, 1 dots per inch, 2 dots per centimetre.
        units: u8,
        /// Horizontal density.
        x: u16,
        /// Vertical density.
        y: u16,
        /// Whether Apple's `AMPF` follows: the mark of a picture with a gain map.
        ampf: bool,
    },
    /// Adobe's colour transform (Adobe technical note 5116, 18).
    Adobe {
        /// `DCTEncodeVersion`, flags0 and flags1.
        encode: [u16; 3],
        /// 0 none, 1 YCbCr, 2 YCCK.
        transform: u8,
    },
    /// The tables of a segment that a scan uses.
    Tables {
        /// DHT, DQT, DAC, DRI or DNL.
        marker: u8,
        /// What comes after the length.
        payload: Vec<u8>,
    },
    /// The header of a scan, without destinations of tables that it does not read: its payload.
    ScanHeader(Vec<u8>),
    /// A colour profile (ISO 15076-1), in its final form: with nothing in it but colour.
    Profile(Vec<u8>),
    /// XMP of a picture with a gain map that is `length` bytes long.
    GainMapContainer {
        /// Depends on what stays of the map.
        length: u32,
    },
    /// XMP that says how a panorama is shown, if that was asked for.
    Panorama(Option<Panorama>),
    /// XMP of a gain map.
    GainMapXmp(GainMapXmp),
    /// ISO 21496-1 metadata, of a picture or of its gain map.
    GainMapIso(Vec<u8>),
    /// Index of the picture and its gain map (CIPA DC-007); sizes and offsets depend on what stays.
    MultiPicture([Picture; 2]),
    /// Belongs to the value of an earlier segment.
    Continued,
    /// The marker that ends an image, which decoders can do without.
    EndOfImage,
}

impl Fresh for JpegValue {
    fn compose(&self) -> Vec<u8> {
        const APP1: u8 = marker::APP0 | 1;
        const APP2: u8 = marker::APP0 | 2;
        match self {
            Self::Exif(block) if block.is_nothing() => Vec::new(),
            Self::Exif(block) => segment(APP1, &[signature::EXIF, &exif::compose(block)].concat()),
            Self::Density { units, x, y, ampf } => {
                let [x, y] = [x.to_be_bytes(), y.to_be_bytes()];
                let mark: &[u8] = if *ampf { b"AMPF" } else { b"" };
                segment(marker::APP0, &[&b"JFIF\0\x01\x01"[..], &[*units], &x, &y, &[0, 0], mark].concat())
            }
            Self::Adobe { encode: [version, flags0, flags1], transform } => {
                let [version, flags0, flags1] = [version.to_be_bytes(), flags0.to_be_bytes(), flags1.to_be_bytes()];
                segment(marker::APP0 | 14, &[&b"Adobe"[..], &version, &flags0, &flags1, &[*transform]].concat())
            }
            Self::Tables { marker, payload } => segment(*marker, payload),
            Self::ScanHeader(payload) => segment(marker::SOS, payload),
            Self::Profile(profile) => segments_of_profile(profile),
            Self::GainMapContainer { length } => segment(APP1, &[signature::XMP, &gain_map::compose_container(*length)].concat()),
            Self::Panorama(Some(panorama)) => segment(APP1, &[signature::XMP, &xmp::compose_panorama(panorama)].concat()),
            Self::GainMapXmp(map) => segment(APP1, &[signature::XMP, &gain_map::compose_xmp(map)].concat()),
            Self::GainMapIso(numbers) => segment(APP2, &[signature::GAIN_MAP, numbers].concat()),
            Self::MultiPicture(pictures) => segment(APP2, &[multi_picture::HEADER, &multi_picture::compose(pictures)].concat()),
            Self::Panorama(None) | Self::Continued => Vec::new(),
            Self::EndOfImage => vec![0xFF, marker::EOI],
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) => block.word(),
            Self::Density { .. } => Some("density"),
            Self::Adobe { .. } => Some("colour-transform"),
            Self::Profile(_) => Some("colour-profile"),
            Self::GainMapXmp(_) | Self::GainMapIso(_) | Self::GainMapContainer { .. } => Some("gain-map"),
            Self::Tables { .. }
            | Self::ScanHeader(_)
            | Self::MultiPicture(_)
            | Self::Panorama(_)
            | Self::Continued
            | Self::EndOfImage => None,
        }
    }

    fn is_nothing(&self) -> bool {
        *self == Self::Panorama(None) || self.exif().is_some_and(ExifBlock::is_nothing)
    }

    fn completes(&self) -> bool {
        *self == Self::EndOfImage
    }

    fn showing(&self, panorama: Option<Panorama>) -> Option<Self> {
        matches!(self, Self::Panorama(_)).then_some(Self::Panorama(panorama))
    }

    fn is_continued(&self) -> bool {
        *self == Self::Continued
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            // What they say depends on other segments, and can differ in a copy.
            Self::Continued | Self::MultiPicture(_) | Self::GainMapContainer { .. } | Self::Panorama(_) => None,
            Self::Exif(block) => block.lasting().and_then(Self::of_exif),
            value => Some(value.clone()),
        }
    }

    fn of_exif(block: ExifBlock) -> Option<Self> {
        Some(Self::Exif(Box::new(block)))
    }

    fn exif(&self) -> Option<&ExifBlock> {
        match self {
            Self::Exif(block) => Some(block),
            _ => None,
        }
    }

    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Profile(profile) => Some(Cow::Borrowed(profile)),
            _ => None,
        }
    }

    fn settle(scan: &Scan<Self>, decisions: &mut [Decision<Self>]) {
        settle(scan, decisions);
    }
}

/// A profile as segments, each as long as possible.
fn segments_of_profile(profile: &[u8]) -> Vec<u8> {
    const MOST: usize = 0xFFFF - 2 - signature::ICC.len() - 2;
    let parts = profile.chunks(MOST);
    let count = u8::try_from(parts.len()).unwrap_or(u8::MAX);
    let numbered = (1..=count).zip(parts);
    numbered.flat_map(|(number, part)| segment(marker::APP0 | 2, &[signature::ICC, &[number, count], part].concat())).collect()
}

fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len().saturating_add(2)).unwrap_or(u16::MAX);
    [&[0xFF, code], &length.to_be_bytes()[..], payload].concat()
}

/// Brings the index of pictures, and the packet with the length of the gain map, in line with the decisions.
fn settle(scan: &Scan<JpegValue>, decisions: &mut [Decision<JpegValue>]) {
    let Some(first_end) = end_of_image(scan, 0) else { return };
    let map_length = output_length(scan, decisions, first_end..scan.regions.len());
    // First, because the packet gives the length in digits, and so affects the length of the picture.
    each(scan, decisions, first_end, |fresh| match fresh {
        JpegValue::GainMapContainer { .. } => Some(JpegValue::GainMapContainer { length: map_length }),
        _ => None,
    });
    let picture_length = output_length(scan, decisions, 0..first_end);
    let Some(index) = scan.regions.iter().position(|region| matches!(region.fresh, Some(JpegValue::MultiPicture(_)))) else {
        return;
    };
    // Offsets count from after the marker (2), length (2) and signature (4) of the index.
    let from = output_length(scan, decisions, 0..index).saturating_add(8);
    each(scan, decisions, first_end, |fresh| match fresh {
        JpegValue::MultiPicture([picture, map]) => Some(JpegValue::MultiPicture([
            Picture { size: picture_length, offset: 0, ..*picture },
            Picture { size: map_length, offset: picture_length.saturating_sub(from), ..*map },
        ])),
        _ => None,
    });
}

/// Index of the region after the first EOI from `start` on.
fn end_of_image(scan: &Scan<JpegValue>, start: usize) -> Option<usize> {
    let end = |region: &Region<JpegValue>| region.id == FieldId::Jpeg(JpegElement::Eoi);
    scan.regions.iter().skip(start).position(end)?.checked_add(start)?.checked_add(1)
}

/// Bytes that regions will have in the copy. Indexes of pictures are 32-bit, and so are files with one.
fn output_length(scan: &Scan<JpegValue>, decisions: &[Decision<JpegValue>], regions: std::ops::Range<usize>) -> u32 {
    let pairs = scan.regions.iter().zip(decisions).skip(regions.start).take(regions.len());
    let lengths = pairs.map(|(region, decision)| match decision {
        Decision::Stay | Decision::Blank(_) => region.span.len,
        Decision::Drop => 0,
        Decision::Write(fresh) => fresh.compose().len() as u64,
    });
    u32::try_from(lengths.fold(0, u64::saturating_add)).unwrap_or(u32::MAX)
}

/// Replaces values of the first image by `settled` ones. What goes, goes.
fn each(
    scan: &Scan<JpegValue>,
    decisions: &mut [Decision<JpegValue>],
    end: usize,
    settled: impl Fn(&JpegValue) -> Option<JpegValue>,
) {
    for (region, decision) in scan.regions.iter().zip(decisions).take(end) {
        let Some(fresh) = region.fresh.as_ref().filter(|_| *decision != Decision::Drop) else { continue };
        if let Some(settled) = settled(fresh) {
            *decision = if region.exact && settled == *fresh { Decision::Stay } else { Decision::Write(settled) };
        }
    }
}
