//! Lines below headings.

use crate::i18n::ending::{By, Deed, Row};
use untrace_core::model::Category;
use untrace_words::french::dates::span;
use untrace_words::french::numbers::{count, number};

pub(super) fn row(row: &Row) -> String {
    match *row {
        Row::Told { category, sure: 0, perhaps } => {
            format!("{}\u{a0}: peut-être {}, dans des données qu’untrace ne sait pas lire", what(category), number(perhaps))
        }
        Row::Told { category, sure, perhaps: 0 } => format!("{}\u{a0}: {}", what(category), number(sure)),
        Row::Told { category, sure, perhaps } => {
            format!("{}\u{a0}: {} (peut-être {}\u{a0}de plus)", what(category), number(sure), number(perhaps))
        }
        Row::VideosBehind { photos, with_sound: 0 } => format!("Une vidéo derrière la photo\u{a0}: {}", number(photos)),
        Row::VideosBehind { photos, with_sound } if photos == with_sound => {
            format!("Une vidéo avec le son derrière la photo\u{a0}: {}", number(photos))
        }
        Row::VideosBehind { photos, with_sound } => {
            format!("Une vidéo derrière la photo\u{a0}: {}, dont {}\u{a0}avec le son", number(photos), number(with_sound))
        }
        Row::VideoNotes(photos) => format!("Des notes sur une vidéo cachée\u{a0}: {}", number(photos)),
        Row::HiddenTracks(videos) => format!("Des pistes cachées\u{a0}: {}", count(videos, "vidéo", "vidéos")),
        Row::StillTold(category, files) => format!("{}\u{a0}: dans {}", kept(category), count(files, "copie", "copies")),
        Row::Stayed(files) => {
            let left = if files < 2 { "laissé tel quel" } else { "laissés tels quels" };
            format!("{} déjà sans traces, {left}", count(files, "original était", "originaux étaient"))
        }
        Row::Written { copies, deed } => written(copies, deed),
        Row::UpToDate(files) => {
            let copies = count(files, "copie sans traces était", "copies sans traces étaient");
            format!("{copies} déjà là, à jour")
        }
        Row::Span(first, last) => span(Some(first.date), Some(last.date)),
    }
}

fn written(copies: u64, deed: Deed) -> String {
    let those =
        if deed.keeps { count(copies, "copie", "copies") } else { count(copies, "copie sans traces", "copies sans traces") };
    let one = copies < 2;
    match (deed.dry_run, deed.in_place) {
        (true, false) => format!("{those} {}", if one { "serait écrite" } else { "seraient écrites" }),
        (false, false) => {
            format!("{those} {}", if one { "écrite et vérifiée" } else { "écrites et vérifiées" })
        }
        (true, true) => {
            format!("{those} {}", if one { "remplacerait l’original" } else { "remplaceraient les originaux" })
        }
        (false, true) if one => {
            format!("{}\u{a0}original remplacé par sa copie sans traces, vérifiée d’abord", number(copies))
        }
        (false, true) => {
            format!("{}\u{a0}originaux remplacés par leur copie sans traces, vérifiée d’abord", number(copies))
        }
    }
}

pub(super) fn told_by(told: &str, by: By<'_>) -> String {
    match (by.files, by.first) {
        (1, Some(first)) if by.beside => format!("{told} (fichier associé à {first})"),
        (1, Some(first)) => format!("{told} ({first})"),
        (files, None) => format!("{told} ({})", number(files)),
        (files, Some(first)) if by.beside => {
            format!("{told} ({}, dans des fichiers associés, dont celui de {first})", number(files))
        }
        (files, Some(first)) => format!("{told} ({}, dont {first})", number(files)),
    }
}

const fn what(category: Category) -> &'static str {
    match category {
        Category::Location => "Lieu de prise de vue",
        Category::Date => "Date et heure",
        Category::People => "Personnes (noms, visages, propriétaire)",
        Category::Camera => "Appareil photo ou téléphone",
        Category::Id => "Numéros de série et autres identifiants",
        Category::Text => "Légendes, mots-clés, commentaires",
        Category::Software => "Applications utilisées",
        Category::Motion => "Vidéos ou pistes cachées",
        Category::Preview => "Un aperçu, qui peut montrer ce qui a été coupé au recadrage",
        Category::Panorama => "Affichage à 360°",
        Category::Other => "Données dont aucun lecteur n’a besoin",
    }
}

const fn kept(category: Category) -> &'static str {
    match category {
        Category::Location => "Lieu de prise de vue",
        Category::Date => "Date et heure",
        Category::People => "Auteur",
        Category::Camera => "Appareil photo ou téléphone",
        Category::Text => "Légendes, mots-clés, commentaires",
        Category::Panorama => "Affichage à 360°",
        _ => "Application",
    }
}
