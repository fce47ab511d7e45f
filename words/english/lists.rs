//! Lists of names.

use super::numbers::number;
use crate::lists::joined;

/// `a, b and c`.
pub fn and(parts: impl IntoIterator<Item = String>) -> String {
    joined(parts, "and")
}

/// `a, b or c`.
pub fn or(parts: impl IntoIterator<Item = String>) -> String {
    joined(parts, "or")
}

/// The first of a larger number: `a, b and 3 more`.
pub fn and_more(first: &[String], all: u64) -> String {
    let more = all.saturating_sub(first.len() as u64);
    if more == 0 { and(first.iter().cloned()) } else { format!("{} and {} more", first.join(", "), number(more)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_a_list_comes_after_a_word() {
        let list = |names: &str| names.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!([and(list("")), and(list("a")), and(list("a b"))], ["", "a", "a and b"]);
        assert_eq!(or(list("a b c")), "a, b or c");
        assert_eq!([and_more(&list("a b"), 2), and_more(&list("a b"), 1200)], ["a and b", "a, b and 1,198 more"]);
    }
}
