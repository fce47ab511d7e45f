//! What a file gives away, as facts: each once, the most revealing first. Numbers become places and moments; what only
//! helps a program is left to those who want every finding. No sentences: whoever talks to people makes those out of
//! facts.

mod faces;
mod measure;
mod part;
mod position;
mod said;
mod speaking;
mod weight;

pub use measure::Measure;
pub use part::Part;
pub use said::Said;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Fix, Moment};
use crate::model::{BmffElement, Category, Crop, FieldId, Leftover};
use crate::plan::Finding;
use crate::previews::Shows;

/// One thing that a file reveals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it reveals.
    pub told: Told,
    /// How much it reveals: 0 for something that means nothing by itself, 4 for where somebody was.
    pub weight: u8,
}

/// What a fact reveals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Where.
    Position(Fix),
    /// When.
    Moment(Moment),
    /// What a preview shows compared with its picture.
    Preview(Shows),
    /// What a crop hides.
    Cropped(Crop),
    /// How many small pictures a sidecar file contains.
    SmallPictures(u64),
    /// A video after the picture.
    VideoBehind {
        /// Whether it has sound.
        sound: bool,
    },
    /// A note about a video that is somewhere else.
    VideoNotes,
    /// How many faces are marked; 0 if the file does not say.
    Faces(u64),
    /// A text from the file that means something to a person. It may contain anything, even codes that control a
    /// terminal.
    Text(String),
    /// A number and what it measures, as text without a unit.
    Measured(Measure, String),
    /// Numbers, switches and codes on this subject that only programs understand.
    Numbers(Category),
    /// A part whose value means nothing to a person.
    Part(Part),
    /// A part that was not read and might say it.
    Possible(Part),
}

impl Told {
    /// A key that is the same in other files, even if the fact is written differently there.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Position(position) => {
                let (latitude, longitude) = position.neighbourhood();
                format!("{latitude} {longitude}")
            }
            // The same moment, whether or not its clock gives its offset from UTC.
            Self::Moment(moment) => {
                format!("{} {:?}", moment.date, moment.time.map(|time| time.with().subsec_nanosecond(0).build()))
            }
            Self::Text(text) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    /// The part that was not read and might say it.
    #[must_use]
    pub const fn possible(&self) -> Option<Part> {
        match self {
            Self::Possible(part) => Some(*part),
            _ => None,
        }
    }

    /// The moment, if it is one.
    #[must_use]
    pub const fn moment(&self) -> Option<&Moment> {
        match self {
            Self::Moment(moment) => Some(moment),
            _ => None,
        }
    }
}

/// What a file is, as far as facts depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// Whether it is a sidecar file.
    pub is_sidecar: bool,
    /// The worst that its previews show; `None` if it has none.
    pub shows: Option<Shows>,
}

/// What a file reveals, by category, worst first.
#[must_use]
pub fn of(findings: &[Finding], context: Context) -> BTreeMap<Category, Vec<Fact>> {
    let mut facts = BTreeMap::new();
    for (category, mut found) in by_category(findings) {
        found.retain(|found| !is_unspecified(found));
        let perhaps: Vec<&Finding> = found.extract_if(.., |found| found.possible).collect();
        let mut told = match category {
            // Nothing possible is listed next to what is certain.
            _ if found.is_empty() => {
                perhaps.iter().map(|found| Fact { told: Told::Possible(Part::of(&found.id)), weight: 0 }).collect()
            }
            Category::Location => places(&found, findings),
            Category::Preview => previews(context, &found),
            Category::Motion => videos(&found),
            _ => texts(category, &found),
        };
        told.sort_by_key(|fact| std::cmp::Reverse(fact.weight));
        // After sorting: if something is said twice, the more revealing one comes first.
        let mut known = BTreeSet::new();
        told.retain(|fact| known.insert(fact.told.key()));
        if !told.is_empty() {
            facts.insert(category, told);
        }
    }
    facts
}

/// Where a file says it was made, most exact first.
#[must_use]
pub fn positions(findings: &[Finding]) -> Vec<Fix> {
    position::of(&findings.iter().collect::<Vec<_>>()).0
}

/// Findings by what they reveal, worst first.
#[must_use]
pub fn by_category(findings: &[Finding]) -> BTreeMap<Category, Vec<&Finding>> {
    let mut found: BTreeMap<Category, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        found.entry(finding.category).or_default().push(finding);
    }
    found
}

