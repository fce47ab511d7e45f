//! Regions that tile a file, and the fields in them.

use super::{Field, FieldId, FormatKind, Leftover};
use crate::base::{Error, Limit, Limits, Place, Span, cost};

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
    /// Whether coded data were decoded, far enough to know that they contain nothing but what decoders read.
    pub decoded: bool,
    limits: Limits,
}

impl<F> Scan<F> {
    /// An empty description.
    #[must_use]
    pub fn new(format: FormatKind, len: u64, limits: &Limits) -> Self {
        Self { format, len, regions: Vec::new(), fields: Vec::new(), decoded: false, limits: limits.clone() }
    }

    /// Describes the next region. An empty span is ignored, unless a value belongs there.
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
        self.limits.budget.draw(cost::ELEMENT, region.span.start)?;
        self.regions.push(region);
        Ok(())
    }

    /// The limits within which it was made.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Adds the fields of the region that will be pushed next. If there are more than [`Limits::fields`], one last
    /// field says so.
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

    /// The same, with these regions, in order and each with its fields, in place of parts of others.
    ///
    /// # Errors
    /// [`Limit::Elements`] for more regions than [`Limits::elements`].
    pub fn with_parts(self, parts: Vec<(Region<F>, Vec<Field>)>) -> Result<Self, Error>
    where
        F: Clone,
    {
        let mut scan = Self { decoded: self.decoded, ..Self::new(self.format, self.len, &self.limits) };
        let mut fields = self.fields.into_iter().peekable();
        let mut parts = parts.into_iter().peekable();
        for (index, region) in self.regions.into_iter().enumerate() {
            while let Some(field) = fields.next_if(|field| field.region == index) {
                scan.find([field]);
            }
            let mut rest = region.span;
            while let Some((part, found)) =
                parts.next_if(|(part, _)| rest.start <= part.span.start && part.span.end() <= rest.end())
            {
                let before = Span::between(rest.start, part.span.start);
                if !before.is_empty() {
                    scan.push(Region { span: before, ..region.clone() })?;
                }
                rest = Span::between(part.span.end(), rest.end());
                scan.find(found);
                scan.push(part)?;
            }
            if rest == region.span || !rest.is_empty() {
                scan.push(Region { span: rest, ..region })?;
            }
        }
        Ok(scan)
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
    /// The typed value inside that is needed to show the picture, if any: what a rewritten region holds.
    pub fresh: Option<F>,
    /// Whether the bytes are exactly what would replace them: `fresh`, plus zeros if the region is fixed.
    pub exact: bool,
    /// Whether the fields found in it reveal everything that the bytes say besides `fresh`. If not, and it changes
    /// without a finding, it is reported as holding something unknown.
    pub accounted: bool,
    /// Whether offsets depend on its length: if it goes, `fresh` and zeros take its place.
    pub fixed: bool,
}

impl<F> Region<F> {
    /// A region without a typed value.
    #[must_use]
    pub const fn new(span: Span, id: FieldId) -> Self {
        Self { span, id, fresh: None, exact: false, fixed: false, accounted: false }
    }

    /// The same, with fields that reveal everything it says.
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
            let mut scan = Scan::new(FormatKind::Jpeg, 10, &Limits::DEFAULT);
            for (start, len) in spans.clone() {
                scan.push(region(start, len)).unwrap();
            }
            assert_eq!(scan.is_total(), total, "{spans:?}");
        }
    }

    #[test]
    fn a_part_takes_the_place_of_the_bytes_that_it_has() {
        let mut scan = Scan::new(FormatKind::Jpeg, 20, &Limits::DEFAULT);
        let field = |at| Field::new(FieldId::Jpeg(JpegElement::Comment), Place::at(at));
        for (start, len) in [(0, 4), (4, 10), (14, 6)] {
            scan.find([field(start)]);
            scan.push(region(start, len)).unwrap();
        }
        let parts = [(6, 2), (12, 2), (14, 6)].map(|(start, len)| (region(start, len), vec![field(start)]));
        let scan = scan.with_parts(parts.to_vec()).unwrap();
        let spans: Vec<_> = scan.regions.iter().map(|region| (region.span.start, region.span.len)).collect();
        assert_eq!(spans, [(0, 4), (4, 2), (6, 2), (8, 4), (12, 2), (14, 6)]);
        let fields: Vec<_> = scan.fields.iter().map(|field| (field.region, field.place.at)).collect();
        assert_eq!(fields, [(0, 0), (1, 4), (2, 6), (4, 12), (5, 14), (5, 14)]);
        assert!(scan.is_total());
    }

    #[test]
    fn too_many_fields_end_in_one_that_says_so() {
        let mut scan: Scan<()> = Scan::new(FormatKind::Jpeg, 10, &Limits { fields: 2, ..Limits::DEFAULT });
        let comment = || Field::new(FieldId::Jpeg(JpegElement::Comment), Place::at(0));
        scan.find((0..9).map(|_| comment()));
        scan.find([comment()]);
        assert_eq!(scan.fields.len(), 3);
        assert_eq!(scan.fields[2].id, FieldId::Leftover(Leftover::Unreadable));
    }
}
