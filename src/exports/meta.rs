//! What Instagram and Facebook have in common, because the same company writes both: a photo or video in a list, and what else
//! is said about it.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess};
use untrace_core::insight::{Sighting, Taken};

use super::export::{Network, Post};
use super::gather::Gather;
use super::lenient::{self, Lenient, List, Maybe, Number, Objects, Text};
use super::media;
use super::place::Pair;
use super::text::{add, mended};
use super::when::{counted, shown};

/// A photo or video in a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Medium {
    pub(super) uri: Text,
    pub(super) creation_timestamp: Number,
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) media_metadata: Maybe<Metadata>,
    pub(super) place: Maybe<Place>,
    pub(super) tags: List<Tag>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    photo_metadata: Maybe<Exif>,
    video_metadata: Maybe<Exif>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Exif {
    exif_data: Objects<Values>,
    taken_timestamp: Number,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Values {
    latitude: Number,
    longitude: Number,
    taken_timestamp: Number,
    date_time_original: Text,
    device_id: Text,
    camera_make: Text,
    camera_model: Text,
}

/// A place from the network's own list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    name: Text,
    address: Text,
    coordinate: Maybe<Position>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Position {
    latitude: Number,
    longitude: Number,
}

impl Position {
    pub(super) fn pair(&self) -> Option<Pair> {
        Pair::of_degrees(self.latitude, self.longitude)
    }
}

impl Place {
    pub(super) fn put(&self, sighting: &mut Sighting) {
        if let Some(pair) = self.coordinate.0.as_ref().and_then(Position::pair) {
            pair.put(sighting);
        }
        add(&mut sighting.texts, mended(&self.name));
        add(&mut sighting.texts, mended(&self.address));
    }
}

/// Somebody who is in it: a name, or an object containing one.
#[derive(Debug, Clone, Default)]
pub(super) struct Tag(Text);

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Named {
    name: Text,
}

impl<'de> Lenient<'de> for Tag {
    fn of_text(text: &str) -> Self {
        Self(Text(Some(text.to_owned())))
    }

    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        Named::deserialize(MapAccessDeserializer::new(map)).map(|named| Self(named.name))
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        lenient::read(reader)
    }
}

/// Adds who is in it.
pub(super) fn put_people(tags: &[Tag], sighting: &mut Sighting) {
    tags.iter().for_each(|tag| add(&mut sighting.people, mended(&tag.0)));
}

impl Medium {
    /// What it tells by itself.
    fn put(&self, network: Network, sighting: &mut Sighting) {
        let metadata = self.media_metadata.0.as_ref();
        let kinds = metadata.into_iter().flat_map(|metadata| [&metadata.photo_metadata, &metadata.video_metadata]);
        for exif in kinds.filter_map(|kind| kind.0.as_ref()) {
            for values in exif.exif_data.0.iter().filter_map(|values| values.0.as_ref()) {
                if let Some(pair) = Pair::of_degrees(values.latitude, values.longitude) {
                    pair.put(sighting);
                }
                let taken = shown(&values.date_time_original).map(Taken::Local);
                let counted = counted(values.taken_timestamp).map(Taken::Utc);
                sighting.taken = sighting.taken.or(taken).or(counted);
                sighting.serial = sighting.serial.take().or_else(|| mended(&values.device_id));
                sighting.make = sighting.make.take().or_else(|| mended(&values.camera_make));
                sighting.model = sighting.model.take().or_else(|| mended(&values.camera_model));
            }
            sighting.taken = sighting.taken.or_else(|| counted(exif.taken_timestamp).map(Taken::Utc));
        }
        sighting.taken = sighting.taken.or_else(|| counted(self.creation_timestamp).map(Taken::Utc));
        if let Some(place) = &self.place.0 {
            place.put(sighting);
        }
        put_people(&self.tags.0, sighting);
        // Facebook uses the name of the album as a title: `Mobile uploads`.
        if network == Network::Instagram {
            add(&mut sighting.texts, mended(&self.title));
        }
        add(&mut sighting.texts, mended(&self.description));
    }
}

/// Tells a post: each photo and video that exists separately, with what the post says about all of them; the others together.
pub(super) fn tell(network: Network, of_all: &Sighting, at: Option<Timestamp>, media: &[Medium], gather: &mut Gather<'_>) {
    let mut together = of_all.clone();
    let mut files = 0_usize;
    for medium in media {
        let file = medium.uri.0.as_deref().and_then(|uri| gather.media.named(uri));
        let Some(file) = file else {
            medium.put(network, &mut together);
            continue;
        };
        let mut sighting = Sighting { sort: media::sort(&file), ..of_all.clone() };
        medium.put(network, &mut sighting);
        sighting.taken = sighting.taken.or(at.map(Taken::Utc));
        gather.post(Post { network, file: Some(file), sighting });
        files = files.saturating_add(1);
    }
    if files == 0 || files < media.len() {
        together.taken = together.taken.or(at.map(Taken::Utc));
        gather.listed(together);
    }
}
