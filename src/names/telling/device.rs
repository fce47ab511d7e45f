//! Makers and models in names: prefixes that only one maker's devices write, and what devices are called.

use super::words::Token::{self, Digits as D, Letters as L, Other as O};

/// Prefixes of a single maker, and the fewest digits after them: Google, DJI, GoPro, Fujifilm, Nikon, Casio, Pentax,
/// HP, Insta360. (Samsung's cameras wrote `SAM_`, which is also a child's name.)
#[rustfmt::skip]
static PREFIXES: &[(&str, usize)] = &[
    ("pxl", 8), ("mvimg", 8), ("dji", 3), ("gopr", 4), ("gh", 6), ("gx", 6), ("gp", 6), ("gl", 6), ("gs", 6), ("dscf", 4),
    ("dscn", 4), ("cimg", 4), ("imgp", 4), ("hpim", 4), ("lrv", 8),
];

/// What makers and their devices are called, if the word has no other meaning.
#[rustfmt::skip]
static NAMES: &[&str] = &[
    "iphone", "ipad", "gopro", "dji", "huawei", "xiaomi", "redmi", "oneplus", "realme", "nikon", "fujifilm", "lumix", "samsung",
    "xperia", "motorola", "hasselblad", "powershot", "coolpix", "cybershot", "finepix", "mavic",
];

/// Makers in the names of a camera's folders: `100APPLE` (DCF 2.0, 3.2).
#[rustfmt::skip]
static FOLDERS: &[&str] = &[
    "apple", "gopro", "canon", "msdcf", "nikon", "olymp", "andro", "pana", "fuji", "pentx", "casio", "ricoh", "leica", "sigma",
];

/// Whether a name says what it was taken with.
pub(super) fn is_in(tokens: &[Token<'_>], folder: bool) -> bool {
    has_prefix(tokens)
        || tokens.iter().any(|token| token.is_one_of(NAMES))
        || has_model(tokens)
        || folder && is_camera_folder(tokens)
}

fn has_prefix(tokens: &[Token<'_>]) -> bool {
    let (prefix, digits) = match tokens {
        [prefix, D(digits), ..] | [prefix, O("_" | "-"), D(digits), ..] => (prefix, digits),
        _ => return false,
    };
    PREFIXES.iter().any(|(word, fewest)| prefix.is(word) && digits.len() >= *fewest)
}

/// `Canon EOS`, `Pixel 7 Pro`, `Galaxy S21`, `Insta360`.
fn has_model(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| match tokens.get(at..).unwrap_or_default() {
        [one, O(_), other, ..] if one.is("canon") && other.is("eos") => true,
        [one, D("360"), ..] => one.is("insta"),
        [one, O(" "), D(number), ..] if one.is("pixel") => number.len() <= 2,
        [one, O("_" | "-"), D(number), ..] if one.is("pixel") => {
            let model = ["pro", "xl", "a"];
            number.len() == 1 && tokens.get(at..).is_some_and(|rest| rest.iter().any(|token| token.is_one_of(&model)))
        }
        [one, O(_), series, D(_), ..] if one.is("galaxy") => series.is_one_of(&["s", "a", "z", "m", "j"]),
        [one, O(_), series, ..] if one.is("galaxy") => series.is_one_of(&["note", "fold", "flip", "tab"]),
        _ => false,
    })
}

fn is_camera_folder(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [D(number), L(maker)] | [D(number), O("_"), L(maker)] => {
            number.len() == 3 && !number.starts_with('0') && FOLDERS.contains(&maker.to_lowercase().as_str())
        }
        _ => false,
    }
}
