//! `chad` (ISO 15076-1, 9.2.14): the matrix by which colours under one light became colours under another.

use crate::base::{ByteOrder, Cursor};

/// Whether the data of a tag are such a matrix: between lights that are more or less white, each colour remains mostly
/// what it was. Its numbers have 16 bits before the point; in words these are in the thousands.
pub(super) fn is_one(data: &[u8]) -> bool {
    const ONE: i32 = 1 << 16;
    let mut cursor = Cursor::starting_at(data, 8, ByteOrder::Big);
    let mut number = || cursor.u32().map(u32::cast_signed);
    data.starts_with(b"sf32")
        && (0..9).all(|index| {
            // From its first number on, every fourth is on the diagonal.
            let most = if index % 4 == 0 { 0..=4 * ONE } else { -2 * ONE..=2 * ONE };
            number().is_some_and(|number| most.contains(&number))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_between_lights_is_one_and_words_are_none() {
        let of = |numbers: &[u8]| [b"sf32\0\0\0\0", numbers].concat();
        let d65 = [0x10C42, 0x5DF, -0xCDB, 0x792, 0xFD8F, -0x45F, -0x25E, 0x3DD, 0xC06E_i32].map(i32::to_be_bytes).concat();
        assert!(is_one(&of(&d65)));
        assert!(!is_one(&of(b"Nora Petit 48.85661N 2.35222E Paris.")) && !is_one(&of(&d65[..32])) && !is_one(&d65));
    }
}
