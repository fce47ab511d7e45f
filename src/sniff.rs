//! Tells from the first bytes what a file is. The content decides; a name is only ever a hint for what to say.

use crate::containers::png;

/// A format that can be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormatKind {
    /// JPEG (ISO/IEC 10918-1), with JFIF or Exif.
    Jpeg,
    /// PNG and APNG.
    Png,
    /// WebP (RFC 9649).
    Webp,
    /// GIF87a and GIF89a.
    Gif,
    /// MP4 (ISO/IEC 14496-14), M4V, and other ISO base media files.
    Mp4,
    /// QuickTime movie.
    QuickTime,
    /// 3GP and 3G2 (3GPP TS 26.244).
    ThreeGp,
    /// HEIC and other HEIF pictures (ISO/IEC 23008-12).
    Heif,
    /// AVIF.
    Avif,
    /// JPEG XL (ISO/IEC 18181).
    Jxl,
}

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// A format that can be cleaned.
    Format(FormatKind),
    /// A photo or video that cannot be cleaned yet; its name.
    Unsupported(&'static str),
    /// Nothing that is known as a photo or video.
    Unknown,
}

/// How many bytes [`sniff`] wants to see.
pub const HEAD_BYTES: usize = 32;

/// Tells what the file is that begins with `head`.
#[must_use]
pub fn sniff(head: &[u8; HEAD_BYTES]) -> Sniffed {
    if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Sniffed::Format(FormatKind::Jpeg);
    }
    if head.starts_with(&png::SIGNATURE) {
        return Sniffed::Format(FormatKind::Png);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Sniffed::Format(FormatKind::Webp);
    }
    if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        return Sniffed::Format(FormatKind::Gif);
    }
    let known = MAGIC.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    let known = known.filter(|(at, magic, _)| !is_text(head, *at, magic));
    known.map_or(Sniffed::Unknown, |(_, _, name)| match *name {
        "MP4" => Sniffed::Format(FormatKind::Mp4),
        "QuickTime" => Sniffed::Format(FormatKind::QuickTime),
        "3GP" => Sniffed::Format(FormatKind::ThreeGp),
        "HEIF" => Sniffed::Format(FormatKind::Heif),
        "AVIF" => Sniffed::Format(FormatKind::Avif),
        "JPEG XL" => Sniffed::Format(FormatKind::Jxl),
        name => Sniffed::Unsupported(name),
    })
}

/// "The free museums of Paris" is no QuickTime file, and "BMW" no picture: signatures of letters alone want more.
fn is_text(head: &[u8; HEAD_BYTES], at: usize, magic: &[u8]) -> bool {
    let zero = |range: std::ops::Range<usize>| head.get(range).is_some_and(|bytes| bytes.iter().all(|&byte| byte == 0));
    match magic {
        // The length of a first box, and the reserved bytes and header length of a bitmap.
        _ if at == 4 => !zero(0..1),
        b"BM" => !zero(6..10) || zero(14..15) || !zero(15..18),
        b"AVI " => !head.starts_with(b"RIFF"),
        b"WEBP" => true,
        _ => false,
    }
}

/// Offset, bytes, name; the first that fits wins, so that brands stand before the boxes they are in.
#[rustfmt::skip]
static MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\0\0\0\x0CJXL \r\n\x87\n", "JPEG XL"), (0, b"\xFF\x0A", "JPEG XL"),
    (0, b"\0\0\0\x0CjP  \r\n\x87\n", "JPEG 2000"), (0, b"\xFF\x4F\xFF\x51", "JPEG 2000"),
    (4, b"ftypheic", "HEIF"), (4, b"ftypheix", "HEIF"), (4, b"ftypheim", "HEIF"), (4, b"ftypheis", "HEIF"),
    (4, b"ftyphevc", "HEIF"), (4, b"ftyphevx", "HEIF"), (4, b"ftypmif1", "HEIF"), (4, b"ftypmif2", "HEIF"), (4, b"ftypmif3", "HEIF"),
    (4, b"ftypmsf1", "HEIF"), (4, b"ftypavif", "AVIF"), (4, b"ftypavis", "AVIF"), (4, b"ftypcrx ", "CR3"),
    (4, b"ftypqt  ", "QuickTime"), (4, b"ftyp3g", "3GP"), (4, b"ftyp", "MP4"),
    (4, b"moov", "QuickTime"), (4, b"mdat", "QuickTime"), (4, b"wide", "QuickTime"), (4, b"free", "QuickTime"),
    (4, b"skip", "QuickTime"), (4, b"pnot", "QuickTime"),
    (8, b"AVI ", "AVI"),
    (8, b"CR\x02", "CR2"), (0, b"II*\0", "TIFF"), (0, b"MM\0*", "TIFF"), (0, b"II+\0", "BigTIFF"), (0, b"MM\0+", "BigTIFF"),
    (0, b"FUJIFILMCCD-RAW", "RAF"), (0, b"IIU\0", "RW2"), (0, b"IIRO", "ORF"), (0, b"IIRS", "ORF"), (0, b"MMOR", "ORF"),
    (6, b"HEAPCCDR", "CRW"), (0, b"\0MRM", "MRW"), (0, b"FOVb", "X3F"),
    (0, b"8BPS", "Photoshop"), (0, b"BM", "BMP"), (0, b"\x1A\x45\xDF\xA3", "Matroska"),
    (0, b"\0\0\x01\xBA", "MPEG"), (0, b"\0\0\x01\xB3", "MPEG"), (0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "Windows Media"),
    (0, b"FLV\x01", "FLV"),
];

