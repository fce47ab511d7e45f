//! Searches the bytes of a copy for the values that had to go, wherever they may be.

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::noncontiguous::NFA;
use memchr::memmem;

use super::doubt::Doubt;
use crate::base::{Input, Span};
use crate::model::{Category, Field, FieldId, Ifd, Keep, Value, trimmed};
use crate::policy::{self, Treatment};

/// Shorter values occur in any file by chance.
const SHORTEST: usize = 6;
/// This much of a long value is searched for.
const LONGEST: usize = 32;
/// Windows overlap by more than any form of a value.
const OVERLAP: u64 = 512;
/// Bytes searched at once.
const WINDOW: u64 = 1 << 20;
/// For this many bytes, searching for one text after the other is faster than building an automaton of all.
const FEW: u64 = 1 << 10;
/// No more searches than this, because each starts from scratch.
const FEW_SEARCHES: usize = 1 << 14;

/// Each removed value in every form it may take, with the field it comes from.
pub(super) struct Needles<'a> {
    forms: Forms,
    owners: Vec<&'a FieldId>,
}

impl<'a> Needles<'a> {
    /// Those of the original's `fields` that nobody asked to keep.
    pub(super) fn of(fields: &'a [Field], keep: Keep) -> Self {
        let mut needles = Self { forms: Forms::default(), owners: Vec::new() };
        for field in fields {
            let rule = policy::rule(&field.id);
            let category = rule.category.and_then(|_| policy::category(field));
            // A speed of 48 is written like 48 degrees: next to a kept position, they cannot be told apart.
            let beside_position = keep.has(Category::Location) && matches!(field.id, FieldId::Exif(Ifd::Gps, _));
            let is_kept = |category| keep.has(category) || beside_position && category == Category::Camera;
            if rule.treatment != Treatment::Remove || category.is_none_or(is_kept) {
                continue;
            }
            needles.forms.push_all(&field.value);
            needles.owners.resize(needles.forms.ends.len(), &field.id);
        }
        needles
    }

    /// The bytes of each.
    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        self.forms.iter()
    }

    /// Searches for each of them in these spans of `copy`: everything except coded media.
    pub(super) fn none_left(&self, copy: &Input<'_>, searched: &[Span]) -> Result<(), Doubt> {
        let Self { forms, owners } = self;
        if owners.is_empty() {
            return Ok(());
        }
        let total = searched.iter().map(|span| span.len).fold(0, u64::saturating_add);
        let few = total <= FEW && searched.len().saturating_mul(owners.len()) <= FEW_SEARCHES;
        // The kind that is fastest to build: each is used for one copy, and then thrown away.
        let automaton = if few { None } else { Some(NFA::new(forms.iter()).map_err(|_| Doubt::NotFinal)?) };
        let find = |bytes: &[u8]| match &automaton {
            Some(automaton) => automaton.try_find(&bytes.into()).ok().flatten().map(|hit| hit.pattern().as_usize()),
            None => forms.iter().position(|needle| memmem::find(bytes, needle).is_some()),
        };
        for span in searched {
            let mut at = span.start;
            while at < span.end() {
                let window = Span::between(at, span.end().min(at.saturating_add(WINDOW)));
                let bytes = copy.bytes(window).map_err(Doubt::Unreadable)?;
                if let Some(id) = find(&bytes).and_then(|needle| owners.get(needle)) {
                    return Err(Doubt::Needle { id: (*id).clone() });
                }
                // Windows overlap, so that nothing is missed at a seam.
                at = if window.end() == span.end() { span.end() } else { window.end().saturating_sub(OVERLAP) };
            }
        }
        Ok(())
    }
}

