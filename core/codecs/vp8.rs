//! The partitions of a VP8 key frame (RFC 6386, 9), as in WebP: each is coded separately, and ends somewhere within its
//! bytes.

use std::ops::Range;

/// Tag, start code and size of a key frame (9.1).
const HEADER: usize = 10;

/// The partitions of a key frame, in order; `None` if its bytes are not one, or too few.
#[must_use]
pub fn partitions(frame: &[u8]) -> Option<Vec<Range<usize>>> {
    let [t0, t1, t2, 0x9D, 0x01, 0x2A, ..] = *frame else { return None };
    let first = usize::try_from(u32::from_le_bytes([t0, t1, t2, 0]) >> 5).ok()?;
    let table = HEADER.checked_add(first)?;
    let count = 1_usize << Bools::new(frame.get(HEADER..table)?)?.log2_count()?;
    let sizes = count.checked_sub(1)?.checked_mul(3)?;
    let mut partitions = Vec::with_capacity(count.saturating_add(1));
    partitions.push(HEADER..table);
    let mut at = table.checked_add(sizes)?;
    for size in frame.get(table..at)?.as_chunks::<3>().0 {
        let [s0, s1, s2] = *size;
        let end = at.checked_add(usize::try_from(u32::from_le_bytes([s0, s1, s2, 0])).ok()?)?;
        partitions.push(at..end);
        at = end;
    }
    frame.get(at..)?;
    partitions.push(at..frame.len());
    Some(partitions)
}

/// Changes the length of one of a frame's partitions in its headers; `None` if they cannot express it. The last one has
/// what is left.
pub fn resize(frame: &mut [u8], partitions: &[Range<usize>], number: usize, len: usize) -> Option<()> {
    let len = u32::try_from(len).ok()?;
    let place = match number.checked_sub(1) {
        None => {
            let tag = frame.first_chunk_mut::<3>()?;
            let [t0, t1, t2] = *tag;
            let [s0, s1, s2, _] = (u32::from_le_bytes([t0, t1, t2, 0]) & 0x1F | len << 5).to_le_bytes();
            *tag = [s0, s1, s2];
            return Some(());
        }
        Some(_) if number.checked_add(1)? == partitions.len() => return Some(()),
        Some(token) => partitions.first()?.end.checked_add(token.checked_mul(3)?)?,
    };
    let [s0, s1, s2, _] = len.to_le_bytes();
    frame.get_mut(place..)?.first_chunk_mut::<3>()?.copy_from_slice(&[s0, s1, s2]);
    Some(())
}

/// Reads flags and numbers whose bits are equally likely to be 0 or 1 (7.3).
struct Bools<'a> {
    bytes: std::slice::Iter<'a, u8>,
    value: u32,
    range: u32,
    shifted: u32,
}

impl<'a> Bools<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let mut bytes = bytes.iter();
        let value = u32::from(*bytes.next()?) << 8 | u32::from(*bytes.next()?);
        Some(Self { bytes, value, range: 255, shifted: 0 })
    }

    fn flag(&mut self) -> bool {
        const EVEN: u32 = 128;
        let split = (self.range.saturating_sub(1).saturating_mul(EVEN) >> 8).saturating_add(1);
        let flag = self.value >= split << 8;
        if flag {
            self.range = self.range.saturating_sub(split);
            self.value = self.value.saturating_sub(split << 8);
        } else {
            self.range = split;
        }
        while self.range < 128 {
            (self.value, self.range) = (self.value << 1, self.range << 1);
            self.shifted = self.shifted.saturating_add(1) & 7;
            if self.shifted == 0 {
                self.value |= u32::from(self.bytes.next().copied().unwrap_or(0));
            }
        }
        flag
    }

    fn number(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |number, _| number << 1 | u32::from(self.flag()))
    }

    /// Values that are only there if a flag says so, with this many bits each.
    fn optional(&mut self, count: u32, bits: u32) {
        for _ in 0..count {
            if self.flag() {
                self.number(bits);
            }
        }
    }

    /// Up to the number of token partitions (9.2 to 9.5 and 19.2).
    fn log2_count(mut self) -> Option<u32> {
        // Colour space and clamping.
        self.number(2);
        if self.flag() {
            let [map, features] = [self.flag(), self.flag()];
            if features {
                self.flag();
                // Quantizers and levels of the loop filter, with their signs.
                self.optional(4, 8);
                self.optional(4, 7);
            }
            if map {
                self.optional(3, 8);
            }
        }
        // Type, level and sharpness of the loop filter.
        self.number(10);
        if self.flag() && self.flag() {
            self.optional(8, 7);
        }
        Some(self.number(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_frame_or_too_short_has_no_partitions() {
        assert_eq!(partitions(b"RIFF"), None);
        assert_eq!(partitions(&[0x50, 1, 0, 0x9D, 0x01, 0x2A, 8, 0, 8, 0, 1, 2]), None);
    }

    #[test]
    fn one_partition_of_tokens_goes_to_the_end() {
        // Zeros mean the minimum: one partition of two bytes, and one with the rest.
        let frame = [0x50, 0, 0, 0x9D, 0x01, 0x2A, 8, 0, 8, 0, 0, 0, 7, 7, 7];
        assert_eq!(partitions(&frame), Some(vec![10..12, 12..15]));
    }
}
