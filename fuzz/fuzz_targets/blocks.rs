//! Any bytes, read by every reader of metadata: most of them turn away at once what is not theirs.
#![no_main]

use untrace::blocks::{Found, exif, iptc, jumbf, photoshop, text, xmp};
use untrace::input::Limits;
use untrace::model::{Field, FieldId, JpegElement};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    each(bytes, |found| _ = exif::read(bytes, found));
    each(bytes, |found| xmp::read(bytes, found));
    each(bytes, |found| iptc::read(bytes, found));
    each(bytes, |found| photoshop::read(bytes, found));
    each(bytes, |found| jumbf::read(bytes, FieldId::Jpeg(JpegElement::Jumbf), found));
    for kind in [b"tEXt", b"zTXt", b"iTXt"] {
        each(bytes, |found| _ = text::read(*kind, bytes, found));
    }
});

/// Runs one reader. What it lists is bounded, and offsets lie inside the block.
fn each(bytes: &[u8], read: impl FnOnce(&mut Found<'_>)) {
    let mut fields: Vec<Field> = Vec::new();
    let limits = Limits::DEFAULT;
    read(&mut Found::new(0, "block", &limits, &mut fields));
    assert!(fields.len() <= limits.fields + 1, "{} fields", fields.len());
    for field in &fields {
        // Offsets in an XMP packet count its text once it is UTF-8, and so may lie behind a packet that isn't.
        let exact = !matches!(field.id, FieldId::Xmp(..));
        assert!(!exact || field.place.at <= bytes.len() as u64, "{field:?}");
        let _ = (field.id.name(), field.value.shown());
    }
}
