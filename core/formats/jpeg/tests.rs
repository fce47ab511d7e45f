use super::*;
use crate::base::Unsupported;
use crate::containers::jpeg::marker;
use crate::model::{JpegElement as J, Kept, Value};
use crate::testing::jpeg::{picture, segment};
use crate::testing::tiff::block;
use crate::testing::xmp_packet;
use crate::testing::{self, icc};

fn scanned(bytes: &[u8]) -> Scan<JpegValue> {
    let scan = scan(&Input::from_bytes(bytes)).unwrap();
    assert!(scan.is_total());
    scan
}

fn turned(value: u32) -> JpegValue {
    JpegValue::Exif(Box::new(ExifBlock::new(Orientation::new(value), Kept::default())))
}

fn turning(value: u32) -> Vec<u8> {
    turned(value).compose()
}

fn fresh(scan: &Scan<JpegValue>) -> Vec<&JpegValue> {
    let fresh = scan.regions.iter().filter_map(|region| region.fresh.as_ref());
    let always = |fresh: &JpegValue| matches!(fresh, JpegValue::EndOfImage | JpegValue::ScanHeader(_));
    fresh.filter(|fresh| !fresh.is_nothing() && !always(fresh)).collect()
}

#[test]
fn only_the_first_exif_block_turns_the_picture() {
    let scan = scanned(&picture(&[turning(6), turning(3)]));
    assert_eq!(fresh(&scan), [&turned(6)]);
}

/// `two_exif_first_without_orientation`: the copy was turned, the original was not.
#[test]
fn a_block_without_an_orientation_does_not_leave_it_to_the_next() {
    let exif = |block: &[u8]| segment(marker::APP0 | 1, &[signature::EXIF, block].concat());
    let (none, upright) = (block(&[], 0, &[]), block(&[(0x0112, 3, 1, 1)], 0, &[]));
    let long = block(&[(0x0112, 4, 1, 6)], 0, &[]);
    for first in [&none[..], &upright, &long, b"no block", b"II*"] {
        assert!(fresh(&scanned(&picture(&[exif(first), turning(6)]))).is_empty(), "{first:?}");
    }
    // A segment with nothing but a signature is not one.
    for nothing in [exif(b""), segment(marker::APP0 | 1, b"Exif\0")] {
        assert_eq!(fresh(&scanned(&picture(&[nothing, turning(6)]))), [&turned(6)]);
    }
}

/// No reader looks there: what was refused, or replaced what counts, goes.
#[test]
fn values_behind_the_scan_count_for_nothing() {
    let profile = segment(marker::APP0 | 2, b"ICC_PROFILE\0\x01\x01junk");
    let density = JpegValue::Density { units: 1, x: 300, y: 300, ampf: false };
    for part in [turning(6), profile, density.compose(), JpegValue::Adobe { encode: [100, 0, 0], transform: 0 }.compose()] {
        let whole = picture(&[]);
        let (before, end) = whole.split_at(whole.len() - 2);
        assert!(fresh(&scanned(&[before, &part, end].concat())).is_empty());
    }
}

