use proptest::prelude::*;

use super::by_source::plain;
use super::*;
use crate::base::{EPOCH_1904, Moment, Place, Position};
use crate::blocks::{exif, quicktime, xmp};
use crate::model::{ExifBlock, FieldId, Fraction, Ifd, KEEPABLE, Orientation, Subject};
use crate::testing::found;
use crate::testing::tiff::{block, directory};

fn fields_of(block: &[u8]) -> Vec<Field> {
    found(0, "APP1", |found| exif::read(block, found)).1
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[a-zA-Zé東🎂;](\\PC|[ a-zA-Zé東🎂;&<\"\n]{0,40}[a-zA-Zé東🎂])?".prop_map(|text| plain(&text).unwrap()))
}

fn fraction() -> impl Strategy<Value = Option<Fraction>> {
    let part = || 1..=i64::from(u32::MAX);
    proptest::option::of((part(), part()).prop_map(|(numerator, denominator)| Fraction { numerator, denominator }))
}

fn position() -> impl Strategy<Value = Position> {
    (-900_000_000..=900_000_000, -1_800_000_000..=1_800_000_000, proptest::option::of(-10_000_000..90_000_000))
        .prop_map(|(latitude, longitude, altitude)| Position { latitude, longitude, altitude })
}

fn moment() -> impl Strategy<Value = Moment> {
    let offset = proptest::option::of((-900..=900).prop_map(|minutes| jiff::tz::Offset::from_seconds(minutes * 60).unwrap()));
    (0..4_000_000_000_i64, 0..1000, offset).prop_map(|(seconds, thousandths, offset)| {
        let stamp = Timestamp::new(seconds, thousandths * 1_000_000).unwrap();
        Moment::at(jiff::tz::Offset::UTC.to_datetime(stamp), offset)
    })
}

fn camera() -> impl Strategy<Value = Camera> {
    let names = (text(), text(), text(), text());
    let numbers = (fraction(), fraction(), proptest::option::of(1..=u16::MAX), fraction(), proptest::option::of(1..=u16::MAX));
    (names, numbers).prop_map(|((make, model, lens_make, lens_model), numbers)| {
        let (exposure_time, f_number, sensitivity, focal_length, focal_length_35mm) = numbers;
        Camera { make, model, lens_make, lens_model, exposure_time, f_number, sensitivity, focal_length, focal_length_35mm }
    })
}

prop_compose! {
    fn kept()(
        position in proptest::option::of(position()),
        moment in proptest::option::of(moment()),
        camera in camera(),
        (artist, copyright, owner) in (text(), text(), text()),
        (title, description, comment, keywords) in (text(), text(), text(), text()),
        software in text(),
    ) -> Kept {
        let people = People { artist, copyright, owner };
        let texts = Texts { title, description, comment, keywords };
        Kept { position, moment, camera, people, texts, software, panorama: None }
    }
}

proptest! {
    /// A copy is judged by what is read back from it.
    #[test]
    fn what_is_written_is_read_again(kept in kept(), turned in 0_u32..9) {
        let block = ExifBlock { orientation: Orientation::new(turned), kept };
        let fields = fields_of(&exif::compose(&block));
        prop_assert!(fields.iter().all(|field| !matches!(field.id, FieldId::Leftover(_))), "{:?}", fields);
        prop_assert_eq!(read(&fields), block.kept);
    }

    /// No combination lets another category through.
    #[test]
    fn only_what_was_asked_for_is_written(kept in kept(), bits in 0_u16..64) {
        let asked: Vec<Category> =
            KEEPABLE.into_iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, category)| category).collect();
        let only = kept.only(Keep::these(asked.iter().copied()));
        let block = exif::compose(&ExifBlock { orientation: Orientation::new(6), kept: only });
        for field in fields_of(&block) {
            let category = policy::rule(&field.id).category;
            prop_assert!(category.is_none_or(|category| asked.contains(&category)), "{:?} {:?}", field, asked);
        }
    }
}

proptest! {
    /// A text is cut, and read back from the copy: `"\u{FFFD} \u{FFFD}"` became shorter each time.
    #[test]
    fn a_text_that_is_kept_stays_as_it_is(text in "[a\u{FFFD} \n\0]{0,12}|\\PC{0,600}") {
        let once = plain(&text);
        prop_assert_eq!(once.as_deref().and_then(plain), once);
    }
}

fn key(name: &str, text: &str) -> Field {
    Field::with(FieldId::BmffKey(name.to_owned()), Place::at(0), Value::Text(text.to_owned()))
}

fn property(namespace: &str, name: &str, text: &str) -> Field {
    Field::with(FieldId::Xmp(namespace.to_owned(), name.to_owned()), Place::at(0), Value::Text(text.to_owned()))
}

