//! Coding-independent code points for colour (ITU-T H.273, 8.1 to 8.3), wherever they occur.

/// The code for colours that are not said.
const UNSPECIFIED: u8 = 2;

/// Whether primaries, transfer, matrix and range are codes listed in the standard.
#[must_use]
pub fn are_listed([primaries, transfer, matrix, range]: [u8; 4]) -> bool {
    let codes = [primaries, transfer, matrix];
    listed(codes) == codes && range <= 1
}

/// Primaries, transfer and matrix, where the standard lists their codes; otherwise none in particular.
#[must_use]
pub fn listed([primaries, transfer, matrix]: [u8; 3]) -> [u8; 3] {
    let or_none = |code: u8, is_listed: bool| if is_listed { code } else { UNSPECIFIED };
    [
        or_none(primaries, matches!(primaries, 1 | 4..=12 | 22)),
        or_none(transfer, matches!(transfer, 1 | 4..=18)),
        or_none(matrix, matrix <= 17),
    ]
}
