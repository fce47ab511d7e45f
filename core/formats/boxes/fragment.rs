//! What samples of fragments have in common (ISO/IEC 14496-12, 8.8.3 and 8.8.7).

use super::fields::{Fields, Read, within};

/// What flags say about the order of decoding: on what a sample depends, and whether it is no beginning (8.8.3.1). Not what
/// is reserved, a padding that no codec has, or how soon a sample may be left out.
pub(in crate::formats) const SAMPLE_FLAGS: u32 = 0x0FF1_0000;

/// Track ids and numbers of sample entries are small.
const MOST: u32 = 0xFFFF;
/// Ticks or bytes of one sample, if that is the same for all.
const EACH: u32 = 0xFF_FFFF;

/// Flags of `tfhd`: which fields it has, and what its offsets count from.
const FLAGS: u32 = 0x03_003B;
const BASE_DATA_OFFSET: u32 = 0x01;
const SAMPLE_DESCRIPTION_INDEX: u32 = 0x02;
const DEFAULT_DURATION: u32 = 0x08;
const DEFAULT_SIZE: u32 = 0x10;
const DEFAULT_FLAGS: u32 = 0x20;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"trex" => |fields| {
            fields.full()?;
            fields.long(within(1..=MOST))?;
            fields.long(within(0..=MOST))?;
            fields.long(within(0..=EACH))?;
            fields.long(within(0..=EACH))?;
            fields.long(|flags| Some(flags & SAMPLE_FLAGS)).map(|_| ())
        },
        b"tfhd" => track_header,
        _ => return None,
    })
}

fn track_header(fields: &mut Fields<'_>) -> Option<()> {
    let (_, flags) = fields.versioned(0, FLAGS)?;
    fields.long(within(1..=MOST))?;
    if flags & BASE_DATA_OFFSET != 0 {
        // A place in a file: none is as long as 2^48.
        fields.long(within(0..=MOST))?;
        fields.long(Some)?;
    }
    for (flag, most) in [(SAMPLE_DESCRIPTION_INDEX, MOST), (DEFAULT_DURATION, EACH), (DEFAULT_SIZE, EACH)] {
        if flags & flag != 0 {
            fields.long(within(0..=most))?;
        }
    }
    if flags & DEFAULT_FLAGS != 0 {
        fields.long(|flags| Some(flags & SAMPLE_FLAGS))?;
    }
    Some(())
}
