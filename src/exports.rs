//! The folders that networks hand out to people who ask for their own data: which files in them list posts, memories and
//! positions, and what each of these tells. There is one file per network, which knows the names in its lists. Pictures are
//! read elsewhere, and so is Takeout's JSON next to each photo (`sidecars`); what it all tells together is the core's business.

mod export;
mod facebook;
mod find;
mod gather;
mod google;
mod instagram;
mod lenient;
mod media;
mod meta;
mod paths;
mod place;
mod shape;
mod snapchat;
mod stream;
mod text;
mod thin;
mod web;
mod when;

pub use export::{Export, Found, Network, Post, Unread};
pub use find::find;

use std::path::{Path, PathBuf};

/// Reads what files list, one after the other, and hands each entry to `tell` with the file that lists it. Returns the files
/// that were not read to the end. All of them share the same room.
#[must_use]
pub fn read(exports: &[Export], tell: &mut dyn FnMut(&Path, Post)) -> Vec<(PathBuf, Unread)> {
    let mut room = gather::Room::default();
    let mut unread = Vec::new();
    for (of, export) in exports.iter().enumerate() {
        let mut tell = |post| tell(&export.path, post);
        let mut gather = gather::Gather::new(export, of, &mut room, &mut tell);
        let read = match export.network {
            _ if !gather.wants_more() => Ok(()),
            Network::Instagram => stream::read(export, instagram::is_list, &mut |row| instagram::tell(row, &mut gather)),
            Network::Facebook => stream::read(export, facebook::is_list, &mut |row| facebook::tell(row, &mut gather)),
            Network::Snapchat => stream::read(export, snapchat::is_list, &mut |row| snapchat::tell(row, &mut gather)),
            Network::Google => stream::read(export, google::is_list, &mut |row| google::tell(row, &mut gather)),
        };
        unread.extend(gather.end(read.err()).map(|why| (export.path.clone(), why)));
    }
    for (of, sighting) in room.points() {
        if let Some(Export { network, path, .. }) = exports.get(of) {
            tell(path, Post { network: *network, file: None, sighting });
        }
    }
    unread
}

#[cfg(test)]
mod tests;
