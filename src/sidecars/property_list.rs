//! Apple's property lists, in XML or binary: `.AAE` files, and the values of extended attributes. Values are taken as the
//! reader reaches them, up to a number, a length and a depth: a few bytes can nest, or repeat one another, endlessly.

use std::fmt;
use std::io::{Cursor, Read};

use flate2::read::DeflateDecoder;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::json;
use super::say::say;
use untrace_core::base::Limits;
use untrace_core::blocks::Found;
use untrace_core::model::{FieldId, SidecarKind, Value};

/// Lists the values of an `.AAE` file; `None` if it is not a property list.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    for (path, value) in values(bytes)? {
        match value {
            Leaf::Text(text) => say(found, 0, SidecarKind::Adjustments, &path, &text),
            Leaf::Data(data) => adjustments(&path, &data, found),
        }
    }
    Some(())
}

/// What was done to a photo: JSON, deflated (RFC 1951).
fn adjustments(path: &str, data: &[u8], found: &mut Found<'_>) {
    let limit = found.limits().inflated_bytes as u64;
    let mut inflated = String::new();
    let read = DeflateDecoder::new(data).take(limit).read_to_string(&mut inflated).is_ok();
    if !read || json::walk(&inflated, SidecarKind::Adjustments, path, found).is_none() {
        found.push(0, "", FieldId::Sidecar(SidecarKind::Adjustments, path.to_owned()), Value::Bytes(data.len() as u64));
    }
}

/// A value that contains no others.
pub(super) enum Leaf {
    Text(String),
    Data(Vec<u8>),
}

/// Every value with the path of its names; `None` if it is not a property list, or has too many.
pub(super) fn values(bytes: &[u8]) -> Option<Vec<(String, Leaf)>> {
    plist::from_reader(Cursor::new(bytes)).ok().map(|Values(values)| values)
}

/// All values of a list.
struct Values(Vec<(String, Leaf)>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        let mut values = Vec::new();
        let mut left = Left { values: Limits::DEFAULT.fields, bytes: Limits::DEFAULT.block_bytes };
        Node { path: "", depth: 0, left: &mut left, values: &mut values }.deserialize(list)?;
        Ok(Self(values))
    }
}

/// How much may still come.
struct Left {
    /// Values, including names and values that contain others.
    values: usize,
    /// Bytes of values and of the names that lead to them.
    bytes: u64,
}

impl Left {
    fn count<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        let left = (self.values.checked_sub(1), self.bytes.checked_sub(bytes as u64));
        let (Some(values), Some(bytes)) = left else { return Err(E::custom("too much")) };
        *self = Self { values, bytes };
        Ok(())
    }
}

/// One value, or the values in it.
struct Node<'a> {
    /// The names that lead to it.
    path: &'a str,
    depth: usize,
    left: &'a mut Left,
    values: &'a mut Vec<(String, Leaf)>,
}

impl Node<'_> {
    /// One of the values in this one.
    fn inner<'b>(&'b mut self, path: &'b str) -> Node<'b> {
        Node { path, depth: self.depth.saturating_add(1), left: self.left, values: self.values }
    }

    fn push<E: Error>(self, leaf: Leaf) -> Result<(), E> {
        let len = match &leaf {
            Leaf::Text(text) => text.len(),
            Leaf::Data(data) => data.len(),
        };
        self.left.count(self.path.len().saturating_add(len))?;
        self.values.push((self.path.to_owned(), leaf));
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        const DEEPEST: usize = 64;
        if self.depth > DEEPEST { Err(Error::custom("nested too deep")) } else { value.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a property list")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.push(Leaf::Text(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.push(Leaf::Text(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(Leaf::Text(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.push(Leaf::Text(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.push(Leaf::Text(value.to_owned()))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<(), E> {
        self.push(Leaf::Data(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        self.left.count(0)?;
        let path = self.path;
        while list.next_element_seed(self.inner(path))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut dictionary: A) -> Result<(), A::Error> {
        self.left.count(0)?;
        while let Some(name) = dictionary.next_key::<String>()? {
            self.left.count(name.len())?;
            let path = if self.path.is_empty() { name } else { format!("{}/{name}", self.path) };
            dictionary.next_value_seed(self.inner(&path))?;
        }
        Ok(())
    }
}
