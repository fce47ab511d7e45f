//! Writes Exif blocks anew (EXIF 3.0, 4.6): the smallest one that holds the values, little endian, one value behind
//! the other.

use crate::model::{ExifBlock, Fraction, Kept, Moment, Position};

// Types of values.
const BYTE: u16 = 1;
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
const UNDEFINED: u16 = 7;

/// Length of an entry of an IFD, of what stands before and behind the entries, and of the header of a block.
const ENTRY: usize = 12;
const FRAME: usize = 6;
const HEADER: usize = 8;

/// An entry: tag, type, count, value.
type Entry = (u16, u16, usize, Vec<u8>);

/// The smallest block that says what is given; no byte where nothing is.
#[must_use]
pub fn compose(block: &ExifBlock) -> Vec<u8> {
    let mut image = image(block);
    let (exif, gps) = (exif(&block.kept), block.kept.position.map(gps).unwrap_or_default());
    if image.is_empty() && exif.is_empty() && gps.is_empty() {
        return Vec::new();
    }
    let mut pointer = |tag: u16, ifd: &[Entry]| {
        if !ifd.is_empty() {
            image.push((tag, LONG, 1, vec![0; 4]));
        }
    };
    pointer(0x8769, &exif);
    pointer(0x8825, &gps);
    let exif_at = HEADER.saturating_add(len(&image));
    let gps_at = exif_at.saturating_add(len(&exif));
    for (tag, _, _, value) in &mut image {
        match tag {
            0x8769 => *value = offset(exif_at),
            0x8825 => *value = offset(gps_at),
            _ => {}
        }
    }
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for ifd in [image, exif, gps] {
        write(ifd, &mut bytes);
    }
    bytes
}

/// Length of an IFD and its values; each value begins at an even offset.
fn len(ifd: &[Entry]) -> usize {
    if ifd.is_empty() {
        return 0;
    }
    let values = ifd.iter().map(|(.., value)| value.len()).filter(|len| *len > 4).map(even);
    values.fold(ifd.len().saturating_mul(ENTRY).saturating_add(FRAME), usize::saturating_add)
}

const fn even(len: usize) -> usize {
    len.saturating_add(len & 1)
}

fn offset(at: usize) -> Vec<u8> {
    u32::try_from(at).unwrap_or(u32::MAX).to_le_bytes().to_vec()
}

