//! The matrix that places a track, or all of them, on the screen (ISO/IEC 14496-12, 8.2.2 and 8.3.2).

/// One, in 16 bits after the point; and in the third column, in 30.
const ONE: i32 = 1 << 16;
const ONE_OF_THIRD: i32 = 1 << 30;
/// Length in bytes.
pub(super) const LEN: u64 = 36;
/// Largest scale, and farthest offset in pixels.
const LARGEST: i32 = 16;
const FARTHEST: i32 = 1 << 14;

/// That of sound, and of a picture as it is.
pub(super) const PLAIN: [u8; 36] = {
    let mut plain = [0; 36];
    plain[1] = 1;
    plain[17] = 1;
    plain[32] = 0x40;
    plain
};

/// A matrix as players use it: turned, mirrored, scaled, and moved by whole pixels. Anything else places nothing.
pub(super) fn anew(bytes: [u8; 36]) -> Vec<u8> {
    let (numbers, _) = bytes.as_chunks::<4>();
    let mut numbers = numbers.iter().map(|number| i32::from_be_bytes(*number));
    let mut next = || numbers.next().unwrap_or(0);
    let [a, b, _, c, d, _, x, y, _] = [next(), next(), next(), next(), next(), next(), next(), next(), next()];
    let is_scale = |number: &i32| number.unsigned_abs() <= ONE.saturating_mul(LARGEST).unsigned_abs();
    let product = |one: i32, other: i32| i64::from(one).saturating_mul(other.into());
    let places = [a, b, c, d].iter().all(is_scale) && product(a, d) != product(b, c);
    let [a, b, c, d] = if places { [a, b, c, d] } else { [ONE, 0, 0, ONE] };
    let pixels = |number: i32| {
        let whole = number.saturating_add(ONE >> 1).div_euclid(ONE);
        if whole.abs() <= FARTHEST { whole.saturating_mul(ONE) } else { 0 }
    };
    [a, b, 0, c, d, 0, pixels(x), pixels(y), ONE_OF_THIRD].iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// Width and height, in whole pixels; zero where they are those of no screen.
pub(super) fn size(bytes: [u8; 8]) -> Vec<u8> {
    let (numbers, _) = bytes.as_chunks::<4>();
    let whole = |number: &[u8; 4]| {
        let pixels = (u64::from(u32::from_be_bytes(*number)).saturating_add(1 << 15)) >> 16;
        u32::try_from(pixels).ok().filter(|pixels| *pixels <= FARTHEST.unsigned_abs()).unwrap_or(0) << 16
    };
    numbers.iter().flat_map(|number| whole(number).to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(numbers: [i32; 9]) -> [u8; 36] {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
        bytes.try_into().unwrap()
    }

    #[test]
    fn a_turned_picture_stays_turned() {
        let turned = matrix([0, ONE, 0, -ONE, 0, 0, 1080 * ONE, 0, ONE_OF_THIRD]);
        assert_eq!(anew(turned), turned);
    }

    #[test]
    fn words_in_a_matrix_are_no_matrix() {
        let plain = matrix([ONE, 0, 0, 0, ONE, 0, 0, 0, ONE_OF_THIRD]);
        let word = anew(*b"Nora Beispiel, Rue du Secret 17, Par");
        assert_eq!((&word[..24], &word[32..]), (&plain[..24], &plain[32..]));
        assert_eq!((word[24..28].ends_with(&[0; 2]), word[28..32].ends_with(&[0; 2])), (true, true));
        assert_eq!(anew(matrix([ONE, 0, 7, 0, ONE, 8, 9, 10, 11])), plain);
    }
}
