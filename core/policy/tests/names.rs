//! What fields are called.

use super::*;
use crate::model::{BmffElement as B, CodedElement as C, SidecarKind, TelemetryElement as T, TelemetryForm, TiffElement};

#[test]
fn a_field_has_the_name_of_its_standard_or_the_one_that_the_file_gives_it() {
    for (id, called) in [
        (FieldId::Icc(*b"date"), "ICC creation date"),
        (FieldId::Icc(*b"zzzz"), "zzzz"),
        (FieldId::Png(*b"prVt"), "prVt"),
        (FieldId::Webp(*b"abcd"), "abcd"),
        (FieldId::Gif(GifElement::Application("ABCDEFGH123".to_owned())), "application extension ABCDEFGH123"),
        (FieldId::Gif(GifElement::Extension(0x0B)), "extension 0x0B"),
        (FieldId::Gif(GifElement::Comment), "comment extension"),
        (FieldId::Jpeg(JpegElement::App(7)), "APP7"),
        (FieldId::Jpeg(JpegElement::Other(0x02)), "FF02"),
        (FieldId::Tiff(TiffElement::Strips), "lists of strips"),
        (FieldId::Exif(Ifd::Image, 0x829A), "ExposureTime"),
        (FieldId::Exif(Ifd::Gps, 0x829A), "0x829A"),
        (FieldId::Iptc(2, 80), "By-line"),
        (FieldId::Iptc(9, 9), "IPTC 9:09"),
        (FieldId::ImageResource(0x0404), "8BIM IPTC"),
        (FieldId::ImageResource(0x0FFF), "8BIM 0x0FFF"),
        (FieldId::GdalItem("station".to_owned()), "GDAL station"),
        (FieldId::PngText("Kindergarten".to_owned()), "text Kindergarten"),
        (FieldId::Sidecar(SidecarKind::Takeout, "geoData/latitude".to_owned()), "Takeout JSON geoData/latitude"),
        (FieldId::Named("geo/latitude".to_owned()), "geo/latitude"),
        (FieldId::BmffKey("com.android.model".to_owned()), "com.android.model"),
        (FieldId::Leftover(Leftover::Image), "second picture"),
    ] {
        assert_eq!(id.name(), called, "{id:?}");
        assert_eq!(id.to_string(), called, "{id:?}");
    }
}

#[test]
fn what_is_in_videos_is_called_by_its_type() {
    for (element, called) in [
        (B::Time, "creation and modification time"),
        (B::Box(*b"udta"), "udta"),
        (B::Box(*b"zzzz"), "zzzz"),
        (B::UserData(*b"\xA9zzz"), "©zzz"),
        (B::Protected(*b"encv"), "encv"),
        (B::Property(*b"zzzz"), "zzzz"),
        (B::Track(*b"gpmd"), "gpmd track"),
        (B::Track(*b"zzzz"), "zzzz track"),
        (B::TrackPart(*b"zzzz"), "zzzz of a removed track"),
        (B::Codec(*b"zzzz"), "codec zzzz"),
        (B::EntryBox(*b"avc1", *b"zzzz"), "zzzz in avc1"),
        (B::Uuid([0xAB; 16]), "uuid abababababababababababababababab"),
    ] {
        assert_eq!(FieldId::Bmff(element).name(), called, "{element:?}");
    }
}

#[test]
fn what_is_between_coded_pictures_is_called_by_its_number() {
    for (element, called) in [
        (C::SeiMessage(136), "SEI time_code"),
        (C::SeiMessage(200), "SEI 200"),
        (C::UnregisteredUserData([0xAB; 16]), "SEI user_data_unregistered abababababababababababababababab"),
        (C::RegisteredUserData([1, 2, 3]), "ITU-T T.35 user data 010203"),
        (C::NalUnit(30), "NAL unit of type 30"),
        (C::Obu(9), "OBU of type 9"),
        (C::MetadataObu(4), "metadata OBU itut_t35"),
        (C::MetadataObu(31), "metadata OBU 31"),
        (C::DvPack(0x0F), "DV pack 0x0F"),
    ] {
        assert_eq!(FieldId::Coded(element).name(), called, "{element:?}");
    }
}

#[test]
fn what_cameras_record_is_called_by_its_form_and_what_it_says() {
    for (element, called) in
        [(T::Position, "freeGPS position"), (T::SerialNumber, "freeGPS serial number"), (T::Unread, "freeGPS block")]
    {
        assert_eq!(FieldId::Telemetry(TelemetryForm::FreeGps, element).name(), called);
    }
}

#[test]
fn a_namespace_has_the_prefix_that_its_owner_gives_it() {
    assert_eq!(xmp_prefix("http://ns.adobe.com/exif/1.0/"), Some("exif"));
    assert_eq!(xmp_prefix("http://example.org/"), None);
}
