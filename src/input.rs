//! Bounded, positioned reading. A [`Span`] names bytes of the input, an [`Input`] reads them from memory or from
//! a file, a [`Cursor`] walks a block that was read, and [`Limits`] says how much of anything is believed.
//! Nothing here knows a format.

mod cursor;
mod pieces;
mod window;

pub use cursor::{ByteOrder, Cursor};
use pieces::PIECE_BYTES;
use window::Window;

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::ops::ControlFlow::{self, Break, Continue};

use crate::error::{Error, Limit, Malformed, Place};

/// A run of bytes of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u64,
    /// Length in bytes.
    pub len: u64,
}

impl Span {
    /// The `len` bytes from `start` on.
    #[must_use]
    pub const fn new(start: u64, len: u64) -> Self {
        Self { start, len }
    }

    /// The bytes from `start` up to, and not including, `end`; empty where `end` is not behind `start`.
    #[must_use]
    pub const fn between(start: u64, end: u64) -> Self {
        Self { start, len: end.saturating_sub(start) }
    }

    /// Offset of the first byte behind the span.
    #[must_use]
    pub const fn end(self) -> u64 {
        self.start.saturating_add(self.len)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// How much of anything a file may make us read, remember or inflate. One set of numbers for every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest block of metadata that is read, in bytes. A larger one is removed unread.
    pub block_bytes: u64,
    /// Most bytes that one compressed block may inflate to.
    pub inflated_bytes: usize,
    /// Most segments, chunks or boxes in one file.
    pub elements: usize,
    /// Most fields listed for one file.
    pub fields: usize,
    /// Deepest nesting of IFDs, elements or boxes.
    pub depth: usize,
}

impl Limits {
    /// The limits that every scan uses.
    pub const DEFAULT: Self =
        Self { block_bytes: 16 << 20, inflated_bytes: 16 << 20, elements: 100_000, fields: 20_000, depth: 16 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[derive(Debug)]
enum Source<'a> {
    Memory(&'a [u8]),
    File(&'a File),
}

/// A file, or bytes in memory, that is read by position and never past its end.
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
        Self { source: Source::Memory(bytes), len: bytes.len() as u64, limits: Limits::DEFAULT, window: Window::closed() }
    }

    /// Reads from a file of `len` bytes, by position.
    #[must_use]
    pub const fn from_file(file: &'a File, len: u64) -> Self {
        Self { source: Source::File(file), len, limits: Limits::DEFAULT, window: Window::closed() }
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

    /// The whole input, where it is in memory.
    #[must_use]
    pub const fn in_memory(&self) -> Option<&'a [u8]> {
        match self.source {
            Source::Memory(bytes) => Some(bytes),
            Source::File(_) => None,
        }
    }

    /// Fills `buffer` from `at` on.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] where the input ends before the buffer is full, or the error of the file system.
    pub fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> Result<(), Error> {
        let span = Span::new(at, buffer.len() as u64);
        match self.source {
            Source::Memory(bytes) => buffer.copy_from_slice(slice(bytes, span).ok_or_else(|| self.cut_off())?),
            Source::File(file) => {
                if span.end() > self.len {
                    return Err(self.cut_off());
                }
                self.window.read(file, self.len, span, buffer)?;
            }
        }
        Ok(())
    }

    /// The first bytes, at most `N`, for telling formats apart; what the input does not have is zero.
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
    /// [`Malformed::CutOff`] where the input ends before.
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
        if span.end() > self.len {
            return Err(self.cut_off());
        }
        if span.len > self.limits.block_bytes {
            return Err(Error::limit(Limit::BlockBytes, Place::at(span.start)));
        }
        match self.source {
            Source::Memory(bytes) => slice(bytes, span).map(Cow::Borrowed).ok_or_else(|| self.cut_off()),
            Source::File(file) => Ok(Cow::Owned(self.window.bytes(file, self.len, span)?)),
        }
    }

