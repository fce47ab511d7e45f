//! Where the zlib streams of a PNG file end (PNG third edition, 10): what stands behind their checksums, no decoder reads.
//! It becomes zeros, and the chunk that it is in gets another checksum.

use super::value::PngValue;
use crate::base::{Error, Input, Span};
use crate::codecs::deflate;
use crate::containers::png::{Chunk, checksum, walk};
use crate::formats::coded::{self, Coded, Part};
use crate::model::{FieldId, PNG_CHECKSUM, PNG_DATA_END, Region, Scan};

/// How the samples of a picture lie (11.2.1).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    bits: u64,
    interlaced: bool,
}

/// Chunks that hold one stream.
#[derive(Debug, Default)]
struct Stream {
    chunks: Vec<Chunk>,
    size: [u32; 2],
}

/// The same with what stands behind the streams cut out of the chunks, where it can be told what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<PngValue>) -> Result<Scan<PngValue>, Error> {
    let is_end = |region: &Region<PngValue>| region.id == FieldId::Png(PNG_DATA_END);
    // An end that has to be written is where the data end.
    if scan.regions.iter().any(|region| is_end(region) && !region.exact) {
        return Ok(scan);
    }
    let coded = coded::regions(&scan, |id| matches!(id, FieldId::Png(kind) if matches!(kind, b"IDAT" | b"fdAT" | &PNG_DATA_END)));
    let (layout, streams) = streams(input, &coded.into_iter().collect())?;
    let mut parts = Vec::new();
    for Stream { chunks, size } in streams {
        // Before the data of a frame stands its number (11.3.6.3).
        let number = |chunk: &Chunk| if chunk.kind == *b"fdAT" { 4 } else { 0 };
        let pieces = chunks.iter().map(|chunk| Span::between(chunk.data.start.saturating_add(number(chunk)), chunk.data.end()));
        let Some(data) = Coded::read(input, pieces.collect())? else { return Ok(scan) };
        // A stream that gives more than the picture has can hold anything in that.
        let Some(stream) = deflate::stream(&data.bytes, layout.len(size)) else { return Ok(scan) };
        for behind in data.behind(stream.len) {
            let chunk = chunks.iter().find(|chunk| chunk.data.end() == behind.end());
            parts.extend(coded::blank(input, behind)?);
            parts.extend(chunk.map(|chunk| check(input, chunk, behind)).transpose()?);
        }
    }
    coded::cut(joined(scan), parts)
}

/// The same with the end of the last IDAT chunk where the rest of it is: it ends with another checksum where something is
/// cut out.
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

/// The streams of a file, of which the chunks are in these regions.
fn streams(input: &Input<'_>, coded: &crate::base::Spans) -> Result<(Layout, Vec<Stream>), Error> {
    let mut layout = Layout::default();
    let mut streams: Vec<Stream> = Vec::new();
    let mut whole = [0; 2];
    let mut frame = None;
    for chunk in walk(input)?.chunks {
        match &chunk.kind {
            b"IHDR" => {
                let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, _, _, interlaced] = input.array(chunk.data.start)?;
                whole = [[w0, w1, w2, w3], [h0, h1, h2, h3]].map(u32::from_be_bytes);
                layout = Layout::new(depth, colour, interlaced != 0);
            }
            b"fcTL" if chunk.data.len == 26 => {
                let [_, _, _, _, w0, w1, w2, w3, h0, h1, h2, h3] = input.array(chunk.data.start)?;
                frame = Some([[w0, w1, w2, w3], [h0, h1, h2, h3]].map(u32::from_be_bytes));
            }
            b"IDAT" | b"fdAT" if coded.covers(chunk.span) => {
                let size = if chunk.kind == *b"IDAT" { whole } else { frame.unwrap_or(whole) };
                let begins = streams.last().is_none_or(|stream: &Stream| {
                    stream.chunks.last().is_none_or(|last| last.kind != chunk.kind || last.span.end() != chunk.span.start)
                });
                if begins {
                    streams.push(Stream { chunks: Vec::new(), size });
                }
                if let Some(stream) = streams.last_mut() {
                    stream.chunks.push(chunk);
                }
            }
            _ => {}
        }
    }
    Ok((layout, streams))
}

impl Layout {
    pub(super) fn new(depth: u8, colour: u8, interlaced: bool) -> Self {
        let samples = match colour {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        Self { bits: u64::from(depth).saturating_mul(samples), interlaced }
    }

    /// Bytes of a picture before they are compressed: rows, each behind the byte that says how it is filtered (9.2).
    pub(super) fn len(self, size: [u32; 2]) -> u64 {
        let [width, height] = size.map(u64::from);
        /// Where a pass begins, and how far apart its pixels are (8.1): columns, then rows.
        const PASSES: [[u64; 4]; 7] =
            [[0, 8, 0, 8], [4, 8, 0, 8], [0, 4, 4, 8], [2, 4, 0, 4], [0, 2, 2, 4], [1, 2, 0, 2], [0, 1, 1, 2]];
        let pass = |[x, across, y, down]: [u64; 4]| {
            let [columns, rows] = [width.saturating_sub(x).div_ceil(across), height.saturating_sub(y).div_ceil(down)];
            if columns == 0 { 0 } else { columns.saturating_mul(self.bits).div_ceil(8).saturating_add(1).saturating_mul(rows) }
        };
        if self.interlaced { PASSES.into_iter().map(pass).fold(0, u64::saturating_add) } else { pass([0, 1, 0, 1]) }
    }
}
