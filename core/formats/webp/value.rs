//! The values of a WebP file that are written afresh, and how: each as the chunk, or the bytes, that hold it.

use std::borrow::Cow;

use crate::blocks::{exif, xmp};
use crate::containers::riff::{self, CHUNK_HEADER_LEN};
use crate::model::{Decision, ExifBlock, FieldId, Fresh, Panorama, Region, Scan, WEBP_PADDING};

/// Type of the content of the RIFF file.
pub(super) const WEBP: [u8; 4] = *b"WEBP";

/// Flags of `VP8X` that say how the picture itself is coded: alpha, animation. The others are about what accompanies
/// it.
const OWN_FLAGS: u8 = 0x12;

/// A value of a WebP file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebpValue {
    /// An Exif block that contains only how the picture is turned, and what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// XMP that says how a panorama is shown, if that was asked for.
    Panorama(Option<Panorama>),
    /// A colour profile (ISO 15076-1), in its final form: with nothing in it but colour.
    Profile(Vec<u8>),
    /// The length of everything that follows; it depends on what stays.
    RiffHeader {
        /// Number of bytes after the length.
        size: u32,
    },
    /// `VP8X`: the flags depend on what stays.
    Vp8x {
        /// ICC, alpha, Exif, XMP, animation (WebP container specification, Extended File Format).
        flags: u8,
        /// Width and height minus one, three bytes each.
        canvas: [u8; 6],
    },
    /// `ANIM`: how often an animation is shown, and what browsers do not show behind it: white or nothing.
    Animation {
        /// Whether the background is white, as most writers have it.
        white: bool,
        /// Loop count.
        loops: [u8; 2],
    },
    /// `ANMF`, up to the first chunk inside.
    Frame {
        /// Number of bytes after the length; it depends on what stays inside.
        size: u32,
        /// Position, size, duration, blending.
        header: [u8; 16],
    },
    /// The zero byte after data of odd length.
    Padding,
}

