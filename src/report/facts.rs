//! What a file gives away, as a person would say it: each fact once, those that say most first. Numbers become
//! places and dates; what only helps a program is left to `--verbose` and JSON.

use std::collections::BTreeMap;

use super::moment::Moment;
use super::position::{self, Position};
use super::printable;
use crate::i18n::language;
use crate::model::{BmffElement, FieldId, Ifd, JpegElement, Leftover, SidecarKind};
use crate::plan::Finding;
use crate::policy::Category;
use crate::previews::Shows;
use crate::run::FileReport;

/// One thing that a file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    /// For people.
    pub(super) text: String,
    /// What is the same in other files, though it may be written otherwise.
    pub(super) key: String,
    /// The moment that it is.
    pub(super) moment: Option<Moment>,
    /// How much it says.
    pub(super) weight: u8,
}

impl Fact {
    fn new(text: String, weight: u8) -> Self {
        Self { key: text.clone(), text, moment: None, weight }
    }
}

/// Where a file says that it was made.
pub(super) fn positions(report: &FileReport) -> Vec<Position> {
    position::of(&report.removed.iter().collect::<Vec<_>>()).0
}

/// What a file tells, by category, worst first.
pub(super) fn of(report: &FileReport) -> BTreeMap<Category, Vec<Fact>> {
    let mut facts = BTreeMap::new();
    for (category, mut found) in super::terminal::by_category(&report.removed) {
        found.retain(|found| !is_unspecified(found));
        if found.is_empty() {
            continue;
        }
        let mut told = match category {
            Category::Location => places(&found),
            Category::Preview => previews(report, &found),
            Category::Motion => videos(&found),
            _ => texts(&found),
        };
        told.sort_by_key(|fact| std::cmp::Reverse(fact.weight));
        let mut known = std::collections::BTreeSet::new();
        told.retain(|fact| known.insert(fact.key.clone()));
        facts.insert(category, told);
    }
    facts
}

fn places(found: &[&Finding]) -> Vec<Fact> {
    let (positions, used) = position::of(found);
    let fact = |position: &Position| {
        let (latitude, longitude) = position.neighbourhood();
        Fact { key: format!("{latitude} {longitude}"), ..Fact::new(language().position(position), 4) }
    };
    let mut facts: Vec<Fact> = positions.iter().map(fact).collect();
    let others: Vec<&Finding> =
        found.iter().filter(|found| !used.iter().any(|used| std::ptr::eq(*used, **found))).copied().collect();
    let named: Vec<&Finding> = others.iter().filter(|found| !position::is_detail(&found.id)).copied().collect();
    if !named.is_empty() {
        facts.extend(texts(&named));
    } else if facts.is_empty() {
        facts = texts(&others);
    }
    facts
}

/// The worst answer about the previews, or what kind of picture a file beside photos holds.
fn previews(report: &FileReport, found: &[&Finding]) -> Vec<Fact> {
    if report.sidecar.is_some() {
        return vec![Fact::new(language().small_pictures(found.len() as u64), 1)];
    }
    // Those that are no pictures of their own were not compared; nothing is known of them.
    let shows = report.shows();
    let weight = |shows| match shows {
        Shows::CroppedAway => 4,
        Shows::Another => 3,
        Shows::Unknown => 2,
        Shows::Same => 1,
    };
    shows.map(|shows| Fact::new(language().preview(shows).to_owned(), weight(shows))).into_iter().collect()
}

/// A video behind the picture is told in words; tracks and boxes by their names, because their sizes say nothing.
fn videos(found: &[&Finding]) -> Vec<Fact> {
    let behind = |id: Leftover| found.iter().any(|found| found.id == FieldId::Leftover(id));
    if behind(Leftover::VideoWithSound) || behind(Leftover::Video) {
        return vec![Fact::new(language().video(behind(Leftover::VideoWithSound)).to_owned(), 2)];
    }
    let tracks = found.iter().filter(|found| matches!(found.id, FieldId::Bmff(_)));
    let tracks: Vec<Fact> = tracks.map(|found| Fact::new(printable(&found.id.name()), 1)).collect();
    if tracks.is_empty() { vec![Fact::new(language().notes_about_video().to_owned(), 1)] } else { tracks }
}

