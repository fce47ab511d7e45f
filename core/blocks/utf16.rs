//! Texts in UTF-16, whose units have two bytes: many files give their byte order, and many are wrong.

use crate::base::ByteOrder;
use crate::model::trimmed;

/// A text, in the given byte order, or in the other if only that makes sense. A byte order mark decides.
#[must_use]
pub fn decode(bytes: &[u8], said: ByteOrder) -> String {
    let (bytes, order) = match bytes {
        [0xFE, 0xFF, rest @ ..] => (rest, ByteOrder::Big),
        [0xFF, 0xFE, rest @ ..] => (rest, ByteOrder::Little),
        _ => (bytes, likely(bytes, said)),
    };
    let text: String = char::decode_utf16(units(bytes, order)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let inner = trimmed(&text);
    // Older text can follow the end of a text, and nothing may come before its end.
    let ended = !inner.is_empty() && text.trim_start().starts_with('\0');
    [if ended { "\0" } else { "" }, inner].concat()
}

/// Whether bytes are most likely UTF-16, whatever they claim to be: of two neighbours, one is zero.
#[must_use]
pub fn is_likely(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (one, other) = (zeros(0), zeros(1));
    let pairs = bytes.len() / 2;
    pairs >= 2 && one.abs_diff(other) > pairs / 2
}

fn units(bytes: &[u8], order: ByteOrder) -> impl Iterator<Item = u16> {
    let from = if order == ByteOrder::Little { u16::from_le_bytes } else { u16::from_be_bytes };
    bytes.chunks_exact(2).filter_map(move |pair| pair.try_into().ok().map(from))
}

/// The given order of a text, unless it makes no sense in that and does in the other. Short texts and those in rare
/// scripts are taken at their word.
fn likely(bytes: &[u8], said: ByteOrder) -> ByteOrder {
    /// With fewer units, nobody can tell.
    const FEWEST: usize = 3;
    let reversed = if said == ByteOrder::Little { ByteOrder::Big } else { ByteOrder::Little };
    let (one, other) = (Sense::of(bytes, said), Sense::of(bytes, reversed));
    let latin = one.swapped.saturating_mul(2) >= one.units && other.strange.saturating_mul(4) <= other.units;
    let plain = other.strange == 0 && other.swapped == 0;
    let nonsense = one.strange.saturating_mul(3) >= one.units;
    // An alphabet is in one or two blocks of 256, and its low bytes are spread all over them.
    let scattered = one.blocks >= 4 && other.blocks.saturating_mul(3) <= one.blocks;
    if one.units >= FEWEST && (latin || plain && (nonsense || scattered)) { reversed } else { said }
}

/// How much sense a text makes.
#[derive(Default)]
struct Sense {
    /// Characters, including halves of them.
    units: usize,
    /// Those that would be ASCII or Latin-1 in the other order.
    swapped: usize,
    /// Those in scripts that hardly anybody writes, or in none, and halves of characters.
    strange: usize,
    /// The number of blocks of 256 that they are in.
    blocks: usize,
}

impl Sense {
    fn of(bytes: &[u8], order: ByteOrder) -> Self {
        let mut sense = Self::default();
        let mut blocks = std::collections::BTreeSet::new();
        for c in char::decode_utf16(units(bytes, order)) {
            let code = c.as_ref().map_or(0xD800, |&c| u32::from(c));
            if code == 0 {
                continue;
            }
            sense.units = sense.units.saturating_add(1);
            // An ideographic space and the number one are the only common characters with a low byte of zero.
            sense.swapped = sense.swapped.saturating_add(usize::from(code % 256 == 0 && !matches!(code, 0x3000 | 0x4E00)));
            sense.strange = sense.strange.saturating_add(usize::from(!c.is_ok_and(is_usual)));
            blocks.insert(code / 256);
        }
        sense.blocks = blocks.len();
        sense
    }
}

/// Letters of widely used scripts, the signs between them, and what phones offer besides letters.
const fn is_usual(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{300}'..='\u{6FF}' | '\u{900}'..='\u{E7F}' | '\u{10A0}'..='\u{10FF}'
        | '\u{1E00}'..='\u{1FFF}' | '\u{2010}'..='\u{2044}' | '\u{20AC}' | '\u{2190}'..='\u{27BF}' | '\u{3000}'..='\u{30FF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FE0F}' | '\u{FF01}'..='\u{FF5E}' | '\u{1F300}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_the_other_order_is_read_all_the_same() {
        for text in [
            "a girl in the garden of Anna Muster\nSteps: 20, Seed: 4711",
            "Léa Martin, 12 rue des Lilas",
            "Анна Мустер",
            "Άννα Μουστέρη",
            "アンナ・ムスター",
            "安娜在花园里",
            "안나 무스터",
            "אנה מוסטר",
            "Anna",
            "A 👩 B",
        ] {
            for said in [ByteOrder::Little, ByteOrder::Big] {
                let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                assert_eq!(decode(&little, said), text, "{said:?}");
                assert_eq!(decode(&big, said), text, "{said:?}");
                assert_eq!(decode(&[b"\xFE\xFF", &big[..]].concat(), ByteOrder::Little), text);
            }
        }
    }

    #[test]
    fn what_is_no_text_in_either_order_is_read_as_it_is_said() {
        assert_eq!(decode(b"", ByteOrder::Big), "");
        assert_eq!(decode(b"\0", ByteOrder::Big), "");
        assert_eq!(decode(b"\xD8\0\xD8\0", ByteOrder::Big).chars().count(), 2);
        assert_eq!(decode(b"\xA0\0\xA0\x01", ByteOrder::Big), "\u{A000}\u{A001}");
    }

    #[test]
    fn zeros_between_letters_are_utf_16() {
        assert!(is_likely(b"A\0n\0n\0a\0") && is_likely(b"\0A\0n\0n\0a"));
        assert!(!is_likely(b"Anna Muster") && !is_likely(b"") && !is_likely(b"Anna\0\0\0\0\0\0\0\0"));
    }
}