/// Extensions, in lower case, that promise a photo or video.
#[rustfmt::skip]
static MEDIA_EXTENSIONS: &[&str] = &[
    "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "apng", "webp", "gif", "heic", "heif", "hif", "avif", "avifs", "tif", "tiff",
    "dng", "jxl", "bmp", "mp4", "m4v", "mov", "qt", "3gp", "3g2", "avi", "mkv", "webm", "insv", "lrv", "cr2", "cr3", "nef", "arw",
    "raf", "orf", "rw2", "crw", "psd", "jp2",
];

/// Whether a name with this extension promises a photo or video.
#[must_use]
pub fn promises_media(extension: &str) -> bool {
    MEDIA_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

impl FormatKind {
    /// Every format that can be cleaned.
    pub const ALL: [Self; 10] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Gif,
        Self::Mp4,
        Self::QuickTime,
        Self::ThreeGp,
        Self::Heif,
        Self::Avif,
        Self::Jxl,
    ];

    /// The format's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
            Self::Mp4 => "MP4",
            Self::QuickTime => "QuickTime",
            Self::ThreeGp => "3GP",
            Self::Heif => "HEIF",
            Self::Avif => "AVIF",
            Self::Jxl => "JPEG XL",
        }
    }

    /// Extensions that are right for it; the first is the usual one.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif", "mpo"],
            Self::Png => &["png", "apng"],
            Self::Webp => &["webp"],
            Self::Gif => &["gif"],
            Self::Mp4 => &["mp4", "m4v", "m4a", "insv", "lrv"],
            Self::QuickTime => &["mov", "qt"],
            Self::ThreeGp => &["3gp", "3g2"],
            Self::Heif => &["heic", "heif", "hif"],
            Self::Avif => &["avif", "avifs"],
            Self::Jxl => &["jxl"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(bytes: &[u8]) -> [u8; HEAD_BYTES] {
        let mut head = [0; HEAD_BYTES];
        head[..bytes.len()].copy_from_slice(bytes);
        head
    }

    #[test]
    fn brands_win_over_the_boxes_they_are_in() {
        assert_eq!(sniff(&head(b"\0\0\0\x18ftypheic")), Sniffed::Format(FormatKind::Heif));
        assert_eq!(sniff(&head(b"\0\0\0\x18ftypisom")), Sniffed::Format(FormatKind::Mp4));
        assert_eq!(sniff(&head(b"II*\0\x10\0\0\0CR\x02\0")), Sniffed::Unsupported("CR2"));
    }

    #[test]
    fn the_content_of_a_riff_file_decides_and_so_does_the_version_of_a_gif() {
        assert_eq!(sniff(&head(b"RIFF\x1A\0\0\0WEBPVP8L")), Sniffed::Format(FormatKind::Webp));
        assert_eq!(sniff(&head(b"RIFF\x1A\0\0\0AVI LIST")), Sniffed::Unsupported("AVI"));
        assert_eq!(sniff(&head(b"GIF89a")), Sniffed::Format(FormatKind::Gif));
        assert_eq!(sniff(&head(b"GIF88a")), Sniffed::Unknown);
    }

    #[test]
    fn content_that_nobody_knows_is_unknown() {
        assert_eq!(sniff(&head(b"")), Sniffed::Unknown);
        assert_eq!(sniff(&head(b"{\"title\": 1}")), Sniffed::Unknown);
        assert_eq!(sniff(&head(&[0xFF, 0xD8, 0])), Sniffed::Unknown);
    }
}
