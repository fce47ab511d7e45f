//! What may stay in a directory: the tags that a decoder needs to show the picture, or a raw converter to develop it,
//! each with the form and size that its value can have. All are numbers or tables; none is text.

use super::picture::is_picture;
use super::raw::Raw;
use super::used::Used;
use super::{range, tag};
use crate::base::{Error, Input, Malformed, Place as At, Unsupported};
use crate::containers::tiff::{Directory, Entry, File, kind};

/// What a value consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Unsigned whole numbers.
    Whole,
    /// Numbers of any kind.
    Number,
    /// Bytes with a structure of their own.
    Bytes,
}

/// Where a tag is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a directory that has a picture.
    Picture,
    /// In any directory.
    Anywhere,
    /// In any directory of a DNG file.
    Dng,
}

struct Tag {
    number: u16,
    form: Form,
    most: u64,
    place: Place,
}

const fn picture(number: u16, form: Form, most: u64) -> Tag {
    Tag { number, form, most, place: Place::Picture }
}

const fn dng(number: u16, form: Form, most: u64) -> Tag {
    Tag { number, form, most, place: Place::Dng }
}

/// Strips or tiles of one picture: more are not accepted.
const STRIPS: u64 = 4 << 20;
/// One number for each sample of a pixel.
const EACH: u64 = u64::MAX;
/// Numbers of a colour matrix, or one for each colour of a sensor.
const COLOURS: u64 = 64;
/// Entries of three 16-bit tables.
const TABLE: u64 = 3 << 16;
/// Numbers or bytes of a raw converter's table.
const LARGE: u64 = 16 << 20;

use Form::{Bytes, Number, Whole};