fn places(found: &[&Finding], all: &[Finding]) -> Vec<Fact> {
    // The accuracy of a position is not a place itself, and is listed with the rest.
    let (positions, used) = position::of(&all.iter().collect::<Vec<_>>());
    let mut facts: Vec<Fact> = positions.into_iter().map(|position| Fact { told: Told::Position(position), weight: 4 }).collect();
    let used: BTreeSet<*const Finding> = used.into_iter().map(std::ptr::from_ref).collect();
    let others: Vec<&Finding> = found.iter().filter(|found| !used.contains(&std::ptr::from_ref(**found))).copied().collect();
    // Next to a place, an unread field adds nothing.
    let is_read = |found: &Finding| facts.is_empty() || !matches!(found.said(), Said::Bytes(_) | Said::Nothing);
    let named: Vec<&Finding> = others.iter().filter(|found| !position::is_detail(&found.id) && is_read(found)).copied().collect();
    if !named.is_empty() {
        facts.extend(texts(Category::Location, &named));
    } else if facts.is_empty() {
        facts = texts(Category::Location, &others);
    }
    facts
}

/// The worst answer about the previews and what a crop hides, or what kind of picture a sidecar file holds.
fn previews(context: Context, found: &[&Finding]) -> Vec<Fact> {
    if context.is_sidecar {
        return vec![Fact { told: Told::SmallPictures(found.len() as u64), weight: 1 }];
    }
    // Those that are not pictures in their own right were not compared: nothing is known about them.
    let weight = |shows| match shows {
        Shows::CroppedAway => 4,
        Shows::Another => 3,
        Shows::Unknown => 2,
        Shows::Same => 1,
    };
    let shown = context.shows.map(|shows| Fact { told: Told::Preview(shows), weight: weight(shows) });
    let crops = found.iter().filter_map(|found| found.crop());
    shown.into_iter().chain(crops.map(|crop| Fact { told: Told::Cropped(crop), weight: 4 })).collect()
}

/// A video after the picture is listed as such; tracks and boxes by name, because their sizes mean nothing.
fn videos(found: &[&Finding]) -> Vec<Fact> {
    let behind = |id: Leftover| found.iter().any(|found| found.id == FieldId::Leftover(id));
    let sound = behind(Leftover::VideoWithSound);
    if sound || behind(Leftover::Video) {
        return vec![Fact { told: Told::VideoBehind { sound }, weight: 2 }];
    }
    let tracks = found.iter().filter(|found| matches!(found.id, FieldId::Bmff(_)));
    let tracks: Vec<Fact> = tracks.map(|found| Fact { told: Told::Part(Part::of(&found.id)), weight: 1 }).collect();
    if tracks.is_empty() { vec![Fact { told: Told::VideoNotes, weight: 1 }] } else { tracks }
}

/// The values that mean something to a person; if there are none, what kinds of parts there are.
fn texts(category: Category, found: &[&Finding]) -> Vec<Fact> {
    let faces = faces::count(found).filter(|_| category == Category::People);
    let mut facts: Vec<Fact> = faces.map(|faces| Fact { told: Told::Faces(faces), weight: 1 }).into_iter().collect();
    let mut rest = Vec::new();
    for found in found {
        match (speaking(category, found), weight::of(&found.id)) {
            (Ok(told), weight @ 1..) => facts.push(Fact { told, weight }),
            (Ok(told) | Err(told), _) => rest.push(Fact { told, weight: 0 }),
        }
    }
    // A day adds nothing to the moments in it.
    let days: BTreeSet<_> = facts
        .iter()
        .filter_map(|fact| fact.told.moment().filter(|moment| moment.time.is_some()).map(|moment| moment.date))
        .collect();
    facts.retain(|fact| {
        let day = fact.told.moment().filter(|moment| moment.time.is_none());
        day.is_none_or(|day| !days.contains(&day.date))
    });
    if facts.is_empty() { rest } else { facts }
}

/// What a finding says to a person; if nothing, what it is.
fn speaking(category: Category, found: &Finding) -> Result<Told, Told> {
    let of_text = |text: &str| match Measure::of(&found.id) {
        // A zero by zero size has no unit.
        Some(Measure::Language) if !text.is_empty() => Ok(Told::Measured(Measure::Language, text.to_owned())),
        Some(measure) if !text.is_empty() && !text.ends_with("/0") && is_number(text) => {
            Ok(Told::Measured(measure, measure.written(text)))
        }
        _ if speaking::speaks(category, &found.id, text) => Ok(Told::Text(text.to_owned())),
        _ => Err(Told::Numbers(category)),
    };
    match found.said() {
        Said::Moment(moment) => Ok(Told::Moment(moment)),
        // Halves of a position, and positions that have already been listed.
        Said::Coordinate(coordinate) => Ok(Told::Text(coordinate.shown())),
        Said::Position(fix, _) => Ok(Told::Position(fix)),
        Said::Name(text) | Said::SerialNumber(text) | Said::Text(text) | Said::Numbers(text) => of_text(text),
        Said::Bytes(_) | Said::Nothing => Err(Told::Part(Part::of(&found.id))),
    }
}

