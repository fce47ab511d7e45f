//! What is wrong with a file, and what to do about it.

use std::io;
use std::path::Path;

use crate::i18n::english::numbers::number;
use crate::i18n::trouble::Advice;
use crate::outcome::{Failure, Outdated};
use crate::printable::{printable, printable_path};
use untrace_core::base::{Error, Limit, Malformed, Place, Unsupported};
use untrace_core::model::codec_name;
use untrace_core::sniff::{self, Foreign};
use untrace_core::verify::Doubt;

const EXPORT_AGAIN: &str = "Export it from the phone again.";
const SAVE_AGAIN: &str = "Open it in a photo app, save it under a new name, and clean that one.";
const SAVE_ELSEWHERE: &str = "Open it in another app, save it under a new name, and clean that one.";
const EXPORT_JPEG: &str = "Export it as JPEG, and clean that one.";
const SAVE_VIDEO_AGAIN: &str = "Open it in a video app, save it under a new name, and clean that one.";
const REPORT: &str = "This is a fault in untrace: please report it, without the file.";

fn advice(trouble: impl Into<String>, remedy: impl Into<String>) -> Advice {
    Advice { trouble: trouble.into(), remedy: remedy.into() }
}

pub(super) fn error(error: &Error) -> Advice {
    match error {
        Error::Malformed { what, place } => malformed(*what, place),
        Error::Unsupported { what, place } => unsupported(*what, place),
        Error::Limit { what, place } => limit(*what, place),
        Error::Io(error) => advice(format!("cannot be read: {}", io_error(error)), "Check the disk, then try again."),
    }
}

/// `at byte 81,920, in APP1/Exif`.
fn at(place: &Place) -> String {
    let byte = number(place.at);
    if place.path.is_empty() { format!("at byte {byte}") } else { format!("at byte {byte}, in {}", printable(&place.path)) }
}

fn malformed(what: Malformed, place: &Place) -> Advice {
    let at = at(place);
    match what {
        Malformed::CutOff => advice(format!("is cut off {at}"), EXPORT_AGAIN),
        Malformed::Empty => advice("is empty", EXPORT_AGAIN),
        Malformed::NoEndOfImage => advice(format!("is cut off {at} (no end-of-image marker)"), EXPORT_AGAIN),
        Malformed::NoEnd => advice(format!("is cut off {at} (no IEND chunk)"), EXPORT_AGAIN),
        Malformed::NoFrame => advice(format!("holds no complete picture ({at})"), EXPORT_AGAIN),
        Malformed::SecondFrame => advice(format!("is damaged {at} (a second frame header)"), SAVE_AGAIN),
        Malformed::UnexpectedMarker => advice(format!("is damaged {at} (a marker that cannot stand there)"), SAVE_AGAIN),
        Malformed::SegmentLength => advice(format!("is damaged {at} (the length does not fit the content)"), SAVE_AGAIN),
        Malformed::ChunkLength => advice(format!("is damaged {at} (a wrong length)"), SAVE_AGAIN),
        Malformed::ChunkType => advice(format!("is damaged {at} (not a chunk)"), SAVE_AGAIN),
        Malformed::Crc => advice(format!("is damaged {at} (a wrong checksum)"), EXPORT_AGAIN),
        Malformed::ChunkOrder => advice(format!("is damaged {at} (a chunk in the wrong place)"), SAVE_AGAIN),
        Malformed::UnexpectedBlock => advice(format!("is damaged {at} (a block that cannot stand there)"), SAVE_AGAIN),
        Malformed::BoxSize => advice(format!("is damaged {at} (a box of a wrong size)"), EXPORT_AGAIN),
        Malformed::SecondBox => advice(format!("is damaged {at} (a box that may stand only once)"), SAVE_VIDEO_AGAIN),
        Malformed::SecondItem => advice(format!("is damaged {at} (an item that is listed twice)"), EXPORT_AGAIN),
        Malformed::NoMovie => advice(format!("is cut off {at} (no moov box)"), EXPORT_AGAIN),
        Malformed::NoTrack => advice("holds neither picture nor sound", "Look at it, or export it again."),
        Malformed::SampleTable => advice(format!("is damaged {at} (its tables contradict themselves)"), SAVE_VIDEO_AGAIN),
        Malformed::SampleOutside => advice(format!("is damaged {at} (picture or sound outside of the media data)"), EXPORT_AGAIN),
        Malformed::CodedSample => {
            advice(format!("is damaged {at} (picture or sound that breaks its own rules)"), SAVE_VIDEO_AGAIN)
        }
        Malformed::NoPrimaryItem => advice(format!("holds no picture that is to be shown ({at})"), EXPORT_AGAIN),
        Malformed::ItemOutside => advice(format!("is damaged {at} (data that are not in the file)"), EXPORT_AGAIN),
        Malformed::ItemData => advice(format!("is damaged {at} (data of a wrong length)"), SAVE_AGAIN),
        Malformed::Codestream => advice(format!("is damaged {at} (no frame of a picture)"), EXPORT_AGAIN),
        Malformed::SecondTag => advice(format!("is damaged {at} (a tag that stands twice)"), SAVE_AGAIN),
        Malformed::Overlap => advice(format!("is damaged {at} (picture and other data share bytes)"), SAVE_AGAIN),
        Malformed::Sidecar => advice("is not what its name says, or damaged", "Leave it out of what you post."),
        Malformed::Undecided => advice(format!("could not be decided about {at}"), REPORT),
        Malformed::Unrecognised => {
            advice("has the name of a photo or video, but its content is no such thing", "Look at it, or export it again.")
        }
    }
}

