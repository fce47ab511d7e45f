//! Compares a preview with its picture: both are shrunk to a few hundred points, and the agreement of light and dark
//! between the two is measured (normalised cross-correlation: 1 for the same, 0 for no relation). Black bars,
//! differences in brightness and rotations are allowed for. There is an answer only if the measure is clear.

use image::GrayImage;
use image::imageops::{crop_imm, rotate90, rotate180, rotate270, thumbnail};

use super::shows::Shows;

/// Points along each side of what is compared.
const SIDE: u32 = 48;
/// Above this, two of the same shape show the same. Previews are coarsely coded and sharpened.
const SAME: f64 = 0.93;
/// Above this, two of different shapes show the same, stretched.
const STRETCHED: f64 = 0.985;
/// Above this, they are too similar to be different pictures, but not similar enough to be the same.
const DOUBTFUL: f64 = 0.8;
/// Above this, a part of the preview is the picture.
const PART: f64 = 0.9;
/// Shapes that differ by less are the same, rounded to whole points.
const ROUNDING: f64 = 0.03;
/// Pictures whose brightness varies less show nothing that could be compared.
const FLAT: f64 = 6.0;

/// How light a point of these samples is (ITU-R BT.709, in ten-thousandths).
#[must_use]
pub fn lightness(samples: [u8; 3]) -> u8 {
    const WEIGHTS: [u32; 3] = [2_126, 7_152, 722];
    let sum = samples
        .into_iter()
        .zip(WEIGHTS)
        .fold(0_u32, |sum, (sample, weight)| sum.saturating_add(u32::from(sample).saturating_mul(weight)));
    u8::try_from(sum / 10_000).unwrap_or(u8::MAX)
}

/// What a preview shows, compared with the picture.
#[must_use]
pub fn shown(picture: &GrayImage, preview: &GrayImage) -> Shows {
    const USUAL: u32 = 320;
    let small = shrunk(picture, USUAL);
    let preview = shrunk(preview, USUAL);
    if spread(&values(&small)) < FLAT || preview.width() < 8 || preview.height() < 8 {
        return Shows::Unknown;
    }
    let mut closest = f64::NEG_INFINITY;
    // Programs may rotate the picture and leave its preview as it was.
    for picture in [small.clone(), rotate90(&small), rotate270(&small), rotate180(&small)] {
        let framed = without_bars(&preview, shape(&picture));
        let alike = (shape(&framed) / shape(&picture)).ln().abs() <= ROUNDING;
        let agreement = agreement(&values(&square(&framed)), &values(&square(&picture)));
        if agreement >= if alike { SAME } else { STRETCHED } {
            return Shows::Same;
        }
        closest = closest.max(agreement);
    }
    match part_of(&preview, &small) {
        Some(true) => Shows::CroppedAway,
        // Everything around the picture has one colour: a frame, not something cropped away.
        Some(false) => Shows::Same,
        None if closest >= DOUBTFUL => Shows::Unknown,
        None => Shows::Another,
    }
}

/// Whether a part of the preview is the picture, and if so, whether the rest shows something.
fn part_of(preview: &GrayImage, picture: &GrayImage) -> Option<bool> {
    const COARSE: u32 = 96;
    const SMALLEST: f64 = 0.2;
    let pattern = levelled(&values(&thumbnail(picture, GRID, GRID)));
    // A picture that only grows lighter towards one side matches part of too many others.
    if spread(&pattern) < FLAT {
        return None;
    }
    // Coarsely at first: trying every position and size at full size would take far too long.
    let coarse = shrunk(preview, COARSE);
    let (width, height) = (f64::from(coarse.width()), f64::from(coarse.height()));
    // The largest part that has the picture's shape, and smaller ones.
    let shape = shape(picture);
    let largest = (width.min(height * shape), height.min(width / shape));
    let mut best = Best { agreement: f64::NEG_INFINITY, part: [0.0; 4] };
    for scale in steps(SMALLEST, 1.0, 0.03) {
        let (part_width, part_height) = (largest.0 * scale, largest.1 * scale);
        for y in steps(0.0, height - part_height, 2.0) {
            for x in steps(0.0, width - part_width, 2.0) {
                best.try_part(&coarse, [x, y, part_width, part_height], &pattern);
            }
        }
    }
    // Once more, finely, around what was found.
    let zoom = f64::from(preview.width()) / width;
    let [x, y, part_width, part_height] = best.part.map(|number| number * zoom);
    let mut fine = Best { agreement: f64::NEG_INFINITY, part: [0.0; 4] };
    let (around, step) = (2.0 * zoom, 0.5 * zoom);
    for scale in steps(0.94, 1.06, 0.02) {
        for y in steps(y - around, y + around, step) {
            for x in steps(x - around, x + around, step) {
                fine.try_part(preview, [x, y, part_width * scale, part_height * scale], &pattern);
            }
        }
    }
    (fine.agreement >= PART).then(|| spread_outside(preview, fine.part) >= FLAT)
}

