//! The configurations of decoders, by their boxes: the parts that no decoder needs.

use super::{Mark, Walker, aac, av1, avc, hevc, mpeg_video, mpeg4_visual, vvc};
use crate::base::{Error, Input, Span};
use crate::model::Crop;

/// Marks what no decoder needs in the body of a box that configures one; returns the length of its content. `first` is
/// the configuration that one of additional layers belongs to (`hvcC` for `lhvC`).
///
/// # Errors
/// Those of the codec.
pub fn of_box(kind: [u8; 4], input: &Input<'_>, body: Span, first: Option<Span>, marks: &mut Vec<Mark>) -> Result<u64, Error> {
    Ok(match &kind {
        b"avcC" => avc::configuration(input, body, marks)?.len,
        b"hvcC" => hevc::configuration(input, body, marks)?.len,
        b"lhvC" => {
            let first = first.map(|first| hevc::configuration(input, first, &mut Vec::new())).transpose()?;
            hevc::layered(input, body, first.as_ref(), marks)?.len
        }
        b"vvcC" => vvc::configuration(input, body, marks)?.len,
        b"av1C" => {
            av1::configuration(input, body, marks)?;
            body.len
        }
        _ => body.len,
    })
}

/// What the parameter sets in the body of a box hide of pictures; `None` if there are none, or none that can hide anything.
#[must_use]
pub fn crop(kind: [u8; 4], bytes: &[u8]) -> Option<Crop> {
    match &kind {
        b"avcC" => avc::crop(bytes),
        b"hvcC" => hevc::crop(bytes),
        _ => None,
    }
}

/// The same for the decoder-specific part of a descriptor (`DecoderSpecificInfo`; ISO/IEC 14496-1, 7.2.6.7).
///
/// # Errors
/// Those of the codec.
pub fn of_descriptor(walker: Walker, input: &Input<'_>, info: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    match walker {
        Walker::Aac => aac::configuration(input, info, marks).map(drop),
        Walker::MpegVideo => mpeg_video::walk(input, info, marks),
        Walker::Mpeg4Visual => mpeg4_visual::walk(input, info, &mut mpeg4_visual::Origin::default(), marks),
        _ => Ok(()),
    }
}
