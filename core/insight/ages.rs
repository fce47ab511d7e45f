//! How old somebody was, if captions say so in words next to a known name, or the camera was told a birthday. Nothing
//! is guessed.

use jiff::civil::{Date, DateTime};

use super::found::{Age, Person};
use super::people;
use super::sighting::Sighting;
use super::things::day;

/// Words for a birthday, in the languages of phones sold in Europe; compared in lower case.
const BIRTHDAY: [&str; 9] =
    ["birthday", "anniversaire", "geburtstag", "cumpleaños", "compleanno", "verjaardag", "aniversário", "urodziny", "fødselsdag"];
/// Words for years of age.
const YEARS: [&str; 9] = ["ans", "years", "yr", "yrs", "jahre", "años", "anni", "jaar", "anos"];
/// Nobody is older.
const OLDEST: u32 = 110;
/// Most ages that are reported.
const MOST: usize = 100;

/// Ages and birthdays, the most revealing first.
pub(super) fn of(sightings: &[Sighting], people: &[Person], times: &[Option<DateTime>]) -> Vec<Age> {
    let mut ages: Vec<Age> = Vec::new();
    for (sighting, file) in sightings.iter().zip(0_u32..) {
        let told = sighting.told.iter().filter(|told| told.years.is_some() || told.born.is_some());
        let told = told.map(|told| Age { name: told.name.clone(), years: told.years, born: told.born, birthday: None, file });
        let said = sighting.texts.iter().filter_map(|text| {
            let (years, is_birthday) = said(text)?;
            // Whisky can be twelve years old, too, and marriages have anniversaries.
            let name = Some(people::in_text(text, people)?.to_owned());
            Some(Age { name, years, born: None, birthday: day(times, file).filter(|_| is_birthday), file })
        });
        for age in told.chain(said) {
            let is_same = |other: &Age| {
                let is_one = is_same_birth(other.born, age.born) || (other.born, other.years) == (age.born, age.years);
                is_one && (&other.name, other.birthday) == (&age.name, age.birthday)
            };
            if ages.len() < MOST && !ages.iter().any(is_same) {
                ages.push(age);
            }
        }
    }
    ages.sort_by_key(|age| (age.born.is_none(), age.birthday.is_none(), age.name.is_none(), age.file));
    ages
}

/// Whether two dates of birth are the same. Months vary in length, so a date worked out from an age may be some days
/// off; years later, somebody is that much older but was born on the same day.
fn is_same_birth(one: Option<Date>, other: Option<Date>) -> bool {
    const DAYS: i64 = 3;
    let apart = one.zip(other).map(|(one, other)| one.duration_since(other).as_hours().saturating_abs());
    apart.is_some_and(|hours| hours <= DAYS * 24)
}

/// Years of age mentioned in a text, and whether it mentions a birthday; `None` if it does neither.
fn said(text: &str) -> Option<(Option<u32>, bool)> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let digits = word.len().saturating_sub(word.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        let (number, rest) = word.split_at_checked(digits)?;
        let is_ordinal = ["", "st", "nd", "rd", "th", "e", "er", "ème", "º", "o", "de"].contains(&rest);
        number.parse::<u32>().ok().filter(|years| is_ordinal && (1..=OLDEST).contains(years))
    };
    let birthday = words.iter().position(|word| BIRTHDAY.contains(word));
    let years = words.iter().zip(words.iter().skip(1)).find_map(|(one, next)| number(one).filter(|_| YEARS.contains(next)));
    let before = birthday.and_then(|at| {
        let from = at.saturating_sub(2);
        words.get(from..at)?.iter().rev().find_map(|word| number(word))
    });
    (birthday.is_some() || years.is_some()).then_some((years.or(before), birthday.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::Told;

    /// A camera that knows a birthday writes the age into each photo; because months have 28 to 31 days, the resulting
    /// date varies.
    #[test]
    fn of_a_child_that_grows_older_one_birth_is_told() {
        let photo = |name: &str, years, born| {
            let told = Told { name: Some(name.to_owned()), years: Some(years), born };
            Sighting { told: vec![told], ..Sighting::default() }
        };
        let born = |day| Some(Date::constant(2020, 1, day));
        let photos = [
            photo("Nora", 3, born(30)),
            photo("Nora", 4, born(31)),
            photo("Tom", 4, born(31)),
            photo("Nora", 9, None),
            photo("Nora", 9, None),
        ];
        let told = of(&photos, &[], &[None; 5]);
        let told: Vec<_> = told.iter().map(|age| (age.name.as_deref().unwrap(), age.years, age.born, age.file)).collect();
        let expected = [("Nora", Some(3), born(30), 0), ("Tom", Some(4), born(31), 2), ("Nora", Some(9), None, 3)];
        assert_eq!(told, expected);
    }

    #[test]
    fn captions_say_ages_in_words() {
        for (text, expected) in [
            ("Les 7 ans, chez Nora", Some((Some(7), false))),
            ("Nora's 7th birthday!", Some((Some(7), true))),
            ("Joyeux 1er anniversaire Zoé", Some((Some(1), true))),
            ("Annas 5. Geburtstag", Some((Some(5), true))),
            ("birthday party", Some((None, true))),
            ("12 years of work", Some((Some(12), false))),
            ("Room 7, answers", None),
            ("2024 ans", None),
            ("", None),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
