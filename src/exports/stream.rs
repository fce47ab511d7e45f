//! Reads a file of an export as a stream, one entry after the other: however long it is, only one entry is in memory at a time,
//! and an entry is no longer than the values kept of it.

use std::fmt;
use std::io::{self, BufReader, Read};
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::export::{Export, Unread};
use crate::source::OpenFile;
use crate::trouble::Trouble;
use untrace_core::base::ReadAt;

/// Nobody has larger files: this is ten years of positions, one per minute.
const LARGEST: u64 = 2 << 30;
/// A text or number in one piece; a reader has to hold all of it.
const LONGEST: usize = 1 << 20;

/// Hands each entry to `tell` for as long as that wants more: the entries of a list that is the whole file, or that appears in
/// it under a name that `is_list` knows.
pub(super) fn read<R: DeserializeOwned>(
    export: &Export,
    is_list: fn(&str) -> bool,
    tell: &mut dyn FnMut(R) -> bool,
) -> Result<(), Unread> {
    let file = OpenFile::open(&export.path).map_err(|error| Unread::Trouble(Trouble::from(error)))?;
    let Some(file) = file else { return Err(Unread::Trouble(io::ErrorKind::InvalidInput.into())) };
    if file.len() > LARGEST {
        return Err(Unread::TooLarge);
    }
    // It may have grown since it was measured.
    from_reader(file.file().take(LARGEST), export.single, is_list, tell)
}

/// The same from any reader.
pub(super) fn from_reader<R: DeserializeOwned>(
    reader: impl Read,
    single: bool,
    is_list: fn(&str) -> bool,
    tell: &mut dyn FnMut(R) -> bool,
) -> Result<(), Unread> {
    let reader = Pieces { reader: BufReader::with_capacity(1 << 16, reader), begun: false, state: State::Between, run: 0 };
    let mut reader = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, reader));
    let mut rows = Rows { tell, wants_more: true, row: PhantomData };
    let is_list = (!single).then_some(is_list);
    let read = Entries { rows: &mut rows, is_list }.deserialize(&mut reader);
    match read.and_then(|()| reader.end()) {
        _ if !rows.wants_more => Err(Unread::TooMany),
        Ok(()) => Ok(()),
        Err(error) => Err(match (error.classify(), error.io_error_kind()) {
            (Category::Io, Some(io::ErrorKind::InvalidData)) | (_, None) => Unread::Malformed,
            (_, Some(kind)) => Unread::Trouble(kind.into()),
        }),
    }
}

struct Rows<'t, R> {
    tell: &'t mut dyn FnMut(R) -> bool,
    wants_more: bool,
    row: PhantomData<R>,
}

impl<R: DeserializeOwned> Rows<'_, R> {
    /// Reads an entry.
    fn next<'de, D: Deserializer<'de>>(&mut self, reader: D) -> Result<(), D::Error> {
        let row = R::deserialize(reader)?;
        self.wants_more = (self.tell)(row);
        if self.wants_more { Ok(()) } else { Err(D::Error::custom("more entries than are counted")) }
    }
}

impl<'de, R: DeserializeOwned> DeserializeSeed<'de> for &mut Rows<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        self.next(reader)
    }
}

/// A list, or an object: with names, one that has lists under them; without, the single entry that a list would contain.
struct Entries<'r, 't, R> {
    rows: &'r mut Rows<'t, R>,
    is_list: Option<fn(&str) -> bool>,
}

impl<'de, R: DeserializeOwned> DeserializeSeed<'de> for Entries<'_, '_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de, R: DeserializeOwned> Visitor<'de> for Entries<'_, '_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(&mut *self.rows)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some(is_list) = self.is_list else { return self.rows.next(MapAccessDeserializer::new(map)) };
        while let Some(name) = map.next_key::<String>()? {
            if is_list(&name) {
                map.next_value_seed(Entries { rows: &mut *self.rows, is_list: None })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Passes bytes on until one of the pieces that they spell is too long, without a leading UTF-8 byte order mark.
struct Pieces<R> {
    reader: R,
    begun: bool,
    state: State,
    run: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Between,
    Text,
    Escape,
}

impl<R: Read> Read for Pieces<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        /// The UTF-8 byte order mark.
        const MARK: [u8; 3] = *b"\xEF\xBB\xBF";
        let mut len = self.reader.read(buffer)?;
        if !self.begun && len > 0 {
            self.begun = true;
            if buffer.get(..len).is_some_and(|bytes| bytes.starts_with(&MARK)) {
                buffer.copy_within(MARK.len()..len, 0);
                len = len.saturating_sub(MARK.len());
                if len == 0 {
                    return self.read(buffer);
                }
            }
        }
        for &byte in buffer.get(..len).unwrap_or_default() {
            self.run = self.run.saturating_add(1);
            self.state = match (self.state, byte) {
                (State::Text, b'\\') => State::Escape,
                (State::Escape, _) => State::Text,
                (State::Text, b'"')
                | (State::Between, b',' | b':' | b'{' | b'}' | b'[' | b']' | b' ' | b'\t' | b'\r' | b'\n') => {
                    self.run = 0;
                    State::Between
                }
                (State::Between, b'"') => {
                    self.run = 0;
                    State::Text
                }
                (state, _) => state,
            };
            if self.run > LONGEST {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        Ok(len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::lenient::Text;

    fn rows(json: &[u8]) -> (Vec<String>, Result<(), Unread>) {
        let mut rows = Vec::new();
        let end = from_reader(json, false, |name| name == "list", &mut |row: Text| {
            rows.extend(row.0);
            rows.len() < 5
        });
        (rows, end)
    }

    #[test]
    fn entries_are_those_of_the_whole_or_of_lists_with_a_name() {
        assert_eq!(rows(br#"["a", 1, null, {}, "b"]"#), (vec!["a".into(), "1".into(), "b".into()], Ok(())));
        assert_eq!(rows(br#"{"x": ["no"], "list": ["a"], "list": 7}"#), (vec!["a".into()], Ok(())));
        assert_eq!(rows(b"\xEF\xBB\xBF[\"a\"]"), (vec!["a".into()], Ok(())));
    }

    #[test]
    fn what_was_read_before_a_file_breaks_off_is_told_with_the_reason() {
        assert_eq!(rows(br#"["a", "b"#), (vec!["a".into()], Err(Unread::Malformed)));
        assert_eq!(rows(br#"["a"] x"#), (vec!["a".into()], Err(Unread::Malformed)));
        assert_eq!(rows(br#"["a", 1e999]"#), (vec!["a".into()], Err(Unread::Malformed)));
        assert_eq!(rows(br#"["a","a","a","a","a","a"]"#).1, Err(Unread::TooMany));
        let deep = format!("[\"a\",{}", "[".repeat(100_000));
        assert_eq!(rows(deep.as_bytes()), (vec!["a".into()], Err(Unread::Malformed)));
    }

    #[test]
    fn a_piece_that_is_too_long_is_not_held_in_memory() {
        for (open, byte) in [("\"", "x"), ("", "1"), ("\"", "\\\"")] {
            let read = |times| rows(format!("[\"a\",{open}{}{open}]", byte.repeat(times)).as_bytes());
            assert_eq!(read(LONGEST + 5), (vec!["a".into()], Err(Unread::Malformed)), "{byte}");
            assert!(read(300).1.is_ok(), "{byte}");
        }
    }

    #[test]
    fn an_error_of_the_disk_is_one() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
        let read = from_reader(Broken, false, |_| true, &mut |_: Text| true);
        assert_eq!(read, Err(Unread::Trouble(io::ErrorKind::PermissionDenied.into())));
    }
}
