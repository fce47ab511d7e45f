//! The purposes of auxiliary pictures, by the names in the `auxC` of an item and the `auxi` of a track (ISO/IEC
//! 23008-12, 6.5.8 and 7.5.3).

/// The purpose of an auxiliary picture, or of a track of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Auxiliary {
    /// The opacity of each pixel.
    Alpha,
    /// Apple's HDR gain map.
    AppleGainMap,
    /// Adobe's HDR gain map (Camera Raw, "Gain maps").
    AdobeGainMap,
    /// Depth or disparity.
    Depth,
    /// A matte, a map for editing, or anything unknown.
    Other,
}

/// Alpha planes (ISO/IEC 23000-22, 7.3.5; ISO/IEC 14496-10, 23008-2 and 23090-3 by their own names).
const ALPHA: [&[u8]; 4] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
    b"urn:mpeg:hevc:2015:auxid:1",
    b"urn:mpeg:avc:2015:auxid:1",
    b"urn:mpeg:vvc:2021:auxid:1",
];
/// Depth and disparity.
const DEPTH: [&[u8]; 5] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth",
    b"urn:mpeg:hevc:2015:auxid:2",
    b"urn:mpeg:avc:2015:auxid:2",
    b"urn:com:apple:photo:2018:aux:depth",
    b"urn:com:apple:photo:2018:aux:disparity",
];
const APPLE_GAIN_MAP: &[u8] = b"urn:com:apple:photo:2020:aux:hdrgainmap";
const ADOBE_GAIN_MAP: &[u8] = b"urn:com:photo:aux:hdrgainmap";

impl Auxiliary {
    /// Whether a picture with this purpose changes what is shown.
    pub(super) const fn is_shown(self) -> bool {
        matches!(self, Self::Alpha | Self::AppleGainMap | Self::AdobeGainMap)
    }

    /// From the name, without its terminating zero.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            APPLE_GAIN_MAP => Self::AppleGainMap,
            ADOBE_GAIN_MAP => Self::AdobeGainMap,
            name if ALPHA.contains(&name) => Self::Alpha,
            name if DEPTH.contains(&name) => Self::Depth,
            _ => Self::Other,
        }
    }
}
