//! Numbers.

/// With commas between thousands.
pub fn number(count: impl Into<u64>) -> String {
    let digits = count.into().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 photo`, `2 photos`.
pub fn count(count: impl Into<u64>, one: &str, many: &str) -> String {
    let count = count.into();
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn thousands_are_grouped() {
        for (count, text) in [(0_u64, "0"), (999, "999"), (1000, "1,000"), (81_920, "81,920"), (1_234_567, "1,234,567")] {
            assert_eq!(number(count), text);
        }
    }
}
