//! Places, and why they are believed to be what they seem.

use untrace_core::insight::{Confidence, Kind, Spot, Why};

use super::media::files;
use crate::i18n::together::{Media, Nearby};
use untrace_words::french::dates;
use untrace_words::french::numbers::{NARROW, WIDE, count, number};

pub(super) fn counts(count_of_files: u32, days: u32, media: Media) -> String {
    format!("{} sur {}", files(count_of_files, media), self::days(days))
}

fn days(days: u32) -> String {
    count(days, "jour", "jours")
}

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "Domicile",
        Kind::SchoolOrWork => "École ou travail",
        Kind::Routine => "Chaque semaine",
        Kind::Trip => "Voyage",
        Kind::Other => "Lieu",
    }
}

/// A town with its preposition: `de Sceaux`, `d’Antony`, `du Mans`, `des Ulis`, `de La Rochelle`.
pub(super) fn of(town: &str) -> String {
    for (article, of) in [("Le ", "du "), ("Les ", "des ")] {
        if let Some(rest) = town.strip_prefix(article) {
            return format!("{of}{rest}");
        }
    }
    let mut chars = town.chars().flat_map(char::to_lowercase);
    let is_vowel = |c: char| "aàâäeéèêëiîïoôöuùûüœæ".contains(c);
    let elides = match (chars.next(), chars.next()) {
        // `d’Yvetot`, `de Yaoundé`.
        (Some('y'), Some(second)) => !is_vowel(second),
        (Some(first), _) => is_vowel(first),
        _ => false,
    };
    if elides { format!("d’{town}") } else { format!("de {town}") }
}

/// `près de Sceaux`, `à 70 km de Savusavu`.
pub(super) fn near(nearby: Nearby<'_>) -> String {
    let of = of(nearby.town);
    if nearby.is_far() { format!("à {} {of}", distance(nearby.metres)) } else { format!("près {of}") }
}

pub(super) fn at_place(place: u32, town: Option<Nearby<'_>>) -> String {
    let place = format!("lieu{WIDE}{}", number(place));
    town.map_or_else(|| place.clone(), |town| format!("{place}, {}", near(town)))
}

pub(super) fn sure(confidence: Confidence) -> &'static str {
    match confidence.0 {
        c if c >= 0.95 => "presque certain",
        c if c >= 0.8 => "très probable",
        c if c >= 0.6 => "probable",
        _ => "supposition",
    }
}

/// In metres below a thousand.
pub(super) fn distance(metres: u32) -> String {
    match metres {
        0..1000 => format!("{metres}{WIDE}m"),
        1000..10_000 => {
            let kilometres = format!("{:.1}", f64::from(metres) / 1000.0).replace('.', ",");
            format!("{}{WIDE}km", kilometres.trim_end_matches(",0"))
        }
        _ => kilometres(metres.saturating_add(500) / 1000),
    }
}

pub(super) fn kilometres(kilometres: u32) -> String {
    format!("{}{WIDE}km", number(kilometres))
}

/// `48,856 6° N, 2,352 2° E`.
pub(super) fn position(spot: Spot) -> String {
    let north = if spot.latitude() < 0.0 { "S" } else { "N" };
    let east = if spot.longitude() < 0.0 { "O" } else { "E" };
    format!("{}{WIDE}{north}, {}{WIDE}{east}", degrees(spot.latitude()), degrees(spot.longitude()))
}

/// Decimals are grouped in threes, like thousands.
fn degrees(degrees: f64) -> String {
    let text = format!("{:.4}", degrees.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let (first, rest) = decimals.split_at_checked(3).unwrap_or((decimals, ""));
    format!("{whole},{first}{NARROW}{rest}\u{b0}")
}

pub(super) fn why(why: &Why) -> String {
    match *why {
        Why::Nights(nights) => format!("Des photos entre 21{WIDE}h et 7{WIDE}h, {}.", days(nights)),
        Why::Evenings(evenings) => format!("Des photos entre 18{WIDE}h et 21{WIDE}h, {}.", days(evenings)),
        Why::Weekends(weekends) => format!("Le week-end, {}.", days(weekends)),
        Why::MostDays { days: some, of } => {
            format!("{}{WIDE}des {} avec des photos pendant cette période.", number(some), days(of))
        }
        Why::WeekdayHours { first, last, from, to } => {
            let (first, last) = (dates::weekday(first), dates::weekday(last));
            format!("Du {first} au {last}, le plus souvent entre {} et {}.", dates::time(from), dates::time(to))
        }
        Why::SameHour { weekday, weeks } => {
            format!("Le {} à la même heure, {}.", dates::weekday(weekday), count(weeks, "semaine", "semaines"))
        }
        Why::FarAway(far) => format!("À {} du domicile le plus proche.", kilometres(far)),
        Why::DaysInARow(1) => "Un seul jour.".to_owned(),
        Why::DaysInARow(row) => format!("{} de suite.", days(row)),
        Why::NothingElse(within) => format!("Tout en {}, et aucun domicile n’est connu.", days(within)),
        Why::FewDays(few) => format!("{}\u{a0}: trop peu pour en conclure quoi que ce soit.", days(few)),
        Why::NoPattern => "De nombreux jours, sans heure particulière.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_has_the_preposition_that_it_asks_for() {
        for (town, said) in [
            ("Sceaux", "de Sceaux"),
            ("Antony", "d’Antony"),
            ("Évry", "d’Évry"),
            ("Le Mans", "du Mans"),
            ("Les Ulis", "des Ulis"),
            ("La Rochelle", "de La Rochelle"),
            ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses"),
            ("Yvetot", "d’Yvetot"),
            ("Yaoundé", "de Yaoundé"),
            ("東京", "de 東京"),
            ("", "de "),
        ] {
            assert_eq!(of(town), said);
        }
    }

    #[test]
    fn a_position_is_written_as_in_france() {
        let said = |latitude, longitude| position(Spot::new(latitude, longitude).unwrap());
        assert_eq!(said(48.85661, 2.35222), "48,856\u{202f}6\u{b0}\u{a0}N, 2,352\u{202f}2\u{b0}\u{a0}E");
        assert_eq!(said(-17.7134, -178.065), "17,713\u{202f}4\u{b0}\u{a0}S, 178,065\u{202f}0\u{b0}\u{a0}O");
    }

    #[test]
    fn distances_have_a_comma() {
        assert_eq!([distance(250), distance(1250), distance(12_400)], ["250\u{a0}m", "1,2\u{a0}km", "12\u{a0}km"]);
    }
}
