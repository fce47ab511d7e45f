//! Values that showing a picture needs, as types: what is written anew rather than copied.

use std::borrow::Cow;

use super::{Decision, ExifBlock, Kept, Panorama, Scan};

/// A typed value that is written anew rather than copied. Each format has a type of its own, so that none can be asked
/// to write a value of another.
pub trait Fresh: Clone + PartialEq + std::fmt::Debug {
    /// The bytes that take the place of its region; of a fixed one, those before the zeros.
    fn compose(&self) -> Vec<u8>;

    /// What follows it up to the end of its region, where that is fixed.
    fn fill(&self) -> u8 {
        0
    }

    /// A word for what stays by it; nothing for what only holds the file together.
    fn word(&self) -> Option<&'static str> {
        None
    }

    /// The Exif block that it is.
    fn exif(&self) -> Option<&ExifBlock> {
        None
    }

    /// An Exif block as a value of this format; nothing where it has none.
    fn of_exif(_block: ExifBlock) -> Option<Self> {
        None
    }

    /// Whether it says nothing, and is not written.
    fn is_nothing(&self) -> bool {
        self.exif().is_some_and(ExifBlock::is_nothing)
    }

    /// Whether it belongs to the value of an earlier region, and is told there.
    fn is_continued(&self) -> bool {
        false
    }

    /// What it holds of what a person may ask to keep; nothing where it is no place for that.
    fn kept(&self) -> Option<&Kept> {
        self.exif().map(|block| &block.kept)
    }

    /// The same with this instead of what it holds, as far as it can say it.
    fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        let holding = self.exif().and_then(|block| Self::of_exif(block.holding(kept)));
        holding.map_or(Cow::Borrowed(self), Cow::Owned)
    }

    /// The same where this is kept in another place of the file.
    fn beside(&self, _kept: &Kept) -> Cow<'_, Self> {
        self.holding(&Kept::default())
    }

    /// The same, saying how a picture of all that is around is shown, or no longer; nothing where it is no place for that.
    fn showing(&self, _panorama: Option<Panorama>) -> Option<Self> {
        None
    }

    /// Whether a text could be left behind in it: its bytes come from the file as they are.
    fn is_searched(&self) -> bool {
        false
    }

    /// Whether the file would not be whole without it: where it is written, and was not there, or not so, the copy is made whole.
    fn completes(&self) -> bool {
        false
    }

    /// What has to be the same in the copy: without what follows from other regions, what stands in for something that
    /// goes, and what is kept, which is compared by itself.
    fn lasting(&self) -> Option<Self>;

    /// The colour profile that it is, as decoders read it.
    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        None
    }

    /// Brings values that follow from what stays (lengths, flags) in line with the decisions. Never changes what goes.
    fn settle(_scan: &Scan<Self>, _decisions: &mut [Decision<Self>]) {}
}
