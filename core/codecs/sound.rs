//! Every sound codec named by sample entries of MP4, 3GP and QuickTime, and what its samples can contain. An entry
//! without a row here is a codec that nobody has examined.

use super::aac::Configuration;
use super::row::{Codec, Object, Room, Walker, codec, object, walked};

/// Every bit of a value is heard.
const VALUES: Room = Room::None("values of a fixed width, ISO/IEC 23003-5, 5; QuickTime File Format, Sound Sample Descriptions");
/// Every byte of a value is heard.
const COMPANDED: Room = Room::None("a value in each byte, ITU-T G.711, tables 1 and 2");
/// A packet for each channel: a predictor and an index in two bytes, then a difference in every four bits.
const IMA: Room = Room::None("packets of 34 bytes, of which each bit counts, Apple TN1081");
/// A block for each channel begins with a predictor, a step and two values; the rest are four-bit differences.
const BLOCKS: Room = Room::None("blocks whose header and differences fill them, Microsoft Multimedia Standards Update, 1994");
/// 260 bits after four constant ones.
const GSM: Room = Room::None("frames of 33 bytes, GSM 06.10, 1.7");
/// Two in six or in three bits for six values of a channel.
const MACE: Room = Room::None("packets of one or two bytes, of which each bit counts, Inside Macintosh: Sound, 2");

/// Sound codecs, by sample entry.
#[rustfmt::skip]
pub static CODECS: &[Codec] = &[
    // Whatever `esds` names, in `wave`, too (QuickTime File Format, siDecompressionParam).
    codec(b"mp4a", "MPEG-4 audio", walked(Walker::MpegObject)),
    codec(b"aac ", "AAC", walked(Walker::Aac)),
    codec(b".mp3", "MP3", walked(Walker::MpegAudio)), codec(b"mp3 ", "MP3", walked(Walker::MpegAudio)),
    codec(b"ms\0U", "MP3", walked(Walker::MpegAudio)),
    codec(b".mp1", "MPEG audio, layer I", Room::Unknown), codec(b".mp2", "MPEG audio, layer II", Room::Unknown),
    codec(b"ms\0P", "MPEG audio, layers I and II", Room::Unknown),
    codec(b"ac-3", "AC-3", walked(Walker::Ac3)), codec(b"sac3", "AC-3", walked(Walker::Ac3)), codec(b"AC-3", "AC-3", walked(Walker::Ac3)),
    codec(b"ec-3", "Enhanced AC-3", walked(Walker::Ac3)), codec(b"ac-4", "AC-4", Room::Unknown),
    // Only decoding shows where a frame ends; anything after it is skipped.
    codec(b"alac", "Apple Lossless", Room::Unknown), codec(b"fLaC", "FLAC", walked(Walker::Flac)),
    codec(b"Opus", "Opus", walked(Walker::Opus)),
    codec(b"samr", "AMR", walked(Walker::Amr)), codec(b"sawb", "AMR-WB", walked(Walker::Amr)),
    codec(b"sawp", "AMR-WB+", Room::Unknown), codec(b"sevc", "EVRC", Room::Unknown), codec(b"sevs", "EVS", Room::Unknown),
    codec(b"ssmv", "SMV", Room::Unknown), codec(b"sqcp", "QCELP", Room::Unknown), codec(b"Qclp", "QCELP", Room::Unknown),
    codec(b"secb", "EVRC-B", Room::Unknown), codec(b"secw", "EVRC-WB", Room::Unknown), codec(b"secn", "EVRC-NW", Room::Unknown),
    codec(b"spex", "Speex", Room::Unknown), codec(b"SPXN", "Speex", Room::Unknown), codec(b"vorb", "Vorbis", Room::Unknown),
    // Uncompressed values.
    codec(b"lpcm", "PCM", VALUES), codec(b"ipcm", "PCM", VALUES), codec(b"fpcm", "PCM", VALUES), codec(b"sowt", "PCM", VALUES),
    codec(b"twos", "PCM", VALUES), codec(b"raw ", "PCM", VALUES), codec(b"NONE", "PCM", VALUES), codec(b"in24", "PCM", VALUES),
    codec(b"in32", "PCM", VALUES), codec(b"42ni", "PCM", VALUES), codec(b"23ni", "PCM", VALUES), codec(b"fl32", "PCM", VALUES), codec(b"fl64", "PCM", VALUES),
    codec(b"ulaw", "G.711 µ-law", COMPANDED), codec(b"alaw", "G.711 A-law", COMPANDED),
    codec(b"ima4", "IMA ADPCM", IMA), codec(b"ms\0\x02", "Microsoft ADPCM", BLOCKS), codec(b"ms\0\x11", "IMA ADPCM", Room::Unknown),
    codec(b"agsm", "GSM", GSM), codec(b"MAC3", "MACE 3:1", MACE), codec(b"MAC6", "MACE 6:1", MACE),
    codec(b"ms\x001", "GSM", Room::None("blocks of 65 bytes of two frames, RFC 3551, 4.5.8 and Microsoft GSM 6.10")),
    // None of these has a walker, and all of them have room for other data.
    codec(b"QDMC", "QDesign Music", Room::Unknown), codec(b"QDM2", "QDesign Music 2", Room::Unknown),
    codec(b"dtsc", "DTS", Room::Unknown), codec(b"dtse", "DTS Express", Room::Unknown), codec(b"dtsh", "DTS-HD", Room::Unknown),
    codec(b"dtsl", "DTS-HD Master Audio", Room::Unknown), codec(b"dts+", "DTS-HD", Room::Unknown), codec(b"dts-", "DTS-HD", Room::Unknown),
    codec(b"dtsx", "DTS:X", Room::Unknown), codec(b"dtsy", "DTS:X", Room::Unknown),
    codec(b"mlpa", "Dolby TrueHD", Room::Unknown),
    codec(b"mha1", "MPEG-H 3D Audio", Room::Unknown), codec(b"mha2", "MPEG-H 3D Audio", Room::Unknown),
    codec(b"mhm1", "MPEG-H 3D Audio", Room::Unknown), codec(b"mhm2", "MPEG-H 3D Audio", Room::Unknown),
    codec(b"iamf", "IAMF", Room::Unknown), codec(b"apac", "Apple Positional Audio", Room::Unknown),
    codec(b"m4ae", "MPEG-4 audio, enhanced", Room::Unknown), codec(b"wma ", "Windows Media Audio", Room::Unknown),
    codec(b"ms\x01\x60", "Windows Media Audio", Room::Unknown), codec(b"ms\x01\x61", "Windows Media Audio", Room::Unknown),
    codec(b"ms\x20\0", "AC-3 as in AVI", Room::Unknown), codec(b"ms\0\xFF", "AAC as in AVI", Room::Unknown),
];

