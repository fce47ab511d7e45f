//! Numbers of a tag as text that is the same in every language: their meaning and unit are for words to say.

use crate::base::{ByteOrder, Cursor};
use crate::containers::tiff::kind::*;
use crate::model::Fraction;

/// Most characters of a value that are shown: enough to tell a long list from a short one.
const LONGEST: usize = 200;

/// The numbers of a value of this type; untyped bytes as text, if they are text, or in hexadecimal.
pub(super) fn shown(kind: u16, bytes: &[u8], order: ByteOrder) -> Option<String> {
    let numbers: Vec<String> = match kind {
        BYTE => bytes.iter().take(LONGEST).map(u8::to_string).collect(),
        SBYTE => bytes.iter().take(LONGEST).map(|byte| byte.cast_signed().to_string()).collect(),
        SHORT => each(bytes, order, |cursor| Some(cursor.u16()?.to_string())),
        SSHORT => each(bytes, order, |cursor| Some(cursor.u16()?.cast_signed().to_string())),
        LONG | IFD => each(bytes, order, |cursor| Some(cursor.u32()?.to_string())),
        SLONG => each(bytes, order, |cursor| Some(cursor.u32()?.cast_signed().to_string())),
        RATIONAL => each(bytes, order, |cursor| Some(fraction(cursor.u32()?.into(), cursor.u32()?.into()))),
        SRATIONAL => {
            each(bytes, order, |cursor| Some(fraction(cursor.u32()?.cast_signed().into(), cursor.u32()?.cast_signed().into())))
        }
        FLOAT => each(bytes, order, |cursor| Some(f32::from_bits(cursor.u32()?).to_string())),
        DOUBLE => each(bytes, order, |cursor| {
            let bytes = cursor.array()?;
            let bits = if order == ByteOrder::Big { u64::from_be_bytes(bytes) } else { u64::from_le_bytes(bytes) };
            Some(f64::from_bits(bits).to_string())
        }),
        UNDEFINED if is_plain(bytes) => vec![String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes)).into_owned()],
        UNDEFINED => vec![bytes.iter().take(LONGEST / 2).fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}"))],
        _ => return None,
    };
    let shown = numbers.join(", ");
    Some(shown.get(..shown.floor_char_boundary(LONGEST)).unwrap_or_default().to_owned())
}

/// As many numbers as fit into what is shown.
fn each(bytes: &[u8], order: ByteOrder, next: impl Fn(&mut Cursor<'_>) -> Option<String>) -> Vec<String> {
    let mut cursor = Cursor::new(bytes, order);
    std::iter::from_fn(|| next(&mut cursor)).take(LONGEST).collect()
}

fn is_plain(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// `1/50` for an exact unit fraction, `1.8` for everything else.
fn fraction(numerator: i64, denominator: i64) -> String {
    if denominator == 0 {
        return format!("{numerator}/0");
    }
    if numerator > 0 && numerator < denominator && denominator.checked_rem(numerator) == Some(0) {
        return format!("1/{}", denominator.checked_div(numerator).unwrap_or(denominator));
    }
    let decimal = format!("{:.6}", numerator as f64 / denominator as f64);
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Hours, minutes and seconds as on a clock (EXIF 3.0, GPSTimeStamp): `17:03:12`.
pub(super) fn clock(parts: &[Fraction]) -> Option<String> {
    let [hours, minutes, seconds] = parts else { return None };
    let [hours, minutes, seconds] = [hours.value()?, minutes.value()?, seconds.value()?];
    Some(format!("{hours:02.0}:{minutes:02.0}:{seconds:02.0}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_without_a_word() {
        let big = |kind, bytes: &[u8]| shown(kind, bytes, ByteOrder::Big);
        assert_eq!(big(SHORT, &[0, 8, 0, 9]).as_deref(), Some("8, 9"));
        assert_eq!(big(RATIONAL, &[0, 0, 0, 18, 0, 0, 0, 10]).as_deref(), Some("1.8"));
        assert_eq!(big(RATIONAL, &[0, 0, 0, 1, 0, 0, 0, 50]).as_deref(), Some("1/50"));
        assert_eq!(big(RATIONAL, &[0, 0, 0, 10, 0, 0, 4, 0xE2]).as_deref(), Some("1/125"));
        assert_eq!(big(RATIONAL, &[0, 0, 0, 3, 0, 0, 0, 100]).as_deref(), Some("0.03"));
        assert_eq!(big(RATIONAL, &[0; 8]).as_deref(), Some("0/0"));
        assert_eq!(big(SRATIONAL, &[0xFF, 0xFF, 0xFF, 0xFE, 0, 0, 0, 1]).as_deref(), Some("-2"));
        assert_eq!(big(UNDEFINED, b"0232").as_deref(), Some("0232"));
        assert_eq!(big(UNDEFINED, &[1, 2, 3, 0]).as_deref(), Some("0x01020300"));
        assert_eq!(big(99, &[1]), None);
        assert_eq!(clock(&[17, 3, 12].map(Fraction::whole)).as_deref(), Some("17:03:12"));
    }

    /// A one-byte number takes sixty times as much room as text.
    #[test]
    fn a_tag_of_megabytes_is_shown_by_its_beginning() {
        for kind in [BYTE, SBYTE, SHORT, LONG, RATIONAL, DOUBLE, UNDEFINED] {
            let shown = shown(kind, &vec![200; 15 << 20], ByteOrder::Big).unwrap();
            assert!(shown.len() <= LONGEST && shown.capacity() <= LONGEST * 64, "{kind}");
        }
    }
}
