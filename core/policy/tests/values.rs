//! Which values say something in fields that should not.

use super::*;
use crate::base::Place;
use crate::model::{BmffElement, Panorama, SidecarKind};

const DC: &str = "http://purl.org/dc/elements/1.1/";

fn told(id: FieldId, value: Value) -> Option<Category> {
    category(&Field::with(id, Place::at(0), value))
}

fn text(id: FieldId, said: &str) -> Option<Category> {
    told(id, Value::Text(said.to_owned()))
}

fn xmp(namespace: &str, name: &str) -> FieldId {
    FieldId::Xmp(namespace.to_owned(), name.to_owned())
}

#[test]
fn numbers_and_usual_words_say_nothing_where_nothing_is_said() {
    let format = |said: &str| text(xmp(DC, "format"), said);
    for silent in ["", "image/jpeg", "True", "12", "-1.5e3", "1/3", "4294967295", "0.12345678901234567890"] {
        assert_eq!(format(silent), None, "{silent}");
    }
    for telling in [
        "image/jpeg of Nora",
        "2024-05-12",
        "inf",
        "1/Nora",
        "Nora/1",
        "4294967296",
        "-4294967296",
        "0.1234567890123456789012345",
        "1/2/3",
    ] {
        assert_eq!(format(telling), Some(Category::Other), "{telling}");
    }
}

#[test]
fn a_list_of_numbers_is_as_long_as_it_may_be() {
    let width = |characters: usize| told(FieldId::Exif(Ifd::Image, 0x0100), Value::numbers("7".repeat(characters), Vec::new()));
    assert_eq!([width(64), width(65)], [None, Some(Category::Other)]);
    let reference = |bytes| told(FieldId::Bmff(BmffElement::Reference), Value::Bytes(bytes));
    assert_eq!([reference(0), reference(1)], [None, Some(Category::Other)]);
}

#[test]
fn a_prefix_that_somebody_chose_is_told() {
    let declared = |prefix: &str| text(xmp(DC, NAMESPACE), prefix);
    assert_eq!([declared("dc"), declared("")], [None; 2]);
    assert_eq!(declared("nora"), Some(Category::Other));
}

#[test]
fn how_a_panorama_is_shown_is_told_as_that_unless_it_says_something_else() {
    let projection = |said: &str| text(xmp(Panorama::NAMESPACE, "ProjectionType"), said);
    assert_eq!(projection("equirectangular"), Some(Category::Panorama));
    assert_eq!(projection("Nora"), Some(Category::Other));
}

/// The form of a value counts only if nobody knows its field.
#[test]
fn a_field_that_is_known_says_what_its_row_says_whatever_its_form() {
    let takeout = |path: &str| FieldId::Sidecar(SidecarKind::Takeout, path.to_owned());
    let moment = "2019-08-07T06:05:04";
    assert_eq!(text(FieldId::Jpeg(JpegElement::Comment), moment), Some(Category::Text));
    assert_eq!(text(takeout("title"), moment), Some(Category::Text));
    assert_eq!(text(takeout("hue"), moment), Some(Category::Date));
    assert_eq!(text(takeout("hue"), "red"), Some(Category::Other));
}
