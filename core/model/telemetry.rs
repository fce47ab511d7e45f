//! What cameras record about their route and themselves: the forms of makers, and what is read from them.

/// A form in which dashcams and action cameras record telemetry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TelemetryForm {
    /// Novatek's blocks, which begin like a `free` box: Viofo, Kenwood, Nextbase and many others.
    FreeGps,
    /// Blocks that begin with `LIGOGPSINFO`; their numbers are obfuscated.
    Ligo,
    /// GoPro's items of key, length and value.
    Gpmf,
    /// Google's Camera Motion Metadata.
    Camm,
    /// Sony's XML about a recording.
    NonRealTimeMeta,
    /// Sentences of GPS receivers (NMEA 0183).
    Nmea,
}

impl TelemetryForm {
    /// Its common name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FreeGps => "freeGPS",
            Self::Ligo => "LIGOGPSINFO",
            Self::Gpmf => "GPMF",
            Self::Camm => "CAMM",
            Self::NonRealTimeMeta => "NonRealTimeMeta",
            Self::Nmea => "NMEA",
        }
    }
}

/// What is read from telemetry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TelemetryElement {
    /// Nothing: an unread block, or the rest of many.
    Unread,
    /// Where the camera was.
    Position,
    /// When it recorded.
    Moment,
    /// The maker.
    Make,
    /// The model.
    Model,
    /// Which individual camera it is.
    SerialNumber,
    /// Which recording this is.
    UniqueId,
    /// Its firmware version.
    Firmware,
    /// Who recorded.
    Author,
    /// Its settings.
    Setting,
    /// A text.
    Text,
}
