//! Which values a tag can have: how many numbers, and in which range, by the picture that they are about (TIFF 6.0;
//! technical note 2; DNG 1.7.1.0). Anything else was not written for a decoder.

mod tables;

use super::fraction;
use super::numbers::Numbers;
use super::used::Used;
use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, Entry, File};

/// How many numbers a value has.
#[derive(Debug, Clone, Copy)]
enum Count {
    Of(u64),
    /// At most this many.
    UpTo(u64),
    /// One for each sample of a pixel, or fewer.
    Samples,
    /// Three for each number that a sample can have.
    Palette,
    /// The same of a raw picture: one for each colour, three, or as many as there are colours.
    Colours,
    Matrix,
    Square,
    MatrixOrSquare,
    /// One for each sample.
    RawSamples,
    /// Two for all colours, or for each.
    Noise,
}

struct Range {
    tag: u16,
    count: Count,
    least: f64,
    most: f64,
}

const fn range(tag: u16, count: Count, least: f64, most: f64) -> Range {
    Range { tag, count, least, most }
}

const LONG: f64 = 4_294_967_295.0;
const SHORT: f64 = 65_535.0;
/// Factors between colours: the largest known is below 4.
const FACTOR: f64 = 16.0;

use Count::{Colours, Matrix, MatrixOrSquare, Noise, Of, Palette, RawSamples, Samples, Square, UpTo};

