//! The values of a PNG file that are written afresh, and how: each as a chunk.

use std::borrow::Cow;

use crate::base::{Budget, Limits};
use crate::blocks::{exif, xmp, zlib};
use crate::containers::png;
use crate::model::{ExifBlock, Fresh, Panorama};

/// The name given to a profile.
pub(super) const PROFILE_NAME: &[u8] = b"icc";

/// A value of a PNG file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngValue {
    /// An Exif block that contains only how the picture is turned, and what was asked to be kept.
    Exif(Box<ExifBlock>),
    /// `iTXt`: XMP that says how a panorama is shown, if that was asked for.
    Panorama(Option<Panorama>),
    /// `iCCP`: the profile, compressed anew.
    CompressedProfile {
        /// Whether it has a name; the name itself is not kept.
        named: bool,
        /// The zlib stream.
        stream: Vec<u8>,
    },
    /// `PLTE`: as many colours as an index of this picture can name, black where no point has the colour.
    Palette {
        /// Red, green and blue of each.
        colours: Vec<u8>,
        /// Whether there were more, which some decoders refuse.
        cut: bool,
    },
    /// `tRNS`: what decoders use, padded with zeros to the original length, because some skip a chunk that is too long.
    Transparency {
        /// What they read.
        read: Vec<u8>,
        /// Bytes of the chunk's data.
        len: usize,
    },
    /// `fcTL`: a frame of an animation, without what nobody reads of it.
    FrameControl([u8; 26]),
    /// `mDCV`: a known screen.
    MasteringDisplay([u8; 24]),
    /// `cLLI`: how bright the picture is, in whole candelas.
    LightLevels([u8; 8]),
    /// The end of the last IDAT chunk: up to four bytes of a checksum, and its CRC.
    DataEnd(Vec<u8>),
    /// `IEND`.
    End,
    /// The CRC of a chunk whose data end with zeros.
    Checksum(u32),
}

impl Fresh for PngValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::Exif(block) if block.is_nothing() => Vec::new(),
            Self::Exif(block) => png::compose(*b"eXIf", &exif::compose(block)),
            Self::Panorama(None) => Vec::new(),
            // Not compressed, without a language or a translation (11.3.3.4).
            Self::Panorama(Some(panorama)) => {
                png::compose(*b"iTXt", &[&b"XML:com.adobe.xmp\0\0\0\0\0"[..], &xmp::compose_panorama(panorama)].concat())
            }
            Self::CompressedProfile { named, stream } => {
                let name = if *named { PROFILE_NAME } else { b"" };
                png::compose(*b"iCCP", &[name, &[0, 0], stream].concat())
            }
            Self::Palette { colours, .. } => png::compose(*b"PLTE", colours),
            Self::Transparency { read, len } => {
                let mut data = read.clone();
                data.resize(*len, 0);
                png::compose(*b"tRNS", &data)
            }
            Self::MasteringDisplay(display) => png::compose(*b"mDCV", display),
            Self::LightLevels(levels) => png::compose(*b"cLLI", levels),
            Self::DataEnd(bytes) => bytes.clone(),
            Self::End => png::compose(*b"IEND", &[]),
            Self::FrameControl(control) => png::compose(*b"fcTL", control),
            Self::Checksum(sum) => sum.to_be_bytes().to_vec(),
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Exif(block) => block.word(),
            Self::CompressedProfile { .. } => Some("colour-profile"),
            Self::Checksum(_)
            | Self::Panorama(_)
            | Self::Palette { .. }
            | Self::Transparency { .. }
            | Self::FrameControl(_)
            | Self::MasteringDisplay(_)
            | Self::LightLevels(_)
            | Self::DataEnd(_)
            | Self::End => None,
        }
    }

    fn is_searched(&self) -> bool {
        matches!(self, Self::Palette { .. } | Self::Transparency { .. } | Self::FrameControl(_))
    }

    fn completes(&self) -> bool {
        matches!(self, Self::Palette { cut: true, .. } | Self::DataEnd(_) | Self::End)
    }

    fn is_nothing(&self) -> bool {
        *self == Self::Panorama(None) || self.exif().is_some_and(ExifBlock::is_nothing)
    }

    fn showing(&self, panorama: Option<Panorama>) -> Option<Self> {
        matches!(self, Self::Panorama(_)).then_some(Self::Panorama(panorama))
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::Exif(block) => block.lasting().and_then(Self::of_exif),
            Self::Panorama(_) => None,
            Self::Palette { colours, .. } => Some(Self::Palette { colours: colours.clone(), cut: false }),
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
            Self::CompressedProfile { stream, .. } => {
                zlib::inflate(stream, Limits::DEFAULT.inflated_bytes, &Budget::NONE).map(|(profile, _)| Cow::Owned(profile))
            }
            _ => None,
        }
    }
}
