//! Values, looked up by what the standards call their fields.

use std::collections::BTreeMap;

use super::sources::Source;
use crate::base::Moment;
use crate::model::{Field, FieldId, Fraction, Ifd, Subject, Value};

/// Values by what the standards call their fields.
pub(super) struct BySource<'a> {
    values: BTreeMap<Source<'a>, Vec<&'a Value>>,
}

impl<'a> BySource<'a> {
    /// What a picture after this one, or a later page, says is not about this one.
    pub(super) fn new(fields: &'a [Field]) -> Self {
        let about = fields.iter().filter(|field| field.about == Subject::Picture);
        Self::of_values(about.map(|field| (&field.id, &field.value)))
    }

    pub(super) fn of_values(values: impl Iterator<Item = (&'a FieldId, &'a Value)>) -> Self {
        let mut told = Self { values: BTreeMap::new() };
        for (id, value) in values {
            if let Some(source) = Source::of(id) {
                told.values.entry(source).or_default().push(value);
            }
        }
        told
    }

    /// The value of every field of this kind, in file order.
    pub(super) fn all<'s>(&'s self, source: Source<'s>) -> &'s [&'a Value] {
        self.values.get(&source).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn raw_text(&self, source: Source<'_>) -> Option<&'a str> {
        self.whole_texts(source).find_map(before_zero)
    }

    /// Every text of this kind, with what follows its end.
    fn whole_texts<'s>(&'s self, source: Source<'s>) -> impl Iterator<Item = &'a str> + use<'a, 's> {
        self.all(source).iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The first that is a moment rather than a text.
    pub(super) fn moment(&self, source: Source<'_>) -> Option<Moment> {
        self.all(source).iter().find_map(|value| match value {
            Value::Moment { moment, .. } => Some(*moment),
            _ => None,
        })
    }

    pub(super) fn numbers(&self, source: Source<'_>) -> &'a [Fraction] {
        let numbers = self.all(source).iter().find_map(|value| match value {
            Value::Numbers { numbers, .. } if !numbers.is_empty() => Some(numbers.as_slice()),
            _ => None,
        });
        numbers.unwrap_or_default()
    }

    /// The first of these that is a text.
    pub(super) fn text(&self, sources: &[Source<'_>]) -> Option<String> {
        sources.iter().find_map(|source| plain(self.raw_text(*source)?))
    }

    /// All texts of the first of these that has one, separated by `; `.
    pub(super) fn texts(&self, sources: &[Source<'_>]) -> Option<String> {
        sources.iter().find_map(|source| {
            let texts = self.whole_texts(*source).filter_map(|text| plain(before_zero(text)?));
            let mut once: Vec<String> = Vec::new();
            for text in texts {
                if !once.contains(&text) {
                    once.push(text);
                }
            }
            plain(&once.join("; "))
        })
    }

    /// The first of these that is a copyright notice. Exif has one text for that of the photographer and that of the
    /// editor, each with a zero byte behind it (EXIF 3.0, 4.6.5.4): these two are separated by `; `. If there is more,
    /// it is not that form, and if one of them is missing, whose the other is would be lost.
    pub(super) fn copyright(&self, sources: &[Source<'_>]) -> Option<String> {
        let of_two = |whole: &str| {
            let (photographer, editor) = whole.split_once('\0').filter(|(_, editor)| !editor.contains('\0'))?;
            plain(&format!("{}; {}", plain(photographer)?, plain(editor)?))
        };
        sources.iter().find_map(|source| {
            let whole = if *source == Source::Exif(Ifd::Image, 0x8298) { self.whole_texts(*source).next() } else { None };
            whole.and_then(of_two).or_else(|| plain(self.raw_text(*source)?))
        })
    }

    /// The first of these that is a measure: a positive fraction.
    pub(super) fn measure(&self, sources: &[Source<'_>]) -> Option<Fraction> {
        sources.iter().find_map(|source| self.numbers(*source).first().copied().filter(|number| number.is_positive()))
    }

    /// The first of these that is a small whole number.
    pub(super) fn count(&self, sources: &[Source<'_>]) -> Option<u16> {
        sources.iter().find_map(|source| {
            let number = self.numbers(*source).first()?;
            u16::try_from(number.numerator).ok().filter(|&count| number.denominator == 1 && count > 0)
        })
    }
}

/// What readers show of a text: it ends at its first zero byte, whatever is behind it; `None` if that is nothing.
fn before_zero(text: &str) -> Option<&str> {
    text.split('\0').next().filter(|text| !text.is_empty())
}

/// A text as it is kept: one line or several, without control characters, and no longer than what is read of one.
pub(super) fn plain(text: &str) -> Option<String> {
    // Below the 1024 bytes that are read of a text, even in UTF-16: read again, the copy has to say the same.
    const MOST_BYTES: usize = 1000;
    const MOST_UNITS: usize = 500;
    let mut plain = String::new();
    let mut units = 0_usize;
    for c in text.trim().chars().filter(|c| !c.is_control() || *c == '\n') {
        units = units.saturating_add(c.len_utf16());
        if units > MOST_UNITS || plain.len().saturating_add(c.len_utf8()) > MOST_BYTES {
            break;
        }
        plain.push(c);
    }
    // A text cut in the middle of a character ends with a sign for that, perhaps with more of them after spaces.
    let plain = plain.trim_start().trim_end_matches(|c: char| c == '\u{FFFD}' || c.is_whitespace());
    (!plain.is_empty()).then(|| plain.to_owned())
}
