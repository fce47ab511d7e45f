//! What the core asks of whatever holds a file.

use std::io;

use super::Span;

/// Something that can be read by position: all that the core asks of a file.
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
/// Its length is asked for once. What became shorter since ends a read with [`io::ErrorKind::UnexpectedEof`].
pub trait ReadAt: std::fmt::Debug {
    /// Length in bytes.
    fn len(&self) -> u64;

    /// Whether it holds no byte.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills `buffer` with the bytes from offset `at` on.
    ///
    /// # Errors
    /// Whatever stands in the way of reading; [`io::ErrorKind::UnexpectedEof`] where it ends before.
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

/// The bytes of a span, where it is not longer than they are.
pub fn slice(bytes: &[u8], span: Span) -> Option<&[u8]> {
    bytes.get(usize::try_from(span.start).ok()?..usize::try_from(span.end()).ok()?)
}