    /// Hands the bytes of a span to `visit`, in order, a piece at a time with the offset of each piece, until it
    /// breaks with a value. Pieces overlap by nothing; memory stays constant whatever the span's length.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] where the span ends behind the input, or the error of the file system.
    pub fn stream<T>(&self, span: Span, mut visit: impl FnMut(u64, &[u8]) -> ControlFlow<T>) -> Result<Option<T>, Error> {
        if span.end() > self.len {
            return Err(self.cut_off());
        }
        match self.source {
            Source::Memory(bytes) => {
                let piece = slice(bytes, span).ok_or_else(|| self.cut_off())?;
                Ok(visit(span.start, piece).break_value())
            }
            Source::File(file) => pieces::lend(|buffer| {
                let mut at = span.start;
                while at < span.end() {
                    let len = usize::try_from(span.end().saturating_sub(at)).unwrap_or(PIECE_BYTES).min(buffer.len());
                    let here = Span::new(at, len as u64);
                    let Some(piece) = buffer.get_mut(..len) else { break };
                    self.window.read(file, self.len, here, piece)?;
                    if let Break(value) = visit(at, piece) {
                        return Ok(Some(value));
                    }
                    at = here.end();
                }
                Ok(None)
            }),
        }
    }

    /// Whether the bytes from `at` on are `expected`.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] where the input ends before, or the error of the file system.
    pub fn matches(&self, at: u64, expected: &[u8]) -> Result<bool, Error> {
        let mut rest = expected;
        let differs = self.stream(Span::new(at, expected.len() as u64), |_, piece| match rest.split_at_checked(piece.len()) {
            Some((same, after)) if same == piece => {
                rest = after;
                Continue(())
            }
            _ => Break(()),
        })?;
        Ok(differs.is_none())
    }

    /// Whether a span holds nothing but zeros.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] where the span ends behind the input, or the error of the file system.
    pub fn is_zero(&self, span: Span) -> Result<bool, Error> {
        // Whole lines are looked at many bytes at a time, a search for the first other byte is not.
        const LINE: usize = 256;
        let zero = |piece: &[u8]| piece.chunks(LINE).all(|line| line.iter().fold(0, |bits, byte| bits | byte) == 0);
        Ok(self.stream(span, |_, piece| if zero(piece) { Continue(()) } else { Break(()) })?.is_none())
    }

    fn cut_off(&self) -> Error {
        Error::malformed(Malformed::CutOff, Place::at(self.len))
    }
}

fn slice(bytes: &[u8], span: Span) -> Option<&[u8]> {
    bytes.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}

#[cfg(unix)]
fn read_file_at(file: &File, at: u64, buffer: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, at)
}

#[cfg(windows)]
fn read_file_at(file: &File, mut at: u64, mut buffer: &mut [u8]) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => {
                buffer = buffer.get_mut(n..).unwrap_or_default();
                at = at.saturating_add(n as u64);
            }
        }
    }
    Ok(())
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
    fn a_file_is_streamed_in_order_and_whole() {
        let content: Vec<u8> = (0..400_000u32).flat_map(u32::to_le_bytes).collect();
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, &content).unwrap();
        let input = Input::from_file(&file, content.len() as u64);
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
    fn one_bit_anywhere_is_not_zero() {
        let mut content = vec![0; 300_000];
        assert!(Input::from_bytes(&content).is_zero(Span::new(0, 300_000)).unwrap());
        for at in [0, 255, 256, 131_071, 131_072, 299_999] {
            content[at] = 1;
            assert!(!Input::from_bytes(&content).is_zero(Span::new(0, 300_000)).unwrap(), "{at}");
            content[at] = 0;
        }
    }

    #[test]
    fn two_files_are_compared_through_two_buffers() {
        let content: Vec<u8> = (0..400_000u32).flat_map(u32::to_le_bytes).collect();
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, &content).unwrap();
        let (one, other) = (Input::from_file(&file, content.len() as u64), Input::from_file(&file, content.len() as u64));
        let compare = |at: u64| {
            one.stream(Span::new(0, 1_000_000), |from, piece| match other.matches(at + from, piece) {
                Ok(true) => Continue(()),
                _ => Break(()),
            })
        };
        assert!(compare(0).unwrap().is_none() && compare(4).unwrap().is_some());
    }
}
