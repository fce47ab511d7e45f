//! Frames of a video that are PNG pictures. What no decoder of frames needs becomes an unknown chunk of the same
//! length, full of zeros: with a different checksum, decoders would stop. PNG files themselves keep more.

use std::collections::BTreeSet;

use super::said::said;
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::containers::png::{self, Chunk};
use crate::model::{CodedElement, Value};

/// Type of a chunk that replaces another: ancillary, private, safe to copy (PNG third edition, 5.4).
const NOTHING: [u8; 4] = *b"zeRo";

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// Those of [`png::walk`] and [`Input::bytes`]; [`Malformed::Crc`] and [`Malformed::ChunkLength`] in chunks that the picture
/// needs; [`Unsupported::CriticalChunk`] for one that the standard does not define.
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    let bytes = input.bytes(sample)?;
    if bytes.is_empty() {
        return Ok(());
    }
    // Separately: the chunks are those of this frame.
    let frame = Input::part(&bytes, input.limits());
    let stream = png::walk(&frame).map_err(|error| error.moved(sample.start).inside("PNG"))?;
    let mut picture = Picture::default();
    for chunk in &stream.chunks {
        let data = frame.bytes(chunk.data)?;
        let place = || Place::new(sample.start.saturating_add(chunk.span.start), chunk.name());
        if picture.needs(chunk, &data, place)? {
            continue;
        }
        let name = Span::new(chunk.span.start.saturating_add(4), 4);
        let checksum = Span::between(chunk.data.end(), chunk.span.end());
        let says = match said(&data) {
            text @ Value::Text(_) => vec![(CodedElement::FrameMetadata, text)],
            _ => Vec::new(),
        };
        let mut put = |at: Span, stuffing, says| {
            let span = Span::new(sample.start.saturating_add(at.start), at.len);
            marks.push(Mark { span, element: CodedElement::FrameMetadata, stuffing, says });
        };
        put(Span::between(name.start, chunk.data.end()), Stuffing { head: NOTHING.to_vec(), fill: 0 }, says);
        put(checksum, Stuffing::exactly(checksum_of_zeros(data.len())), Vec::new());
    }
    let tail = Span::between(sample.start.saturating_add(stream.end), sample.end());
    if !tail.is_empty() {
        let says = match said(&input.bytes(tail)?) {
            text @ Value::Text(_) => vec![(CodedElement::Tail, text)],
            _ => Vec::new(),
        };
        marks.push(Mark { says, ..Mark::new(tail, CodedElement::Tail, Stuffing::of(0)) });
    }
    Ok(())
}

fn checksum_of_zeros(len: usize) -> Vec<u8> {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&NOTHING);
    crc.update(&vec![0; len]);
    crc.finalize().to_be_bytes().to_vec()
}

/// What is known about a picture so far.
#[derive(Debug, Default)]
struct Picture {
    colour: u8,
    colours: usize,
    seen: BTreeSet<[u8; 4]>,
}

