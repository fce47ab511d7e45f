//! What was last read of a file: headers are close together, and each system call costs more than copying as many
//! bytes.

use std::cell::{RefCell, RefMut};
use std::io;

use crate::base::Span;
use crate::base::read_at::{ReadAt, slice};

/// Most bytes read ahead when few are asked for.
const AHEAD: u64 = 8 << 10;
/// The same, far from what was read last: from frame to frame of a film, most would be read in vain. Near it, larger
/// and larger parts are read.
const FAR: u64 = 64;
const LARGER: u64 = 4;
/// Most bytes that count as few.
const FEW: u64 = 1 << 10;

/// A remembered part of a source.
#[derive(Debug)]
pub(super) struct Window(RefCell<Open>);

#[derive(Debug)]
struct Open {
    at: u64,
    len: usize,
    /// As long as the longest part so far; anything after `len` was read elsewhere.
    bytes: Vec<u8>,
}

impl Window {
    pub(super) const fn closed() -> Self {
        Self(RefCell::new(Open { at: 0, len: 0, bytes: Vec::new() }))
    }

    /// Fills `buffer` with a span of a source of `len` bytes: a short one from what was read around the last one.
    pub(super) fn read(&self, reader: &dyn ReadAt, len: u64, span: Span, buffer: &mut [u8]) -> io::Result<()> {
        match self.open(span) {
            Some(mut open) => buffer.copy_from_slice(open.around(reader, len, span)?),
            None => reader.read_exact_at(span.start, buffer)?,
        }
        Ok(())
    }

    /// The same, as a copy. The bytes are known to be there: a long span is allocated.
    pub(super) fn bytes(&self, reader: &dyn ReadAt, len: u64, span: Span) -> io::Result<Vec<u8>> {
        if let Some(mut open) = self.open(span) {
            return open.around(reader, len, span).map(<[u8]>::to_vec);
        }
        let mut buffer = vec![0; usize::try_from(span.len).unwrap_or(0)];
        reader.read_exact_at(span.start, &mut buffer).map(|()| buffer)
    }

    /// The remembered part, for a short span. Nothing else holds it during a read.
    fn open(&self, span: Span) -> Option<RefMut<'_, Open>> {
        self.0.try_borrow_mut().ok().filter(|_| span.len <= FEW)
    }
}

impl Open {
    /// A span, from what was read last or is read now.
    fn around(&mut self, reader: &dyn ReadAt, len: u64, span: Span) -> io::Result<&[u8]> {
        if self.get(span).is_none() {
            let near = self.at..=self.at.saturating_add(self.len as u64).saturating_add(AHEAD);
            let ahead = if near.contains(&span.start) { (self.len as u64).saturating_mul(LARGER).clamp(FAR, AHEAD) } else { FAR };
            self.move_to(reader, Span::new(span.start, ahead.max(span.len).min(len.saturating_sub(span.start))))?;
        }
        self.get(span).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn get(&self, span: Span) -> Option<&[u8]> {
        slice(self.bytes.get(..self.len)?, Span::new(span.start.checked_sub(self.at)?, span.len))
    }

    fn move_to(&mut self, reader: &dyn ReadAt, span: Span) -> io::Result<()> {
        let len = usize::try_from(span.len).unwrap_or(0);
        // If reading fails, half of the new part must not pass for the old one.
        self.len = 0;
        // Never shortened: growing again would clear it first, which costs as much as reading.
        if self.bytes.len() < len {
            self.bytes.resize(len, 0);
        }
        reader.read_exact_at(span.start, self.bytes.get_mut(..len).unwrap_or_default())?;
        (self.at, self.len) = (span.start, len);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::base::Input;

    #[test]
    fn what_is_read_near_is_what_stands_there() {
        let content: Vec<u8> = (0..20_000_u16).flat_map(u16::to_le_bytes).collect();
        let reader = content.as_slice();
        let input = Input::from_reader(&reader);
        for at in [0, 8, 9_000, 4, 39_996, 8_190, 8_191, 16_383, 30_000, 30_060, 30_062, 0] {
            let expected: [u8; 4] = content[at..at + 4].try_into().unwrap();
            assert_eq!(input.array(at as u64).unwrap(), expected, "{at}");
        }
        assert!(input.array::<4>(39_997).is_err());
    }
}
