//! Every picture codec named by sample entries of MP4, 3GP and QuickTime, and what its samples can contain. An entry
//! without a row here is a codec that nobody has examined.

use super::row::{Codec, Object, Room, Walker, codec, object, walked};

const AVC: Room = walked(Walker::Avc);
const HEVC: Room = walked(Walker::Hevc);
const MPEG: Room = walked(Walker::MpegVideo);
const VISUAL: Room = walked(Walker::Mpeg4Visual);
const DV: Room = walked(Walker::Dv);
const JPEG: Room = walked(Walker::Jpeg);
const PRORES: Room = walked(Walker::ProRes);
const MICROSOFT: Room = walked(Walker::MicrosoftVideo);
const LINES: Room = walked(Walker::Uncompressed);

/// Lengths of parts fill a frame, and flags without meaning are single bits.
const VP8: Room = Room::None("a frame is its header and coded partitions, RFC 6386, 9 and 19");

/// Picture codecs, by sample entry.
#[rustfmt::skip]
pub static CODECS: &[Codec] = &[
    codec(b"avc1", "H.264", AVC), codec(b"avc2", "H.264", AVC), codec(b"avc3", "H.264", AVC), codec(b"avc4", "H.264", AVC),
    codec(b"dvav", "Dolby Vision", AVC), codec(b"dva1", "Dolby Vision", AVC),
    codec(b"hvc1", "H.265", HEVC), codec(b"hev1", "H.265", HEVC), codec(b"hvc2", "H.265", HEVC), codec(b"hev2", "H.265", HEVC),
    codec(b"hvt1", "H.265", HEVC), codec(b"lhv1", "H.265", HEVC), codec(b"lhe1", "H.265", HEVC),
    codec(b"dvhe", "Dolby Vision", HEVC),
    // DVCPRO HD 1080i60 has the same name, but no `hvcC`.
    codec(b"dvh1", "Dolby Vision", HEVC),
    codec(b"vvc1", "H.266", walked(Walker::Vvc)), codec(b"vvi1", "H.266", walked(Walker::Vvc)),
    codec(b"av01", "AV1", walked(Walker::Av1)), codec(b"dav1", "Dolby Vision", walked(Walker::Av1)),
    codec(b"vp08", "VP8", VP8), codec(b"vp09", "VP9", walked(Walker::Vpx)),
    // Whatever `esds` names.
    codec(b"mp4v", "MPEG-4 visual", walked(Walker::MpegObject)),
    codec(b"DIVX", "MPEG-4 visual", VISUAL), codec(b"XVID", "MPEG-4 visual", VISUAL), codec(b"3IV2", "MPEG-4 visual", VISUAL),
    codec(b"s263", "H.263", walked(Walker::H263)), codec(b"h263", "H.263", walked(Walker::H263)),
    codec(b"H263", "H.263", walked(Walker::H263)),
    codec(b"m1v ", "MPEG-1 video", MPEG), codec(b"m1v1", "MPEG-1 video", MPEG), codec(b"mp1v", "MPEG-1 video", MPEG),
    codec(b"mpeg", "MPEG-1 video", MPEG), codec(b"m2v1", "MPEG-2 video", MPEG), codec(b"mp2v", "MPEG-2 video", MPEG),
    codec(b"hdv1", "HDV", MPEG), codec(b"hdv2", "HDV", MPEG), codec(b"hdv3", "HDV", MPEG), codec(b"hdv4", "HDV", MPEG),
    codec(b"hdv5", "HDV", MPEG), codec(b"hdv6", "HDV", MPEG), codec(b"hdv7", "HDV", MPEG), codec(b"hdv8", "HDV", MPEG),
    codec(b"hdv9", "HDV", MPEG), codec(b"hdva", "HDV", MPEG),
    codec(b"mx5n", "IMX", MPEG), codec(b"mx5p", "IMX", MPEG), codec(b"mx4n", "IMX", MPEG), codec(b"mx4p", "IMX", MPEG),
    codec(b"mx3n", "IMX", MPEG), codec(b"mx3p", "IMX", MPEG), codec(b"AVmp", "IMX", MPEG),
    codec(b"xd51", "XDCAM", MPEG), codec(b"xd54", "XDCAM", MPEG), codec(b"xd55", "XDCAM", MPEG), codec(b"xd59", "XDCAM", MPEG),
    codec(b"xd5a", "XDCAM", MPEG), codec(b"xd5b", "XDCAM", MPEG), codec(b"xd5c", "XDCAM", MPEG), codec(b"xd5d", "XDCAM", MPEG),
    codec(b"xd5e", "XDCAM", MPEG), codec(b"xd5f", "XDCAM", MPEG), codec(b"xdv1", "XDCAM", MPEG), codec(b"xdv2", "XDCAM", MPEG),
    codec(b"xdv3", "XDCAM", MPEG), codec(b"xdv4", "XDCAM", MPEG), codec(b"xdv5", "XDCAM", MPEG), codec(b"xdv6", "XDCAM", MPEG),
    codec(b"xdv7", "XDCAM", MPEG), codec(b"xdv8", "XDCAM", MPEG), codec(b"xdv9", "XDCAM", MPEG), codec(b"xdva", "XDCAM", MPEG),
    codec(b"xdvb", "XDCAM", MPEG), codec(b"xdvc", "XDCAM", MPEG), codec(b"xdvd", "XDCAM", MPEG), codec(b"xdve", "XDCAM", MPEG),
    codec(b"xdvf", "XDCAM", MPEG), codec(b"xdhd", "XDCAM", MPEG), codec(b"xdh2", "XDCAM", MPEG),
    codec(b"apcn", "ProRes", PRORES), codec(b"apch", "ProRes", PRORES), codec(b"apcs", "ProRes", PRORES),
    codec(b"apco", "ProRes", PRORES), codec(b"ap4h", "ProRes", PRORES), codec(b"ap4x", "ProRes", PRORES),
    codec(b"dvc ", "DV", DV), codec(b"dvcp", "DV", DV), codec(b"dvl ", "DV", DV), codec(b"dvlp", "DV", DV), codec(b"AVdv", "DV", DV),
    codec(b"dvpp", "DVCPRO", DV), codec(b"dv5n", "DVCPRO50", DV), codec(b"dv5p", "DVCPRO50", DV), codec(b"AVd1", "DVCPRO HD", DV),
    codec(b"dvhp", "DVCPRO HD", DV), codec(b"dvhq", "DVCPRO HD", DV), codec(b"dvh2", "DVCPRO HD", DV), codec(b"dvh3", "DVCPRO HD", DV),
    codec(b"dvh4", "DVCPRO HD", DV), codec(b"dvh5", "DVCPRO HD", DV), codec(b"dvh6", "DVCPRO HD", DV),
    codec(b"jpeg", "JPEG", JPEG), codec(b"mjpa", "Motion JPEG A", JPEG), codec(b"dmb1", "Motion JPEG", JPEG),
    codec(b"MJPG", "Motion JPEG", JPEG), codec(b"AVDJ", "Motion JPEG", JPEG), codec(b"AVRn", "Motion JPEG", JPEG),
    codec(b"png ", "PNG", walked(Walker::Png)), codec(b"MPNG", "PNG", walked(Walker::Png)),
    codec(b"rle ", "Apple Animation", walked(Walker::AppleAnimation)), codec(b"smc ", "Apple Graphics", walked(Walker::AppleGraphics)),
    codec(b"rpza", "Apple Video", walked(Walker::AppleVideo)), codec(b"cvid", "Cinepak", walked(Walker::Cinepak)),
    codec(b"8BPS", "Planar RGB", walked(Walker::PlanarRgb)), codec(b"WRLE", "Microsoft RLE", walked(Walker::MicrosoftRle)),
    codec(b"msvc", "Microsoft Video 1", MICROSOFT), codec(b"MSVC", "Microsoft Video 1", MICROSOFT),
    codec(b"CRAM", "Microsoft Video 1", MICROSOFT), codec(b"WHAM", "Microsoft Video 1", MICROSOFT),
    codec(b"raw ", "uncompressed", LINES), codec(b"yuv2", "uncompressed", LINES), codec(b"2vuy", "uncompressed", LINES),
    codec(b"yuvs", "uncompressed", LINES), codec(b"v210", "uncompressed", LINES), codec(b"v308", "uncompressed", LINES),
    codec(b"v408", "uncompressed", LINES), codec(b"v410", "uncompressed", LINES), codec(b"b16g", "uncompressed", LINES),
    codec(b"b48r", "uncompressed", LINES), codec(b"b64a", "uncompressed", LINES), codec(b"r210", "uncompressed", LINES),
    codec(b"R10k", "uncompressed", LINES), codec(b"R10g", "uncompressed", LINES), codec(b"BGRA", "uncompressed", LINES),
    codec(b"RGBA", "uncompressed", LINES), codec(b"ABGR", "uncompressed", LINES), codec(b"24BG", "uncompressed", LINES),
    codec(b"L555", "uncompressed", LINES), codec(b"L565", "uncompressed", LINES), codec(b"B565", "uncompressed", LINES),
    codec(b"Y41P", "uncompressed", LINES), codec(b"yuv4", "uncompressed", LINES),
    // Start codes and no `avcC`: nothing here walks that.
    codec(b"ai5p", "AVC-Intra", Room::Unknown), codec(b"ai5q", "AVC-Intra", Room::Unknown), codec(b"ai52", "AVC-Intra", Room::Unknown),
    codec(b"ai53", "AVC-Intra", Room::Unknown), codec(b"ai55", "AVC-Intra", Room::Unknown), codec(b"ai56", "AVC-Intra", Room::Unknown),
    codec(b"ai1p", "AVC-Intra", Room::Unknown), codec(b"ai1q", "AVC-Intra", Room::Unknown), codec(b"ai12", "AVC-Intra", Room::Unknown),
    codec(b"ai13", "AVC-Intra", Room::Unknown), codec(b"ai15", "AVC-Intra", Room::Unknown), codec(b"ai16", "AVC-Intra", Room::Unknown),
    codec(b"AVin", "AVC-Intra", Room::Unknown), codec(b"aivx", "XAVC", Room::Unknown), codec(b"xalg", "XAVC", Room::Unknown),
    codec(b"avlg", "AVC-LongG", Room::Unknown), codec(b"rv64", "H.264", Room::Unknown),
    // Layers and views have their own NAL units.
    codec(b"svc1", "H.264 SVC", Room::Unknown), codec(b"mvc1", "H.264 MVC", Room::Unknown), codec(b"mvc2", "H.264 MVC", Room::Unknown),
    codec(b"evc1", "EVC", Room::Unknown), codec(b"apv1", "APV", Room::Unknown), codec(b"vc-1", "VC-1", Room::Unknown),
    codec(b"avs2", "AVS2", Room::Unknown), codec(b"avs3", "AVS3", Room::Unknown), codec(b"drac", "Dirac", Room::Unknown),
    codec(b"mjp2", "JPEG 2000", Room::Unknown), codec(b"j2ki", "JPEG 2000", Room::Unknown), codec(b"mjxs", "JPEG XS", Room::Unknown),
    codec(b"jxsm", "JPEG XS", Room::Unknown),
    // Tables of offsets replace markers.
    codec(b"mjpb", "Motion JPEG B", Room::Unknown),
    // Headers of cameras and editors, with their own metadata.
    codec(b"aprn", "ProRes RAW", Room::Unknown), codec(b"aprh", "ProRes RAW", Room::Unknown), codec(b"CFHD", "CineForm", Room::Unknown),
    codec(b"AVdn", "DNxHD", Room::Unknown), codec(b"AVdh", "DNxHR", Room::Unknown), codec(b"icod", "Apple Intermediate", Room::Unknown),
    codec(b"Hap1", "Hap", Room::Unknown), codec(b"Hap5", "Hap", Room::Unknown), codec(b"HapY", "Hap", Room::Unknown),
    codec(b"HapM", "Hap", Room::Unknown), codec(b"HapA", "Hap", Room::Unknown), codec(b"HapH", "Hap", Room::Unknown),
    // There is a message in the first frame, and a watermark in the description.
    codec(b"SVQ1", "Sorenson Video", Room::Unknown), codec(b"svq1", "Sorenson Video", Room::Unknown),
    codec(b"svqi", "Sorenson Video", Room::Unknown), codec(b"SVQ3", "Sorenson Video 3", Room::Unknown),
    codec(b"rle1", "SGI RLE", Room::Unknown), codec(b"qdrw", "QuickDraw", Room::Unknown),
    codec(b"QkBk", "CDToons", Room::Unknown), codec(b"kpcd", "Photo CD", Room::Unknown),
    codec(b"IV31", "Indeo 3", Room::Unknown), codec(b"IV32", "Indeo 3", Room::Unknown), codec(b"IV41", "Indeo 4", Room::Unknown),
    codec(b"IV50", "Indeo 5", Room::Unknown), codec(b"VP31", "VP3", Room::Unknown), codec(b"VP6F", "VP6", Room::Unknown),
    codec(b"FLV1", "Sorenson Spark", Room::Unknown), codec(b"3IVD", "MS-MPEG4", Room::Unknown), codec(b"DIV3", "MS-MPEG4", Room::Unknown),
    // Files within a file.
    codec(b"gif ", "GIF", Room::Unknown), codec(b"tiff", "TIFF", Room::Unknown), codec(b"tga ", "Targa", Room::Unknown),
    codec(b"sgi ", "SGI", Room::Unknown), codec(b"dpx ", "DPX", Room::Unknown), codec(b"exr ", "OpenEXR", Room::Unknown),
    // Uncompressed points, in an order of their own, or from the last byte on.
    codec(b"v216", "uncompressed", Room::Unknown), codec(b"AVUI", "uncompressed", Room::Unknown), codec(b"AVup", "uncompressed", Room::Unknown),
    codec(b"AVrp", "uncompressed", Room::Unknown), codec(b"WRAW", "uncompressed", Room::Unknown), codec(b"uncv", "uncompressed", Room::Unknown),
];

