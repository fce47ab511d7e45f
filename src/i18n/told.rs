//! What a fact tells, in words.

use std::borrow::Cow;

use untrace_core::facts::{Measure, Told};
use untrace_core::model::{FieldId, Value};
use untrace_core::plan::Finding;

use super::language::Language;
use crate::printable::printable;

/// Characters of a value that are shown.
const LONGEST: usize = 60;

/// A fact in words, fit for a terminal.
pub(crate) fn told(language: &dyn Language, told: &Told) -> String {
    match told {
        Told::Position(position) => language.position(position),
        Told::Moment(moment) => language.moment(moment),
        Told::Preview(shows) => language.preview(*shows).to_owned(),
        Told::SmallPictures(count) => language.small_pictures(*count),
        Told::VideoBehind { sound } => language.video(*sound).to_owned(),
        Told::VideoNotes => language.notes_about_video().to_owned(),
        Told::Text(text) => shortened(text),
        Told::Numbers(id, text) => measure(language, id, text),
        Told::Field(id) => printable(&id.name()),
        Told::Possible(id) => language.perhaps(&printable(&id.name())),
    }
}

/// The beginning of a value, fit for a terminal.
pub(crate) fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(LONGEST).collect();
    if value.chars().count() > LONGEST {
        short.push('\u{2026}');
    }
    // Escaped when it is cut already, so that no escape is cut in two.
    printable(short.trim())
}

/// What a field says, in words; nothing where that is not known.
pub(crate) fn value(language: &dyn Language, found: &Finding) -> Option<String> {
    match &found.value {
        Value::Bytes(len) => Some(language.bytes(*len)),
        Value::Numbers { shown, .. } => Some(match Measure::of(&found.id) {
            Some(_) => measure(language, &found.id, shown),
            None => shown.clone(),
        }),
        other => other.text().map(Cow::into_owned),
    }
}

/// Numbers of a field: with their unit where people know one, else with its name, without which they say nothing.
fn measure(language: &dyn Language, id: &FieldId, text: &str) -> String {
    let text = shortened(text);
    match (Measure::of(id), id) {
        // Nothing by nothing has no unit.
        (Some(measure), _) if !text.ends_with("/0") => language.measure(measure, &text),
        (_, FieldId::Exif(..)) => format!("{} {text}", printable(&id.name())),
        _ => text,
    }
}
