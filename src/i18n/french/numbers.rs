//! Numbers, and the spaces that no line is broken at.

/// Before `:` and inside of « ».
pub(super) const WIDE: char = '\u{a0}';
/// Before `;`, `!` and `?`, and between thousands.
pub(super) const NARROW: char = '\u{202f}';

/// With narrow spaces between thousands.
pub(super) fn number(count: impl Into<u64>) -> String {
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
pub(super) fn count(count: u32, one: &str, many: &str) -> String {
    format!("{}{WIDE}{}", number(count), if count < 2 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{count, number};

    #[test]
    fn thousands_are_grouped_by_narrow_spaces() {
        assert_eq!(["999".to_owned(), "1\u{202f}000".to_owned()], [number(999_u32), number(1000_u32)]);
        assert_eq!(number(1_234_567_u64), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn nothing_and_one_are_singular() {
        let said = [0, 1, 2].map(|photos| count(photos, "photo", "photos"));
        assert_eq!(said, ["0\u{a0}photo", "1\u{a0}photo", "2\u{a0}photos"]);
    }
}
