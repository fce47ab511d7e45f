//! How a panorama is shown: numbers with the right syntax, and a known projection.

use super::by_source::BySource;
use super::sources::Source;
use crate::model::{Panorama, Projection, Stereo};

/// A whole circle, in thousandths of a degree.
const CIRCLE: i32 = 360_000;
/// More pixels than any picture has along a side.
const LONGEST: u32 = 10_000_000;

const PROJECTION: &str = "ProjectionType";
const VIEWER: &str = "UsePanoramaViewer";
/// Where the camera pointed, clockwise from north.
const HEADING: &str = "PoseHeadingDegrees";
const FIRST_LOOK: &str = "InitialViewHeadingDegrees";
const LOOK: &str = "InitialView";

/// What videos say instead.
const SPHERICAL: &str = "Spherical";
const STITCHED: &str = "Stitched";
const STEREO: &str = "StereoMode";

const PHOTO: &str = "GPano";
const VIDEO: &str = "GSpherical";

pub(super) fn read(told: &BySource<'_>) -> Option<Panorama> {
    let is_video = || told.raw_text(Source::Xmp(VIDEO, SPHERICAL)).and_then(truth) == Some(true);
    of(told, PHOTO).or_else(|| of(told, VIDEO).filter(|_| is_video()))
}

fn truth(word: &str) -> Option<bool> {
    match word.trim() {
        word if word.eq_ignore_ascii_case("true") => Some(true),
        word if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn of(told: &BySource<'_>, prefix: &str) -> Option<Panorama> {
    let text = |name| told.raw_text(Source::Xmp(prefix, name)).map(str::trim);
    let projection = text(PROJECTION).and_then(Projection::of_word)?;
    let film = prefix == VIDEO;
    let viewer = text(VIEWER).and_then(truth).filter(|_| !film);
    let stereo = text(STEREO).and_then(Stereo::of_word).filter(|_| film);
    let lengths = Panorama::LENGTHS.map(|name| text(name).and_then(pixels));
    let angles = Panorama::ANGLES.map(|name| match (name, text(HEADING)) {
        // For videos, only the initial view is defined.
        _ if film && !name.starts_with(LOOK) => None,
        // The initial view is measured from north, too. What stays is where it is in the picture.
        (FIRST_LOOK, Some(heading)) => {
            let turned = text(name).and_then(degrees)?.checked_sub(degrees(heading)?)?;
            turned.checked_rem_euclid(CIRCLE)
        }
        _ => text(name).and_then(degrees),
    });
    Some(Panorama { projection, viewer, stereo, lengths, angles })
}

/// Whether one of the values is read from this field.
pub(super) fn is_source(source: Source<'_>) -> bool {
    let Source::Xmp(PHOTO | VIDEO, name) = source else { return false };
    [PROJECTION, VIEWER, SPHERICAL, STITCHED, STEREO].contains(&name)
        || Panorama::LENGTHS.contains(&name)
        || Panorama::ANGLES.contains(&name)
}

fn pixels(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|&pixels| plain && pixels <= LONGEST)
}

/// Thousandths of a degree.
fn degrees(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.len() <= 24 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let thousandths = (text.parse::<f64>().ok().filter(|_| plain)? * 1000.0).round();
    #[allow(clippy::cast_possible_truncation, reason = "a whole number of at most a circle")]
    (thousandths.abs() <= f64::from(CIRCLE)).then_some(thousandths as i32)
}
