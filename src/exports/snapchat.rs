//! Snapchat's lists: memories, places on its map, shared stories, and the position history with what it believes to be
//! home, school and work.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess};
use untrace_core::insight::{Sighting, Taken};

use super::export::{Network, Post};
use super::gather::Gather;
use super::lenient::{self, Lenient, Text};
use super::media;
use super::place::Pair;
use super::text::{add, shortened};
use super::when::written;

/// An entry of any of the lists: an object, or a moment and a position.
#[derive(Debug, Clone, Default)]
pub(super) struct Row(Option<Values>);

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Values {
    #[serde(rename = "Date")]
    date: Text,
    #[serde(rename = "Story Date")]
    story_date: Text,
    #[serde(rename = "Location")]
    location: Text,
    #[serde(rename = "Download Link")]
    download_link: Text,
    #[serde(rename = "Media Download Url")]
    media_download_url: Text,
    #[serde(rename = "Place")]
    place: Text,
    #[serde(rename = "Place Location")]
    place_location: Text,
    // A position.
    #[serde(rename = "Time")]
    time: Text,
    #[serde(rename = "Latitude, Longitude")]
    position: Text,
    // Part of the one entry about home, school and work.
    #[serde(rename = "inferredHome")]
    home: Text,
    #[serde(rename = "inferredSchool")]
    school: Text,
    #[serde(rename = "inferredWork")]
    work: Text,
}

impl<'de> Lenient<'de> for Row {
    fn of_list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let time = list.next_element()?.unwrap_or_default();
        let position = list.next_element()?.unwrap_or_default();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self(Some(Values { time, position, ..Values::default() })))
    }

    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        Values::deserialize(MapAccessDeserializer::new(map)).map(|values| Self(Some(values)))
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        lenient::read(reader)
    }
}

/// Whether a name holds entries.
pub(super) fn is_list(name: &str) -> bool {
    matches!(
        name,
        "Saved Media" | "Shared Story" | "Snap Map Places History" | "Location History" | "Home, School & Work" | "Home & Work"
    )
}

/// Whether a name belongs to a position history, whose lists may be empty.
pub(super) fn is_of_history(name: &str) -> bool {
    is_list(name) || matches!(name, "Frequent Locations" | "Latest Location")
}

/// Tells an entry; returns whether more are wanted.
pub(super) fn tell(row: Row, gather: &mut Gather<'_>) -> bool {
    let Some(row) = row.0 else { return gather.wants_more() };
    gather.trace(Pair::of_text(&row.position), written(&row.time), 0);
    for inferred in [&row.home, &row.school, &row.work] {
        gather.trace(Pair::of_text(inferred), None, 0);
    }
    let mut sighting =
        Sighting { taken: written(&row.date).or_else(|| written(&row.story_date)).map(Taken::Utc), ..Sighting::default() };
    if let Some(pair) = Pair::of_text(&row.location) {
        pair.put(&mut sighting);
    }
    for text in [&row.place, &row.place_location] {
        add(&mut sighting.texts, text.0.as_deref().and_then(shortened));
    }
    let links = [&row.download_link, &row.media_download_url];
    let file = links.into_iter().find_map(|link| gather.media.memory(number(link.0.as_deref()?)?));
    match file {
        Some(file) => {
            let sighting = Sighting { sort: media::sort(&file), ..sighting };
            gather.post(Post { network: Network::Snapchat, file: Some(file), sighting });
        }
        None => gather.listed(sighting),
    }
    gather.wants_more()
}

/// The number of a memory, taken from the link to it: `…&mid=<number>&…`.
fn number(link: &str) -> Option<&str> {
    link.split(['?', '&']).find_map(|part| part.strip_prefix("mid=")).filter(|number| !number.is_empty())
}
