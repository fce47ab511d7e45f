//! What a file gives away, as facts: each once, those that say most first. Numbers become places and moments; what only
//! helps a program is left to those who want every finding. No words: those are made of a fact by whoever talks to
//! people.

mod measure;
mod position;
mod said;
mod weight;

pub use measure::Measure;
pub use said::Said;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Fix, Moment};
use crate::model::{BmffElement, Category, FieldId, Leftover};
use crate::plan::Finding;
use crate::previews::Shows;

/// One thing that a file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it tells.
    pub told: Told,
    /// How much that says: 0 for what says nothing by itself, 4 for where somebody was.
    pub weight: u8,
}

/// What a fact tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Where.
    Position(Fix),
    /// When.
    Moment(Moment),
    /// What a preview shows beside its picture.
    Preview(Shows),
    /// So many small pictures, in a file beside photos.
    SmallPictures(u64),
    /// That a video is behind the picture.
    VideoBehind {
        /// Whether it has sound.
        sound: bool,
    },
    /// That there is a word about a video that is somewhere else.
    VideoNotes,
    /// A text of the file itself. It may hold anything, also what steers a terminal.
    Text(String),
    /// Numbers of a field, as a text without a unit.
    Numbers(FieldId, String),
    /// That there is such a field, whose value says nothing.
    Field(FieldId),
    /// That there is such a field, which was not read and may say it.
    Possible(FieldId),
}

impl Told {
    /// What is the same in other files, though it may be written otherwise there.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Position(position) => {
                let (latitude, longitude) = position.neighbourhood();
                format!("{latitude} {longitude}")
            }
            // The same moment, by a clock that says how far it is from UTC or not.
            Self::Moment(moment) => {
                format!("{} {:?}", moment.date, moment.time.map(|time| time.with().subsec_nanosecond(0).build()))
            }
            Self::Text(text) => text.clone(),
            // A lens of 50 mm is not a sensitivity of 50.
            Self::Numbers(id, text) => format!("{} {text}", id.name()),
            other => format!("{other:?}"),
        }
    }

    /// The moment that it is.
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
    /// Whether it is a file beside photos.
    pub is_sidecar: bool,
    /// The worst that its previews show; nothing where it has none.
    pub shows: Option<Shows>,
}

/// What a file tells, by category, worst first.
#[must_use]
pub fn of(findings: &[Finding], context: Context) -> BTreeMap<Category, Vec<Fact>> {
    let mut facts = BTreeMap::new();
    for (category, mut found) in by_category(findings) {
        found.retain(|found| !is_unspecified(found));
        let perhaps: Vec<&Finding> = found.extract_if(.., |found| found.possible).collect();
        let mut told = match category {
            // Where something is known for certain, it says enough.
            _ if found.is_empty() => {
                perhaps.iter().map(|found| Fact { told: Told::Possible(found.id.clone()), weight: 0 }).collect()
            }
            Category::Location => places(&found, findings),
            Category::Preview => previews(context, &found),
            Category::Motion => videos(&found),
            _ => texts(&found),
        };
        told.sort_by_key(|fact| std::cmp::Reverse(fact.weight));
        // Behind the sort: of what is told twice, the one that says more is met first.
        let mut known = BTreeSet::new();
        told.retain(|fact| known.insert(fact.told.key()));
        if !told.is_empty() {
            facts.insert(category, told);
        }
    }
    facts
}

/// Where a file says that it was made, the most exact first.
#[must_use]
pub fn positions(findings: &[Finding]) -> Vec<Fix> {
    position::of(&findings.iter().collect::<Vec<_>>()).0
}

/// Findings by what they tell, worst first.
#[must_use]
pub fn by_category(findings: &[Finding]) -> BTreeMap<Category, Vec<&Finding>> {
    let mut found: BTreeMap<Category, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        found.entry(finding.category).or_default().push(finding);
    }
    found
}

fn places(found: &[&Finding], all: &[Finding]) -> Vec<Fact> {
    // How exact a position is, is no place by itself, and stands among the rest.
    let (positions, used) = position::of(&all.iter().collect::<Vec<_>>());
    let mut facts: Vec<Fact> = positions.into_iter().map(|position| Fact { told: Told::Position(position), weight: 4 }).collect();
    let used: BTreeSet<*const Finding> = used.into_iter().map(std::ptr::from_ref).collect();
    let others: Vec<&Finding> = found.iter().filter(|found| !used.contains(&std::ptr::from_ref(**found))).copied().collect();
    // Beside a place, a field that was not read says no more.
    let is_read = |found: &Finding| facts.is_empty() || !matches!(found.said(), Said::Bytes(_) | Said::Nothing);
    let named: Vec<&Finding> = others.iter().filter(|found| !position::is_detail(&found.id) && is_read(found)).copied().collect();
    if !named.is_empty() {
        facts.extend(texts(&named));
    } else if facts.is_empty() {
        facts = texts(&others);
    }
    facts
}

