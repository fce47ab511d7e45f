//! Profiles that everybody has. One is known by its content: its name, its maker's copyright, the day it was made,
//! and that there is nothing in it that is not in the published one.

use md5::{Digest, Md5};

use super::{COPYRIGHT, DESCRIPTION, Profile, Tag, text};

/// A published profile: description, copyright, date.
struct Published(&'static str, &'static str, [u16; 6]);

const ADOBE_1999: &str = "Copyright 1999 Adobe Systems Incorporated";
const ADOBE_2000: &str = "Copyright 2000 Adobe Systems Incorporated";
const JUNE_1999: [u16; 6] = [1999, 6, 3, 0, 0, 0];

#[rustfmt::skip]
static PUBLISHED: &[Published] = &[
    Published("sRGB IEC61966-2.1", "Copyright (c) 1998 Hewlett-Packard Company", [1998, 2, 9, 6, 49, 0]),
    Published("sRGB IEC61966-2.1", "Copyright (c) 2016 Google Inc.", [2016, 12, 8, 9, 38, 28]),
    Published("sRGB IEC61966-2.1", "Copyright (c) 2023 Google Inc.", [2023, 3, 9, 10, 57, 0]),
    Published("sRGB IEC61966-2-1 black scaled", "Copyright International Color Consortium, 2009", [2009, 3, 27, 21, 36, 31]),
    Published("sRGB", "Google Inc. 2016", [2016, 1, 1, 0, 0, 0]),
    Published("Display P3", "Google Inc. 2016", [2016, 1, 1, 0, 0, 0]),
    Published("Display P3", "Copyright Apple Inc., 2015", [2015, 10, 14, 13, 8, 57]),
    Published("Display P3", "Copyright Apple Inc., 2017", [2017, 7, 7, 13, 22, 32]),
    Published("Display P3", "Copyright Apple Inc., 2022", [2022, 1, 1, 0, 0, 0]),
    Published("Generic Gray Gamma 2.2 Profile", "Copyright Apple Inc., 2012", [2012, 8, 23, 15, 46, 15]),
    Published("Adobe RGB (1998)", ADOBE_1999, JUNE_1999),
    Published("Adobe RGB (1998)", ADOBE_2000, [2000, 8, 11, 19, 51, 59]),
    Published("ProPhoto RGB", "Copyright (c) Eastman Kodak Company, 1999, all rights reserved.", [1998, 12, 1, 18, 58, 21]),
    Published("Apple RGB", ADOBE_2000, [2000, 8, 11, 19, 54, 18]),
    Published("Gray Gamma 1.8", ADOBE_1999, JUNE_1999),
    Published("Gray Gamma 2.2", ADOBE_1999, JUNE_1999),
    Published("Dot Gain 10%", ADOBE_1999, JUNE_1999),
    Published("Dot Gain 15%", ADOBE_1999, JUNE_1999),
    Published("Dot Gain 20%", ADOBE_1999, JUNE_1999),
    Published("Dot Gain 25%", ADOBE_1999, JUNE_1999),
    Published("Dot Gain 30%", ADOBE_1999, JUNE_1999),
    Published("U.S. Web Coated (SWOP) v2", "Copyright 2000 Adobe Systems, Inc.", [2000, 7, 26, 5, 41, 53]),
];

/// Signatures that the published ones have for manufacturer, model and creator.
const MAKERS: [&[u8; 4]; 13] =
    [b"\0\0\0\0", b"none", b"IEC ", b"sRGB", b"HP  ", b"GOOG", b"APPL", b"appl", b"ADBE", b"KODA", b"ROMM", b"lcms", b"MSFT"];

/// Texts in published profiles, besides description and copyright.
const TEXTS: [&str; 7] = [
    "Reference Output Medium Metric(ROMM)",
    "IEC http://www.iec.ch",
    "IEC 61966-2.1 Default RGB colour space - sRGB",
    "IEC 61966-2-1 Default RGB Colour Space - sRGB",
    "Reference Viewing Condition in IEC61966-2.1",
    "Reference Viewing Condition in IEC 61966-2-1",
    "KODAK",
];

/// The one make-and-model tag that is published: that of ProPhoto RGB.
const PROPHOTO_MMOD: &[u8] =
    b"mmod\0\0\0\0\0\0\x06\x10\0\0\x9D\x03\x01\x01\x01\x01\xB0\xCF\x3B\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// Whether nothing in a profile is anything but a published one's.
pub(super) fn is_public(profile: &Profile<'_>) -> bool {
    let said = |signature: [u8; 4]| {
        profile.tags.iter().find(|tag| tag.signature == signature).and_then(|tag| text::read(tag.data)).unwrap_or_default()
    };
    let (description, copyright) = (said(DESCRIPTION), said(COPYRIGHT));
    let is = |published: &&Published| {
        published.2 == profile.date()
            && !description.is_empty()
            && !copyright.is_empty()
            && description.iter().all(|text| text == published.0)
            && copyright.iter().all(|text| text == published.1)
    };
    let makers = [profile.manufacturer(), profile.model(), profile.creator()];
    PUBLISHED.iter().any(|published| is(&published))
        && makers.iter().all(|maker| MAKERS.contains(&maker))
        && profile.tags.iter().all(is_expected)
        && !profile.has_gaps()
        && has_own_id(profile)
}

fn is_expected(tag: &Tag<'_>) -> bool {
    match &tag.signature {
        b"desc" | b"cprt" => true,
        b"dmnd" | b"dmdd" | b"vued" => {
            text::read(tag.data).is_some_and(|texts| texts.iter().all(|text| text.is_empty() || TEXTS.contains(&text.as_str())))
        }
        b"mmod" => tag.data == PROPHOTO_MMOD,
        _ => tag.is_colorimetric() && is_exact(tag),
    }
}

/// Whether a tag holds numbers, and at most zeros behind them.
fn is_exact(tag: &Tag<'_>) -> bool {
    let rest = tag.colour().and_then(|colour| tag.data.get(colour.len()..));
    rest.is_some_and(|rest| rest.iter().all(|&byte| byte == 0))
}

/// Whether the profile id is absent, or the digest that it has to be (ISO 15076-1, 7.2.18): any other could be a mark.
fn has_own_id(profile: &Profile<'_>) -> bool {
    if profile.id() == [0; 16] {
        return true;
    }
    let mut bytes = profile.bytes.to_vec();
    for range in [44..48, 64..68, 84..100] {
        bytes.get_mut(range).unwrap_or_default().fill(0);
    }
    Md5::digest(&bytes).as_slice() == profile.id()
}
