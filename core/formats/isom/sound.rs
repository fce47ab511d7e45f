//! Sound whose sample table counts frames or single values rather than packets: QuickTime's method for sound with a
//! constant rate (QuickTime File Format, Sound Sample Descriptions, versions 0 to 2).

use crate::base::{ByteOrder, Cursor};

/// How many bytes a number of samples take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frames {
    /// Samples in a packet.
    samples: u32,
    /// Bytes in a packet.
    bytes: u32,
}

impl Frames {
    /// Bytes of this many samples: in whole packets, as many as needed.
    pub(super) fn bytes(self, samples: u32) -> u64 {
        u64::from(samples.div_ceil(self.samples.max(1))).saturating_mul(u64::from(self.bytes))
    }
}

/// From the type of a sample entry and its body; `None` if the sample table is enough.
pub(super) fn frames(kind: [u8; 4], entry: &[u8]) -> Option<Frames> {
    let mut cursor = Cursor::starting_at(entry, 8, ByteOrder::Big);
    let version = cursor.u16()?;
    cursor.take(6)?;
    let (channels, bits) = (u32::from(cursor.u16()?), u32::from(cursor.u16()?));
    cursor.take(8)?;
    let own = match version {
        1 => {
            let (samples, _, bytes) = (cursor.u32()?, cursor.u32()?, cursor.u32()?);
            Some(Frames { samples, bytes })
        }
        2 => {
            cursor.take(4 + 8 + 4 + 4 + 4 + 4)?;
            let (bytes, samples) = (cursor.u32()?, cursor.u32()?);
            Some(Frames { samples, bytes })
        }
        _ => None,
    };
    // Zeros say nothing, but the coding itself may.
    let own = own.filter(|own| own.samples > 0 && own.bytes > 0);
    own.or_else(|| known(kind, channels, bits))
}

/// Codings whose packets have a fixed length by definition.
fn known(kind: [u8; 4], channels: u32, bits: u32) -> Option<Frames> {
    let width = match &kind {
        b"raw " | b"NONE" | b"twos" | b"sowt" => bits.div_ceil(8),
        b"ulaw" | b"alaw" => 1,
        b"in24" => 3,
        b"in32" | b"fl32" => 4,
        b"fl64" => 8,
        b"ima4" => return Some(Frames { samples: 64, bytes: channels.saturating_mul(34) }),
        b"MAC3" => return Some(Frames { samples: 6, bytes: channels.saturating_mul(2) }),
        b"MAC6" => return Some(Frames { samples: 6, bytes: channels }),
        b"agsm" => return Some(Frames { samples: 160, bytes: 33 }),
        _ => return None,
    };
    Some(Frames { samples: 1, bytes: width.saturating_mul(channels) }).filter(|frames| frames.bytes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(version: u16, channels: u16, bits: u16, rest: &[u32]) -> Vec<u8> {
        let head = [[0; 8].as_slice(), &version.to_be_bytes(), &[0; 6], &channels.to_be_bytes(), &bits.to_be_bytes(), &[0; 8]];
        [head.concat(), rest.iter().flat_map(|number| number.to_be_bytes()).collect()].concat()
    }

    #[test]
    fn every_version_says_how_long_its_packets_are() {
        assert_eq!(frames(*b"twos", &entry(0, 2, 16, &[])).unwrap().bytes(10), 40);
        assert_eq!(frames(*b"ima4", &entry(0, 2, 16, &[])).unwrap().bytes(65), 136);
        assert_eq!(frames(*b"ima4", &entry(1, 2, 16, &[64, 34, 68, 2])).unwrap().bytes(64), 68);
        assert_eq!(frames(*b"lpcm", &entry(2, 3, 16, &[72, 0, 0, 2, 0x7F00_0000, 24, 0, 6, 1])).unwrap().bytes(10), 60);
        assert_eq!(frames(*b"mp4a", &entry(0, 2, 16, &[])), None);
        assert_eq!(frames(*b"mp4a", &entry(1, 2, 16, &[0, 0, 0, 0])), None);
    }
}