/// The worst answer about the previews, or what kind of picture a file beside photos holds.
fn previews(context: Context, found: &[&Finding]) -> Vec<Fact> {
    if context.is_sidecar {
        return vec![Fact { told: Told::SmallPictures(found.len() as u64), weight: 1 }];
    }
    // Those that are no pictures of their own were not compared; nothing is known of them.
    let weight = |shows| match shows {
        Shows::CroppedAway => 4,
        Shows::Another => 3,
        Shows::Unknown => 2,
        Shows::Same => 1,
    };
    context.shows.map(|shows| Fact { told: Told::Preview(shows), weight: weight(shows) }).into_iter().collect()
}

/// A video behind the picture is told as such; tracks and boxes by their names, because their sizes say nothing.
fn videos(found: &[&Finding]) -> Vec<Fact> {
    let behind = |id: Leftover| found.iter().any(|found| found.id == FieldId::Leftover(id));
    let sound = behind(Leftover::VideoWithSound);
    if sound || behind(Leftover::Video) {
        return vec![Fact { told: Told::VideoBehind { sound }, weight: 2 }];
    }
    let tracks = found.iter().filter(|found| matches!(found.id, FieldId::Bmff(_)));
    let tracks: Vec<Fact> = tracks.map(|found| Fact { told: Told::Field(found.id.clone()), weight: 1 }).collect();
    if tracks.is_empty() { vec![Fact { told: Told::VideoNotes, weight: 1 }] } else { tracks }
}

/// The values of fields that say something; the names of the fields where no value does.
fn texts(found: &[&Finding]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for found in found {
        let weight = weight::of(&found.id);
        let told = match found.said() {
            Said::Moment(moment) => Told::Moment(moment),
            Said::Numbers(numbers) if !numbers.is_empty() && !is_setting(found) => {
                Told::Numbers(found.id.clone(), numbers.to_owned())
            }
            Said::Name(text) | Said::SerialNumber(text) | Said::Text(text) => Told::Text(text.to_owned()),
            // Halves of a position, and positions that were told already.
            Said::Coordinate(coordinate) => Told::Text(coordinate.shown()),
            Said::Position(fix, _) => Told::Position(fix),
            Said::Numbers(_) | Said::Bytes(_) | Said::Nothing => continue,
        };
        if weight > 0 {
            facts.push(Fact { told, weight });
        }
    }
    // A day is no more than its moments say.
    let days: BTreeSet<_> = facts
        .iter()
        .filter_map(|fact| fact.told.moment().filter(|moment| moment.time.is_some()).map(|moment| moment.date))
        .collect();
    facts.retain(|fact| {
        let day = fact.told.moment().filter(|moment| moment.time.is_none());
        day.is_none_or(|day| !days.contains(&day.date))
    });
    if facts.is_empty() {
        facts.extend(found.iter().map(|found| Fact { told: Told::Field(found.id.clone()), weight: 0 }));
    }
    facts
}

/// Whether it is a number that only stands for a word, such as how light was measured: what nobody knows a camera by.
fn is_setting(found: &Finding) -> bool {
    found.category == Category::Camera && matches!(found.id, FieldId::Exif(..)) && Measure::of(&found.id).is_none()
}

/// Whether it says that there is nothing to say.
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
        assert!(matches!(lens.as_slice(), [Told::Numbers(_, text)] if text == "50"), "{lens:?}");
        let keys = |told: &[Told]| told.iter().map(Told::key).collect::<Vec<_>>();
        assert_ne!(keys(&lens), keys(&sensitivity));
    }

    #[test]
    fn how_light_was_measured_is_not_told_as_a_bare_number() {
        let metering = number(0x9207, 5);
        assert!(matches!(metering.as_slice(), [Told::Field(_)]), "{metering:?}");
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
        assert_eq!(told(&[perhaps(), perhaps()]), [Told::Possible(id.clone())]);
        let read = told(&[perhaps(), finding(false, Value::Text("2024:05:12 17:03:12".to_owned()))]);
        assert!(matches!(read.as_slice(), [Told::Moment(_)]), "{read:?}");
    }

    #[test]
    fn an_unspecified_language_tells_nothing() {
        let language = |text: &str| told(Category::Text, FieldId::Bmff(BmffElement::Language), Value::Text(text.to_owned()));
        assert_eq!(language("unspecified"), []);
        assert_eq!(language("fr"), [Told::Text("fr".to_owned())]);
    }
}