impl Picture {
    /// Whether a decoder needs a chunk: its content must then match its type (PNG third edition, 11), to the last byte.
    fn needs(&mut self, chunk: &Chunk, data: &[u8], place: impl Fn() -> Place) -> Result<bool, Error> {
        const PALETTE: u8 = 3;
        let first = self.seen.insert(chunk.kind);
        let fits = match (&chunk.kind, self.colour) {
            (b"IHDR", _) => {
                self.colour = data.get(9).copied().unwrap_or(0);
                data.len() == 13
            }
            (b"PLTE", PALETTE) => {
                self.colours = data.len() / 3;
                data.len().is_multiple_of(3) && (1..=256).contains(&self.colours)
            }
            (b"tRNS", PALETTE) => first && (1..=self.colours).contains(&data.len()),
            (b"tRNS", colour) => first && data.len() == if colour == 0 { 2 } else { 6 },
            (b"IDAT", _) => true,
            (b"IEND", _) => data.is_empty(),
            // Only suggested, if the picture has its own colours (11.2.2).
            (b"PLTE", _) => return Ok(false),
            (b"gAMA", _) => return Ok(first && chunk.intact && matches!(data, [0, 0..=15, _, _])),
            (b"sRGB", _) => return Ok(first && chunk.intact && matches!(data, [0..=3])),
            (b"pHYs", _) => return Ok(first && chunk.intact && matches!(data, [0, _, _, _, 0, _, _, _, 0 | 1])),
            _ if chunk.is_critical() => return Err(Error::unsupported(Unsupported::CriticalChunk, place())),
            _ => return Ok(false),
        };
        match (fits, chunk.intact) {
            (true, true) => Ok(true),
            (true, false) => Err(Error::malformed(Malformed::Crc, place())),
            (false, _) => Err(Error::malformed(Malformed::ChunkLength, place())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::png::{HEADER, chunk, picture, stream};
    use crate::testing::{WORD, holds, samples};

    #[track_caller]
    fn becomes(sample: &[u8], copy: &[u8]) {
        assert_eq!(samples::cleaned(sample, walk).unwrap().0, copy);
    }

    #[test]
    fn what_decoders_need_stays() {
        let palette = [HEADER[..9].to_vec(), vec![3], HEADER[10..].to_vec()].concat();
        let chunks = [
            chunk(b"gAMA", &45_455_u32.to_be_bytes()),
            chunk(b"sRGB", &[0]),
            chunk(b"PLTE", &[1; 6]),
            chunk(b"tRNS", &[0, 9]),
            chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 19, 1]),
        ];
        let sample = picture(&palette, &chunks);
        becomes(&sample, &sample);
        becomes(&picture(HEADER, &[chunk(b"PLTE", WORD)]), &picture(HEADER, &[chunk(b"zeRo", &[0; 28])]));
        becomes(b"", b"");
    }

    #[test]
    fn everything_else_becomes_a_chunk_of_zeros() {
        let again = [chunk(b"sRGB", &[0]), chunk(b"sRGB", b"N")];
        becomes(&picture(HEADER, &again), &picture(HEADER, &[chunk(b"sRGB", &[0]), chunk(b"zeRo", &[0])]));
        for kind in [b"tEXt", b"eXIf", b"iCCP", b"cHRM", b"gAMA", b"pHYs", b"fdAT", b"noRa"] {
            let sample = [&picture(HEADER, &[chunk(kind, WORD)])[..], WORD].concat();
            becomes(&sample, &[&picture(HEADER, &[chunk(b"zeRo", &[0; 28])])[..], &[0; 28]].concat());
        }
        let mut damaged = picture(HEADER, &[chunk(b"tEXt", WORD)]);
        damaged[8 + 25 + 4 + 4 + 28] ^= 1;
        becomes(&damaged, &picture(HEADER, &[chunk(b"zeRo", &[0; 28])]));
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        let mut damaged = picture(HEADER, &[]);
        damaged[8 + 8] ^= 1;
        assert!(matches!(samples::walked(&damaged, walk), Err(Error::Malformed { what: Malformed::Crc, .. })));
        let header = stream(&[chunk(b"IHDR", WORD), chunk(b"IDAT", &[1]), chunk(b"IEND", &[])]);
        let twice = picture(HEADER, &[chunk(b"tRNS", &[0, 1]), chunk(b"tRNS", b"No")]);
        for malformed in [header, twice, picture(HEADER, &[chunk(b"tRNS", WORD)])] {
            assert!(matches!(samples::walked(&malformed, walk), Err(Error::Malformed { what: Malformed::ChunkLength, .. })));
        }
        let critical = picture(HEADER, &[chunk(b"NORA", &[])]);
        assert!(matches!(samples::walked(&critical, walk), Err(Error::Unsupported { what: Unsupported::CriticalChunk, .. })));
        let Err(Error::Malformed { place, .. }) = samples::walked(WORD, walk) else { panic!() };
        assert!(place.at > 0);
    }

    #[test]
    fn a_text_is_told() {
        let (copy, says) = samples::cleaned(&picture(HEADER, &[chunk(b"tEXt", WORD)]), walk).unwrap();
        assert!(!holds(&copy, WORD));
        assert_eq!(says, [Value::Text(String::from_utf8(WORD.to_vec()).unwrap())]);
    }

    proptest! {
        #[test]
        fn anything_is_walked_twice_alike(
            chunks in prop::collection::vec((prop::sample::select(vec![b"gAMA", b"PLTE", b"tRNS", b"sRGB", b"teXt"]), prop::collection::vec(any::<u8>(), 0..12)), 0..5),
            behind in prop::collection::vec(any::<u8>(), 0..9),
        ) {
            let chunks: Vec<Vec<u8>> = chunks.iter().map(|(kind, data)| chunk(kind, data)).collect();
            let _ = samples::cleaned(&[picture(HEADER, &chunks), behind].concat(), walk);
        }
    }
}
