//! A scan in any format: what is the same for all of them can be asked of it.

use super::gif::GifValue;
use super::isom::IsomValue;
use super::jpeg::JpegValue;
use super::jxl::JxlValue;
use super::png::PngValue;
use super::tiff::TiffValue;
use super::webp::WebpValue;
use crate::base::{Error, Input, Span};
use crate::edit::EditList;
use crate::model::{BmffElement, Category, Field, FieldId, FormatKind, Keep, Kept, Scan, Trust};
use crate::plan::{Finding, Plan, plan};

/// What a format says about a file, with values of the format's own type.
#[derive(Debug)]
pub enum AnyScan {
    /// JPEG.
    Jpeg(Scan<JpegValue>),
    /// PNG.
    Png(Scan<PngValue>),
    /// WebP.
    Webp(Scan<WebpValue>),
    /// GIF.
    Gif(Scan<GifValue>),
    /// Videos, HEIF and AVIF.
    Isom(Scan<IsomValue>),
    /// JPEG XL.
    Jxl(Scan<JxlValue>),
    /// TIFF and DNG.
    Tiff(Scan<TiffValue>),
}

/// The same for each format, whatever its values.
macro_rules! each {
    ($any:expr, $scan:ident => $answer:expr) => {
        match $any {
            AnyScan::Jpeg($scan) => $answer,
            AnyScan::Png($scan) => $answer,
            AnyScan::Webp($scan) => $answer,
            AnyScan::Gif($scan) => $answer,
            AnyScan::Isom($scan) => $answer,
            AnyScan::Jxl($scan) => $answer,
            AnyScan::Tiff($scan) => $answer,
        }
    };
}

/// What becomes of a file, and the edits that make it so.
#[derive(Debug, Clone)]
pub struct Planned {
    /// What is removed, in file order.
    pub removed: Vec<Finding>,
    /// Names of the values that stay because they are needed to show the picture, and of categories that were asked
    /// for.
    pub kept: Vec<String>,
    /// What was asked to be kept, and is kept.
    pub values: Kept,
    /// Categories of values that were asked for but have no place in this file.
    pub unkept: Vec<Category>,
    /// What is revealing but stays, because it is needed to show the picture.
    pub needed: Vec<Finding>,
    /// Whether the copy has something the file lacks to be complete.
    pub made_whole: bool,
    /// What changes.
    pub edits: EditList,
    /// Whether the file would stay exactly as it is.
    pub is_empty: bool,
}

impl AnyScan {
    /// What was read, if the file could afford it: a reader of a block treats whatever exceeds the budget as
    /// unreadable, and goes on.
    pub(super) fn within(input: &Input<'_>, scan: Result<Self, Error>) -> Result<Self, Error> {
        match scan {
            Err(error @ (Error::Io(_) | Error::Limit { .. })) => Err(error),
            scan => input.budget().left(0).and(scan),
        }
    }

    /// The format that described the file.
    #[must_use]
    pub const fn format(&self) -> FormatKind {
        each!(self, scan => scan.format)
    }

    /// What was found in the file, in the order of the regions that contain it.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        each!(self, scan => &scan.fields)
    }

    /// The regions of the file, in order: which bytes, and what the standard calls them.
    #[must_use]
    pub fn regions(&self) -> Vec<(Span, &FieldId)> {
        each!(self, scan => scan.regions.iter().map(|region| (region.span, &region.id)).collect())
    }

    /// Whether the regions tile the file: in order, without a gap or an overlap.
    #[must_use]
    pub fn is_total(&self) -> bool {
        each!(self, scan => scan.is_total())
    }

    /// The same, allowing the samples of some codecs to stay although nothing here can look into them.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        let Self::Isom(scan) = &mut self else { return self };
        for region in &mut scan.regions {
            if let FieldId::Bmff(BmffElement::Codec(codec) | BmffElement::EntryBox(codec, _)) = region.id
                && trust.has(codec)
            {
                region.id = FieldId::Bmff(BmffElement::Trusted);
            }
        }
        self
    }

    /// Whether coded data are known to contain nothing that no decoder reads.
    #[must_use]
    pub const fn is_decoded(&self) -> bool {
        each!(self, scan => scan.decoded)
    }

    /// The same with whatever comes after the end of coded data cut out, for which they are decoded. If that end cannot
    /// be determined, they stay as they are, and not [decoded](Self::is_decoded).
    ///
    /// # Errors
    /// Those of the reader, and [`Limit::Elements`](crate::base::Limit::Elements).
    pub fn decoded(self, input: &Input<'_>) -> Result<Self, Error> {
        let decoded = match self {
            Self::Jpeg(scan) => super::jpeg::decoded(input, scan).map(Self::Jpeg),
            Self::Png(scan) => super::png::decoded(input, scan).map(Self::Png),
            Self::Webp(scan) => super::webp::decoded(input, scan).map(Self::Webp),
            Self::Gif(scan) => super::gif::decoded(input, scan).map(Self::Gif),
            Self::Tiff(scan) => super::tiff::decoded(input, scan).map(Self::Tiff),
            other => Ok(other),
        };
        Self::within(input, decoded)
    }

    /// Decides what becomes of the file.
    ///
    /// # Errors
    /// Those of [`plan()`] and of [`EditList::from_plan`].
    pub fn plan(&self, keep: Keep) -> Result<Planned, Error> {
        each!(self, scan => {
            let plan = plan(scan, keep)?;
            let edits = EditList::from_plan(scan, &plan)?;
            let is_empty = plan.is_empty();
            let Plan { removed, kept, values, unkept, needed, made_whole, .. } = plan;
            Ok(Planned { removed, kept, values, unkept, needed, made_whole, edits, is_empty })
        })
    }
}
