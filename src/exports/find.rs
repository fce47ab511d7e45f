//! Walks folders for files that list something. No link is followed, as in `discover`; which photos and videos there are is for that
//! to say.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use untrace_core::base::guard;
use walkdir::{DirEntry, WalkDir};

use super::export::{Export, Found, Network, Unread};
use super::{shape, web};
use crate::source::OpenFile;
use crate::trouble::Trouble;

/// No export has folders that deep.
const DEEPEST: usize = 32;

/// Looks for files that list something below each of these paths.
#[must_use]
pub fn find(roots: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for root in roots {
        walk(root, &mut found);
    }
    found.exports.dedup();
    found
}

fn walk(root: &Path, found: &mut Found) {
    let walk = WalkDir::new(root).max_depth(DEEPEST).follow_links(false).follow_root_links(true).sort_by_file_name();
    let mut walk = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    // Of pages one is told for each network: that of the next would say the same.
    let mut pages: Vec<Network> = Vec::new();
    loop {
        // A folder that cannot be closed, on a disk that is failing, ends the program otherwise.
        let Some(next) = guard(|| walk.next()) else {
            found.unread.push((root.to_path_buf(), Unread::Trouble(io::ErrorKind::Other.into())));
            return;
        };
        match next {
            None => return,
            Some(Ok(entry)) if entry.file_type().is_file() => look_into(&entry, found, &mut pages),
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                let trouble = error.io_error().map_or_else(|| io::ErrorKind::Other.into(), Trouble::from);
                found.unread.push((error.path().unwrap_or(root).to_path_buf(), Unread::Trouble(trouble)));
            }
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn look_into(entry: &DirEntry, found: &mut Found, pages: &mut Vec<Network>) {
    let path = entry.path();
    let is = |wanted: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted));
    let is_page = is("html") || is("htm");
    let longest = match (is("json"), is_page && web::is_named(path)) {
        (true, _) => shape::BEGINNING,
        (_, true) => web::BEGINNING,
        _ => return,
    };
    let beginning = match beginning(path, longest) {
        Ok(Some(beginning)) => beginning,
        Ok(None) => return,
        Err(error) => {
            found.unread.push((path.to_path_buf(), Unread::Trouble(error.into())));
            return;
        }
    };
    if is_page {
        if let Some(network) = web::network(path, &beginning).filter(|network| !pages.contains(network)) {
            pages.push(network);
            found.unread.push((path.to_path_buf(), Unread::WebPages(network)));
        }
    } else if let Some(shape) = shape::shape(&beginning) {
        // The folder that was asked for is `depth` above the file, and the one that the file is in stands first.
        let above = entry.depth().saturating_sub(1);
        found.exports.push(Export { network: shape.network, path: path.to_path_buf(), above, single: shape.single });
    } else if web::is_named(path) && shape::is_labelled(&beginning) {
        found.unread.push((path.to_path_buf(), Unread::UnknownForm));
    }
}

/// The first bytes of a file; nothing where it is none by now.
fn beginning(path: &Path, longest: usize) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = OpenFile::open(path)? else { return Ok(None) };
    let mut beginning = Vec::new();
    let file: &File = file.file();
    file.take(longest as u64).read_to_end(&mut beginning)?;
    Ok(Some(beginning))
}