/// Numbers from one to another, in steps.
fn steps(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    // Rounding can take the sum of many steps past the end, but the last one still counts.
    std::iter::successors(Some(from), move |at| Some(at + step)).take_while(move |at| *at <= to + 0.01)
}

/// The part that agrees best so far.
struct Best {
    agreement: f64,
    part: [f64; 4],
}

impl Best {
    fn try_part(&mut self, preview: &GrayImage, part: [f64; 4], pattern: &[f64]) {
        let agreement = agreement(&levelled(&sampled(preview, part)), pattern);
        if agreement > self.agreement {
            *self = Self { agreement, part };
        }
    }
}

/// The brightness at the points of a grid, without any gradient from one side to the other.
fn levelled(values: &[f64]) -> Vec<f64> {
    let centre = (f64::from(GRID) - 1.0) / 2.0;
    let axis = || (0..GRID).map(|step| f64::from(step) - centre);
    let places: Vec<(f64, f64)> = axis().flat_map(|y| axis().map(move |x| (x, y))).collect();
    let squares: f64 = places.iter().map(|(x, _)| x * x).sum();
    let across: f64 = places.iter().zip(values).map(|((x, _), value)| x * value).sum::<f64>() / squares;
    let down: f64 = places.iter().zip(values).map(|((_, y), value)| y * value).sum::<f64>() / squares;
    places.iter().zip(values).map(|((x, y), value)| value - across * x - down * y).collect()
}

/// Points along each side of what is searched for.
const GRID: u32 = 16;

/// The brightness at points of a part.
fn sampled(preview: &GrayImage, [x, y, width, height]: [f64; 4]) -> Vec<f64> {
    let grid = f64::from(GRID);
    let centres = |from: f64, len: f64| (0..GRID).map(move |step| from + (f64::from(step) + 0.5) * len / grid);
    let mut values = Vec::with_capacity(256);
    for y in centres(y, height) {
        values.extend(centres(x, width).map(|x| between(preview, x, y)));
    }
    values
}

/// The brightness between points.
fn between(preview: &GrayImage, x: f64, y: f64) -> f64 {
    let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
    let at = |x: f64, y: f64| {
        let point = preview
            .get_pixel_checked(whole(x).min(preview.width().saturating_sub(1)), whole(y).min(preview.height().saturating_sub(1)));
        point.map_or(0.0, |point| f64::from(point.0.first().copied().unwrap_or(0)))
    };
    let (right, down) = (x.fract(), y.fract());
    let row = |y: f64| at(x, y) * (1.0 - right) + at(x + 1.0, y) * right;
    row(y) * (1.0 - down) + row(y + 1.0) * down
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "of a point in a picture; what is outside becomes its edge"
)]
fn whole(number: f64) -> u32 {
    number.max(0.0) as u32
}

/// How much the brightness varies outside a part.
fn spread_outside(preview: &GrayImage, [x, y, width, height]: [f64; 4]) -> f64 {
    let inside = |at: u32, from: f64, len: f64| (from..=from + len).contains(&(f64::from(at) + 0.5));
    let outside = preview.enumerate_pixels().filter(|(column, row, _)| !(inside(*column, x, width) && inside(*row, y, height)));
    spread(&outside.map(|(.., point)| f64::from(point.0.first().copied().unwrap_or(0))).collect::<Vec<_>>())
}

/// A preview without the black bars that made it fit; unchanged if there are none.
fn without_bars(preview: &GrayImage, shape: f64) -> GrayImage {
    const BLACK: u8 = 40;
    let (width, height) = (f64::from(preview.width()), f64::from(preview.height()));
    let (wide, high) = (whole((height * shape).round().min(width)), whole((width / shape).round().min(height)));
    let (x, y) = (preview.width().saturating_sub(wide) / 2, preview.height().saturating_sub(high) / 2);
    let (right, bottom) = (x.saturating_add(wide), y.saturating_add(high));
    // With coarse coding, the picture bleeds into the bars by a point or two.
    let outside = |column: u32, row: u32| {
        column.saturating_add(2) < x
            || column >= right.saturating_add(2)
            || row.saturating_add(2) < y
            || row >= bottom.saturating_add(2)
    };
    let mut bars = preview.enumerate_pixels().filter(|(column, row, _)| outside(*column, *row)).peekable();
    let are_black = bars.peek().is_some() && bars.all(|(.., point)| point.0.first().is_some_and(|&light| light < BLACK));
    if are_black { crop_imm(preview, x, y, wide, high).to_image() } else { preview.clone() }
}

