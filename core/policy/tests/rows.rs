//! Which row, or which neighbours, decide about a field.

use super::*;
use crate::model::{BmffElement as B, SidecarKind, TelemetryForm};

/// The field that a row is about; `None` for properties of XMP, whose namespaces are not in their rows.
fn field_of(pattern: &Pattern) -> Option<FieldId> {
    Some(match pattern.clone() {
        Pattern::Jpeg(element) => FieldId::Jpeg(element),
        Pattern::Png(chunk) => FieldId::Png(chunk),
        Pattern::Webp(chunk) => FieldId::Webp(chunk),
        Pattern::Gif(element) => FieldId::Gif(element),
        Pattern::Bmff(element) => FieldId::Bmff(element),
        Pattern::Coded(element) => FieldId::Coded(element),
        Pattern::Telemetry(element) => FieldId::Telemetry(TelemetryForm::Gpmf, element),
        Pattern::BmffKey(key) => FieldId::BmffKey(key.to_owned()),
        Pattern::Tiff(element) => FieldId::Tiff(element),
        Pattern::Icc(tag) => FieldId::Icc(tag),
        Pattern::PngText(keyword) => FieldId::PngText(keyword.to_owned()),
        Pattern::Exif(ifd, tag) => FieldId::Exif(ifd, tag),
        Pattern::Iptc(record, number) => FieldId::Iptc(record, number),
        Pattern::ImageResource(number) => FieldId::ImageResource(number),
        Pattern::Leftover(kind) => FieldId::Leftover(kind),
        Pattern::Xmp(..) => return None,
    })
}

#[test]
fn each_row_decides_about_its_own_field() {
    let mut tried = 0_usize;
    for row in rows() {
        let Some(id) = field_of(&row.field) else { continue };
        assert_eq!(rule(&id), row.rule, "{row:?}");
        tried += 1;
    }
    assert!(tried > 500, "{tried}");
}

/// A keyword in other letters is known; a holder in other letters is a text like any other, for nobody reads it.
#[test]
fn keywords_of_png_are_known_in_any_letters_but_holders_are_not() {
    let says = |keyword: &str| rule(&FieldId::PngText(keyword.to_owned())).category;
    assert_eq!([says("Source"), says("SOURCE")], [Some(Category::Camera); 2]);
    assert_eq!([says("XML:com.adobe.xmp"), says("xml:com.adobe.xmp")], [None, Some(Category::Text)]);
}

#[test]
fn what_has_no_row_says_what_its_neighbours_or_its_name_say() {
    for (id, category) in [
        (FieldId::Iptc(2, 250), Category::Text),
        (FieldId::Iptc(9, 9), Category::Other),
        (FieldId::ImageResource(0x0FFF), Category::Software),
        (FieldId::GdalItem("station".to_owned()), Category::Location),
        (FieldId::GdalItem("hue".to_owned()), Category::Text),
        (FieldId::PngText("gps".to_owned()), Category::Location),
        (FieldId::BmffKey("com.example.gps".to_owned()), Category::Location),
        (FieldId::BmffKey("gps.example.hue".to_owned()), Category::Other),
        (FieldId::Named("gps/hue".to_owned()), Category::Location),
        (FieldId::Named("hue".to_owned()), Category::Other),
        (FieldId::Sidecar(SidecarKind::Takeout, "photoTakenTime/timestamp".to_owned()), Category::Date),
        (FieldId::Exif(Ifd::Gps, 0x829A), Category::Location),
        (FieldId::Bmff(B::Track(*b"zzzz")), Category::Motion),
    ] {
        assert_eq!(rule(&id).category, Some(category), "{id:?}");
    }
    assert_eq!(rule(&FieldId::Bmff(B::TrackPart(*b"zzzz"))), Rule::HOLDER);
    for unknown in [B::Box(*b"zzzz"), B::Uuid([7; 16]), B::UserData(*b"zzzz")] {
        assert!(rule(&FieldId::Bmff(unknown)).possible.contains(&Category::Location), "{unknown:?}");
    }
}
