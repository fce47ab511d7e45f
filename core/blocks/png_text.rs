//! Reads PNG's textual chunks (PNG third edition, 11.3.3), and the metadata that programs hide in them as hexadecimal
//! "raw profiles" or XMP.

use data_encoding::HEXLOWER_PERMISSIVE;

use super::{Found, zlib};
use crate::base::{ByteOrder, Cursor, Limits, cost};
use crate::model::{FieldId, Orientation, Value};

/// Lists what a `tEXt`, `zTXt` or `iTXt` chunk says. Returns how an Exif profile inside turns the picture.
pub fn read(kind: [u8; 4], data: &[u8], found: &mut Found<'_>) -> Option<Orientation> {
    let Some((keyword, text)) = decode(kind, data, found.limits()) else {
        found.unreadable(0);
        return None;
    };
    if !found.budget().affords((text.len() as u64).saturating_mul(cost::MARKUP)) {
        return None;
    }
    let id = FieldId::PngText(keyword.clone());
    if kind == *b"iTXt" {
        translation(data, &FieldId::PngText(format!("{keyword} (translated)")), found);
    }
    if keyword == "XML:com.adobe.xmp" {
        found.push(0, "", id, Value::Unknown);
        super::xmp::read(&text, &mut found.inner(0, "XMP").out_of_place());
    } else if let Some(kind) = keyword.strip_prefix("Raw profile type ") {
        found.push(0, "", id.clone(), heading(kind, &text));
        return raw_profile(kind, &text, &mut found.inner(0, kind).out_of_place());
    } else {
        found.push(0, "", id, super::text(&text));
        // Programs write what they know as JSON: reported by its own names, too. If it is not JSON, it is just text.
        let _ = super::json::read(&text, &keyword, &mut found.inner(0, &keyword).out_of_place());
    }
    None
}

/// The language and translated keyword of an `iTXt` chunk say something too (11.3.3.4).
fn translation(data: &[u8], id: &FieldId, found: &mut Found<'_>) {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    cursor.until_zero();
    cursor.take(2);
    for text in [cursor.until_zero(), cursor.until_zero()].into_iter().flatten().filter(|text| !text.is_empty()) {
        found.push(0, "", id.clone(), super::text(text));
    }
}

/// What comes before the length of a raw profile, if it is not just its kind.
fn heading(kind: &str, text: &[u8]) -> Value {
    let mut lines = text.trim_ascii_start().split(|&byte| byte == b'\n');
    let (name, length) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if !name.eq_ignore_ascii_case(kind.as_bytes()) {
        return super::text(name);
    }
    let number = length.len() <= 10 && length.trim_ascii().iter().all(u8::is_ascii_digit);
    if number { Value::Unknown } else { super::text(length) }
}

