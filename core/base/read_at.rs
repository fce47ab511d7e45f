//! What the core needs from whatever holds a file.

use std::io;

use super::Span;

/// Something that can be read by position: all the core needs from a file.
///
/// ```
/// use untrace_core::ReadAt;
///
/// let bytes: &[u8] = b"any bytes";
/// let mut some = [0; 5];
/// bytes.read_exact_at(4, &mut some)?;
/// assert_eq!(&some, b"bytes");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// Its length is asked for once. If it has become shorter since, a read ends with [`io::ErrorKind::UnexpectedEof`].
pub trait ReadAt: std::fmt::Debug {
    /// Length in bytes.
    fn len(&self) -> u64;

    /// Whether it is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `buffer` with the bytes from offset `at` on.
    ///
    /// # Errors
    /// Whatever prevents reading; [`io::ErrorKind::UnexpectedEof`] if it ends first.
    fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<()>;
}

impl ReadAt for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_exact_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        let bytes = slice(self, Span::new(at, buffer.len() as u64)).ok_or(io::ErrorKind::UnexpectedEof)?;
        buffer.copy_from_slice(bytes);
        Ok(())
    }
}

/// The bytes of a span, if they are long enough.
pub fn slice(bytes: &[u8], span: Span) -> Option<&[u8]> {
    bytes.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}
