//! Any bytes, read by every reader of metadata: most of them turn away at once what is not theirs. What a reader
//! writes anew has to be read as the same again.
#![no_main]

use untrace_core::base::{Input, Limits, Span};
use untrace_core::blocks::gain_map::ToneMap;
use untrace_core::blocks::icc::Verdict;
use untrace_core::blocks::{
    Found, camm, exif, free_gps, gain_map, gpmf, icc, iptc, jumbf, multi_picture, nmea, non_real_time_meta, photoshop, png_text,
    quicktime, trailer, xmp,
};
use untrace_core::model::{Field, FieldId, JpegElement, TelemetryForm};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    each(bytes, |found| _ = exif::read(bytes, found));
    each(bytes, |found| iptc::read(bytes, found));
    each(bytes, |found| photoshop::read(bytes, found, exif::list));
    each(bytes, |found| quicktime::user_data(bytes, found));
    each(bytes, |found| quicktime::metadata(bytes, found));
    each(bytes, |found| jumbf::read(bytes, FieldId::Jpeg(JpegElement::Jumbf), found));
    for read in [camm::read, free_gps::read, gpmf::read, non_real_time_meta::read] {
        each(bytes, |found| read(bytes, found));
    }
    each(bytes, |found| _ = nmea::read(bytes, found));
    let (input, span) = (Input::from_bytes(bytes), Span::new(0, bytes.len() as u64));
    assert!(trailer::last(&input, span).is_ok_and(|found| found.is_none_or(|trailer| trailer.span.end() == span.end())));
    assert!(trailer::content(&input, span).is_ok_and(|content| content.unread <= span.len));
    for kind in [b"tEXt", b"zTXt", b"iTXt"] {
        each(bytes, |found| _ = png_text::read(*kind, bytes, found));
    }
    each(bytes, |found| {
        if let Ok(Verdict::Cleaned(profile)) = icc::read(bytes, found) {
            assert!(profile.len() <= bytes.len(), "the profile grew");
            each(&profile, |found| assert!(icc::read(&profile, found).is_ok_and(|verdict| verdict == Verdict::Clean)));
        }
    });
    if let Some(map) = gain_map::read_xmp(&each(bytes, |found| xmp::read(bytes, found))) {
        let packet = gain_map::compose_xmp(&map);
        assert_eq!(gain_map::read_xmp(&each(&packet, |found| xmp::read(&packet, found))), Some(map));
    }
    for of_map in [false, true] {
        if let Some(numbers) = gain_map::read_iso(bytes, of_map) {
            assert_eq!(gain_map::read_iso(&numbers, of_map), Some(numbers));
        }
    }
    if let ToneMap::Numbers(numbers) = gain_map::read_tone_map(bytes) {
        assert!(numbers.len() <= bytes.len(), "the numbers grew");
        assert_eq!(gain_map::read_tone_map(&numbers), ToneMap::Numbers(numbers));
    }
    if let Some(pictures) = multi_picture::read(bytes) {
        assert_eq!(multi_picture::read(&multi_picture::compose(&pictures)), Some(pictures));
    }
});

/// Runs one reader. What it lists is bounded, and offsets lie inside the block.
fn each(bytes: &[u8], read: impl FnOnce(&mut Found<'_>)) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let limits = Limits::DEFAULT;
    read(&mut Found::new(0, "block", &limits, &mut fields));
    assert!(fields.len() <= limits.fields + 1, "{} fields", fields.len());
    for field in &fields {
        // Offsets in XML count its text once it is UTF-8, and so may lie behind a text that isn't.
        let exact = !matches!(field.id, FieldId::Xmp(..) | FieldId::Telemetry(TelemetryForm::NonRealTimeMeta, _));
        assert!(!exact || field.place.at <= bytes.len() as u64, "{field:?}");
        let _ = (field.id.name(), field.value.text());
    }
    fields
}
