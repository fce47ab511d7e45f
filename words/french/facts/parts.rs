//! What things are called: categories, parts of files, previews.

use untrace_core::facts::Part;
use untrace_core::model::Category;
use untrace_core::previews::Shows;

use crate::french::lists::and;

pub(super) const fn category(category: Category) -> &'static str {
    match category {
        Category::Location => "où",
        Category::Date => "quand",
        Category::People => "qui",
        Category::Motion => "vidéo cachée",
        Category::Preview => "aperçus",
        Category::Id => "numéros de série",
        Category::Camera => "appareil",
        Category::Text => "textes",
        Category::Software => "applications",
        Category::Panorama => "vue à 360°",
        Category::Other => "données inconnues",
    }
}

pub(super) const fn preview(shows: Shows) -> &'static str {
    match shows {
        Shows::CroppedAway => "l’aperçu montre encore ce qui a été coupé au recadrage",
        Shows::Another => "l’aperçu montre autre chose que l’image",
        // That it was not compared is said once for all of them.
        Shows::Unknown => "un aperçu",
        Shows::Same => "l’aperçu montre la même chose que l’image",
    }
}

/// `où, qui : dans les notes du fabricant, qu’untrace ne sait pas lire`.
pub(super) fn may_tell(categories: &[Category], parts: &[Part]) -> String {
    /// Nobody reads more kinds of parts.
    const NAMED: usize = 3;
    let categories: Vec<&str> = categories.iter().map(|it| category(*it)).collect();
    let mut named: Vec<String> = parts.iter().take(NAMED).map(|it| part(*it).to_owned()).collect();
    if parts.len() > NAMED {
        named.push("d’autres".to_owned());
    }
    format!("{}\u{a0}: dans {}, qu’untrace ne sait pas lire", categories.join(", "), and(named))
}

/// What a part of a file is, in words that follow "dans".
pub(super) const fn part(part: Part) -> &'static str {
    match part {
        Part::MakerNote => "les notes du fabricant de l’appareil",
        Part::Provenance => "des notes signées sur qui l’a fait et modifié",
        Part::BetweenFrames => "des messages entre les images du film",
        Part::Telemetry => "ce que la caméra a enregistré de son parcours",
        Part::HiddenTrack => "une piste cachée",
        Part::VideoBehind => "une vidéo derrière l’image",
        Part::Behind => "des données après la fin de l’image",
        Part::Gap => "des données dans les vides du fichier",
        Part::Damaged => "des données abîmées",
        Part::Photoshop => "des notes de Photoshop",
        Part::ColourProfile => "un profil de couleurs particulier",
        Part::Encoder => "des noms de logiciels dans le film",
        Part::Property => "des champs codés par des logiciels",
        Part::Element => "des parties du fichier dont aucun logiciel n’a besoin pour l’afficher",
    }
}

/// What numbers, switches and codes are about, if they say nothing by themselves.
pub(super) const fn numbers(category: Category) -> &'static str {
    match category {
        Category::Location => "des nombres sur un lieu",
        Category::Date => "des éléments d’une heure",
        Category::People => "des nombres sur des visages ou des personnes",
        Category::Id => "des nombres qui l’identifient",
        Category::Camera => "des réglages de l’appareil",
        Category::Software => "des réglages de logiciels",
        Category::Panorama => "de quoi l’afficher à 360°",
        Category::Motion | Category::Preview | Category::Text | Category::Other => "des nombres et des codes de logiciels",
    }
}
