//! GIF files (GIF89a specification): which extensions show the picture, and what the others say.

use crate::base::{Error, Input, Malformed, Place, Span};
use crate::blocks::{self, Found};
use crate::containers::gif::{Block, IMAGE_LEN, SCREEN_LEN, label, own_colours, sub_blocks, walk};
use crate::keep;
use crate::model::{FieldId, FormatKind, Fresh, GifElement, Leftover, Region, Scan, Value};

mod application;
mod canvas;
mod ends;
mod packed;
mod used;
mod value;

use super::palette::Used;
use super::{behind, regions};
use canvas::Canvas;
pub(super) use ends::{decoded, has_end};
pub use value::GifValue;

/// Length of a graphic control extension.
const CONTROL_LEN: u64 = 8;

/// Describes a GIF file.
///
/// # Errors
/// Those of [`walk`]; [`Malformed::NoFrame`] for a file without a picture, [`Malformed::ChunkLength`] for a graphic
/// control extension with a wrong length.
pub fn scan(input: &Input<'_>) -> Result<Scan<GifValue>, Error> {
    let file = walk(input)?;
    let mut scan = Scan::new(FormatKind::Gif, input.len(), input.limits());
    if !file.blocks.iter().any(|block| matches!(block, Block::Image(_))) {
        return Err(Error::malformed(Malformed::NoFrame, Place::at(file.trailer.start)));
    }
    let last_image = file.blocks.iter().rposition(|block| matches!(block, Block::Image(_)));
    let canvas = Canvas::of(input, file.screen, &file.blocks)?;
    let mut shown = Vec::new();
    for (index, block) in file.blocks.iter().enumerate() {
        if let Block::Image(span) = *block
            && (file.unterminated && last_image == Some(index) || !canvas.lacks(input, span)?)
        {
            shown.push(span);
        }
    }
    push_screen(input, file.screen, &shown, &mut scan)?;
    let id = FieldId::Gif(GifElement::Xmp);
    scan.push(regions::place_for_kept(file.screen.end(), id, GifValue::Packet(Box::default())))?;
    let mut seen = Seen::default();
    for (index, block) in file.blocks.iter().enumerate() {
        match *block {
            Block::Image(span) if shown.binary_search(&span).is_err() => push_outside(input, span, canvas.size, &mut scan)?,
            Block::Image(span) if last_image == Some(index) => push_last_image(input, span, file.unterminated, &mut scan)?,
            Block::Image(span) => push_image(input, span, &mut scan)?,
            Block::Zeros(span) => scan.push(Region::new(span, FieldId::Leftover(Leftover::Between)))?,
            // It applies to the next image, whatever comes in between: its only other use, plain text, is not shown by
            // anybody. The last of several counts.
            Block::Extension { span, label: label::CONTROL } => {
                let fresh = control(input, span)?;
                if counts(&file.blocks, index) {
                    push_value(input, span, GifElement::Control, fresh, &mut scan)?;
                } else {
                    scan.push(Region::new(span, FieldId::Leftover(Leftover::Between)))?;
                }
            }
            Block::Extension { span, label } => push_extension(input, span, label, &mut seen, &mut scan)?,
        }
    }
    let exact = !file.trailer.is_empty();
    scan.push(Region { fresh: Some(GifValue::Trailer), exact, ..Region::new(file.trailer, FieldId::Gif(GifElement::Trailer)) })?;
    behind::push(input, Span::between(file.trailer.end(), input.len()), &mut scan)?;
    Ok(scan)
}

/// Signature and logical screen descriptor (18), and the colour table for images without one of their own.
fn push_screen(input: &Input<'_>, span: Span, shown: &[Span], scan: &mut Scan<GifValue>) -> Result<(), Error> {
    let [screen @ .., flags, behind, _] = input.array::<13>(span.start)?;
    let table = Span::between(SCREEN_LEN, span.end());
    // Only the table has a colour behind images.
    let behind = if table.is_empty() { 0 } else { behind };
    let fresh = GifValue::Screen(screen, screen_flags(flags), behind);
    push_value(input, Span::between(span.start, table.start), GifElement::Screen, fresh, scan)?;
    if !table.is_empty() {
        push_colours(input, table, used::by_all(input, shown, behind)?, scan)?;
    }
    Ok(())
}

/// Whether there is a table, and its size. How many bits colours once had (18) is one of the numbers that writers usually
/// say, and no decoder asks for the order of a table.
fn screen_flags(flags: u8) -> u8 {
    const TABLE: u8 = 0x80;
    const RESOLUTION: u8 = 0x70;
    let size = if flags & TABLE == 0 { 0 } else { flags & 7 };
    let usual = [0, size << 4, RESOLUTION].contains(&(flags & RESOLUTION));
    flags & TABLE | if usual { flags & RESOLUTION } else { RESOLUTION } | size
}

/// A colour table, with the colours that are needed.
fn push_colours(input: &Input<'_>, span: Span, used: Used, scan: &mut Scan<GifValue>) -> Result<(), Error> {
    let fresh = GifValue::Colours(used.only(&input.bytes(span)?));
    push_value(input, span, GifElement::Colours, fresh, scan)
}