/// The values of fields that say something; the names of the fields where no value does.
fn texts(found: &[&Finding]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for found in found {
        let value = found.value.as_deref().map(str::trim).filter(|value| !value.is_empty() && !is_size(value));
        let (weight, value) = (weight(&found.id), value.map(shortened).unwrap_or_default());
        if weight > 0 && !value.is_empty() {
            let moment = (found.category == Category::Date).then(|| Moment::of(&value)).flatten();
            let text = moment.as_ref().map_or(value, |moment| language().moment(moment));
            // The same moment, by a clock that says how far it is from UTC or not.
            let key = moment.as_ref().map_or_else(|| text.clone(), |m| format!("{} {} {} {:?}", m.year, m.month, m.day, m.time));
            facts.push(Fact { moment, key, ..Fact::new(text, weight) });
        }
    }
    // A day is no more than its moments say.
    let days: Vec<_> = facts.iter().filter_map(|fact| fact.moment.clone().filter(|moment| moment.time.is_some())).collect();
    facts.retain(|fact| {
        let day = fact.moment.as_ref().filter(|moment| moment.time.is_none());
        day.is_none_or(|day| !days.iter().any(|other| (other.year, other.month, other.day) == (day.year, day.month, day.day)))
    });
    if facts.is_empty() {
        facts.extend(found.iter().map(|found| Fact::new(printable(&found.id.name()), 0)));
    }
    facts
}

/// Whether it says that there is nothing to say.
fn is_unspecified(found: &Finding) -> bool {
    found.id == FieldId::Bmff(BmffElement::Language) && found.value.as_deref() == Some("unspecified")
}

/// Whether a value is only how long something is.
fn is_size(value: &str) -> bool {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    digits.parse().is_ok_and(|len| language().bytes(len) == value)
}

/// How much a field says by itself: references, versions and directions say little.
fn weight(id: &FieldId) -> u8 {
    match id {
        FieldId::Exif(Ifd::Exif, 0x9003) => 3,
        FieldId::Exif(Ifd::Image, 0x010F | 0x0110) => 2,
        FieldId::Xmp(uri, name) => of_xmp(uri, name),
        FieldId::Sidecar(kind, path) => of_sidecar(*kind, path),
        FieldId::BmffKey(key) if key.ends_with("creationdate") => 3,
        FieldId::Jpeg(JpegElement::Comment) | FieldId::Exif(Ifd::Gps, 0x001B..=0x001D) => 1,
        FieldId::Icc(tag) => u8::from(matches!(tag, b"desc" | b"dmnd" | b"dmdd")),
        FieldId::Exif(Ifd::Gps, _)
        | FieldId::Exif(_, 0x9290..=0x9292 | 0x9010..=0x9012 | 0x0201 | 0x927C)
        | FieldId::Jpeg(_)
        | FieldId::Png(_)
        | FieldId::Leftover(_) => 0,
        _ => 1,
    }
}

/// Of faces, who they are; not where in the picture.
fn of_xmp(uri: &str, name: &str) -> u8 {
    let is_area = uri.ends_with("sType/Area#") || uri.ends_with("sType/Dimensions#");
    match name {
        _ if is_area => 0,
        "Type" | "Rectangle" | "xmptk" => 0,
        "DateTimeOriginal" | "DateCreated" => 3,
        _ => 1,
    }
}

fn of_sidecar(kind: SidecarKind, path: &str) -> u8 {
    match (kind, path) {
        (SidecarKind::Takeout, "people/name" | "photoTakenTime/timestamp") => 3,
        (SidecarKind::Takeout, "description") => 2,
        (SidecarKind::Takeout, "imageViews") => 0,
        (SidecarKind::Takeout, path) => u8::from(!path.ends_with("/formatted")),
        (SidecarKind::Adjustments, path) => match path.strip_prefix("adjustmentData/") {
            None => u8::from(path != "adjustmentFormatVersion"),
            Some(inside) => u8::from(inside == "adjustments/identifier"),
        },
        (SidecarKind::DsStore, path) => {
            u8::from(path.contains(' ') || matches!(path, "modD" | "moDD" | "cmmt" | "ptbL" | "ptbN"))
        }
        _ => 1,
    }
}

/// Characters of a value that are shown.
const LONGEST: usize = 60;

pub(super) fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(LONGEST).collect();
    if value.chars().count() > LONGEST {
        short.push('\u{2026}');
    }
    printable(short.trim())
}
