//! Sentences that are always the same.

use crate::i18n::together::{Figure, Label, Line};

pub(super) const fn label(label: Label) -> &'static str {
    match label {
        Label::Title => "Ce que ces photos disent ensemble",
        Label::Private => "Privé",
        Label::PrivateWhy => {
            "Cette page dit tout haut ce contre quoi elle met en garde. Elle n’est que pour vous\u{a0}: ne la publiez pas, ne la \
             transférez pas, et supprimez-la une fois lue."
        }
        Label::HowSure => {
            "Tout a été calculé sur votre ordinateur, à partir de ce que les fichiers disent d’eux-mêmes (leurs \
             métadonnées). Personne n’a regardé les images, rien n’a été envoyé ni téléchargé. C’est ce qu’un inconnu pourrait \
             en conclure\u{a0}: cela peut être faux, et chaque résultat dit à quel point il est sûr. Sans compter ce que l’on voit sur les images."
        }
        Label::Where => "Où",
        Label::WhereLead => {
            "Plus le cercle est grand, plus il y a de jours avec des photos. Ces cartes n’ont pas de rues, car rien n’est \
             téléchargé\u{202f}; un inconnu n’aurait qu’à saisir les coordonnées dans n’importe quel plan pour voir la maison."
        }
        Label::WorldMap => "Tous les lieux sur la carte du monde",
        Label::AllPlaces => "Tous les lieux dans un tableau",
        Label::Number => "N\u{b0}",
        Label::WhatPlace => "Lieu",
        Label::FilesColumn => "Fichiers",
        Label::DaysColumn => "Jours",
        Label::PositionColumn => "Position",
        Label::Week => "Chaque semaine",
        Label::WeekLead => "Nombre de jours avec des photos prises à cette heure de ce jour de la semaine.",
        Label::HourColumn => "Heure",
        Label::NoRoutines => "Rien ne revient chaque semaine à la même heure.",
        Label::SpanColumn | Label::When => "Quand",
        Label::Months => "Mois par mois",
        Label::MonthsLead => "Nombre de photos par mois. En foncé\u{a0}: celles qui disent où.",
        Label::MonthColumn => "Mois",
        Label::LocatedColumn => "Disent où",
        Label::Journeys => "Loin de chez vous",
        Label::Who => "Avec quoi, et qui",
        Label::Devices => "Téléphones et appareils photo",
        Label::DevicesLead => "Un appareil relie entre elles toutes ses photos, quelle que soit la personne qui les publie.",
        Label::People => "Noms",
        Label::Ages => "Âges",
        Label::Hidden => "Ce que l’on ne voit pas à l’image",
        Label::Said => "Ce que disent encore les fichiers",
        Label::Names => "Ce que disent les noms de fichiers",
        Label::WhichFiles => "Quels fichiers",
        Label::Posted => "Ce qui est déjà en ligne",
        Label::PostedLead => {
            "D’après ce que ces services vous ont remis. Vos copies sans traces n’y changent rien\u{a0}: supprimez ces publications \
             sur place, ou demandez leur effacement\u{202f}; c’est un droit (voir plus bas). Ce qui a été sauvegardé n’est pas public, mais ne se trouve plus seulement chez vous."
        }
        Label::Next => "Que faire",
        Label::CommandLead => "Créez des copies qui ne disent rien de tout cela. Vos originaux restent tels quels\u{a0}:",
        Label::CommandThen => "Publiez ensuite les copies, jamais les originaux.",
        Label::Source => "Source\u{a0}:",
        Label::Thumbnail => "Une photo prise à cet endroit",
        Label::MadeHow => {
            "Aucune image, aucun lieu, aucun nom n’a quitté cet ordinateur pour établir cette page, et l’ouvrir ne demande rien à internet."
        }
    }
}

pub(super) const fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Places(0 | 1) => "lieu",
        Figure::Places(_) => "lieux",
        Figure::Routines(0 | 1) => "horaire fixe chaque semaine",
        Figure::Routines(_) => "horaires fixes chaque semaine",
        Figure::Devices(0 | 1) => "téléphone ou appareil photo",
        Figure::Devices(_) => "téléphones ou appareils photo",
        Figure::People(0 | 1) => "nom de personne",
        Figure::People(_) => "noms de personnes",
    }
}

pub(super) const fn line_head(line: Line) -> &'static str {
    match line {
        Line::Places => "Où",
        Line::Routines => "Chaque semaine",
        Line::Journeys => "Loin de chez vous",
        Line::Devices => "Avec quoi",
        Line::People => "Qui",
        Line::Hidden => "Caché",
        Line::Said => "Dans les fichiers",
        Line::Names => "Dans les noms de fichiers",
        Line::Posted => "Déjà en ligne",
        Line::Next => "Que faire",
    }
}
