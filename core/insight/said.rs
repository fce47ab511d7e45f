//! What the fields of one file say that no list of its own is made of, and when they say that it was made where no camera
//! says so: all that `check` shows of a file is told of an album, too.

use jiff::Timestamp;

use super::sighting::{Secret, Sighting, Taken};
use crate::base::Moment;
use crate::facts::{self, Context, Told};
use crate::model::{Category, FieldId, Ifd};
use crate::plan::Finding;
use crate::previews::Shows;

/// What the fields of a file say, beside what `sighting` has, by category; and whether parts of it may say more.
pub(super) fn of(findings: &[Finding], shows: Option<Shows>, sighting: &Sighting) -> (Vec<Category>, bool) {
    let (mut said, mut perhaps) = (Vec::new(), false);
    for (category, facts) in facts::of(findings, Context { is_sidecar: false, shows }) {
        if facts.iter().all(|fact| fact.told.possible().is_some()) {
            perhaps = true;
            continue;
        }
        let is_all = |is: fn(&Told) -> bool| facts.iter().all(|fact| is(&fact.told));
        let is_listed = match category {
            Category::Location => is_all(|told| matches!(told, Told::Position(_))) && !sighting.spots.is_empty(),
            Category::Date => sighting.taken.is_some() || sighting.satellites.is_some(),
            Category::People => !sighting.people.is_empty() || !sighting.makers.is_empty() || sighting.owner.is_some(),
            Category::Camera => sighting.make.is_some() || sighting.model.is_some() || sighting.serial.is_some(),
            Category::Id => sighting.serial.is_some(),
            Category::Preview => {
                // What was not compared may show what was cropped away.
                perhaps |= shows == Some(Shows::Unknown);
                true
            }
            Category::Motion => sighting.secrets.contains(&Secret::MotionVideo) || is_all(|told| *told == Told::VideoNotes),
            Category::Panorama => true,
            Category::Text | Category::Software | Category::Other => false,
        };
        if !is_listed {
            said.push(category);
        }
    }
    (said, perhaps)
}

/// When a file was made, as any of its fields says: the first of these moments, because programs come later.
pub(super) fn moment<'a>(findings: impl Iterator<Item = &'a Finding>) -> Option<Moment> {
    let moments = findings.filter(|found| is_of_file(&found.id)).filter_map(Finding::moment);
    let moments = moments.filter(|moment| moment.is_plausible());
    // Counters that were never set begin with 1970, or long before.
    let moments = moments.filter(|moment| rough(moment) > Some(Timestamp::UNIX_EPOCH));
    moments.min_by_key(|moment| (moment.date, moment.time.is_none(), rough(moment)))
}

/// The same by its clock; a day alone begins at midnight.
pub(super) fn taken(moment: &Moment) -> Taken {
    let is_utc = moment.offset.is_some_and(|offset| offset.is_zero());
    match moment.timestamp().filter(|_| is_utc) {
        Some(at) => Taken::Utc(at),
        None => Taken::Local(moment.local().unwrap_or(moment.date.at(0, 0, 0, 0))),
    }
}

fn rough(moment: &Moment) -> Option<Timestamp> {
    moment.timestamp().or_else(|| Moment::at(moment.date.at(0, 0, 0, 0), None).timestamp())
}

/// Whether a date is about the file and what it shows, not about a profile that many files share.
const fn is_of_file(id: &FieldId) -> bool {
    !matches!(id, FieldId::Icc(_) | FieldId::Sidecar(..) | FieldId::Exif(Ifd::Gps, _))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::base::Place;
    use crate::model::Value;

    fn found(category: Category, id: FieldId, text: &str) -> Finding {
        Finding { category, possible: false, id, place: Place::at(0), value: Value::Text(text.to_owned()) }
    }

    fn xmp(category: Category, uri: &str, name: &str, text: &str) -> Finding {
        found(category, FieldId::Xmp(uri.to_owned(), name.to_owned()), text)
    }

    const XMP: &str = "http://ns.adobe.com/xap/1.0/";
    const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";

    /// A screenshot says when it was made in a text of PNG, and in its `tIME` in UTC.
    #[test]
    fn a_date_in_any_form_is_a_moment() {
        let text = |keyword: &str, text: &str| found(Category::Date, FieldId::PngText(keyword.to_owned()), text);
        let of = |findings: &[Finding]| Sighting::of(findings, None);
        let noon = date(2024, 6, 2).at(11, 20, 45, 0);
        assert_eq!(of(&[text("Creation Time", "2024-06-02T11:20:45+02:00")]).taken, Some(Taken::Local(noon)));
        let later = xmp(Category::Date, XMP, "ModifyDate", "2024-06-30T18:03:11+02:00");
        assert_eq!(of(&[later.clone(), text("Creation Time", "2024-06-02T11:20:45+02:00")]).taken, Some(Taken::Local(noon)));
        let utc = of(&[xmp(Category::Date, XMP, "ModifyDate", "2024-06-02T11:20:45Z")]);
        assert!(matches!(utc.taken, Some(Taken::Utc(_))), "{utc:?}");
        let profile = found(Category::Date, FieldId::Icc(*b"date"), "1998-02-09T06:00:00Z");
        assert_eq!(of(&[profile]).taken, None);
        let day = xmp(Category::Date, PHOTOSHOP, "DateCreated", "2024-06-02");
        assert_eq!(of(&[day]).taken, Some(Taken::Local(date(2024, 6, 2).at(0, 0, 0, 0))));
    }

    #[test]
    fn what_stands_in_no_list_is_said_all_the_same() {
        let said = |findings: &[Finding]| Sighting::of(findings, None).said;
        assert_eq!(said(&[xmp(Category::Location, PHOTOSHOP, "City", "Paris")]), [Category::Location]);
        assert_eq!(said(&[xmp(Category::Text, PHOTOSHOP, "Headline", "chez Nora")]), [Category::Text]);
        assert_eq!(said(&[xmp(Category::Software, XMP, "CreatorTool", "Lumora Edit")]), [Category::Software]);
        assert_eq!(said(&[xmp(Category::Date, XMP, "ModifyDate", "2024-06-02T11:20:45Z")]), []);
        assert_eq!(said(&[xmp(Category::Date, XMP, "ModifyDate", "some day in June")]), [Category::Date]);
    }

    #[test]
    fn what_was_not_read_may_say_more() {
        let mut found = xmp(Category::Text, XMP, "Label", "");
        found.possible = true;
        assert!(Sighting::of(&[found], None).perhaps);
        assert!(!Sighting::of(&[], None).perhaps);
    }
}
