//! What to read, from the arguments and from lists of paths. Which files those lead to is worked out elsewhere.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::args::{CommonArgs, ListArgs};
use super::patterns;
use crate::discover::{Filter, Request, RequestError};

/// The largest list that is read: half a million fairly long paths.
const LARGEST_LIST: u64 = 64 << 20;

/// A request for everything that was typed or listed, next to the originals.
pub(super) fn request(common: &CommonArgs) -> Result<Request, RequestError> {
    let paths = patterns::replaced(&common.paths, common.hidden)?;
    let below = |patterns: &[String]| patterns.iter().map(|pattern| below(pattern, &paths)).collect::<Vec<_>>();
    let filter = Filter::new(&below(&common.filter.exclude), &below(&common.filter.include), common.filter.since)?;
    Ok(Request {
        paths,
        listed: listed(&common.list)?,
        home: std::env::home_dir(),
        hidden: common.hidden,
        filter,
        ..Request::default()
    })
}

/// A pattern as it is matched against paths below the named ones. A shell may complete it with such a path in front, and then
/// it would match nothing: what should be left out would be posted.
fn below(pattern: &str, paths: &[PathBuf]) -> String {
    let pattern = slashed(pattern);
    let named = paths.iter().flat_map(|path| [Some(path.clone()), std::path::absolute(path).ok()]).flatten();
    let mut rest = named.filter_map(|path| {
        let path = slashed(path.to_str()?).trim_end_matches('/').to_owned();
        pattern.strip_prefix(&path)?.strip_prefix('/').filter(|rest| !rest.is_empty()).map(|rest| format!("/{rest}"))
    });
    rest.next().unwrap_or_else(|| pattern.clone())
}

/// On Windows both slashes part folders; patterns know one.
fn slashed(text: &str) -> String {
    if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() }
}

/// The paths of the named list, if there is one.
fn listed(args: &ListArgs) -> Result<Vec<PathBuf>, RequestError> {
    let Some(list) = &args.files_from else { return Ok(Vec::new()) };
    let unreadable = |error: io::Error| RequestError::ListUnreadable(list.clone(), error.into());
    let bytes = read(list).map_err(unreadable)?;
    if !args.null && memchr::memchr(0, &bytes).is_some() {
        return Err(RequestError::ListHasNul(list.clone()));
    }
    paths(&bytes, args.null).map_err(unreadable)
}

fn read(list: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut from: Box<dyn Read> = if list == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(list)?) };
    from.by_ref().take(LARGEST_LIST.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_LIST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// One path per line, with the line ends of any system, or one between each two NUL bytes.
fn paths(bytes: &[u8], null: bool) -> io::Result<Vec<PathBuf>> {
    if null {
        return bytes.split(|&byte| byte == 0).filter(|path| !path.is_empty()).map(path).collect();
    }
    // Windows editors put a byte order mark at the start.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = bytes.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| !line.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> io::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Ok(std::ffi::OsStr::from_bytes(bytes).into())
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> io::Result<PathBuf> {
    std::str::from_utf8(bytes).map(PathBuf::from).map_err(|_| io::ErrorKind::InvalidData.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_any_system_writes_it() {
        let read = |bytes: &[u8], null| paths(bytes, null).unwrap();
        let both = [PathBuf::from("a b.jpg"), PathBuf::from("c.jpg")];
        assert_eq!(read(b"a b.jpg\nc.jpg\n", false), both);
        assert_eq!(read(b"\xEF\xBB\xBFa b.jpg\r\n\r\n\nc.jpg", false), both);
        assert_eq!(read(b"a b.jpg\0c.jpg\0", true), both);
        assert_eq!(read(b"a\nb.jpg\r\0\0", true), [PathBuf::from("a\nb.jpg\r")]);
        assert!(read(b"\n", false).is_empty() && read(b"", true).is_empty());
    }
}
