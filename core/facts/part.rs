//! What a part of a file is to a person, if its name and bytes mean nothing to them.

use strum::VariantArray;

use crate::model::{BmffElement as B, CodedElement, FieldId, Ifd, ItemRole, JpegElement as J, Leftover};

/// A part of a file that is reported as such: it was not read, or contains numbers for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Part {
    /// A block in the form of the camera's maker.
    MakerNote,
    /// JUMBF, C2PA: who made and changed it, signed.
    Provenance,
    /// Something between coded pictures and sound.
    BetweenFrames,
    /// What a camera recorded about its route.
    Telemetry,
    /// A track that is neither picture nor sound, or a picture that nobody sees.
    HiddenTrack,
    /// A video after the picture.
    VideoBehind,
    /// Anything else after the end of the picture.
    Behind,
    /// Bytes between the parts of a file, or free space.
    Gap,
    /// Something that is damaged, or could not be read.
    Damaged,
    /// Photoshop's image resources.
    Photoshop,
    /// A colour profile.
    ColourProfile,
    /// Names of handlers, encoders and vendors in a video.
    Encoder,
    /// The content of a property or tag of any name.
    Property,
    /// An element that no viewer needs, of a standard or of none.
    Element,
}

impl Part {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The part that a field belongs to.
    #[must_use]
    pub fn of(id: &FieldId) -> Self {
        match id {
            FieldId::Exif(Ifd::Exif, 0x927C) | FieldId::Exif(Ifd::Image, 0xC634) => Self::MakerNote,
            FieldId::Xmp(_, name) if name.ends_with("MakerNote") || name.ends_with("Makernote") => Self::MakerNote,
            FieldId::BmffKey(key) if key.contains("maker-note") => Self::MakerNote,
            FieldId::Jpeg(J::Jumbf) | FieldId::Exif(Ifd::Image, 0xCD41) => Self::Provenance,
            FieldId::Png(kind) | FieldId::Webp(kind) if matches!(kind, b"caBX" | b"C2PA") => Self::Provenance,
            FieldId::Png(kind) | FieldId::Webp(kind) if matches!(kind, b"iCCP" | b"ICCP") => Self::ColourProfile,
            FieldId::Coded(CodedElement::EncoderName | CodedElement::Configuration) => Self::Encoder,
            FieldId::Coded(_) => Self::BetweenFrames,
            FieldId::Telemetry(..) => Self::Telemetry,
            FieldId::Bmff(element) => of_bmff(element),
            FieldId::Leftover(leftover) => of_leftover(*leftover),
            FieldId::ImageResource(_) | FieldId::Jpeg(J::Photoshop) => Self::Photoshop,
            FieldId::Icc(_) | FieldId::Jpeg(J::Icc) => Self::ColourProfile,
            FieldId::Jpeg(_) | FieldId::Png(_) | FieldId::Webp(_) | FieldId::Gif(_) | FieldId::Tiff(_) => Self::Element,
            FieldId::Exif(..)
            | FieldId::Xmp(..)
            | FieldId::BmffKey(_)
            | FieldId::PngText(_)
            | FieldId::Iptc(..)
            | FieldId::GdalItem(_)
            | FieldId::Sidecar(..)
            | FieldId::Named(_) => Self::Property,
        }
    }
}

fn of_bmff(element: &B) -> Part {
    use crate::model::extended;
    match element {
        B::Box([b'j', b'u', b'm', b'b']) | B::Item(ItemRole::Jumbf) => Part::Provenance,
        B::Uuid(id) if *id == extended::C2PA => Part::Provenance,
        B::Track(_) | B::TrackPart(_) | B::TrackOf(_) | B::OtherSamples | B::SecondarySamples | B::CutOff | B::CutOffNeeded => {
            Part::HiddenTrack
        }
        B::Box([b'm', b'p', b'v', b'd']) => Part::VideoBehind,
        B::Free | B::Reserved | B::Unowned => Part::Gap,
        B::Icc => Part::ColourProfile,
        B::HandlerName | B::CompressorName | B::Vendor | B::Configuration => Part::Encoder,
        B::UserData(_) => Part::Property,
        _ => Part::Element,
    }
}

const fn of_leftover(leftover: Leftover) -> Part {
    match leftover {
        Leftover::Video | Leftover::VideoWithSound => Part::VideoBehind,
        Leftover::Between => Part::Gap,
        Leftover::Unreadable | Leftover::Damaged => Part::Damaged,
        Leftover::Image
        | Leftover::Known(_)
        | Leftover::Blocks
        | Leftover::Text
        | Leftover::Unread
        | Leftover::Padding
        | Leftover::Trailer
        | Leftover::Coded => Part::Behind,
    }
}
