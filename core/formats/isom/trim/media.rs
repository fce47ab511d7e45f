//! What a track is, as far as it matters for how much of it can go.

use std::ops::Range;

use crate::base::Input;
use crate::containers::bmff::Boxes;
use crate::formats::isom::sound::Frames;

/// Which other samples are needed to decode one, if no table says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats::isom) enum Coding {
    /// Pictures that may need any earlier picture.
    Predicted,
    /// The same for H.264.
    H264,
    /// Pictures that are each coded by themselves.
    Pictures,
    /// Sound whose decoder needs to have heard what came before.
    Sound,
    /// Sound that is not coded, or whose values are each coded by themselves.
    PlainSound,
}

impl Coding {
    /// From the handler of a track and the type of its sample entry.
    pub(in crate::formats::isom) const fn of(handler: [u8; 4], format: [u8; 4]) -> Self {
        match (&handler, &format) {
            (
                b"soun",
                b"raw " | b"NONE" | b"twos" | b"sowt" | b"in24" | b"in32" | b"fl32" | b"fl64" | b"lpcm" | b"ipcm" | b"fpcm"
                | b"ulaw" | b"alaw",
            ) => Self::PlainSound,
            (b"soun", _) => Self::Sound,
            (
                _,
                b"jpeg" | b"mjpa" | b"mjpb" | b"mjp2" | b"mjpg" | b"png " | b"raw " | b"2vuy" | b"yuv2" | b"v210" | b"uncv"
                | b"apco" | b"apcs" | b"apcn" | b"apch" | b"ap4h" | b"ap4x" | b"AVdn" | b"AVdh" | b"CFHD" | b"dvc " | b"dvcp"
                | b"dvpp" | b"dv5n" | b"dv5p",
            ) => Self::Pictures,
            (_, b"avc1" | b"avc2" | b"avc3" | b"avc4") => Self::H264,
            _ => Self::Predicted,
        }
    }

    /// How much is kept before the beginning of what is shown. FFmpeg, and with it browsers, start decoding one second
    /// before an edit, and with noise substitution each frame of AAC depends on how many were decoded: starting with
    /// the same frame, the sound is the same bit for bit. No codec needs more: Opus 80 ms (RFC 7845, 4.6), AAC three
    /// frames, MP3 ten.
    pub(super) const fn margin(self, scale: u32) -> i64 {
        match self {
            Self::Sound => scale as i64,
            Self::Predicted | Self::H264 | Self::Pictures | Self::PlainSound => 0,
        }
    }

    pub(super) const fn is_sound(self) -> bool {
        matches!(self, Self::Sound | Self::PlainSound)
    }
}

/// A track, as far as it matters here.
#[derive(Debug)]
pub(in crate::formats::isom) struct Media<'t> {
    pub(in crate::formats::isom) input: &'t Input<'t>,
    pub(in crate::formats::isom) tables: &'t Boxes,
    pub(in crate::formats::isom) samples: u32,
    /// Ticks per second.
    pub(in crate::formats::isom) scale: u32,
    pub(in crate::formats::isom) coding: Coding,
    pub(in crate::formats::isom) descriptions: u32,
    /// Those of sound that is counted by value.
    pub(in crate::formats::isom) frames: Option<Frames>,
    /// Whether more than one edit shows something: decoding then begins again.
    pub(in crate::formats::isom) again: bool,
    /// What is shown, according to [`crate::formats::isom::edits::shown`].
    pub(in crate::formats::isom) shown: Vec<Range<i64>>,
}
