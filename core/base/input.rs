//! Bounded, positioned reading: an [`Input`] reads spans of bytes in memory, or of anything that can be read by
//! position, and never past its end. Only whoever opened it knows what it is, a file or a browser's blob.

mod pieces;
mod window;

use pieces::PIECE_BYTES;
use window::Window;

use std::borrow::Cow;
use std::ops::ControlFlow::{self, Break, Continue};

use super::equal::equal;
use super::read_at::{ReadAt, slice};
use super::{Budget, Error, Limit, Limits, Malformed, Place, Span, cost};

/// The size of a stream's first piece, and how much each piece grows.
const FIRST_BYTES: u64 = 1 << 10;
const MORE: u64 = 4;

#[derive(Debug)]
enum Source<'a> {
    Memory(&'a [u8]),
    Reader(&'a dyn ReadAt),
}

/// Bytes in memory, or something else that is read by position, but never past its end.
#[derive(Debug)]
pub struct Input<'a> {
    source: Source<'a>,
    len: u64,
    limits: Limits,
    window: Window,
}

impl<'a> Input<'a> {
    /// Reads from memory.
    #[must_use]
    pub fn from_bytes(bytes: &'a [u8]) -> Self {
        Self::new(Source::Memory(bytes), bytes.len() as u64, Limits::of(bytes.len() as u64))
    }

    /// Reads by position. A trait object, because otherwise every format would be compiled once for each kind of
    /// reader; the cost of a call is nothing next to a system call.
    #[must_use]
    pub fn from_reader(reader: &'a dyn ReadAt) -> Self {
        let len = reader.len();
        Self::new(Source::Reader(reader), len, Limits::of(len))
    }

    /// Reads a part of a file that is in memory: what that costs is charged to the file.
    #[must_use]
    pub fn part(bytes: &'a [u8], limits: &Limits) -> Self {
        Self::new(Source::Memory(bytes), bytes.len() as u64, limits.clone())
    }

    const fn new(source: Source<'a>, len: u64, limits: Limits) -> Self {
        Self { source, len, limits, window: Window::closed() }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What the file may still cost.
    #[must_use]
    pub const fn budget(&self) -> &Budget {
        &self.limits.budget
    }

    /// A span of an input that is in memory, of any length; `None` if the input is not.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] past the end.
    pub fn lent(&self, span: Span) -> Result<Option<&'a [u8]>, Error> {
        match self.source {
            Source::Memory(bytes) => slice(bytes, span).map(Some).ok_or_else(|| self.cut_off()),
            Source::Reader(_) => Ok(None),
        }
    }

    /// Fills `buffer` from `at` on.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] if the input ends before the buffer is full, or the error of the file system.
    pub fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Error> {
        let span = Span::new(at, buffer.len() as u64);
        self.draw(span)?;
        match self.source {
            Source::Memory(bytes) => buffer.copy_from_slice(slice(bytes, span).ok_or_else(|| self.cut_off())?),
            Source::Reader(reader) => {
                // Not left to the reader: a file that has grown since would return more than was described.
                if span.end() > self.len {
                    return Err(self.cut_off());
                }
                self.window.read(reader, self.len, span, buffer)?;
            }
        }
        Ok(())
    }

