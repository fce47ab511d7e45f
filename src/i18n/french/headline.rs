//! The sentence at the top, and the measure below it.

use untrace_core::insight::Files;

use crate::i18n::together::{Headline, Known};
use crate::tally::Missed;
use untrace_words::french::dates;
use untrace_words::french::lists::and;
use untrace_words::french::numbers::{count, number};

pub(super) fn headline(headline: &Headline) -> String {
    match headline {
        Headline::NoFiles => "Aucune photo ni vidéo n’a été lue\u{a0}: il n’y a rien à en dire.".to_owned(),
        Headline::Nothing(files) => {
            format!("Dans {}, untrace n’a rien trouvé qui dise où, quand, avec quoi ni de qui.", these(files))
        }
        Headline::NothingRead(files) => {
            format!(
                "Dans ce qui a pu être lu ({}), untrace n’a rien trouvé qui dise où, quand, avec quoi ni de qui.",
                counted(files)
            )
        }
        Headline::Few(files) => {
            let suffice = if files.all() == 1 { "suffit" } else { "suffisent" };
            format!("{} ne {suffice} pas pour en tirer des conclusions.", upper(&these(files)))
        }
        Headline::NoPlaces(files, known) => {
            let say =
                if files.all() == 1 { "ne dit pas où elle a été prise" } else { "ne disent pas où elles ont été prises" };
            format!(
                "{} {say}, mais un inconnu peut tout de même découvrir {}.",
                upper(&these(files)),
                and(known.iter().map(|known| learned(files, known)))
            )
        }
        Headline::Knows(files, known) => {
            format!("Avec {}, un inconnu peut découvrir {}.", these(files), and(known.iter().map(|known| learned(files, known))))
        }
    }
}

/// What somebody learns, worded to follow `peut découvrir`.
fn learned(files: &Files, known: &Known) -> String {
    match *known {
        Known::Homes(1) => "où vous habitez".to_owned(),
        Known::Homes(homes) => format!("les {}\u{a0}adresses où vous habitez ou avez habité", number(homes)),
        Known::SchoolsOrWork(1) => "quelle école ou quel lieu de travail l’un de vous fréquente".to_owned(),
        Known::SchoolsOrWork(places) => format!("quelles écoles ou quels lieux de travail vous fréquentez ({})", number(places)),
        Known::EveryWeek { weekday, from } => {
            format!("où l’un de vous se trouve le {} vers {}", dates::weekday(weekday), dates::time(from))
        }
        Known::Away(1) => "quand vous n’étiez pas chez vous".to_owned(),
        Known::Away(times) => format!("à quelles dates vous n’étiez pas chez vous ({}\u{a0}fois)", number(times)),
        Known::Places(1) => "un lieu où vous êtes allés".to_owned(),
        Known::Places(places) => format!("{}\u{a0}lieux où vous êtes allés", number(places)),
        Known::Positions(some) if is_all(files, some) => "où elles ont été prises".to_owned(),
        Known::Positions(1) => "où l’une d’elles a été prise".to_owned(),
        Known::Positions(files) => format!("où {}\u{a0}d’entre elles ont été prises", number(files)),
        Known::Names(1) => "le nom d’une personne".to_owned(),
        Known::Names(people) => format!("les noms de {}\u{a0}personnes", number(people)),
        Known::Born(1) => "quand l’un de vous est né".to_owned(),
        Known::Born(people) => format!("quand {}\u{a0}d’entre vous sont nés", number(people)),
        Known::Ages(1) => "l’âge de l’un de vous".to_owned(),
        Known::Ages(people) => format!("l’âge de {}\u{a0}d’entre vous", number(people)),
        Known::Birthdays(1) => "la date d’anniversaire de l’un de vous".to_owned(),
        Known::Birthdays(people) => format!("la date d’anniversaire de {}\u{a0}d’entre vous", number(people)),
        Known::OneDevice(some) if is_all(files, some) => "que toutes viennent du même appareil".to_owned(),
        Known::OneDevice(files) => format!("qu’un seul et même appareil en a pris {}", number(files)),
        Known::Devices(1) => "avec quoi l’une d’elles a été prise".to_owned(),
        Known::Devices(devices) => format!("quels appareils ont pris certaines d’entre elles ({})", number(devices)),
        Known::Moments(some) if is_all(files, some) => "quand elles ont été prises".to_owned(),
        Known::Moments(1) => "quand l’une d’elles a été prise".to_owned(),
        Known::Moments(files) => format!("quand {}\u{a0}d’entre elles ont été prises", number(files)),
        Known::Hidden(1) => "ce que l’une d’elles cache derrière l’image".to_owned(),
        Known::Hidden(files) => format!("ce que {}\u{a0}d’entre elles cachent derrière l’image", number(files)),
        Known::FileNames(1) => "ce que dit un nom de fichier".to_owned(),
        Known::FileNames(names) => format!("ce que disent {}\u{a0}noms de fichiers", number(names)),
        Known::PlaceNames(1) => "le lieu que nomme l’une d’elles".to_owned(),
        Known::PlaceNames(files) => format!("les lieux que nomment {}\u{a0}d’entre elles", number(files)),
        Known::Texts(1) => "ce qui est écrit à propos de l’une d’elles".to_owned(),
        Known::Texts(files) => format!("ce qui est écrit à propos de {}\u{a0}d’entre elles", number(files)),
        Known::Something(1) => "quelque chose sur l’une d’elles".to_owned(),
        Known::Something(files) => format!("quelque chose sur {}\u{a0}d’entre elles", number(files)),
    }
}

