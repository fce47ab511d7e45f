//! Positions in names. Names of places can only be told from the photo's own fields.

use super::words::Token::{self, Digits as D, Other as O};

/// Whether a name holds a latitude and a longitude.
pub(super) fn is_in(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| match tokens.get(at..).unwrap_or_default() {
        // 48°51'23"N
        [D(degrees), O("°"), D(minutes), O(mark), ..] => {
            at_most(degrees, 180) && at_most(minutes, 59) && mark.starts_with(['\'', '\u{2032}', '\u{2019}'])
        }
        // 48.8566, 2.3522
        [D(latitude), O("."), D(fraction), rest @ ..] => {
            at_most(latitude, 90) && is_exact(fraction) && longitude(rest).is_some_and(|degrees| at_most(degrees, 180))
        }
        _ => false,
    })
}

/// The whole degrees of a longitude that follows a latitude.
fn longitude<'n>(tokens: &[Token<'n>]) -> Option<&'n str> {
    /// ` N, lon `
    const BETWEEN: usize = 5;
    let directions = ["n", "s", "e", "w", "lat", "lon", "lng", "long"];
    let between = tokens.iter().take(BETWEEN).take_while(|token| matches!(token, O(_)) || token.is_one_of(&directions)).count();
    match tokens.get(between..)? {
        [D(degrees), O("."), D(fraction), ..] if between > 0 && is_exact(fraction) => Some(degrees),
        _ => None,
    }
}

/// To about ten metres: fewer digits are numbers like any other.
const fn is_exact(fraction: &str) -> bool {
    fraction.len() >= 4
}

fn at_most(number: &str, most: u16) -> bool {
    number.len() <= 3 && number.parse::<u16>().is_ok_and(|number| number <= most)
}