#[test]
fn positions_are_read_in_every_form() {
    let paris = Position { latitude: 488_566_000, longitude: 23_522_000, altitude: Some(35_000) };
    let iso = |text: &str| read(&[key("com.apple.quicktime.location.ISO6709", text)]).position;
    assert_eq!(iso("+48.8566+002.3522+035.000/"), Some(paris));
    assert_eq!(iso("+4851.396+00221.132+35CRSWGS_84/"), Some(paris));
    assert_eq!(iso("+48.8566+002.3522/"), Some(Position { altitude: None, ..paris }));
    assert_eq!(iso("-33.9+018.4/").map(|position| position.latitude), Some(-339_000_000));
    for nonsense in ["", "/", "48.8+2.3", "+48", "+948.8566+002.3522/", "+é8.0+002.0/", "+48.8566+002.3522+1+2/"] {
        assert_eq!(iso(nonsense), None, "{nonsense}");
    }
    const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
    let xmp = read(&[property(EXIF, "GPSLatitude", "48,51.396N"), property(EXIF, "GPSLongitude", "2,21,7.92E")]).position;
    assert_eq!(xmp, Some(Position { altitude: None, ..paris }));
}

#[test]
fn moments_are_read_in_every_form() {
    let noon = |offset: Option<i8>| {
        let local = jiff::civil::date(2024, 5, 12).at(12, 0, 5, 0);
        Some(Moment::at(local, offset.map(jiff::tz::offset)))
    };
    let created = |text: &str| read(&[key("com.apple.quicktime.creationdate", text)]).moment;
    assert_eq!(created("2024-05-12T12:00:05+0200"), noon(Some(2)));
    assert_eq!(created("2024-05-12T12:00:05-03:00"), noon(Some(-3)));
    assert_eq!(created("2024-05-12 12:00:05Z"), noon(Some(0)));
    assert_eq!(created("2024-05-12T12:00:05"), noon(None));
    for nonsense in ["2024-05-12", "yesterday", "2024-13-12T12:00:05", ""] {
        assert_eq!(created(nonsense), None, "{nonsense}");
    }
    let iptc = |number, text: &str| Field::with(FieldId::Iptc(2, number), Place::at(0), Value::Text(text.to_owned()));
    assert_eq!(read(&[iptc(55, "20240512"), iptc(60, "120005+0200")]).moment, noon(Some(2)));
    let exif = |tag, text: &str| Field::with(FieldId::Exif(Ifd::Exif, tag), Place::at(0), Value::Text(text.to_owned()));
    assert_eq!(read(&[exif(0x9003, "2024:05:12 12:00:05"), exif(0x9011, "+02:00")]).moment, noon(Some(2)));
    assert_eq!(read(&[exif(0x9003, "0000:00:00 00:00:00")]).moment, None);
}

#[test]
fn what_a_thumbnail_says_is_not_said_of_the_picture() {
    let id = FieldId::Exif(Ifd::Image, 0x010F);
    let field = |about| Field { about, ..Field::with(id.clone(), Place::at(0), Value::Text("Lumora".to_owned())) };
    for other in [Subject::Thumbnail, Subject::GainMap, Subject::SecondPicture, Subject::LaterPage] {
        assert_eq!(read(&[field(other)]), Kept::default(), "{other:?}");
    }
    assert_eq!(read(&[field(Subject::Picture)]).camera.make.as_deref(), Some("Lumora"));
}

#[test]
fn a_name_with_a_serial_number_in_it_is_not_kept() {
    let exif = |ifd, tag, text: &str| Field::with(FieldId::Exif(ifd, tag), Place::at(0), Value::Text(text.to_owned()));
    let fields = [exif(Ifd::Image, 0x0110, "Lumora One LM-0042"), exif(Ifd::Exif, 0xA431, "LM-0042")];
    let mut kept = read(&fields);
    assert_eq!(kept.camera.model.as_deref(), Some("Lumora One LM-0042"));
    withhold_ids(&mut kept, &fields);
    assert_eq!(kept, Kept::default());
}

proptest! {
    /// The same for a video's metadata list, in both of its forms and with any padding.
    #[test]
    fn what_a_video_says_is_read_again(kept in kept(), full: bool, padding in 0_usize..8) {
        let kept = quicktime::sayable(&kept);
        let list = quicktime::compose(&kept, full, padding);
        let ((), fields) = found(0, "meta", |found| quicktime::metadata(list.get(8..).unwrap_or_default(), found));
        prop_assert!(list.is_empty() || fields.iter().all(|field| matches!(field.id, FieldId::BmffKey(_))), "{:?}", fields);
        prop_assert_eq!(if list.is_empty() { Kept::default() } else { read(&fields) }, kept);
    }
}