/// Whether these are all there are, and more than one.
const fn is_all(files: &Files, some: u32) -> bool {
    some > 1 && some == files.all() && files.traces == 0
}

/// `214 photos et 12 vidéos`.
fn counted(files: &Files) -> String {
    let parts = [
        (files.photos, "photo", "photos"),
        (files.videos, "vidéo", "vidéos"),
        (files.posts, "publication", "publications"),
        (files.described, "description d’une autre photo", "descriptions d’autres photos"),
        (files.traces, "position enregistrée", "positions enregistrées"),
    ];
    and(parts.into_iter().filter(|(files, ..)| *files > 0).map(|(files, one, many)| count(files, one, many)))
}

/// One of something, before others: `1 photo et 2 vidéos`.
const ONE: &str = "1\u{a0}";

/// `ces 214 photos et 12 vidéos`, `cette photo et 2 vidéos`.
fn these(files: &Files) -> String {
    match (files.all().saturating_add(files.traces), files.photos, files.videos) {
        (1, 1, _) => "cette photo".to_owned(),
        (1, _, 1) => "cette vidéo".to_owned(),
        (1, ..) if files.posts == 1 => "cette publication".to_owned(),
        (1, ..) if files.described == 1 => "cette description d’une autre photo".to_owned(),
        (1, ..) => "cette position enregistrée".to_owned(),
        // All of these words are feminine.
        _ => match counted(files).strip_prefix(ONE) {
            Some(first) => format!("cette {first}"),
            None => format!("ces {}", counted(files)),
        },
    }
}

/// What a single file says.
const fn alone(files: &Files) -> &'static str {
    match (files.located, files.dated) {
        // A place may be named in words, a date may stand in the name of the file.
        (0, 0) if files.nowhere > 0 || files.wrong_clock > 0 => {
            "Elle ne contient ni coordonnées ni date de prise de vue exploitables."
        }
        (0, 0) => "Elle ne contient ni coordonnées ni date de prise de vue.",
        (0, _) => "Elle dit quand elle a été prise.",
        (_, 0) => "Elle dit où elle a été prise.",
        _ => "Elle dit où et quand elle a été prise.",
    }
}

/// What could not be read.
pub(super) fn missed(missed: &Missed) -> Vec<String> {
    let files = match missed.files {
        0 => None,
        1 => Some("1\u{a0}fichier n’a pas pu être lu\u{a0}: on ne sait rien de lui.".to_owned()),
        files => Some(format!("{}\u{a0}fichiers n’ont pas pu être lus\u{a0}: on ne sait rien d’eux.", number(files))),
    };
    let partly = match missed.partly.as_slice() {
        [] => None,
        [one] => Some(format!("La liste {one} n’a été lue qu’en partie.")),
        several => Some(format!("Les listes {} n’ont été lues qu’en partie.", and(several.iter().cloned()))),
    };
    files.into_iter().chain(partly).collect()
}

/// How many say where and when.
pub(super) fn measure(files: &Files) -> String {
    if files.all() == 0 {
        return String::new();
    }
    let traces = (files.traces > 0).then(|| {
        let add = if files.traces == 1 { "S’y ajoute" } else { "S’y ajoutent" };
        format!(" {add} {}.", count(files.traces, "position enregistrée", "positions enregistrées"))
    });
    let traces = traces.unwrap_or_default();
    if files.all() == 1 {
        return format!("{}{traces}", alone(files));
    }
    let span = dates::span(files.first, files.last);
    let span = if span.is_empty() { String::new() } else { format!(", {span}") };
    let part = |count: u32, what: &str, none: &str| match count {
        0 => format!("aucune ne contient {none}"),
        all if all == files.all() => format!("toutes disent {what}"),
        1 => format!("1\u{a0}dit {what}"),
        some => format!("{}\u{a0}disent {what}", number(some)),
    };
    let said = match (files.located, files.dated) {
        (0, 0) => part(0, "", "ni coordonnées ni date de prise de vue"),
        (located, dated) if located == dated && dated == files.all() => part(dated, "où et quand", ""),
        (located, dated) => {
            format!("{}, {}", part(located, "où", "de coordonnées"), part(dated, "quand", "de date de prise de vue"))
        }
    };
    let is_of_all = [0, files.all()].contains(&files.located);
    let said = if is_of_all { upper(&said) } else { format!("Parmi elles, {said}") };
    format!("{}{span}. {said}.{traces}", counted(&Files { traces: 0, ..*files }))
}

/// With a capital first letter.
pub(super) fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
