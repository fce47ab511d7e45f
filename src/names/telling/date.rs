//! Dates in names: as a single run of digits, in parts, with the name of a month, or as a count of seconds. A date that no
//! calendar has does not count.

use jiff::civil::{Date, Time};

use super::words::Token::{self, Digits as D, Letters as L, Other as O};

/// Words that turn a year into a date: names of months, seasons and holidays in the languages of most of our users.
#[rustfmt::skip]
static SEASONS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "janvier", "février", "fevrier", "mars", "avril", "mai", "juin", "juillet", "août", "aout", "septembre", "octobre", "novembre",
    "décembre", "decembre", "januar", "jänner", "februar", "märz", "maerz", "juni", "juli", "oktober", "dezember",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
    "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro",
    "januari", "februari", "maart", "mei", "augustus",
    "spring", "summer", "autumn", "winter", "christmas", "xmas", "easter", "halloween", "carnival", "birthday",
    "printemps", "été", "automne", "hiver", "noël", "noel", "pâques", "anniversaire", "vacances", "rentrée",
    "frühling", "sommer", "herbst", "weihnachten", "ostern", "silvester", "fasching", "karneval", "geburtstag",
    "verano", "invierno", "navidad", "pascua", "cumpleaños", "estate", "inverno", "natale", "pasqua", "compleanno",
    "verão", "natal", "páscoa", "zomer", "kerst", "pasen",
];

/// Words before a counter: what follows is a number, even if it could be a year.
static COUNTERS: &[&str] = &["img", "dsc", "dscn", "dscf", "mvi", "pict", "image", "photo", "video", "mov", "vid", "p"];

