//! Names of encoders in user data, from which decoders recognise the faults of old ones: as read with `sscanf` by
//! FFmpeg's `decode_user_data` and xvidcore. Only what they read stays.

/// The largest number that stays: all those that decoders compare with are smaller, except [`DIVX_BUILD`].
const LARGEST: u64 = 0xFFFF;

/// A build of DivX known to FFmpeg.
const DIVX_BUILD: u64 = 20_020_416;

/// The name and version at the beginning of user data, and nothing after it: no longer than what it was read from.
pub(super) fn token(data: &[u8]) -> Option<Vec<u8>> {
    const LONGEST: usize = 255;
    let text = data.get(..LONGEST).unwrap_or(data);
    let text = text.split(|&byte| byte == 0).next()?;
    if text == b"ffmpeg" {
        // The text is compared as a whole: it has to end with a zero.
        return Some(data.get(..7).map_or(&b"ffmpeg"[..], |_| b"ffmpeg\0").to_vec());
    }
    divx(text).or_else(|| ffmpeg(text)).or_else(|| libavcodec(text)).or_else(|| xvid(text)).map(String::into_bytes)
}

fn divx(text: &[u8]) -> Option<String> {
    let mut reader = Reader(text);
    reader.word(b"DivX")?;
    let version = reader.number()?;
    let between = if reader.word(b"Build").is_some() {
        "Build"
    } else {
        reader.word(b"b")?;
        "b"
    };
    let build = reader.number()?;
    // Two pictures may share a sample.
    let packed = if reader.0.starts_with(b"p") { "p" } else { "" };
    Some(format!("DivX{version}{between}{build}{packed}"))
}

fn ffmpeg(text: &[u8]) -> Option<String> {
    let build = || {
        let mut reader = Reader(text);
        reader.word(b"FFmpe")?;
        let before = memchr::memchr(b'b', reader.0).filter(|&before| before > 0)?;
        reader.0 = reader.0.get(before..)?.strip_prefix(b"b")?;
        reader.number()
    };
    let named_build = || {
        let mut reader = Reader(text);
        for word in [b"FFmpeg", b"v".as_slice()] {
            reader.word(word)?;
            reader.spaces();
        }
        reader.number()?;
        for _ in 0..2 {
            reader.word(b".")?;
            reader.number()?;
        }
        for word in [b"/".as_slice(), b"libavcodec", b"build:"] {
            reader.spaces();
            reader.word(word)?;
        }
        reader.number()
    };
    Some(format!("FFmpegb{}", build().or_else(named_build)?))
}

fn libavcodec(text: &[u8]) -> Option<String> {
    let mut reader = Reader(text);
    reader.word(b"Lavc")?;
    let major = reader.number()?;
    reader.word(b".")?;
    let minor = reader.number()?;
    reader.word(b".")?;
    Some(format!("Lavc{major}.{minor}.{}", reader.number()?))
}

fn xvid(text: &[u8]) -> Option<String> {
    let mut reader = Reader(text);
    reader.word(b"XviD")?;
    Some(format!("XviD{}", reader.number()?))
}

/// Reads like `sscanf`.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(word)?;
        Some(())
    }

    fn spaces(&mut self) {
        let len = self.0.iter().take_while(|&&byte| byte == 0x0B || byte.is_ascii_whitespace()).count();
        self.0 = self.0.get(len..).unwrap_or_default();
    }

    /// `%d`, including leading zeros. No encoder has a negative number.
    fn number(&mut self) -> Option<String> {
        self.spaces();
        self.0 = self.0.strip_prefix(b"+").unwrap_or(self.0);
        let (digits, rest) = self.0.split_at(self.0.iter().take_while(|byte| byte.is_ascii_digit()).count());
        (!digits.is_empty()).then(|| self.0 = rest)?;
        let number = digits.iter().fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit & 0x0F)));
        let number = if number == DIVX_BUILD { number } else { number.min(LARGEST) };
        Some(format!("{number:0width$}", width = digits.len().min(5)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(data: &str, kept: &str) {
        assert_eq!(token(data.as_bytes()).as_deref(), Some(kept.as_bytes()), "{data}");
        assert!(kept.len() <= data.len());
        assert_eq!(token([kept.as_bytes(), &[0xFF; 9]].concat().as_slice()).map(|again| again == kept.as_bytes()), Some(true));
    }

    #[test]
    fn what_decoders_read_stays_and_nothing_else() {
        becomes("XviD0046", "XviD0046");
        becomes("XviD 46 Nora", "XviD46");
        becomes("DivX503Build1338pNora", "DivX503Build1338p");
        becomes("DivX501b20020416Nora", "DivX501b20020416");
        becomes("DivX999b5551234567", "DivX999b65535");
        becomes("Lavc59.37.100 by Nora", "Lavc59.37.100");
        becomes("FFmpeg0.4.6b4655Nora", "FFmpegb4655");
        becomes("FFmpeg v0.4.9 / libavcodec build: 4670 Nora", "FFmpegb4670");
        assert_eq!(token(b"ffmpeg").unwrap(), b"ffmpeg");
        assert_eq!(token(b"ffmpeg\0Nora").unwrap(), b"ffmpeg\0");
        assert_eq!(token(b"ffmpeg\0\xFF\xFF\xFF\xFF").unwrap(), b"ffmpeg\0");
    }

    #[test]
    fn what_no_decoder_reads_goes() {
        for data in [
            "",
            "Nora",
            "DivX",
            "DivX503",
            "DivX503Bu",
            "XviD",
            "XviDNora",
            "XviD-3",
            "Lavc59.37",
            "FFmpegNora",
            "ffmpegNora",
            " XviD1",
        ] {
            assert_eq!(token(data.as_bytes()), None, "{data}");
        }
    }
}
