//! What small boxes of numbers hold, in videos (ISO/IEC 14496-12) and as properties of pictures (ISO/IEC 23008-12): each
//! number in the range that it has for a decoder, written anew, and nothing behind them. Boxes with more than numbers,
//! such as profiles and configurations of decoders, are read elsewhere.

mod aperture;
mod colour;
mod fields;
mod fragment;
mod picture;
mod property;
mod sound;
mod spatial;
mod track;

pub(super) use aperture::crop;
pub(super) use colour::code_points;
use fields::{Fields, Read};
pub(super) use fragment::SAMPLE_FLAGS;
pub(super) use property::size_after;
pub(super) use track::is_rate;

/// The body of a box of this type, written anew, up to where its content ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Anew {
    /// As it is for a decoder.
    Numbers(Vec<u8>),
    /// Its numbers have no meaning, and the same picture or sound is shown without them.
    Meaningless,
    /// The same, in a box that a decoder cannot do without.
    Unreadable,
}

/// Reads a box of numbers; `None` if boxes of this type are none.
pub(super) fn anew(kind: [u8; 4], body: &[u8]) -> Option<Anew> {
    let (read, needed) = reader(kind)?;
    Some(match (Fields::anew(body, read), needed) {
        (Some(numbers), _) => Anew::Numbers(numbers),
        (None, false) => Anew::Meaningless,
        (None, true) => Anew::Unreadable,
    })
}

/// How a box of this type is read, and whether a decoder needs it.
fn reader(kind: [u8; 4]) -> Option<(Read, bool)> {
    let beside = |read: Option<Read>| read.map(|read| (read, false));
    let needed = |read: Option<Read>| read.map(|read| (read, true));
    beside(colour::reader(&kind))
        .or_else(|| beside(picture::reader(&kind)))
        .or_else(|| needed(picture::configuration(&kind)))
        .or_else(|| beside(property::reader(&kind)))
        .or_else(|| beside(sound::reader(&kind)))
        .or_else(|| needed(sound::configuration(&kind)))
        .or_else(|| beside(spatial::reader(&kind)))
        .or_else(|| beside(track::reader(&kind)))
        .or_else(|| needed(fragment::reader(&kind)))
}

#[cfg(test)]
mod tests;
