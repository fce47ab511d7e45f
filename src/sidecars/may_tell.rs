//! Files next to photos that are not photos, but may say where somebody was: tracks, subtitles from drones, voice memos. They
//! are known by name only, and nobody reads them.

use std::path::Path;

/// Extensions, in lower case.
const MAY_TELL: &[&str] = &["gpx", "kml", "kmz", "fit", "tcx", "nmea", "igc", "srt", "m4a", "amr", "3ga", "caf", "aac", "qta"];

/// Whether a file that is not a photo or video may say where somebody was.
#[must_use]
pub fn may_tell(path: &Path) -> bool {
    path.extension().is_some_and(|extension| MAY_TELL.contains(&extension.to_string_lossy().to_lowercase().as_str()))
}
