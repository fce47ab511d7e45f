//! What an item of GDAL's metadata tells, by the words of its name: names are free, and these are those that its drivers
//! and their users give.

use crate::model::Category::{self, Camera, Date, Id, Location, People, Software, Text};

/// Words of names; the first that fits counts.
#[rustfmt::skip]
static WORDS: &[(Category, &[&str])] = &[
    (Date, &["date", "datetime", "time", "timestamp", "acquired", "acquisitiondatetime", "acquisitiondate", "year", "day"]),
    (Location, &[
        "lat", "lon", "long", "latitude", "longitude", "location", "place", "city", "country", "region", "station", "site", "address",
        "geo", "geolocation", "rpc", "gps", "coordinates", "position", "altitude", "elevation", "crs", "srs", "epsg", "projection",
    ]),
    (People, &[
        "artist", "author", "copyright", "creator", "observer", "operator", "owner", "person", "people", "photographer", "contact", "user",
        "pilot", "credit",
    ]),
    (Id, &["id", "serial", "serialnumber", "uuid", "guid", "identifier", "satelliteid", "imageid"]),
    (Camera, &["make", "model", "sensor", "instrument", "hostcomputer", "satellite", "platform", "camera", "device", "lens"]),
    (Software, &["software", "processor", "program", "version", "tool"]),
];

/// The category of an item of this name: a text where no word is known.
pub(super) fn category(name: &str) -> Category {
    let name = name.to_ascii_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    let known = WORDS.iter().find(|(_, known)| words.iter().any(|word| known.contains(word)));
    known.map_or(Text, |(category, _)| *category)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_tell_what_their_names_say() {
        for (name, expected) in [
            ("station", Location),
            ("TIFFTAG_DATETIME", Date),
            ("RPC/LAT_OFF", Location),
            ("TIFFTAG_ARTIST", People),
            ("IMAGERY/SATELLITEID", Id),
            ("TIFFTAG_HOSTCOMPUTER", Camera),
            ("TIFFTAG_SOFTWARE", Software),
            ("STATISTICS_MEAN", Text),
            ("latest", Text),
        ] {
            assert_eq!(category(name), expected, "{name}");
        }
    }
}
