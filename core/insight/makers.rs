//! Whom a camera was told about, according to its maker notes: children, pets and faces that it knew, with their ages
//! and birthdays.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::sighting::Told;
use crate::blocks::exif;
use crate::model::{FieldId, Ifd};
use crate::plan::Finding;

/// Everybody a camera was told about. An age applies to the day that the camera thought it was.
pub(super) fn told<'a>(findings: impl Iterator<Item = &'a Finding>, today: Option<Date>) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    // There is one child, written before or after its age; for faces, each name comes before what is said about it.
    let mut child = Told::default();
    for found in findings {
        let name = match &found.id {
            FieldId::Named(name) => name.as_str(),
            // Older cameras write it only there.
            FieldId::Exif(Ifd::Image, 0xC6D2) => exif::BABY_NAME,
            _ => continue,
        };
        let Some(text) = found.value.text().filter(|text| !text.trim().is_empty()) else { continue };
        match name {
            exif::BABY_NAME => child.name = child.name.or_else(|| Some(text.trim().to_owned())),
            exif::BABY_AGE => child = child.aged(&text, today),
            exif::RECOGNIZED_FACE_NAME | exif::FACE_NAME => {
                all.push(Told { name: Some(text.trim().to_owned()), ..Told::default() });
            }
            exif::RECOGNIZED_FACE_AGE => change_last(&mut all, |face| face.aged(&text, today)),
            exif::FACE_BIRTHDAY => {
                change_last(&mut all, |face| Told { born: Date::strptime("%Y:%m:%d", text.trim()).ok(), ..face });
            }
            _ => {}
        }
    }
    if child != Told::default() {
        all.push(child);
    }
    all
}

fn change_last(all: &mut Vec<Told>, change: impl FnOnce(Told) -> Told) {
    if let Some(last) = all.pop() {
        all.push(change(last));
    }
}

impl Told {
    /// The same with an age: `0004:03:12 00:00:00`.
    fn aged(self, age: &str, today: Option<Date>) -> Self {
        let Some((years, span)) = span(age) else { return self };
        let born = today.and_then(|today| today.checked_sub(span).ok());
        Self { years: Some(years), born: self.born.or(born), ..self }
    }
}

/// Years, and the whole span of an age, if it is one that somebody can have.
fn span(age: &str) -> Option<(u32, Span)> {
    const OLDEST: u32 = 110;
    let day = age.trim().split(' ').next()?;
    let mut parts = day.split(':').map(str::parse::<u32>);
    let (years, months, days) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let is_age = years <= OLDEST && months < 12 && days <= 31 && parts.next().is_none();
    is_age.then(|| (years, i64::from(years).years().months(i64::from(months)).days(i64::from(days))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{Category, Value};

    fn said(texts: &[(&str, &str)], today: Option<Date>) -> Vec<Told> {
        let finding = |(name, text): &(&str, &str)| Finding {
            category: Category::People,
            possible: false,
            id: FieldId::Named((*name).to_owned()),
            place: Place::at(0),
            value: Value::Text((*text).to_owned()),
        };
        let findings: Vec<Finding> = texts.iter().map(finding).collect();
        told(findings.iter(), today)
    }

    fn one(name: Option<&str>, years: Option<u32>, born: Option<Date>) -> Told {
        Told { name: name.map(str::to_owned), years, born }
    }

    #[test]
    fn an_age_says_when_somebody_was_born() {
        let today = Some(Date::constant(2024, 5, 12));
        let born = Some(Date::constant(2020, 1, 31));
        // Newer cameras write the age before the name, and again after it.
        let texts =
            [(exif::BABY_AGE, "0004:03:12 00:00:00"), (exif::BABY_NAME, "Nora "), (exif::BABY_AGE, "0004:03:12 00:00:00")];
        assert_eq!(said(&texts, today), [one(Some("Nora"), Some(4), born)]);
        assert_eq!(said(&texts[..1], None), [one(None, Some(4), None)]);
        for none in ["", "9999:99:99 00:00:00", "0004:13:01", "soon", "0004:03", "0004:03:12:01", "-001:00:00"] {
            assert_eq!(said(&[(exif::BABY_AGE, none)], today), [], "{none}");
        }
    }

    #[test]
    fn each_face_has_what_stands_behind_its_name() {
        let texts = [
            (exif::RECOGNIZED_FACE_NAME, "Tom"),
            (exif::RECOGNIZED_FACE_NAME, "Nora"),
            (exif::RECOGNIZED_FACE_AGE, "0007:00:05 00:00:00"),
            (exif::FACE_NAME, "Léa"),
            (exif::FACE_BIRTHDAY, "1988:02:29"),
            (exif::FACE_NAME, "Ada"),
            (exif::FACE_BIRTHDAY, "2023:13:99"),
        ];
        let expected = [
            one(Some("Tom"), None, None),
            one(Some("Nora"), Some(7), Some(Date::constant(2017, 5, 7))),
            one(Some("Léa"), None, Some(Date::constant(1988, 2, 29))),
            one(Some("Ada"), None, None),
        ];
        assert_eq!(said(&texts, Some(Date::constant(2024, 5, 12))), expected);
        assert_eq!(said(&[(exif::FACE_BIRTHDAY, "1988:02:29")], None), [], "nobody's");
    }
}
