//! The zlib streams of a PNG file (PNG third edition, 10): which chunks each is in, and the size of its picture in
//! bytes.

use crate::base::{Error, Input, Span};
use crate::containers::png::Chunk;

/// Where a pass begins, and the distance between its pixels (8.1): columns, then rows.
const PASSES: [[u64; 4]; 7] = [[0, 8, 0, 8], [4, 8, 0, 8], [0, 4, 4, 8], [2, 4, 0, 4], [0, 2, 2, 4], [1, 2, 0, 2], [0, 1, 1, 2]];

/// How the samples of a picture are arranged (11.2.1).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    bits: u64,
    interlaced: bool,
}

/// Chunks that contain one stream: a picture, or a frame of an animation.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) chunks: Vec<Chunk>,
    /// Width and height.
    size: [u32; 2],
    layout: Layout,
}

impl Stream {
    /// What is compressed, chunk by chunk: the data of a frame are preceded by its number (11.3.6.3).
    pub(super) fn pieces(&self) -> Vec<Span> {
        let number = |chunk: &Chunk| if chunk.kind == *b"fdAT" { 4 } else { 0 };
        self.chunks.iter().map(|chunk| Span::between(chunk.data.start.saturating_add(number(chunk)), chunk.data.end())).collect()
    }

    /// Bytes of the picture before compression.
    pub(super) fn len(&self) -> u64 {
        self.passes().map(|pass| pass.row.saturating_mul(pass.rows)).fold(0, u64::saturating_add)
    }

    /// The passes that have any points (8.1); there is one if the picture is not interlaced.
    pub(super) fn passes(&self) -> impl Iterator<Item = Pass> {
        let ([width, height], Layout { bits, interlaced }) = (self.size.map(u64::from), self.layout);
        let passes: &[[u64; 4]] = if interlaced { &PASSES } else { &[[0, 1, 0, 1]] };
        let sizes = passes.iter().map(move |[x, across, y, down]| {
            let [columns, rows] = [width.saturating_sub(*x).div_ceil(*across), height.saturating_sub(*y).div_ceil(*down)];
            Pass { columns, rows, row: columns.saturating_mul(bits).div_ceil(8).saturating_add(1) }
        });
        sizes.filter(|pass| pass.columns > 0)
    }
}

/// A picture, or the points of it that are shown first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pass {
    pub(super) columns: u64,
    pub(super) rows: u64,
    /// Bytes of a row, with the one that gives its filter (9.2).
    pub(super) row: u64,
}

/// The streams of a file, from the IDAT and fdAT chunks that somebody shows.
///
/// # Errors
/// Those of the reader.
pub(super) fn streams(input: &Input<'_>, chunks: &[Chunk], is_shown: impl Fn(&Chunk) -> bool) -> Result<Vec<Stream>, Error> {
    let mut streams: Vec<Stream> = Vec::new();
    let (mut layout, mut whole, mut frame) = (Layout::default(), [0; 2], None);
    for chunk in chunks {
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
            b"IDAT" | b"fdAT" if is_shown(chunk) => {
                let size = if chunk.kind == *b"IDAT" { whole } else { frame.unwrap_or(whole) };
                match streams.last_mut() {
                    Some(Stream { chunks, .. })
                        if chunks.last().is_some_and(|last| last.kind == chunk.kind && last.span.end() == chunk.span.start) =>
                    {
                        chunks.push(*chunk);
                    }
                    _ => streams.push(Stream { chunks: vec![*chunk], size, layout }),
                }
            }
            _ => {}
        }
    }
    Ok(streams)
}

impl Layout {
    fn new(depth: u8, colour: u8, interlaced: bool) -> Self {
        let samples = match colour {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        Self { bits: u64::from(depth).saturating_mul(samples), interlaced }
    }
}
