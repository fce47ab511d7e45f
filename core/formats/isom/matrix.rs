//! The matrix that places a track, or all of them, on the screen (ISO/IEC 14496-12, 8.2.2 and 8.3.2).

/// One, in 16 bits after the point; and in the third column, in 30.
const ONE: i32 = 1 << 16;
const ONE_OF_THIRD: i32 = 1 << 30;
/// Length in bytes.
pub(super) const LEN: u64 = 36;
/// Largest scale, and farthest offset in pixels.
const LARGEST: i32 = 16;
pub(super) const FARTHEST: i32 = 1 << 14;

/// That of sound, and of a picture as it is.
pub(super) const PLAIN: [u8; 36] = {
    let mut plain = [0; 36];
    plain[1] = 1;
    plain[17] = 1;
    plain[32] = 0x40;
    plain
};

/// A matrix as players use it: turned, mirrored, scaled, and moved by whole pixels. Anything else places nothing. Where there
/// is one picture, of these sizes, it is only moved to where it was before it was turned.
pub(super) fn anew(bytes: [u8; 36], sizes: Option<[[u32; 2]; 2]>) -> Vec<u8> {
    let [a, b, c, d, x, y] = numbers(bytes);
    let is_scale = |number: &i32| number.unsigned_abs() <= ONE.saturating_mul(LARGEST).unsigned_abs();
    let product = |one: i32, other: i32| i64::from(one).saturating_mul(other.into());
    let places = [a, b, c, d].iter().all(is_scale) && product(a, d) != product(b, c);
    let [a, b, c, d] = if places { [a, b, c, d] } else { [ONE, 0, 0, ONE] };
    let pixels = |number: i32| {
        let whole = number.saturating_add(ONE >> 1).div_euclid(ONE);
        let is_side = |sizes: [[u32; 2]; 2]| sizes.as_flattened().contains(&whole.unsigned_abs());
        if whole.abs() <= FARTHEST && sizes.is_none_or(is_side) { whole.saturating_mul(ONE) } else { 0 }
    };
    composed([a, b, c, d, pixels(x), pixels(y)])
}

/// The same for a whole movie, which is only turned and mirrored.
pub(super) fn turned(bytes: [u8; 36]) -> Vec<u8> {
    let [a, b, c, d, _, _] = numbers(bytes);
    let is_turned = match [a.saturating_abs(), b.saturating_abs(), c.saturating_abs(), d.saturating_abs()] {
        [ONE, 0, 0, ONE] | [0, ONE, ONE, 0] => [a, b, c, d],
        _ => [ONE, 0, 0, ONE],
    };
    let [a, b, c, d] = is_turned;
    composed([a, b, c, d, 0, 0])
}

/// All numbers but those of the third column.
fn numbers(bytes: [u8; 36]) -> [i32; 6] {
    let (numbers, _) = bytes.as_chunks::<4>();
    let number = |index: usize| numbers.get(index).map_or(0, |number| i32::from_be_bytes(*number));
    [0, 1, 3, 4, 6, 7].map(number)
}

fn composed([a, b, c, d, x, y]: [i32; 6]) -> Vec<u8> {
    [a, b, 0, c, d, 0, x, y, ONE_OF_THIRD].iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// Width and height, in whole pixels; zero where they are those of no screen.
pub(super) fn size(bytes: [u8; 8]) -> [u32; 2] {
    let whole = |number: [u8; 4]| {
        let pixels = (u64::from(u32::from_be_bytes(number)).saturating_add(1 << 15)) >> 16;
        u32::try_from(pixels).ok().filter(|pixels| *pixels <= FARTHEST.unsigned_abs()).unwrap_or(0)
    };
    let [a, b, c, d, e, f, g, h] = bytes;
    [[a, b, c, d], [e, f, g, h]].map(whole)
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
        assert_eq!(anew(turned, None), turned);
        assert_eq!(super::turned(turned)[..24], turned[..24]);
    }

    #[test]
    fn words_in_a_matrix_are_no_matrix() {
        let plain = matrix([ONE, 0, 0, 0, ONE, 0, 0, 0, ONE_OF_THIRD]);
        let word = anew(*b"Nora Beispiel, Rue du Secret 17, Par", None);
        assert_eq!((&word[..24], &word[32..]), (&plain[..24], &plain[32..]));
        assert_eq!((word[24..28].ends_with(&[0; 2]), word[28..32].ends_with(&[0; 2])), (true, true));
        assert_eq!(anew(matrix([ONE, 0, 7, 0, ONE, 8, 9, 10, 11]), None), plain);
    }

    /// A movie of one picture was moved by any number of pixels, which no player does.
    #[test]
    fn one_picture_is_moved_by_its_own_size_only() {
        let moved = |x: i32, y: i32| matrix([0, ONE, 0, -ONE, 0, 0, x * ONE, y * ONE, ONE_OF_THIRD]);
        let sizes = Some([[1920, 1080], [1920, 1080]]);
        assert_eq!(anew(moved(1080, 0), sizes), moved(1080, 0));
        assert_eq!(anew(moved(1081, 7), sizes), moved(0, 0));
        assert_eq!(turned(moved(1080, 7)), moved(0, 0));
        assert_eq!(turned(matrix([ONE / 2, 0, 0, 0, ONE, 0, 0, 0, ONE_OF_THIRD])), PLAIN);
    }
}