/// Keyword and text of a chunk; the text as UTF-8, or unchanged if it is not text.
///
/// A compressed text has nothing after it.
fn decode(kind: [u8; 4], data: &[u8], limits: &Limits) -> Option<(String, Vec<u8>)> {
    let inflate = |stream: &[u8]| {
        let (text, len) = zlib::inflate(stream, limits.inflated_bytes, &limits.budget)?;
        (len == stream.len()).then_some(text)
    };
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let keyword = latin1(cursor.until_zero()?);
    let text = match &kind {
        b"tEXt" => latin1(cursor.rest()).into_bytes(),
        b"zTXt" => {
            (cursor.u8()? == 0).then_some(())?;
            latin1(&inflate(cursor.rest())?).into_bytes()
        }
        _ => {
            let (compressed, method) = (cursor.u8()?, cursor.u8()?);
            cursor.until_zero()?;
            cursor.until_zero()?;
            match (compressed, method) {
                (0, _) => cursor.rest().to_vec(),
                (1, 0) => inflate(cursor.rest())?,
                _ => return None,
            }
        }
    };
    Some((keyword, text))
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// ImageMagick's raw profiles: a line with the kind, one with the length, then hexadecimal digits.
fn raw_profile(kind: &str, text: &[u8], found: &mut Found<'_>) -> Option<Orientation> {
    let Some(profile) = hexadecimal(text) else {
        found.unreadable(0);
        return None;
    };
    match kind {
        "exif" | "APP1" | "app1" => {
            if let Some(packet) = profile.strip_prefix(crate::containers::jpeg::signature::XMP) {
                super::xmp::read(packet, found);
                return None;
            }
            super::exif::read(profile.strip_prefix(b"Exif\0\0").unwrap_or(&profile), found)
        }
        // Old versions of ImageMagick and digiKam leave out the resource around the data sets.
        "iptc" | "8bim" if profile.starts_with(&[super::iptc::TAG_MARKER]) => {
            super::iptc::read(&profile, found);
            None
        }
        "iptc" | "8bim" => {
            super::photoshop::read(profile.strip_prefix(super::photoshop::HEADER).unwrap_or(&profile), found, super::exif::list);
            None
        }
        "xmp" => {
            super::xmp::read(&profile, found);
            None
        }
        _ => {
            found.unreadable(0);
            None
        }
    }
}

fn hexadecimal(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?.trim_start();
    let (_kind, rest) = text.split_once('\n')?;
    let (_length, digits) = rest.trim_start().split_once('\n')?;
    let digits: Vec<u8> = digits.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != 0).collect();
    HEXLOWER_PERMISSIVE.decode(&digits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Leftover};

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        zlib::deflate(bytes).unwrap()
    }

    fn read_all(kind: &[u8; 4], data: &[u8]) -> (Option<Orientation>, Vec<Field>) {
        let mut fields = Vec::new();
        let limits = Limits { inflated_bytes: 1000, ..Limits::DEFAULT };
        let turned = read(*kind, data, &mut Found::new(0, "tEXt", &limits, &mut fields));
        (turned, fields)
    }

    fn said(kind: &[u8; 4], data: &[u8]) -> (FieldId, Value) {
        let field = read_all(kind, data).1.pop().unwrap();
        (field.id, field.value)
    }

    #[test]
    fn all_three_kinds_of_text_are_read() {
        let author = |text: &str| (FieldId::PngText("Author".into()), Value::Text(text.into()));
        assert_eq!(said(b"tEXt", b"Author\0L\xE9a"), author("Léa"));
        assert_eq!(said(b"zTXt", &[b"Author\0\0", &deflate(b"L\xE9a")[..]].concat()), author("Léa"));
        assert_eq!(said(b"iTXt", "Author\0\0\0fr\0Auteur\0Léa".as_bytes()), author("Léa"));
        let compressed = [b"Author\0\x01\0\0\0", &deflate("Léa".as_bytes())[..]].concat();
        assert_eq!(said(b"iTXt", &compressed), author("Léa"));
    }

    #[test]
    fn a_bomb_is_not_inflated_beyond_the_limit() {
        let bomb = [b"Comment\0\0", &deflate(&vec![b'x'; 1 << 22])[..]].concat();
        assert_eq!(said(b"zTXt", &bomb).0, FieldId::Leftover(Leftover::Unreadable));
    }

    #[test]
    fn bare_data_sets_in_a_raw_profile_are_read() {
        let digits = HEXLOWER_PERMISSIVE.encode(b"\x1C\x02\x5A\0\x05Paris");
        let text = format!("Raw profile type iptc\0\niptc\n      10\n{digits}\n");
        assert_eq!(said(b"tEXt", text.as_bytes()), (FieldId::Iptc(2, 90), Value::Text("Paris".into())));
    }

    #[test]
    fn exif_in_a_raw_profile_is_read() {
        let block =
            super::super::exif::compose(&crate::model::ExifBlock { orientation: Orientation::new(6), ..Default::default() });
        let digits = HEXLOWER_PERMISSIVE.encode(&[b"Exif\0\0", &block[..]].concat());
        let text = format!("Raw profile type exif\0\nexif\n      32\n{}\n{}\n", &digits[..20], &digits[20..]);
        let (turned, fields) = read_all(b"tEXt", text.as_bytes());
        assert_eq!(turned, Orientation::new(6));
        assert_eq!(fields[1].id, FieldId::Exif(crate::model::Ifd::Image, 0x0112));
        assert_eq!(fields[1].place.path, "tEXt/exif/IFD0");
    }
}
