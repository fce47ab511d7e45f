//! Live Photos: a photo and a video of the same moment, to which a phone gives the same name.

use std::path::{Path, PathBuf};

/// The name that both halves of a Live Photo share, with their folder, and whether this one is the video: the path without
/// the extension, whatever its case.
#[must_use]
pub fn half(path: &Path) -> Option<(PathBuf, bool)> {
    let extension = path.extension()?.to_string_lossy().to_ascii_lowercase();
    let video = match extension.as_str() {
        "heic" | "heif" | "jpg" | "jpeg" => false,
        "mov" => true,
        _ => return None,
    };
    let stem = path.file_stem()?.to_string_lossy().to_lowercase();
    Some((path.parent().unwrap_or_else(|| Path::new("")).join(stem), video))
}
