//! Why a file has no copy, as the file itself is the reason, and what to do about it.

use untrace_core::base::{Error, Limit, Malformed, Place, Unsupported};
use untrace_core::model::codec_name;
use untrace_core::sniff::{self, Foreign};
use untrace_core::verify::Doubt;

use super::numbers::number;
use super::obstacles::io_error;
use crate::lang::English;
use crate::printable::printable;
use crate::refusals::{Advice, Refusals};

const EXPORT_AGAIN: &str = "Export it from the phone again.";
const SAVE_AGAIN: &str = "Open it in a photo app, save it under a new name, then clean the new file.";
const SAVE_ELSEWHERE: &str = "Open it in another app, save it under a new name, then clean the new file.";
const SAVE_VIDEO_AGAIN: &str = "Open it in a video app, save it under a new name, then clean the new file.";
const EXPORT_JPEG: &str = "Export it as a JPEG, then clean the JPEG.";
const REPORT: &str = "This is a bug in untrace: please report it, but do not send the file.";

impl Refusals for English {
    fn refused(&self, error: &Error) -> Advice {
        self::error(error)
    }

    fn doubted(&self, doubt: &Doubt) -> Advice {
        self::doubt(doubt)
    }

    fn bug(&self) -> Advice {
        advice("made untrace stop half-way", REPORT)
    }

    fn not_copied(&self, name: &str, advice: &Advice) -> String {
        format!("{name} {}; not copied. {}", advice.trouble, advice.remedy)
    }

    fn not_checked(&self, name: &str, advice: &Advice) -> String {
        format!("{name} {}; not checked. {}", advice.trouble, advice.remedy)
    }
}

fn error(error: &Error) -> Advice {
    match error {
        Error::Malformed { what, place } => malformed(*what, place),
        Error::Unsupported { what, place } => unsupported(*what, place),
        Error::Limit { what, place } => limit(*what, place),
        Error::Io(error) => advice(format!("cannot be read ({})", io_error(error)), "Check the disk, then try again."),
    }
}

/// `at byte 81,920, in APP1/Exif`.
fn at(place: &Place) -> String {
    let byte = number(place.at);
    if place.path.is_empty() { format!("at byte {byte}") } else { format!("at byte {byte}, in {}", printable(&place.path)) }
}

fn malformed(what: Malformed, place: &Place) -> Advice {
    let at = at(place);
    let cut_off = |why| format!("is cut off {at} ({why})");
    let damaged = |why| format!("is damaged {at} ({why})");
    match what {
        Malformed::CutOff => advice(format!("is cut off {at}"), EXPORT_AGAIN),
        Malformed::Empty => advice("is empty", EXPORT_AGAIN),
        Malformed::NoEndOfImage => advice(cut_off("no end-of-image marker"), EXPORT_AGAIN),
        Malformed::NoEnd => advice(cut_off("no IEND chunk"), EXPORT_AGAIN),
        Malformed::NoMovie => advice(cut_off("no moov box"), EXPORT_AGAIN),
        Malformed::NoFrame => advice(format!("contains no complete picture ({at})"), EXPORT_AGAIN),
        Malformed::NoPrimaryItem => advice(format!("contains no picture to show ({at})"), EXPORT_AGAIN),
        Malformed::NoTrack => advice("contains neither picture nor sound", "See whether it plays, or export it again."),
        Malformed::SecondFrame => advice(damaged("a second frame header"), SAVE_AGAIN),
        Malformed::StrangeScan => advice(damaged("a scan that is not part of the picture"), SAVE_AGAIN),
        Malformed::UnexpectedMarker => advice(damaged("a marker that does not belong there"), SAVE_AGAIN),
        Malformed::SegmentLength => advice(damaged("a length that does not match the content"), SAVE_AGAIN),
        Malformed::ChunkLength => advice(damaged("a wrong length"), SAVE_AGAIN),
        Malformed::ChunkType => advice(damaged("not a chunk"), SAVE_AGAIN),
        Malformed::Crc => advice(damaged("a wrong checksum"), EXPORT_AGAIN),
        Malformed::ChunkOrder => advice(damaged("a chunk in the wrong place"), SAVE_AGAIN),
        Malformed::UnexpectedBlock => advice(damaged("a block that does not belong there"), SAVE_AGAIN),
        Malformed::BoxSize => advice(damaged("a box of the wrong size"), EXPORT_AGAIN),
        Malformed::SecondBox => advice(damaged("a second box where only one is allowed"), SAVE_VIDEO_AGAIN),
        Malformed::SecondItem => advice(damaged("an item that is listed twice"), EXPORT_AGAIN),
        Malformed::SampleTable => advice(damaged("its tables contradict each other"), SAVE_VIDEO_AGAIN),
        Malformed::ColourTable => advice(damaged("its table of colours cannot be read"), SAVE_VIDEO_AGAIN),
        Malformed::SampleOutside => advice(damaged("picture or sound outside the media data"), EXPORT_AGAIN),
        Malformed::CodedSample => advice(damaged("picture or sound that breaks the rules of its codec"), SAVE_VIDEO_AGAIN),
        Malformed::ItemOutside => advice(damaged("data that is not in the file"), EXPORT_AGAIN),
        Malformed::ItemData => advice(damaged("data of the wrong length"), SAVE_AGAIN),
        Malformed::Codestream => advice(damaged("no valid picture header"), EXPORT_AGAIN),
        Malformed::SecondTag => advice(damaged("a tag that appears twice"), SAVE_AGAIN),
        Malformed::TagValue => advice(damaged("a tag with numbers that it cannot have"), SAVE_AGAIN),
        Malformed::Overlap => advice(damaged("the picture and other data overlap"), SAVE_AGAIN),
        Malformed::Sidecar => advice("is damaged, or is not what its name says", "Do not post it."),
        Malformed::Undecided => advice(format!("contains something that untrace could not identify {at}"), REPORT),
        Malformed::Unrecognised => {
            advice("is not really a photo or video, despite its name", "Open it to see what it is, or export it again.")
        }
    }
}

