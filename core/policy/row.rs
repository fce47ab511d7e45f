//! What a row of the policy consists of.

use crate::model::{BmffElement, Category, CodedElement, GifElement, Ifd, JpegElement, Leftover, TelemetryElement, TiffElement};

/// What becomes of a region or a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// Stays byte for byte: a decoder needs it to show the same picture.
    Stay,
    /// Stays as a value, written afresh; goes if it holds no such value.
    Rewrite,
    /// Removed.
    Remove,
    /// Cannot be cleaned, so the file is refused.
    Refuse,
}

/// The policy for one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What it reveals to a stranger; `None` if it says nothing by itself (sizes, versions, pointers).
    pub category: Option<Category>,
    /// What else it might reveal if its value was not read: without reading it, nobody can know that it does not.
    pub possible: &'static [Category],
    /// What becomes of it.
    pub treatment: Treatment,
}

impl Rule {
    /// Stays byte for byte.
    pub(super) const STAYS: Self = Self::silent(Treatment::Stay);
    /// The same, although it reveals this.
    pub(super) const fn stays_and_says(category: Category) -> Self {
        Self { category: Some(category), ..Self::STAYS }
    }

    /// Written afresh.
    pub(super) const REWRITE: Self = Self::silent(Treatment::Rewrite);
    /// The whole file is refused.
    pub(super) const REFUSE: Self = Self::silent(Treatment::Refuse);
    /// Goes, and says nothing by itself: its contents have rows of their own.
    pub(super) const HOLDER: Self = Self::silent(Treatment::Remove);

    const fn silent(treatment: Treatment) -> Self {
        Self { category: None, possible: &[], treatment }
    }

    /// Goes, and reveals this.
    pub(super) const fn says(category: Category) -> Self {
        Self { category: Some(category), possible: &[], treatment: Treatment::Remove }
    }

    /// The same, and might reveal these, too, if it was not read.
    pub(super) const fn perhaps(self, possible: &'static [Category]) -> Self {
        Self { possible, ..self }
    }
}

/// What bytes might reveal if nothing here reads their form: maker notes, telemetry, trailers, elements without a name.
pub(super) const ANYTHING: &[Category] = &[
    Category::Location,
    Category::Date,
    Category::People,
    Category::Motion,
    Category::Preview,
    Category::Id,
    Category::Camera,
    Category::Text,
    Category::Software,
];

/// One row of the policy table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which field.
    pub field: Pattern,
    /// Its name in the standard.
    pub name: &'static str,
    /// The policy for it.
    pub rule: Rule,
}

/// Which fields a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// A segment of a JPEG file.
    Jpeg(JpegElement),
    /// A PNG chunk.
    Png([u8; 4]),
    /// A WebP chunk.
    Webp([u8; 4]),
    /// A block of a GIF file.
    Gif(GifElement),
    /// A box of an ISO base media file, or a value in one.
    Bmff(BmffElement),
    /// Something between coded pictures and sound.
    Coded(CodedElement),
    /// What a camera recorded, in whatever form.
    Telemetry(TelemetryElement),
    /// A key of a metadata list in such a file.
    BmffKey(&'static str),
    /// A part of a TIFF or DNG file.
    Tiff(TiffElement),
    /// A tag of an ICC profile.
    Icc([u8; 4]),
    /// A PNG text keyword.
    PngText(&'static str),
    /// A tag of an Exif block.
    Exif(Ifd, u16),
    /// An XMP property: prefix, name.
    Xmp(&'static str, &'static str),
    /// An IPTC-IIM data set.
    Iptc(u8, u8),
    /// A Photoshop image resource.
    ImageResource(u16),
    /// Leftover bytes.
    Leftover(Leftover),
}