impl Fresh for WebpValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::RiffHeader { size } => [&b"RIFF"[..], &size.to_le_bytes(), &WEBP].concat(),
            Self::Vp8x { flags, canvas } => riff::compose(*b"VP8X", &[&[*flags, 0, 0, 0], &canvas[..]].concat()),
            Self::Animation { white, loops } => {
                let background = if *white { [0xFF; 4] } else { [0; 4] };
                riff::compose(*b"ANIM", &[&background[..], loops].concat())
            }
            Self::Frame { size, header } => [&b"ANMF"[..], &size.to_le_bytes(), header].concat(),
            Self::Padding => vec![0],
            Self::Panorama(None) => Vec::new(),
            Self::Panorama(Some(panorama)) => riff::compose(*b"XMP ", &xmp::compose_panorama(panorama)),
            Self::Profile(profile) => riff::compose(*b"ICCP", profile),
            Self::Exif(block) if block.is_nothing() => Vec::new(),
            Self::Exif(block) => riff::compose(*b"EXIF", &exif::compose(block)),
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) => block.word(),
            Self::Profile(_) => Some("colour-profile"),
            Self::RiffHeader { .. }
            | Self::Vp8x { .. }
            | Self::Animation { .. }
            | Self::Frame { .. }
            | Self::Padding
            | Self::Panorama(_) => None,
        }
    }

    fn is_nothing(&self) -> bool {
        *self == Self::Panorama(None) || self.exif().is_some_and(ExifBlock::is_nothing)
    }

    fn showing(&self, panorama: Option<Panorama>) -> Option<Self> {
        matches!(self, Self::Panorama(_)).then_some(Self::Panorama(panorama))
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::RiffHeader { .. } | Self::Panorama(_) => None,
            Self::Vp8x { flags, canvas } => Some(Self::Vp8x { flags: flags & OWN_FLAGS, canvas: *canvas }),
            Self::Frame { header, .. } => Some(Self::Frame { size: 0, header: *header }),
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

/// Length of what comes before the chunks in `ANMF`.
pub(super) const FRAME_LEN: u64 = 16;

/// Flags of `VP8X`; the other bits are reserved (2.7.1.1).
pub(super) mod flag {
    pub(crate) const PROFILE: u8 = 0x20;
    pub(crate) const EXIF: u8 = 0x08;
    pub(crate) const XMP: u8 = 0x04;
    pub(crate) const DEFINED: u8 = 0x3E;
}

/// Brings the flags, the lengths of frames and that of the file in line with what stays.
///
/// Except for what was asked to be kept, a flag is only ever cleared: libwebp skips a chunk that no flag announces, so
/// the picture would look different with it. For the same reason, the flags for alpha and animation stay.
fn settle(scan: &Scan<WebpValue>, decisions: &mut [Decision<WebpValue>]) {
    let stays = |kind: [u8; 4], decisions: &[Decision<WebpValue>]| {
        let mut pairs = scan.regions.iter().zip(decisions);
        pairs.any(|(region, decision)| region.id == FieldId::Webp(kind) && output_len(region, decision) > 0)
    };
    let kept = scan.regions.iter().zip(&*decisions).any(|(region, decision)| holds_kept(region, decision));
    let mut cleared = 0;
    for (kind, flag) in [(*b"ICCP", flag::PROFILE), (*b"EXIF", flag::EXIF), (*b"XMP ", flag::XMP)] {
        cleared |= if stays(kind, decisions) { 0 } else { flag };
    }
    let mut announced = if kept { flag::EXIF } else { 0 };
    announced |= if stays(*b"XMP ", decisions) { flag::XMP } else { 0 };
    let mut inside = inside_frames(scan, decisions).into_iter();
    let lengths = scan.regions.iter().zip(&*decisions).map(|(region, decision)| output_len(region, decision));
    let total = lengths.fold(0, u64::saturating_add);
    for (region, decision) in scan.regions.iter().zip(decisions) {
        let Some(fresh) = region.fresh.as_ref().filter(|_| *decision != Decision::Drop) else { continue };
        let settled = match fresh {
            WebpValue::RiffHeader { .. } => WebpValue::RiffHeader { size: narrow(total.saturating_sub(CHUNK_HEADER_LEN)) },
            WebpValue::Vp8x { flags, canvas } => WebpValue::Vp8x { flags: flags & !cleared | announced, canvas: *canvas },
            WebpValue::Frame { header, .. } => WebpValue::Frame { size: narrow(inside.next().unwrap_or(0)), header: *header },
            _ => continue,
        };
        *decision = if region.exact && settled == *fresh { Decision::Stay } else { Decision::Write(settled) };
    }
}

/// Whether a region of the copy says something that was asked to be kept.
fn holds_kept(region: &Region<WebpValue>, decision: &Decision<WebpValue>) -> bool {
    let value = match decision {
        Decision::Stay => region.fresh.as_ref(),
        Decision::Write(value) => Some(value),
        _ => None,
    };
    value.and_then(Fresh::kept).is_some_and(|kept| !kept.is_empty())
}

/// For each frame, the number of bytes after its length in the copy. In an animation, pictures occur nowhere else.
fn inside_frames(scan: &Scan<WebpValue>, decisions: &[Decision<WebpValue>]) -> Vec<u64> {
    let mut frames: Vec<u64> = Vec::new();
    for (region, decision) in scan.regions.iter().zip(decisions) {
        match (&region.id, frames.last_mut()) {
            (FieldId::Webp([b'A', b'N', b'M', b'F']), _) => frames.push(FRAME_LEN),
            (FieldId::Webp([b'V', b'P', b'8', b' ' | b'L'] | [b'A', b'L', b'P', b'H'] | WEBP_PADDING), Some(frame)) => {
                *frame = frame.saturating_add(output_len(region, decision));
            }
            // What no decoder reads in a coded picture is replaced by zeros.
            (FieldId::Leftover(_), Some(frame)) if region.fixed => *frame = frame.saturating_add(output_len(region, decision)),
            _ => {}
        }
    }
    frames
}

fn output_len(region: &Region<WebpValue>, decision: &Decision<WebpValue>) -> u64 {
    match decision {
        Decision::Stay | Decision::Blank(_) => region.span.len,
        Decision::Drop => 0,
        Decision::Write(fresh) => fresh.compose().len() as u64,
    }
}

fn narrow(len: u64) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
