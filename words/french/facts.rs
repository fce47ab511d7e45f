//! What one file tells. This file hands each value to the file that words it.

mod parts;
mod values;

use untrace_core::base::{Coordinate, Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::{Category, Crop};
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use super::fields;
use super::numbers::{count, number};
use crate::facts::Facts;
use crate::lang::French;

impl Facts for French {
    fn bytes(&self, size: u64) -> String {
        count(size, "octet", "octets")
    }

    fn size(&self, bytes: u64) -> String {
        values::size(bytes).unwrap_or_else(|| self.bytes(bytes))
    }

    fn category(&self, category: Category) -> &'static str {
        parts::category(category)
    }

    fn field<'a>(&self, name: &'a str) -> &'a str {
        fields::field(name)
    }

    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str {
        match (treatment, keep) {
            (Treatment::Remove, true) => "supprimé, sauf --keep",
            (Treatment::Remove, false) => "supprimé",
            (Treatment::Rewrite, _) => "réécrit",
            (Treatment::Refuse, _) => "fichier refusé",
            (Treatment::Stay, _) => "reste",
        }
    }

    fn position(&self, position: &Fix) -> String {
        values::position(position)
    }

    fn coordinate(&self, coordinate: Coordinate) -> String {
        values::coordinate(coordinate)
    }

    fn moment(&self, moment: &Moment) -> String {
        values::moment(moment)
    }

    fn measure(&self, measure: Measure, number: &str) -> String {
        values::measure(measure, number)
    }

    fn faces(&self, count: u64) -> String {
        match count {
            0 => "des visages sont repérés".to_owned(),
            1 => "1\u{a0}visage est repéré".to_owned(),
            many => format!("{}\u{a0}visages sont repérés", number(many)),
        }
    }

    fn numbers(&self, category: Category) -> &'static str {
        parts::numbers(category)
    }

    fn part(&self, part: Part) -> &'static str {
        parts::part(part)
    }

    fn perhaps_label(&self) -> &'static str {
        "peut-être"
    }

    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String {
        parts::may_tell(categories, parts)
    }

    fn perhaps(&self, name: &str) -> String {
        format!("peut-être ({name}\u{a0}: non lu)")
    }

    fn preview(&self, shows: Shows) -> &'static str {
        parts::preview(shows)
    }

    fn crop_label(&self) -> &'static str {
        "recadrage"
    }

    fn cropped(&self, crop: Crop) -> String {
        let size = |(width, height): (u32, u32)| format!("{width}\u{a0}×\u{a0}{height}");
        let (shown, whole) = (size(crop.shown), size(crop.whole));
        format!(
            "une partie de l’image est masquée par le recadrage et reste dans le fichier\u{a0}: {shown} pixels sont visibles sur {whole}"
        )
    }

    fn small_pictures(&self, pictures: u64) -> String {
        count(pictures, "petite image", "petites images")
    }

    fn video(&self, sound: bool) -> &'static str {
        if sound { "une vidéo avec le son derrière l’image" } else { "une vidéo derrière l’image" }
    }

    fn notes_about_video(&self) -> &'static str {
        "des notes sur une vidéo prise en même temps"
    }

    fn beside(&self, about: &[String]) -> String {
        match about {
            [] => " (fichier associé à une photo ou une vidéo inconnue)".to_owned(),
            [one] => format!(" (fichier associé à {one})"),
            [one, more @ ..] => format!(" (fichier associé à {one} et {})", count(more.len() as u64, "autre", "autres")),
        }
    }

    fn parts(&self, parts: &[String]) -> String {
        parts.join("\u{202f}; ")
    }

    fn labelled(&self, label: &str, said: &str) -> String {
        format!("{label}\u{a0}: {said}")
    }

    fn quoted(&self, text: &str) -> String {
        format!("«\u{a0}{text}\u{a0}»")
    }
}
