//! Names as file systems see them that tell them apart neither by case nor by Unicode form.

use std::ffi::OsStr;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// What two names have in common where file systems tell them apart neither by case nor by Unicode form.
pub(crate) fn folded(path: &Path) -> String {
    path.components().map(|part| folded_name(part.as_os_str()) + "/").collect()
}

/// The same of one name.
pub(crate) fn folded_name(name: &OsStr) -> String {
    // What is no Unicode has no case to fold: its bytes alone tell it from others.
    let Some(text) = name.to_str() else { return format!("{name:?}") };
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().collect::<String>().to_lowercase().nfc().collect()
}
