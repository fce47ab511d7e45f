//! How old somebody was, where captions say it in words beside a name that is known, or the camera was told of a birthday.
//! Nothing is guessed.

use jiff::civil::DateTime;

use super::found::{Age, Person};
use super::people;
use super::sighting::Sighting;
use super::things::day;

/// Words for a birthday, in the languages of phones that are sold in Europe; compared in small letters.
const BIRTHDAY: [&str; 9] =
    ["birthday", "anniversaire", "geburtstag", "cumpleaños", "compleanno", "verjaardag", "aniversário", "urodziny", "fødselsdag"];
/// Words for years of life.
const YEARS: [&str; 9] = ["ans", "years", "yr", "yrs", "jahre", "años", "anni", "jaar", "anos"];
/// Nobody is older.
const OLDEST: u32 = 110;
/// Ages that are told.
const MOST: usize = 100;

/// Ages and birthdays, those that say most first.
pub(super) fn of(sightings: &[Sighting], people: &[Person], times: &[Option<DateTime>]) -> Vec<Age> {
    let mut ages: Vec<Age> = Vec::new();
    for (sighting, file) in sightings.iter().zip(0_u32..) {
        let born =
            sighting.born.map(|born| Age { name: sighting.baby.clone(), years: None, born: Some(born), birthday: None, file });
        let said = sighting.texts.iter().filter_map(|text| {
            let (years, is_birthday) = said(text)?;
            // Whisky is twelve years old, too, and marriages have birthdays.
            let name = Some(people::in_text(text, people)?.to_owned());
            Some(Age { name, years, born: None, birthday: day(times, file).filter(|_| is_birthday), file })
        });
        for age in born.into_iter().chain(said) {
            let is_same = |other: &Age| {
                (&other.name, other.years, other.born, other.birthday) == (&age.name, age.years, age.born, age.birthday)
            };
            if ages.len() < MOST && !ages.iter().any(is_same) {
                ages.push(age);
            }
        }
    }
    ages.sort_by_key(|age| (age.born.is_none(), age.birthday.is_none(), age.name.is_none(), age.file));
    ages
}

/// Years of life that a text speaks of, and whether it speaks of a birthday; nothing where it speaks of neither.
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
    use super::said;

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
