//! Where a block is, and what is found in it.

use crate::base::{Budget, Limits, Place, cost};
use crate::model::{Field, FieldId, Leftover, Subject, Value};

/// Where a block is, and what was found in it.
#[derive(Debug)]
pub struct Found<'a> {
    /// Absolute offset of the block's first byte; if it was inflated, of its holder's.
    at: u64,
    /// Names of the enclosing elements.
    path: String,
    /// Whether offsets inside the block are offsets in the file.
    in_place: bool,
    /// How many blocks it is nested in.
    depth: usize,
    /// Which picture all of it is about.
    about: Subject,
    limits: Limits,
    pub(super) fields: &'a mut Vec<Field>,
}

impl<'a> Found<'a> {
    /// For a block at `at` in the file.
    #[must_use]
    pub fn new(at: u64, path: &str, limits: &Limits, fields: &'a mut Vec<Field>) -> Self {
        Self { at, path: path.to_owned(), in_place: true, depth: 0, about: Subject::Picture, limits: limits.clone(), fields }
    }

    /// The same for a block that was inflated or assembled: its own offsets mean nothing in the file.
    #[must_use]
    pub const fn out_of_place(mut self) -> Self {
        self.in_place = false;
        self
    }

    /// The same for a block about a picture other than the visible one.
    #[must_use]
    pub const fn about(mut self, subject: Subject) -> Self {
        self.about = subject;
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
            about: self.about,
            limits: self.limits.clone(),
            fields: self.fields,
        }
    }

    /// For a block that may itself contain blocks of this kind; `None`, with a field that says so, if the nesting is
    /// too deep.
    pub fn nested(&mut self, offset: usize, name: &str) -> Option<Found<'_>> {
        /// Real files have Photoshop in Exif in Photoshop.
        const DEEPEST: usize = 3;
        if self.depth >= DEEPEST {
            self.unreadable(offset);
            return None;
        }
        Some(self.inner(offset, name))
    }

    /// A field `offset` bytes from the start of the block.
    pub fn push(&mut self, offset: usize, name: &str, id: FieldId, value: Value) {
        // One more than the limit: it shows that there were too many.
        let is_listed = self.fields.len() <= self.limits.fields;
        if self.budget().affords(if is_listed { cost::FIELD } else { cost::EVENT }) && is_listed {
            let place = self.place(offset, name);
            self.fields.push(Field { about: self.about, ..Field::with(id, place, value) });
        }
    }

    /// Reports that the block, or its rest from `offset` on, could not be read.
    pub fn unreadable(&mut self, offset: usize) {
        self.push(offset, "", FieldId::Leftover(Leftover::Unreadable), Value::Unknown);
    }

    /// What has been found so far, here and before.
    #[must_use]
    pub const fn fields(&self) -> &[Field] {
        self.fields.as_slice()
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What the file may still cost. Once it is spent, nothing more is listed, and the file is refused in the end.
    #[must_use]
    pub const fn budget(&self) -> &Budget {
        &self.limits.budget
    }

    pub(super) fn place(&self, offset: usize, name: &str) -> Place {
        let at = if self.in_place { self.at.saturating_add(offset as u64) } else { self.at };
        Place::new(at, if name.is_empty() { self.path.clone() } else { format!("{}/{name}", self.path) })
    }
}