#[test]
fn xmp_behind_a_signature_that_nobody_knows_is_read() {
    for signature in [&b"http://ns.adobe.com/xap/1.0/ \0"[..], b"XMP\0://ns.adobe.com/xap/1.0/\0", b""] {
        let packet = xmp_packet(r#"xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="Nora""#);
        let scan = scanned(&picture(&[segment(marker::APP0 | 1, &[signature, &packet].concat())]));
        let mut fields = scan.fields.iter();
        assert!(fields.any(|field| field.value == Value::Text("Nora".into())), "{signature:?}");
    }
}

/// libjpeg takes components named R, G and B for those colours, unless there is a JFIF.
#[test]
fn a_density_in_units_that_do_not_exist_stays_a_jfif() {
    let jfif = |units: u8| segment(marker::APP0, &[&b"JFIF\0\x01\x01"[..], &[units, 0, 9, 0, 9, 0, 0]].concat());
    let density = |units, x| JpegValue::Density { units, x, y: x, ampf: false };
    assert_eq!(fresh(&scanned(&picture(&[jfif(3)]))), [&density(0, 1)]);
    let short = segment(marker::APP0, b"JFIF\0\x01\x01");
    assert_eq!(fresh(&scanned(&picture(&[short, jfif(1)]))), [&density(1, 9)]);
}

#[test]
fn the_last_of_several_colour_transforms_counts() {
    let adobe = |transform| JpegValue::Adobe { encode: [100, 0, 0], transform }.compose();
    let scan = scanned(&picture(&[adobe(0), adobe(2)]));
    assert_eq!(fresh(&scan), [&JpegValue::Adobe { encode: [100, 0, 0], transform: 2 }]);
}

#[test]
fn a_second_picture_does_not_turn_the_first() {
    let bytes = [picture(&[]), picture(&[turning(6)])].concat();
    let scan = scanned(&bytes);
    assert!(fresh(&scan).is_empty());
    assert_eq!(scan.regions.last().unwrap().id, FieldId::Leftover(Leftover::Image));
    let mut turns = scan.fields.iter().filter(|field| matches!(field.id, FieldId::Exif(_, 0x0112)));
    assert_eq!(turns.next().map(|field| field.about), Some(Subject::SecondPicture));
}

#[test]
fn orientation_in_xmp_is_not_believed() {
    let packet = xmp_packet(r#"xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6""#);
    let scan = scanned(&picture(&[segment(marker::APP0 | 1, &[signature::XMP, &packet].concat())]));
    assert!(fresh(&scan).is_empty());
    assert!(scan.fields.iter().any(|field| field.value == Value::Text("6".into())));
}

#[test]
fn what_is_composed_is_exact_and_what_is_longer_is_not() {
    let density = JpegValue::Density { units: 1, x: 300, y: 300, ampf: false };
    let adobe = JpegValue::Adobe { encode: [100, 0, 0], transform: 1 };
    for value in [density, adobe, turned(8)] {
        let scan = scanned(&picture(&[value.compose()]));
        assert_eq!(fresh(&scan), [&value]);
        assert!(scan.regions.iter().any(|region| region.exact));
    }
    let long = segment(marker::APP0, b"JFIF\0\x01\x02\x01\x01\x2C\x01\x2C\x01\x01rgb");
    let scan = scanned(&picture(&[long]));
    let always = |fresh: &Option<JpegValue>| matches!(fresh, Some(JpegValue::EndOfImage | JpegValue::ScanHeader(_)));
    assert!(scan.regions.iter().all(|region| !region.exact || region.span.is_empty() || always(&region.fresh)));
    assert_eq!(scan.fields[0].id, FieldId::Jpeg(J::Jfxx));
}

#[test]
fn a_video_behind_the_picture_is_told_from_other_bytes() {
    let video = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42".to_vec();
    let ids = |tail: &[u8]| -> Vec<FieldId> {
        scanned(&[&picture(&[])[..], tail].concat()).fields.iter().map(|field| field.id.clone()).collect()
    };
    let (trailer, film) = (FieldId::Leftover(Leftover::Trailer), FieldId::Leftover(Leftover::Video));
    assert_eq!(ids(&video), [trailer.clone(), film.clone()]);
    assert_eq!(ids(&[b"prefix", &video[..]].concat()), [trailer.clone(), film.clone()]);
    // Four letters alone are not a Samsung trailer.
    assert_eq!(ids(&[&video[..], b"SEFT"].concat()), [FieldId::Leftover(Leftover::Trailer), film]);
    assert_eq!(ids(&[0; 40]), [FieldId::Leftover(Leftover::Padding)]);
    assert_eq!(ids(b"old picture data\x01\x02"), [trailer]);
    assert_eq!(ids(b"a word"), [FieldId::Leftover(Leftover::Text)]);
}

fn panorama_of(properties: &str) -> Vec<u8> {
    let packet = xmp_packet(&format!("xmlns:GPano=\"http://ns.google.com/photos/1.0/panorama/\" {properties}"));
    segment(marker::APP0 | 1, &[signature::XMP, &packet].concat())
}

/// The packet of the first segment that mentions a panorama becomes its place, if that is asked for.
#[test]
fn a_panorama_is_written_anew_in_the_place_of_its_packet() {
    use crate::model::Category;
    let told =
        panorama_of(r#"GPano:ProjectionType="equirectangular" GPano:FullPanoWidthPixels="8000" GPano:StitchingSoftware="Nora""#);
    let bare = panorama_of(r#"xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="Nora""#);
    let bytes = picture(&[bare, told, turning(6)]);
    let scan = scanned(&bytes);
    let nothing = crate::plan::plan(&scan, Keep::NOTHING).unwrap();
    assert!(nothing.values.panorama.is_none() && nothing.removed.iter().any(|found| found.category == Category::Panorama));
    let kept = crate::plan::plan(&scan, Keep::these([Category::Panorama])).unwrap();
    let panorama = kept.values.panorama.unwrap();
    assert_eq!((panorama.lengths[2], kept.kept.contains(&"panorama".to_owned())), (Some(8000), true));
    let edits = crate::edit::EditList::from_plan(&scan, &kept).unwrap();
    let copy = edits.apply(&bytes).unwrap();
    assert_eq!(copy, picture(&[JpegValue::Panorama(Some(panorama)).compose(), turning(6)]));
    let again = crate::plan::plan(&scanned(&copy), Keep::these([Category::Panorama])).unwrap();
    assert!(again.is_empty());
    // Nobody asked for it: it goes from the copy, too.
    let none = crate::plan::plan(&scanned(&copy), Keep::NOTHING).unwrap();
    assert!(!none.is_empty() && none.removed.iter().all(|found| found.category == Category::Panorama));
}

/// A profile in segments with these numbers, out of this many.
fn pieces(numbers: &[(u8, u8)]) -> Vec<u8> {
    let profile = icc::grey(b"desc", &[&b"text\0\0\0\0"[..], &[b'N'; 400]].concat());
    let parts = profile.chunks(profile.len().div_ceil(numbers.len()));
    let segments = numbers
        .iter()
        .zip(parts)
        .map(|(&(number, count), part)| segment(marker::APP0 | 2, &[&b"ICC_PROFILE\0"[..], &[number, count], part].concat()));
    picture(&segments.collect::<Vec<_>>())
}

#[test]
fn a_profile_is_joined_by_the_numbers_of_its_pieces() {
    let holds_profile = |scan: &Scan<JpegValue>| fresh(scan).iter().any(|value| matches!(value, JpegValue::Profile(_)));
    assert!(holds_profile(&scanned(&pieces(&[(1, 2), (2, 2)]))));
    // No reader that checks the numbers takes any of it.
    for numbers in [&[(1, 3), (2, 3)][..], &[(2, 3), (3, 3)], &[(1, 4), (1, 4), (2, 4)]] {
        assert!(!holds_profile(&scanned(&pieces(numbers))), "{numbers:?}");
    }
}

/// Pillow also counts from zero, and Chromium stops after the first complete profile.
#[test]
fn pieces_that_only_some_readers_join_are_refused() {
    for numbers in [&[(0, 2), (1, 2)][..], &[(1, 2), (1, 2)], &[(1, 1), (2, 2)]] {
        let file = pieces(numbers);
        let refused = scan(&Input::from_bytes(&file));
        assert!(matches!(refused, Err(Error::Unsupported { what: Unsupported::ColourProfile, .. })), "{numbers:?}");
    }
}

/// Two bytes before each scan were whatever they were.
#[test]
fn a_restart_interval_that_no_scan_reaches_goes() {
    let every = |units: u16| segment(marker::DRI, &units.to_be_bytes());
    // Sixteen by eight pixels: two blocks of each of three components.
    let frame = segment(marker::SOF0, &[8, 0, 8, 0, 16, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
    let scan = |id: u8| [segment(marker::SOS, &[1, id, 0, 0, 63, 0]), vec![1]].concat();
    let file = |intervals: [Option<u16>; 3]| {
        let scans = intervals.iter().zip(1..).flat_map(|(units, id)| [units.map(every).unwrap_or_default(), scan(id)].concat());
        [testing::jpeg::SOI, &frame, &scans.collect::<Vec<_>>(), testing::jpeg::EOI].concat()
    };
    for (before, after) in [
        ([Some(0x4E6F), None, Some(2)], [None; 3]),
        ([Some(1), None, None], [Some(1), None, None]),
        ([Some(1), Some(0x4E6F), None], [Some(1), Some(0), None]),
        ([Some(0x4E6F), Some(1), Some(2)], [None, Some(1), Some(0)]),
        ([Some(0), Some(1), Some(1)], [None, Some(1), Some(1)]),
    ] {
        assert_eq!(testing::cleaned(FormatKind::Jpeg, &file(before)), file(after), "{before:?}");
        assert_eq!(testing::cleaned(FormatKind::Jpeg, &file(after)), file(after), "{after:?}");
    }
}

/// A picture of one pixel, its index, and a gain map with these segments.
fn with_map(segments: &[Vec<u8>]) -> Vec<u8> {
    let place = |offset: u32, size: u32| {
        let listed = |attribute, size, offset| Picture { attribute, size, offset, dependents: [0, 0] };
        let index = multi_picture::compose(&[listed(multi_picture::PRIMARY, size, 0), listed(0, 0, offset)]);
        picture(&[segment(marker::APP0 | 2, &[multi_picture::HEADER, &index].concat())])
    };
    let len = u32::try_from(place(0, 0).len()).unwrap();
    // Offsets count from behind SOI, marker, length and signature of the index.
    [place(len - 10, len), picture(segments)].concat()
}

/// Any of several segments made it a gain map, but only the first is written: that of the copy was none.
#[test]
fn a_gain_map_is_one_by_what_is_written_of_it() {
    let iso = |numbers: &[u8]| segment(marker::APP0 | 2, &[signature::GAIN_MAP, numbers].concat());
    let right = iso(&[&[0, 0, 0, 0, 0x40][..], &[0, 0, 0, 1].repeat(14)].concat());
    let is_map = |segments: &[Vec<u8>]| {
        let bytes = with_map(segments);
        let copy = testing::cleaned(FormatKind::Jpeg, &bytes);
        testing::becomes(FormatKind::Jpeg, &bytes, &copy);
        copy.len() > bytes.len() / 2
    };
    assert!(is_map(std::slice::from_ref(&right)) && is_map(&[right.clone(), iso(b"Nora")]));
    assert!(!is_map(&[iso(b"Nora"), right]));
}

/// A byte for each component of a scan of later bits was whatever it was.
#[test]
fn a_scan_names_no_table_that_it_does_not_read() {
    let file = |first: u8, later: u8, others: u8| {
        let scan = |header: &[u8]| [segment(marker::SOS, header), vec![1, 2, 3]].concat();
        let frame = segment(marker::SOF2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
        let scans = [scan(&[1, 1, first, 0, 0, 1]), scan(&[1, 1, later, 0, 0, 0x10]), scan(&[1, 1, others, 1, 63, 0])];
        [testing::jpeg::SOI, &frame, &scans.concat(), testing::jpeg::EOI].concat()
    };
    testing::becomes(FormatKind::Jpeg, &file(0x13, 0x4E, 0x31), &file(0x10, 0, 0x01));
}
