//! The expression of a `sato` item, which computes each pixel from those of other pictures (AV1 Image File Format,
//! 4.2.3). It stays unchanged if it is an expression and nothing else.

use std::collections::BTreeSet;

use crate::base::{Error, Input};

use super::data;
use super::meta::Meta;
use super::roles::Roles;

/// Operators take one value (64 to 67) or two (128 to 137) from the stack.
const ONE: std::ops::RangeInclusive<u8> = 64..=67;
const TWO: std::ops::RangeInclusive<u8> = 128..=137;
/// A constant follows.
const CONSTANT: u8 = 0;
/// Numbers of the pictures that the item refers to.
const PICTURES: std::ops::RangeInclusive<u8> = 1..=32;

/// Items that would stay but contain no expression: readers show the picture that would be their input.
pub(super) fn unread(input: &Input<'_>, meta: &Meta, roles: &Roles) -> Result<BTreeSet<u32>, Error> {
    let mut unread = BTreeSet::new();
    for item in meta.items.list.iter().filter(|item| item.kind == *b"sato" && roles.stays(item.id)) {
        let pictures = meta.references.from(item.id, *b"dimg").count();
        if !data::read(input, meta, item.id)?.is_some_and(|data| is_expression(&data, pictures)) {
            unread.insert(item.id);
        }
    }
    Ok(unread)
}

/// Whether data are an expression of this many pictures, in postfix notation, that leaves exactly one value.
fn is_expression(data: &[u8], pictures: usize) -> bool {
    // Version and reserved bits are 0; the last two give the width of constants.
    let [head @ 0..=3, count, tokens @ ..] = data else { return false };
    let width = 1_usize << head;
    let (mut rest, mut stack) = (tokens, 0_usize);
    for _ in 0..*count {
        let Some((token, behind)) = rest.split_first() else { return false };
        rest = behind;
        let taken = match token {
            &CONSTANT => {
                let Some(behind) = rest.get(width..) else { return false };
                rest = behind;
                0
            }
            token if PICTURES.contains(token) && usize::from(*token) <= pictures => 0,
            token if ONE.contains(token) => 1,
            token if TWO.contains(token) => 2,
            _ => return false,
        };
        let Some(left) = stack.checked_sub(taken) else { return false };
        stack = left.saturating_add(1);
    }
    rest.is_empty() && stack == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_told_from_words() {
        let libavif = [2, 5, 0, 0, 0, 1, 0, 1, 0x82, 2, 0x85];
        assert!(is_expression(&libavif, 2));
        assert!(is_expression(&[0, 3, 0, 7, 1, 0x80], 1) && is_expression(&[3, 2, 1, 64], 1));
        assert!(!is_expression(&libavif, 1), "a picture that there is not");
        assert!(!is_expression(&[&libavif[..], b"Nora"].concat(), 2), "a word behind");
        for (name, wrong) in [
            ("another version", &[0x42, 1, 1][..]),
            ("nothing", &[2, 0]),
            ("two values left", &[2, 2, 1, 1]),
            ("an operator of nothing", &[2, 2, 1, 0x80]),
            ("an unknown token", &[2, 1, 33]),
            ("a constant that is cut", &[2, 1, 0, 0, 0]),
            ("fewer tokens than it says", &[2, 2, 1]),
        ] {
            assert!(!is_expression(wrong, 2), "{name}");
        }
        for len in 0..libavif.len() {
            assert!(!is_expression(&libavif[..len], 2));
        }
    }
}
