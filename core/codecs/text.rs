//! Text among coded data: what is long enough to be no chance, and what stands at the end of a unit, where no decoder
//! may read it. Where a unit ends is known for few codecs without decoding it; for the others, a text behind it is all
//! that can be told from it.

use crate::base::{Error, Input, Place, Span, Unsupported};

/// Characters of a text, in ASCII.
pub const ASCII_RUN: usize = 24;
/// Characters of a text, in UTF-16.
pub const UTF16_RUN: usize = 12;
/// A text has this many different ones: areas of one colour look like the same few, repeated endlessly.
pub const CHARACTERS: u32 = 7;
/// Bytes at the end of a unit in which a text is looked for.
const TAIL: u64 = 64;
/// Bytes that may follow such a text: a text that is cut in pieces, or a checksum.
const BEHIND: usize = 8;

/// Whether a byte is a character of ASCII text.
#[must_use]
pub const fn is_character(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}

/// How many characters there are, each counted once.
#[must_use]
pub fn characters(text: &[u8]) -> u32 {
    text.iter().fold(0_u128, |seen, byte| seen | 1_u128.checked_shl((*byte).into()).unwrap_or(0)).count_ones()
}

/// Refuses a unit of coded data with a text at its end.
///
/// # Errors
/// [`Unsupported::CodedEnd`] if there is one, or the error of the file system.
pub fn none_behind(input: &Input<'_>, unit: Span) -> Result<(), Error> {
    let tail = Span::between(unit.end().saturating_sub(TAIL.min(unit.len)), unit.end());
    let bytes = input.bytes(tail)?;
    if ends_in_text(&bytes) {
        return Err(Error::unsupported(Unsupported::CodedEnd, Place::at(tail.start)));
    }
    Ok(())
}

/// Whether a text ends in the last bytes but for zeros, which may stand behind any unit.
fn ends_in_text(bytes: &[u8]) -> bool {
    let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1));
    let ascii = |from: &[u8]| {
        let run = from.iter().rev().take(ASCII_RUN).take_while(|&&byte| is_character(byte)).count();
        let run = from.get(from.len().saturating_sub(run)..).unwrap_or_default();
        run.len() >= ASCII_RUN && characters(run) >= CHARACTERS
    };
    let utf16 = |from: &[u8]| {
        let (pairs, _) = from.get(from.len().saturating_sub(2 * UTF16_RUN)..).unwrap_or_default().as_chunks::<2>();
        let all = |is: fn(&[u8; 2]) -> bool| pairs.len() == UTF16_RUN && pairs.iter().all(is);
        all(|&[high, low]| high == 0 && is_character(low)) || all(|&[low, high]| high == 0 && is_character(low))
    };
    // The last zero may belong to a text in UTF-16.
    (0..=BEHIND)
        .filter_map(|behind| bytes.get(..end.saturating_add(1).min(bytes.len()).checked_sub(behind)?))
        .any(|from| ascii(from) || utf16(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(behind: &[u8]) -> bool {
        let coded = (0..90_u32).map(|n| (n.wrapping_mul(0x9E37_79B1) >> 13) as u8 | 0x80);
        let bytes = coded.chain(behind.iter().copied()).collect::<Vec<_>>();
        let unit = Span::new(5, bytes.len() as u64 - 5);
        match none_behind(&Input::from_bytes(&bytes), unit) {
            Err(Error::Unsupported { what: Unsupported::CodedEnd, .. }) => true,
            other => other.map(|()| false).unwrap(),
        }
    }

    #[test]
    fn a_text_behind_a_slice_is_no_slice() {
        let text = b"Nora Petit, 12 rue Lilas";
        let utf16 = |order: fn(u16) -> [u8; 2]| "Nora Petit, ".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for behind in [&b""[..], b"\0\0\0", b"\x80", b"\x01\x02\x03\x04\x05\x06\x07", b"\x80\0\0\x03\0\0\x03"] {
            assert!(ends(&[text, behind].concat()), "{behind:?}");
        }
        assert!(ends(&utf16(u16::to_be_bytes)) && ends(&utf16(u16::to_le_bytes)));
        assert!(ends(&[&utf16(u16::to_le_bytes)[..], b"\x80"].concat()));
    }

    #[test]
    fn what_chance_writes_stays() {
        for behind in [&b""[..], b"Nora Petit, 12 rue Lila", b"8\"\"\"\"\n8\"\"\"\"\n8\"\"\"\"\n8\"\"\"\"\n8\"\"\"\"\n", &[0; 40]]
        {
            assert!(!ends(behind), "{behind:?}");
        }
        assert!(!ends(&[&b"Nora Petit, 12 rue Lilas"[..], &[0x81; 9]].concat()));
    }

    #[test]
    fn a_character_counts_once_however_often_it_stands() {
        assert_eq!(characters(b"abcabc ab"), 4);
        assert_eq!(characters(b""), 0);
    }
}
