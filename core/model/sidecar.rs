//! Kinds of sidecar files. They are read by whoever has files.

/// A kind of file that is stored next to photos and says something about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SidecarKind {
    /// Google Takeout's JSON.
    Takeout,
    /// Apple's `.AAE`: how a photo was edited.
    Adjustments,
    /// An XMP packet in a file of its own.
    Xmp,
    /// `.THM`: a small JPEG picture for a video or raw photo.
    Thumbnail,
    /// AppleDouble `._*`: what a Mac knows about a file.
    AppleDouble,
    /// Windows' `Thumbs.db`.
    ThumbsDb,
    /// The Finder's `.DS_Store`.
    DsStore,
    /// Windows' `desktop.ini`.
    DesktopIni,
}

impl SidecarKind {
    /// Its common name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Takeout => "Takeout JSON",
            Self::Adjustments => "AAE",
            Self::Xmp => "XMP",
            Self::Thumbnail => "THM",
            Self::AppleDouble => "AppleDouble",
            Self::ThumbsDb => "Thumbs.db",
            Self::DsStore => ".DS_Store",
            Self::DesktopIni => "desktop.ini",
        }
    }

    /// Whether it is about all files in its folder.
    #[must_use]
    pub const fn is_of_folder(self) -> bool {
        matches!(self, Self::ThumbsDb | Self::DsStore | Self::DesktopIni)
    }
}
