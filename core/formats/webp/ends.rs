//! Where the coded pictures of a WebP file end, which no header says: behind the last byte that makes a difference. A decoder
//! that is not ours tells: zeros stand in for more and more of the end, as long as the picture stays the same.

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::webp::WebPDecoder;

use super::value::WebpValue;
use crate::base::{Error, Input, Span, guard};
use crate::codecs::vp8;
use crate::containers::riff::CHUNK_HEADER_LEN;
use crate::formats::coded::{self, Part};
use crate::model::{FieldId, Scan};

/// Coders write some bytes more than they need, which say nothing: so many make no text.
const SPARE: u64 = 12;
/// Largest picture that is decoded, in pixels, and pixels that are decoded for one file.
const LARGEST: u64 = 256 << 20;
const MOST: u64 = 8 << 30;

/// The same with what stands behind the coded pictures cut out of their chunks, where it can be told what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<WebpValue>) -> Result<Scan<WebpValue>, Error> {
    let is_coded = |id: &FieldId| matches!(id, FieldId::Webp(kind) if matches!(kind, b"VP8 " | b"VP8L" | b"ALPH"));
    let mut parts = Vec::new();
    let mut left = MOST;
    let mut alpha: Option<Vec<u8>> = None;
    let mut alpha_parts = Vec::new();
    for chunk in coded::regions(&scan, is_coded) {
        let (kind, bytes) = (input.array(chunk.start)?, input.copied(chunk, LARGEST)?);
        // The alpha of a picture stands before it, and is decoded with it.
        if kind == *b"ALPH" {
            alpha = Some(bytes);
            alpha_parts = vec![chunk];
            continue;
        }
        let Some(mut picture) = Picture::new(kind, bytes, alpha.take(), left) else { return Ok(scan) };
        for (chunk, part) in alpha_parts.drain(..).map(|chunk| (chunk, Of::Alpha)).chain([(chunk, Of::Picture)]) {
            let Some(ends) = picture.ends(input, chunk, part)? else { return Ok(scan) };
            parts.extend(ends);
        }
        left = picture.left;
    }
    coded::cut(scan, parts)
}

/// Which of the chunks of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Alpha,
    Picture,
}

/// A picture as a file of its own.
struct Picture {
    file: Vec<u8>,
    /// Where in it the chunks begin.
    alpha: usize,
    picture: usize,
    /// What it shows.
    shown: Vec<u8>,
    pixels: u64,
    /// How many more pixels may be decoded.
    left: u64,
}

impl Picture {
    fn new(kind: [u8; 4], bytes: Vec<u8>, alpha: Option<Vec<u8>>, left: u64) -> Option<Self> {
        let [width, height] = size(kind, bytes.get(8..)?)?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
        if alpha.is_some() {
            // VP8X: its flag for alpha, and the size of the canvas less one in 24 bits each (RFC 9649, 2.7).
            let [width, height] = [width, height].map(|side| side.saturating_sub(1).to_le_bytes());
            file.extend([&b"VP8X\x0a\0\0\0\x10\0\0\0"[..], width.get(..3)?, height.get(..3)?].concat());
        }
        let start = file.len();
        push(&mut file, alpha.unwrap_or_default());
        let picture = file.len();
        push(&mut file, bytes);
        let size = u32::try_from(file.len().checked_sub(8)?).ok()?;
        file.get_mut(4..8)?.copy_from_slice(&size.to_le_bytes());
        let shown = shown(&file).filter(|_| pixels <= LARGEST)?;
        Some(Self { file, alpha: start, picture, shown, pixels, left })
    }

    /// What of a chunk makes no difference, as parts that become zeros; nothing where that cannot be told.
    fn ends(&mut self, input: &Input<'_>, chunk: Span, of: Of) -> Result<Option<Vec<Part<WebpValue>>>, Error> {
        let start = if of == Of::Alpha { self.alpha } else { self.picture };
        let mut parts = Vec::new();
        for run in runs(self.file.get(start..).unwrap_or_default(), chunk.len) {
            let Some(end) = self.end(start, run) else { return Ok(None) };
            parts.extend(coded::blank(
                input,
                Span::between(chunk.start.saturating_add(end), chunk.start.saturating_add(run.end())),
            )?);
        }
        Ok(Some(parts))
    }

    /// Where in a run of coded bytes the last one stands that makes a difference, counted from the start of the chunk.
    fn end(&mut self, start: usize, run: Span) -> Option<u64> {
        let spare = run.end().saturating_sub(SPARE).max(run.start);
        if !self.is_same_without(start, Span::between(spare, run.end()))? {
            return Some(run.end());
        }
        let (mut low, mut high) = (run.start, spare);
        while low < high {
            let middle = low.midpoint(high);
            if self.is_same_without(start, Span::between(middle, run.end()))? {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        Some(high)
    }

    fn is_same_without(&mut self, start: usize, behind: Span) -> Option<bool> {
        self.left = self.left.checked_sub(self.pixels)?;
        let mut file = self.file.clone();
        let [from, to] = [behind.start, behind.end()].map(|at| usize::try_from(at).ok().and_then(|at| at.checked_add(start)));
        file.get_mut(from?..to?)?.fill(0);
        Some(shown(&file).as_ref() == Some(&self.shown))
    }
}

/// Adds a chunk, with its padding.
fn push(file: &mut Vec<u8>, chunk: Vec<u8>) {
    let odd = chunk.len() & 1 == 1;
    file.extend(chunk);
    file.extend(odd.then_some(0));
}

/// Runs of coded bytes in a chunk that each end by themselves, counted from its start: the partitions of VP8, or all of it.
fn runs(chunk: &[u8], len: u64) -> Vec<Span> {
    let whole = Span::between(CHUNK_HEADER_LEN, len);
    let frame = chunk.strip_prefix(b"VP8 ").and_then(|rest| rest.get(4..usize::try_from(len).ok()?.checked_sub(4)?));
    let Some(partitions) = frame.and_then(vp8::partitions) else { return vec![whole] };
    let placed = |span: Span| Span::new(span.start.saturating_add(CHUNK_HEADER_LEN), span.len);
    partitions.into_iter().map(|partition| placed(partition.into())).collect()
}

/// What a file shows; nothing where it cannot be decoded.
fn shown(file: &[u8]) -> Option<Vec<u8>> {
    guard(|| {
        let decoder = WebPDecoder::new(Cursor::new(file)).ok()?;
        let mut pixels =
            vec![0; usize::try_from(decoder.total_bytes()).ok().filter(|&len| len as u64 <= LARGEST.saturating_mul(4))?];
        decoder.read_image(&mut pixels).ok()?;
        Some(pixels)
    })
    .flatten()
}

/// Width and height, as the data of a chunk say (RFC 6386, 9.1; RFC 9649, 3.4).
fn size(kind: [u8; 4], data: &[u8]) -> Option<[u32; 2]> {
    Some(match (&kind, data) {
        (b"VP8 ", [_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1, ..]) => {
            [[*w0, *w1], [*h0, *h1]].map(|side| u32::from(u16::from_le_bytes(side) & 0x3FFF))
        }
        (b"VP8L", [0x2F, b0, b1, b2, b3, ..]) => {
            let bits = u32::from_le_bytes([*b0, *b1, *b2, *b3]);
            [bits & 0x3FFF, bits >> 14 & 0x3FFF].map(|side| side.saturating_add(1))
        }
        _ => return None,
    })
}