/// Values as they may stand in a file, one behind the other: there are too many for a piece of memory each.
#[derive(Default)]
struct Forms {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Forms {
    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.bytes.get(start..end).unwrap_or_default())
    }

    fn push_all(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.push_text(trimmed(text)),
            Value::Coordinate { raw, .. }
            | Value::Numbers { raw, .. }
            | Value::Position { raw, .. }
            | Value::Moment { raw, .. } => {
                // If it was written as text, it may be in the copy as text.
                match written(raw).filter(|_| matches!(value, Value::Coordinate { .. })) {
                    Some(text) => self.push_text(text),
                    None => self.push(raw.iter().copied().take(LONGEST)),
                }
            }
            Value::Unknown | Value::Bytes(_) => {}
        }
    }

    /// A text in UTF-8, in both orders of UTF-16 and in Latin-1, whichever the file used.
    fn push_text(&mut self, text: &str) {
        // Half as many characters: most take two bytes in UTF-16.
        let end = text.char_indices().nth(LONGEST / 2).map_or(text.len(), |(end, _)| end);
        let head = text.get(..end).unwrap_or_default();
        if head.len() < SHORTEST {
            return;
        }
        self.push(head.bytes());
        self.push(head.encode_utf16().flat_map(u16::to_le_bytes));
        self.push(head.encode_utf16().flat_map(u16::to_be_bytes));
        // What texts used before UTF-8, and PNG and Exif still may; for ASCII it is the same.
        let latin = || head.chars().map(|c| u8::try_from(u32::from(c)));
        if !head.is_ascii() && latin().all(|byte| byte.is_ok()) {
            self.push(latin().flatten());
        }
    }

    fn push(&mut self, form: impl Iterator<Item = u8>) {
        let start = self.bytes.len();
        self.bytes.extend(form);
        if is_telling(self.bytes.get(start..).unwrap_or_default()) {
            self.ends.push(self.bytes.len());
        } else {
            self.bytes.truncate(start);
        }
    }
}

/// A number stored in the file as text.
fn written(raw: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(raw).ok()?;
    text.chars().any(|c| c.is_ascii_digit()).then_some(text).filter(|text| !text.contains(char::is_control))
}

/// Whether the bytes are numerous and varied enough to be found only if they were left over.
fn is_telling(needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return false };
    let second = needle.iter().find(|byte| *byte != first);
    let third = needle.iter().find(|byte| *byte != first && Some(*byte) != second);
    needle.len() >= SHORTEST && third.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Axis, Coordinate};

    /// `--keep location` was refused for a photo taken at 48 km/h, 48 degrees north.
    #[test]
    fn speeds_are_not_looked_for_beside_a_position_that_is_kept() {
        use crate::base::Place;
        let value = Value::numbers("48".to_owned(), vec![0, 0, 0, 48, 0, 0, 0, 1]);
        let fields = [Field::with(FieldId::Exif(Ifd::Gps, 0x000D), Place::at(0), value)];
        let values = |keep| Needles::of(&fields, keep).values().count();
        assert_eq!((values(Keep::these([Category::Location])), values(Keep::default())), (0, 1));
    }

    fn forms(value: &Value) -> Vec<Vec<u8>> {
        let mut forms = Forms::default();
        forms.push_all(value);
        forms.iter().map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn the_beginning_of_a_long_value_is_looked_for() {
        let lengths = |value: &Value| forms(value).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths(&Value::Text("Nora Petit, ".repeat(9))), [16, 32, 32]);
        assert_eq!(lengths(&Value::numbers(String::new(), (0..99).collect())), [32]);
        assert_eq!(lengths(&Value::Text("Lyon 7".into())), [6, 12, 12]);
    }

    #[test]
    fn short_and_monotonous_values_are_not_looked_for() {
        assert!(forms(&Value::Text("Paris".into())).is_empty());
        assert!(forms(&Value::Text("00000000".into())).is_empty());
        assert_eq!(forms(&Value::Text("Le Mans".into())).len(), 3);
        assert!(forms(&Value::Text("Lé Mans".into())).contains(&b"L\xE9 Mans".to_vec()));
        let coordinate = Coordinate::of_text("47.3764", Axis::Latitude).unwrap();
        assert_eq!(forms(&Value::Coordinate { coordinate, raw: b"47.3764".to_vec() }).len(), 3);
        assert_eq!(forms(&Value::Coordinate { coordinate, raw: vec![0, 0, 0, 47, 0, 0, 0, 1] }).len(), 1);
        assert_eq!(forms(&Value::numbers(String::new(), vec![0, 0, 0, 48, 0, 0, 0, 1])).len(), 1);
    }
}
