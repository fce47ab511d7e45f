//! What recurs, journeys, devices, people, and what nobody sees.

use jiff::civil::Date;
use untrace_core::insight::{Age, Device, Files, Routine, Secret};
use untrace_core::model::Category;

use super::headline::upper;
use super::{media, places};
use crate::i18n::together::{Media, Named};
use untrace_words::french::dates;
use untrace_words::french::lists::and;
use untrace_words::french::numbers::{count, number};

pub(super) fn routine(routine: &Routine, place: &str) -> String {
    let (from, to) = (dates::time(routine.window.from), dates::time(routine.window.to));
    let when = if from == to { format!("à {from}") } else { format!("entre {from} et {to}") };
    format!(
        "Chaque {} {when}, {}\u{a0}semaines sur {}\u{a0}: {place}.",
        dates::weekday(routine.weekday),
        number(routine.weeks),
        number(routine.of_weeks),
    )
}

pub(super) fn journey(first: Date, last: Date, stops: &[String], more: u32, kilometres: Option<u32>) -> String {
    let span = upper(&dates::span(Some(first), Some(last)));
    let stops = if stops.is_empty() { String::new() } else { format!("\u{a0}: {}", stops.join(", puis ")) };
    let more = if more == 0 { String::new() } else { format!(" et {}", count(more, "autre lieu", "autres lieux")) };
    let far = kilometres.map_or_else(String::new, |far| format!(", jusqu’à {} du domicile", places::kilometres(far)));
    format!("{span}{stops}{more}{far}.")
}

pub(super) fn device(name: Option<&str>, device: &Device, media: Media) -> String {
    let files = media::files(u32::try_from(device.files.len()).unwrap_or(u32::MAX), media);
    let span = dates::span(device.first, device.last);
    let span = if span.is_empty() { span } else { format!(", {span}") };
    let name = name.unwrap_or("Un appareil inconnu");
    format!("{name}\u{a0}: {files}{span}.")
}

pub(super) fn device_more(serial: Option<&str>, owner: Option<&str>) -> String {
    match (serial, owner) {
        (None, None) => String::new(),
        (Some(serial), None) => format!("Son numéro de série y figure\u{a0}: {serial}."),
        (None, Some(owner)) => format!("Le nom de son propriétaire y figure\u{a0}: {owner}."),
        (Some(serial), Some(owner)) => {
            format!("Son numéro de série et le nom de son propriétaire y figurent\u{a0}: {serial}, {owner}.")
        }
    }
}

pub(super) fn person(named: &Named<'_>, media: Media) -> String {
    let &Named { name, is_shown, .. } = named;
    let files = media::files(named.files, media);
    let verb = if named.files < 2 { "porte ce nom" } else { "portent ce nom" };
    let said = if is_shown { format!("{name}\u{a0}: {files} {verb}") } else { format!("{name} figure comme auteur de {files}") };
    let at = match named.places {
        [] => String::new(),
        [one] => format!(" (lieu\u{a0}{})", number(*one)),
        several => format!(" (lieux\u{a0}{})", and(several.iter().map(|place| number(*place)))),
    };
    let with = if named.with.is_empty() { String::new() } else { format!(", avec {}", and(named.with.iter().cloned())) };
    format!("{said}{at}{with}.")
}

pub(super) fn age(name: Option<&str>, age: &Age) -> String {
    let mut said = Vec::new();
    if let Some(born) = age.born {
        said.push(format!("naissance {}", dates::span(Some(born), None)));
    }
    if let Some(years) = age.years {
        said.push(count(years, "an", "ans"));
    }
    if let Some(birthday) = age.birthday {
        said.push(format!("anniversaire {}", dates::span(Some(birthday), None)));
    }
    let who = name.unwrap_or("Une personne");
    match said.as_slice() {
        [] => format!("{who}\u{a0}: un âge est mentionné."),
        _ => format!("{who}\u{a0}: {}.", said.join("\u{202f}; ")),
    }
}

pub(super) fn hidden(secret: Secret, files: u32) -> String {
    let what = match secret {
        Secret::CroppedAway => "un aperçu qui montre encore ce qui a été coupé, ou bien une autre image",
        Secret::MotionVideo => "une courte vidéo derrière la photo, souvent avec le son",
        Secret::TrimmedFilm => "un passage coupé du film, qui s’y trouve toujours",
        Secret::Depth => "la distance de tout ce que montre l’image",
        Secret::SecondPicture => "une seconde image",
    };
    let hold = if files < 2 { "contient" } else { "contiennent" };
    format!("{} {hold} {what}.", media::files(files, Media::hiding(secret)))
}

pub(super) fn said(category: Category, files: u32, media: Media) -> String {
    let (one, many) = match category {
        Category::Location => ("nomme un lieu", "nomment un lieu"),
        Category::Date => ("contient une date", "contiennent une date"),
        Category::People => ("parle de personnes", "parlent de personnes"),
        Category::Camera => ("donne des détails sur l’appareil", "donnent des détails sur l’appareil"),
        Category::Text => {
            ("contient des textes (légendes, titres, commentaires)", "contiennent des textes (légendes, titres, commentaires)")
        }
        Category::Software => ("nomme une application ou un logiciel", "nomment une application ou un logiciel"),
        Category::Id => ("contient des numéros qui l’identifient", "contiennent des numéros qui les identifient"),
        Category::Motion | Category::Preview | Category::Panorama | Category::Other => {
            ("contient d’autres informations", "contiennent d’autres informations")
        }
    };
    format!("{} {}.", media::files(files, media), if files < 2 { one } else { many })
}

pub(super) fn perhaps(files: u32, media: Media) -> String {
    let have = if files < 2 { "contient" } else { "contiennent" };
    format!("{} {have} des parties qui n’ont pas été lues ou comparées et qui peuvent en dire plus.", media::files(files, media))
}

pub(super) fn names(category: Category, files: u32) -> String {
    let (one, many) = match category {
        Category::Location => ("indique le lieu", "indiquent le lieu"),
        Category::Date => ("indique la date", "indiquent la date"),
        Category::People => ("dit de qui il s’agit", "disent de qui il s’agit"),
        Category::Camera => ("indique l’appareil", "indiquent l’appareil"),
        Category::Software => ("indique l’application utilisée", "indiquent l’application utilisée"),
        Category::Id => ("contient un numéro qui mène jusqu’à vous", "contiennent un numéro qui mène jusqu’à vous"),
        Category::Motion | Category::Preview | Category::Text | Category::Panorama | Category::Other => {
            ("dit quelque chose de l’image", "disent quelque chose de l’image")
        }
    };
    let say = if files < 2 { one } else { many };
    format!("{} {say}.", count(files, "nom de fichier", "noms de fichiers"))
}

pub(super) fn left_aside(files: &Files) -> Vec<String> {
    let aside = |files: u32| if files < 2 { "laissé de côté" } else { "laissés de côté" };
    let nowhere = (files.nowhere > 0).then(|| {
        let (one, many) = ("fichier indique une position qui n’existe pas", "fichiers indiquent une position qui n’existe pas");
        format!("{}\u{a0}: {}.", count(files.nowhere, one, many), aside(files.nowhere))
    });
    let clock = (files.wrong_clock > 0).then(|| {
        let (one, many) = ("fichier est daté par une horloge mal réglée", "fichiers sont datés par une horloge mal réglée");
        format!("{}\u{a0}: {}.", count(files.wrong_clock, one, many), aside(files.wrong_clock))
    });
    nowhere.into_iter().chain(clock).collect()
}
