//! The name that x264 gives itself. FFmpeg's H.264 decoder reads the build number from it, to decode streams of early
//! builds as they were meant (`x264_build` in its source): 4:4:4 below 151, direct prediction up to 33, the frame rate
//! below 44. For these, the number stays; the options after it never do.

use super::message::{Message, UNREGISTERED, Verdict};
use super::said;

/// The UUID of x264's message.
pub const UUID: [u8; 16] = *b"\xDC\x45\xE9\xBD\xE6\xD9\x48\xB7\x96\x2C\xD8\x20\xD9\x23\xEE\xEF";

/// What comes before the number.
const NAME: &[u8] = b"x264 - core ";

/// Builds from this one on are decoded like any other encoder's streams.
const FIRST_SOUND_BUILD: u32 = 151;

/// How FFmpeg understands `0000` followed by a one: a build with its own name.
const NAMED_BUILD: u32 = 67;

/// What becomes of a message of unregistered user data.
#[must_use]
pub fn judge(payload: &[u8]) -> Verdict {
    let Some(build) = build(payload).filter(|build| (1..FIRST_SOUND_BUILD).contains(build)) else { return Verdict::Goes };
    let token = [&UUID[..], NAME, build.to_string().as_bytes()].concat();
    let says = said::of(Message { kind: UNREGISTERED, payload });
    let says = if token == payload { Vec::new() } else { says };
    Verdict::Written { forms: vec![token], says }
}

/// The number of the build; FFmpeg does not check the UUID.
fn build(payload: &[u8]) -> Option<u32> {
    let text = payload.get(UUID.len()..)?.strip_prefix(NAME)?;
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let build = std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()?;
    Some(if build == 1 && text.starts_with(b"0000") { NAMED_BUILD } else { build })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(text: &str) -> Vec<u8> {
        [&UUID[..], text.as_bytes()].concat()
    }

    #[test]
    fn only_the_number_of_an_early_build_stays() {
        for (text, token) in [
            ("x264 - core 142 r2431 - H.264/MPEG-4 AVC codec - options: cabac=1", Some("x264 - core 142")),
            ("x264 - core 67", Some("x264 - core 67")),
            ("x264 - core 00001svn", Some("x264 - core 67")),
            ("x264 - core 0142x", Some("x264 - core 142")),
            ("x264 - core 151", None),
            ("x264 - core 164 r3095", None),
            ("x264 - core 0", None),
            ("x264 - core ", None),
            ("x264 - core 99999999999", None),
            ("x265 (build 199)", None),
        ] {
            let forms = match judge(&payload(text)) {
                Verdict::Written { forms, .. } => forms,
                _ => Vec::new(),
            };
            assert_eq!(forms.first(), token.map(payload).as_ref(), "{text}");
        }
        assert_eq!(judge(b"short"), Verdict::Goes);
    }

    #[test]
    fn a_token_is_written_as_it_was_and_says_nothing() {
        let token = payload("x264 - core 125");
        assert_eq!(judge(&token), Verdict::Written { forms: vec![token.clone()], says: Vec::new() });
    }
}
