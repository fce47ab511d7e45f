//! TIFF, DNG, or a camera's raw photo in a TIFF file: judging by the directories, never by a name.

use super::sniffed::Sniffed;
use crate::base::{Error, Input, Span};
use crate::containers::tiff::{Directory, File, Link, kind, reach};
use crate::model::FormatKind;

/// The meaning of pixels (TIFF/EP; DNG 1.7.1.0): a colour filter array, or linear raw.
const RAW_PHOTOMETRIC: [u64; 2] = [32_803, 34_892];

/// Compressions of cameras: Sony, Epson, Samsung (two), Kodak (three), Panasonic, Nikon, Pentax.
const RAW_COMPRESSION: [u64; 10] = [32_767, 32_769, 32_770, 32_772, 32_867, 65_000, 65_001, 34_316, 34_713, 65_535];

/// CFARepeatPatternDim and CFAPattern, Leaf's data, DNGPrivateData (which Sony uses, too), Canon's slices.
const RAW_TAGS: [u16; 6] = [0x828D, 0x828E, 0x8606, 0xC634, 0xC640, 0xC51B];

/// Names of raw formats, by the name of the camera's maker.
#[rustfmt::skip]
static MAKERS: &[(&str, &str)] = &[
    ("NIKON", "NEF"), ("SONY", "ARW"), ("CANON", "CR2"), ("PENTAX", "PEF"), ("RICOH", "PEF"), ("SAMSUNG", "SRW"),
    ("PANASONIC", "RW2"), ("OLYMPUS", "ORF"), ("FUJI", "RAF"), ("HASSELBLAD", "3FR"), ("EASTMAN", "DCR"), ("KODAK", "DCR"),
    ("SEIKO EPSON", "ERF"), ("MAMIYA", "MEF"), ("LEAF", "MOS"), ("PHASE ONE", "IIQ"), ("LEICA", "RWL"),
];

/// What the TIFF file is, as far as its directories can be read; its scan reports what is wrong with them.
pub(super) fn look(input: &Input<'_>) -> Result<Sniffed, Error> {
    let (file, _) = reach(input)?;
    if is_dng(&file) {
        return Ok(Sniffed::Format(FormatKind::Dng));
    }
    for (index, directory) in file.directories.iter().enumerate() {
        if matches!(directory.link, Link::Page | Link::Sub(_)) && is_raw(input, &file, directory, index == 0)? {
            return Ok(Sniffed::Unsupported(name(input, &file)?));
        }
    }
    Ok(Sniffed::Format(FormatKind::Tiff))
}

/// Whether the first directory says that the file is a DNG: with a version of four bytes (DNG 1.7.1.0, DNGVersion).
#[must_use]
pub fn is_dng(file: &File) -> bool {
    const DNG_VERSION: u16 = 0xC612;
    let version = file.directories.first().and_then(|first| first.find(DNG_VERSION));
    version.is_some_and(|version| {
        matches!(version.kind, kind::BYTE | kind::UNDEFINED) && (1..=4).contains(&version.count) && version.value.is_some()
    })
}

/// Whether a directory is of a kind that only cameras write. Programs by the same makers write plain TIFF, too.
fn is_raw(input: &Input<'_>, file: &File, directory: &Directory, first: bool) -> Result<bool, Error> {
    const STANDARD: u16 = 0x9216; // TIFF/EPStandardID
    const MAKE: u16 = 0x010F;
    const OLD_JPEG: u64 = 6;
    let number = |tag| file.number(input, directory, tag);
    let has = |tag| directory.find(tag).is_some();
    let raw = number(0x0106)?.is_some_and(|photometric| RAW_PHOTOMETRIC.contains(&photometric))
        || number(0x0103)?.is_some_and(|coding| RAW_COMPRESSION.contains(&coding))
        || RAW_TAGS.into_iter().any(has);
    // A camera's preview before the raw picture.
    let reduced = first && number(0x00FE)?.is_some_and(|subfile| subfile & 1 == 1) && has(MAKE);
    Ok(raw || reduced && (has(STANDARD) || number(0x0103)? == Some(OLD_JPEG)))
}

fn name(input: &Input<'_>, file: &File) -> Result<&'static str, Error> {
    const MAKE: u16 = 0x010F;
    const LONGEST: u64 = 64;
    let make = file.directories.iter().find_map(|directory| directory.find(MAKE)?.value);
    let Some(span) = make else { return Ok("camera raw") };
    let bytes = input.bytes(Span::new(span.start, span.len.min(LONGEST)))?;
    let make = String::from_utf8_lossy(&bytes).to_ascii_uppercase();
    let maker = MAKERS.iter().find(|(maker, _)| make.trim_start().starts_with(maker));
    Ok(maker.map_or("camera raw", |(_, name)| name))
}