/// Whether a name says when. For a folder a year is enough: folders are sorted by it.
pub(super) fn is_in(tokens: &[Token<'_>], folder: bool) -> bool {
    let found = (0..tokens.len()).any(|at| {
        let (before, rest) = tokens.split_at_checked(at).unwrap_or_default();
        in_one_run(rest) || in_parts(before, rest) || with_a_month(before, rest)
    });
    found || folder && is_year_of_folder(tokens)
}

fn in_one_run(rest: &[Token<'_>]) -> bool {
    match rest {
        // `240512_170312`
        [D(date), O(_), D(time), ..] if date.len() == 6 && time.len() == 6 && is_time(time) => {
            date.split_at_checked(2).is_some_and(|(year, day)| is_month_day(&format!("20{year}"), day))
        }
        [D(digits), ..] => is_run(digits),
        _ => false,
    }
}

fn is_run(digits: &str) -> bool {
    /// From 2010, when phones began to count like this, to 2033; all begin with 1, unlike any phone number.
    const SECONDS: std::ops::Range<u64> = 1_262_304_000..2_000_000_000;
    let split = |at| digits.split_at_checked(at).unwrap_or_default();
    let counted = |seconds: &str| seconds.parse::<u64>().is_ok_and(|seconds| SECONDS.contains(&seconds));
    match digits.len() {
        8 => {
            let (day, year) = split(4);
            is_year_month_day(digits) || is_day_month(day, year)
        }
        10 => counted(digits),
        12 => {
            let (date, time) = split(8);
            is_year_month_day(date) && is_time(&format!("{time}00"))
        }
        13 if counted(split(10).0) => true,
        14..=17 => {
            let (date, time) = split(8);
            is_year_month_day(date) && time.get(..6).is_some_and(is_time)
        }
        _ => false,
    }
}

fn in_parts(before: &[Token<'_>], rest: &[Token<'_>]) -> bool {
    match rest {
        // 2024年5月12日
        [D(year), L("年" | "년"), D(month), L("月" | "월"), D(day), ..]
        | [D(year), L("年" | "년"), O(" "), D(month), L("月" | "월"), O(" "), D(day), ..] => is_date(year, month, day),
        // 2024_0512_170312
        [D(year), O(_), D(day), O(_), D(time), ..] if (year.len(), day.len(), time.len()) == (4, 4, 6) => {
            is_month_day(year, day) && is_time(time)
        }
        // 2024-05-12, 12.05.2024
        [D(first), O(one), D(second), O(other), D(third), behind @ ..] if one == other && is_separator(one) => {
            let is_version = *one == "." && (matches!(behind, [O("."), D(_), ..]) || matches!(before, [.., D(_), O(".")]));
            let year_first = first.len() == 4 && second.len() == 2 && third.len() == 2 && is_date(first, second, third);
            let year_last = third.len() == 4 && (is_date(third, second, first) || is_date(third, first, second));
            year_first || year_last && !is_version
        }
        // 2024-05, but not IMG_2024-05 and not 2024-05-99
        [D(year), O(mark @ ("-" | "_")), D(month), behind @ ..] if month.len() == 2 => {
            let counter = match before {
                [] => false,
                [.., D(_), O(other)] => other == mark,
                [.., word, O(_)] => word.is_one_of(COUNTERS),
                [.., last] => !matches!(last, O(_)),
            };
            let goes_on = matches!(behind, [O(other), D(_), ..] if other == mark || *other == ".");
            !counter && !goes_on && is_recent(year) && is_date(year, month, "01")
        }
        _ => false,
    }
}

/// `12 May 2024`, `Noël 2023`, `2024 May 12`.
fn with_a_month(before: &[Token<'_>], rest: &[Token<'_>]) -> bool {
    let Some((_, behind)) = rest.split_first().filter(|(word, _)| word.is_one_of(SEASONS)) else { return false };
    let spoken = |token: &&Token<'_>| !matches!(token, O(_)) && !token.is_one_of(&["de", "of", "del", "di"]);
    let near_year = |mut tokens: Box<dyn Iterator<Item = &Token<'_>> + '_>| match (tokens.next(), tokens.next()) {
        (Some(D(year)), _) if is_recent(year) => true,
        (Some(D(day)), Some(D(year))) => day.len() <= 2 && is_recent(year),
        // 12th May, May 12th 2024
        (Some(D(day)), Some(suffix)) => {
            day.len() <= 2
                && suffix.is_one_of(&["st", "nd", "rd", "th", "er"])
                && matches!(tokens.next(), Some(D(year)) if is_recent(year))
        }
        _ => false,
    };
    near_year(Box::new(behind.iter().filter(spoken))) || near_year(Box::new(before.iter().rev().filter(spoken)))
}

/// One year and no other number: `2024`, `Nice 2024`, `Photos from 2023`.
fn is_year_of_folder(tokens: &[Token<'_>]) -> bool {
    let mut numbers = tokens.iter().filter_map(|token| match token {
        D(digits) => Some(*digits),
        L(_) | O(_) => None,
    });
    let glued = tokens.windows(2).any(|pair| matches!(pair, [D(_), L(_)] | [L(_), D(_)]));
    matches!((numbers.next(), numbers.next()), (Some(year), None) if is_recent(year)) && !glued
}

fn is_separator(text: &str) -> bool {
    matches!(text, "-" | "_" | "." | " " | ":" | ". " | " - ")
}

/// A year in which people took photos with phones and cameras, in four digits.
fn is_recent(year: &str) -> bool {
    year.len() == 4 && year.parse().is_ok_and(|year: i16| (1990..=2049).contains(&year))
}

fn is_year_month_day(digits: &str) -> bool {
    digits.split_at_checked(4).is_some_and(|(year, day)| is_month_day(year, day))
}

fn is_month_day(year: &str, digits: &str) -> bool {
    digits.split_at_checked(2).is_some_and(|(month, day)| is_date(year, month, day))
}

/// Four digits of day and month, in either order.
fn is_day_month(digits: &str, year: &str) -> bool {
    digits.split_at_checked(2).is_some_and(|(one, other)| is_date(year, one, other) || is_date(year, other, one))
}

fn is_date(year: &str, month: &str, day: &str) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse(), day.parse()) else { return false };
    (1900..=2099).contains(&year) && Date::new(year, month, day).is_ok()
}

/// Six digits of hour, minute and second.
fn is_time(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse().ok());
    let (Some(hour), Some(minute), Some(second)) = (part(0..2), part(2..4), part(4..6)) else { return false };
    Time::new(hour, minute, second, 0).is_ok()
}