/// Sound codecs, by the `objectTypeIndication` in `esds` of `mp4a` (mp4ra.org, Object Types).
#[rustfmt::skip]
pub static OBJECTS: &[Object] = &[
    // `aac::configuration` distinguishes AAC from all others.
    object(0x40, "MPEG-4 audio", walked(Walker::Aac)),
    object(0x66, "MPEG-2 AAC Main", walked(Walker::Aac)), object(0x67, "MPEG-2 AAC LC", walked(Walker::Aac)),
    object(0x68, "MPEG-2 AAC SSR", walked(Walker::Aac)),
    object(0x69, "MPEG-2 audio", walked(Walker::MpegAudio)), object(0x6B, "MPEG-1 audio", walked(Walker::MpegAudio)),
    object(0xA5, "AC-3", walked(Walker::Ac3)), object(0xA6, "Enhanced AC-3", walked(Walker::Ac3)),
    object(0xA0, "EVRC", Room::Unknown), object(0xA1, "SMV", Room::Unknown), object(0xA9, "DTS", Room::Unknown),
    object(0xAA, "DTS-HD", Room::Unknown), object(0xAB, "DTS-HD Master Audio", Room::Unknown), object(0xAC, "DTS Express", Room::Unknown),
    object(0xAD, "Opus", Room::Unknown), object(0xAE, "AC-4", Room::Unknown), object(0xAF, "Auro-Cx 3D", Room::Unknown),
    object(0xDD, "Vorbis", Room::Unknown), object(0xE1, "QCELP", Room::Unknown),
];

/// The codec of a sample entry; `None` if it is unknown, and its samples may contain anything.
#[must_use]
pub fn codec_of(entry: [u8; 4]) -> Option<&'static Codec> {
    CODECS.iter().find(|codec| codec.entry == entry)
}

/// The codec of an `objectTypeIndication`; `None` if it is unknown.
#[must_use]
pub fn object_of(indication: u8) -> Option<&'static Object> {
    OBJECTS.iter().find(|object| object.indication == indication)
}

/// What samples can contain if their `esds` names this object and their decoder has this configuration, if any.
#[must_use]
pub fn room_of(indication: u8, configuration: Option<Configuration>) -> Room {
    match (object_of(indication).map_or(Room::Unknown, |object| object.room), configuration) {
        (Room::Walked(Walker::Aac), Some(configuration)) => configuration.room(),
        (room, _) => room,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_codec_has_two_rows() {
        for (at, codec) in CODECS.iter().enumerate() {
            assert!(CODECS[..at].iter().all(|other| other.entry != codec.entry), "{:?}", codec.entry.escape_ascii().to_string());
        }
        for (at, object) in OBJECTS.iter().enumerate() {
            assert!(OBJECTS[..at].iter().all(|other| other.indication != object.indication), "{}", object.indication);
        }
    }

    #[test]
    fn every_walker_is_one_of_sound_and_every_reason_has_a_clause() {
        use Walker::{Aac, Ac3, Amr, Flac, MpegAudio, MpegObject, Opus};
        for room in CODECS.iter().map(|codec| codec.room).chain(OBJECTS.iter().map(|object| object.room)) {
            match room {
                Room::Walked(walker) => {
                    assert!(matches!(walker, Aac | Ac3 | Amr | Flac | MpegAudio | MpegObject | Opus), "{walker:?}");
                }
                Room::None(why) => assert!(why.contains(", "), "{why}"),
                Room::Unknown => {}
            }
        }
    }

    #[test]
    fn a_configuration_decides_for_aac_alone() {
        let usac = Some(Configuration { object_type: 42 });
        assert_eq!((room_of(0x40, usac), room_of(0x67, None)), (Room::Unknown, Room::Walked(Walker::Aac)));
        assert_eq!((room_of(0x6B, usac), room_of(0xFF, None)), (Room::Walked(Walker::MpegAudio), Room::Unknown));
        assert_eq!(codec_of(*b"apac").map(|codec| codec.room), Some(Room::Unknown));
        assert!(codec_of(*b"text").is_none());
    }
}
