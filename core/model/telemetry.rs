//! What cameras record about their way and themselves: forms of makers, and what is read in them.

/// A form that makers of dashcams and action cameras have for what their cameras record.
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
    /// The name that its users know it by.
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

/// What is read in telemetry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TelemetryElement {
    /// Nothing: a block, or the rest of many, that is not read.
    Unread,
    /// Where the camera was.
    Position,
    /// When it recorded.
    Moment,
    /// Who makes it.
    Make,
    /// What it is called.
    Model,
    /// Which one of its kind it is.
    SerialNumber,
    /// Which one of all recordings this is.
    UniqueId,
    /// The version of its program.
    Firmware,
    /// Who recorded.
    Author,
    /// How it was set.
    Setting,
    /// A text.
    Text,
}
