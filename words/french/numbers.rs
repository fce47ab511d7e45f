//! Numbers, and the non-breaking spaces.

/// Before `:` and inside « ».
pub const WIDE: char = '\u{a0}';
/// Before `;`, `!` and `?`, and between thousands.
pub const NARROW: char = '\u{202f}';

/// With narrow spaces between thousands.
pub fn number(count: impl Into<u64>) -> String {
    let digits = count.into().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            grouped.push(NARROW);
        }
        grouped.push(digit);
    }
    grouped
}

/// `0 photo`, `1 photo`, `2 photos`: the plural begins at two.
pub fn count(count: impl Into<u64>, one: &str, many: &str) -> String {
    let count = count.into();
    format!("{}{WIDE}{}", number(count), if count < 2 { one } else { many })
}

/// A decimal number with a comma, its decimals grouped in threes like thousands: `48,856 6`.
pub fn decimal(text: &str) -> String {
    let Some((whole, decimals)) = text.split_once('.') else { return text.to_owned() };
    let mut grouped = String::new();
    for (index, digit) in decimals.chars().enumerate() {
        if index > 0 && index.is_multiple_of(3) {
            grouped.push(NARROW);
        }
        grouped.push(digit);
    }
    format!("{whole},{grouped}")
}

#[cfg(test)]
mod tests {
    use super::{count, decimal, number};

    #[test]
    fn thousands_are_grouped_by_narrow_spaces() {
        assert_eq!(["999".to_owned(), "1\u{202f}000".to_owned()], [number(999_u32), number(1000_u32)]);
        assert_eq!(number(1_234_567_u32), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn decimals_come_after_a_comma() {
        for (text, said) in [("48", "48"), ("48.85", "48,85"), ("48.8566", "48,856\u{202f}6"), ("2.123456", "2,123\u{202f}456")] {
            assert_eq!(decimal(text), said);
        }
    }

    #[test]
    fn nothing_and_one_are_singular() {
        let said = [0_u32, 1, 2].map(|photos| count(photos, "photo", "photos"));
        assert_eq!(said, ["0\u{a0}photo", "1\u{a0}photo", "2\u{a0}photos"]);
    }
}
