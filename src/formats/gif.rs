//! GIF files (GIF89a specification): which extensions show the picture, and what the others say.

use crate::blocks::{self, Found};
use crate::containers::gif::{Block, compose_sub_blocks, sub_blocks, walk};
use crate::error::{Error, Malformed, Place};
use crate::input::{Input, Span};
use crate::keep;
use crate::model::{FieldId, Fresh, GifElement, Leftover, Region, Scan, Value};
use crate::sniff::FormatKind;

use super::behind;

/// Labels of extensions (23 to 26).
mod label {
    pub(super) const PLAIN_TEXT: u8 = 0x01;
    pub(super) const CONTROL: u8 = 0xF9;
    pub(super) const COMMENT: u8 = 0xFE;
    pub(super) const APPLICATION: u8 = 0xFF;
}

const NETSCAPE: [u8; 11] = *b"NETSCAPE2.0";
const ANIMEXTS: [u8; 11] = *b"ANIMEXTS1.0";
const ICC: [u8; 11] = *b"ICCRGBG1012";
const XMP: [u8; 11] = *b"XMP DataXMP";

/// Length of a graphic control extension.
const CONTROL_LEN: u64 = 8;
/// Length of an application extension up to its data.
const APPLICATION_LEN: usize = 14;

/// Describes a GIF file.
///
/// # Errors
/// Those of [`walk`]; [`Malformed::NoFrame`] for a file without a picture, [`Malformed::ChunkLength`] for a graphic
/// control extension of a wrong length.
pub fn scan(input: &Input<'_>) -> Result<Scan, Error> {
    let file = walk(input)?;
    let mut scan = Scan::new(FormatKind::Gif, input.len(), *input.limits());
    if !file.blocks.iter().any(|block| matches!(block, Block::Image(_))) {
        return Err(Error::malformed(Malformed::NoFrame, Place::at(file.trailer.start)));
    }
    scan.push(Region::new(file.screen, FieldId::Gif(GifElement::Screen)))?;
    let id = FieldId::Gif(GifElement::Xmp);
    scan.push(super::place_for_kept(file.screen.end(), id, Fresh::Packet(Box::default())))?;
    let mut seen = Seen::default();
    for (index, block) in file.blocks.iter().enumerate() {
        match *block {
            Block::Image(span) => scan.push(Region::new(span, FieldId::Gif(GifElement::Image)))?,
            Block::Zeros(span) => scan.push(Region::new(span, FieldId::Leftover(Leftover::Between)))?,
            // It holds for the next image, whatever else stands between: what it would be for otherwise, plain text,
            // nobody shows. The last of several counts.
            Block::Extension { span, label: label::CONTROL } => {
                let control = control(input, span)?;
                let id = if counts(&file.blocks, index) { FieldId::Gif(control) } else { FieldId::Leftover(Leftover::Between) };
                scan.push(Region::new(span, id))?;
            }
            Block::Extension { span, label } => push_extension(input, span, label, &mut seen, &mut scan)?,
        }
    }
    let exact = !file.trailer.is_empty();
    scan.push(Region { fresh: Some(Fresh::Trailer), exact, ..Region::new(file.trailer, FieldId::Gif(GifElement::Trailer)) })?;
    behind::push(input, Span::between(file.trailer.end(), input.len()), &mut scan)?;
    Ok(scan)
}

/// What came before, as far as it matters for what comes now.
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

/// A control extension has one sub-block of four bytes (23).
fn control(input: &Input<'_>, span: Span) -> Result<GifElement, Error> {
    let place = || Place::new(span.start, "graphic control extension");
    if span.len != CONTROL_LEN || input.array::<3>(span.start)? != [b'!', label::CONTROL, 4] {
        return Err(Error::malformed(Malformed::ChunkLength, place()));
    }
    Ok(GifElement::Control)
}

fn push_extension(input: &Input<'_>, span: Span, label: u8, seen: &mut Seen, scan: &mut Scan) -> Result<(), Error> {
    let mut region = Region::new(span, FieldId::Gif(GifElement::Extension(label)));
    let mut fields = Vec::new();
    match input.bytes(span) {
        Ok(bytes) => {
            let element = element(label, &bytes);
            let mut found = Found::new(span.start, &name(&element), input.limits(), &mut fields);
            region.fresh = read(&element, &bytes, seen, &mut found);
            region.accounted = matches!(element, GifElement::Icc | GifElement::Xmp);
            region.id = FieldId::Gif(element);
            region.exact = region.fresh.as_ref().is_some_and(|fresh| *bytes == *compose(fresh));
        }
        Err(Error::Limit { .. }) => Found::new(span.start, "extension", input.limits(), &mut fields).unreadable(0),
        Err(error) => return Err(error),
    }
    if region.id == FieldId::Gif(GifElement::Xmp) {
        let fresh = Fresh::Packet(Box::new(keep::read(&fields)));
        region.exact = *input.bytes(span)? == *compose(&fresh);
        region.fresh = Some(fresh);
    }
    scan.find(fields);
    scan.push(region)
}

