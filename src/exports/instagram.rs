//! Instagram's lists: posts, stories, reels and profile pictures, as written since 2020
//! (`posts_1.json`, `stories.json`), and the earlier `media.json`.

use serde::Deserialize;
use untrace_core::insight::Sighting;

use super::export::Network;
use super::gather::Gather;
use super::lenient::{Maybe, Number, Objects, Text};
use super::meta::{self, Medium, Metadata};
use super::text::{add, mended};
use super::when::{counted, written};

/// An entry of any of the lists: one with several photos and videos, or a single one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Row {
    media: Objects<Medium>,
    title: Text,
    creation_timestamp: Number,
    uri: Text,
    media_metadata: Maybe<Metadata>,
    // The form before 2020.
    path: Text,
    caption: Text,
    taken_at: Text,
    location: Text,
}

/// The lists of `media.json`.
pub(super) const OLD: [&str; 5] = ["photos", "videos", "stories", "profile", "direct"];

/// Whether a name holds entries.
pub(super) fn is_list(name: &str) -> bool {
    name.starts_with("ig_") || OLD.contains(&name)
}

/// Tells an entry; returns whether more are wanted.
pub(super) fn tell(row: Maybe<Row>, gather: &mut Gather<'_>) -> bool {
    let Some(row) = row.0 else { return gather.wants_more() };
    let mut of_all = Sighting::default();
    add(&mut of_all.texts, mended(&row.title));
    add(&mut of_all.texts, mended(&row.caption));
    add(&mut of_all.texts, mended(&row.location));
    let at = counted(row.creation_timestamp).or_else(|| written(&row.taken_at));
    let mut media: Vec<Medium> = row.media.some().collect();
    let uri = if row.uri.0.is_some() { row.uri } else { row.path };
    if uri.0.is_some() {
        media.push(Medium { uri, media_metadata: row.media_metadata, ..Medium::default() });
    }
    meta::tell(Network::Instagram, &of_all, at, &media, gather);
    gather.wants_more()
}