proptest! {
    /// The same for an XMP packet.
    #[test]
    fn what_a_packet_says_is_read_again(kept in kept()) {
        let kept = xmp::sayable(&kept);
        let packet = xmp::compose(&kept);
        let fields = if packet.is_empty() { Vec::new() } else { found(0, "XMP", |found| xmp::read(&packet, found)).1 };
        for field in &fields {
            prop_assert!(policy::category(field).is_none_or(|category| kept.categories().contains(&category)), "{:?}", field);
        }
        prop_assert_eq!(read(&fields), kept);
    }
}

fn taken_at(fields: &[(FieldId, &str)]) -> Option<String> {
    let field = |(id, text): &(FieldId, &str)| Field::with(id.clone(), Place::at(0), Value::Text((*text).to_owned()));
    taken(&fields.iter().map(field).collect::<Vec<_>>()).map(|time| time.to_string())
}

#[test]
fn times_for_an_order_are_read_as_programs_write_them() {
    let written = |text: &str| taken_at(&[(FieldId::PngText("Creation Time".to_owned()), text)]);
    for (text, utc) in [
        ("2024:05:12 17:03:12", "2024-05-12T17:03:12Z"),
        ("2024-05-12T17:03:12+02:00", "2024-05-12T15:03:12Z"),
        ("2024-05-12T17:03:12+0200", "2024-05-12T15:03:12Z"),
        ("2024-05-12T17:03:12.25", "2024-05-12T17:03:12.25Z"),
        ("2024-05-12 17:03:12", "2024-05-12T17:03:12Z"),
        ("2024-05-12", "2024-05-12T00:00:00Z"),
        ("Sun, 12 May 2024 17:03:12 +0200", "2024-05-12T15:03:12Z"),
    ] {
        assert_eq!(written(text).as_deref(), Some(utc), "{text}");
    }
    for nonsense in ["", "0000:00:00 00:00:00", "2024:02:30 10:00:00", "    :  :     :  :  ", "soon", "2024:05:12 25:00:00"] {
        assert_eq!(written(nonsense), None, "{nonsense}");
    }
}

#[test]
fn the_shutter_is_believed_before_a_program() {
    let original = (FieldId::Exif(Ifd::Exif, 0x9003), "2024:05:12 17:03:12");
    let modified = (FieldId::Exif(Ifd::Image, 0x0132), "2025:01:01 00:00:00");
    assert_eq!(taken_at(&[modified.clone(), original.clone()]).as_deref(), Some("2024-05-12T17:03:12Z"));
    let unset = (original.0.clone(), "0000:00:00 00:00:00");
    assert_eq!(taken_at(&[unset, modified]).as_deref(), Some("2025-01-01T00:00:00Z"));
    let beside = |tag, text| (FieldId::Exif(Ifd::Exif, tag), text);
    let exact = taken_at(&[original.clone(), beside(0x9291, "25 "), beside(0x9011, "+02:00")]);
    assert_eq!(exact.as_deref(), Some("2024-05-12T15:03:12.25Z"));
    assert_eq!(taken_at(&[original, beside(0x9011, "   :  ")]).as_deref(), Some("2024-05-12T17:03:12Z"));
}

#[test]
fn a_recorder_without_a_clock_says_no_time() {
    let made = |seconds| {
        let value = Value::Moment { moment: Moment::since(EPOCH_1904, seconds).unwrap(), raw: Vec::new() };
        read(&[Field::with(FieldId::Bmff(BmffElement::Time), Place::at(0), value)]).moment
    };
    assert_eq!(made(1), None);
    assert_eq!(made(3_792_096_000).map(|moment| moment.iso_8601(":")).as_deref(), Some("2024-03-01T00:00:00+00:00"));
}

/// A place on the wrong half of the earth is worse than none: nobody knows where this is.
#[test]
fn a_position_without_its_hemisphere_is_told_as_numbers_and_never_kept() {
    let ifd = |sides: [[u8; 2]; 2]| {
        let [north, east] = sides.map(|side| u32::from_le_bytes([side[0], side[1], 0, 0]));
        let entries = [(1, 2, 2, north), (2, 5, 3, 80), (3, 2, 2, east), (4, 5, 3, 104)];
        let gps = directory(&entries, 0);
        let numbers = [48, 1, 51, 1, 2376, 100, 2, 1, 21, 1, 792, 100].map(u32::to_le_bytes).concat();
        block(&[(0x8825, 4, 1, 26)], 0, &[gps, numbers].concat())
    };
    let (known, unknown) = (fields_of(&ifd([*b"N\0", *b"W\0"])), fields_of(&ifd([*b"X\0", *b"Y\0"])));
    let paris = Position { latitude: 488_566_000, longitude: -23_522_000, altitude: None };
    assert_eq!((read(&known).position, read(&unknown).position), (Some(paris), None));
    let latitude = |fields: &[Field]| {
        let field = fields.iter().find(|field| field.id == FieldId::Exif(Ifd::Gps, 2)).unwrap();
        (field.value.coordinate().is_some(), field.value.text().unwrap().into_owned(), policy::category(field))
    };
    assert_eq!(latitude(&known), (true, "48.8566 N".to_owned(), Some(Category::Location)));
    assert_eq!(latitude(&unknown), (false, "48, 51, 23.76".to_owned(), Some(Category::Location)));
    // A latitude whose longitude has no side is not a place either, and must not be paired with the longitude of
    // another block.
    assert_eq!(latitude(&fields_of(&ifd([*b"N\0", *b"Y\0"]))), (false, "48, 51, 23.76".to_owned(), Some(Category::Location)));
}

