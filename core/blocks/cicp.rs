//! Coding-independent code points for colour (ITU-T H.273, 8.1 to 8.3), wherever they occur.

/// Whether primaries, transfer, matrix and range are codes listed in the standard.
#[must_use]
pub const fn are_listed([primaries, transfer, matrix, range]: [u8; 4]) -> bool {
    matches!(primaries, 1 | 2 | 4..=12 | 22) && matches!(transfer, 1 | 2 | 4..=18) && matrix <= 17 && range <= 1
}
