//! Values that are read as far as they are what they should be, and are otherwise empty: networks write numbers as text, a
//! single value where there used to be lists, and `null` for nothing. Only something that is not JSON at all is an error.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What can be read from JSON of any form; any form that is not expected counts as empty.
pub(super) trait Lenient<'de>: Default {
    fn of_text(_: &str) -> Self {
        Self::default()
    }

    fn of_number(_: f64) -> Self {
        Self::default()
    }

    fn of_list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }

    fn of_map<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
}

/// Reads such a value.
pub(super) fn read<'de, T: Lenient<'de>, D: Deserializer<'de>>(reader: D) -> Result<T, D::Error> {
    reader.deserialize_any(Any(PhantomData))
}

struct Any<T>(PhantomData<T>);

impl<'de, T: Lenient<'de>> Visitor<'de> for Any<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Ok(T::of_number(number as f64))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Ok(T::of_number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        Ok(T::of_number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::of_text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::of_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of_map(map)
    }
}

/// A text; numbers count as text too.
#[derive(Debug, Clone, Default)]
pub(super) struct Text(pub(super) Option<String>);

impl Lenient<'_> for Text {
    fn of_text(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }

    fn of_number(number: f64) -> Self {
        Self(Some(number.to_string()))
    }
}

/// A finite number; text that spells one counts too.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Number(pub(super) Option<f64>);

impl Lenient<'_> for Number {
    fn of_text(text: &str) -> Self {
        text.trim().parse().map_or(Self(None), Self::of_number)
    }

    fn of_number(number: f64) -> Self {
        Self(Some(number).filter(|number| number.is_finite()))
    }
}

/// An object.
#[derive(Debug, Clone)]
pub(super) struct Maybe<T>(pub(super) Option<T>);

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Lenient<'de> for Maybe<T> {
    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|value| Self(Some(value)))
    }
}

/// How many elements of a list within an entry are read.
const MOST: usize = 1000;

/// A list, or the single element that it would contain.
#[derive(Debug, Clone)]
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de> + Lenient<'de>> Lenient<'de> for List<T> {
    fn of_text(text: &str) -> Self {
        Self(vec![T::of_text(text)])
    }

    fn of_number(number: f64) -> Self {
        Self(vec![T::of_number(number)])
    }

    fn of_list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let mut elements = Vec::new();
        while elements.len() < MOST
            && let Some(element) = list.next_element()?
        {
            elements.push(element);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self(elements))
    }

    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        T::of_map(map).map(|element| Self(vec![element]))
    }
}

/// A list of objects.
pub(super) type Objects<T> = List<Maybe<T>>;

impl<T> Objects<T> {
    /// Those that are present.
    pub(super) fn some(self) -> impl Iterator<Item = T> {
        self.0.into_iter().filter_map(|element| element.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        read(reader)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        read(reader)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        read(reader)
    }
}

impl<'de, T: Deserialize<'de> + Lenient<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        read(reader)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Row {
        name: Text,
        size: Number,
        parts: Objects<Self>,
    }

    fn row(json: &str) -> Row {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_not_of_its_form_is_nothing_and_no_error() {
        for json in [
            r#"{"name": null, "size": null, "parts": null}"#,
            r#"{"name": {"a": [1]}, "size": "much", "parts": true}"#,
            r#"{"name": [[], "x"], "size": [7], "parts": ["x", 7]}"#,
            r#"{"size": "NaN", "parts": []}"#,
            r#"{"size": "inf"}"#,
        ] {
            let row = row(json);
            assert_eq!((row.name.0, row.size.0, row.parts.some().count()), (None, None, 0), "{json}");
        }
    }

    #[test]
    fn numbers_and_texts_stand_for_each_other_and_one_for_a_list() {
        let row = row(r#"{"name": 7, "size": " 2.5 ", "parts": {"name": "x"}, "other": [{}]}"#);
        assert_eq!((row.name.0.as_deref(), row.size.0), (Some("7"), Some(2.5)));
        assert_eq!(row.parts.some().map(|part| part.name.0.unwrap()).collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn of_a_long_list_the_beginning_is_kept_and_the_rest_is_passed_over() {
        let json = format!(r#"{{"parts": [{}], "name": "behind"}}"#, vec!["{}"; MOST + 5].join(","));
        let row = row(&json);
        assert_eq!((row.parts.0.len(), row.name.0.as_deref()), (MOST, Some("behind")));
    }
}