fn shape(picture: &GrayImage) -> f64 {
    f64::from(picture.width()) / f64::from(picture.height().max(1))
}

/// The same, with no side longer than `longest`.
fn shrunk(picture: &GrayImage, longest: u32) -> GrayImage {
    let factor = f64::from(longest) / f64::from(picture.width().max(picture.height()).max(1));
    if factor >= 1.0 {
        return picture.clone();
    }
    let side = |len: u32| whole((f64::from(len) * factor).round()).max(1);
    thumbnail(picture, side(picture.width()), side(picture.height()))
}

fn square(picture: &GrayImage) -> GrayImage {
    thumbnail(picture, SIDE, SIDE)
}

fn values(picture: &GrayImage) -> Vec<f64> {
    picture.as_raw().iter().copied().map(f64::from).collect()
}

fn mean(values: &[f64]) -> f64 {
    let count = u32::try_from(values.len()).map_or(f64::from(u32::MAX), f64::from);
    values.iter().sum::<f64>() / count.max(1.0)
}

/// Standard deviation.
fn spread(values: &[f64]) -> f64 {
    let centre = mean(values);
    mean(&values.iter().map(|value| (value - centre).powi(2)).collect::<Vec<_>>()).sqrt()
}

/// Normalised cross-correlation; 0 if one of them is flat.
fn agreement(one: &[f64], other: &[f64]) -> f64 {
    let (mean_one, mean_other) = (mean(one), mean(other));
    let (mut both, mut squares_one, mut squares_other) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - mean_one, b - mean_other);
        both += a * b;
        squares_one += a * a;
        squares_other += b * b;
    }
    let scale = (squares_one * squares_other).sqrt();
    if scale > 0.0 { both / scale } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use image::imageops::FilterType::Triangle;
    use image::imageops::resize;

    use super::*;

    /// A picture with large and small forms, different everywhere.
    fn scene(seed: u32) -> GrayImage {
        GrayImage::from_fn(640, 480, |x, y| {
            let (x, y, seed) = (f64::from(x), f64::from(y), f64::from(seed));
            let light = 120.0
                + 60.0 * (x / (70.0 + seed) + seed).sin() * (y / 45.0 + seed * 2.0).cos()
                + 40.0 * ((x * y) / (9000.0 + 999.0 * seed)).sin()
                + x / 20.0;
            image::Luma([u8::try_from(whole(light)).unwrap_or(u8::MAX)])
        })
    }

    fn thumb(picture: &GrayImage, width: u32, height: u32) -> GrayImage {
        resize(picture, width, height, Triangle)
    }

    #[test]
    fn a_preview_of_the_picture_shows_the_same() {
        let picture = scene(1);
        assert_eq!(shown(&picture, &thumb(&picture, 160, 120)), Shows::Same);
        assert_eq!(shown(&picture, &thumb(&rotate90(&picture), 120, 160)), Shows::Same, "turned");
        let brighter = GrayImage::from_fn(640, 480, |x, y| image::Luma([picture.get_pixel(x, y).0[0] / 2 + 90]));
        assert_eq!(shown(&picture, &thumb(&brighter, 160, 120)), Shows::Same, "brighter");
    }

    #[test]
    fn bars_are_not_what_was_cropped_away() {
        let wide = crop_imm(&scene(1), 0, 60, 640, 360).to_image();
        for light in [0, 255] {
            let mut framed = GrayImage::from_pixel(160, 120, image::Luma([light]));
            image::imageops::replace(&mut framed, &thumb(&wide, 160, 90), 0, 15);
            assert_eq!(shown(&wide, &framed), Shows::Same, "{light}");
        }
    }

    #[test]
    fn a_preview_of_more_shows_what_was_cropped_away() {
        let whole = scene(2);
        for (x, y, width, height) in
            [(0, 0, 480, 360), (200, 100, 320, 240), (100, 0, 400, 480), (40, 40, 500, 300), (300, 200, 250, 250)]
        {
            let picture = crop_imm(&whole, x, y, width, height).to_image();
            assert_eq!(shown(&picture, &thumb(&whole, 160, 120)), Shows::CroppedAway, "{x} {y} {width} {height}");
        }
    }

    #[test]
    fn a_preview_of_something_else_is_said_to_be_that() {
        for seed in 2..9 {
            assert_eq!(shown(&scene(1), &thumb(&scene(seed), 160, 120)), Shows::Another, "{seed}");
        }
    }

    #[test]
    fn what_shows_nothing_is_not_compared() {
        let flat = GrayImage::from_pixel(640, 480, image::Luma([90]));
        assert_eq!(shown(&flat, &thumb(&scene(1), 160, 120)), Shows::Unknown);
        assert_eq!(shown(&scene(1), &thumb(&scene(1), 4, 3)), Shows::Unknown);
    }
}
