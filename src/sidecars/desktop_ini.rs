//! Windows' `desktop.ini`: how a folder is shown, sometimes with a comment, an owner, or names of files.

use super::say::say;
use untrace_core::blocks::Found;
use untrace_core::model::SidecarKind;

/// Lists sections and keys with their values; `None` if it is not text.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    let text = decode(bytes)?;
    let mut section = String::new();
    for (line, budget) in text.lines().map(str::trim).zip((0..found.limits().fields).rev()) {
        if budget == 0 {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name.to_owned();
        } else if let Some(comment) = line.strip_prefix(';') {
            say(found, 0, SidecarKind::DesktopIni, "comment", comment);
        } else if let Some((key, value)) = line.split_once('=') {
            say_key(&section, key.trim(), value.trim(), found);
        } else if !line.is_empty() {
            say(found, 0, SidecarKind::DesktopIni, "line", line);
        }
    }
    Some(())
}

/// Files with a different name in the language of Windows are keys in a section of their own.
fn say_key(section: &str, key: &str, value: &str, found: &mut Found<'_>) {
    if section == "LocalizedFileNames" {
        say(found, 0, SidecarKind::DesktopIni, "LocalizedFileNames/file name", key);
    }
    say(found, 0, SidecarKind::DesktopIni, &format!("{section}/{key}"), value);
}

/// UTF-16 (by its first bytes) or UTF-8, otherwise as in the first code page of Windows.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            let units = rest.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).ok()?.to_owned(),
        _ => std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|&byte| char::from(byte)).collect(), str::to_owned),
    };
    (!text.contains('\0')).then_some(text)
}
