//! The folders that networks give out to whoever asks for their own data: which files in them list posts, memories and
//! positions, and what each of these tells. One file for each network, which knows the names in its lists. Pictures are read
//! elsewhere, and so is Takeout's JSON beside each photo (`sidecars`); what all of it tells together is the core's business.

mod export;
mod facebook;
mod find;
mod gather;
mod google;
mod instagram;
mod lenient;
mod media;
mod meta;
mod place;
mod shape;
mod snapchat;
mod stream;
mod text;
mod thin;
mod web;
mod when;

pub use export::{Export, Found, Listed, Network, Post, Unread};
pub use find::find;

/// Reads what a file lists.
#[must_use]
pub fn read(export: &Export) -> Listed {
    let mut gather = gather::Gather::new(export);
    let unread = match export.network {
        Network::Instagram => stream::read(export, instagram::is_list, &mut |row| instagram::tell(row, &mut gather)),
        Network::Facebook => stream::read(export, facebook::is_list, &mut |row| facebook::tell(row, &mut gather)),
        Network::Snapchat => stream::read(export, snapchat::is_list, &mut |row| snapchat::tell(row, &mut gather)),
        Network::Google => stream::read(export, google::is_list, &mut |row| google::tell(row, &mut gather)),
    };
    gather.end(unread.err())
}

#[cfg(test)]
mod tests;
