//! What the items of a HEIF file are that no viewer shows. How they are found is in `formats/heif/`.

/// The role of an item of a HEIF file that no viewer shows (ISO/IEC 23008-12, 6.6 and annex A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemRole {
    /// An Exif block.
    Exif,
    /// An XMP packet.
    Xmp,
    /// JUMBF, C2PA.
    Jumbf,
    /// A thumbnail.
    Thumbnail,
    /// Depth or disparity.
    Depth,
    /// Another auxiliary picture: a matte, a map for editing.
    Auxiliary,
    /// A picture made to be part of others, but used in none.
    Hidden,
    /// An HDR gain map that is not understood.
    GainMap,
    /// Anything else.
    Unknown,
}
