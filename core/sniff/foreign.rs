//! Formats by their first bytes, except for the few that [`super::sniff`] knows without a table; and the sort of each
//! file that is not cleaned, which advice depends on.

/// How many bytes [`sniff`](super::sniff()) needs to see.
pub const HEAD_BYTES: usize = 512;

/// The sort of a file that is not cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Data from the sensor of a camera.
    Raw,
    /// A picture.
    Picture,
    /// A video.
    Video,
    /// A video as camcorders record it: many write date and place between its pictures, where they survive copying.
    Camcorder,
    /// Something to read or print.
    Document,
    /// A file that contains files.
    Archive,
}

use Foreign::{Archive, Camcorder, Document, Picture, Raw, Video};

/// Offset, bytes, sort, name; the first match wins, so brands come before the boxes that contain them.
#[rustfmt::skip]
static MAGIC: &[(usize, &[u8], Foreign, &str)] = &[
    (0, b"\0\0\0\x0CJXL \r\n\x87\n", Picture, "JPEG XL"), (0, b"\xFF\x0A", Picture, "JPEG XL"),
    (0, b"\0\0\0\x0CjP  \r\n\x87\n", Picture, "JPEG 2000"), (0, b"\xFF\x4F\xFF\x51", Picture, "JPEG 2000"),
    (4, b"ftypheic", Picture, "HEIF"), (4, b"ftypheix", Picture, "HEIF"), (4, b"ftypheim", Picture, "HEIF"),
    (4, b"ftypheis", Picture, "HEIF"), (4, b"ftyphevc", Picture, "HEIF"), (4, b"ftyphevx", Picture, "HEIF"),
    (4, b"ftypmif1", Picture, "HEIF"), (4, b"ftypmif2", Picture, "HEIF"), (4, b"ftypmif3", Picture, "HEIF"),
    (4, b"ftypmsf1", Picture, "HEIF"),
    (4, b"ftypavif", Picture, "AVIF"), (4, b"ftypavis", Picture, "AVIF"), (4, b"ftypcrx ", Raw, "CR3"),
    (4, b"ftypqt  ", Video, "QuickTime"), (4, b"ftyp3gp", Video, "3GP"), (4, b"ftyp3g2", Video, "3GP"),
    (4, b"ftyp3ge6", Video, "3GP"), (4, b"ftyp3gg6", Video, "3GP"), (4, b"ftyp3gs6", Video, "3GP"), (4, b"ftyp", Video, "MP4"),
    (4, b"moov", Video, "QuickTime"), (4, b"mdat", Video, "QuickTime"), (4, b"wide", Video, "QuickTime"),
    (4, b"free", Video, "QuickTime"), (4, b"skip", Video, "QuickTime"), (4, b"pnot", Video, "QuickTime"),
    (8, b"AVI ", Camcorder, "AVI"),
    // Raw photos with their own signature; the others are recognised by what a TIFF file contains.
    (8, b"CR\x02", Raw, "CR2"), (8, b"IIII", Raw, "IIQ"), (8, b"MMMM", Raw, "IIQ"), (0, b"FUJIFILMCCD-RAW", Raw, "RAF"),
    (0, b"IIU\0", Raw, "RW2"), (0, b"IIRO", Raw, "ORF"), (0, b"IIRS", Raw, "ORF"), (0, b"MMOR", Raw, "ORF"),
    (6, b"HEAPCCDR", Raw, "CRW"), (0, b"\0MRM", Raw, "MRW"), (0, b"FOVb", Raw, "X3F"),
    (0, b"8BPS", Picture, "Photoshop"), (0, b"BM", Picture, "BMP"), (0, b"\0\0\x01\0", Picture, "ICO"),
    (0, b"\x1A\x45\xDF\xA3", Video, "Matroska"), (0, b"\0\0\x01\xBA", Camcorder, "MPEG"), (0, b"\0\0\x01\xB3", Camcorder, "MPEG"),
    (0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", Video, "Windows Media"), (0, b"FLV\x01", Video, "FLV"),
    (0, b"G", Camcorder, "MPEG-TS"), (4, b"G", Camcorder, "MPEG-TS"),
    (0, b"%PDF-", Document, "PDF"), (0, b"\xEF\xBB\xBF%PDF-", Document, "PDF"),
    (0, b"PK\x03\x04", Archive, "ZIP"), (0, b"7z\xBC\xAF\x27\x1C", Archive, "7z"), (0, b"Rar!\x1A\x07", Archive, "RAR"),
    (0, b"\x1F\x8B\x08", Archive, "gzip"), (257, b"ustar", Archive, "tar"),
];

impl Foreign {
    /// Whether it is a video rather than a picture.
    #[must_use]
    pub const fn is_video(self) -> bool {
        matches!(self, Self::Video | Self::Camcorder)
    }

    /// Whether it is a photo or video at all. A drawing (SVG) is something to print, like a document.
    #[must_use]
    pub const fn is_media(self) -> bool {
        match self {
            Self::Raw | Self::Picture | Self::Video | Self::Camcorder => true,
            Self::Document | Self::Archive => false,
        }
    }
}

/// The sort of a format with this name; raw photos in TIFF files have no row of their own.
#[must_use]
pub fn foreign(name: &str) -> Foreign {
    let row = MAGIC.iter().find(|(.., known)| *known == name);
    match name {
        "SVG" => Document,
        "WebM" => Video,
        _ => row.map_or(Raw, |(_, _, sort, _)| *sort),
    }
}

/// The name of the format that begins like this; `None` if it is none of these.
pub(super) fn name(head: &[u8; HEAD_BYTES]) -> Option<&'static str> {
    let row = MAGIC.iter().find(|(at, magic, ..)| is_at(head, *at, magic) && !is_chance(head, *at, magic));
    match row {
        Some((.., "Matroska")) if memchr::memmem::find(head.get(..64)?, b"webm").is_some() => Some("WebM"),
        Some((.., name)) => Some(name),
        None => is_svg(head).then_some("SVG"),
    }
}

