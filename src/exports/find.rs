//! Works out from their beginnings which files list something. Which files there are, and which are wanted, is for `discover`
//! to say.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use super::export::{Export, Found, Network, Unread};
use super::{paths, shape, web};
use crate::source::OpenFile;

/// Looks for lists among these files; each comes with how many folders above its own belong to what was asked for.
#[must_use]
pub fn find<'a>(files: impl IntoIterator<Item = (&'a Path, usize)>) -> Found {
    let mut found = Found::default();
    // One page is reported per network: the next one would say the same.
    let mut pages: Vec<Network> = Vec::new();
    for (path, above) in files {
        let looked = look_into(path, above, &mut found, &mut pages);
        found.unread.extend(looked.err().map(|error| (path.to_path_buf(), Unread::Trouble(error.into()))));
    }
    found
}

fn look_into(path: &Path, above: usize, found: &mut Found, pages: &mut Vec<Network>) -> io::Result<()> {
    // What a system writes next to a file has the same name.
    if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
        return Ok(());
    }
    let is = |wanted: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted));
    if is("json") {
        let Some(file) = OpenFile::open(path)? else { return Ok(()) };
        let file: &File = file.file();
        let Some(paths) = paths::of(file)? else { return Ok(()) };
        if let Some(shape) = shape::shape(&paths) {
            found.exports.push(Export { network: shape.network, path: path.to_path_buf(), above, single: shape.single });
        } else if web::is_named(path) && paths.paths.is_empty() && is_whole(file)? {
            found.empty.push(path.to_path_buf());
        } else if paths.is_hidden || web::is_named(path) && shape::is_labelled(&paths) {
            found.unread.push((path.to_path_buf(), Unread::UnknownForm));
        }
    } else if (is("html") || is("htm")) && web::is_named(path) {
        let Some(file) = OpenFile::open(path)? else { return Ok(()) };
        let mut beginning = Vec::new();
        let file: &File = file.file();
        file.take(web::BEGINNING as u64).read_to_end(&mut beginning)?;
        if let Some(network) = web::network(path, &beginning).filter(|network| !pages.contains(network)) {
            pages.push(network);
            found.unread.push((path.to_path_buf(), Unread::WebPages(network)));
        }
    }
    Ok(())
}

/// Whether a file of few bytes is JSON from its beginning to its end.
fn is_whole(mut file: &File) -> io::Result<bool> {
    /// What lists nothing is no longer.
    const LONGEST: u64 = 1 << 16;
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(LONGEST).read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    Ok(serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok())
}
