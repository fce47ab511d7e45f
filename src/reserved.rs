//! Names that Windows keeps for devices, whatever folder they are in and whatever extension they have: what is written to `nul.jpg`
//! is gone. And names with `:`, which lead to something beside a file's content.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, Prefix};

use untrace_words::BAD_DEVICE;

/// Refuses a path that Windows would take for something else than a file or folder. Elsewhere there is none.
pub(crate) fn refused(path: &Path) -> io::Result<()> {
    if !cfg!(windows) {
        return Ok(());
    }
    if leads_to_device(path) {
        return Err(io::Error::from_raw_os_error(BAD_DEVICE));
    }
    if leads_beside(path) { Err(io::ErrorKind::InvalidFilename.into()) } else { Ok(()) }
}

/// The same for a name that was met in a folder. What Windows opens under a name with a dot or a space at its end is another file.
pub(crate) fn refused_as_met(name: &OsStr) -> io::Result<()> {
    if cfg!(windows) && matches!(name.as_encoded_bytes().last(), Some(b'.' | b' ')) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    refused(Path::new(name))
}

/// Whether some part of a path is the name of a device. Behind `\\?\`, every name is just a name.
fn leads_to_device(path: &Path) -> bool {
    path.components().take_while(|part| !matches!(part, Component::Prefix(prefix) if prefix.kind().is_verbatim())).any(|part| {
        match part {
            Component::Prefix(prefix) => matches!(prefix.kind(), Prefix::DeviceNS(_)),
            Component::Normal(name) => is_device(&name.to_string_lossy()),
            _ => false,
        }
    })
}

fn leads_beside(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if name.to_string_lossy().contains(':')))
}

/// Whether a name is one of a device, in letters of any case: `NUL`, `nul.jpg`, `Com1 .txt`.
fn is_device(name: &str) -> bool {
    const ALONE: [&str; 6] = ["AUX", "CON", "CONIN$", "CONOUT$", "NUL", "PRN"];
    const NUMBERED: [&str; 2] = ["COM", "LPT"];
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_uppercase();
    let is_digit = |rest: &str| matches!(rest, "¹" | "²" | "³") || rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit());
    ALONE.contains(&stem.as_str()) || NUMBERED.iter().any(|device| stem.strip_prefix(device).is_some_and(is_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_known_in_any_form() {
        for device in ["NUL", "nul.jpg", "Con", "aux.tar.gz", "COM1", "lpt9.txt", "com² .jpg", "CONOUT$", "prn ", "nul:"] {
            assert!(is_device(device), "{device}");
        }
        for name in ["NULL", "null.jpg", "console.jpg", "COM", "COM10", "LPTX", "a.nul", "IMG_0001.JPG", "", ".con", "cön"] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn a_device_counts_anywhere_in_a_path() {
        for path in ["nul", "Photos/con.jpg", "AUX/a.jpg"] {
            assert!(leads_to_device(Path::new(path)), "{path}");
        }
        assert!(!leads_to_device(Path::new("Photos/2026/a.jpg")));
        assert!(leads_beside(Path::new("P/a.jpg:Zone.Identifier")) && !leads_beside(Path::new("P/a.jpg")));
        assert_eq!(refused(Path::new("P/nul.jpg")).is_err(), cfg!(windows));
        assert!(refused(Path::new("P/a.jpg")).is_ok());
        for name in ["a.jpg.", "a.jpg ", "nul"] {
            assert_eq!(refused_as_met(OsStr::new(name)).is_err(), cfg!(windows), "{name}");
        }
        assert!(refused_as_met(OsStr::new(" a .jpg")).is_ok());
    }

    #[cfg(windows)]
    #[test]
    fn a_drive_is_no_stream_and_a_path_in_full_has_no_devices() {
        for path in [r"C:\Photos\a.jpg", r"C:a.jpg", r"\\nas\photos\a.jpg", r"\\?\C:\nul.jpg", r"\\?\UNC\nas\photos\con"] {
            assert!(refused(Path::new(path)).is_ok(), "{path}");
        }
        for path in [r"\\.\COM1", r"C:\nul", r"C:\a.jpg:b", r"C:\P\LPT1.png"] {
            assert!(refused(Path::new(path)).is_err(), "{path}");
        }
    }
}
