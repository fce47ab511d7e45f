//! Files that lie beside photos, are none, and may say where somebody was: tracks, subtitles of drones, voice memos. They are
//! known by name alone, and nobody reads them.

use std::path::Path;

/// Extensions, in lower case.
const MAY_TELL: &[&str] = &["gpx", "kml", "kmz", "fit", "tcx", "nmea", "igc", "srt", "m4a", "amr", "3ga", "caf", "aac", "qta"];

/// Whether a file that is no photo or video may say where somebody was.
#[must_use]
pub fn may_tell(path: &Path) -> bool {
    path.extension().is_some_and(|extension| MAY_TELL.contains(&extension.to_string_lossy().to_lowercase().as_str()))
}
