//! How names follow one another, whichever word stands before the last.

/// `a, b and c`, with a word before the last.
pub fn joined(parts: impl IntoIterator<Item = String>, word: &str) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} {word} {last}", first.join(", ")),
        parts => parts.concat(),
    }
}
