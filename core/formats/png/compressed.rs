//! The compressed data of a picture, inflated piece by piece, whatever is missing at their end (RFC 1950, RFC 1951).

use std::ops::ControlFlow::{Break, Continue};

use adler2::Adler32;
use flate2::{Decompress, FlushDecompress, Status};

use crate::base::{Error, Input, Span, cost};

/// Pictures that decode to more than this are not examined: they are cut off, as far as anybody knows.
const LARGEST: u64 = 1 << 30;
/// Bytes of a zlib header, and of the checksum at its end.
const HEADER: u64 = 2;
pub(super) const CHECKSUM: u64 = 4;

/// Compressed data, as far as they go.
#[derive(Debug)]
pub(super) struct Compressed {
    /// Bytes they decompress to.
    len: u64,
    /// Bytes of them up to their checksum.
    read: u64,
    /// Their Adler-32.
    checksum: [u8; 4],
    /// Whether the last block ends.
    ended: bool,
}

/// Inflates the data in these spans, and passes what they yield to `visit`.
///
/// # Errors
/// The error of the file system.
pub(super) fn inflate(input: &Input<'_>, spans: &[Span], mut visit: impl FnMut(&[u8])) -> Result<Compressed, Error> {
    let mut decoder = Decompress::new(false);
    let mut buffer = vec![0; 64 << 10];
    let mut checksum = Adler32::new();
    let mut left = HEADER;
    let mut ended = false;
    for span in spans {
        let header = left.min(span.len);
        left = left.saturating_sub(header);
        let budget = input.budget();
        let stopped = input.stream(Span::between(span.start.saturating_add(header), span.end()), |_, mut piece| {
            loop {
                let (read, written) = (decoder.total_in(), decoder.total_out());
                let Ok(status) = decoder.decompress(piece, &mut buffer, FlushDecompress::None) else { return Break(()) };
                let read = usize::try_from(decoder.total_in().saturating_sub(read)).unwrap_or(usize::MAX);
                let written = usize::try_from(decoder.total_out().saturating_sub(written)).unwrap_or(usize::MAX);
                if !budget.affords(cost::inflated(read as u64, written as u64).saturating_mul(2)) {
                    return Break(());
                }
                let yielded = buffer.get(..written).unwrap_or_default();
                checksum.write_slice(yielded);
                visit(yielded);
                piece = piece.get(read..).unwrap_or_default();
                ended = status == Status::StreamEnd;
                if ended || decoder.total_out() > LARGEST {
                    return Break(());
                }
                if read == 0 && written == 0 || piece.is_empty() && written < buffer.len() {
                    return Continue(());
                }
            }
        })?;
        if stopped.is_some() {
            break;
        }
    }
    let checksum = checksum.checksum().to_be_bytes();
    let read = decoder.total_in().saturating_add(HEADER);
    Ok(Compressed { len: decoder.total_out(), read, checksum, ended })
}

impl Compressed {
    /// The checksum, if nothing else can be missing, for this many bytes.
    pub(super) fn checksum(&self, bytes: u64) -> Option<[u8; 4]> {
        (self.read.checked_add(CHECKSUM) == Some(bytes)).then_some(self.checksum)
    }

    /// Whether a picture of this many bytes is complete.
    pub(super) fn is_whole(&self, wanted: u64) -> bool {
        self.ended && (1..=self.len).contains(&wanted) && wanted <= LARGEST
    }
}
