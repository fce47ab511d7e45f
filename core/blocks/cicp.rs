//! Coding-independent code points for colour (ITU-T H.273, 8.1 to 8.3), wherever they stand.

/// Whether primaries, transfer, matrix and range are codes that the standard lists.
#[must_use]
pub const fn are_listed([primaries, transfer, matrix, range]: [u8; 4]) -> bool {
    matches!(primaries, 1 | 2 | 4..=12 | 22) && matches!(transfer, 1 | 2 | 4..=18) && matrix <= 17 && range <= 1
}