/// An image that nobody sees, and the terminator after it. Another one takes its place, because the next one waits for it.
fn push_outside(input: &Input<'_>, span: Span, canvas: [u16; 2], scan: &mut Scan<GifValue>) -> Result<(), Error> {
    let end = span.end().saturating_sub(1);
    let image = Span::between(span.start, end);
    let fresh = GifValue::Outside(canvas);
    let written = fresh.compose();
    let exact = image.len == written.len() as u64 && *input.bytes(image)? == *written;
    if !exact {
        let mut fields = Vec::new();
        let mut found = Found::new(span.start, "image", input.limits(), &mut fields);
        found.push(0, "", FieldId::Leftover(Leftover::Image), Value::Unknown);
        scan.find(fields);
    }
    scan.push(Region { fresh: Some(fresh), exact, ..Region::new(image, FieldId::Gif(GifElement::Outside)) })?;
    push_terminator(Span::between(end, span.end()), scan)
}

/// A value whose fields are all read.
fn push_value(
    input: &Input<'_>,
    span: Span,
    element: GifElement,
    fresh: GifValue,
    scan: &mut Scan<GifValue>,
) -> Result<(), Error> {
    let exact = *input.bytes(span)? == *fresh.compose();
    scan.push(Region { fresh: Some(fresh), exact, accounted: true, ..Region::new(span, FieldId::Gif(element)) })
}

/// An image: its descriptor (20), then its colours and its data.
fn push_image(input: &Input<'_>, span: Span, scan: &mut Scan<GifValue>) -> Result<(), Error> {
    /// A local colour table, and its size; without one, only whether rows are interlaced.
    const TABLE: u8 = 0x80;
    const SIZE: u8 = 0x07;
    const INTERLACED: u8 = 0x40;
    let [_, place @ .., flags] = input.array::<10>(span.start)?;
    // Two bits are reserved, and no decoder asks for the order of a table.
    let defined = INTERLACED | if flags & TABLE == 0 { 0 } else { TABLE | SIZE };
    let fresh = GifValue::Descriptor(place, flags & defined);
    push_value(input, Span::new(span.start, IMAGE_LEN), GifElement::Descriptor, fresh, scan)?;
    let colours = own_colours(input, span)?;
    if !colours.is_empty() {
        push_colours(input, colours, used::by(input, span)?, scan)?;
    }
    scan.push(Region::new(Span::between(colours.end(), span.end()), FieldId::Gif(GifElement::Image)))
}

/// The byte after the data of an image; nothing if the file ends there.
fn push_terminator(span: Span, scan: &mut Scan<GifValue>) -> Result<(), Error> {
    let region = Region::new(span, FieldId::Gif(GifElement::Terminator));
    scan.push(Region { fresh: Some(GifValue::Terminator), exact: !span.is_empty(), ..region })
}

/// An image and the terminator after it, which readers can do without at the end of the file.
fn push_last_image(input: &Input<'_>, span: Span, unterminated: bool, scan: &mut Scan<GifValue>) -> Result<(), Error> {
    if unterminated && !ends::is_whole(input, span)? {
        return Err(Error::malformed(Malformed::CutOff, Place::at(input.len())));
    }
    let end = span.end().saturating_sub(u64::from(!unterminated));
    push_image(input, Span::between(span.start, end), scan)?;
    push_terminator(Span::between(end, span.end()), scan)
}

/// What came before, as far as it matters here.
#[derive(Debug, Default)]
struct Seen {
    profile: bool,
    looped: bool,
}

/// Whether the control extension at `index` is the last one before an image.
fn counts(blocks: &[Block], index: usize) -> bool {
    let later = blocks.iter().skip(index.saturating_add(1));
    let next = later.into_iter().find(|block| matches!(block, Block::Image(_) | Block::Extension { label: label::CONTROL, .. }));
    matches!(next, Some(Block::Image(_)))
}

/// A control extension has one sub-block of four bytes (23): flags, a time, and which colour is transparent, if one is.
fn control(input: &Input<'_>, span: Span) -> Result<GifValue, Error> {
    const TRANSPARENT: u8 = 0x01;
    /// Three bits are reserved, and nobody waits for a person.
    const DEFINED: u8 = 0x1C | TRANSPARENT;
    let place = || Place::new(span.start, "graphic control extension");
    if span.len != CONTROL_LEN || input.array::<3>(span.start)? != [b'!', label::CONTROL, 4] {
        return Err(Error::malformed(Malformed::ChunkLength, place()));
    }
    let [flags, low, high, colour] = input.array(span.start.saturating_add(3))?;
    let colour = if flags & TRANSPARENT == 0 { 0 } else { colour };
    Ok(GifValue::Control([flags & DEFINED, low, high, colour]))
}