/// Picture codecs, by the `objectTypeIndication` in `esds` of `mp4v` (mp4ra.org, Object Types).
#[rustfmt::skip]
pub static OBJECTS: &[Object] = &[
    object(0x20, "MPEG-4 visual", VISUAL),
    object(0x60, "MPEG-2 video Simple", MPEG), object(0x61, "MPEG-2 video Main", MPEG), object(0x62, "MPEG-2 video SNR", MPEG),
    object(0x63, "MPEG-2 video Spatial", MPEG), object(0x64, "MPEG-2 video High", MPEG), object(0x65, "MPEG-2 video 4:2:2", MPEG),
    object(0x6A, "MPEG-1 video", MPEG), object(0x6C, "JPEG", JPEG), object(0x6D, "PNG", walked(Walker::Png)),
    // Their samples have start codes there, or nobody has said what they have.
    object(0x21, "H.264", Room::Unknown), object(0x23, "H.265", Room::Unknown), object(0x6E, "JPEG 2000", Room::Unknown),
    object(0xA3, "VC-1", Room::Unknown), object(0xA4, "Dirac", Room::Unknown), object(0xB1, "VP9", walked(Walker::Vpx)),
];

/// The codec of a sample entry; `None` if it is unknown, and its samples may contain anything.
#[must_use]
pub fn codec_of(entry: [u8; 4]) -> Option<&'static Codec> {
    CODECS.iter().find(|codec| codec.entry == entry)
}

/// What samples can contain if their `esds` names this object.
#[must_use]
pub fn room_of(indication: u8) -> Room {
    OBJECTS.iter().find(|object| object.indication == indication).map_or(Room::Unknown, |object| object.room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_codec_has_one_row() {
        let mut entries: Vec<_> = CODECS.iter().map(|codec| codec.entry).collect();
        let mut objects: Vec<_> = OBJECTS.iter().map(|object| object.indication).collect();
        let lens = (entries.len(), objects.len());
        entries.sort_unstable();
        entries.dedup();
        objects.sort_unstable();
        objects.dedup();
        assert_eq!((entries.len(), objects.len()), lens);
    }
}
