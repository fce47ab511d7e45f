//! Headers of codecs, bit by bit.

/// Numbers with this many bits each, and zeros up to the next whole byte.
pub(crate) fn bytes(numbers: &[(u64, u32)]) -> Vec<u8> {
    let bits = numbers.iter().flat_map(|&(number, count)| (0..count).rev().map(move |at| number >> at & 1 == 1));
    let bits: Vec<bool> = bits.collect();
    bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |sum, (at, &bit)| sum | u8::from(bit) << (7 - at))).collect()
}

/// A number in Exp-Golomb code.
pub(crate) fn exp_golomb(number: u64) -> (u64, u32) {
    (number + 1, 2 * (number + 1).ilog2() + 1)
}
