//! Where the zlib streams of a PNG file end (PNG third edition, 10): no decoder reads what comes after their checksums.
//! It becomes zeros, and its chunk gets another checksum.

use super::streams::streams;
use super::value::PngValue;
use crate::base::{Error, Input, Span, Spans, cost};
use crate::codecs::deflate;
use crate::containers::png::{Chunk, checksum, walk};
use crate::formats::coded::{self, Coded, Part};
use crate::model::{FieldId, PNG_CHECKSUM, PNG_DATA_END, Region, Scan};

/// Whether a region is compressed data.
pub(in crate::formats) fn has_end(id: &FieldId) -> bool {
    matches!(id, FieldId::Png(kind) if matches!(kind, b"IDAT" | b"fdAT"))
}

/// The same with what comes after the streams cut out of the chunks, if it can be determined what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<PngValue>) -> Result<Scan<PngValue>, Error> {
    let is_end = |region: &Region<PngValue>| region.id == FieldId::Png(PNG_DATA_END);
    // If an end has to be written, it is where the data end.
    if scan.regions.iter().any(|region| is_end(region) && !region.exact) {
        return Ok(scan);
    }
    let coded: Spans = coded::regions(&scan, |id| has_end(id) || *id == FieldId::Png(PNG_DATA_END)).into_iter().collect();
    let mut parts = Vec::new();
    for stream in streams(input, &walk(input)?.chunks, |chunk| coded.covers(chunk.span))? {
        let Some(data) = Coded::read(input, stream.pieces())? else { return Ok(scan) };
        let packed = data.bytes.len() as u64;
        input.budget().draw(cost::inflated(packed, stream.len().min(packed.saturating_mul(1_032))), 0)?;
        // A stream that yields more than the picture could hide anything in the excess.
        let Some(len) = deflate::len(&data.bytes, stream.len()) else { return Ok(scan) };
        for behind in data.behind(len) {
            let chunk = stream.chunks.iter().find(|chunk| chunk.data.end() == behind.end());
            parts.extend(coded::blank(input, behind)?);
            parts.extend(chunk.map(|chunk| check(input, chunk, behind)).transpose()?);
        }
    }
    coded::cut(joined(scan), parts)
}

/// The same with the end of the last IDAT chunk rejoined with the rest: its checksum changes if something is cut out.
fn joined(mut scan: Scan<PngValue>) -> Scan<PngValue> {
    for index in 1..scan.regions.len() {
        let Some([before, end]) = scan.regions.get_mut(index.saturating_sub(1)..=index) else { continue };
        if end.id != FieldId::Png(PNG_DATA_END) {
            continue;
        }
        before.span = Span::between(before.span.start, end.span.end());
        end.span = Span::new(end.span.end(), 0);
        end.fresh = Some(PngValue::DataEnd(Vec::new()));
    }
    scan
}

/// The checksum of a chunk whose data end with zeros.
fn check(input: &Input<'_>, chunk: &Chunk, blank: Span) -> Result<Part<PngValue>, Error> {
    let span = Span::between(chunk.data.end(), chunk.span.end());
    let sum = checksum(input, chunk.kind, Span::between(chunk.data.start, blank.start), blank.len)?;
    let exact = input.array(span.start)? == sum.to_be_bytes();
    let region = Region { fresh: Some(PngValue::Checksum(sum)), exact, ..Region::new(span, FieldId::Png(PNG_CHECKSUM)) };
    Ok((region.accounted(), Vec::new()))
}
