//! Readers of metadata payloads, whatever file they sit in. Each lists what it finds as fields, says so where it
//! could not read something, and never fails: the block is removed in any case.

pub mod cicp;
pub mod date;
pub mod exif;
pub mod gain_map;
pub mod icc;
pub mod iptc;
pub mod jumbf;
pub mod multi_picture;
pub mod photoshop;
pub mod quicktime;
pub mod text;
pub mod xmp;
pub mod zlib;

use crate::error::Place;
use crate::input::Limits;
use crate::model::{Field, FieldId, Leftover, Value};

/// Where a block stands, and what was found in it.
#[derive(Debug)]
pub struct Found<'a> {
    /// Absolute offset of the block's first byte; of its holder, where it was inflated.
    at: u64,
    /// Names of the enclosing elements.
    path: String,
    /// Whether offsets inside the block are offsets in the file.
    in_place: bool,
    /// How many blocks it is inside of.
    depth: usize,
    limits: Limits,
    fields: &'a mut Vec<Field>,
}

impl<'a> Found<'a> {
    /// For a block that stands in the file at `at`.
    #[must_use]
    pub fn new(at: u64, path: &str, limits: &Limits, fields: &'a mut Vec<Field>) -> Self {
        Self { at, path: path.to_owned(), in_place: true, depth: 0, limits: *limits, fields }
    }

    /// The same for a block that was inflated or put together: its own offsets mean nothing in the file.
    #[must_use]
    pub const fn out_of_place(mut self) -> Self {
        self.in_place = false;
        self
    }

    /// For a block inside this one, `offset` bytes from its start.
    pub fn inner(&mut self, offset: usize, name: &str) -> Found<'_> {
        let place = self.place(offset, name);
        Found {
            at: place.at,
            path: place.path,
            in_place: self.in_place,
            depth: self.depth.saturating_add(1),
            limits: self.limits,
            fields: self.fields,
        }
    }

    /// For a block that may itself hold blocks of this kind; nothing, and said so, where that goes too deep.
    pub fn nested(&mut self, offset: usize, name: &str) -> Option<Found<'_>> {
        /// Photoshop in Exif in Photoshop is what real files have.
        const DEEPEST: usize = 3;
        if self.depth >= DEEPEST {
            self.unreadable(offset);
            return None;
        }
        Some(self.inner(offset, name))
    }

    /// A field `offset` bytes from the start of the block.
    pub fn push(&mut self, offset: usize, name: &str, id: FieldId, value: Value) {
        if self.fields.len() <= self.limits.fields {
            let place = self.place(offset, name);
            self.fields.push(Field::with(id, place, value));
        }
    }

    /// Says that the block, or its rest from `offset` on, could not be read.
    pub fn unreadable(&mut self, offset: usize) {
        self.push(offset, "", FieldId::Leftover(Leftover::Unreadable), Value::Unknown);
    }

    /// What was found so far, here and before.
    #[must_use]
    pub const fn fields(&self) -> &[Field] {
        self.fields.as_slice()
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    fn place(&self, offset: usize, name: &str) -> Place {
        let at = if self.in_place { self.at.saturating_add(offset as u64) } else { self.at };
        Place::new(at, if name.is_empty() { self.path.clone() } else { format!("{}/{name}", self.path) })
    }
}

/// Bytes of a text that are kept: enough to show it and to look for it, too few to add up.
pub(crate) const TEXT_BYTES: usize = 1024;

/// The beginning of a text, cut between two characters.
pub(crate) fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or(text)
}

/// Text of a file, without what pads it; of a long one the beginning.
#[must_use]
pub(crate) fn text(bytes: &[u8]) -> Value {
    let padding = |&byte: &u8| byte == 0 || byte.is_ascii_whitespace();
    let start = bytes.iter().position(|byte| !padding(byte)).unwrap_or(bytes.len());
    let bytes = bytes.get(start..).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes.get(..TEXT_BYTES).unwrap_or(bytes));
    Value::Text(text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned())
}