fn push_extension(input: &Input<'_>, span: Span, label: u8, seen: &mut Seen, scan: &mut Scan<GifValue>) -> Result<(), Error> {
    let mut region = Region::new(span, FieldId::Gif(GifElement::Extension(label)));
    let mut fields = Vec::new();
    match input.bytes(span) {
        Ok(bytes) => {
            let element = element(label, &bytes);
            let mut found = Found::new(span.start, &name(&element), input.limits(), &mut fields);
            region.fresh = read(&element, &bytes, seen, &mut found)?;
            region.accounted = matches!(element, GifElement::Icc | GifElement::Xmp);
            region.id = FieldId::Gif(element);
            region.exact = region.fresh.as_ref().is_some_and(|fresh| *bytes == *fresh.compose());
        }
        // A profile is not dropped just because it is too large.
        Err(error @ Error::Limit { .. }) if is_profile(input, span)? => return Err(error),
        Err(Error::Limit { .. }) => Found::new(span.start, "extension", input.limits(), &mut fields).unreadable(0),
        Err(error) => return Err(error),
    }
    if region.id == FieldId::Gif(GifElement::Xmp) {
        let fresh = GifValue::Packet(Box::new(keep::read(&fields)));
        region.exact = *input.bytes(span)? == *fresh.compose();
        region.fresh = Some(fresh);
    }
    scan.find(fields);
    scan.push(region)
}

fn is_profile(input: &Input<'_>, span: Span) -> Result<bool, Error> {
    let head = input.array::<{ application::HEADER_LEN }>(span.start)?;
    Ok(head[1] == label::APPLICATION && application::identifier(&head) == Some(application::ICC))
}

fn element(label: u8, bytes: &[u8]) -> GifElement {
    match (label, application::identifier(bytes)) {
        (label::COMMENT, _) => GifElement::Comment,
        (label::PLAIN_TEXT, _) => GifElement::PlainText,
        (label::APPLICATION, Some(application::NETSCAPE | application::ANIMEXTS)) => GifElement::Loop,
        (label::APPLICATION, Some(application::ICC)) => GifElement::Icc,
        (label::APPLICATION, Some(application::XMP)) => GifElement::Xmp,
        (label::APPLICATION, Some(name)) => GifElement::Application(String::from_utf8_lossy(&name).trim_end().to_owned()),
        _ => GifElement::Extension(label),
    }
}

fn name(element: &GifElement) -> String {
    FieldId::Gif(element.clone()).name()
}

/// Lists what an extension says; returns the value in it that is needed to show the picture.
fn read(element: &GifElement, bytes: &[u8], seen: &mut Seen, found: &mut Found<'_>) -> Result<Option<GifValue>, Error> {
    let body = bytes.get(2..).unwrap_or_default();
    let parts = || sub_blocks(body);
    // After the identifier of an application, or the dimensions of a plain text.
    let data = || parts().skip(1).collect::<Vec<_>>().concat();
    let id = FieldId::Gif(element.clone());
    match element {
        // Once is enough: a second one only changes in some readers how often the animation is shown.
        GifElement::Loop if std::mem::replace(&mut seen.looped, true) => {
            found.push(0, "", FieldId::Leftover(Leftover::Damaged), Value::Text("loop count".to_owned()));
        }
        GifElement::Loop => {
            let count = parts().skip(1).find_map(|part| match part {
                [1, low, high, ..] => Some(u16::from_le_bytes([*low, *high])),
                _ => None,
            });
            let animexts = application::identifier(bytes) == Some(application::ANIMEXTS);
            return Ok(count.map(|count| GifValue::Loop { animexts, count }));
        }
        // Only the first one counts.
        GifElement::Icc if !std::mem::replace(&mut seen.profile, true) => {
            let mut found = found.inner(application::HEADER_LEN, "ICC").out_of_place();
            return Ok(regions::profile(&data(), &mut found)?.map(GifValue::Profile));
        }
        GifElement::Icc => regions::no_profile(0, found),
        GifElement::Xmp => match application::raw_xmp(bytes) {
            Some((packet, plain)) => {
                blocks::xmp::read(packet, &mut found.inner(application::HEADER_LEN, "XMP"));
                if !plain {
                    found.unreadable(application::HEADER_LEN);
                }
            }
            None => blocks::xmp::read(&data(), &mut found.inner(application::HEADER_LEN, "XMP").out_of_place()),
        },
        GifElement::Comment => found.push(0, "", id, blocks::text(&parts().collect::<Vec<_>>().concat())),
        GifElement::PlainText => found.push(0, "", id, blocks::text(&data())),
        GifElement::Application(name) => {
            let data = data();
            match name.as_str() {
                // ImageMagick's.
                "MGK8BIM0000" => blocks::photoshop::read(
                    &data,
                    &mut found.inner(application::HEADER_LEN, "Photoshop").out_of_place(),
                    blocks::exif::list,
                ),
                "MGKIPTC0000" => blocks::iptc::read(&data, &mut found.inner(application::HEADER_LEN, "IPTC").out_of_place()),
                _ => {}
            }
            found.push(0, "", id, regions::told(&data));
        }
        _ => found.push(0, "", id, regions::told(&parts().collect::<Vec<_>>().concat())),
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
