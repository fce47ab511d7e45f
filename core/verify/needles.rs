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
    values: Vec<Vec<u8>>,
    owners: Vec<&'a FieldId>,
}

impl<'a> Needles<'a> {
    /// Those of the original's `fields` that nobody asked to keep.
    pub(super) fn of(fields: &'a [Field], keep: Keep) -> Self {
        let mut needles = Self { values: Vec::new(), owners: Vec::new() };
        for field in fields {
            let rule = policy::rule(&field.id);
            let category = rule.category.and_then(|_| policy::category(field));
            // A speed of 48 is written like 48 degrees: next to a kept position, they cannot be told apart.
            let beside_position = keep.has(Category::Location) && matches!(field.id, FieldId::Exif(Ifd::Gps, _));
            let is_kept = |category| keep.has(category) || beside_position && category == Category::Camera;
            if rule.treatment != Treatment::Remove || category.is_none_or(is_kept) {
                continue;
            }
            for needle in forms(&field.value) {
                needles.values.push(needle);
                needles.owners.push(&field.id);
            }
        }
        needles
    }

    /// The bytes of each.
    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        self.values.iter().map(Vec::as_slice)
    }

    /// Searches for each of them in these spans of `copy`: everything except coded media.
    pub(super) fn none_left(&self, copy: &Input<'_>, searched: &[Span]) -> Result<(), Doubt> {
        let Self { values, owners } = self;
        if values.is_empty() {
            return Ok(());
        }
        let total = searched.iter().map(|span| span.len).fold(0, u64::saturating_add);
        let few = total <= FEW && searched.len().saturating_mul(values.len()) <= FEW_SEARCHES;
        // The kind that is fastest to build: each is used for one copy, and then thrown away.
        let automaton = if few { None } else { Some(NFA::new(values).map_err(|_| Doubt::NotFinal)?) };
        let find = |bytes: &[u8]| match &automaton {
            Some(automaton) => automaton.try_find(&bytes.into()).ok().flatten().map(|hit| hit.pattern().as_usize()),
            None => values.iter().position(|needle| memmem::find(bytes, needle).is_some()),
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

fn forms(value: &Value) -> Vec<Vec<u8>> {
    let mut forms = match value {
        Value::Text(text) => of_text(trimmed(text)),
        // If it was written as text, it may be in the copy as text.
        Value::Coordinate { raw, .. } if written(raw).is_some() => written(raw).map(of_text).unwrap_or_default(),
        Value::Numbers { raw, .. } | Value::Coordinate { raw, .. } | Value::Position { raw, .. } | Value::Moment { raw, .. } => {
            vec![raw.iter().copied().take(LONGEST).collect()]
        }
        Value::Unknown | Value::Bytes(_) => Vec::new(),
    };
    forms.retain(|needle| is_telling(needle));
    forms
}

/// A text in UTF-8, in both orders of UTF-16 and in Latin-1, whichever the file used.
fn of_text(text: &str) -> Vec<Vec<u8>> {
    // Half as many characters: most take two bytes in UTF-16.
    let head: String = text.chars().take(LONGEST / 2).collect();
    let little = head.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big = head.encode_utf16().flat_map(u16::to_be_bytes).collect();
    // What texts used before UTF-8, and PNG and Exif still may; for ASCII it is the same.
    let latin: Option<Vec<u8>> = head.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let latin = latin.filter(|latin| latin != head.as_bytes());
    if head.len() < SHORTEST { Vec::new() } else { [head.into_bytes(), little, big].into_iter().chain(latin).collect() }
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
