//! What a codec leaves room for besides picture and sound, as a type: its rows are one list for pictures and one for
//! sound. How a sample entry is found, and what happens to a file, is handled elsewhere.

/// A codec, by the type of its sample entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codec {
    /// Type of the sample entry (ISO/IEC 14496-12, 8.5.2).
    pub entry: [u8; 4],
    /// Its common name.
    pub name: &'static str,
    /// What its samples can contain.
    pub room: Room,
}

/// A codec, by the `objectTypeIndication` of an elementary stream descriptor (ISO/IEC 14496-1, 7.2.6.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Object {
    /// The indication.
    pub indication: u8,
    /// Its common name.
    pub name: &'static str,
    /// What its samples can contain.
    pub room: Room,
}

/// What the samples of a codec can contain besides what is seen or heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A walker marks all of it.
    Walked(Walker),
    /// Nothing; why, with the clause.
    None(&'static str),
    /// Nobody has examined it: it may contain anything.
    Unknown,
}

/// The walker for the samples of a codec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Walker {
    /// H.264.
    Avc,
    /// H.265.
    Hevc,
    /// H.266.
    Vvc,
    /// AV1.
    Av1,
    /// VP8 and VP9.
    Vpx,
    /// MPEG-1 and MPEG-2 video.
    MpegVideo,
    /// MPEG-4 part 2.
    Mpeg4Visual,
    /// H.263.
    H263,
    /// DV.
    Dv,
    /// Each sample is a JPEG picture.
    Jpeg,
    /// Each sample is a PNG picture.
    Png,
    /// Apple ProRes.
    ProRes,
    /// Apple Animation.
    AppleAnimation,
    /// Apple Graphics.
    AppleGraphics,
    /// Apple Video.
    AppleVideo,
    /// Cinepak.
    Cinepak,
    /// Microsoft RLE.
    MicrosoftRle,
    /// Microsoft Video 1.
    MicrosoftVideo,
    /// Planar RGB.
    PlanarRgb,
    /// Lines of uncompressed points.
    Uncompressed,
    /// The `objectTypeIndication` in `esds` says which codec it is.
    MpegObject,
    /// AAC.
    Aac,
    /// MPEG-1 and MPEG-2 audio, layers I to III.
    MpegAudio,
    /// AC-3 and Enhanced AC-3.
    Ac3,
    /// FLAC.
    Flac,
    /// Opus.
    Opus,
    /// AMR, narrow and wide.
    Amr,
}

pub(super) const fn codec(entry: &[u8; 4], name: &'static str, room: Room) -> Codec {
    Codec { entry: *entry, name, room }
}

pub(super) const fn object(indication: u8, name: &'static str, room: Room) -> Object {
    Object { indication, name, room }
}

pub(super) const fn walked(walker: Walker) -> Room {
    Room::Walked(walker)
}
