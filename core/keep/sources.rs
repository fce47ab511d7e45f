//! Which fields a value is read from, in order: the first that has it counts.

use crate::model::{BmffElement, FieldId, GifElement, Ifd, JpegElement};
use crate::policy;

/// A kind of field that a value can be read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source<'a> {
    /// A tag of an Exif block.
    Exif(Ifd, u16),
    /// A property of XMP: usual prefix, name.
    Xmp(&'a str, &'a str),
    /// A data set of IPTC-IIM.
    Iptc(u8, u8),
    /// A keyword of a PNG text.
    PngText(&'a str),
    /// PNG's `tIME`.
    PngTime,
    /// A key of QuickTime's metadata list.
    Key(&'a str),
    /// User data of a video.
    UserData([u8; 4]),
    /// Creation time in a header of a video.
    MovieTime,
    /// The comment of a JPEG or GIF file.
    Comment,
}

use Ifd::{Exif as X, Image as I};
use Source::{Comment, Exif, Iptc, Key, PngText, UserData, Xmp};

type Sources = &'static [Source<'static>];

pub(super) const MAKE: Sources = &[
    Exif(I, 0x010F),
    Xmp("tiff", "Make"),
    Key("com.apple.quicktime.make"),
    Key("com.android.manufacturer"),
    UserData(*b"\xA9mak"),
    UserData(*b"manu"),
];
pub(super) const MODEL: Sources = &[
    Exif(I, 0x0110),
    Xmp("tiff", "Model"),
    Key("com.apple.quicktime.model"),
    Key("com.android.model"),
    UserData(*b"\xA9mod"),
    UserData(*b"modl"),
];
pub(super) const LENS_MAKE: Sources = &[Exif(X, 0xA433), Xmp("exifEX", "LensMake")];
pub(super) const LENS_MODEL: Sources =
    &[Exif(X, 0xA434), Xmp("exifEX", "LensModel"), Xmp("aux", "Lens"), Key("com.apple.quicktime.camera.lens_model")];
pub(super) const EXPOSURE_TIME: Sources = &[Exif(X, 0x829A)];
pub(super) const F_NUMBER: Sources = &[Exif(X, 0x829D)];
pub(super) const SENSITIVITY: Sources = &[Exif(X, 0x8827)];
pub(super) const FOCAL_LENGTH: Sources = &[Exif(X, 0x920A)];
pub(super) const FOCAL_LENGTH_35MM: Sources = &[Exif(X, 0xA405)];

pub(super) const ARTIST: Sources = &[
    Exif(I, 0x013B),
    Exif(X, 0xA437),
    Xmp("dc", "creator"),
    Iptc(2, 80),
    PngText("Author"),
    Exif(I, 0x9C9D),
    Key("com.apple.quicktime.author"),
    Key("com.apple.quicktime.artist"),
    UserData(*b"\xA9aut"),
    UserData(*b"\xA9ART"),
    UserData(*b"auth"),
];
pub(super) const COPYRIGHT: Sources = &[
    Exif(I, 0x8298),
    Xmp("dc", "rights"),
    Iptc(2, 116),
    PngText("Copyright"),
    Key("com.apple.quicktime.copyright"),
    UserData(*b"\xA9cpy"),
    UserData(*b"cprt"),
];
pub(super) const OWNER: Sources = &[Exif(X, 0xA430), Xmp("exifEX", "CameraOwnerName"), Xmp("aux", "OwnerName")];

pub(super) const TITLE: Sources = &[
    Exif(I, 0x9C9B),
    Exif(X, 0xA436),
    Xmp("dc", "title"),
    Iptc(2, 5),
    PngText("Title"),
    Key("com.apple.quicktime.title"),
    Key("com.apple.quicktime.displayname"),
    UserData(*b"\xA9nam"),
    UserData(*b"titl"),
];
pub(super) const DESCRIPTION: Sources = &[
    Exif(I, 0x010E),
    Xmp("dc", "description"),
    Iptc(2, 120),
    PngText("Description"),
    Key("com.apple.quicktime.description"),
    UserData(*b"\xA9des"),
    UserData(*b"desc"),
    UserData(*b"dscp"),
];
pub(super) const COMMENT: Sources = &[
    Exif(X, 0x9286),
    Exif(I, 0x9C9C),
    Xmp("exif", "UserComment"),
    PngText("Comment"),
    Comment,
    Key("com.apple.quicktime.comment"),
    UserData(*b"\xA9cmt"),
];
pub(super) const KEYWORDS: Sources =
    &[Exif(I, 0x9C9E), Xmp("dc", "subject"), Iptc(2, 25), Key("com.apple.quicktime.keywords"), UserData(*b"kywd")];

pub(super) const SOFTWARE: Sources = &[
    Exif(I, 0x0131),
    Xmp("xmp", "CreatorTool"),
    PngText("Software"),
    Key("com.apple.quicktime.software"),
    Key("com.android.version"),
    UserData(*b"\xA9swr"),
    UserData(*b"\xA9too"),
];

/// All of them, by what they say.
pub(super) const CAMERA: &[Sources] =
    &[MAKE, MODEL, LENS_MAKE, LENS_MODEL, EXPOSURE_TIME, F_NUMBER, SENSITIVITY, FOCAL_LENGTH, FOCAL_LENGTH_35MM];
pub(super) const PEOPLE: &[Sources] = &[ARTIST, COPYRIGHT, OWNER];
pub(super) const TEXTS: &[Sources] = &[TITLE, DESCRIPTION, COMMENT, KEYWORDS];

impl Source<'_> {
    /// The kind of a field, if it is one of those read here.
    pub(super) fn of(id: &FieldId) -> Option<Source<'_>> {
        Some(match id {
            FieldId::Exif(ifd, tag) => Exif(*ifd, *tag),
            // By the usual prefix: the file itself may declare any other for the namespace.
            FieldId::Xmp(namespace, name) => Xmp(policy::xmp_prefix(namespace)?, name),
            FieldId::Iptc(record, number) => Iptc(*record, *number),
            FieldId::PngText(keyword) => PngText(keyword),
            FieldId::Png([b't', b'I', b'M', b'E']) => Source::PngTime,
            FieldId::BmffKey(key) => Key(key),
            FieldId::Bmff(BmffElement::UserData(kind)) => UserData(*kind),
            FieldId::Bmff(BmffElement::Time) => Source::MovieTime,
            FieldId::Jpeg(JpegElement::Comment) | FieldId::Gif(GifElement::Comment) => Comment,
            _ => return None,
        })
    }
}
