//! Where the coded pictures of a WebP file end, which no header says: after the last byte that a decoder requests. A
//! third-party decoder tells: it is given less and less of the picture, as long as it shows the same.

use std::io::Cursor;
use std::ops::Range;

use image::ImageDecoder;
use image::codecs::webp::WebPDecoder;

use super::value::WebpValue;
use crate::base::{Error, Input, Span, guard};
use crate::codecs::vp8;
use crate::containers::riff::CHUNK_HEADER_LEN;
use crate::formats::coded::{self, Coded};
use crate::model::{FieldId, Scan};

/// Coders write a few bytes more than needed, which say nothing: this many are too few for a text.
const SPARE: usize = 12;
/// Largest picture that is decoded, in pixels: two of them are held in memory, plus whatever the decoder holds.
const LARGEST: u64 = 16 << 20;
/// Most pixels decoded for one file: a decoder is called again and again, and takes about twelve nanoseconds for each.
/// It has its own budget, since what a file is granted for its length would not be enough for most photos.
const MOST: u64 = 64 << 20;

/// Whether a region is a coded picture, or its alpha.
pub(in crate::formats) fn has_end(id: &FieldId) -> bool {
    matches!(id, FieldId::Webp(kind) if matches!(kind, b"VP8 " | b"VP8L" | b"ALPH"))
}

/// The same with what comes after the coded pictures cut out of their chunks, if it can be determined what that is.
pub(in crate::formats) fn decoded(input: &Input<'_>, scan: Scan<WebpValue>) -> Result<Scan<WebpValue>, Error> {
    let mut parts = Vec::new();
    // If that is too little, it cannot be determined where the data end.
    let mut left = MOST;
    // The alpha of a picture comes before it, and is decoded with it.
    let mut alpha: Option<Chunk> = None;
    for span in coded::regions(&scan, has_end) {
        let data = Span::between(span.start.saturating_add(CHUNK_HEADER_LEN), span.end());
        let Some(coded) = Coded::read(input, vec![data])? else { return Ok(scan) };
        let chunk = Chunk { kind: input.array(span.start)?, at: data.start, data: coded.bytes };
        if chunk.kind == *b"ALPH" {
            alpha = Some(chunk);
            continue;
        }
        let Some(mut picture) = Picture::new(chunk, alpha.take(), left) else { return Ok(scan) };
        let Some(unread) = picture.unread() else { return Ok(scan) };
        for span in unread {
            parts.extend(coded::blank(input, span)?);
        }
        left = picture.left;
    }
    coded::cut(scan, parts)
}

/// A chunk, with its data and where in the file they are.
struct Chunk {
    kind: [u8; 4],
    at: u64,
    data: Vec<u8>,
}

impl Chunk {
    /// The parts that end separately: the partitions of VP8, or all of the data.
    fn runs(&self) -> Vec<Range<usize>> {
        let partitions = if self.kind == *b"VP8 " { vp8::partitions(&self.data) } else { None };
        partitions.unwrap_or_else(|| std::iter::once(0..self.data.len()).collect())
    }

    /// The data with only this many bytes of a run.
    fn with_less(&self, runs: &[Range<usize>], run: usize, len: usize) -> Option<Vec<u8>> {
        let range = runs.get(run)?;
        let (before, after) = (self.data.get(..range.start.checked_add(len)?)?, self.data.get(range.end..)?);
        let mut data = [before, after].concat();
        if runs.len() > 1 {
            vp8::resize(&mut data, runs, run, len)?;
        }
        Some(data)
    }
}

/// A picture as a separate file.
struct Picture {
    alpha: Option<Chunk>,
    chunk: Chunk,
    size: [u32; 2],
    /// What it shows.
    shown: Vec<u8>,
    /// How many more pixels may be decoded.
    left: u64,
}

impl Picture {
    fn new(chunk: Chunk, alpha: Option<Chunk>, left: u64) -> Option<Self> {
        let size = size(chunk.kind, &chunk.data)?;
        let mut picture = Self { alpha, chunk, size, shown: Vec::new(), left };
        picture.shown = picture.shown(None, None)?;
        Some(picture)
    }

    /// What the picture shows if its data are replaced by these.
    fn shown(&mut self, alpha: Option<&[u8]>, data: Option<&[u8]>) -> Option<Vec<u8>> {
        let [width, height] = self.size;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        self.left = self.left.checked_sub(pixels).filter(|_| pixels <= LARGEST)?;
        let alpha = alpha.or_else(|| self.alpha.as_ref().map(|alpha| alpha.data.as_slice()));
        let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
        if let Some(alpha) = alpha {
            // VP8X: its flag for alpha, and the size of the canvas less one in 24 bits each (RFC 9649, 2.7).
            let [width, height] = [width, height].map(|side| side.saturating_sub(1).to_le_bytes());
            file.extend([&b"VP8X\x0a\0\0\0\x10\0\0\0"[..], width.get(..3)?, height.get(..3)?].concat());
            push(&mut file, *b"ALPH", alpha)?;
        }
        push(&mut file, self.chunk.kind, data.unwrap_or(&self.chunk.data))?;
        let size = u32::try_from(file.len().checked_sub(8)?).ok()?;
        file.get_mut(4..8)?.copy_from_slice(&size.to_le_bytes());
        shown(&file)
    }

    /// What no decoder requests, as spans of the file; `None` if it cannot be determined.
    fn unread(&mut self) -> Option<Vec<Span>> {
        let mut unread = Vec::new();
        for of_alpha in [true, false] {
            let chunk = if of_alpha { self.alpha.as_ref() } else { Some(&self.chunk) };
            let Some(chunk) = chunk else { continue };
            let (at, runs) = (chunk.at, chunk.runs());
            for (index, run) in runs.iter().enumerate() {
                let len = self.len(of_alpha, &runs, index)?;
                let from = |from: usize| at.saturating_add(from as u64);
                unread.push(Span::between(from(run.start.saturating_add(len)), from(run.end)));
            }
        }
        Some(unread)
    }

    /// How many bytes of a run are requested; all of them, if the rest is only what coders write in excess.
    fn len(&mut self, of_alpha: bool, runs: &[Range<usize>], run: usize) -> Option<usize> {
        let whole = runs.get(run)?.len();
        let spare = whole.saturating_sub(SPARE);
        if !self.is_same_with(of_alpha, runs, run, spare)? {
            return Some(whole);
        }
        let (mut low, mut high) = (0, spare);
        while low < high {
            let middle = low.midpoint(high);
            if self.is_same_with(of_alpha, runs, run, middle)? {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        Some(high)
    }

    fn is_same_with(&mut self, of_alpha: bool, runs: &[Range<usize>], run: usize, len: usize) -> Option<bool> {
        let chunk = if of_alpha { self.alpha.as_ref()? } else { &self.chunk };
        let less = chunk.with_less(runs, run, len)?;
        let before = self.left;
        let shown = if of_alpha { self.shown(Some(&less), None) } else { self.shown(None, Some(&less)) };
        // What cannot be decoded counts as a different picture, unless the budget was too small.
        if self.left == before { None } else { Some(shown.as_ref() == Some(&self.shown)) }
    }
}

/// Adds a chunk, with its padding.
fn push(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) -> Option<()> {
    file.extend(kind);
    file.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
    file.extend(data);
    file.extend((data.len() & 1 == 1).then_some(0));
    Some(())
}

/// What a file shows; `None` if it cannot be decoded.
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

/// Width and height, according to the data of a chunk (RFC 6386, 9.1; RFC 9649, 3.4).
pub(super) fn size(kind: [u8; 4], data: &[u8]) -> Option<[u32; 2]> {
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
