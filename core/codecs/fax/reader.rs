//! Bits of a fax, in either order, and the codes between its rows. After the last byte, zeros can be seen but not
//! taken.

use fax::BitReader;

/// Zeros of an end-of-line code (T.4, 4.1.2); a one follows them.
const ZEROS: usize = 11;

/// Why no more rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The data ran out.
    Spent,
    /// The data mark their end.
    Said,
    /// A code has no meaning.
    Nonsense,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    least_first: bool,
    /// The next bit.
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8], least_first: bool) -> Self {
        Self { bytes, least_first, at: 0 }
    }

    const fn len(&self) -> usize {
        self.bytes.len().saturating_mul(8)
    }

    /// The first byte from which no code was read.
    pub(super) const fn end(&self) -> usize {
        self.at.div_ceil(8)
    }

    fn byte(&self, at: usize) -> u8 {
        let byte = self.bytes.get(at).copied().unwrap_or(0);
        if self.least_first { byte.reverse_bits() } else { byte }
    }

    /// Sixteen bits from here on.
    fn next(&self) -> u16 {
        let first = self.at / 8;
        let three = (0..3).fold(0_u32, |sum, byte| sum << 8 | u32::from(self.byte(first.saturating_add(byte))));
        u16::try_from(three >> 8_usize.saturating_sub(self.at & 7) & 0xFFFF).unwrap_or(0)
    }

    pub(super) fn bit(&mut self) -> Result<bool, Stop> {
        let bit = self.next() >> 15 == 1;
        self.consume(1)?;
        Ok(bit)
    }

    /// Goes on to a whole multiple of this many bits; the last one may be cut short.
    pub(super) fn align(&mut self, bits: usize) -> Result<(), Stop> {
        self.at = self.at.checked_next_multiple_of(bits).ok_or(Stop::Nonsense)?.min(self.len());
        Ok(())
    }

    /// A code from one of the tables; if there is none, the reader does not move.
    pub(super) fn code<T>(&mut self, table: impl Fn(&mut Self) -> Option<T>) -> Result<T, Stop> {
        let mut ahead = *self;
        let code = table(&mut ahead).ok_or(if self.len().saturating_sub(self.at) < 13 { Stop::Spent } else { Stop::Nonsense })?;
        *self = ahead;
        Ok(code)
    }

    /// Whether zeros follow that can only begin an end of line.
    pub(super) fn is_end_of_line(&self) -> bool {
        self.at.saturating_add(ZEROS) < self.len() && self.next() >> 5 == 0
    }

    /// Skips zeros and the one after them; returns whether they were an end of line. `exact`: without fill bits.
    pub(super) fn pass_end_of_line(&mut self, exact: bool) -> bool {
        // Fill bits align an end of line to the end of a byte; no writer has more.
        let most = if exact { ZEROS } else { ZEROS.saturating_add(7) };
        let mut ahead = *self;
        let zeros = (0..=most).take_while(|_| ahead.bit() == Ok(false)).count();
        let passed = (ZEROS..=most).contains(&zeros);
        if passed {
            *self = ahead;
        }
        passed
    }

    /// Goes on after the next end of line, as libtiff does, whatever comes before it.
    pub(super) fn reach_end_of_line(&mut self) -> Result<(), Stop> {
        let mut zeros = 0_usize;
        loop {
            match (self.bit()?, zeros) {
                (true, ZEROS..) => return Ok(()),
                (true, _) => zeros = 0,
                (false, _) => zeros = zeros.saturating_add(1),
            }
        }
    }
}

impl BitReader for Reader<'_> {
    type Error = Stop;

    fn peek(&self, bits: u8) -> Option<u16> {
        self.next().checked_shr(16_u32.checked_sub(bits.into())?).or(Some(0))
    }

    fn consume(&mut self, bits: u8) -> Result<(), Stop> {
        let end = self.at.saturating_add(bits.into());
        if end > self.len() {
            return Err(Stop::Spent);
        }
        self.at = end;
        Ok(())
    }

    fn bits_to_byte_boundary(&self) -> u8 {
        u8::try_from(self.at.next_multiple_of(8).saturating_sub(self.at)).unwrap_or(0)
    }
}
