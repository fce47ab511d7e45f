//! Comparing bytes, many at once: what a browser has for that, and what a small program of ours would be given, compares
//! one by one.

/// Whether these are the same bytes.
pub(super) fn equal(one: &[u8], other: &[u8]) -> bool {
    const LINE: usize = 64;
    let (ones, one_rest) = one.as_chunks::<LINE>();
    let (others, other_rest) = other.as_chunks::<LINE>();
    let differ = |(one, other): (&[u8; LINE], &[u8; LINE])| {
        let (one, other) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
        one.iter().zip(other).fold(0, |bits, (one, other)| bits | (u64::from_ne_bytes(*one) ^ u64::from_ne_bytes(*other))) != 0
    };
    ones.len() == others.len() && one_rest == other_rest && !ones.iter().zip(others).any(differ)
}
