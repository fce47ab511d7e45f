//! Google Takeout's JSON, and any other: every value with the path of its names. Read as a stream, so that a name that
//! stands twice is told twice.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::say::{moment, say};
use untrace_core::base::Moment;
use untrace_core::blocks::Found;
use untrace_core::model::{FieldId, SidecarKind};

/// Lists the values of a file; nothing where it is no JSON, or says nothing at all, as none of Takeout's does.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?;
    walk(text, SidecarKind::Takeout, "", found).filter(|&values| values > 0).map(|_| ())
}

/// Lists the values of a text, their paths behind `prefix`; answers how many there are.
pub(super) fn walk(text: &str, kind: SidecarKind, prefix: &str, found: &mut Found<'_>) -> Option<usize> {
    let budget = found.limits().fields;
    let mut walk = Walk { found, kind, path: prefix.to_owned(), budget };
    let mut reader = serde_json::Deserializer::from_str(text);
    Node(&mut walk).deserialize(&mut reader).ok()?;
    // Behind a first value anything else could stand unread.
    reader.end().ok()?;
    budget.checked_sub(walk.budget)
}

struct Walk<'f, 'a> {
    found: &'f mut Found<'a>,
    kind: SidecarKind,
    path: String,
    /// Values that may still come.
    budget: usize,
}

impl Walk<'_, '_> {
    fn say<E: Error>(&mut self, text: &str) -> Result<(), E> {
        self.budget = self.budget.checked_sub(1).ok_or_else(|| E::custom("too many values"))?;
        // Takeout counts in seconds since 1970.
        let seconds = text.parse().ok().filter(|_| self.path.ends_with("/timestamp"));
        match moment(seconds.and_then(Moment::of_unix)) {
            Some(value) => self.found.push(0, "", FieldId::Sidecar(self.kind, self.path.clone()), value),
            None => say(self.found, 0, self.kind, &self.path, text),
        }
        Ok(())
    }
}

/// A value of any kind.
struct Node<'w, 'f, 'a>(&'w mut Walk<'f, 'a>);

impl<'de> DeserializeSeed<'de> for Node<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_, '_> {
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
        /// Longer paths are nobody's.
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
