//! What one finding says, by type: for callers who would otherwise have to parse a text again.

use super::position::whole;
use crate::base::{Coordinate, Fix, Moment};
use crate::model::{Category, Value, trimmed};
use crate::plan::Finding;

/// What a finding says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said<'a> {
    /// Where something was, and the name of the place, which may be empty.
    Position(Fix, &'a str),
    /// One half of that.
    Coordinate(Coordinate),
    /// When something was.
    Moment(Moment),
    /// The owner, or who is in it.
    Name(&'a str),
    /// Which individual device made it, or which of all files it is.
    SerialNumber(&'a str),
    /// Any other text.
    Text(&'a str),
    /// Numbers, as text without a unit.
    Numbers(&'a str),
    /// This many bytes that were not read.
    Bytes(u64),
    /// Nothing, or nothing that could be read.
    Nothing,
}

impl Finding {
    /// What it says. Texts are trimmed, and places and dates are not returned as texts.
    #[must_use]
    pub fn said(&self) -> Said<'_> {
        if let Some(moment) = self.moment() {
            return Said::Moment(moment);
        }
        match (&self.value, self.category) {
            (Value::Unknown, _) => Said::Nothing,
            (Value::Bytes(len), _) => Said::Bytes(*len),
            (Value::Coordinate { coordinate, .. }, _) => Said::Coordinate(*coordinate),
            (Value::Position { fix, name, .. }, _) => Said::Position(*fix, name),
            (Value::Moment { moment, .. }, _) => Said::Moment(*moment),
            (Value::Numbers { shown, .. }, _) => Said::Numbers(shown),
            (Value::Text(text), _) if trimmed(text).is_empty() => Said::Nothing,
            (Value::Text(text), Category::Location) => {
                whole(self).map_or(Said::Text(trimmed(text)), |fix| Said::Position(fix, ""))
            }
            (Value::Text(text), Category::People) => Said::Name(trimmed(text)),
            (Value::Text(text), Category::Id) => Said::SerialNumber(trimmed(text)),
            (Value::Text(text), _) => Said::Text(trimmed(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::model::{FieldId, Ifd};

    #[test]
    fn a_text_is_what_its_field_is_about() {
        let finding = |category, text: &str| Finding {
            category,
            possible: false,
            id: FieldId::Exif(Ifd::Exif, 0),
            place: Place::at(0),
            value: Value::Text(text.to_owned()),
        };
        let said = |category, text: &str| format!("{:?}", finding(category, text).said());
        assert_eq!(said(Category::People, " Léa Martin "), "Name(\"Léa Martin\")");
        assert_eq!(said(Category::Id, "SN4711"), "SerialNumber(\"SN4711\")");
        assert_eq!(said(Category::Text, "2024:05:12 17:03:12"), "Text(\"2024:05:12 17:03:12\")");
        assert!(said(Category::Date, "2024:05:12 17:03:12").starts_with("Moment("));
        assert!(said(Category::Location, "+48.8566+002.3522/").starts_with("Position("));
        assert_eq!(said(Category::Location, "Paris"), "Text(\"Paris\")");
        assert_eq!(said(Category::Software, " "), "Nothing");
    }
}
