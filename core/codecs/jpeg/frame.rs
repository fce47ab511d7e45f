//! Frames of a video that are JPEG pictures, or two of them, one for each field. Some segments that do not matter in a
//! photo say here how fields are arranged, or that lines are upside down: they are written afresh from that value.

use super::stream::{beside_picture, has_metadata};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span, Unsupported};
use crate::codecs::{Mark, Stuffing};
use crate::containers::jpeg::{self, Element, Image, marker};
use crate::model::{CodedElement, FieldId, JpegElement, Value};

/// Segments from which decoders of lossless JPEG choose a colour transform (FFmpeg, `mjpeg_decode_app`).
const LOSSLESS: [&[u8; 4]; 3] = [b"LJIF", b"rloc", b"mrfx"];

/// Marks what no decoder needs in a sample. A frame that ends within its coded data stays, if it contains no marker of
/// an APPn or COM segment.
///
/// # Errors
/// Those of [`jpeg::walk`] and [`Input::bytes`]; [`Unsupported::CodedExtension`] for segments of lossless JPEG.
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    if bytes.is_empty() {
        return Ok(());
    }
    // Separately: a frame that is cut off would continue into the next.
    let mut frame = Frame { input: Input::part(&bytes, input.limits()), start: sample.start, marks };
    frame.walk().map_err(|error| error.moved(sample.start))
}

struct Frame<'a, 'm> {
    input: Input<'a>,
    start: u64,
    marks: &'m mut Vec<Mark>,
}

impl Frame<'_, '_> {
    fn walk(&mut self) -> Result<(), Error> {
        let first = match jpeg::walk(&self.input, 0) {
            Ok(image) => image,
            Err(error) => return if self.is_cut_off(&error)? { Ok(()) } else { Err(error) },
        };
        self.image(&first)?;
        let mut end = first.end;
        if let Some(second) = self.next_field(end, &first)? {
            self.put(Span::between(end, second.start), CodedElement::Tail, Stuffing::of(0), Vec::new());
            self.image(&second.image)?;
            end = second.image.end;
        }
        let tail = Span::between(end, self.input.len());
        let says = self.says(CodedElement::Tail, tail)?;
        self.put(tail, CodedElement::Tail, Stuffing::of(0), says);
        Ok(())
    }

    /// Whether nothing is wrong except a missing EOI.
    fn is_cut_off(&self, error: &Error) -> Result<bool, Error> {
        let no_end = matches!(error, Error::Malformed { what: Malformed::NoEndOfImage, .. });
        Ok(no_end && !has_metadata(&self.input, Span::new(0, self.input.len()))?)
    }

    /// A second picture of the same size. One of another size is not a field, and nobody shows it.
    fn next_field(&self, from: u64, first: &Image) -> Result<Option<Field>, Error> {
        const SOI: [u8; 3] = [0xFF, marker::SOI, 0xFF];
        let rest = self.input.bytes(Span::between(from, self.input.len()))?;
        let Some(at) = memchr::memmem::find(&rest, &SOI) else { return Ok(None) };
        let start = from.saturating_add(at as u64);
        let image = jpeg::walk(&self.input, start)?;
        let same = size(&self.input, &image)? == size(&self.input, first)?;
        Ok(same.then_some(Field { start, image }))
    }

    fn image(&mut self, image: &Image) -> Result<(), Error> {
        for (span, id) in beside_picture(image) {
            let payload = self.input.bytes(span)?;
            let head = match id {
                FieldId::Jpeg(_) if LOSSLESS.iter().any(|name| payload.starts_with(*name)) => {
                    return Err(Error::unsupported(Unsupported::CodedExtension, Place::new(span.start, "JPEG")));
                }
                FieldId::Jpeg(element) => kept(element, &payload, self.input.len()),
                _ => Vec::new(),
            };
            let says = if head.is_empty() { self.says(CodedElement::FrameMetadata, span)? } else { Vec::new() };
            self.put(span, CodedElement::FrameMetadata, Stuffing { head, fill: 0 }, says);
        }
        Ok(())
    }

    fn says(&self, element: CodedElement, span: Span) -> Result<Vec<(CodedElement, Value)>, Error> {
        let text = crate::codecs::said::said(&self.input.bytes(span)?);
        Ok(if matches!(text, Value::Text(_)) { vec![(element, text)] } else { Vec::new() })
    }

