//! Values whose numbers depend on one another, or on those of other tags: curves, tables of a profile, areas of a raw
//! picture.

use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, Entry, File, kind};
use crate::formats::tiff::numbers::Numbers;
use crate::formats::tiff::used::Used;
use crate::formats::tiff::{illuminant, opcodes};

const HUE_SAT_DIMS: u16 = 0xC6F9;
const LOOK_DIMS: u16 = 0xC725;
const BLACK_DIMS: u16 = 0xC619;
const WHITE_LEVEL: u16 = 0xC61D;
/// CalibrationIlluminant1 to 3, and IlluminantData1 to 3.
const ILLUMINANTS: [(u16, u16); 3] = [(0xCD35, 0xC65A), (0xCD36, 0xC65B), (0xCD37, 0xCD31)];

/// Whether such a value is possible.
pub(super) fn are_possible(
    input: &Input<'_>,
    file: &File,
    directory: &Directory,
    used: &Used,
    entry: &Entry,
) -> Result<bool, Error> {
    let product = |tag: u16| -> Result<Option<u64>, Error> {
        let Some(dims) = directory.find(tag) else { return Ok(None) };
        Ok(file.numbers(input, dims)?.map(|dims| dims.into_iter().fold(1, u64::saturating_mul)))
    };
    let numbers = || Numbers::read(input, file, entry);
    let values = 1_u64.checked_shl(u32::try_from(used.bits).unwrap_or(64)).unwrap_or(u64::MAX);
    Ok(match entry.tag {
        // TransferFunction (TIFF 6.0, section 20).
        0x012D => {
            let curves = [values, values.saturating_mul(3)].contains(&entry.count);
            curves && entry.kind == kind::SHORT && numbers()?.is_some_and(|numbers| are_curves(&numbers, values))
        }
        // LinearizationTable: from numbers of a sample to brighter ones.
        0xC618 => entry.count <= 1 << used.raw.bits.clamp(1, 16) && numbers()?.is_some_and(|numbers| numbers.are_rising()),
        // BlackLevel: of a repeated pattern, for each sample.
        0xC61A => {
            let most = product(BLACK_DIMS)?.unwrap_or(1).saturating_mul(used.raw.samples.max(1));
            let white = file.number(input, directory, WHITE_LEVEL)?.unwrap_or(0).max(1 << used.raw.bits.clamp(1, 16)) as f64;
            // A raw picture that has nothing in a quarter of its numbers does not exist.
            entry.count <= most
                && numbers()?.is_some_and(|numbers| numbers.iter().all(|level| (0.0..=white / 4.0).contains(&level)))
        }
        // BlackLevelDeltaH and -V: for each column and row of the active area.
        0xC61B | 0xC61C => {
            let lines = if entry.tag == 0xC61B { used.raw.columns } else { used.raw.rows };
            let most = (1_u64 << used.raw.bits.clamp(1, 16)) as f64 / 4.0;
            let small = |numbers: Numbers<'_>| numbers.iter().all(|delta| delta.abs() <= most);
            entry.kind == kind::SRATIONAL && entry.count == lines && numbers()?.is_some_and(small)
        }
        // ActiveArea; MaskedAreas, of which dcraw and LibRaw read eight.
        0xC68D => entry.count == 4 && numbers()?.is_some_and(|numbers| are_areas(&numbers, used)),
        0xC68E => {
            entry.count <= 32 && entry.count.is_multiple_of(4) && numbers()?.is_some_and(|numbers| are_areas(&numbers, used))
        }
        // ProfileHueSatMapData1 to 3, ProfileLookTableData: three numbers for each division.
        0xC6FA | 0xC6FB | 0xCD39 | 0xC726 => {
            let divisions = product(if entry.tag == 0xC726 { LOOK_DIMS } else { HUE_SAT_DIMS })?;
            let fills = divisions.and_then(|divisions| divisions.checked_mul(3)) == Some(entry.count);
            fills && entry.kind == kind::FLOAT && numbers()?.is_some_and(|numbers| numbers.iter().all(is_measured))
        }
        0xC6FC => entry.kind == kind::FLOAT && numbers()?.is_some_and(|numbers| is_tone_curve(&numbers)),
        0xC740 | 0xC741 | 0xC74E => file.value(input, entry)?.is_some_and(|list| opcodes::is_list(&list).is_some()),
        0xCD35..=0xCD37 => {
            /// LightSource (EXIF 3.0): other.
            const OTHER: Option<u64> = Some(255);
            let code = ILLUMINANTS.iter().find(|(data, _)| *data == entry.tag).map_or(0, |(_, code)| *code);
            let data = file.value(input, entry)?;
            file.number(input, directory, code)? == OTHER
                && data.is_some_and(|data| illuminant::plain(file.layout, &data).is_some())
        }
        _ => true,
    })
}

/// Whether a number of 32 bits is a shift or a factor of colours, and not letters: these are huge, or next to nothing.
fn is_measured(number: f64) -> bool {
    (-360.0..=1e4).contains(&number) && (number == 0.0 || number.abs() > 1e-15)
}

/// Whether each curve of this many numbers rises.
fn are_curves(numbers: &Numbers<'_>, values: u64) -> bool {
    let len = usize::try_from(values.saturating_mul(2)).unwrap_or(usize::MAX);
    let curve = |bytes: &[u8]| Numbers { layout: numbers.layout, kind: numbers.kind, bytes: bytes.into() }.are_rising();
    numbers.bytes.chunks(len).all(curve)
}

/// Rectangles within the raw picture: top, left, bottom, right.
fn are_areas(numbers: &Numbers<'_>, used: &Used) -> bool {
    let (length, width) = (used.raw.length as f64, used.raw.width as f64);
    let numbers: Vec<f64> = numbers.iter().collect();
    let is_inside = |area: &[f64; 4]| {
        let [top, left, bottom, right] = *area;
        0.0 <= top && top < bottom && bottom <= length && 0.0 <= left && left < right && right <= width
    };
    numbers.as_chunks::<4>().0.iter().all(is_inside)
}

/// ProfileToneCurve: points from black to white.
fn is_tone_curve(numbers: &Numbers<'_>) -> bool {
    let numbers: Vec<f64> = numbers.iter().collect();
    let (points, rest) = numbers.as_chunks::<2>();
    let inside = points.iter().all(|[from, to]| (0.0..=1.0).contains(from) && (0.0..=1e2).contains(to) && is_measured(*to));
    rest.is_empty() && points.len() >= 2 && inside && points.iter().map(|[from, _]| from).is_sorted()
}