    /// The first bytes, at most `N`, for telling formats apart, padded with zeros if the input is shorter.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn head<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut head = [0; N];
        let len = usize::try_from(self.len).unwrap_or(N).min(N);
        if let Some(buffer) = head.get_mut(..len) {
            self.read_exact_at(0, buffer)?;
        }
        Ok(head)
    }

    /// `N` bytes from `at` on.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] if the input ends first.
    pub fn array<const N: usize>(&self, at: u64) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        self.read_exact_at(at, &mut bytes)?;
        Ok(bytes)
    }

    /// The bytes of a span, for blocks of metadata.
    ///
    /// # Errors
    /// [`Limit::BlockBytes`] for a span above [`Limits::block_bytes`], [`Malformed::CutOff`] past the end.
    pub fn bytes(&self, span: Span) -> Result<Cow<'a, [u8]>, Error> {
        self.at_most(span, self.limits.block_bytes)
    }

    /// A copy of the bytes of a span of at most `most` bytes: for whole files, and for parsers that cannot stream.
    ///
    /// # Errors
    /// [`Limit::BlockBytes`] for a longer span, [`Malformed::CutOff`] past the end, or the error of the file system.
    pub fn copied(&self, span: Span, most: u64) -> Result<Vec<u8>, Error> {
        self.at_most(span, most).map(Cow::into_owned)
    }

    /// The bytes of a span, whose length is checked before anything is allocated for it.
    fn at_most(&self, span: Span, most: u64) -> Result<Cow<'a, [u8]>, Error> {
        if span.end() > self.len {
            return Err(self.cut_off());
        }
        if span.len > most {
            return Err(Error::limit(Limit::BlockBytes, Place::at(span.start)));
        }
        self.draw(span)?;
        match self.source {
            Source::Memory(bytes) => slice(bytes, span).map(Cow::Borrowed).ok_or_else(|| self.cut_off()),
            Source::Reader(reader) => Ok(Cow::Owned(self.window.bytes(reader, self.len, span)?)),
        }
    }

    /// Passes the bytes of a span to `visit`, in order, one piece at a time with its offset, until `visit` breaks with
    /// a value. Pieces do not overlap; memory stays constant whatever the span's length.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] if the span ends past the input, or the error of the file system.
    pub fn stream<T>(&self, span: Span, mut visit: impl FnMut(u64, &[u8]) -> ControlFlow<T>) -> Result<Option<T>, Error> {
        if span.end() > self.len {
            return Err(self.cut_off());
        }
        let mut at = span.start;
        // Many look only at the first few bytes: what is passed on, and drawn, grows step by step.
        let mut most = FIRST_BYTES;
        let mut next = || {
            let here = Span::new(at, span.end().saturating_sub(at).min(most));
            (at, most) = (here.end(), most.saturating_mul(MORE).min(PIECE_BYTES as u64));
            if here.is_empty() { Ok(None) } else { self.draw(here).map(|()| Some(here)) }
        };
        match self.source {
            Source::Memory(bytes) => {
                while let Some(here) = next()? {
                    if let Break(value) = visit(here.start, slice(bytes, here).ok_or_else(|| self.cut_off())?) {
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            Source::Reader(reader) => pieces::lend(|buffer| {
                while let Some(here) = next()? {
                    let Some(piece) = buffer.get_mut(..usize::try_from(here.len).unwrap_or(PIECE_BYTES)) else { break };
                    self.window.read(reader, self.len, here, piece)?;
                    if let Break(value) = visit(here.start, piece) {
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }),
        }
    }

    /// What reading a span costs.
    fn draw(&self, span: Span) -> Result<(), Error> {
        self.budget().draw(cost::READ.saturating_add(span.len / cost::SEARCHED), span.start)
    }

    /// Whether the bytes from `at` on are `expected`.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] if the input ends first, or the error of the file system.
    pub fn matches(&self, at: u64, expected: &[u8]) -> Result<bool, Error> {
        let mut rest = expected;
        let differs = self.stream(Span::new(at, expected.len() as u64), |_, piece| match rest.split_at_checked(piece.len()) {
            Some((same, after)) if equal(same, piece) => {
                rest = after;
                Continue(())
            }
            _ => Break(()),
        })?;
        Ok(differs.is_none())
    }

    /// Offset of the first `needle` in a span, read in pieces.
    ///
    /// # Errors
    /// Those of [`Self::stream`].
    pub fn find(&self, span: Span, needle: &[u8]) -> Result<Option<u64>, Error> {
        let mut seam: Vec<u8> = Vec::new();
        self.stream(span, |base, piece| {
            let before = seam.len();
            let head = piece.get(..needle.len().min(piece.len())).unwrap_or_default();
            let mut joined = seam.clone();
            joined.extend(head);
            if let Some(at) = memchr::memmem::find(&joined, needle) {
                return Break(base.saturating_sub(before as u64).saturating_add(at as u64));
            }
            if let Some(at) = memchr::memmem::find(piece, needle) {
                return Break(base.saturating_add(at as u64));
            }
            // Too short for a needle, but enough for all but its last byte.
            let keep = piece.len().saturating_sub(needle.len().saturating_sub(1));
            seam = piece.get(keep..).unwrap_or_default().to_vec();
            Continue(())
        })
    }

    /// Whether a span contains only this value.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] if the span ends past the input, or the error of the file system.
    pub fn is_filled(&self, span: Span, fill: u8) -> Result<bool, Error> {
        // Whole lines are compared many bytes at a time; a search for the first other byte is not.
        const LINE: usize = 256;
        let filled = |piece: &[u8]| piece.chunks(LINE).all(|line| line.iter().fold(0, |bits, byte| bits | (byte ^ fill)) == 0);
        Ok(self.stream(span, |_, piece| if filled(piece) { Continue(()) } else { Break(()) })?.is_none())
    }

    fn cut_off(&self) -> Error {
        Error::malformed(Malformed::CutOff, Place::at(self.len))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_behind_the_end_is_cut_off_and_never_allocated() {
        let input = Input::from_bytes(b"abc");
        assert!(matches!(input.bytes(Span::new(1, u64::MAX)), Err(Error::Malformed { what: Malformed::CutOff, .. })));
        assert!(matches!(input.array::<4>(0), Err(Error::Malformed { .. })));
        assert_eq!(input.array::<2>(1).unwrap(), *b"bc");
    }

    #[test]
    fn a_copy_is_of_what_is_there_and_no_longer_than_asked_for() {
        let content: Vec<u8> = (0..20_000u16).flat_map(u16::to_le_bytes).collect();
        let reader = content.as_slice();
        for input in [Input::from_bytes(&content), Input::from_reader(&reader)] {
            for (start, len) in [(0, 40_000), (39_990, 10), (3, 0)] {
                let copied = input.copied(Span::new(start, len), len).unwrap();
                assert_eq!(copied, content[start as usize..(start + len) as usize]);
            }
            let outside = input.copied(Span::new(0, 40_001), 40_000);
            assert!(matches!(outside, Err(Error::Malformed { what: Malformed::CutOff, .. })));
            let Err(Error::Limit { what: Limit::BlockBytes, place }) = input.copied(Span::new(7, 5), 4) else { panic!() };
            assert_eq!(place, Place::at(7));
        }
    }

    #[test]
    fn a_reader_is_streamed_in_order_and_whole() {
        let content: Vec<u8> = (0..400_000u32).flat_map(u32::to_le_bytes).collect();
        let reader = content.as_slice();
        let input = Input::from_reader(&reader);
        let mut seen = Vec::new();
        let span = Span::new(3, content.len() as u64 - 5);
        let stopped: Option<()> = input
            .stream(span, |at, piece| {
                assert_eq!(at, 3 + seen.len() as u64);
                seen.extend_from_slice(piece);
                Continue(())
            })
            .unwrap();
        assert!(stopped.is_none());
        assert_eq!(seen, content[3..content.len() - 2]);
    }

    #[test]
    fn a_needle_on_the_seam_of_two_reads_is_found() {
        let mut bytes = vec![b'x'; (128 << 10) - 2];
        bytes.extend(b"ftyp and more");
        let reader = bytes.as_slice();
        let input = Input::from_reader(&reader);
        let at = input.find(Span::new(0, bytes.len() as u64), b"ftyp").unwrap();
        assert_eq!(at, Some((128 << 10) - 2));
    }

    #[test]
    fn one_bit_anywhere_is_not_zero() {
        let mut content = vec![0; 300_000];
        assert!(Input::from_bytes(&content).is_filled(Span::new(0, 300_000), 0).unwrap());
        for at in [0, 255, 256, 131_071, 131_072, 299_999] {
            content[at] = 1;
            assert!(!Input::from_bytes(&content).is_filled(Span::new(0, 300_000), 0).unwrap(), "{at}");
            content[at] = 0;
        }
    }

    #[test]
    fn two_readers_are_compared_through_two_buffers() {
        let content: Vec<u8> = (0..400_000u32).flat_map(u32::to_le_bytes).collect();
        let reader = content.as_slice();
        let (one, other) = (Input::from_reader(&reader), Input::from_reader(&reader));
        let compare = |at: u64| {
            one.stream(Span::new(0, 1_000_000), |from, piece| match other.matches(at + from, piece) {
                Ok(true) => Continue(()),
                _ => Break(()),
            })
        };
        assert!(compare(0).unwrap().is_none() && compare(4).unwrap().is_some());
    }
}