fn is_at(head: &[u8; HEAD_BYTES], at: usize, magic: &[u8]) -> bool {
    head.get(at..).is_some_and(|rest| rest.starts_with(magic))
}

/// "The free museums of Paris" is not a QuickTime file, and "BMW" not a picture: signatures that consist only of
/// letters, or of a single byte, need more.
fn is_chance(head: &[u8; HEAD_BYTES], at: usize, magic: &[u8]) -> bool {
    let zero = |range: std::ops::Range<usize>| head.get(range).is_some_and(|bytes| bytes.iter().all(|&byte| byte == 0));
    match magic {
        // Packets of 188 bytes, or of 192 with a time before each.
        b"G" => {
            let step = if at == 0 { 188 } else { 192_usize };
            !(1..=2).all(|packet| head.get(step.saturating_mul(packet).saturating_add(at)) == Some(&b'G'))
        }
        b"IIII" | b"MMMM" => !head.starts_with(b"II*\0") && !head.starts_with(b"MM\0*"),
        // The length of a first box, or the reserved bytes and header length of a bitmap.
        _ if at == 4 => !zero(0..1),
        b"BM" => !zero(6..10) || zero(14..15) || !zero(15..18),
        b"AVI " => !head.starts_with(b"RIFF"),
        // The number of icons, and a reserved byte of the first one.
        b"\0\0\x01\0" => zero(4..6) || !zero(5..6) || !zero(9..10),
        // Documents and programs that happen to be archives.
        b"PK\x03\x04" => {
            let first = head.get(30..).unwrap_or_default();
            [&b"[Content_Types]"[..], b"_rels/", b"mimetype", b"META-INF/", b"AndroidManifest", b"docProps/"]
                .iter()
                .any(|name| first.starts_with(name))
        }
        _ => false,
    }
}

/// Whether the first element of an XML file is called `svg`.
fn is_svg(head: &[u8; HEAD_BYTES]) -> bool {
    let Some(start) = head.iter().position(|byte| !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(byte)) else {
        return false;
    };
    let text = head.get(start..).unwrap_or_default();
    let known = |prefix: &[u8]| text.starts_with(prefix);
    known(b"<svg")
        || (known(b"<?xml") || known(b"<!--") || known(b"<!DOCTYPE svg")) && memchr::memmem::find(text, b"<svg").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::head;

    #[test]
    fn each_is_told_from_what_only_looks_like_it() {
        let packets = [&[b'G'][..], &[1; 187], b"G", &[1; 187], b"G"].concat();
        for (bytes, expected) in [
            (&b"II*\0\x10\0\0\0CR\x02\0"[..], Some("CR2")),
            (b"II*\0\x10\0\0\0IIIITwaR", Some("IIQ")),
            (b"%PDF-1.7", Some("PDF")),
            (b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x14\0\0\0Takeout/", Some("ZIP")),
            (b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml", None),
            (b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\xF7\x81\x01B\xF2\x81\x04B\xF3\x81\x08B\x82\x84webm", Some("WebM")),
            (b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\x82\x88matroska", Some("Matroska")),
            (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">", Some("SVG")),
            (b"<?xml version=\"1.0\"?>\n<plist/>", None),
            (b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0", Some("ICO")),
            (b"Grand garden", None),
            (b"BMW and others", None),
            (&packets, Some("MPEG-TS")),
        ] {
            assert_eq!(name(&head(bytes)), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_is_read_or_unpacked_is_no_photo() {
        for (name, is_media) in [
            ("PDF", false),
            ("SVG", false),
            ("ZIP", false),
            ("tar", false),
            ("AVI", true),
            ("CR2", true),
            ("NEF", true),
            ("Photoshop", true),
            ("Matroska", true),
        ] {
            assert_eq!(foreign(name).is_media(), is_media, "{name}");
        }
    }

    #[test]
    fn every_sort_has_its_own_advice() {
        assert_eq!([foreign("NEF"), foreign("CR2"), foreign("PDF"), foreign("ZIP")], [Raw, Raw, Document, Archive]);
        assert_eq!(
            [foreign("JPEG 2000"), foreign("Matroska"), foreign("WebM"), foreign("SVG")],
            [Picture, Video, Video, Document]
        );
        // AVCHD; DVD camcorders; DV.
        assert_eq!(["MPEG-TS", "MPEG", "AVI"].map(foreign), [Camcorder; 3]);
    }
}
