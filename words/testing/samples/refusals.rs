//! Samples of why a file has no copy, in the words of a language.

use std::io;

use untrace_core::base::{Error, Limit, Malformed, Place, Unsupported};
use untrace_core::model::FieldId;
use untrace_core::verify::Doubt;

use crate::each;
use crate::{Advice, BAD_DEVICE, FILE_READ_ONLY, Lang, Obstacle};

/// Errors of the file system that we have words for.
const KINDS: [io::ErrorKind; 10] = [
    io::ErrorKind::NotFound,
    io::ErrorKind::PermissionDenied,
    io::ErrorKind::StorageFull,
    io::ErrorKind::ReadOnlyFilesystem,
    io::ErrorKind::UnexpectedEof,
    io::ErrorKind::QuotaExceeded,
    io::ErrorKind::FileTooLarge,
    io::ErrorKind::InvalidFilename,
    io::ErrorKind::NotADirectory,
    io::ErrorKind::ResourceBusy,
];

fn known_errors() -> Vec<io::Error> {
    KINDS.into_iter().map(io::Error::from).chain([BAD_DEVICE, FILE_READ_ONLY].map(io::Error::from_raw_os_error)).collect()
}

/// Each of them, and one that only the system has words for.
#[must_use]
pub fn io_errors() -> Vec<io::Error> {
    let obstacles =
        each!(Obstacle { Gone, Denied, Full, ReadOnly, Shorter, Quota, TooLarge, Name, InTheWay, InUse, Device, Marked });
    let known: Vec<Obstacle> = known_errors().iter().filter_map(Obstacle::of).collect();
    assert_eq!(known, obstacles, "each has an error that it stands for");
    known_errors().into_iter().chain([io::Error::other("zz-the-system-says")]).collect()
}

fn places() -> [Place; 2] {
    [Place { at: 10_851, path: "APP1-zz/Exif".to_owned() }, Place { at: 7, path: String::new() }]
}

fn errors() -> Vec<Error> {
    let mut unsupported = each!(Unsupported {
        Format("BMP"), Hierarchical, ItemType, ItemMetadata, EssentialProperty, MetaLayout, MinimizedImage, NamedLayers, HiddenPicture,
        ColourProfile, CriticalChunk, Protected, Codec(*b"azzc"), EntryBox(*b"bzzc", *b"czzb"), ExternalMedia, SharedSample, FragmentPlace,
        CompressedMovie, ByteStream, Compression, Cropped((1200, 900), (4000, 3000)), CameraName, CodedExtension, CodedEnd,
    });
    // One of each kind that is not cleaned.
    unsupported.extend(["NEF", "Matroska", "AVI", "PDF", "ZIP"].map(Unsupported::Format));
    let limits = each!(Limit { BlockBytes, InflatedBytes, Elements, Work, Memory });
    let mut errors = Vec::new();
    for place in places() {
        errors.extend(Malformed::ALL.iter().map(|what| Error::malformed(*what, place.clone())));
        errors.extend(unsupported.iter().map(|what| Error::unsupported(*what, place.clone())));
        errors.extend(limits.iter().map(|what| Error::limit(*what, place.clone())));
    }
    errors.extend(io_errors().into_iter().map(Error::Io));
    // One of each kind.
    let [place, _] = places();
    errors.extend(each!(Error {
        Malformed { what: Malformed::CutOff, place: place.clone() },
        Unsupported { what: Unsupported::Hierarchical, place: place.clone() },
        Limit { what: Limit::Work, place: place.clone() },
        Io(io::ErrorKind::NotFound.into()),
    }));
    errors
}

fn doubts() -> Vec<Doubt> {
    let [place, _] = places();
    let id = || FieldId::PngText("zz-Author".to_owned());
    each!(Doubt {
        Unreadable(Error::malformed(Malformed::NoMovie, place.clone())),
        StillThere { id: id(), place: place.clone() },
        NotFinal,
        MediaChanged { at: 1_234_567 },
        Unexplained { at: 1_234_567 },
        SecondEyes { parser: "zz-parser", sees: "zz-a-comment".to_owned() },
        Needle { id: id() },
        NotDecoded,
        KeptChanged,
        PixelsChanged,
    })
}

/// The parts of all advice, each with what it is about.
#[must_use]
pub fn advice(lang: Lang) -> Vec<(String, Advice)> {
    let words = lang.one_file();
    let refused = errors().into_iter().map(|error| (format!("{error:?}"), words.refused(&error)));
    let doubted = doubts().into_iter().map(|doubt| (format!("{doubt:?}"), words.doubted(&doubt)));
    refused.chain(doubted).chain([("bug".to_owned(), words.bug())]).collect()
}

/// What can be said of advice, each with what it is about.
#[must_use]
pub fn of_advice(lang: Lang, advice: Vec<(String, Advice)>) -> Vec<(String, String)> {
    const NAME: &str = "zz.jpg";
    let words = lang.one_file();
    let sentences = advice.into_iter().flat_map(|(what, advice)| {
        [
            (format!("{what}, not copied"), words.not_copied(NAME, &advice)),
            (format!("{what}, not checked"), words.not_checked(NAME, &advice)),
            (format!("{what}, trouble"), advice.trouble),
            (format!("{what}, remedy"), advice.remedy),
        ]
    });
    sentences.collect()
}

/// What was said about what.
#[must_use]
pub fn sentences(lang: Lang) -> Vec<(String, String)> {
    of_advice(lang, advice(lang))
}
