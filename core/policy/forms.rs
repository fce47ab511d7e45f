//! What a text says by its form alone, if no row and no name says it: a date is a date, whatever it is called.

use crate::base::{Axis, Coordinate, Fix, Moment};
use crate::model::{Category, Value, trimmed};

/// What a value says, whatever its field is.
pub(super) fn category(value: &Value) -> Option<Category> {
    match value {
        Value::Coordinate { .. } | Value::Position { .. } => Some(Category::Location),
        Value::Moment { .. } => Some(Category::Date),
        Value::Text(text) => of_text(trimmed(text)),
        Value::Unknown | Value::Numbers { .. } | Value::Bytes(_) => None,
    }
}

fn of_text(text: &str) -> Option<Category> {
    if is_date(text) {
        Some(Category::Date)
    } else if is_place(text) {
        Some(Category::Location)
    } else if is_mail_address(text) {
        Some(Category::People)
    } else if is_unique_id(text) {
        Some(Category::Id)
    } else {
        None
    }
}

/// A date, or the time since 1970; a photo of today was not taken in the year 1000.
fn is_date(text: &str) -> bool {
    let written = Moment::of_text(text).is_some_and(|moment| (1900..2100).contains(&moment.date.year()));
    written || Moment::of_count(text).is_some()
}

/// Two coordinates, or one with the letter of its side. Bare numbers could be anything.
fn is_place(text: &str) -> bool {
    let side = text.ends_with(['N', 'S', 'E', 'W']);
    let half = |axis| side && Coordinate::of_text(text, axis).is_some();
    let few = text.len() <= 80;
    few && (half(Axis::Latitude) || half(Axis::Longitude) || Fix::of_iso_6709(text).is_some() || is_pair(text))
}

/// Only `47.37642, 8.5414`.
fn is_pair(text: &str) -> bool {
    let exact = |text: &str| text.split_once('.').is_some_and(|(_, decimals)| decimals.trim_end().len() >= 3);
    let number = |text: &str| text.trim().parse::<f64>().is_ok();
    let parts = text.split_once(',').is_some_and(|(one, other)| number(one) && number(other) && exact(one) && exact(other));
    parts && Fix::of_decimals(text).is_some()
}

/// `anna@example.org`
fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte) || byte >= 0x80);
    let name = name.strip_prefix("mailto:").unwrap_or(name);
    !name.is_empty() && plain(name) && plain(domain) && domain.trim_matches('.').contains('.')
}

/// Thirty-two hexadecimal digits, grouped (RFC 9562, 4) or not.
fn is_unique_id(text: &str) -> bool {
    let bare = text.trim_start_matches("urn:").trim_start_matches("uuid:").trim_start_matches("xmp.iid:");
    let bare = bare.trim_start_matches("xmp.did:").trim_matches(['{', '}']);
    let grouped = bare.len() == 36 && bare.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let digits = bare.bytes().filter(u8::is_ascii_hexdigit).count();
    (grouped || bare.len() == 32) && digits == 32 && bare.bytes().any(|byte| byte != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_places_addresses_and_ids_are_known_by_their_form() {
        for (text, category) in [
            ("2019-08-07T06:05:04", Some(Category::Date)),
            ("2019:08:07 06:05:04", Some(Category::Date)),
            ("1565157904000", Some(Category::Date)),
            ("47.3764, 8.5414", Some(Category::Location)),
            ("47,22.585N", Some(Category::Location)),
            ("+47.3764+008.5414/", Some(Category::Location)),
            ("anna.muster@example.org", Some(Category::People)),
            ("550e8400-e29b-41d4-a716-446655440000", Some(Category::Id)),
            ("xmp.iid:550e8400e29b41d4a716446655440000", Some(Category::Id)),
            ("jürgen@example.org", Some(Category::People)),
            ("mailto:anna@example.org", Some(Category::People)),
            ("1.5, 2.5", None),
            ("47.3764, 8.5", None),
            ("@example.org", None),
            ("see @example.org", None),
            ("anna@example.org and others", None),
            ("550e-8400-e29b-41d4-a716446655440000", None),
            ("12", None),
            ("0.123456", None),
            ("4711", None),
            ("Face", None),
            ("@", None),
            ("00000000000000000000000000000000", None),
            ("", None),
        ] {
            assert_eq!(of_text(text), category, "{text}");
        }
    }
}
