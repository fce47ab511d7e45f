mod names;
mod rows;
mod values;

use std::collections::BTreeSet;

use super::*;
use crate::model::{Ifd, Leftover};

#[test]
fn no_field_has_two_rows() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        assert!(seen.insert(format!("{:?}", row.field)), "{row:?}");
    }
}

#[test]
fn exif_rows_are_in_the_order_that_halving_needs() {
    let keys: Vec<_> = exif::ROWS
        .iter()
        .map(|row| match &row.field {
            Pattern::Exif(ifd, tag) => (*ifd, *tag),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(keys.is_sorted());
    for row in exif::ROWS {
        let Pattern::Exif(ifd, tag) = row.field else { continue };
        assert_eq!(name(&FieldId::Exif(ifd, tag)), row.name);
    }
}

/// Whatever a parser comes up with goes unless a row says otherwise.
#[test]
fn what_has_no_row_goes() {
    let unknown = [
        FieldId::Jpeg(JpegElement::App(7)),
        FieldId::Jpeg(JpegElement::Other(0x02)),
        FieldId::Png(*b"prVt"),
        FieldId::PngText("Kindergarten".into()),
        FieldId::Exif(Ifd::Image, 0xFEDC),
        FieldId::Exif(Ifd::Gps, 0x00FF),
        FieldId::Xmp("http://example.com/".into(), "name".into()),
        FieldId::Iptc(9, 9),
        FieldId::ImageResource(0x0FFF),
        FieldId::Icc(*b"mmod"),
    ];
    for id in unknown {
        let rule = rule(&id);
        assert_eq!(rule.treatment, Treatment::Remove, "{id:?}");
        assert!(rule.category.is_some(), "{id:?}");
        assert!(!name(&id).is_empty(), "{id:?}");
    }
    for number in 0..=u16::MAX {
        for ifd in [Ifd::Image, Ifd::Exif, Ifd::Gps, Ifd::Interoperability, Ifd::GeoKeys] {
            let kept = rule(&FieldId::Exif(ifd, number)).treatment != Treatment::Remove;
            assert_eq!(kept, (ifd, number) == (Ifd::Image, 0x0112));
        }
    }
}

#[test]
fn every_category_has_a_row_and_words_are_unique() {
    let words: BTreeSet<_> = Category::ALL.iter().map(|category| category.word()).collect();
    assert_eq!(words.len(), Category::ALL.len());
    for &category in Category::ALL {
        assert!(rows().any(|row| row.rule.category == Some(category)), "{category:?}");
        assert_eq!(serde_json::to_value(category).unwrap(), category.word());
    }
}

/// A photo that only said how fast it was moving was taken for one that says where.
#[test]
fn directions_speeds_and_weather_are_no_places() {
    let gps = |tag| rule(&FieldId::Exif(Ifd::Gps, tag)).category;
    for tag in (0x0008..=0x0011).chain(0x0017..=0x001A).chain([0x001E, 0x001F]) {
        assert_eq!(gps(tag), Some(Category::Camera), "{tag:#06x}");
    }
    for tag in (0x0002..=0x0006).chain(0x0013..=0x0016).chain([0x001B, 0x001C, 0x00FF]) {
        assert_eq!(gps(tag), Some(Category::Location), "{tag:#06x}");
    }
    assert_eq!(rule(&FieldId::Exif(Ifd::Exif, 0x9400)).category, Some(Category::Camera));
    assert_eq!(rule(&FieldId::BmffKey("com.apple.quicktime.direction.facing".into())).category, Some(Category::Camera));
}

#[test]
fn xmp_properties_that_repeat_exif_say_what_exif_says() {
    let exif = |name: &str| rule(&FieldId::Xmp("http://ns.adobe.com/exif/1.0/".into(), name.into())).category;
    assert_eq!(exif("GPSLatitude"), Some(Category::Location));
    assert_eq!(exif("DateTimeOriginal"), Some(Category::Date));
    assert_eq!(exif("BodySerialNumber"), Some(Category::Id));
    let mwg = FieldId::Xmp("http://www.metadataworkinggroup.com/schemas/regions/".into(), "Name".into());
    assert_eq!(rule(&mwg).category, Some(Category::People));
    assert_eq!(mwg.name(), "XMP mwg-rs:Name");
}

/// An unread message between frames was taken for unknown data, whatever the question.
#[test]
fn what_was_not_read_may_say_what_its_form_has_room_for() {
    use crate::base::Place;
    use crate::model::{BmffElement as B, CodedElement as C};
    let anything: Vec<Category> =
        Category::ALL.iter().copied().filter(|category| category.is_telling() && *category != Category::Other).collect();
    let field = |id: FieldId, value| Field::with(id, Place::at(0), value);
    for open in [
        FieldId::Coded(C::UnregisteredUserData([7; 16])),
        FieldId::Coded(C::SeiMessage(200)),
        FieldId::Coded(C::RegisteredUserData([1, 2, 3])),
        FieldId::Coded(C::UserData),
        FieldId::Coded(C::NalUnit(30)),
        FieldId::Coded(C::MetadataObu(4)),
        FieldId::Bmff(B::Track(*b"zzzz")),
        FieldId::BmffKey("com.example.key".to_owned()),
        FieldId::Jpeg(JpegElement::App(7)),
        FieldId::Jpeg(JpegElement::Jumbf),
        FieldId::Png(*b"prVt"),
        FieldId::Webp(*b"abcd"),
        FieldId::Gif(GifElement::Application("ABCDEFGH123".to_owned())),
        FieldId::ImageResource(0x0FFF),
        FieldId::Exif(Ifd::Exif, 0x927C),
        FieldId::Exif(Ifd::Image, 0xFEDC),
        FieldId::Named("record".to_owned()),
        FieldId::Leftover(Leftover::Trailer),
        FieldId::Leftover(Leftover::Unread),
        FieldId::Leftover(Leftover::Video),
    ] {
        for unread in [Value::Unknown, Value::Bytes(40)] {
            assert_eq!(possible(&field(open.clone(), unread)), anything, "{open:?}");
        }
        // Once read, it says what it says; three bytes are nothing.
        for read in [Value::Text("x264 - core 164".to_owned()), Value::Bytes(3)] {
            assert!(possible(&field(open.clone(), read)).is_empty(), "{open:?}");
        }
    }
    for known in [FieldId::Coded(C::SeiMessage(3)), FieldId::Coded(C::Moment), FieldId::Bmff(B::Free), FieldId::Bmff(B::Time)] {
        assert!(possible(&field(known.clone(), Value::Bytes(40))).is_empty(), "{known:?}");
    }
}

#[test]
fn what_a_field_may_say_is_told_once() {
    use crate::base::Place;
    let track = Field::with(FieldId::Bmff(crate::model::BmffElement::Track(*b"zzzz")), Place::at(0), Value::Unknown);
    let found = crate::plan::findings(&track);
    let told: BTreeSet<_> = found.iter().map(|found| found.category).collect();
    assert_eq!((told.len(), found[0].category, found[0].possible), (found.len(), Category::Motion, false));
    for row in rows() {
        assert!(row.rule.possible.is_empty() || row.rule.treatment == Treatment::Remove, "{row:?}");
    }
}

/// Places, people and ids in a namespace without a row, or with a slightly wrong URI, were taken for unknown data.
#[test]
fn properties_of_unknown_namespaces_say_what_their_names_say() {
    let said = |uri: &str, name: &str| rule(&FieldId::Xmp(uri.into(), name.into())).category;
    let (nobody, slashless) = ("http://example.org/photos/", "http://ns.microsoft.com/photo/1.0");
    assert_eq!(said(nobody, "Latitude"), Some(Category::Location));
    assert_eq!(said(nobody, "PersonName"), Some(Category::People));
    assert_eq!(said(nobody, "SerialNumber"), Some(Category::Id));
    assert_eq!(said(nobody, "TakenTime"), Some(Category::Date));
    assert_eq!(said(nobody, "Hue"), Some(Category::Other));
    assert_eq!(said("", "city"), Some(Category::Location));
    assert_eq!(said(slashless, "CameraSerialNumber"), Some(Category::Id));
    assert_eq!(said("https://ns.adobe.com/exif/1.0", "GPSLatitude"), Some(Category::Location));
    assert_eq!(said("http://ns.google.com/photos/dd/1.0/earthpose/", "Timestamp"), Some(Category::Date));
    assert_eq!(said("http://ns.acdsee.com/regions/", "Name"), Some(Category::People));
    // In a known namespace, a name counts only if it is unambiguous.
    assert_eq!(said("http://ns.adobe.com/camera-raw-settings/1.0/", "Name"), Some(Category::Software));
    assert_eq!(said("http://ns.google.com/photos/1.0/camera/", "BurstID"), Some(Category::Id));
}

#[test]
fn a_namespace_that_is_written_a_little_wrong_is_told() {
    use crate::base::Place;
    let declared = |uri: &str| {
        let id = FieldId::Xmp(uri.to_owned(), NAMESPACE.to_owned());
        category(&Field::with(id, Place::at(0), Value::Text("exif".to_owned())))
    };
    assert_eq!(declared("http://ns.adobe.com/exif/1.0/"), None);
    assert_eq!(declared("http://ns.adobe.com/exif/20240512/"), Some(Category::Other));
}

#[test]
fn a_value_without_a_name_that_says_anything_is_told_by_its_form() {
    use crate::base::Place;
    let told = |text: &str| {
        let id = FieldId::Xmp("http://example.org/".to_owned(), "hue".to_owned());
        category(&Field::with(id, Place::at(0), Value::Text(text.to_owned())))
    };
    assert_eq!(told("2019-08-07T06:05:04"), Some(Category::Date));
    assert_eq!(told("47.37642, 8.54145"), Some(Category::Location));
    assert_eq!(told("anna@example.org"), Some(Category::People));
    assert_eq!(told("550e8400-e29b-41d4-a716-446655440000"), Some(Category::Id));
    assert_eq!(told("12"), Some(Category::Other));
}

/// It was reported as unknown data.
#[test]
fn a_text_in_what_holds_persons_is_about_persons() {
    use crate::base::Place;
    let says = |value: &str| {
        let id = FieldId::Xmp("http://ns.microsoft.com/photo/1.2/".to_owned(), "RegionInfo".to_owned());
        category(&Field::with(id, Place::at(0), Value::Text(value.to_owned())))
    };
    assert_eq!(says("a value"), Some(Category::People));
    assert_eq!(says(""), None);
}