fn element(label: u8, bytes: &[u8]) -> GifElement {
    match (label, application(bytes)) {
        (label::COMMENT, _) => GifElement::Comment,
        (label::PLAIN_TEXT, _) => GifElement::PlainText,
        (label::APPLICATION, Some(NETSCAPE | ANIMEXTS)) => GifElement::Loop,
        (label::APPLICATION, Some(ICC)) => GifElement::Icc,
        (label::APPLICATION, Some(XMP)) => GifElement::Xmp,
        (label::APPLICATION, Some(name)) => GifElement::Application(String::from_utf8_lossy(&name).trim_end().to_owned()),
        _ => GifElement::Extension(label),
    }
}

/// Identifier and authentication code (26).
fn application(bytes: &[u8]) -> Option<[u8; 11]> {
    bytes.get(2..).filter(|rest| rest.first() == Some(&11))?.get(1..12)?.try_into().ok()
}

fn name(element: &GifElement) -> String {
    FieldId::Gif(element.clone()).name()
}

/// Lists what an extension says; answers the value in it that showing the picture needs.
fn read(element: &GifElement, bytes: &[u8], seen: &mut Seen, found: &mut Found<'_>) -> Option<Fresh> {
    let body = bytes.get(2..).unwrap_or_default();
    let parts = || sub_blocks(body);
    // Behind the identifier of an application, or the measures of a plain text.
    let data = || parts().skip(1).collect::<Vec<_>>().concat();
    let id = FieldId::Gif(element.clone());
    match element {
        // Once is enough: a second one changes how often the animation is shown in some readers only.
        GifElement::Loop if std::mem::replace(&mut seen.looped, true) => {
            found.push(0, "", FieldId::Leftover(Leftover::Damaged), Value::Text("loop count".to_owned()));
        }
        GifElement::Loop => {
            let count = parts().skip(1).find_map(|part| match part {
                [1, low, high, ..] => Some(u16::from_le_bytes([*low, *high])),
                _ => None,
            });
            return count.map(|count| Fresh::Loop { animexts: application(bytes) == Some(ANIMEXTS), count });
        }
        // The first one is the one that counts.
        GifElement::Icc if !std::mem::replace(&mut seen.profile, true) => {
            let mut found = found.inner(APPLICATION_LEN, "ICC").out_of_place();
            return super::profile(&data(), &mut found);
        }
        GifElement::Icc => found.push(0, "", FieldId::Leftover(Leftover::Damaged), Value::Text("ICC profile".to_owned())),
        GifElement::Xmp => match raw_xmp(bytes) {
            Some((packet, plain)) => {
                blocks::xmp::read(packet, &mut found.inner(APPLICATION_LEN, "XMP"));
                if !plain {
                    found.unreadable(APPLICATION_LEN);
                }
            }
            None => blocks::xmp::read(&data(), &mut found.inner(APPLICATION_LEN, "XMP").out_of_place()),
        },
        GifElement::Comment => found.push(0, "", id, blocks::text(&parts().collect::<Vec<_>>().concat())),
        GifElement::PlainText => found.push(0, "", id, blocks::text(&data())),
        GifElement::Application(name) => {
            let data = data();
            match name.as_str() {
                // ImageMagick's.
                "MGK8BIM0000" => blocks::photoshop::read(&data, &mut found.inner(APPLICATION_LEN, "Photoshop").out_of_place()),
                "MGKIPTC0000" => blocks::iptc::read(&data, &mut found.inner(APPLICATION_LEN, "IPTC").out_of_place()),
                _ => {}
            }
            found.push(0, "", id, super::told(&data));
        }
        _ => found.push(0, "", id, super::told(&parts().collect::<Vec<_>>().concat())),
    }
    None
}

/// The packet of an extension in which XMP stands as it is, with a trailer behind it whose bytes, taken for lengths,
/// lead to the end; and whether that is the trailer that everybody writes (XMP specification part 3, 1.1.2).
fn raw_xmp(bytes: &[u8]) -> Option<(&[u8], bool)> {
    const TRAILER_END: &[u8] = &[4, 3, 2, 1, 0, 0];
    const TRAILER_LEN: usize = 258;
    let body = bytes.get(APPLICATION_LEN..).filter(|body| body.ends_with(TRAILER_END))?;
    let (packet, trailer) = body.split_at_checked(body.len().checked_sub(TRAILER_LEN)?)?;
    Some((packet, trailer.iter().copied().eq(xmp_trailer())))
}

fn xmp_trailer() -> impl Iterator<Item = u8> {
    std::iter::once(1).chain((0..=255).rev()).chain([0])
}

/// Writes a value as the extension, or the byte, that holds it.
#[must_use]
pub fn compose(fresh: &Fresh) -> Vec<u8> {
    let application =
        |name: [u8; 11], data: &[u8]| [&[b'!', label::APPLICATION, 11], &name[..], &compose_sub_blocks(data)].concat();
    match fresh {
        Fresh::Loop { animexts, count } => {
            let [low, high] = count.to_le_bytes();
            application(if *animexts { ANIMEXTS } else { NETSCAPE }, &[1, low, high])
        }
        Fresh::Profile(profile) => application(ICC, profile),
        Fresh::Trailer => vec![b';'],
        Fresh::Packet(kept) if !kept.is_empty() => {
            let head = [&[b'!', label::APPLICATION, 11], &XMP[..]].concat();
            [head, blocks::xmp::compose(kept), xmp_trailer().collect()].concat()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
