//! Codecs that a person trusts to contain nothing but picture and sound, although nothing here can look into them.

use std::str::FromStr;

/// Most codecs that can be trusted at once: no file has more than a few.
const MOST: usize = 8;

/// Codecs that are copied unread, by the type of their sample entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trust {
    codecs: [Option<[u8; 4]>; MOST],
}

impl Trust {
    /// No codec: the default.
    pub const NOTHING: Self = Self { codecs: [None; MOST] };

    /// These, up to eight of them.
    #[must_use]
    pub fn these(codecs: impl IntoIterator<Item = Codec>) -> Self {
        let mut trust = Self::NOTHING;
        for (place, codec) in trust.codecs.iter_mut().zip(codecs) {
            *place = Some(codec.0);
        }
        trust
    }

    /// Whether a codec is among them.
    #[must_use]
    pub fn has(&self, codec: [u8; 4]) -> bool {
        self.codecs.contains(&Some(codec))
    }
}

/// A codec, by the type of its sample entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codec([u8; 4]);

/// A word that is not the name of a codec.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCodec;

impl std::fmt::Display for NoCodec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("four letters, or 0x and eight hexadecimal digits")
    }
}

impl std::error::Error for NoCodec {}

impl FromStr for Codec {
    type Err = NoCodec;

    /// Four letters; trailing spaces may be left out. For a type that is not text: `0x6D730002`.
    fn from_str(word: &str) -> Result<Self, NoCodec> {
        if let Some(digits) = word.strip_prefix("0x").filter(|digits| digits.len() == 8) {
            return u32::from_str_radix(digits, 16).map(|kind| Self(kind.to_be_bytes())).map_err(|_| NoCodec);
        }
        let mut kind = [b' '; 4];
        match kind.get_mut(..word.len()) {
            Some(letters) if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') => {
                letters.copy_from_slice(word.as_bytes());
                Ok(Self(kind))
            }
            _ => Err(NoCodec),
        }
    }
}

/// A codec as a person types it.
#[must_use]
pub fn codec_name(kind: [u8; 4]) -> String {
    let shown = String::from_utf8_lossy(&kind).trim_end().to_owned();
    match shown.parse::<Codec>() {
        Ok(Codec(read)) if read == kind => shown,
        _ => format!("0x{:08X}", u32::from_be_bytes(kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codec_is_typed_as_it_is_named() {
        for kind in [*b"apac", *b"raw ", *b"ms\0\x02", *b"\xA9abc", *b"    ", *b"0x12"] {
            let name = codec_name(kind);
            assert!(Trust::these([name.parse().unwrap()]).has(kind), "{name}");
        }
        assert_eq!(codec_name(*b"raw "), "raw");
        assert_eq!(codec_name(*b"ms\0\x02"), "0x6D730002");
        for word in ["", "apac1", "apä", "0x12345", "0xghijklmn"] {
            assert!(word.parse::<Codec>().is_err(), "{word}");
        }
    }
}
