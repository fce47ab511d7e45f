//! Lists of names.

use super::numbers::number;
use crate::lists::joined;

/// `a, b et c`.
pub fn and(parts: impl IntoIterator<Item = String>) -> String {
    joined(parts, "et")
}

/// `a, b ou c`.
pub fn or(parts: impl IntoIterator<Item = String>) -> String {
    joined(parts, "ou")
}

/// The first of a larger number: `a, b et 3 autres`.
pub fn and_more(first: &[String], all: u64) -> String {
    let more = all.saturating_sub(first.len() as u64);
    match more {
        0 => and(first.iter().cloned()),
        1 => format!("{} et 1\u{a0}autre", first.join(", ")),
        more => format!("{} et {}\u{a0}autres", first.join(", "), number(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_a_list_comes_after_a_word() {
        let list = |names: &str| names.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!([and(list("a")), and(list("a b")), or(list("a b c"))], ["a", "a et b", "a, b ou c"]);
        assert_eq!(
            [and_more(&list("a b"), 3), and_more(&list("a"), 1201)],
            ["a, b et 1\u{a0}autre", "a et 1\u{202f}200\u{a0}autres"]
        );
    }
}
