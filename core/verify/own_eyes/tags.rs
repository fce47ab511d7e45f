//! What tags of a TIFF or DNG copy can say (TIFF 6.0; technical notes 1 and 2; DNG 1.7.1.0).

/// What the value of a tag is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Whole numbers, or fractions of whole numbers, none larger than this.
    AtMost(u64),
    /// Places or lengths in the file.
    Places,
    /// Places of other directories.
    Directories,
    /// A camera without a name.
    Camera,
    /// A value on the list: how numbers of the picture become colours.
    Listed,
}

use Says::{AtMost, Camera, Directories, Listed, Places};

const SHORT: Says = AtMost(0xFFFF);
const SIZE: Says = AtMost(0xFF_FFFF);

/// What tags say that copies can have.
#[rustfmt::skip]
const TAGS: &[(&[u16], Says)] = &[
    // ImageWidth, ImageLength, RowsPerStrip, XResolution, YResolution, TileWidth, TileLength.
    (&[0x0100, 0x0101, 0x0116, 0x011A, 0x011B, 0x0142, 0x0143], SIZE),
    // NewSubfileType, SubfileType, BitsPerSample, ExtraSamples, SampleFormat, YCbCrSubSampling, YCbCrPositioning.
    (&[0x00FE], AtMost(0x1_0004)), (&[0x00FF], AtMost(3)), (&[0x0102], AtMost(64)), (&[0x0152], AtMost(999)), (&[0x0153], AtMost(6)),
    (&[0x0212, 0x0213], AtMost(4)),
    // Compression, PhotometricInterpretation, FillOrder, Orientation, SamplesPerPixel, PlanarConfiguration, T4Options, T6Options,
    // ResolutionUnit, Predictor, InkSet, NumberOfInks.
    (&[0x0103, 0x0106, 0x010A, 0x0112, 0x0115, 0x011C, 0x0124, 0x0125, 0x0128, 0x013D, 0x014C, 0x014E], SHORT),
    // Strips, tiles, the parts of old-style JPEG; SubIFDs.
    (&[0x0111, 0x0117, 0x0144, 0x0145, 0x0201, 0x0202, 0x0207, 0x0208, 0x0209], Places), (&[0x014A], Directories),
    // JPEGProc, JPEGRestartInterval, JPEGLosslessPredictors, JPEGPointTransforms.
    (&[0x0200, 0x0203], SHORT), (&[0x0205, 0x0206], AtMost(15)),
    // TransferFunction, WhitePoint, PrimaryChromaticities, ColorMap, JPEGTables, YCbCrCoefficients, ReferenceBlackWhite, and
    // profiles.
    (&[0x012D, 0x013E, 0x013F, 0x0140, 0x015B, 0x0211, 0x0214, 0x8773, 0xC68F, 0xC691], Listed),
    // Of DNG: its camera; the pattern of colours, versions; other numbers that are small.
    (&[0xC614], Camera), (&[0x828D, 0x828E, 0xC612, 0xC613, 0xC616, 0xC617, 0xC619], AtMost(16)),
    (&[0xC62D, 0xC65A, 0xC65B, 0xC6BF, 0xC71F, 0xC7A3, 0xC7A4, 0xC7A6, 0xCD31, 0xCD43], SHORT),
    (&[0xC6F9, 0xC725], AtMost(1000)), (&[0xC71E], AtMost(0x2000)), (&[0xC68D, 0xC68E], SIZE),
    // Levels, matrices, curves, tables, opcodes: how raw numbers become colours.
    (&[0xC618, 0xC61A, 0xC61B, 0xC61C, 0xC61D, 0xC61E, 0xC61F, 0xC620, 0xC621, 0xC622, 0xC623, 0xC624, 0xC625, 0xC626, 0xC627,
       0xC628, 0xC629, 0xC62A, 0xC62B, 0xC62C, 0xC62E, 0xC632, 0xC633, 0xC65C, 0xC690, 0xC692, 0xC6F7, 0xC6FA, 0xC6FB, 0xC6FC,
       0xC714, 0xC715, 0xC726, 0xC740, 0xC741, 0xC74E, 0xC761, 0xC7A5, 0xC7B5, 0xCD32, 0xCD33, 0xCD34, 0xCD35, 0xCD36, 0xCD37,
       0xCD39, 0xCD3A], Listed),
];

/// What a tag says; `None` if no copy has it.
pub(super) fn says(tag: u16) -> Option<Says> {
    TAGS.iter().find(|(tags, _)| tags.contains(&tag)).map(|(_, says)| *says)
}
