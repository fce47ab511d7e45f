//! How a picture of all that is around is shown, as typed values (Google's Photo Sphere XMP, `GPano`; Spherical Video V1): which part of the sphere
//! it is, and where one looks first. Where on earth that is, a compass and a clock would say: they are not among them.

use strum::VariantArray;

/// How the sphere lies on the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Projection {
    /// Longitude across, latitude down.
    Equirectangular,
    /// Longitude across, upright lines stay upright.
    Cylindrical,
    /// Six sides of a cube.
    CubeStrip,
    /// As a lens shows it.
    Perspective,
}

impl Projection {
    /// The word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Equirectangular => "equirectangular",
            Self::Cylindrical => "cylindrical",
            Self::CubeStrip => "cubestrip",
            Self::Perspective => "perspective",
        }
    }

    /// By its word, in any case.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|projection| projection.word().eq_ignore_ascii_case(word))
    }
}

/// Where the pictures of both eyes lie on one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Stereo {
    /// There is one for both.
    Mono,
    /// Side by side.
    LeftRight,
    /// One above the other.
    TopBottom,
}

impl Stereo {
    /// The word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mono => "mono",
            Self::LeftRight => "left-right",
            Self::TopBottom => "top-bottom",
        }
    }

    /// By its word, in any case.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|stereo| stereo.word().eq_ignore_ascii_case(word))
    }
}

/// How such a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panorama {
    /// How the sphere lies on the picture.
    pub projection: Projection,
    /// Whether viewers are to show it so at all.
    pub viewer: Option<bool>,
    /// Where the pictures of both eyes are; of videos alone.
    pub stereo: Option<Stereo>,
    /// Pixels, in the order of [`Panorama::LENGTHS`].
    pub lengths: [Option<u32>; 6],
    /// Thousandths of a degree, in the order of [`Panorama::ANGLES`].
    pub angles: [Option<i32>; 8],
}

impl Panorama {
    /// The namespace of its properties in photos.
    pub const NAMESPACE: &'static str = "http://ns.google.com/photos/1.0/panorama/";

    /// The same in videos.
    pub const OF_VIDEOS: &'static str = "http://ns.google.com/videos/1.0/spherical/";

    /// Properties that are whole numbers of pixels: the part that is there, the whole, where the part begins in it.
    pub const LENGTHS: [&'static str; 6] = [
        "CroppedAreaImageWidthPixels",
        "CroppedAreaImageHeightPixels",
        "FullPanoWidthPixels",
        "FullPanoHeightPixels",
        "CroppedAreaLeftPixels",
        "CroppedAreaTopPixels",
    ];

    /// Properties that are angles, and one part: how the camera was held, where one looks first and how much one sees.
    pub const ANGLES: [&'static str; 8] = [
        "PosePitchDegrees",
        "PoseRollDegrees",
        "InitialViewHeadingDegrees",
        "InitialViewPitchDegrees",
        "InitialViewRollDegrees",
        "InitialHorizontalFOVDegrees",
        "InitialVerticalFOVDegrees",
        "InitialCameraDolly",
    ];
}
