//! Raw byte sequence payloads: removing and inserting emulation prevention (H.264, 7.3.1 and 7.4.1; H.265, 7.3.1.1),
//! and the byte that ends them.

use std::borrow::Cow;

/// How many bytes at the end are searched for the trailing bits.
pub(in crate::codecs) const TRAILING_BYTES: usize = 64;

/// How many bytes at the end are trailing bits: a byte 0x80, and zeros that some writers put after it. Zero if there
/// are none.
#[must_use]
pub fn trailing(payload: &[u8]) -> usize {
    let tail = payload.get(payload.len().saturating_sub(TRAILING_BYTES)..).unwrap_or(payload);
    match tail.iter().rposition(|&byte| byte != 0) {
        Some(at) if tail.get(at) == Some(&0x80) => tail.len().saturating_sub(at),
        _ => 0,
    }
}

/// Without emulation prevention; `None` if it contains the start of another unit.
#[must_use]
pub fn plain(payload: &[u8]) -> Option<Cow<'_, [u8]>> {
    if memchr::memmem::find(payload, &[0, 0]).is_none() {
        return Some(Cow::Borrowed(payload));
    }
    let mut plain = Vec::with_capacity(payload.len());
    let mut zeros: u8 = 0;
    for &byte in payload {
        match (zeros, byte) {
            (2.., 1 | 2) => return None,
            (2.., 3) => zeros = 0,
            _ => {
                zeros = if byte == 0 { zeros.saturating_add(1) } else { 0 };
                plain.push(byte);
            }
        }
    }
    Some(Cow::Owned(plain))
}

/// How many bytes of the payload correspond to this many without emulation prevention.
#[must_use]
pub fn coded_len(payload: &[u8], plain_len: usize) -> usize {
    let (mut zeros, mut plain): (u8, usize) = (0, 0);
    for (at, &byte) in payload.iter().enumerate() {
        if plain >= plain_len {
            return at;
        }
        if zeros >= 2 && byte == 3 {
            zeros = 0;
        } else {
            zeros = if byte == 0 { zeros.saturating_add(1) } else { 0 };
            plain = plain.saturating_add(1);
        }
    }
    payload.len()
}

/// Bytes being written with emulation prevention.
#[derive(Debug, Clone, Default)]
pub struct Coded {
    /// What has been written.
    pub bytes: Vec<u8>,
    zeros: u8,
}

impl Coded {
    /// Writes more bytes.
    pub fn extend(&mut self, plain: &[u8]) {
        for &byte in plain {
            if self.zeros >= 2 && byte <= 3 {
                self.bytes.push(3);
                self.zeros = 0;
            }
            self.zeros = if byte == 0 { self.zeros.saturating_add(1) } else { 0 };
            self.bytes.push(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emulation_prevention_comes_out_and_goes_in() {
        for (plain_bytes, coded) in [
            (&[0, 0, 0][..], &[0, 0, 3, 0][..]),
            (&[0, 0, 3, 0, 0, 1, 7], &[0, 0, 3, 3, 0, 0, 3, 1, 7]),
            (&[0, 0, 0, 0, 0, 4], &[0, 0, 3, 0, 0, 3, 0, 4]),
            (&[0, 1, 0, 0, 4], &[0, 1, 0, 0, 4]),
        ] {
            let mut writer = Coded::default();
            writer.extend(plain_bytes);
            assert_eq!(writer.bytes, coded);
            assert_eq!(plain(coded).unwrap(), plain_bytes);
            assert_eq!(coded_len(coded, plain_bytes.len()), coded.len());
        }
        assert_eq!(plain(&[5, 0, 0, 1, 9]), None);
    }

    #[test]
    fn trailing_bits_are_one_byte_and_zeros() {
        for (payload, len) in [(&[1, 0x80][..], 1), (&[1, 0x80, 0, 0], 3), (&[1, 0x81], 0), (&[0, 0], 0), (&[], 0), (&[0x80], 1)]
        {
            assert_eq!(trailing(payload), len, "{payload:?}");
        }
    }
}