/// Sorted by number, for binary search. Lists of strips are written from what is read of them, and have no row.
#[rustfmt::skip]
static RANGES: &[Range] = &[
    range(0x00FE, Of(1), 0.0, 65_540.0), range(0x00FF, Of(1), 1.0, 3.0),                       // NewSubfileType, SubfileType
    range(0x0100, Of(1), 0.0, LONG), range(0x0101, Of(1), 0.0, LONG),                          // ImageWidth, ImageLength
    range(0x0102, UpTo(64), 0.0, 64.0), range(0x0103, Of(1), 0.0, SHORT),                      // BitsPerSample, Compression
    range(0x0106, Of(1), 0.0, SHORT), range(0x010A, Of(1), 1.0, 2.0),                          // PhotometricInterpretation, FillOrder
    range(0x0112, Of(1), 0.0, SHORT), range(0x0115, Of(1), 0.0, SHORT),                        // Orientation, SamplesPerPixel
    range(0x0116, Of(1), 0.0, LONG),                                                           // RowsPerStrip
    range(0x011A, Of(1), 1e-4, 1e7), range(0x011B, Of(1), 1e-4, 1e7),                          // XResolution, YResolution
    range(0x011C, Of(1), 1.0, 2.0),                                                            // PlanarConfiguration
    range(0x0124, Of(1), 0.0, 7.0), range(0x0125, Of(1), 0.0, 3.0),                            // T4Options, T6Options
    range(0x0128, Of(1), 1.0, 3.0),                                                            // ResolutionUnit
    range(0x013D, Of(1), 1.0, 34_895.0), range(0x013E, Of(2), 0.0, 1.0),                       // Predictor, WhitePoint
    range(0x013F, Of(6), 0.0, 1.0), range(0x0140, Palette, 0.0, SHORT),                        // PrimaryChromaticities, ColorMap
    range(0x0142, Of(1), 0.0, LONG), range(0x0143, Of(1), 0.0, LONG),                          // TileWidth, TileLength
    range(0x014C, Of(1), 1.0, 2.0), range(0x014E, Of(1), 1.0, 64.0),                           // InkSet, NumberOfInks
    range(0x0152, Samples, 0.0, 999.0), range(0x0153, Samples, 0.0, 6.0),                      // ExtraSamples, SampleFormat
    range(0x0200, Of(1), 1.0, 14.0), range(0x0201, Of(1), 0.0, LONG),                          // JPEGProc, JPEGInterchangeFormat
    range(0x0202, Of(1), 0.0, LONG), range(0x0203, Of(1), 0.0, SHORT),                         // its length, JPEGRestartInterval
    range(0x0205, Samples, 1.0, 7.0), range(0x0206, Samples, 0.0, 15.0),                       // JPEGLosslessPredictors, JPEGPointTransforms
    range(0x0207, Samples, 0.0, LONG), range(0x0208, Samples, 0.0, LONG), range(0x0209, Samples, 0.0, LONG), // JPEGQTables, -DC-, -ACTables
    range(0x0211, Of(3), 0.0, 1.0), range(0x0212, Of(2), 1.0, 4.0),                            // YCbCrCoefficients, YCbCrSubSampling
    range(0x0213, Of(1), 1.0, 2.0), range(0x0214, Of(6), 0.0, SHORT),                          // YCbCrPositioning, ReferenceBlackWhite
    range(0x828D, Of(2), 1.0, 16.0), range(0x828E, UpTo(256), 0.0, 6.0),                       // CFARepeatPatternDim, CFAPattern
    range(0xC612, Of(4), 0.0, 9.0), range(0xC613, Of(4), 0.0, 9.0),                            // DNGVersion, DNGBackwardVersion
    range(0xC616, UpTo(4), 0.0, 6.0), range(0xC617, Of(1), 1.0, 9.0),                          // CFAPlaneColor, CFALayout
    range(0xC619, Of(2), 1.0, 16.0),                                                           // BlackLevelRepeatDim
    range(0xC61D, RawSamples, 0.0, LONG), range(0xC61E, Of(2), 1e-2, 1e2),                     // WhiteLevel, DefaultScale
    range(0xC61F, Of(2), 0.0, 1e6), range(0xC620, Of(2), 0.0, 1e6),                            // DefaultCropOrigin, DefaultCropSize
    range(0xC621, Matrix, -FACTOR, FACTOR), range(0xC622, Matrix, -FACTOR, FACTOR),            // ColorMatrix1, ColorMatrix2
    range(0xC623, Square, -FACTOR, FACTOR), range(0xC624, Square, -FACTOR, FACTOR),            // CameraCalibration1, CameraCalibration2
    range(0xC625, Matrix, -FACTOR, FACTOR), range(0xC626, Matrix, -FACTOR, FACTOR),            // ReductionMatrix1, ReductionMatrix2
    range(0xC627, Colours, 0.0, 1e3), range(0xC628, Colours, 0.0, 1e5),                        // AnalogBalance, AsShotNeutral
    range(0xC629, Of(2), 0.0, 1.0), range(0xC62A, Of(1), -1e2, 1e2),                           // AsShotWhiteXY, BaselineExposure
    range(0xC62B, Of(1), 0.0, 1e5), range(0xC62C, Of(1), 0.0, 1e2), range(0xC62D, Of(1), 0.0, SHORT), // BaselineNoise, -Sharpness, BayerGreenSplit
    range(0xC62E, Of(1), 0.0, 1.0), range(0xC632, Of(1), 0.0, 1.0), range(0xC633, Of(1), 0.0, 1e2), // LinearResponseLimit, AntiAliasStrength, ShadowScale
    range(0xC65A, Of(1), 0.0, 255.0), range(0xC65B, Of(1), 0.0, 255.0), range(0xC65C, Of(1), 0.0, 1e2), // CalibrationIlluminant1, -2, BestQualityScale
    range(0xC690, MatrixOrSquare, -FACTOR, FACTOR), range(0xC692, MatrixOrSquare, -FACTOR, FACTOR), // AsShotPreProfileMatrix, CurrentPreProfileMatrix
    range(0xC6BF, Of(1), 0.0, 2.0), range(0xC6F7, Of(1), 0.0, 1.0),                            // ColorimetricReference, NoiseReductionApplied
    range(0xC6F9, Of(3), 1.0, 1e3),                                                            // ProfileHueSatMapDims
    range(0xC714, Matrix, -FACTOR, FACTOR), range(0xC715, Matrix, -FACTOR, FACTOR),            // ForwardMatrix1, ForwardMatrix2
    range(0xC71E, Of(2), 1.0, 256.0), range(0xC71F, Of(1), 1.0, SHORT),                        // SubTileBlockSize, RowInterleaveFactor
    range(0xC725, Of(3), 1.0, 1e3), range(0xC761, Noise, -FACTOR, FACTOR),                     // ProfileLookTableDims, NoiseProfile
    range(0xC7A3, Of(1), 0.0, 1.0), range(0xC7A4, Of(1), 0.0, 1.0),                            // ProfileHueSatMapEncoding, ProfileLookTableEncoding
    range(0xC7A5, Of(1), -1e2, 1e2), range(0xC7A6, Of(1), 0.0, 1.0), range(0xC7B5, Of(4), 0.0, 1.0), // BaselineExposureOffset, DefaultBlackRender, DefaultUserCrop
    range(0xCD31, Of(1), 0.0, 255.0), range(0xCD32, Square, -FACTOR, FACTOR), range(0xCD33, Matrix, -FACTOR, FACTOR), // CalibrationIlluminant3, CameraCalibration3, ColorMatrix3
    range(0xCD34, Matrix, -FACTOR, FACTOR), range(0xCD3A, Matrix, -FACTOR, FACTOR),            // ForwardMatrix3, ReductionMatrix3
    range(0xCD43, Of(1), 1.0, SHORT),                                                          // ColumnInterleaveFactor
];

