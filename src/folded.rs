//! Names as seen by file systems that ignore case and Unicode form.

use std::ffi::OsStr;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// What two names have in common on file systems that ignore case and Unicode form.
pub(crate) fn folded(path: &Path) -> String {
    path.components().map(|part| folded_name(part.as_os_str()) + "/").collect()
}

/// The same for a single name.
pub(crate) fn folded_name(name: &OsStr) -> String {
    // Names that are not Unicode have no case to fold: only their bytes tell them apart.
    let Some(text) = name.to_str() else { return format!("{name:?}") };
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().collect::<String>().to_lowercase().nfc().collect()
}
