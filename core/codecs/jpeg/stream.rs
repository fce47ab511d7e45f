//! The parts of a stream, or of tables that streams share, that are not picture, by their segments.

use std::ops::ControlFlow::{Break, Continue};

use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span};
use crate::containers::jpeg::{self, Element, marker};
use crate::model::{FieldId, JpegElement, Leftover};

/// The parts of a stream that are not picture; they are filled with zeros, so that nothing moves.
///
/// A stream that is damaged or cut off stays as it is if it contains no marker of an APPn or COM segment.
///
/// # Errors
/// Those of [`jpeg::walk`]; [`Malformed::CutOff`] if the image does not end inside `span`.
pub fn strange(input: &Input<'_>, span: Span) -> Result<Vec<(Span, FieldId)>, Error> {
    let cut_off = || Error::malformed(Malformed::CutOff, Place::new(span.end(), "JPEG"));
    let whole = |image: jpeg::Image| if image.end > span.end() { Err(cut_off()) } else { Ok(image) };
    let image = match jpeg::walk(input, span.start).and_then(whole) {
        Ok(image) => image,
        Err(Error::Io(error)) => return Err(Error::Io(error)),
        Err(error) => return if has_metadata(input, span)? { Err(error) } else { Ok(Vec::new()) },
    };
    let mut strange = strange_in(input, &image)?;
    strange.push((Span::between(image.end, span.end()), FieldId::Leftover(Leftover::Trailer)));
    strange.retain(|(span, _)| !span.is_empty());
    Ok(strange)
}

/// The parts of an image that are not picture.
fn strange_in(input: &Input<'_>, image: &jpeg::Image) -> Result<Vec<(Span, FieldId)>, Error> {
    let mut strange = Vec::new();
    for (span, id) in beside_picture(image) {
        if !is_coding(&id, &input.bytes(span)?) {
            strange.push((span, id));
        }
    }
    Ok(strange)
}

/// Everything in an image that is neither coded picture nor table, including what decoders use. For segments, the
/// payload: decoders need the marker and length to find the next one.
pub(super) fn beside_picture(image: &jpeg::Image) -> Vec<(Span, FieldId)> {
    let mut beside = Vec::new();
    for element in &image.elements {
        match *element {
            // Nothing can hide in bytes that are all FF.
            Element::Fill(_) => {}
            Element::Stray(span) => beside.push((span, FieldId::Leftover(Leftover::Between))),
            Element::Segment(segment) => {
                let element = metadata(segment.marker);
                beside.extend(element.map(|element| (segment.payload, FieldId::Jpeg(element))));
            }
        }
    }
    beside
}

/// Whether there is a marker of an APPn or COM segment anywhere.
pub(super) fn has_metadata(input: &Input<'_>, span: Span) -> Result<bool, Error> {
    let mut escaped = false;
    let found = input.stream(span, |_, piece| {
        for &byte in piece {
            if escaped && metadata(byte).is_some() {
                return Break(());
            }
            escaped = byte == 0xFF;
        }
        Continue(())
    })?;
    Ok(found.is_some())
}

const fn metadata(code: u8) -> Option<JpegElement> {
    match code {
        marker::COM => Some(JpegElement::Comment),
        marker::APP0..=marker::APP15 => Some(JpegElement::App(code & 0x0F)),
        _ => None,
    }
}

/// JFIF without a thumbnail, and Adobe's colour transform: decoders use them.
fn is_coding(id: &FieldId, payload: &[u8]) -> bool {
    match id {
        FieldId::Jpeg(JpegElement::App(0)) => payload.starts_with(b"JFIF\0") && payload.len() == 14 && payload.ends_with(&[0, 0]),
        FieldId::Jpeg(JpegElement::App(14)) => payload.starts_with(b"Adobe") && payload.len() == 12,
        _ => false,
    }
}

/// Tables with zeros in place of anything else; `None` if they are not tables (technical note 2, JPEGTables).
#[must_use]
pub fn tables(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = bytes.to_vec();
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    if cursor.array()? != [0xFF, marker::SOI] {
        return None;
    }
    loop {
        let [0xFF, code] = cursor.array()? else { return None };
        if code == marker::EOI {
            clean.get_mut(cursor.at()..)?.fill(0);
            return Some(clean);
        }
        let len = usize::from(cursor.u16()?.checked_sub(2)?);
        let start = cursor.at();
        let payload = cursor.take(len)?;
        match code {
            marker::DHT | marker::DQT | marker::DAC | marker::DRI if jpeg::fits(code, payload) => {}
            _ => {
                let id = FieldId::Jpeg(metadata(code)?);
                if !is_coding(&id, payload) {
                    clean.get_mut(start..cursor.at())?.fill(0);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_their_length_and_lose_their_comments() {
        let tables_of =
            |comment: &[u8]| [&[0xFF, 0xD8, 0xFF, 0xDD, 0, 4, 0, 8, 0xFF, 0xFE, 0, 6], comment, &[0xFF, 0xD9]].concat();
        assert_eq!(tables(&tables_of(b"Nora")), Some(tables_of(&[0; 4])));
        assert_eq!(tables(&[&tables_of(&[0; 4])[..], b"Nora"].concat()), Some([&tables_of(&[0; 4])[..], &[0; 4]].concat()));
        assert_eq!(tables(b"Nora"), None);
        assert_eq!(tables(&[0xFF, 0xD8, 0xFF, 0xDD, 0, 5, 0, 8, 9, 0xFF, 0xD9]), None);
    }
}
