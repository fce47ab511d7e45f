//! PNG and APNG (PNG third edition, 5 and 11).

use super::bytes::{Bytes, Seen};
use super::{exif, packet};

pub(super) fn read(bytes: &mut Bytes<'_, '_>) -> Seen {
    bytes.exactly(b"\x89PNG\r\n\x1A\n")?;
    while bytes.left() > 0 {
        chunk(bytes)?;
    }
    Ok(())
}

fn chunk(bytes: &mut Bytes<'_, '_>) -> Seen {
    let start = bytes.at();
    if bytes.coded()? > 0 {
        return end_of_data(bytes, start);
    }
    let len = bytes.length(4)?;
    let sum = bytes.checksum(len.saturating_add(4))?;
    let kind = bytes.array()?;
    bytes.inside(len, |bytes| data(bytes, kind))?;
    bytes.exactly(&sum.to_be_bytes())
}

/// A checksum of the data, and one of the chunk.
const END: u64 = 8;

/// What is left of the last of the chunks with coded data that began at `start`: its end may have been missing.
fn end_of_data(bytes: &mut Bytes<'_, '_>, start: u64) -> Seen {
    let coded = bytes.at();
    let mut end = start;
    while end < coded {
        bytes.go(end)?;
        end = bytes.length(4)?.saturating_add(12).saturating_add(end);
    }
    bytes.go(coded)?;
    // What stood behind the compressed data is zeros.
    let left = end.saturating_sub(coded);
    bytes.zeros(left.saturating_sub(END))?;
    bytes.listed(left.min(END))
}

fn data(bytes: &mut Bytes<'_, '_>, kind: [u8; 4]) -> Seen {
    const LARGEST: u64 = 0xFF_FFFF;
    match &kind {
        b"IHDR" => numbers(bytes, &[(4, LARGEST), (4, LARGEST), (1, 16), (1, 6), (1, 0), (1, 0), (1, 1)]),
        b"IEND" => Ok(()),
        // Colours of an index, colours that are transparent.
        b"PLTE" | b"tRNS" => bytes.listed(bytes.left()),
        b"iCCP" => {
            bytes.begins(b"icc");
            bytes.exactly(&[0, 0])?;
            bytes.listed(bytes.left())
        }
        b"cICP" => numbers(bytes, &[(1, 22), (1, 18), (1, 14), (1, 1)]),
        b"sRGB" => numbers(bytes, &[(1, 3)]),
        b"gAMA" => numbers(bytes, &[(4, 1_000_000)]),
        b"cHRM" => numbers(bytes, &[(4, 110_000); 8]),
        b"mDCV" => numbers(
            bytes,
            &[
                (2, 50_000),
                (2, 50_000),
                (2, 50_000),
                (2, 50_000),
                (2, 50_000),
                (2, 50_000),
                (2, 50_000),
                (2, 50_000),
                (4, 100_000_000),
                (4, 100_000_000),
            ],
        ),
        b"cLLI" => numbers(bytes, &[(4, 100_000_000); 2]),
        b"pHYs" => numbers(bytes, &[(4, 1_000_000), (4, 1_000_000), (1, 1)]),
        b"sBIT" => (0..bytes.left().min(4)).try_for_each(|_| bytes.number(1, 16).map(drop)),
        b"bKGD" if bytes.left() == 1 => numbers(bytes, &[(1, 0xFF)]),
        b"bKGD" => (0..bytes.left().min(6) / 2).try_for_each(|_| bytes.number(2, 0xFFFF).map(drop)),
        b"acTL" => numbers(bytes, &[(4, LARGEST), (4, LARGEST)]),
        // When and where a frame is shown.
        b"fcTL" => numbers(
            bytes,
            &[(4, LARGEST), (4, LARGEST), (4, LARGEST), (4, LARGEST), (4, LARGEST), (2, 0xFFFF), (2, 0xFFFF), (1, 2), (1, 1)],
        ),
        b"eXIf" => exif::read(bytes),
        b"iTXt" => packet::read(bytes),
        _ => bytes.stray(),
    }
}

/// Numbers of so many bytes, at most so large.
fn numbers(bytes: &mut Bytes<'_, '_>, numbers: &[(u8, u64)]) -> Seen {
    numbers.iter().try_for_each(|(width, most)| bytes.number(*width, *most).map(drop))
}
