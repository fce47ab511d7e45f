//! Walks JSON (RFC 8259): every value with the path of its names, `geo/latitude`. It is read as a stream, so that a
//! name that occurs twice is reported twice.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Found;
use crate::base::cost;
use crate::model::{FieldId, Value};

/// Passes every value of a text to `say`, with its path after `prefix`, and returns how many there are. `None` if it is
/// not JSON, has something after it, or more than `most` values.
pub fn walk(text: &str, prefix: &str, most: usize, say: &mut dyn FnMut(&str, &str)) -> Option<usize> {
    let mut walk = Walk { path: prefix.to_owned(), left: most, say };
    let mut reader = serde_json::Deserializer::from_str(text);
    Node(&mut walk).deserialize(&mut reader).ok()?;
    // Anything could go unread after a first value.
    reader.end().ok()?;
    most.checked_sub(walk.left)
}

/// Lists the values of an object or a list by name, and returns whether it is one.
#[must_use]
pub fn read(bytes: &[u8], prefix: &str, found: &mut Found<'_>) -> bool {
    let Some(text) = std::str::from_utf8(bytes).ok().map(str::trim).filter(|text| text.starts_with(['{', '['])) else {
        return false;
    };
    if !found.budget().affords((text.len() as u64).saturating_mul(cost::MARKUP)) {
        return false;
    }
    let mut values = Vec::new();
    let say = &mut |path: &str, text: &str| values.push((path.to_owned(), super::beginning(text.trim()).to_owned()));
    let read = walk(text, prefix, found.limits().fields, say).is_some();
    if !found.budget().affords((values.len() as u64).saturating_mul(cost::EVENT)) || !read {
        return false;
    }
    let before = found.fields().len();
    for (path, text) in values {
        found.push(0, "", FieldId::Named(path), Value::Text(text));
    }
    super::coordinates::pair(found, before);
    true
}

struct Walk<'s> {
    path: String,
    /// Values that may still follow.
    left: usize,
    say: &'s mut dyn FnMut(&str, &str),
}

impl Walk<'_> {
    fn say<E: Error>(&mut self, text: &str) -> Result<(), E> {
        self.left = self.left.checked_sub(1).ok_or_else(|| E::custom("too many values"))?;
        (self.say)(&self.path, text);
        Ok(())
    }
}

/// A value of any kind.
struct Node<'w, 's>(&'w mut Walk<'s>);

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.say("")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.say(if value { "true" } else { "false" })
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.0.say(&value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.say(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.0.say(&value.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.say(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Node(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        /// Nobody writes longer paths.
        const LONGEST: usize = 1024;
        while let Some(name) = map.next_key::<String>()? {
            let outer = self.0.path.len();
            if outer.saturating_add(name.len()) > LONGEST {
                return Err(A::Error::custom("a name that is too long"));
            }
            if outer > 0 {
                self.0.path.push('/');
            }
            self.0.path.push_str(&name);
            map.next_value_seed(Node(self.0))?;
            self.0.path.truncate(outer);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_with_the_names_that_they_are_below() {
        let mut told = Vec::new();
        let text = r#"{"geo": {"lat": 47.5, "lat": "8"}, "people": [{"name": "Anna"}], "none": null}"#;
        let count = walk(text, "", 10, &mut |path, text| told.push(format!("{path}={text}")));
        assert_eq!(told, ["geo/lat=47.5", "geo/lat=8", "people/name=Anna", "none="]);
        assert_eq!(count, Some(4));
    }

    #[test]
    fn what_is_no_json_or_too_much_of_it_is_none() {
        let deep = "[".repeat(100_000);
        for text in ["", "{", "{} x", "[1,2,3]", deep.as_str()] {
            assert_eq!(walk(text, "", 2, &mut |_, _| {}), None);
        }
    }
}
