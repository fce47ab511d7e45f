//! Facebook's lists: posts (`your_posts_1.json`), albums, videos, stories, group posts, and the position history that it
//! wrote until 2022.

use serde::Deserialize;
use untrace_core::insight::Sighting;

use super::export::Network;
use super::gather::Gather;
use super::lenient::{List, Maybe, Number, Objects, Text};
use super::meta::{self, Medium, Metadata, Place, Position, Tag, put_people};
use super::text::{add, mended};
use super::when::counted;

/// An entry of any of the lists: a post, a photo or video, or a position.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Row {
    timestamp: Number,
    data: Objects<Written>,
    attachments: Objects<Attachment>,
    title: Text,
    tags: List<Tag>,
    // A photo or video.
    uri: Text,
    creation_timestamp: Number,
    description: Text,
    media_metadata: Maybe<Metadata>,
    place: Maybe<Place>,
    // A position.
    coordinate: Maybe<Position>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Written {
    post: Text,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Attachment {
    data: Objects<Attached>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Attached {
    media: Maybe<Medium>,
    place: Maybe<Place>,
    note: Maybe<Note>,
    life_event: Maybe<LifeEvent>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Note {
    title: Text,
    text: Text,
    media: Objects<Medium>,
    tags: List<Tag>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct LifeEvent {
    title: Text,
    place: Maybe<Place>,
}

/// Names that lists appear under, with `_v2` and without.
const LISTS: [&str; 7] =
    ["photos", "videos", "other_photos", "archived_stories", "group_posts", "location_history", "wall_posts_sent_to_you"];

/// Whether a name holds entries.
pub(super) fn is_list(name: &str) -> bool {
    LISTS.contains(&name.strip_suffix("_v2").unwrap_or(name))
}

/// Tells an entry; returns whether more are wanted.
pub(super) fn tell(row: Maybe<Row>, gather: &mut Gather<'_>) -> bool {
    let Some(row) = row.0 else { return gather.wants_more() };
    if let Some(position) = row.coordinate.0 {
        gather.trace(position.pair(), counted(row.creation_timestamp).or_else(|| counted(row.timestamp)), 0);
        return gather.wants_more();
    }
    let (mut of_all, mut media) = (Sighting::default(), Vec::new());
    for written in row.data.some() {
        add(&mut of_all.texts, mended(&written.post));
    }
    put_people(&row.tags.0, &mut of_all);
    for attached in row.attachments.some().flat_map(|attachment| attachment.data.some()) {
        if let Some(place) = attached.place.0 {
            place.put(&mut of_all);
        }
        if let Some(note) = attached.note.0 {
            add(&mut of_all.texts, mended(&note.title));
            add(&mut of_all.texts, mended(&note.text));
            put_people(&note.tags.0, &mut of_all);
            media.extend(note.media.some());
        }
        if let Some(event) = attached.life_event.0 {
            add(&mut of_all.texts, mended(&event.title));
            event.place.0.iter().for_each(|place| place.put(&mut of_all));
        }
        media.extend(attached.media.0);
    }
    if row.uri.0.is_some() {
        let Row { uri, creation_timestamp, description, media_metadata, place, .. } = row;
        media.push(Medium { uri, creation_timestamp, description, media_metadata, place, ..Medium::default() });
    } else {
        // For a post this is a sentence: `Lea Martin was with Tom Martin at the town hall`. For a photo it is the name of the
        // album.
        add(&mut of_all.texts, mended(&row.title));
        row.place.0.iter().for_each(|place| place.put(&mut of_all));
    }
    meta::tell(Network::Facebook, &of_all, counted(row.timestamp), &media, gather);
    gather.wants_more()
}
