//! What a clean aperture shows of a picture (ISO/IEC 14496-12, 12.1.4.2): a part of these columns and rows, about its middle.

use crate::base::{ByteOrder, Cursor};
use crate::model::Crop;

/// What the body of a `clap` box hides of a picture of this size; `None` if its numbers have no meaning.
pub(in crate::formats) fn crop(body: &[u8], whole: (u32, u32)) -> Option<Crop> {
    let mut cursor = Cursor::new(body, ByteOrder::Big);
    let mut fraction = |signed: bool| {
        let (above, below) = (cursor.u32()?, cursor.u32().filter(|below| *below != 0)?);
        Some(if signed { f64::from(above.cast_signed()) } else { f64::from(above) } / f64::from(below))
    };
    let [width, height] = [fraction(false)?, fraction(false)?];
    let [across, down] = [fraction(true)?, fraction(true)?];
    Some(Crop { shown: (seen(whole.0, width, across), seen(whole.1, height, down)), whole })
}

/// How many of these columns or rows are within so many others, whose middle is this far from theirs.
fn seen(whole: u32, aperture: f64, offset: f64) -> u32 {
    let whole_size = f64::from(whole);
    let start = offset + (whole_size - aperture) / 2.0;
    let seen = (start + aperture).min(whole_size) - start.max(0.0);
    Crop::pixels(seen, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clap(numbers: [i32; 8]) -> Vec<u8> {
        numbers.into_iter().flat_map(i32::to_be_bytes).collect()
    }

    #[test]
    fn an_aperture_shows_what_it_shares_with_the_picture() {
        let shown = |numbers| crop(&clap(numbers), (4000, 3000)).map(|crop| crop.shown);
        assert_eq!(shown([1200, 1, 900, 1, 0, 1, 0, 1]), Some((1200, 900)));
        assert_eq!(shown([2400, 2, 1801, 2, -100, 1, 33, 2]), Some((1200, 901)));
        // Half of it lies beside the picture.
        assert_eq!(shown([1000, 1, 1000, 1, 2000, 1, -1500, 1]), Some((500, 500)));
        assert_eq!(shown([4000, 1, 3000, 1, 0, 1, 0, 1]), Some((4000, 3000)));
        assert_eq!(shown([9000, 1, 9000, 1, 0, 1, 0, 1]), Some((4000, 3000)));
        assert_eq!(shown([100, 1, 100, 1, 9000, 1, 0, 1]), Some((0, 100)));
        assert_eq!(shown([1200, 0, 900, 1, 0, 1, 0, 1]), None);
        assert_eq!(crop(&[0; 9], (4, 4)), None);
    }
}
