//! What two numbers have in common.

/// The largest number that divides both; if one is zero, the other.
#[must_use]
pub const fn common_divisor(one: u64, other: u64) -> u64 {
    let (mut one, mut other) = (one, other);
    while let Some(rest) = one.checked_rem(other) {
        (one, other) = (other, rest);
    }
    one
}
