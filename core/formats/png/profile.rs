//! The colour profile of a PNG file: its name, and a stream that readers treat differently if it is broken.

use crate::base::{ByteOrder, Cursor, Error};
use crate::blocks::icc::{self, Verdict};
use crate::blocks::{self, Found, zlib};
use crate::formats::regions;
use crate::model::{FieldId, Leftover, Value};

use super::value::{PROFILE_NAME, PngValue};

/// Longest keyword (11.3.3.1). libpng skips a profile with a longer name, or with none; others do not.
const LONGEST_KEYWORD: usize = 79;

/// Names that libraries give to any profile, and those of well-known profiles.
#[rustfmt::skip]
static USUAL_PROFILE_NAMES: &[&[u8]] = &[
    PROFILE_NAME, b"ICC Profile", b"ICC profile", b"icc profile", b"ICC", b"profile", b"Photoshop ICC profile", b"1", b"",
    b"sRGB", b"sRGB IEC61966-2.1", b"Display P3", b"Adobe RGB (1998)", b"kCGColorSpaceDisplayP3", b"kCGColorSpaceSRGB",
    b"kCGColorSpaceGenericRGB", b"kCGColorSpaceDeviceRGB", b"kCGColorSpaceDisplayRGB", b"kCGColorSpaceICCBased",
    b"kCGColorSpaceCalibratedRGB", b"kCGColorSpaceGenericGrayGamma2_2", b"kCGColorSpaceDeviceGray",
];

/// `iCCP`: name, zero, method 0, compressed profile (11.3.2.3). It is compressed again: the same profile can be compressed in
/// many ways, and the choice between them can say anything.
pub(super) fn read(data: &[u8], found: &mut Found<'_>) -> Result<Option<PngValue>, Error> {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let (Some(name), Some(0)) = (cursor.until_zero(), cursor.u8()) else {
        regions::no_profile(0, found);
        return Ok(None);
    };
    if !USUAL_PROFILE_NAMES.contains(&name) {
        found.push(0, "", FieldId::Icc(*b"desc"), blocks::text(name));
    }
    let stream = cursor.rest();
    let Some((profile, len)) = zlib::inflate(stream, found.limits().inflated_bytes, found.budget()) else {
        // libpng needs no more than the profile, and Pillow takes what there is.
        let beginning = zlib::beginning(stream, found.limits().inflated_bytes);
        return match icc::read(&beginning, &mut found.inner(0, "ICC").out_of_place())? {
            Verdict::Ignored => {
                regions::no_profile(0, found);
                Ok(None)
            }
            Verdict::Clean | Verdict::Cleaned(_) => Err(icc::unsupported(found)),
        };
    };
    if len != stream.len() {
        found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
    }
    let inner = &mut found.inner(0, "ICC").out_of_place();
    let stream = match icc::read(&profile, inner)? {
        Verdict::Clean => zlib::deflate(&profile),
        Verdict::Cleaned(profile) => zlib::deflate(&profile),
        Verdict::Ignored => None,
    };
    if stream.is_none() {
        regions::no_profile(0, found);
    }
    let named = (1..=LONGEST_KEYWORD).contains(&name.len());
    Ok(stream.map(|stream| PngValue::CompressedProfile { named, stream }))
}