    fn put(&mut self, span: Span, element: CodedElement, stuffing: Stuffing, says: Vec<(CodedElement, Value)>) {
        if span.is_empty() {
            return;
        }
        let span = Span::new(self.start.saturating_add(span.start), span.len);
        // Adjacent parts are one run of zeros in the copy, whatever separated them here.
        if let Some(last) = self.marks.last_mut()
            && last.element == element
            && last.span.start >= self.start
            && last.span.end() == span.start
            && last.stuffing.head.is_empty()
            && stuffing.head.is_empty()
        {
            last.span.len = last.span.len.saturating_add(span.len);
            last.says.extend(says);
        } else {
            self.marks.push(Mark { span, element, stuffing, says });
        }
    }
}

struct Field {
    start: u64,
    image: Image,
}

/// Lines and columns, from the frame header (ISO/IEC 10918-1, B.2.2).
fn size(input: &Input<'_>, image: &Image) -> Result<Option<[u8; 4]>, Error> {
    let frame = image.elements.iter().find_map(|element| match element {
        Element::Segment(segment) if is_frame(segment.marker) => Some(segment.payload),
        _ => None,
    });
    frame.map(|payload| input.array(payload.start.saturating_add(1))).transpose()
}

const fn is_frame(code: u8) -> bool {
    matches!(code, marker::SOF0..=marker::SOF15) && !matches!(code, marker::DHT | marker::DAC | 0xC8)
}

/// What replaces a segment, before zeros: no longer than its payload.
fn kept(element: JpegElement, payload: &[u8], frame: u64) -> Vec<u8> {
    let head = match element {
        JpegElement::App(0) if payload.starts_with(b"JFIF\0") => payload.get(..12).map(<[u8]>::to_vec),
        JpegElement::App(0) => polarity(payload, frame),
        JpegElement::App(1) => offsets(payload, frame),
        JpegElement::App(14) if payload.starts_with(b"Adobe") => payload.get(..12).map(<[u8]>::to_vec),
        JpegElement::Comment => comment(payload),
        _ => None,
    };
    head.unwrap_or_default()
}

/// Which field comes first, and the lengths of the fields (OpenDML AVI 1.02, 5.1).
fn polarity(payload: &[u8], frame: u64) -> Option<Vec<u8>> {
    /// Two numbers.
    const LENGTHS: usize = 8;
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    (cursor.array()? == *b"AVI1").then_some(())?;
    let polarity = cursor.u8().filter(|&polarity| polarity <= 2).unwrap_or(0);
    let mut head = [&b"AVI1"[..], &[polarity]].concat();
    head.truncate(payload.len());
    if cursor.u8().is_some() && cursor.rest().len() >= LENGTHS {
        head.push(0);
        // Zeros are lengths to whoever reads the copy.
        head.extend(lengths(&mut cursor, 2, frame).unwrap_or_else(|| vec![0; LENGTHS]));
    }
    Some(head)
}

/// The positions of everything in a field of Motion-JPEG A (QuickTime File Format, "Motion-JPEG").
fn offsets(payload: &[u8], frame: u64) -> Option<Vec<u8>> {
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    cursor.take(4)?;
    (cursor.array()? == *b"mjpg").then_some(())?;
    let offsets = lengths(&mut cursor, 8, frame)?;
    Some([&[0; 4], &b"mjpg"[..], &offsets].concat())
}

/// This many numbers, none of which points outside the frame.
fn lengths(cursor: &mut Cursor<'_>, count: usize, frame: u64) -> Option<Vec<u8>> {
    let numbers = (0..count).map(|_| cursor.u32().filter(|&number| u64::from(number) <= frame).map(u32::to_be_bytes));
    numbers.collect::<Option<Vec<_>>>().map(|numbers| numbers.concat())
}

/// What FFmpeg's `mjpeg_decode_com` looks for: encoders with their own matrix, order of lines or order of fields.
fn comment(payload: &[u8]) -> Option<Vec<u8>> {
    const WHOLE: [&[u8]; 2] = [b"CS=ITU601", b"MULTISCOPE II"];
    const BEGINNINGS: [&[u8]; 2] = [b"Intel(R) JPEG Library, version 1", b"Metasoft MJPEG Codec"];
    if payload.starts_with(b"AVID") {
        let order = payload.get(12).copied().filter(|order| matches!(order, 1 | 2));
        let order = order.map(|order| [&[0; 8], &[order][..]].concat()).unwrap_or_default();
        return Some([&b"AVID"[..], &order].concat());
    }
    let text = payload.strip_suffix(b"\n").unwrap_or(payload);
    let text = text.split(|&byte| byte == 0).next()?;
    let whole = WHOLE.into_iter().find(|word| text == *word);
    let word = whole.or_else(|| BEGINNINGS.into_iter().find(|word| text.starts_with(word)))?;
    Some(word.to_vec())
}

#[cfg(test)]
mod tests;
