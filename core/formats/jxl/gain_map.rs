//! Gain maps in a `jhgm` box (ISO/IEC 18181-2, 9.11): a version, numbers of ISO 21496-1, the colours of the other
//! rendition, a codestream up to the end of the box. All before the codestream is read and written again.

use jxl_bitstream::Bitstream;
use jxl_image::color::{ColourEncoding, EnumColourEncoding, Primaries, RenderingIntent, TransferFunction, WhitePoint};
use jxl_oxide_common::Bundle as _;

use super::bits::Bits;
use super::codestream::Codestream;
use super::picture::Picture;
use super::value::JxlValue;
use crate::base::{ByteOrder, Cursor, Error, Input, Span};
use crate::blocks::gain_map::{covers, read_iso};
use crate::containers::bmff::BmffBox;

/// What becomes of the beginning of a gain map, and its codestream.
pub(super) struct GainMap {
    pub(super) head: JxlValue,
    pub(super) codestream: Span,
}

impl GainMap {
    /// The gain map in a box; `None` if it is no map of a picture of this size.
    pub(super) fn read(input: &Input<'_>, inner: &BmffBox, size: [u32; 2]) -> Result<Option<Self>, Error> {
        /// Numbers and colours need less.
        const LONGEST: u64 = 1024;
        let body = inner.body();
        let head = input.bytes(Span::new(body.start, body.len.min(LONGEST)))?;
        let mut cursor = Cursor::new(&head, ByteOrder::Big);
        let Some(bytes) = read_head(&mut cursor) else { return Ok(None) };
        let codestream = Span::between(body.start.saturating_add(cursor.at() as u64), body.end());
        let whole = match Picture::read(&Codestream::new(input, [codestream])) {
            // What would be written anew of the map stays out: so does a map with a profile.
            Ok(map) => map.len == codestream.len && map.is_plain() && covers(map.size, size),
            Err(Error::Io(error)) => return Err(Error::Io(error)),
            Err(_) => false,
        };
        let head = JxlValue::GainMapHead { bytes, len: codestream.len };
        Ok(whole.then_some(Self { head, codestream }))
    }
}

/// Everything before the codestream, in written form.
fn read_head(cursor: &mut Cursor<'_>) -> Option<Vec<u8>> {
    (cursor.u8()? == 0).then_some(())?;
    let len = usize::from(cursor.u16()?);
    let numbers = read_iso(cursor.take(len)?, true)?;
    let len = usize::from(cursor.u8()?);
    let colours = match cursor.take(len)? {
        [] => Vec::new(),
        colours => written(&read_colours(colours)?)?,
    };
    // Without a profile.
    (cursor.u32()? == 0).then_some(())?;
    let [numbers_len, colours_len] = [numbers.len(), colours.len()];
    let numbers_len = u16::try_from(numbers_len).ok()?.to_be_bytes();
    Some([&[0][..], &numbers_len, &numbers, &[u8::try_from(colours_len).ok()?], &colours, &[0; 4]].concat())
}

/// Colours (ISO/IEC 18181-1, D.3.4) that are given by name.
fn read_colours(bytes: &[u8]) -> Option<EnumColourEncoding> {
    let mut stream = Bitstream::new(bytes);
    match ColourEncoding::parse(&mut stream, ()).ok()? {
        ColourEncoding::Enum(colours) => Some(colours),
        ColourEncoding::IccProfile(_) => None,
    }
}

/// The same, written in one way; `None` for numbers in place of names, which could be anything.
fn written(colours: &EnumColourEncoding) -> Option<Vec<u8>> {
    let EnumColourEncoding { colour_space, white_point, primaries, tf, rendering_intent } = colours;
    let white_point = match white_point {
        WhitePoint::D65 => 1,
        WhitePoint::E => 10,
        WhitePoint::Dci => 11,
        WhitePoint::Custom(_) => return None,
    };
    let primaries = match primaries {
        Primaries::Srgb => 1,
        Primaries::Bt2100 => 9,
        Primaries::P3 => 11,
        Primaries::Custom { .. } => return None,
    };
    let curve = match tf {
        TransferFunction::Bt709 => 1,
        TransferFunction::Unknown => 2,
        TransferFunction::Linear => 8,
        TransferFunction::Srgb => 13,
        TransferFunction::Pq => 16,
        TransferFunction::Dci => 17,
        TransferFunction::Hlg => 18,
        TransferFunction::Gamma { .. } => return None,
    };
    let space = *colour_space as u64;
    /// Colours of brightness alone, and of XYB: they have no primaries, and the latter no white point.
    const GREY: u64 = 1;
    const XYB: u64 = 2;
    let mut bits = Bits::new();
    if let (0, 1, 1, 13, RenderingIntent::Relative) = (space, white_point, primaries, curve, rendering_intent) {
        bits.push(1, 1);
        return Some(bits.into_bytes());
    }
    // Not all as usual, no profile.
    bits.push(0, 2);
    bits.name(space);
    if space != XYB {
        bits.name(white_point);
        if space != GREY {
            bits.name(primaries);
        }
    }
    // No gamma.
    bits.push(0, 1);
    bits.name(curve);
    bits.name(*rendering_intent as u64);
    Some(bits.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_have_names_are_read_as_they_are_written() {
        let named = |white_point, primaries, tf, colour_space| {
            let rendering_intent = RenderingIntent::Absolute;
            EnumColourEncoding { colour_space, white_point, primaries, tf, rendering_intent }
        };
        use jxl_image::color::ColourSpace::{Grey, Rgb, Xyb};
        for colours in [
            EnumColourEncoding::default(),
            EnumColourEncoding::display_p3_pq(RenderingIntent::Perceptual),
            EnumColourEncoding::bt2100_hlg(RenderingIntent::Saturation),
            named(WhitePoint::E, Primaries::Bt2100, TransferFunction::Linear, Rgb),
            named(WhitePoint::Dci, Primaries::Srgb, TransferFunction::Dci, Grey),
            named(WhitePoint::D65, Primaries::Srgb, TransferFunction::Bt709, Xyb),
        ] {
            let bytes = written(&colours).unwrap();
            assert_eq!(format!("{:?}", read_colours(&bytes).unwrap()), format!("{colours:?}"));
        }
        assert_eq!(written(&EnumColourEncoding::srgb_gamma22(RenderingIntent::Relative)), None);
    }
}