/// Sorted by number, for binary search.
#[rustfmt::skip]
static STAYING: &[Tag] = &[
    // TIFF 6.0, sections 8 to 23, and supplements 1 and 2; what is only useful for printing or statistics is left
    // out, and so is what no program uses (GrayResponseCurve) or shows (PageNumber).
    Tag { number: 0x00FE, form: Whole, most: 1, place: Place::Anywhere },        // NewSubfileType
    picture(0x00FF, Whole, 1),                                                   // SubfileType
    picture(0x0100, Whole, 1), picture(0x0101, Whole, 1),                        // ImageWidth, ImageLength
    picture(0x0102, Whole, COLOURS), picture(0x0103, Whole, 1),                  // BitsPerSample, Compression
    picture(0x0106, Whole, 1), picture(0x010A, Whole, 1),                        // PhotometricInterpretation, FillOrder
    picture(0x0111, Whole, STRIPS),                                              // StripOffsets
    Tag { number: 0x0112, form: Whole, most: 1, place: Place::Anywhere },        // Orientation
    picture(0x0115, Whole, 1), picture(0x0116, Whole, 1),                        // SamplesPerPixel, RowsPerStrip
    picture(0x0117, Whole, STRIPS),                                              // StripByteCounts
    picture(0x011A, Number, 1), picture(0x011B, Number, 1),                      // XResolution, YResolution
    picture(0x011C, Whole, 1),                                                   // PlanarConfiguration
    picture(0x0124, Whole, 1), picture(0x0125, Whole, 1),                        // T4Options, T6Options
    picture(0x0128, Whole, 1),                                                   // ResolutionUnit
    picture(0x012D, Whole, TABLE), picture(0x013D, Whole, 1),                    // TransferFunction, Predictor
    picture(0x013E, Number, 2), picture(0x013F, Number, 6),                      // WhitePoint, PrimaryChromaticities
    picture(0x0140, Whole, TABLE),                                               // ColorMap
    picture(0x0142, Whole, 1), picture(0x0143, Whole, 1),                        // TileWidth, TileLength
    picture(0x0144, Whole, STRIPS), picture(0x0145, Whole, STRIPS),              // TileOffsets, TileByteCounts
    picture(0x014C, Whole, 1), picture(0x014E, Whole, 1),                        // InkSet, NumberOfInks
    picture(0x0152, Whole, EACH), picture(0x0153, Whole, EACH),            // ExtraSamples, SampleFormat
    // Section 22: old-style JPEG; technical note 2: new-style JPEG (JPEGTables are looked into).
    picture(0x0200, Whole, 1), picture(0x0201, Whole, 1), picture(0x0202, Whole, 1), picture(0x0203, Whole, 1),
    picture(0x0205, Whole, EACH), picture(0x0206, Whole, EACH), picture(0x0207, Whole, EACH),
    picture(0x0208, Whole, EACH), picture(0x0209, Whole, EACH),
    picture(0x0211, Number, 3), picture(0x0212, Whole, 2), picture(0x0213, Whole, 1), // YCbCr...
    picture(0x0214, Number, 6),                                                  // ReferenceBlackWhite
    // DNG 1.7.1.0, chapters 4 to 6: how raw numbers become colour.
    dng(0x828D, Whole, 2), dng(0x828E, Bytes, 256),                              // CFARepeatPatternDim, CFAPattern
    dng(0xC612, Bytes, 4), dng(0xC613, Bytes, 4),                                // DNGVersion, DNGBackwardVersion
    dng(0xC616, Bytes, 8), dng(0xC617, Whole, 1), dng(0xC618, Whole, 1 << 16),   // CFAPlaneColor, CFALayout, LinearizationTable
    dng(0xC619, Whole, 2), dng(0xC61A, Number, 4096),                            // BlackLevelRepeatDim, BlackLevel
    dng(0xC61B, Number, LARGE), dng(0xC61C, Number, LARGE),                      // BlackLevelDeltaH, BlackLevelDeltaV
    dng(0xC61D, Whole, COLOURS), dng(0xC61E, Number, 2),                         // WhiteLevel, DefaultScale
    dng(0xC61F, Number, 2), dng(0xC620, Number, 2),                              // DefaultCropOrigin, DefaultCropSize
    dng(0xC621, Number, COLOURS), dng(0xC622, Number, COLOURS),                  // ColorMatrix1, ColorMatrix2
    dng(0xC623, Number, COLOURS), dng(0xC624, Number, COLOURS),                  // CameraCalibration1, CameraCalibration2
    dng(0xC625, Number, COLOURS), dng(0xC626, Number, COLOURS),                  // ReductionMatrix1, ReductionMatrix2
    dng(0xC627, Number, COLOURS), dng(0xC628, Number, COLOURS),                  // AnalogBalance, AsShotNeutral
    dng(0xC629, Number, 2), dng(0xC62A, Number, 1),                              // AsShotWhiteXY, BaselineExposure
    dng(0xC62B, Number, 1), dng(0xC62C, Number, 1), dng(0xC62D, Whole, 1),       // BaselineNoise, -Sharpness, BayerGreenSplit
    dng(0xC62E, Number, 1), dng(0xC632, Number, 1), dng(0xC633, Number, 1),      // LinearResponseLimit, AntiAliasStrength, ShadowScale
    dng(0xC65A, Whole, 1), dng(0xC65B, Whole, 1), dng(0xC65C, Number, 1),        // CalibrationIlluminant1, -2, BestQualityScale
    dng(0xC68D, Whole, 4), dng(0xC68E, Whole, 4096),                             // ActiveArea, MaskedAreas
    dng(0xC690, Number, COLOURS), dng(0xC692, Number, COLOURS),                  // AsShotPreProfileMatrix, CurrentPreProfileMatrix
    dng(0xC6BF, Whole, 1), dng(0xC6F7, Number, 1),                               // ColorimetricReference, NoiseReductionApplied
    dng(0xC6F9, Whole, 3), dng(0xC6FA, Number, LARGE), dng(0xC6FB, Number, LARGE), // ProfileHueSatMapDims, -Data1, -Data2
    dng(0xC6FC, Number, LARGE), dng(0xC714, Number, COLOURS), dng(0xC715, Number, COLOURS), // ProfileToneCurve, ForwardMatrix1, -2
    dng(0xC71E, Whole, 2), dng(0xC71F, Whole, 1),                                // SubTileBlockSize, RowInterleaveFactor
    dng(0xC725, Whole, 3), dng(0xC726, Number, LARGE),                           // ProfileLookTableDims, ProfileLookTableData
    dng(0xC740, Bytes, LARGE), dng(0xC741, Bytes, LARGE), dng(0xC74E, Bytes, LARGE), // OpcodeList1 to 3
    dng(0xC761, Number, 2 * COLOURS),                                            // NoiseProfile
    dng(0xC7A3, Whole, 1), dng(0xC7A4, Whole, 1),                                // ProfileHueSatMapEncoding, ProfileLookTableEncoding
    dng(0xC7A5, Number, 1), dng(0xC7A6, Whole, 1), dng(0xC7B5, Number, 4),       // BaselineExposureOffset, DefaultBlackRender, DefaultUserCrop
    dng(0xCD31, Whole, 1), dng(0xCD32, Number, COLOURS), dng(0xCD33, Number, COLOURS), // CalibrationIlluminant3, CameraCalibration3, ColorMatrix3
    dng(0xCD34, Number, COLOURS),                                                // ForwardMatrix3
    dng(0xCD35, Bytes, 4096), dng(0xCD36, Bytes, 4096), dng(0xCD37, Bytes, 4096), // IlluminantData1 to 3
    dng(0xCD39, Number, LARGE), dng(0xCD3A, Number, COLOURS),                    // ProfileHueSatMapData3, ReductionMatrix3
    dng(0xCD43, Whole, 1),                                                       // ColumnInterleaveFactor
];

