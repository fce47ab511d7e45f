//! Names of people among tags arranged in a tree: digiKam, Lightroom and others put them below a tag for people.

use crate::model::FieldId;
use crate::plan::Finding;
use crate::policy;

/// What programs call the tag for people, in the languages they support; compared in lower case.
const PEOPLE: [&str; 16] = [
    "people",
    "persons",
    "personnes",
    "personen",
    "personas",
    "persone",
    "pessoas",
    "personer",
    "henkilöt",
    "osoby",
    "lidé",
    "emberek",
    "люди",
    "人物",
    "人々",
    "사람",
];
/// What digiKam calls people it does not recognise.
const NOBODY: [&str; 5] = ["unknown", "unconfirmed", "ignored", "inconnu", "unbekannt"];
/// Nobody has deeper trees.
const DEEPEST: usize = 8;

/// Everybody whose name is a leaf below a tag for people. `People|Family|Nora` names Nora, and Family is her group.
pub(super) fn people<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<String> {
    let mut paths: Vec<Vec<String>> = findings.filter_map(path).collect();
    // In sorted order, children follow their parent.
    paths.sort();
    let is_group =
        |one: &Vec<String>, next: Option<&Vec<String>>| next.is_some_and(|next| next.len() > one.len() && next.starts_with(one));
    let nexts = paths.iter().skip(1).map(Some).chain([None]);
    let leaves = paths.iter().zip(nexts).filter(|(one, next)| !is_group(one, *next)).filter_map(|(one, _)| one.last());
    let mut names: Vec<String> = leaves.filter(|name| !NOBODY.contains(&name.to_lowercase().as_str())).cloned().collect();
    names.dedup();
    names
}

/// The tags below the one for people, down to this one.
fn path(found: &Finding) -> Option<Vec<String>> {
    let FieldId::Xmp(uri, name) = &found.id else { return None };
    let between = match (policy::xmp_prefix(uri)?, name.as_str()) {
        ("digiKam", "TagsList") | ("MicrosoftPhoto", "LastKeywordXMP") => '/',
        ("lr", "hierarchicalSubject") | ("mediapro", "CatalogSets") | ("expressionmedia", "CatalogSets") => '|',
        _ => return None,
    };
    let text = found.value.text()?;
    let mut tags = text.split(between).map(str::trim).filter(|tag| !tag.is_empty());
    PEOPLE.contains(&tags.next()?.to_lowercase().as_str()).then_some(())?;
    let below: Vec<String> = tags.take(DEEPEST).map(str::to_owned).collect();
    (!below.is_empty()).then_some(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{Category, Value};

    const DIGIKAM: (&str, &str) = ("http://www.digikam.org/ns/1.0/", "TagsList");
    const LIGHTROOM: (&str, &str) = ("http://ns.adobe.com/lightroom/1.0/", "hierarchicalSubject");
    const MEDIA_PRO: (&str, &str) = ("http://ns.iview-multimedia.com/mediapro/1.0/", "CatalogSets");

    fn named(texts: &[((&str, &str), &str)]) -> Vec<String> {
        let finding = |((uri, name), text): &((&str, &str), &str)| Finding {
            category: Category::Text,
            possible: false,
            id: FieldId::Xmp((*uri).to_owned(), (*name).to_owned()),
            place: Place::at(0),
            value: Value::Text((*text).to_owned()),
        };
        people(texts.iter().map(finding).collect::<Vec<_>>().iter())
    }

    #[test]
    fn who_stands_below_people_is_somebody() {
        assert_eq!(
            named(&[(DIGIKAM, "People/Nora Petit"), (LIGHTROOM, "Personnes|Nora Petit"), (MEDIA_PRO, "Personen|Tom")]),
            ["Nora Petit", "Tom"]
        );
        // Programs write each step of the path, too.
        assert_eq!(named(&[(LIGHTROOM, "People"), (LIGHTROOM, "People|Family"), (LIGHTROOM, "People|Family|Nora")]), ["Nora"]);
    }

    #[test]
    fn who_stands_elsewhere_is_nobody() {
        let elsewhere = [
            (DIGIKAM, "Places/Nora"),
            (DIGIKAM, "People"),
            (DIGIKAM, "People/Unknown"),
            (DIGIKAM, "Holiday/People/Nora"),
            (LIGHTROOM, "People/Nora"),
            (("http://purl.org/dc/elements/1.1/", "subject"), "People|Nora"),
        ];
        assert_eq!(named(&elsewhere), [""; 0]);
    }
}