fn pano(name: &str, text: &str) -> Field {
    property(Panorama::NAMESPACE, name, text)
}

#[test]
fn a_panorama_is_read_by_the_grammar_of_its_numbers() {
    let all = Keep::these(KEEPABLE);
    let read = |fields: &[Field]| told(fields, all).panorama;
    assert_eq!(read(&[pano("FullPanoWidthPixels", "8000")]), None);
    assert_eq!(read(&[pano("ProjectionType", "Rue du Secret")]), None);
    let of = |name: &str, text: &str| {
        let panorama = read(&[pano("ProjectionType", "Equirectangular"), pano(name, text)]).unwrap();
        (panorama.lengths[2], panorama.angles[2])
    };
    for (text, pixels) in
        [("8000", Some(8000)), ("+8000", None), ("8000.5", None), ("99999999", None), ("-1", None), ("0x10", None)]
    {
        assert_eq!(of("FullPanoWidthPixels", text).0, pixels, "{text}");
    }
    for (text, angle) in [
        ("90", Some(90_000)),
        ("-12.3456", Some(-12_346)),
        ("361", None),
        ("1e2", None),
        ("inf", None),
        ("12.5 Nora", None),
        ("", None),
    ] {
        assert_eq!(of("InitialViewHeadingDegrees", text).1, angle, "{text}");
    }
    assert_eq!(told(&[pano("ProjectionType", "equirectangular")], Keep::NOTHING).panorama, None);
}

#[test]
fn the_first_look_is_told_from_the_picture_and_not_from_north() {
    let look = |first: &str, heading: &str| {
        let fields = [
            pano("ProjectionType", "cylindrical"),
            pano("InitialViewHeadingDegrees", first),
            pano("PoseHeadingDegrees", heading),
        ];
        panorama(&fields).unwrap().angles[2]
    };
    assert_eq!(look("90", "350.5"), Some(99_500));
    assert_eq!(look("10", "20"), Some(350_000));
    // Without a number, nobody knows how much of it is the compass.
    assert_eq!(look("90", "north"), None);
}

/// A text in a property about the view is still a text.
#[test]
fn what_is_no_number_of_a_panorama_is_told_as_unknown() {
    let category = |name: &str, text: &str| policy::category(&pano(name, text));
    assert_eq!(category("ProjectionType", "equirectangular"), Some(Category::Panorama));
    assert_eq!(category("FullPanoWidthPixels", "8000"), Some(Category::Panorama));
    assert_eq!(category("ProjectionType", "Nora Petit"), Some(Category::Other));
    assert_eq!(category("PoseHeadingDegrees", "12"), Some(Category::Camera));
}

prop_compose! {
    fn shown()(
        projection in proptest::sample::select(<crate::model::Projection as strum::VariantArray>::VARIANTS),
        viewer in any::<Option<bool>>(),
        lengths in proptest::array::uniform6(proptest::option::of(0_u32..=10_000_000)),
        angles in proptest::array::uniform8(proptest::option::of(-360_000_i32..=360_000)),
    ) -> Panorama {
        Panorama { projection, viewer, stereo: None, lengths, angles }
    }
}

proptest! {
    #[test]
    fn a_panorama_that_is_written_is_read_again(shown in shown()) {
        let fields = found(0, "APP1", |found| xmp::read(&xmp::compose_panorama(&shown), found)).1;
        prop_assert_eq!(panorama(&fields), Some(shown));
        prop_assert!(fields.iter().all(|field| matches!(policy::category(field), None | Some(Category::Panorama))), "{:?}", fields);
        let [_, _, heading, pitch, roll, ..] = shown.angles;
        let angles = [None, None, heading, pitch, roll, None, None, None];
        let film = Panorama { viewer: None, stereo: Some(crate::model::Stereo::TopBottom), angles, ..shown };
        let fields = found(0, "uuid", |found| xmp::read(&xmp::compose_of_video(&film), found)).1;
        prop_assert_eq!(panorama(&fields), Some(film));
    }
}

mod behind_zeros;
mod clocks;
