//! How revealing a field is.

use crate::model::{FieldId, Ifd, JpegElement, Leftover, SidecarKind};

/// How revealing a field is on its own: references, versions and directions say little.
pub(super) fn of(id: &FieldId) -> u8 {
    match id {
        // DateTimeOriginal is the moment of the exposure; other dates can be a program's, years later.
        FieldId::Exif(Ifd::Exif, 0x9003) => 3,
        FieldId::Exif(Ifd::Image, 0x010F | 0x0110 | 0x0131) => 2,
        FieldId::Xmp(uri, name) => of_xmp(uri, name),
        FieldId::Sidecar(kind, path) => of_sidecar(*kind, path),
        FieldId::BmffKey(key) if key.ends_with("creationdate") => 3,
        FieldId::Jpeg(JpegElement::Comment)
        | FieldId::Leftover(Leftover::Text)
        | FieldId::Exif(Ifd::Gps, 0x0002 | 0x0004 | 0x0014 | 0x0016 | 0x001B..=0x001D) => 1,
        FieldId::Icc(tag) => u8::from(matches!(tag, b"desc" | b"dmnd" | b"dmdd")),
        FieldId::Exif(Ifd::Gps, _)
        | FieldId::Exif(_, 0x9290..=0x9292 | 0x9010..=0x9012 | 0x0201 | 0x927C)
        | FieldId::Jpeg(_)
        | FieldId::Png(_)
        | FieldId::Leftover(_) => 0,
        _ => 1,
    }
}

/// Who the faces are, not where they are in the picture.
fn of_xmp(uri: &str, name: &str) -> u8 {
    let is_area = uri.ends_with("sType/Area#") || uri.ends_with("sType/Dimensions#");
    match name {
        _ if is_area => 0,
        // Steps of a program: which program it was, and when, is revealing.
        _ if uri.ends_with("sType/ResourceEvent#") && !matches!(name, "softwareAgent" | "when" | "instanceID") => 0,
        "Type" | "Rectangle" | "xmptk" | "format" => 0,
        "DateTimeOriginal" | "DateCreated" => 3,
        "CreatorTool" | "softwareAgent" => 2,
        _ => 1,
    }
}

fn of_sidecar(kind: SidecarKind, path: &str) -> u8 {
    match (kind, path) {
        (SidecarKind::Takeout, "people/name" | "photoTakenTime/timestamp") => 3,
        (SidecarKind::Takeout, "description") => 2,
        (SidecarKind::Takeout, "imageViews") => 0,
        // `formatted` says in words what the `timestamp` next to it says.
        (SidecarKind::Takeout, path) => u8::from(!path.ends_with("/formatted")),
        (SidecarKind::Adjustments, path) => match path.strip_prefix("adjustmentData/") {
            None => u8::from(path != "adjustmentFormatVersion"),
            Some(inside) => u8::from(inside == "adjustments/identifier"),
        },
        (SidecarKind::DsStore, path) => {
            u8::from(path.contains(' ') || matches!(path, "modD" | "moDD" | "cmmt" | "ptbL" | "ptbN"))
        }
        _ => 1,
    }
}
