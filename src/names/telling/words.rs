//! Names as runs of digits, of letters, and of what is between them.

/// A run of characters of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'n> {
    Digits(&'n str),
    Letters(&'n str),
    Other(&'n str),
}

#[derive(PartialEq, Eq)]
enum Sort {
    Digit,
    Letter,
    Other,
}

fn sort(c: char) -> Sort {
    if c.is_ascii_digit() {
        Sort::Digit
    } else if c.is_alphabetic() {
        Sort::Letter
    } else {
        Sort::Other
    }
}

/// A name, split where letters, digits and other characters meet.
pub(super) fn tokens(name: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next().map(sort) {
        let end = rest.find(|c| sort(c) != first).unwrap_or(rest.len());
        let Some((run, behind)) = rest.split_at_checked(end) else { break };
        tokens.push(match first {
            Sort::Digit => Token::Digits(run),
            Sort::Letter => Token::Letters(run),
            Sort::Other => Token::Other(run),
        });
        rest = behind;
    }
    tokens
}

impl Token<'_> {
    /// Whether it is this word, whatever its case.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Letters(letters) if letters.eq_ignore_ascii_case(word))
    }

    /// Whether it is one of these words, whatever its case.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        match self {
            Self::Letters(letters) => words.contains(&letters.to_lowercase().as_str()),
            Self::Digits(_) | Self::Other(_) => false,
        }
    }
}

/// A name with blanks in place of hashes and UUIDs, whose digits mean nothing.
pub(super) fn without_hashes(name: &str) -> String {
    /// Groups of a UUID (RFC 9562, 4).
    const UUID: [usize; 5] = [8, 4, 4, 4, 12];
    let mut plain = name.to_owned();
    let groups = groups(name);
    // As many blanks as there were bytes, so the other groups keep their places.
    let mut blank = |start: usize, len: usize| {
        plain.replace_range(start..start.saturating_add(len), &" ".repeat(len));
    };
    for window in groups.windows(UUID.len()) {
        if window.iter().zip(UUID).all(|((_, group), len)| group.len() == len && is_hexadecimal(group)) {
            window.iter().for_each(|(start, group)| blank(*start, group.len()));
        }
    }
    for (start, group) in groups {
        if is_hash(group) {
            blank(start, group.len());
        }
    }
    plain
}

/// Runs of letters and digits between separators, each with its offset.
fn groups(name: &str) -> Vec<(usize, &str)> {
    let ends = |c: char| !c.is_ascii_alphanumeric();
    let mut at = 0_usize;
    name.split_inclusive(ends)
        .map(|group| {
            let start = at;
            at = start.saturating_add(group.len());
            (start, group.trim_end_matches(ends))
        })
        .collect()
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Long, hexadecimal, and with letters and digits all mixed up.
fn is_hash(text: &str) -> bool {
    const SHORTEST: usize = 16;
    const CHANGES: usize = 3;
    let bytes = text.as_bytes();
    let changes = bytes.windows(2).filter(|pair| matches!(pair, [a, b] if a.is_ascii_digit() != b.is_ascii_digit()));
    text.len() >= SHORTEST && is_hexadecimal(text) && changes.count() >= CHANGES
}
