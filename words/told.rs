//! What a fact tells, in words.

use std::borrow::Cow;

use untrace_core::facts::{Measure, Told};
use untrace_core::model::Value;
use untrace_core::plan::Finding;

use super::facts::Facts;
use super::printable::printable;

/// How many characters of a value are shown.
const LONGEST: usize = 60;

/// A fact in words, fit for a terminal.
pub fn told(language: &dyn Facts, told: &Told) -> String {
    match told {
        Told::Position(position) => language.position(position),
        Told::Moment(moment) => language.moment(moment),
        Told::Preview(shows) => language.preview(*shows).to_owned(),
        Told::Cropped(crop) => language.cropped(*crop),
        Told::SmallPictures(count) => language.small_pictures(*count),
        Told::VideoBehind { sound } => language.video(*sound).to_owned(),
        Told::VideoNotes => language.notes_about_video().to_owned(),
        Told::Faces(count) => language.faces(*count),
        Told::Text(text) => shortened(text),
        Told::Measured(measure, number) => language.measure(*measure, &shortened(number)),
        Told::Numbers(category) => language.numbers(*category).to_owned(),
        Told::Part(part) | Told::Possible(part) => language.part(*part).to_owned(),
    }
}

/// The beginning of a value, fit for a terminal.
pub fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(LONGEST).collect();
    if value.chars().count() > LONGEST {
        short.push('\u{2026}');
    }
    // Escaped only after it is cut, so that no escape is cut in two.
    printable(short.trim())
}

/// What a field says, in words; `None` if that is not known.
pub fn value(language: &dyn Facts, found: &Finding) -> Option<String> {
    match &found.value {
        Value::Bytes(len) => Some(language.bytes(*len)),
        Value::Numbers { shown, .. } => Some(match Measure::of(&found.id) {
            // Zero over zero has no unit.
            Some(measure) if !shown.ends_with("/0") => language.measure(measure, &shortened(shown)),
            _ => shown.clone(),
        }),
        Value::Coordinate { coordinate, .. } => Some(language.coordinate(*coordinate)),
        other => other.text().map(Cow::into_owned),
    }
}
