//! The values of a GIF file that are written afresh, and how: each as the extension, or the byte, that holds it.

use std::borrow::Cow;

use super::application::{ANIMEXTS, ICC, NETSCAPE, XMP, compose, xmp_trailer};
use crate::blocks::xmp;
use crate::containers::gif::label;
use crate::model::{Fresh, Kept};

/// A value of a GIF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GifValue {
    /// An XMP packet that contains only what was asked to be kept.
    Packet(Box<Kept>),
    /// A colour profile (ISO 15076-1), in its final form: with nothing in it but colour.
    Profile(Vec<u8>),
    /// How many times an animation is shown.
    Loop {
        /// Under the name `ANIMEXTS1.0` instead of `NETSCAPE2.0`.
        animexts: bool,
        /// 0 for ever.
        count: u16,
    },
    /// Graphic control extension: how a frame is disposed of, whether a colour is transparent, for how long, which one.
    Control([u8; 4]),
    /// Image descriptor: left, top, width and height; whether it is interlaced, and the size of its colour table.
    Descriptor([u8; 8], u8),
    /// Signature and logical screen descriptor: size, what is said of colours, and which is behind all images. No decoder
    /// asks for the proportions of a point.
    Screen([u8; 10], u8, u8),
    /// A colour table, black where no point has the colour.
    Colours(Vec<u8>),
    /// An image of one point at this place outside the canvas, up to its terminator.
    Outside([u16; 2]),
    /// The byte that ends the data of the last image.
    Terminator,
    /// The byte that ends the file.
    Trailer,
}

impl Fresh for GifValue {
    fn compose(&self) -> Vec<u8> {
        match self {
            Self::Loop { animexts, count } => {
                let [low, high] = count.to_le_bytes();
                compose(if *animexts { ANIMEXTS } else { NETSCAPE }, &[1, low, high])
            }
            Self::Profile(profile) => compose(ICC, profile),
            Self::Control(fields) => [&[b'!', label::CONTROL, 4][..], fields, &[0]].concat(),
            Self::Descriptor(place, flags) => [&b","[..], place, &[*flags]].concat(),
            Self::Screen(screen, flags, behind) => [&screen[..], &[*flags, *behind, 0]].concat(),
            Self::Colours(table) => table.clone(),
            Self::Outside([left, top]) => {
                let [left, top] = [left, top].map(|at| at.to_le_bytes());
                // Its own table of two colours, and one code between the first and the last (20 to 22, appendix F).
                let rest = [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 2, 2, 0x44, 0x01];
                [&b","[..], &left, &top, &rest].concat()
            }
            Self::Terminator => vec![0],
            Self::Trailer => vec![b';'],
            Self::Packet(kept) if kept.is_empty() => Vec::new(),
            Self::Packet(kept) => super::application::with_raw_data(XMP, &xmp::compose(kept), xmp_trailer()),
        }
    }

    fn word(&self) -> Option<&'static str> {
        match self {
            Self::Profile(_) => Some("colour-profile"),
            Self::Loop { .. } => Some("loop-count"),
            Self::Control(_)
            | Self::Descriptor(..)
            | Self::Screen(..)
            | Self::Colours(_)
            | Self::Packet(_)
            | Self::Outside(_)
            | Self::Terminator
            | Self::Trailer => None,
        }
    }

    fn completes(&self) -> bool {
        matches!(self, Self::Terminator | Self::Trailer)
    }

    fn is_nothing(&self) -> bool {
        self.kept().is_some_and(Kept::is_empty)
    }

    fn kept(&self) -> Option<&Kept> {
        match self {
            Self::Packet(kept) => Some(kept),
            _ => None,
        }
    }

    fn holding(&self, kept: &Kept) -> Cow<'_, Self> {
        match self {
            Self::Packet(_) => Cow::Owned(Self::Packet(Box::new(xmp::sayable(kept)))),
            other => Cow::Borrowed(other),
        }
    }

    fn lasting(&self) -> Option<Self> {
        match self {
            Self::Packet(_) => None,
            value => Some(value.clone()),
        }
    }

    fn profile(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Profile(profile) => Some(Cow::Borrowed(profile)),
            _ => None,
        }
    }
}