/// Whether it is a single number, made of digits and the signs of a number.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || b"+-./:".contains(&byte))
}

/// Whether its value means "not specified".
fn is_unspecified(found: &Finding) -> bool {
    found.id == FieldId::Bmff(BmffElement::Language) && found.value.text().as_deref() == Some("unspecified")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{Fraction, Ifd, Value};

    fn told(category: Category, id: FieldId, value: Value) -> Vec<Told> {
        let findings = [Finding { category, possible: false, id, place: Place::at(0), value }];
        let facts = of(&findings, Context { is_sidecar: false, shows: None });
        facts.into_values().flatten().map(|fact| fact.told).collect()
    }

    fn number(tag: u16, number: i64) -> Vec<Told> {
        let numbers = vec![Fraction { numerator: number, denominator: 1 }];
        told(
            Category::Camera,
            FieldId::Exif(Ifd::Exif, tag),
            Value::Numbers { shown: number.to_string(), raw: Vec::new(), numbers },
        )
    }

    #[test]
    fn a_lens_of_50_mm_is_not_a_sensitivity_of_50() {
        let (lens, sensitivity) = (number(0x920A, 50), number(0x8827, 50));
        assert_eq!(lens, [Told::Measured(Measure::Millimetres, "50".to_owned())]);
        let keys = |told: &[Told]| told.iter().map(Told::key).collect::<Vec<_>>();
        assert_ne!(keys(&lens), keys(&sensitivity));
    }

    /// `36; 5; 331; 1013` was once shown as who is in a picture, and `5` as how light was measured.
    #[test]
    fn no_number_is_told_without_a_word() {
        assert_eq!(number(0x9207, 5), [Told::Numbers(Category::Camera)]);
        let text = |category, uri: &str, name: &str, text: &str| {
            told(category, FieldId::Xmp(uri.to_owned(), name.to_owned()), Value::Text(text.to_owned()))
        };
        let apple = "http://ns.apple.com/faceinfo/1.0/";
        assert_eq!(text(Category::People, apple, "ConfidenceLevel", "331"), [Told::Numbers(Category::People)]);
        let xmp = "http://ns.adobe.com/xap/1.0/";
        assert_eq!(text(Category::Text, xmp, "Rating", "4"), [Told::Measured(Measure::Rating, "4".to_owned())]);
    }

    #[test]
    fn faces_are_counted_and_people_named() {
        let finding = |name: &str, text: &str| Finding {
            category: Category::People,
            possible: false,
            id: FieldId::Xmp("http://www.metadataworkinggroup.com/schemas/regions/".to_owned(), name.to_owned()),
            place: Place::at(0),
            value: Value::Text(text.to_owned()),
        };
        let findings = [finding("Type", "Face"), finding("Name", "Nora Petit"), finding("Type", "Face")];
        let facts = of(&findings, Context { is_sidecar: false, shows: None });
        let told: Vec<_> = facts.into_values().flatten().map(|fact| fact.told).collect();
        assert_eq!(told, [Told::Faces(2), Told::Text("Nora Petit".to_owned())]);
    }

    #[test]
    fn what_may_be_told_is_told_where_nothing_is_known() {
        let id = FieldId::Exif(Ifd::Exif, 0x9003);
        let finding =
            |possible, value| Finding { category: Category::Date, possible, id: id.clone(), place: Place::at(0), value };
        let told = |findings: &[Finding]| {
            let facts = of(findings, Context { is_sidecar: false, shows: None });
            facts.into_values().flatten().map(|fact| fact.told).collect::<Vec<_>>()
        };
        let perhaps = || finding(true, Value::Bytes(9));
        assert_eq!(told(&[perhaps(), perhaps()]), [Told::Possible(Part::Property)]);
        let read = told(&[perhaps(), finding(false, Value::Text("2024:05:12 17:03:12".to_owned()))]);
        assert!(matches!(read.as_slice(), [Told::Moment(_)]), "{read:?}");
    }

    #[test]
    fn an_unspecified_language_tells_nothing() {
        let language = |text: &str| told(Category::Text, FieldId::Bmff(BmffElement::Language), Value::Text(text.to_owned()));
        assert_eq!(language("unspecified"), []);
        assert_eq!(language("fr"), [Told::Measured(Measure::Language, "fr".to_owned())]);
    }
}
