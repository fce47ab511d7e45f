//! Properties of all readers; what each list tells is checked against real shapes in `tests/library/exports.rs`.

use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

/// How many entries a file of these bytes lists, whatever its extension, and why some are missing.
fn listed(network: Network, bytes: &[u8]) -> (usize, Option<Unread>) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut posts = 0;
    let export = Export { network, path: file.path().to_path_buf(), above: 0, single: false };
    let unread = read(&[export], &mut |_, _| posts += 1);
    (posts, unread.into_iter().next().map(|(_, why)| why))
}

fn look_into(bytes: &[u8]) {
    let _ = paths::of(bytes).unwrap().map(|paths| shape::shape(&paths));
}

const NETWORKS: [Network; 4] = [Network::Instagram, Network::Facebook, Network::Snapchat, Network::Google];

/// Names that the readers ask for.
const NAMES: &[&str] = &[
    "media",
    "uri",
    "creation_timestamp",
    "title",
    "media_metadata",
    "photo_metadata",
    "exif_data",
    "latitude",
    "longitude",
    "date_time_original",
    "ig_stories",
    "photos",
    "taken_at",
    "timestamp",
    "attachments",
    "data",
    "place",
    "coordinate",
    "tags",
    "location_history_v2",
    "Saved Media",
    "Date",
    "Location",
    "Location History",
    "Home & Work",
    "inferredHome",
    "locations",
    "latitudeE7",
    "longitudeE7",
    "semanticSegments",
    "startTime",
    "endTime",
    "visit",
    "topCandidate",
    "placeLocation",
    "latLng",
    "timelinePath",
    "point",
    "durationMinutesOffsetFromStartTime",
    "placeVisit",
    "duration",
    "startTimestampMs",
];

const TEXTS: &[&str] = &[
    "",
    "NaN",
    "-inf",
    "48.8566, 2.3522",
    "geo:1e308,1e308",
    "2024-05-12 15:03:12 UTC",
    "9999-12-31T23:59:59Z",
    "../../x.jpg",
    "\u{c3}\u{a9}",
    "1e400",
    "-9223372036854775808",
];

const NUMBERS: &[&str] =
    &["0", "-0.0", "1e308", "-1e308", "1715526192", "18446744073709551615", "-9223372036854775808", "4.9e-324"];

/// These names, with values that nobody expects there.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(TEXTS).prop_map(|text| serde_json::to_string(text).unwrap()),
        prop::sample::select(NUMBERS).prop_map(str::to_owned),
        prop::sample::select(&["null", "true", "[]", "{}"][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        let object = prop::collection::btree_map(prop::sample::select(NAMES).prop_map(str::to_owned), inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(|values| format!("[{}]", values.join(","))),
            object.prop_map(|values| {
                let values: Vec<_> = values.into_iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
                format!("{{{}}}", values.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn json_of_any_form_is_read_to_its_end(json in json()) {
        look_into(json.as_bytes());
        for network in NETWORKS {
            prop_assert_eq!(listed(network, json.as_bytes()).1, None, "{:?} {}", network, json);
        }
    }

    #[test]
    fn what_breaks_off_anywhere_tells_no_more_than_the_whole(json in json(), at in any::<prop::sample::Index>()) {
        let cut = &json.as_bytes()[..at.index(json.len() + 1)];
        for network in NETWORKS {
            prop_assert!(listed(network, cut).0 <= listed(network, json.as_bytes()).0);
        }
    }

    #[test]
    fn bytes_of_any_kind_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        look_into(&bytes);
        for network in NETWORKS {
            let _ = listed(network, &bytes);
        }
    }
}

#[test]
fn a_file_that_is_gone_is_told() {
    let export = Export { network: Network::Google, path: PathBuf::from("/nowhere/Records.json"), above: 3, single: false };
    let missing = Unread::Trouble(std::fs::metadata(&export.path).unwrap_err().into());
    assert_eq!(read(std::slice::from_ref(&export), &mut |_, _| {}), [(export.path, missing)]);
}