fn write(mut ifd: Vec<Entry>, bytes: &mut Vec<u8>) {
    if ifd.is_empty() {
        return;
    }
    ifd.sort_by_key(|(tag, ..)| *tag);
    let mut at = bytes.len().saturating_add(ifd.len().saturating_mul(ENTRY)).saturating_add(FRAME);
    let mut values = Vec::new();
    bytes.extend(u16::try_from(ifd.len()).unwrap_or(u16::MAX).to_le_bytes());
    for (tag, kind, count, mut value) in ifd {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(offset(count));
        if value.len() <= 4 {
            value.resize(4, 0);
            bytes.extend(value);
        } else {
            bytes.extend(offset(at));
            value.resize(even(value.len()), 0);
            at = at.saturating_add(value.len());
            values.extend(value);
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(values);
}

fn image(block: &ExifBlock) -> Vec<Entry> {
    let ExifBlock { orientation, kept } = block;
    let texts = [
        (0x010E, &kept.texts.description),
        (0x010F, &kept.camera.make),
        (0x0110, &kept.camera.model),
        (0x0131, &kept.software),
        (0x013B, &kept.people.artist),
        (0x8298, &kept.people.copyright),
    ];
    let mut entries: Vec<Entry> = texts.into_iter().filter_map(|(tag, value)| text(tag, value.as_deref())).collect();
    entries.extend(orientation.map(|turned| short(0x0112, turned.value().into())));
    // Microsoft's XP tags: UTF-16.
    for (tag, value) in [(0x9C9B, &kept.texts.title), (0x9C9E, &kept.texts.keywords)] {
        entries.extend(value.as_deref().map(|value| {
            let wide: Vec<u8> = value.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            (tag, BYTE, wide.len(), wide)
        }));
    }
    entries
}

fn exif(kept: &Kept) -> Vec<Entry> {
    let camera = &kept.camera;
    let mut entries = Vec::new();
    let measures = [(0x829A, camera.exposure_time), (0x829D, camera.f_number), (0x920A, camera.focal_length)];
    entries.extend(measures.into_iter().filter_map(|(tag, value)| Some(rationals(tag, &[value?]))));
    entries.extend(camera.sensitivity.map(|value| short(0x8827, value)));
    entries.extend(camera.focal_length_35mm.map(|value| short(0xA405, value)));
    let texts = [(0xA430, &kept.people.owner), (0xA433, &camera.lens_make), (0xA434, &camera.lens_model)];
    entries.extend(texts.into_iter().filter_map(|(tag, value)| text(tag, value.as_deref())));
    entries.extend(kept.texts.comment.as_deref().map(comment));
    entries.extend(kept.moment.iter().flat_map(moment));
    if !entries.is_empty() {
        entries.push((0x9000, UNDEFINED, 4, b"0232".to_vec()));
    }
    entries
}

fn moment(moment: &Moment) -> Vec<Entry> {
    let local = moment.local;
    let date = local.strftime("%Y:%m:%d %H:%M:%S").to_string();
    let fraction = format!("{:09}", local.subsec_nanosecond());
    let fraction = Some(fraction.trim_end_matches('0')).filter(|digits| !digits.is_empty());
    let offset = moment.offset.map(|offset| {
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
    });
    [text(0x9003, Some(&date)), text(0x9291, fraction), text(0x9011, offset.as_deref())].into_iter().flatten().collect()
}

/// `UserComment`: a character code of eight bytes, then the text (4.6.6.5).
fn comment(value: &str) -> Entry {
    let bytes: Vec<u8> = if value.is_ascii() {
        b"ASCII\0\0\0".iter().copied().chain(value.bytes()).collect()
    } else {
        b"UNICODE\0".iter().copied().chain(value.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    (0x9286, UNDEFINED, bytes.len(), bytes)
}

fn gps(position: Position) -> Vec<Entry> {
    let side = |negative: bool, [plus, minus]: [&str; 2]| if negative { minus.to_owned() } else { plus.to_owned() };
    let mut entries = vec![
        (0, BYTE, 4, vec![2, 3, 0, 0]),
        rationals(2, &degrees(position.latitude)),
        rationals(4, &degrees(position.longitude)),
    ];
    entries.extend(text(1, Some(&side(position.latitude < 0, ["N", "S"]))));
    entries.extend(text(3, Some(&side(position.longitude < 0, ["E", "W"]))));
    if let Some(altitude) = position.altitude {
        entries.push((5, BYTE, 1, vec![u8::from(altitude < 0)]));
        entries.push(rationals(6, &[Fraction { numerator: altitude.unsigned_abs().into(), denominator: 1000 }]));
    }
    entries
}

/// Degrees, minutes and seconds that are exactly as many ten millionths of a degree.
fn degrees(parts: i32) -> [Fraction; 3] {
    const PARTS: i64 = 10_000_000;
    /// A ten millionth of a degree is 9 / 25,000 seconds.
    const SECOND: i64 = 25_000;
    let parts = i64::from(parts.unsigned_abs());
    let minutes = (parts % PARTS).saturating_mul(60);
    let seconds = (minutes % PARTS).saturating_mul(60) / (PARTS / SECOND);
    [Fraction::whole(parts / PARTS), Fraction::whole(minutes / PARTS), Fraction { numerator: seconds, denominator: SECOND }]
}

fn text(tag: u16, value: Option<&str>) -> Option<Entry> {
    let bytes: Vec<u8> = value?.bytes().chain([0]).collect();
    Some((tag, ASCII, bytes.len(), bytes))
}

fn short(tag: u16, value: u16) -> Entry {
    (tag, SHORT, 1, value.to_le_bytes().to_vec())
}

fn rationals(tag: u16, values: &[Fraction]) -> Entry {
    let part = |part: i64| u32::try_from(part).unwrap_or(0).to_le_bytes();
    let bytes = values.iter().flat_map(|value| [part(value.numerator), part(value.denominator)]).flatten().collect();
    (tag, RATIONAL, values.len(), bytes)
}