fn unsupported(what: Unsupported, place: &Place) -> Advice {
    let at = at(place);
    match what {
        Unsupported::Format(name) => foreign(name),
        Unsupported::Hierarchical => advice(format!("is a hierarchical JPEG ({at}), which untrace cannot clean"), SAVE_AGAIN),
        Unsupported::Protected => advice(
            format!("is copy-protected ({at}), and untrace cannot clean protected videos"),
            "Film it yourself, or ask whoever made it for an unprotected version.",
        ),
        Unsupported::Codec(codec) => {
            let codec = codec_name(codec);
            advice(
                format!("has picture or sound in the codec {codec} ({at}), which untrace cannot search for traces"),
                format!(
                    "Save it as H.264 or HEVC with AAC. If you know that its camera hides nothing there, --trust-codec {codec} copies it as it is."
                ),
            )
        }
        Unsupported::EntryBox(codec, kind) => {
            let codec = codec_name(codec);
            let kind = printable(&untrace_core::containers::bmff::name(kind));
            advice(
                format!("has an unknown part, {kind}, in the description of its {codec} track ({at})"),
                format!("{SAVE_VIDEO_AGAIN} If you know that nothing is hidden there, --trust-codec {codec} copies it as it is."),
            )
        }
        Unsupported::ExternalMedia => {
            advice(format!("keeps picture or sound in another file ({at})"), "Save it as a single file, then clean that file.")
        }
        Unsupported::SharedSample => {
            advice(format!("uses the same bytes for picture or sound and for a hidden track ({at})"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::FragmentPlace => {
            advice(format!("has picture or sound that can only be found through a hidden track ({at})"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::CompressedMovie => {
            advice(format!("has a compressed index ({at}), which untrace cannot clean"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::ItemType => advice(format!("is coded in a way that untrace does not know ({at})"), EXPORT_JPEG),
        Unsupported::ItemMetadata => advice(format!("has metadata inside its coded picture ({at})"), EXPORT_JPEG),
        Unsupported::EssentialProperty => advice(format!("needs a property that untrace does not know ({at})"), EXPORT_JPEG),
        Unsupported::MetaLayout => advice(format!("has no room for the clean version of its lists ({at})"), EXPORT_JPEG),
        Unsupported::MinimizedImage => {
            advice(format!("uses the short form of HEIF ({at}), which untrace cannot clean"), EXPORT_JPEG)
        }
        Unsupported::NamedLayers => advice(format!("has text inside its coded picture ({at})"), EXPORT_JPEG),
        Unsupported::HiddenPicture => {
            advice(format!("has a second picture, which no viewer shows, inside its coded picture ({at})"), SAVE_ELSEWHERE)
        }
        Unsupported::ColourProfile => {
            advice(format!("has a colour profile that untrace cannot clean without changing the colours ({at})"), SAVE_AGAIN)
        }
        Unsupported::ByteStream => advice(format!("stores its pictures the way broadcasts do ({at})"), SAVE_VIDEO_AGAIN),
        Unsupported::Cropped(shown, whole) => advice(
            format!(
                "shows only a part of its picture, {} x {} of {} x {} pixels, and the rest is still in it",
                shown.0, shown.1, whole.0, whole.1
            ),
            "Open it, save the crop as a new file, then clean the new file.",
        ),
        Unsupported::Compression => {
            advice(format!("has a picture coded in a way that untrace cannot look into ({at})"), SAVE_AGAIN)
        }
        Unsupported::CameraName => advice(
            format!(
                "is a raw photo that apps develop by the name of its camera ({at}), so a copy without it would look different"
            ),
            EXPORT_JPEG,
        ),
        Unsupported::CodedExtension => {
            advice(format!("has data in its picture or sound that untrace cannot look into ({at})"), SAVE_VIDEO_AGAIN)
        }
        Unsupported::CodedEnd => advice(
            format!("has text in or after its coded picture or sound ({at}), and untrace cannot tell where these end"),
            SAVE_ELSEWHERE,
        ),
        Unsupported::CriticalChunk => advice(format!("needs a chunk that is not in the PNG standard ({at})"), SAVE_AGAIN),
    }
}

/// A file in a format that is not cleaned.
fn foreign(name: &str) -> Advice {
    let (what, remedy) = match sniff::foreign(name) {
        Foreign::Picture => (format!("is in {name} format, which untrace cannot clean yet"), "Export it as JPEG or PNG first."),
        Foreign::Raw => (format!("is a raw photo in {name} format, which untrace cannot clean"), "Export it as JPEG first."),
        Foreign::Video => {
            (format!("is a video in {name} format, which untrace cannot clean"), "Convert it to MP4, then clean the MP4.")
        }
        Foreign::Camcorder => (
            format!("is a video in {name} format, which untrace cannot clean"),
            "Convert it to MP4 with re-encoding (just copying the streams keeps date and place), then clean the MP4.",
        ),
        Foreign::Document => (
            format!("is a document in {name} format, which untrace cannot clean"),
            "Export what you want to show as JPEG or PNG first.",
        ),
        Foreign::Archive => (format!("is an archive in {name} format"), "Unpack it first, then clean what is in it."),
    };
    advice(what, remedy)
}

fn limit(what: Limit, place: &Place) -> Advice {
    let what = match what {
        Limit::BlockBytes => "has a block that is too large to read",
        Limit::InflatedBytes => "has a block that becomes too large when unpacked",
        Limit::Elements => "has far more parts than any real photo or video",
        Limit::Work => "would take far longer to examine than any real photo or video",
        Limit::Memory => "would take far more memory to examine than any real photo or video",
    };
    advice(format!("{what} ({})", at(place)), SAVE_ELSEWHERE)
}

fn doubt(doubt: &Doubt) -> Advice {
    let seen = match doubt {
        Doubt::Unreadable(error) => format!("the copy {}", self::error(error).trouble),
        Doubt::StillThere { id, place } => format!("{} was still in it {}", printable(&id.to_string()), at(place)),
        Doubt::NotFinal => "cleaning it again would change it".to_owned(),
        Doubt::MediaChanged { at } => format!("its picture or sound differs from the original at byte {}", number(*at)),
        Doubt::Unexplained { at } => format!("byte {} is none that a clean file has there", number(*at)),
        Doubt::SecondEyes { parser, sees } => format!("a second parser, {parser}, found “{}” in it", printable(sees)),
        Doubt::NotDecoded => "there is text in or after the coded picture".to_owned(),
        Doubt::Needle { id } => format!("the text of {} was still in it", printable(&id.to_string())),
        Doubt::KeptChanged => "it does not say what was meant to be kept".to_owned(),
        Doubt::PixelsChanged => "it does not show the same picture".to_owned(),
    };
    // A copy that cannot be read back is the disk's fault.
    let remedy = if matches!(doubt, Doubt::Unreadable(Error::Io(_))) { "Check the disk, then try again." } else { REPORT };
    advice(format!("was cleaned, but its copy did not pass the check ({seen})"), remedy)
}

fn advice(trouble: impl Into<String>, remedy: impl Into<String>) -> Advice {
    Advice { trouble: trouble.into(), remedy: remedy.into() }
}
