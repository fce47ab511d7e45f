//! What a decoder knows about the samples that it is given: their codec, and how it was configured.

use super::uncompressed::Lines;
use super::{
    Mark, Raster, Walker, aac, ac3, amr, apple_animation, apple_graphics, apple_video, av1, avc, cinepak, dv, flac, h263, hevc,
    jpeg, microsoft_rle, microsoft_video, mpeg_audio, mpeg_video, mpeg4_visual, opus, planar_rgb, png, prores, text, vpx, vvc,
};
use crate::base::{Error, Input, Span};

/// Walks the samples of one sample entry, in order.
#[derive(Debug)]
pub enum Decoder {
    /// Samples have no room for anything else, or it is unknown.
    Blind,
    /// Each sample is self-contained.
    Plain(fn(&Input<'_>, Span, &mut Vec<Mark>) -> Result<(), Error>),
    /// Each sample is self-contained, except for the size and depth of its picture.
    Sized(fn(&Input<'_>, Span, Raster, &mut Vec<Mark>) -> Result<(), Error>, Raster),
    /// Lines of uncompressed points.
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
    /// Opus, with this many streams.
    Opus(u8),
}

impl Decoder {
    /// A decoder, from the type of the sample entry, what it says about pictures, and what configures it: the body of
    /// `avcC` or similar, or the decoder-specific part of `esds`.
    ///
    /// # Errors
    /// [`crate::base::Malformed::CodedSample`] for a configuration with which samples cannot be read.
    pub fn new(walker: Walker, entry: [u8; 4], raster: Raster, configuration: Option<&[u8]>) -> Result<Self, Error> {
        let bytes = configuration.unwrap_or_default();
        let (input, body) = (Input::from_bytes(bytes), Span::new(0, bytes.len() as u64));
        // What is marked in it is handled where it is.
        let marks = &mut Vec::new();
        Ok(match walker {
            Walker::Avc => Self::Avc(Box::new(avc::configuration(&input, body, marks)?)),
            // Items of additional layers have a configuration in their own form.
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
            // ChannelMappingFamily, and StreamCount unless it is one of the simple ones (RFC 7845, 5.1).
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
            // `esds` has already been asked what it is.
            Walker::MpegObject => Self::Blind,
        })
    }

    /// Whether it looks into samples at all.
    #[must_use]
    pub const fn looks(&self) -> bool {
        !matches!(self, Self::Blind)
    }

    /// Marks what is neither picture nor sound in a sample, in order.
    ///
    /// # Errors
    /// [`Error::Malformed`] or [`Error::Unsupported`] if they cannot be distinguished.
    pub fn walk(&mut self, input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let before = marks.len();
        match self {
            Self::Blind => return Ok(()),
            Self::Plain(walk) => walk(input, sample, marks)?,
            // What stands behind their last point is known.
            Self::Sized(walk, raster) => return walk(input, sample, *raster, marks),
            Self::Uncompressed(lines) => return lines.walk(input, sample, marks),
            // Units have ends of their own.
            Self::Avc(configuration) => return configuration.walk(input, sample, marks),
            Self::Hevc(configuration) => return configuration.walk(input, sample, marks),
            Self::Vvc(configuration) => return configuration.walk(input, sample, marks),
            Self::Mpeg4Visual(origin) => mpeg4_visual::walk(input, sample, origin, marks)?,
            // What stands outside of frames is known when all have been seen.
            Self::MpegAudio(frames) => return frames.walk(input, sample, marks),
            Self::Amr(band) => amr::walk(input, sample, *band, marks)?,
            Self::Opus(streams) => opus::walk(input, sample, *streams, marks)?,
        }
        let last = marks.get(before..).and_then(<[Mark]>::last);
        let coded = last.map_or(sample, |mark| Span::between(mark.span.end(), sample.end()));
        text::none_behind(input, coded)
    }

    /// Marks what is known only after the last sample. Marks of all samples may be anywhere in them.
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
