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

/// The nine numbers of such a matrix, if they are nearly those of a usual one: from daylight (D65) to the light of all profiles
/// by the method of Bradford (annex E), or from that light to itself. Readers ask for them where a picture is to look as under
/// its own light; a difference of a hundredth is not seen then.
pub(super) fn usual(data: &[u8]) -> Option<Vec<u8>> {
    const ONE: i32 = 1 << 16;
    const USUAL: [[i32; 9]; 2] =
        [[0x1_0C42, 0x5DE, -0xCDB, 0x793, 0xFD90, -0x45F, -0x25D, 0x3DC, 0xC06E], [ONE, 0, 0, 0, ONE, 0, 0, 0, ONE]];
    /// Of one.
    const NEAR: i32 = ONE / 512;
    let (numbers, _) = data.get(8..44)?.as_chunks::<4>();
    let is_near = |usual: &&[i32; 9]| {
        let pairs = usual.iter().zip(numbers);
        pairs.into_iter().all(|(usual, number)| i32::from_be_bytes(*number).abs_diff(*usual) <= NEAR.unsigned_abs())
    };
    Some(USUAL.iter().find(is_near)?.iter().flat_map(|number| number.to_be_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_between_lights_is_one_and_words_are_none() {
        let of = |numbers: &[u8]| [b"sf32\0\0\0\0", numbers].concat();
        let d65 = [0x10C42, 0x5DF, -0xCDB, 0x792, 0xFD8F, -0x45F, -0x25E, 0x3DD, 0xC06E_i32].map(i32::to_be_bytes).concat();
        assert!(is_one(&of(&d65)));
        let nearly = [0x10C00, 0x600, -0xC80, 0x780, 0xFDFF, -0x480, -0x240, 0x3C0, 0xC08E_i32].map(i32::to_be_bytes).concat();
        let written = usual(&of(&d65)).unwrap();
        assert_eq!((usual(&of(&nearly)).as_ref(), usual(&of(&written)).as_ref()), (Some(&written), Some(&written)));
        let other = [0x1_1000, 0, 0, 0, 0xF000, 0, 0, 0, 0xE000_i32].map(i32::to_be_bytes).concat();
        assert_eq!(usual(&of(&other)), None);
        assert!(!is_one(&of(b"Nora Petit 48.85661N 2.35222E Paris.")) && !is_one(&of(&d65[..32])) && !is_one(&d65));
    }
}
