//! Kinds of files that stand beside photos. What is in them is read by whoever has files.

/// A kind of file that stands beside photos and tells about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SidecarKind {
    /// Google Takeout's JSON.
    Takeout,
    /// Apple's `.AAE`: how a photo was edited.
    Adjustments,
    /// A packet of XMP in a file of its own.
    Xmp,
    /// `.THM`: a small JPEG picture of a video or raw photo.
    Thumbnail,
    /// AppleDouble `._*`: what a Mac knows of a file.
    AppleDouble,
    /// Windows' `Thumbs.db`.
    ThumbsDb,
    /// The Finder's `.DS_Store`.
    DsStore,
    /// Windows' `desktop.ini`.
    DesktopIni,
}

impl SidecarKind {
    /// The name that people know it by.
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

    /// Whether it tells about all files of its folder.
    #[must_use]
    pub const fn is_of_folder(self) -> bool {
        matches!(self, Self::ThumbsDb | Self::DsStore | Self::DesktopIni)
    }
}
