//! Names that get something appended, and must not become longer than a file system accepts.

use std::ffi::{OsStr, OsString};

/// Most bytes of a name on nearly every disk (NAME_MAX).
const LONGEST: usize = 255;

/// `stem` followed by `end`, with enough cut from the end of the stem for the whole to fit.
pub(crate) fn with_end(stem: &OsStr, end: impl AsRef<OsStr>) -> OsString {
    let end = end.as_ref();
    let room = LONGEST.saturating_sub(end.len());
    let mut name = beginning(stem, room);
    name.push(end);
    name
}

fn beginning(stem: &OsStr, room: usize) -> OsString {
    if stem.len() <= room {
        return stem.to_os_string();
    }
    match stem.to_str() {
        Some(text) => {
            let fits = text.char_indices().map(|(at, c)| at.saturating_add(c.len_utf8())).take_while(|end| *end <= room).last();
            OsString::from(text.get(..fits.unwrap_or(0)).unwrap_or_default())
        }
        None => beginning_of_bytes(stem, room),
    }
}

/// Names that are not Unicode have no characters to cut between.
#[cfg(unix)]
fn beginning_of_bytes(stem: &OsStr, room: usize) -> OsString {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(stem.as_bytes().get(..room).unwrap_or_default()).to_os_string()
}

#[cfg(not(unix))]
fn beginning_of_bytes(stem: &OsStr, room: usize) -> OsString {
    beginning(OsStr::new(&*stem.to_string_lossy()), room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_between_characters_and_only_where_it_has_to_be() {
        assert_eq!(with_end(OsStr::new("a"), "-clean.jpg"), "a-clean.jpg");
        let exact = "b".repeat(245);
        assert_eq!(with_end(OsStr::new(&exact), "-clean.jpg"), OsString::from(format!("{exact}-clean.jpg")));
        let cut = with_end(OsStr::new(&"\u{e9}".repeat(125)), "-clean.jpg");
        assert_eq!(cut, OsString::from("\u{e9}".repeat(122) + "-clean.jpg"));
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_cut_too() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(with_end(OsStr::from_bytes(&[0xFF; 255]), ".motion.mp4").len(), 255);
    }
}