fn row(number: u16) -> Option<&'static Tag> {
    STAYING.binary_search_by_key(&number, |tag| tag.number).ok().and_then(|at| STAYING.get(at))
}

/// Whether there is a place for a tag.
pub(super) fn stays(number: u16) -> bool {
    row(number).is_some()
}

/// Where an entry may stay unchanged, including its value, in a directory with this many samples per pixel; `None` if
/// it has to go.
pub(super) fn place(entry: &Entry, samples: u64) -> Option<Place> {
    /// Enough for what some writers store as bytes, too few for a word.
    const FEW: u64 = 4;
    let tag = row(entry.tag)?;
    let most = if tag.most == EACH { samples.clamp(1, COLOURS) } else { tag.most };
    let fits = match (tag.form, entry.kind) {
        (Whole | Number, kind::BYTE) | (Number, kind::SBYTE) => entry.count <= FEW,
        (Whole, kind) => kind::is_whole(kind),
        (Number, kind) => !matches!(kind, kind::ASCII | kind::UNDEFINED | kind::UTF8),
        (Bytes, kind) => matches!(kind, kind::BYTE | kind::UNDEFINED),
    };
    (fits && entry.value.is_some() && (1..=most).contains(&entry.count)).then_some(tag.place)
}

/// Whether a value consists of bytes, which are not numbers.
pub(super) fn is_of_bytes(number: u16) -> bool {
    row(number).is_some_and(|tag| tag.form == Bytes)
}

/// Whether a picture looks the same without a tag: it is only useful for printing, statistics or colours that nobody
/// computes.
pub(super) const fn is_spare(number: u16) -> bool {
    matches!(number, 0x00FF | 0x011A | 0x011B | 0x0128 | 0x013E | 0x013F)
}

/// Whether a possible value leaves no room for anything else: whatever else its bytes may be, they say no more.
pub(super) const fn is_exact(number: u16) -> bool {
    matches!(number, 0x0102 | 0x0152 | 0x0153)
}

/// A directory with only the entries that can stay unchanged: this is what a decoder will see of it, and so it decides
/// about its picture. It excludes what no decoder uses, and values that are not possible, unless they decide all the
/// same.
///
/// # Errors
/// [`Malformed::TagValue`] for tiles beside strips: some decoders take the ones, some the others;
/// [`Unsupported::HiddenPicture`] for samples that nobody sees.
pub(super) fn visible(input: &Input<'_>, file: &File, directory: &Directory, raw: Option<Raw>) -> Result<Directory, Error> {
    const SAMPLES: u16 = 0x0115;
    let samples = file.number(input, directory, SAMPLES)?.unwrap_or(1);
    let mut visible = directory.clone();
    visible.entries.retain(|entry| place(entry, samples).is_some());
    let tiles = directory.entries.iter().find(|entry| (tag::TILE_WIDTH..=tag::TILES).contains(&entry.tag));
    if let Some(entry) = tiles.filter(|_| visible.find(tag::STRIPS).is_some()) {
        return Err(Error::malformed(Malformed::TagValue, At::new(entry.at, format!("0x{:04X}", entry.tag))));
    }
    let used = Used::read(input, file, &visible, raw)?;
    if used.hides_samples() && is_picture(&visible) {
        return Err(Error::unsupported(Unsupported::HiddenPicture, At::new(directory.span.start, "0x0115")));
    }
    let mut entries = Vec::with_capacity(visible.entries.len());
    for entry in &visible.entries {
        let stays =
            used.asks_for(entry.tag) && (range::decides(entry.tag) || range::is_possible(input, file, &visible, &used, entry)?);
        entries.extend(stays.then_some(*entry));
    }
    Ok(Directory { entries, ..visible })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_in_the_order_that_halving_needs() {
        assert!(STAYING.is_sorted_by(|one, next| one.number < next.number));
    }
}
