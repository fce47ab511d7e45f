//! How long the header of a frame can be, and whether the frame is shown. Where it ends depends on earlier frames, so a
//! header is not read, but bounded: anything after the longest one possible is not header.

use crate::base::{Error, Input, Span};

/// More bytes than `uncompressed_header` (5.9.2) can have: 1024 bits of removal times, 1024 of tile sizes, 400 of
/// segments, 1100 of motion, 1300 of film grain, and fewer than 1000 others.
const HEADER_MOST: u64 = 768;
/// The same if it only shows an existing frame: 4 bits, `frame_presentation_time` of 32, `display_frame_id` of 16, and
/// a trailing one.
const SHOW_EXISTING_MOST: u64 = 7;
/// `show_existing_frame`, which is missing from reduced headers.
const SHOW_EXISTING_FRAME: u8 = 0x80;

/// Most bytes of a payload that can belong to a frame header.
pub(super) fn header_most(input: &Input<'_>, payload: Span, is_reduced: bool) -> Result<u64, Error> {
    if is_reduced || payload.is_empty() {
        return Ok(HEADER_MOST);
    }
    let [first] = input.array(payload.start)?;
    Ok(if first & SHOW_EXISTING_FRAME == 0 { HEADER_MOST } else { SHOW_EXISTING_MOST })
}

/// What the first bits of a frame header say about what is shown (5.9.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// An earlier frame.
    Earlier,
    /// A picture that depends on no other.
    KeyFrame,
    /// Such a picture, not now.
    NothingYet,
    /// A frame that others may depend on, or that depends on others.
    Other,
}

impl Shows {
    /// From the first byte of a header that is not reduced: `show_existing_frame`, `frame_type`, `show_frame`.
    pub(super) const fn of(first: u8) -> Self {
        match (first & SHOW_EXISTING_FRAME != 0, first >> 5 & 3, first >> 4 & 1) {
            (true, ..) => Self::Earlier,
            (_, 0, 1) => Self::KeyFrame,
            (_, 0, _) => Self::NothingYet,
            _ => Self::Other,
        }
    }
}

/// Whether two headers are the same, however many zeros follow them (6.8.1).
pub(super) fn are_same(input: &Input<'_>, one: Span, other: Span) -> Result<bool, Error> {
    let (one, other) = (input.bytes(one)?, input.bytes(other)?);
    let (shorter, longer) = if one.len() < other.len() { (one, other) } else { (other, one) };
    Ok(longer.strip_prefix(&*shorter).is_some_and(|rest| rest.iter().all(|&byte| byte == 0)))
}
