//! The numbers of gain maps, as types, and what the packets call them.

/// Namespace of Adobe's gain map properties.
pub const HDRGM: &str = "http://ns.adobe.com/hdr-gain-map/1.0/";
pub(super) const APPLE: &str = "http://ns.apple.com/HDRGainMap/1.0/";
pub(super) const APPLE_PIXELS: &str = "http://ns.apple.com/pixeldatainfo/1.0/";
pub(super) const APPLE_TYPE: &str = "urn:com:apple:photo:2020:aux:hdrgainmap";

/// The one version of `hdrgm` that exists.
pub(super) const VERSION: &str = "1.0";

/// Numeric properties of `hdrgm`, and how many numbers a property may have: one, or one for each colour.
pub(super) const ADOBE_NUMBERS: [(&str, usize); 7] = [
    ("GainMapMin", 3),
    ("GainMapMax", 3),
    ("Gamma", 3),
    ("OffsetSDR", 3),
    ("OffsetHDR", 3),
    ("HDRCapacityMin", 1),
    ("HDRCapacityMax", 1),
];

/// Apple's properties: namespace, prefix, name.
pub(super) const APPLE_NUMBERS: [(&str, &str, &str); 4] = [
    (APPLE_PIXELS, "apdi", "NativeFormat"),
    (APPLE_PIXELS, "apdi", "StoredFormat"),
    (APPLE, "HDRGainMap", "HDRGainMapVersion"),
    (APPLE, "HDRGainMap", "HDRGainMapHeadroom"),
];

/// A finite decimal number, which can be written in only one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub(super) String);

impl Number {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        let value: f64 = text.parse().ok().filter(|_| plain)?;
        let sane = value == 0.0 || (1e-12..1e12).contains(&value.abs());
        // The shortest decimal for the same double: the number stays, and redundant digits cannot say anything.
        sane.then(|| Self(value.to_string()))
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