fn unsupported(what: Unsupported, place: &Place) -> Advice {
    match what {
        Unsupported::Format(name) => foreign(name),
        Unsupported::Hierarchical => advice(format!("is a hierarchical JPEG ({})", at(place)), SAVE_AGAIN),
        Unsupported::Protected => advice(
            format!("is protected against copying ({}), and protected videos cannot be cleaned", at(place)),
            "Film it yourself, or ask who made it for one without protection.",
        ),
        Unsupported::Codec(codec) => {
            let codec = codec_name(codec);
            advice(
                format!(
                    "has picture or sound in the codec {codec}, and this program cannot look for traces in it ({})",
                    at(place)
                ),
                format!(
                    "Save it as H.264 or HEVC with AAC. If you know that its camera hides nothing there: --trust-codec {codec}"
                ),
            )
        }
        Unsupported::EntryBox(codec, kind) => {
            let codec = codec_name(codec);
            let kind = printable(&untrace_core::containers::bmff::name(kind));
            advice(
                format!("has a part that nobody knows, {kind}, in the description of its {codec} track ({})", at(place)),
                format!(
                    "Open it in a video app, save it under a new name, and clean that one. To copy it as it is: --trust-codec {codec}"
                ),
            )
        }
        Unsupported::ExternalMedia => {
            advice(format!("has picture or sound in another file ({})", at(place)), "Save it as one file, and clean that one.")
        }
        Unsupported::SharedSample => {
            advice(format!("has the same bytes in picture or sound and in a hidden track ({})", at(place)), SAVE_VIDEO_AGAIN)
        }
        Unsupported::FragmentPlace => {
            advice(format!("has picture or sound that is found only by way of a hidden track ({})", at(place)), SAVE_VIDEO_AGAIN)
        }
        Unsupported::CompressedMovie => advice(format!("has its index compressed ({})", at(place)), SAVE_VIDEO_AGAIN),
        Unsupported::ItemType => advice(format!("is coded in a way that untrace does not know ({})", at(place)), EXPORT_JPEG),
        Unsupported::ItemMetadata => advice(format!("has metadata inside of the coded picture ({})", at(place)), EXPORT_JPEG),
        Unsupported::EssentialProperty => {
            advice(format!("needs a property that untrace does not know ({})", at(place)), EXPORT_JPEG)
        }
        Unsupported::MetaLayout => {
            advice(format!("has lists that leave no room for their clean form ({})", at(place)), EXPORT_JPEG)
        }
        Unsupported::MinimizedImage => {
            advice(format!("has the short form of HEIF ({}), which untrace cannot clean", at(place)), EXPORT_JPEG)
        }
        Unsupported::NamedLayers => advice(format!("has texts inside of the coded picture ({})", at(place)), EXPORT_JPEG),
        Unsupported::ColourProfile => {
            advice(format!("has a colour profile that untrace cannot clean without changing colours ({})", at(place)), SAVE_AGAIN)
        }
        Unsupported::ByteStream => advice(format!("has pictures in the form of a broadcast ({})", at(place)), SAVE_VIDEO_AGAIN),
        Unsupported::Compression => {
            advice(format!("holds a picture that is coded in a way untrace cannot look into ({})", at(place)), SAVE_AGAIN)
        }
        Unsupported::CameraName => advice(
            format!(
                "is a raw photo that programs develop by the name of its camera ({}), so that a copy would look different",
                at(place)
            ),
            EXPORT_JPEG,
        ),
        Unsupported::CodedExtension => {
            advice(format!("has data in its picture or sound that untrace cannot look into ({})", at(place)), SAVE_VIDEO_AGAIN)
        }
        Unsupported::CodedEnd => advice(
            format!(
                "holds text in its coded picture, or behind it ({}), and it cannot be told where the picture ends",
                at(place)
            ),
            SAVE_AGAIN,
        ),
        Unsupported::CriticalChunk => {
            advice(format!("needs a chunk that the PNG standard does not know ({})", at(place)), SAVE_AGAIN)
        }
    }
}

