//! The bits of entropy-coded data, without the stuffed bytes between them (ISO/IEC 10918-1, F.2.2.5), and where in the
//! file they are.

use crate::base::{Error, Input, Span, cost};
use crate::containers::jpeg::marker;

/// Bytes read at once.
const PIECE: u64 = 1 << 16;
/// How many bytes the accumulator holds: the offsets of that many are remembered.
const HELD: usize = 8;

/// Reads the bits of one scan, up to the next marker.
#[derive(Debug)]
pub(super) struct Bits<'a> {
    input: &'a Input<'a>,
    data: Span,
    piece: Vec<u8>,
    /// Offset of the first byte of `piece`.
    from: u64,
    /// The next byte, as an index of `piece`.
    next: usize,
    /// The bits read ahead: the next is the most significant one.
    ahead: u64,
    /// How many there are.
    count: u32,
    /// Offset of what follows each of the last bytes read ahead.
    ends: [u64; HELD],
    /// How many bytes have been read ahead so far.
    loaded: usize,
    /// Whether a marker or the end was reached.
    stopped: bool,
    /// Whether more bits were requested than there are.
    pub(super) overrun: bool,
}

impl<'a> Bits<'a> {
    /// Starts at the first bit of `data`.
    pub(super) const fn new(input: &'a Input<'a>, data: Span) -> Self {
        Self {
            input,
            data,
            piece: Vec::new(),
            from: data.start,
            next: 0,
            ahead: 0,
            count: 0,
            ends: [data.start; HELD],
            loaded: 0,
            stopped: false,
            overrun: false,
        }
    }

    /// The next 16 bits, with zeros after the last one.
    pub(super) fn peek(&mut self) -> Result<u16, Error> {
        if self.count < 16 {
            self.load()?;
        }
        Ok((self.ahead >> 48) as u16)
    }

    /// Skips bits, at most 16, the first of which were peeked at.
    pub(super) fn skip(&mut self, count: u32) -> Result<(), Error> {
        if self.count < count {
            self.load()?;
        }
        self.overrun |= self.count < count;
        self.count = self.count.saturating_sub(count);
        self.ahead <<= count & 63;
        Ok(())
    }

    /// The next bits, at most 16, as a number.
    pub(super) fn take(&mut self, count: u32) -> Result<u32, Error> {
        let bits = u32::from(self.peek()?);
        self.skip(count)?;
        Ok(bits >> 16_u32.saturating_sub(count))
    }

    /// Offset of the first byte from which no bit was taken.
    pub(super) fn end(&self) -> u64 {
        // Whole bytes that were read ahead, but not taken.
        let left = usize::try_from(self.count >> 3).unwrap_or(0);
        let Some(last) = self.loaded.checked_sub(left).and_then(|taken| taken.checked_sub(1)) else { return self.data.start };
        self.ends.get(last & 7).copied().unwrap_or(self.data.start)
    }

    /// Goes on after the marker RSTn, which has to be the next. Returns what is between the last bit and the marker.
    pub(super) fn restart(&mut self, number: u8) -> Result<Option<Span>, Error> {
        let end = self.end();
        self.go_to(end)?;
        let mut fill = None;
        loop {
            let at = self.at();
            let Some(byte) = self.byte()? else { return Ok(None) };
            match (fill, byte) {
                (None, 0xFF) => fill = Some(at),
                (None, _) | (Some(_), 0xFF) => {}
                (Some(_), 0) => fill = None,
                (Some(fill), code) if code == marker::RST0 | number & 7 => {
                    let start = self.at();
                    self.go_to(start)?;
                    return Ok(Some(Span::between(end, fill)));
                }
                _ => return Ok(None),
            }
        }
    }

    /// Discards the bits read ahead, and continues reading at `at`.
    fn go_to(&mut self, at: u64) -> Result<(), Error> {
        (self.ahead, self.count, self.loaded, self.stopped, self.ends) = (0, 0, 0, false, [at; HELD]);
        self.data = Span::between(at, self.data.end());
        match at.checked_sub(self.from).and_then(|skipped| usize::try_from(skipped).ok()) {
            Some(next) if next <= self.piece.len() => self.next = next,
            _ => self.read(at)?,
        }
        Ok(())
    }

    fn at(&self) -> u64 {
        self.from.saturating_add(self.next as u64)
    }

    fn read(&mut self, at: u64) -> Result<(), Error> {
        let len = self.data.end().saturating_sub(at).min(PIECE);
        self.input.budget().draw(len.saturating_mul(cost::DECODED), at)?;
        self.piece = self.input.copied(Span::new(at, len), PIECE)?;
        (self.from, self.next) = (at, 0);
        Ok(())
    }

    fn byte(&mut self) -> Result<Option<u8>, Error> {
        if self.next >= self.piece.len() {
            self.read(self.at())?;
        }
        let byte = self.piece.get(self.next).copied();
        self.next = self.next.saturating_add(1);
        Ok(byte)
    }

    /// Reads whole bytes ahead, as many as there is room for.
    fn load(&mut self) -> Result<(), Error> {
        while self.count <= 56 && !self.stopped {
            let Some(byte) = self.byte()? else {
                self.stopped = true;
                return Ok(());
            };
            if byte == 0xFF {
                // Decoders also skip fill bytes before the stuffed zero.
                let mut code = self.byte()?;
                while code == Some(0xFF) {
                    code = self.byte()?;
                }
                if code != Some(0) {
                    self.stopped = true;
                    return Ok(());
                }
            }
            self.ahead |= u64::from(byte) << 56_u32.saturating_sub(self.count);
            self.count = self.count.saturating_add(8);
            let at = self.at();
            if let Some(end) = self.ends.get_mut(self.loaded & 7) {
                *end = at;
            }
            self.loaded = self.loaded.saturating_add(1);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stuffed_bytes_belong_to_the_byte_before_them() {
        let input = Input::from_bytes(&[0xA5, 0xFF, 0x00, 0x81, 0xFF, 0xFF, 0x00, 0x01, 0xFF, 0xD9]);
        let mut bits = Bits::new(&input, Span::new(0, 10));
        assert_eq!((bits.take(8).unwrap(), bits.end()), (0xA5, 1));
        assert_eq!((bits.take(1).unwrap(), bits.end()), (1, 3));
        assert_eq!((bits.take(15).unwrap(), bits.end()), (0x7F81, 4));
        assert_eq!((bits.take(16).unwrap(), bits.end()), (0xFF01, 8));
        assert!(!bits.overrun);
        assert_eq!(bits.take(1).unwrap(), 0);
        assert!(bits.overrun);
    }

    #[test]
    fn a_restart_is_the_next_marker_and_has_its_number() {
        let input = Input::from_bytes(&[0xA5, b'x', 0xFF, 0x00, 0xFF, 0xFF, 0xD1, 0x42, 0xFF, 0xD9]);
        let mut bits = Bits::new(&input, Span::new(0, 10));
        bits.take(3).unwrap();
        assert_eq!(bits.restart(1).unwrap(), Some(Span::between(1, 4)));
        assert_eq!((bits.take(8).unwrap(), bits.end()), (0x42, 8));
        assert_eq!(bits.restart(2).unwrap(), None);
    }
}
