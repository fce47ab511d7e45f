//! The list of codecs for people is the list that the program goes by. `UPDATE_README=1 cargo test codecs` writes it anew.

use std::collections::BTreeMap;

use untrace_core::codecs::{Codec, Object, Room, sound, video};
use untrace_core::model::codec_name;

use crate::readme::section_of;

const DOCUMENT: &str = "docs/codecs.md";

/// Codecs that have the same to say in one line.
fn table<'a>(rows: impl Iterator<Item = (&'a str, Room, String)>) -> String {
    let mut groups: BTreeMap<(u8, &str, &str), Vec<String>> = BTreeMap::new();
    for (name, room, entry) in rows {
        let (order, why) = match room {
            Room::Walked(_) => (0, ""),
            Room::None(why) => (1, why),
            Room::Unknown => (2, ""),
        };
        groups.entry((order, name, why)).or_default().push(format!("`{entry}`"));
    }
    let lines = groups.iter().map(|((order, name, why), entries)| {
        let how = ["walked", "no room", "not looked into"][usize::from(*order)];
        format!("| {name} | {} | {how} | {why} |\n", entries.join(", "))
    });
    format!("| Codec | Named | | Why |\n|---|---|---|---|\n{}", lines.collect::<String>())
}

fn codecs(list: &[Codec]) -> String {
    table(list.iter().map(|codec| (codec.name, codec.room, codec_name(codec.entry))))
}

fn objects(list: &[Object]) -> impl Iterator<Item = (&str, Room, String)> {
    list.iter().map(|object| (object.name, object.room, format!("0x{:02X}", object.indication)))
}

#[test]
fn the_document_lists_every_codec() {
    // What only `esds` can tell is in the third list.
    let is_own = |codec: &&Codec| !matches!(&codec.entry, b"mp4v" | b"mp4a");
    let own = |list: &[Codec]| codecs(&list.iter().filter(is_own).copied().collect::<Vec<_>>());
    section_of(DOCUMENT, "pictures", &own(video::CODECS));
    section_of(DOCUMENT, "sound", &own(sound::CODECS));
    section_of(DOCUMENT, "objects", &table(objects(video::OBJECTS).chain(objects(sound::OBJECTS))));
}