/// A file of a format that is not cleaned.
fn foreign(name: &str) -> Advice {
    let (what, remedy) = match sniff::foreign(name) {
        Foreign::Picture => ("which untrace cannot clean yet", "Export it as JPEG or PNG first."),
        Foreign::Raw => ("a raw photo that untrace cannot clean", "Export it as JPEG first."),
        Foreign::Video => ("a video that untrace cannot clean", "Convert it to MP4 first, and clean that one."),
        Foreign::Camcorder => (
            "a video that untrace cannot clean",
            "Convert it to MP4 with re-encoding (copying the streams keeps date and place), and clean that one.",
        ),
        Foreign::Document => ("a document that untrace cannot clean", "Export what you want to show as JPEG or PNG first."),
        Foreign::Archive => ("an archive", "Unpack it first, and clean what is in it."),
    };
    advice(format!("is in {name} format, {what}"), remedy)
}

fn limit(what: Limit, place: &Place) -> Advice {
    let what = match what {
        Limit::BlockBytes => "a block that is too large to be read",
        Limit::InflatedBytes => "a block that grows too large when unpacked",
        Limit::Elements => "far more parts than any real photo or video",
        Limit::Work => "parts that would take far more time to look into than any real photo or video",
        Limit::Memory => "parts that would take far more memory to look into than any real photo or video",
    };
    advice(format!("has {what} ({})", at(place)), SAVE_ELSEWHERE)
}

pub(super) fn doubt(doubt: &Doubt) -> Advice {
    let seen = match doubt {
        Doubt::Unreadable(error) => format!("the copy {}", self::error(error).trouble),
        Doubt::StillThere { id, place } => format!("{id} was still in the copy {}", at(place)),
        Doubt::NotFinal => "the copy would have had to be cleaned again".to_owned(),
        Doubt::MediaChanged { at } => format!("picture or sound in the copy differ at byte {}", number(*at)),
        Doubt::SecondEyes { parser, sees } => format!("a second parser ({parser}) saw {sees} in the copy"),
        Doubt::NotDecoded => "text stands in the coded picture, or behind it".to_owned(),
        Doubt::Needle { id } => format!("the text of {id} was still in the copy"),
        Doubt::KeptChanged => "the copy does not say what was to be kept".to_owned(),
        Doubt::PixelsChanged => "the copy does not show the same picture".to_owned(),
    };
    advice(format!("did not pass the check of its copy ({seen})"), REPORT)
}

pub(super) fn failure(failure: &Failure, destination: Option<&Path>) -> Advice {
    let place = destination.map(printable_path).unwrap_or_default();
    match failure {
        Failure::Exists => advice(
            format!("has no place to go: {place} is there already, and is something else"),
            "Move that away, or replace it with --force, unless it is the copy of another file of this name (--files-from \
             keeps such files apart).",
        ),
        Failure::Outdated(why) => advice(
            match why {
                Outdated::Original => format!("changed since its copy {place} was made"),
                Outdated::Options => format!("has a copy, {place}, that was made with other options"),
                Outdated::Program => format!("has a copy, {place}, that was made by another version of untrace"),
            },
            "Replace it with --update.",
        ),
        Failure::Linked => advice(
            "has other names on this disk (hard links), and would stay as it is under them",
            "Replace it under this name alone with --break-links.",
        ),
        Failure::Original => advice(
            format!("has no place to go: {place} is one of the originals"),
            "Choose another folder for the copies with -o.",
        ),
        Failure::Copy => advice(
            format!("has no place to go: {place} is the name of another copy"),
            "Give one of the two files another name, or use --rename.",
        ),
        Failure::OutputLost => advice(
            "could not be written: the folder for the copies is gone, or is another one by now",
            "Plug the disk in again, and run the same command again.",
        ),
        Failure::Read(error) => advice(format!("cannot be read ({})", io_error(error)), "Check its permissions and the disk."),
        Failure::Write(error) => {
            advice(format!("could not be written to {place} ({})", io_error(error)), "Check the space and permissions there.")
        }
        Failure::Bug => advice("brought untrace to a stop", REPORT),
    }
}

pub(super) fn io_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is no longer there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::UnexpectedEof => "it became shorter while it was read".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        io::ErrorKind::FileTooLarge => "files of that size are not allowed here".to_owned(),
        io::ErrorKind::InvalidFilename => "its name or path is too long".to_owned(),
        io::ErrorKind::NotADirectory => "a link or a file is in the way".to_owned(),
        _ => error.to_string(),
    }
}
