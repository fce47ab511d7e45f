//! Values needed to show a picture, as types: they are written afresh rather than copied.

use std::borrow::Cow;

use super::{Decision, ExifBlock, Kept, Panorama, Scan};

/// A typed value that is written afresh rather than copied. Each format has its own type, so that none can be asked to
/// write another's value.
pub trait Fresh: Clone + PartialEq + std::fmt::Debug {
    /// The bytes that replace its region; for a fixed region, those before the zeros.
    fn compose(&self) -> Vec<u8>;

    /// The byte that fills the rest of its region, if that is fixed.
    fn fill(&self) -> u8 {
        0
    }

    /// A word for what stays because of it; `None` for what only holds the file together.
    fn word(&self) -> Option<&'static str> {
        None
    }

    /// The Exif block, if it is one.
    fn exif(&self) -> Option<&ExifBlock> {
        None
    }

    /// An Exif block as a value of this format; `None` if the format has none.
    fn of_exif(_block: ExifBlock) -> Option<Self> {
        None
    }

    /// Whether it says nothing, and is not written.
    fn is_nothing(&self) -> bool {
        self.exif().is_some_and(ExifBlock::is_nothing)
    }

    /// Whether it belongs to the value of an earlier region, and is reported there.
    fn is_continued(&self) -> bool {
        false
    }

    /// The values in it that a person may ask to keep; `None` if it is no place for them.
    fn kept(&self) -> Option<&Kept> {
        self.exif().map(|block| &block.kept)
    }

    /// The same, with this instead of what it holds, as far as it can say it.
    fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        let holding = self.exif().and_then(|block| Self::of_exif(block.holding(kept)));
        holding.map_or(Cow::Borrowed(self), Cow::Owned)
    }

    /// The same, if this is kept elsewhere in the file.
    fn beside(&self, _kept: &Kept) -> Cow<'_, Self> {
        self.holding(&Kept::default())
    }

    /// The same, saying how a panorama is shown, or no longer saying it; `None` if it is no place for that.
    fn showing(&self, _panorama: Option<Panorama>) -> Option<Self> {
        None
    }

    /// Whether a text could be left over in it: its bytes are copied from the file.
    fn is_searched(&self) -> bool {
        false
    }

    /// Whether the file would be incomplete without it: if it is written and was missing or different, the copy is made
    /// whole.
    fn completes(&self) -> bool {
        false
    }

    /// What has to be the same in the copy: without what depends on other regions, what replaces something that goes,
    /// and what is kept, which is compared separately.
    fn lasting(&self) -> Option<Self>;

    /// The colour profile, as decoders read it, if it is one.
    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        None
    }

    /// Brings values that depend on what stays (lengths, flags) in line with the decisions. Never changes what goes.
    fn settle(_scan: &Scan<Self>, _decisions: &mut [Decision<Self>]) {}
}