/// Whether decoders show another picture without a tag, whatever its numbers are: if it cannot have them, nobody knows
/// what a copy would have to look like.
pub(super) const fn decides(number: u16) -> bool {
    matches!(number, 0x0140 | 0x828D | 0x828E | 0xC612 | 0xC616..=0xC61D | 0xC621..=0xC624 | 0xC627..=0xC629 | 0xC68D | 0xC68E)
}

/// Whether a value is one that its tag can have.
pub(super) fn is_possible(
    input: &Input<'_>,
    file: &File,
    directory: &Directory,
    used: &Used,
    entry: &Entry,
) -> Result<bool, Error> {
    if let Ok(at) = RANGES.binary_search_by_key(&entry.tag, |range| range.tag)
        && let Some(range) = RANGES.get(at)
    {
        let Some(numbers) = Numbers::read(input, file, entry)? else { return Ok(true) };
        let inside = |number: f64| (range.least..=range.most).contains(&number);
        // Nothing divided by nothing is unknown (DNG 1.7.1.0, NoiseReductionApplied).
        let all = numbers.iter().all(|number| inside(number) || entry.tag == 0xC6F7 && number.is_nan());
        // A resolution is not worth a number that is only nearly the same.
        let plain = fraction::plain(file.layout, entry.kind, &numbers.bytes).filter(|_| matches!(entry.tag, 0x011A | 0x011B));
        let same = plain.is_none_or(|plain| plain.same);
        let is_inside = !matches!(entry.tag, 0xC61F | 0xC620) || used.raw.holds(&numbers);
        return Ok(same && all && is_inside && used.has(range.count, entry.count) && is_listed(used, entry.tag, numbers.first()));
    }
    tables::are_possible(input, file, directory, used, entry)
}

impl Used {
    fn has(&self, count: Count, numbers: u64) -> bool {
        let colours = |of: fn(u64) -> u64| match self.raw.colours {
            Some(colours) => numbers == of(colours),
            None => (1..=4).any(|colours| numbers == of(colours)),
        };
        match count {
            Of(count) => numbers == count,
            UpTo(most) => numbers <= most,
            Samples => numbers <= self.samples.clamp(1, 64),
            Palette => numbers == 3_u64.checked_shl(u32::try_from(self.bits).unwrap_or(64)).unwrap_or(0),
            Colours => colours(|colours| colours),
            Matrix => colours(|colours| colours.saturating_mul(3)),
            Square => colours(|colours| colours.saturating_mul(colours)),
            MatrixOrSquare => colours(|colours| colours.saturating_mul(3)) || colours(|colours| colours.saturating_mul(colours)),
            RawSamples => numbers <= self.raw.samples.clamp(1, 4),
            Noise => numbers == 2 || colours(|colours| colours.saturating_mul(2)),
        }
    }
}

/// Whether a number that stands for something else is in the list of those that do.
fn is_listed(used: &Used, number: u16, first: f64) -> bool {
    let is = |listed: &[f64]| listed.contains(&first);
    match number {
        // In a DNG file, depth maps, enhanced pictures, masks of what is where and alternative previews, too.
        0x00FE if used.dng => is(&[0.0, 1.0, 4.0, 5.0, 8.0, 9.0, 16.0, 65_537.0, 65_540.0]),
        0x00FE => first < 8.0,
        // A number of rows that no picture has stands for all of them.
        0x0116 => first <= SHORT || first == LONG || first <= used.length,
        0x013D => first <= 3.0 || first >= 34_892.0,
        // LightSource of Exif: unknown, lamps, daylight of all kinds, another one.
        0xC65A | 0xC65B | 0xCD31 => {
            (0.0..=4.0).contains(&first) || (9.0..=24.0).contains(&first) && first != 16.0 || first == 255.0
        }
        0xC61D => first <= SHORT || used.raw.bits > 16,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_in_the_order_that_halving_needs() {
        assert!(RANGES.is_sorted_by(|one, next| one.tag < next.tag));
    }
}
