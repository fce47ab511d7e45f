//! Whose list a file is, by the names that its first values appear under. The name of the file means nothing: networks change
//! it, and so do people.

use super::export::Network;
use super::paths::Paths;
use super::{facebook, google, instagram, snapchat};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) network: Network,
    /// Whether the whole file is one entry.
    pub(super) single: bool,
}

/// What a file that begins like this is; `None` if it lists nothing.
pub(super) fn shape(Paths { is_list, paths, .. }: &Paths) -> Option<Shape> {
    let is_list = *is_list;
    let has = |wanted: &str| paths.iter().any(|path| path == wanted);
    let has_below = |wanted: &str| paths.iter().any(|path| path.starts_with(wanted));
    // A list under a name, and the name of a value in its entries.
    let listed = |is_list: fn(&str) -> bool, values: &[&str]| {
        let split = |path: &String| {
            path.split_once('/').is_some_and(|(list, value)| is_list(list) && values.iter().any(|start| value.starts_with(start)))
        };
        paths.iter().any(split)
    };
    let first_name = |path: &String| path.split('/').next().unwrap_or_default().to_owned();
    let single = !is_list;
    if has("timestamp") && (has_below("attachments/") || has("data/post") || has("data/update_timestamp")) {
        Some(Shape { network: Network::Facebook, single })
    } else if has("media/uri") && has("media/creation_timestamp") && !has("timestamp") {
        Some(Shape { network: Network::Instagram, single })
    } else if is_list {
        let is_timeline = has("startTime") && (has_below("visit/") || has_below("activity/") || has_below("timelinePath/"));
        is_timeline.then_some(Shape { network: Network::Google, single: false })
    } else if listed(|name| name.starts_with("ig_"), &["uri", "media/", "creation_timestamp", "title"])
        || listed(|name| instagram::OLD.contains(&name), &["path", "taken_at"])
    {
        Some(Shape { network: Network::Instagram, single: false })
    } else if listed(facebook::is_list, &["uri", "timestamp", "coordinate/", "creation_timestamp", "attachments/"]) {
        Some(Shape { network: Network::Facebook, single: false })
    } else if paths.iter().map(first_name).any(|name| snapchat::is_of_history(&name)) {
        Some(Shape { network: Network::Snapchat, single: false })
    } else if listed(
        google::is_list,
        &[
            "latitudeE7",
            "timestamp",
            "placeVisit/",
            "activitySegment/",
            "startTime",
            "position/",
            "activityRecord/",
            "wifiScan/",
            "frequentPlaces/",
            "persona/",
        ],
    ) {
        Some(Shape { network: Network::Google, single: false })
    } else {
        None
    }
}

/// Whether a file begins like those in which Meta writes each value next to a label for people, in their language.
pub(super) fn is_labelled(paths: &Paths) -> bool {
    paths.paths.iter().any(|path| path.split('/').any(|name| name == "label_values"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::paths;

    fn known(bytes: &[u8]) -> Option<Shape> {
        paths::of(bytes).unwrap().and_then(|paths| shape(&paths))
    }

    fn network(json: &str) -> Option<Network> {
        known(json.as_bytes()).map(|shape| shape.network)
    }

    #[test]
    fn files_that_list_nothing_are_nobodys() {
        for none in [
            "",
            "null",
            "[]",
            "{}",
            "<html>",
            "\u{feff}",
            r#"{"title": "IMG_1.jpg", "photoTakenTime": {"timestamp": "1"}, "geoData": {"latitude": 1.5}}"#,
            r#"{"title": "Album", "date": {"timestamp": "1"}}"#,
            r#"{"participants": [{"name": "x"}], "messages": [{"timestamp_ms": 1, "photos": [{"uri": "a.jpg", "creation_timestamp": 1}]}]}"#,
            r#"{"type": "FeatureCollection", "features": [{"geometry": {"coordinates": [1, 2]}}]}"#,
            r#"{"photos": ["a.jpg"]}"#,
            r#"{"locations": ["Paris"]}"#,
            r#"[{"timestamp": 1, "value": 2}]"#,
            r#"{"name": "package", "version": "1.0.0"}"#,
        ] {
            assert_eq!(network(none), None, "{none}");
        }
        assert_eq!(known(b"\xFF\xFE[\0"), None);
    }

    #[test]
    fn a_list_is_known_by_its_beginning() {
        let begun = r#"{"locations": [{"latitudeE7": 488566000, "longitudeE7": 23522000, "accu"#;
        assert_eq!(network(begun), Some(Network::Google));
        assert_eq!(network(&format!("\u{feff} {begun}")), Some(Network::Google));
    }

    #[test]
    fn one_post_may_stand_without_a_list() {
        let post = r#"{"timestamp": 1, "data": [{"post": "x"}]}"#;
        assert_eq!(known(post.as_bytes()), Some(Shape { network: Network::Facebook, single: true }));
        let post = format!("[{post}]");
        assert_eq!(known(post.as_bytes()), Some(Shape { network: Network::Facebook, single: false }));
    }
}
