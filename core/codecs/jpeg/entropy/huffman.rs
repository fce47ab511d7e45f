//! Huffman tables (ISO/IEC 10918-1, Annex C), as decoders use them.

use super::bits::Bits;
use crate::base::{ByteOrder, Cursor, Error};

/// Codes of this many bits are looked up at once.
const SHORT: u32 = 8;

/// A table of codes and their values.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// For each eight-bit prefix, the length and value of the code it begins with; a length of 0 if that is longer.
    short: Vec<(u8, u8)>,
    /// For each length from 1 on, what follows the last code of that length, and the index of the value of code 0.
    long: [(u32, i32); 16],
    values: Vec<u8>,
}

/// Where a table goes: its class and destination.
pub(super) type Slot = u8;

/// The tables of a DHT segment (B.2.4.2).
pub(super) fn tables(payload: &[u8]) -> Vec<(Slot, Table)> {
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    let mut tables = Vec::new();
    while let Some(slot) = cursor.u8() {
        let Some(counts) = cursor.array::<16>() else { break };
        let Some(values) = cursor.take(counts.iter().map(|&count| usize::from(count)).sum()) else { break };
        tables.push((slot, Table::new(counts, values)));
    }
    tables
}

impl Table {
    fn new(counts: [u8; 16], values: &[u8]) -> Self {
        let mut table = Self { short: vec![(0, 0); 1 << SHORT], long: [(0, 0); 16], values: values.to_vec() };
        let (mut code, mut index) = (0_u32, 0_i32);
        for ((length, count), long) in (1_u32..).zip(counts).zip(&mut table.long) {
            let first = index.saturating_sub_unsigned(code);
            for _ in 0..count {
                let value = usize::try_from(index).ok().and_then(|index| values.get(index)).copied().unwrap_or(0);
                let unused = SHORT.saturating_sub(length);
                if length <= SHORT {
                    let start = (code as usize) << unused;
                    let filled = table.short.get_mut(start..start.saturating_add(1 << unused)).unwrap_or_default();
                    filled.fill((u8::try_from(length).unwrap_or(0), value));
                }
                (code, index) = (code.saturating_add(1), index.saturating_add(1));
            }
            *long = (code, first);
            code <<= 1;
        }
        table
    }

    /// The value of the next code; `None` for bits that are not a code.
    pub(super) fn decode(&self, bits: &mut Bits<'_>) -> Result<Option<u8>, Error> {
        let ahead = u32::from(bits.peek()?);
        if let Some(&(length, value)) = self.short.get((ahead >> SHORT) as usize)
            && length > 0
        {
            bits.skip(u32::from(length))?;
            return Ok(Some(value));
        }
        for (length, (behind, first)) in (1_u32..).zip(self.long).skip(SHORT as usize) {
            let code = ahead >> 16_u32.saturating_sub(length);
            if code < behind {
                bits.skip(length)?;
                let index = first.saturating_add_unsigned(code);
                return Ok(usize::try_from(index).ok().and_then(|index| self.values.get(index)).copied());
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Input, Span};

    #[test]
    fn codes_of_any_length_are_told_apart() {
        // One code of 1 bit, one of 2, one of 9, one of 16.
        let mut counts = [0; 16];
        for length in [1, 2, 9, 16] {
            counts[length - 1] = 1;
        }
        let payload = [&[0][..], &counts, b"abcd"].concat();
        let [(0, table)] = &tables(&payload)[..] else { panic!("one table") };
        // 0, 10, 110000000, 1100000010000000, and one that is not a code.
        let coded = [0b0101_1000, 0b0000_1100, 0b0000_1000, 0b0000_1111, 0xFE, 0xFF, 0x00, 0xFF];
        let input = Input::from_bytes(&coded);
        let mut bits = Bits::new(&input, Span::new(0, coded.len() as u64));
        let read: Vec<_> = (0..5).map(|_| table.decode(&mut bits).unwrap()).collect();
        assert_eq!(read, [Some(b'a'), Some(b'b'), Some(b'c'), Some(b'd'), None]);
    }
}
