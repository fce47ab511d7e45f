//! What a decoder knows of the samples that it is shown: which codec they are of, and how it was configured.

use super::uncompressed::Lines;
use super::{
    Mark, Raster, Walker, aac, ac3, amr, apple_animation, apple_graphics, apple_video, av1, avc, cinepak, dv, flac, h263, hevc,
    jpeg, microsoft_rle, microsoft_video, mpeg_audio, mpeg_video, mpeg4_visual, opus, planar_rgb, png, prores, vpx, vvc,
};
use crate::base::{Error, Input, Span};

/// Walks the samples of one sample entry, in their order.
#[derive(Debug)]
pub enum Decoder {
    /// Samples have no room for anything else, or nobody knows it.
    Blind,
    /// Each sample says it all.
    Plain(fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>),
    /// Each sample says it all, but for the size and depth of its picture.
    Sized(fn(&Input<'_>, Span, Raster, &mut Vec<Mark>) -> Result<(), Error>, Raster),
    /// Lines of points as they are.
    Uncompressed(Lines),
    /// H.264.
    Avc(Box<avc::Configuration>),
    /// H.265.
    Hevc(Box<hevc::Configuration>),
    /// H.266.
    Vvc(Box<vvc::Configuration>),
    /// MPEG-4 part 2.
    Mpeg4Visual(mpeg4_visual::Origin),
    /// MPEG audio.
    MpegAudio(Box<mpeg_audio::Frames>),
    /// AMR.
    Amr(amr::Band),
    /// Opus, of so many streams.
    Opus(u8),
}

impl Decoder {
    /// A decoder, by the type of the sample entry, what it says about pictures, and what configures it: the body of `avcC`
    /// and its like, or what is specific to a decoder in `esds`.
    ///
    /// # Errors
    /// [`crate::base::Malformed::CodedSample`] for a configuration that samples cannot be read with.
    pub fn new(walker: Walker, entry: [u8; 4], raster: Raster, configuration: Option<&[u8]>) -> Result<Self, Error> {
        let bytes = configuration.unwrap_or_default();
        let (input, body) = (Input::from_bytes(bytes), Span::new(0, bytes.len() as u64));
        // What is marked in it is marked where it stands.
        let marks = &mut Vec::new();
        Ok(match walker {
            Walker::Avc => Self::Avc(Box::new(avc::configuration(&input, body, marks)?)),
            // Items of further layers have a configuration of their own form.
            Walker::Hevc if matches!(&entry, b"lhv1" | b"lhe1") => {
                Self::Hevc(Box::new(hevc::layered(&input, body, None, marks)?))
            }
            // DVCPRO HD has the same name as a form of Dolby Vision, but no configuration.
            Walker::Hevc if entry == *b"dvh1" && configuration.is_none() => Self::Plain(dv::walk),
            Walker::Hevc => Self::Hevc(Box::new(hevc::configuration(&input, body, marks)?)),
            Walker::Vvc => Self::Vvc(Box::new(vvc::configuration(&input, body, marks)?)),
            Walker::Av1 => Self::Plain(av1::walk),
            Walker::Aac => Self::Plain(aac::walk),
            Walker::Ac3 => Self::Plain(ac3::walk),
            Walker::Flac => Self::Plain(flac::walk),
            Walker::Amr => Self::Amr(if entry == *b"sawb" { amr::Band::Wide } else { amr::Band::Narrow }),
            // ChannelMappingFamily, and StreamCount where it is none of the simple ones (RFC 7845, 5.1).
            Walker::Opus => Self::Opus(match bytes {
                [_, _, _, _, _, _, _, _, _, _, family, streams, ..] if *family != 0 => *streams,
                _ => 1,
            }),
            Walker::Vpx => Self::Plain(vpx::walk),
            Walker::MpegVideo => Self::Plain(mpeg_video::walk),
            Walker::Mpeg4Visual => Self::Mpeg4Visual(mpeg4_visual::Origin::default()),
            Walker::H263 => Self::Plain(h263::walk),
            Walker::Dv => Self::Plain(dv::walk),
            Walker::Jpeg => Self::Plain(jpeg::walk),
            Walker::Png => Self::Plain(png::walk),
            Walker::ProRes => Self::Plain(prores::walk),
            Walker::AppleAnimation => Self::Sized(apple_animation::walk, raster),
            Walker::AppleGraphics => Self::Sized(apple_graphics::walk, raster),
            Walker::AppleVideo => Self::Sized(apple_video::walk, raster),
            Walker::Cinepak => Self::Sized(cinepak::walk, raster),
            Walker::MicrosoftRle => Self::Sized(microsoft_rle::walk, raster),
            Walker::MicrosoftVideo => Self::Sized(microsoft_video::walk, raster),
            Walker::PlanarRgb => Self::Sized(planar_rgb::walk, raster),
            Walker::Uncompressed => Self::Uncompressed(Lines::new(entry, raster)?),
            Walker::MpegAudio => Self::MpegAudio(Box::default()),
            // What it is, was asked of `esds`.
            Walker::MpegObject => Self::Blind,
        })
    }

    /// Whether it looks into samples at all.
    #[must_use]
    pub const fn looks(&self) -> bool {
        !matches!(self, Self::Blind)
    }

    /// Marks what in a sample is neither picture nor sound, in order.
    ///
    /// # Errors
    /// [`Error::Malformed`] or [`Error::Unsupported`] where it cannot be told apart.
    pub fn walk(&mut self, input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        match self {
            Self::Blind => Ok(()),
            Self::Plain(walk) => walk(input, sample, marks),
            Self::Sized(walk, raster) => walk(input, sample, *raster, marks),
            Self::Uncompressed(lines) => lines.walk(input, sample, marks),
            Self::Avc(configuration) => configuration.walk(input, sample, marks),
            Self::Hevc(configuration) => configuration.walk(input, sample, marks),
            Self::Vvc(configuration) => configuration.walk(input, sample, marks),
            Self::Mpeg4Visual(origin) => mpeg4_visual::walk(input, sample, origin, marks),
            Self::MpegAudio(frames) => frames.walk(input, sample, marks),
            Self::Amr(band) => amr::walk(input, sample, *band, marks),
            Self::Opus(streams) => opus::walk(input, sample, *streams, marks),
        }
    }

    /// Marks what is known only behind the last sample. Marks of all samples may lie anywhere in them.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn finish(self, input: &Input<'_>, marks: &mut Vec<Mark>) -> Result<(), Error> {
        match self {
            Self::MpegAudio(frames) => frames.finish(input, marks),
            _ => Ok(()),
        }
    }
}
