//! Apps and networks in names, and the numbers by which they identify a photo and its owner.

use super::words::Token::{self, Digits as D, Letters as L, Other as O};

/// What apps are called, if the word has no other meaning.
#[rustfmt::skip]
static NAMES: &[&str] = &[
    "whatsapp", "instagram", "snapchat", "facebook", "kakaotalk", "mmexport", "tiktok", "viber", "wechat", "picsart", "imessage",
    "beautyplus", "inshot", "airbrush",
];

/// Whether a name says which app the photo went through.
pub(super) fn is_in(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| token.is_one_of(NAMES))
        || (0..tokens.len()).any(|at| match tokens.get(at..).unwrap_or_default() {
            // IMG-20240512-WA0003
            [O("-"), word, D(number), ..] if word.is("wa") => number.len() == 4,
            [one, O("_" | "-"), other, ..] if other.is("img") => one.is("fb"),
            [one, O("_" | "-"), other, ..] if one.is("wx") => other.is("camera"),
            [one, O("_" | "-"), other, ..] if one.is("line") => other.is("album"),
            [one, O(_), other, ..] if one.is("telegram") => {
                other.is_one_of(&["cloud", "desktop", "documents", "images", "video", "audio"])
            }
            [one, O("-"), other, ..] if one.is("signal") && at == 0 => matches!(other, D(_)) || other.is("attachment"),
            _ => false,
        })
        || is_received(tokens)
}

/// `received_1234567890123456.jpeg`, from Messenger.
fn is_received(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [word, O("_"), D(number), ..] if word.is("received") && number.len() >= 10)
}

/// Whether a name contains a network's number, which can lead to a photo and often to its account.
pub(super) fn has_number(tokens: &[Token<'_>]) -> bool {
    /// The shortest numbers of Facebook, Instagram and Flickr.
    const LONG: usize = 8;
    match tokens {
        // Facebook, Instagram: 12345678_1234567890123456_1234567890123456789_n
        [D(one), O("_"), D(photo), O("_"), D(other), O("_"), L(size), ..] => {
            one.len() >= LONG && photo.len() >= 10 && other.len() >= 10 && size.len() == 1
        }
        // Flickr: 53712345678_a1b2c3d4e5_o
        [D(photo), O("_"), rest @ ..] if (LONG..=12).contains(&photo.len()) => is_secret(rest),
        _ => is_received(tokens),
    }
}

/// Ten hexadecimal digits, including letters, and perhaps a size.
fn is_secret(tokens: &[Token<'_>]) -> bool {
    let secret: Vec<&str> = tokens
        .iter()
        .map_while(|token| match token {
            D(text) | L(text) => Some(*text),
            O(_) => None,
        })
        .collect();
    let behind = tokens.get(secret.len()..).unwrap_or_default();
    let text = secret.concat();
    text.len() == 10
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && matches!(behind, [] | [O("_"), L(_)])
}
