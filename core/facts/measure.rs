//! What the numbers of a field measure, where people know a unit for it.

use crate::model::{BmffElement, FieldId, Ifd};

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Seconds: how long the shutter was open, how long a film is.
    Seconds,
    /// Focal length by the width of the aperture.
    Aperture,
    /// Focal length, in millimetres.
    Millimetres,
    /// Sensitivity to light, by ISO 12232.
    Sensitivity,
    /// Temperature, in degrees Celsius.
    Celsius,
    /// Moisture of the air, in hundredths.
    Percent,
}

impl Measure {
    /// What a field measures (EXIF 3.0, 4.6.6).
    #[must_use]
    pub const fn of(id: &FieldId) -> Option<Self> {
        if let FieldId::Bmff(BmffElement::CutOff | BmffElement::CutOffNeeded | BmffElement::FragmentTime) = id {
            return Some(Self::Seconds);
        }
        let FieldId::Exif(Ifd::Image | Ifd::Exif, tag) = id else { return None };
        Some(match *tag {
            0x829A => Self::Seconds,
            0x829D => Self::Aperture,
            0x920A | 0xA405 => Self::Millimetres,
            0x8827 => Self::Sensitivity,
            0x9400 => Self::Celsius,
            0x9401 => Self::Percent,
            _ => return None,
        })
    }
}
