//! Regions that tile a file, and the fields in them.

use super::{Field, FieldId, FormatKind, Leftover};
use crate::base::{Error, Limit, Limits, Place, Span};

/// Everything that a format says about one file.
#[derive(Debug)]
pub struct Scan<F> {
    /// The format that described it.
    pub format: FormatKind,
    /// Length of the file in bytes.
    pub len: u64,
    /// Regions in file order: they tile `[0, len)`.
    pub regions: Vec<Region<F>>,
    /// What was found in the regions.
    pub fields: Vec<Field>,
    limits: Limits,
}

impl<F> Scan<F> {
    /// A description that has said nothing yet.
    #[must_use]
    pub const fn new(format: FormatKind, len: u64, limits: Limits) -> Self {
        Self { format, len, regions: Vec::new(), fields: Vec::new(), limits }
    }

    /// Describes the next region. An empty span says nothing and is passed over, unless a value belongs there.
    ///
    /// # Errors
    /// [`Limit::Elements`] for more regions than [`Limits::elements`].
    pub fn push(&mut self, region: Region<F>) -> Result<(), Error> {
        if region.span.is_empty() && region.fresh.is_none() {
            return Ok(());
        }
        if self.regions.len() >= self.limits.elements {
            return Err(Error::limit(Limit::Elements, Place::at(region.span.start)));
        }
        self.regions.push(region);
        Ok(())
    }

    /// Adds the fields of the region that will be pushed next. Above [`Limits::fields`] one last field says that
    /// there were more.
    pub fn find(&mut self, fields: impl IntoIterator<Item = Field>) {
        let region = self.regions.len();
        for field in fields {
            if self.fields.len() >= self.limits.fields {
                let more = FieldId::Leftover(Leftover::Unreadable);
                if self.fields.last().is_none_or(|last| last.id != more) {
                    self.fields.push(Field { region, ..Field::new(more, field.place) });
                }
                return;
            }
            self.fields.push(Field { region, ..field });
        }
    }

    /// Whether the regions tile `[0, len)`: in order, without a gap or an overlap.
    #[must_use]
    pub fn is_total(&self) -> bool {
        let mut at = 0;
        self.regions.iter().all(|region| {
            let follows = region.span.start == at;
            at = region.span.end();
            follows
        }) && at == self.len
    }
}

/// A run of bytes that the format has a name for.
#[derive(Debug, Clone)]
pub struct Region<F> {
    /// Which bytes.
    pub span: Span,
    /// What the standard calls them.
    pub id: FieldId,
    /// The typed value inside that showing the picture needs, where there is one: what a rewritten region holds.
    pub fresh: Option<F>,
    /// Whether the bytes are exactly what would be written in their place: `fresh`, and zeros where the region is fixed.
    pub exact: bool,
    /// Whether the fields found in it tell all that the bytes say besides `fresh`. What changes without that, and
    /// without a word, is said to hold something unknown.
    pub accounted: bool,
    /// Whether offsets count on its length: where it goes, `fresh` and zeros stand in for it.
    pub fixed: bool,
}

impl<F> Region<F> {
    /// A region without a typed value.
    #[must_use]
    pub const fn new(span: Span, id: FieldId) -> Self {
        Self { span, id, fresh: None, exact: false, fixed: false, accounted: false }
    }

    /// The same, whose fields tell all that it says.
    #[must_use]
    pub fn accounted(mut self) -> Self {
        self.accounted = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::JpegElement;

    fn region(start: u64, len: u64) -> Region<()> {
        Region::new(Span::new(start, len), FieldId::Leftover(Leftover::Between))
    }

    #[test]
    fn a_gap_an_overlap_or_a_missing_end_is_not_total() {
        for (spans, total) in [
            (vec![(0, 4), (4, 6)], true),
            (vec![(0, 4), (5, 5)], false),
            (vec![(0, 4), (3, 7)], false),
            (vec![(0, 4)], false),
            (vec![], false),
        ] {
            let mut scan = Scan::new(FormatKind::Jpeg, 10, Limits::DEFAULT);
            for (start, len) in spans.clone() {
                scan.push(region(start, len)).unwrap();
            }
            assert_eq!(scan.is_total(), total, "{spans:?}");
        }
    }

    #[test]
    fn too_many_fields_end_in_one_that_says_so() {
        let mut scan: Scan<()> = Scan::new(FormatKind::Jpeg, 10, Limits { fields: 2, ..Limits::DEFAULT });
        let comment = || Field::new(FieldId::Jpeg(JpegElement::Comment), Place::at(0));
        scan.find((0..9).map(|_| comment()));
        scan.find([comment()]);
        assert_eq!(scan.fields.len(), 3);
        assert_eq!(scan.fields[2].id, FieldId::Leftover(Leftover::Unreadable));
    }
}
