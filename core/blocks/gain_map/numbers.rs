//! The numbers of gain maps, as types, and what the packets call them.

/// Namespace of Adobe's gain map properties.
pub const HDRGM: &str = "http://ns.adobe.com/hdr-gain-map/1.0/";
pub(super) const APPLE: &str = "http://ns.apple.com/HDRGainMap/1.0/";
pub(super) const APPLE_PIXELS: &str = "http://ns.apple.com/pixeldatainfo/1.0/";
pub(super) const APPLE_TYPE: &str = "urn:com:apple:photo:2020:aux:hdrgainmap";

/// The one version of `hdrgm` that exists.
pub(super) const VERSION: &str = "1.0";

/// Numeric properties of `hdrgm`: how many numbers a property may have (one, or one for each colour), and which.
pub(super) const ADOBE_NUMBERS: [(&str, usize, [f32; 2]); 7] = [
    ("GainMapMin", 3, [-range::GAIN, range::GAIN]),
    ("GainMapMax", 3, [-range::GAIN, range::GAIN]),
    ("Gamma", 3, [0.0, range::GAMMA]),
    ("OffsetSDR", 3, [-range::OFFSET, range::OFFSET]),
    ("OffsetHDR", 3, [-range::OFFSET, range::OFFSET]),
    ("HDRCapacityMin", 1, [0.0, range::HEADROOM]),
    ("HDRCapacityMax", 1, [0.0, range::HEADROOM]),
];

/// Apple's properties: namespace, prefix, name.
pub(super) const APPLE_NUMBERS: [(&str, &str, &str); 4] = [
    (APPLE_PIXELS, "apdi", "NativeFormat"),
    (APPLE_PIXELS, "apdi", "StoredFormat"),
    (APPLE, "HDRGainMap", "HDRGainMapVersion"),
    (APPLE, "HDRGainMap", "HDRGainMapHeadroom"),
];

/// How large the numbers of a gain map can be: far larger than any screen needs.
pub(super) mod range {
    /// Gains, and headrooms, as exponents of two.
    pub(in super::super) const GAIN: f32 = 32.0;
    pub(in super::super) const HEADROOM: f32 = 32.0;
    pub(in super::super) const GAMMA: f32 = 16.0;
    pub(in super::super) const OFFSET: f32 = 4.0;
    /// Apple's headroom, as a ratio.
    pub(in super::super) const RATIO: f32 = 1024.0;
}

/// Formats of pixels that a gain map can have (Core Video, `CVPixelBuffer.h`): `L008`, `L010`, `420v`, `420f`.
const FORMATS: [u32; 4] = [0x4C30_3038, 0x4C30_3130, 0x3432_3076, 0x3432_3066];
/// Versions of Apple's maps: 1.0 and 2.0.
const VERSIONS: [u32; 2] = [0x1_0000, 0x2_0000];

/// A finite decimal number, which can be written in only one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub(super) String);

impl Number {
    /// A number between two others.
    pub(super) fn parse(text: &str, [least, most]: [f32; 2]) -> Option<Self> {
        let text = text.trim();
        let plain = text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        let value: f32 = text.parse().ok().filter(|_| plain)?;
        let fits = (least..=most).contains(&value) && (value == 0.0 || value.abs() >= 1e-12);
        // The shortest decimal for the same number that decoders compute with: redundant digits cannot say anything.
        fits.then(|| Self(if value == 0.0 { "0".to_owned() } else { value.to_string() }))
    }

    /// The number of one of Apple's properties.
    pub(super) fn of_apple(name: &str, text: &str) -> Option<Self> {
        let known: &[u32] = match name {
            "HDRGainMapHeadroom" => return Self::parse(text, [0.0, range::RATIO]),
            "HDRGainMapVersion" => &VERSIONS,
            _ => &FORMATS,
        };
        let value: u32 = text.trim().parse().ok()?;
        known.contains(&value).then(|| Self(value.to_string()))
    }
}

/// What the XMP of a gain map says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GainMapXmp {
    /// In Adobe's and Google's form.
    Adobe {
        /// `BaseRenditionIsHDR`, if given.
        base_is_hdr: Option<bool>,
        /// Property and numbers: one number, or one for each colour.
        numbers: Vec<(&'static str, Vec<Number>)>,
    },
    /// In Apple's form: index into the list of Apple's properties, number.
    Apple(Vec<(usize, Number)>),
    /// The same in HEIF, where the item says what it is, and the packet gives only version and headroom.
    AppleItem(Vec<(usize, Number)>),
}
