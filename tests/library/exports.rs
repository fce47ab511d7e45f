//! Exports of networks, in every form that is read: what each list tells.

use std::fs;
use std::path::Path;

use untrace::discover::{self, Request, Task};
use untrace::exports::{self, Export, Found, Network, Post, Unread};
use untrace_core::insight::{Sort, Taken};

use crate::common::fixtures;

/// The lists below a folder, or a file itself.
fn find(root: &Path) -> Found {
    let entries = discover::for_reading(&Request { paths: vec![root.to_path_buf()], ..Request::default() }).unwrap();
    let wanted = entries.iter().filter(|entry| matches!(entry.task, Task::Read { .. } | Task::Sidecar { .. }));
    exports::find(wanted.map(|entry| (entry.source.as_path(), entry.depth.saturating_sub(1))))
}

/// What a file lists, and why that is not all.
fn read(export: &Export) -> (Vec<Post>, Option<Unread>) {
    let mut posts = Vec::new();
    let unread = exports::read(std::slice::from_ref(export), &mut |_, post| posts.push(post));
    (posts, unread.into_iter().next().map(|(_, why)| why))
}

/// What stands below a folder of the fixtures, with a line for each entry.
fn told(folder: &str) -> Vec<String> {
    let root = fixtures().join("exports").join(folder);
    let found = find(&root);
    assert_eq!(found.unread, []);
    let mut lines = Vec::new();
    for export in &found.exports {
        let (posts, unread) = read(export);
        assert_eq!(unread, None, "{export:?}");
        lines.push(format!("{:?} {}", export.network, below(&export.path, &root)));
        lines.extend(posts.iter().map(|post| format!("  {}", line(post, &root))));
    }
    lines
}

fn line(post: &Post, root: &Path) -> String {
    let sighting = &post.sighting;
    let mut line = format!("{:?}", sighting.sort);
    match sighting.taken {
        Some(Taken::Utc(at)) => line += &format!(" {at}"),
        Some(Taken::Local(at)) => line += &format!(" {at}"),
        None => {}
    }
    for spot in &sighting.spots {
        line += &format!(" {},{}", spot.latitude(), spot.longitude());
    }
    if sighting.within > 0 {
        line += &format!(" ±{}", sighting.within);
    }
    if sighting.nowhere {
        line += " nowhere";
    }
    for device in [&sighting.make, &sighting.model, &sighting.serial].into_iter().flatten() {
        line += &format!(" {device}");
    }
    if !sighting.people.is_empty() {
        line += &format!(" people {:?}", sighting.people);
    }
    if !sighting.texts.is_empty() {
        line += &format!(" texts {:?}", sighting.texts);
    }
    if let Some(file) = &post.file {
        assert!(file.is_file() && sighting.sort != Sort::Post);
        line += &format!(" of {}", below(file, root));
    }
    line
}

/// A path below another, with slashes.
fn below(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")
}

#[test]
fn instagram_tells_posts_with_their_words_and_places() {
    assert_eq!(
        told("instagram"),
        [
            "Instagram your_instagram_activity/media/archived_posts.json",
            r#"  Post 2024-05-12T16:06:41Z texts ["Weg"]"#,
            "Instagram your_instagram_activity/media/posts_1.json",
            r#"  Photo 2024-05-12T17:03:12 48.8462,2.3447 android-00c0ffee texts ["Fußball am Samstag mit Jules"] of media/posts/202405/441_n.jpg"#,
            r#"  Post 2024-05-12T16:06:41Z texts ["Fußball am Samstag mit Jules"]"#,
            r#"  Post 2024-06-10T06:13:20Z 48.8674,2.3634 texts ["Erster Schultag für Jules 🎒"]"#,
            "Instagram your_instagram_activity/media/profile_photos.json",
            "  Post 2019-12-22T07:33:20Z",
            "Instagram your_instagram_activity/media/reels.json",
            r#"  Post 2024-07-04T13:33:20Z texts ["Reel"]"#,
            "Instagram your_instagram_activity/media/stories.json",
            r#"  Post 2024-07-03T09:46:40Z nowhere texts ["Été à la mer"]"#,
        ]
    );
}

#[test]
fn instagram_of_2018_tells_the_names_of_places() {
    assert_eq!(
        told("instagram-2018"),
        [
            "Instagram media.json",
            r#"  Photo 2018-10-06T14:20:00Z texts ["Gâteau 🎂", "Place d'Aligre"] of photos/201810/a.jpg"#,
            "  Post 2018-10-07T09:00:00Z",
            "  Post 2018-10-08T09:00:00Z",
        ]
    );
}

#[test]
fn facebook_tells_who_was_where_with_whom() {
    assert_eq!(
        told("facebook"),
        [
            "Facebook location/location_history.json",
            "  Trace 2017-07-14T02:40:00Z 48.8531,2.3692",
            "  Trace 2017-07-14T03:40:00Z 48.8531,2.3692",
            "Facebook your_facebook_activity/posts/album/0.json",
            r#"  Photo 2022-04-15T02:33:20Z 48.8531,2.3692 Lumora L1 texts ["Bastille", "Jules à l'école"] of your_facebook_activity/posts/media/Mobileuploads_1/77_n.jpg"#,
            "Facebook your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
            r#"  Photo 2022-04-15T02:33:20Z 48.8674,2.3634 Lumora L1 people ["Nora Şahin"] texts ["Jules à l'école", "École Voltaire", "Place de la République", "Léa Martin was with Nora Şahin at École Voltaire."] of your_facebook_activity/posts/media/Mobileuploads_1/77_n.jpg"#,
            r#"  Post 2022-04-16T09:06:40Z people ["Jules Martin", "Nora Şahin"] texts ["Bonne nuit", "Léa Martin updated her status."]"#,
            r#"  Post 2022-04-17T12:53:20Z texts ["Notiz", "Wir ziehen um"]"#,
            r#"  Post 2022-04-18T16:40:00Z texts ["Umzug", "Bastille"]"#,
            "Facebook your_facebook_activity/posts/your_uncategorized_photos.json",
            "  Post 2021-12-31T22:33:20Z",
            "Facebook your_facebook_activity/posts/your_videos.json",
            r#"  Post 2011-06-05T13:52:24Z texts ["Vidéo de Nora"]"#,
            "Facebook your_facebook_activity/stories/archived_stories.json",
            r#"  Post 2019-11-30T23:31:06Z texts ["Story"]"#,
        ]
    );
    assert_eq!(
        told("facebook-2019"),
        ["Facebook posts/your_posts_1.json", r#"  Post 2019-02-12T19:33:20Z texts ["Ein einziger Beitrag"]"#,]
    );
}

#[test]
fn snapchat_tells_memories_and_what_it_takes_for_home_and_school() {
    assert_eq!(
        told("snapchat"),
        [
            "Snapchat json/location_history.json",
            "  Trace 48.8531,2.3692",
            "  Trace 48.8674,2.3634",
            "  Trace 2024-05-12T20:03:12Z 48.8531,2.3692",
            "  Trace 2024-05-13T06:15:00Z 48.8674,2.3634",
            "Snapchat json/memories_history.json",
            "  Photo 2024-05-12T15:03:12Z 48.8462,2.3447 of memories/2024-05-12_0A1B2C3D-0000-4000-8000-00000000C0DE-main.jpg",
            "  Post 2024-05-13T06:10:00Z nowhere",
            "  Post 2024-05-14T06:10:00Z",
            "Snapchat json/shared_story.json",
            "  Post 2024-03-01T10:00:00Z",
            "Snapchat json/snap_map_places_history.json",
            r#"  Post 2024-02-28T22:50:18Z texts ["Café Nora", "Paris, Île-de-France"]"#,
        ]
    );
}

#[test]
fn google_tells_ways_and_stays_and_leaves_photos_to_what_stands_beside_them() {
    assert_eq!(
        told("google"),
        [
            "Google Takeout/Location History (Timeline)/Records.json",
            "  Trace 2024-05-12T20:00:01.352Z 48.8531,2.3692 ±24",
            "  Trace 2024-05-13T06:00:00Z 48.8674,2.3634 ±12",
            "  Trace 2024-05-13T06:00:00Z nowhere",
            "Google Takeout/Location History (Timeline)/Semantic Location History/2024/2024_MAY.json",
            "  Trace 2024-05-12T21:00:00Z 48.8531,2.3692",
            "  Trace 2024-05-12T22:00:00Z 48.8531,2.3692",
            "  Trace 2024-05-12T23:00:00Z 48.8531,2.3692",
            "  Trace 2024-05-13T00:00:00Z 48.8531,2.3692",
            "  Trace 2024-05-13T06:00:00Z 48.8531,2.3692",
            "  Trace 2024-05-13T06:15:00Z 48.8462,2.3447 ±5",
            "  Trace 2024-05-13T06:30:00Z 48.8674,2.3634",
        ]
    );
    assert_eq!(
        told("google-android"),
        [
            "Google Timeline.json",
            "  Trace 2025-01-15T21:00:00Z 48.8531,2.3692",
            "  Trace 2025-01-15T22:00:00Z 48.8531,2.3692",
            "  Trace 2025-01-15T23:00:00Z 48.8531,2.3692",
            "  Trace 2025-01-16T07:00:00Z 48.8531,2.3692",
            "  Trace 2025-01-16T07:20:00Z 48.8674,2.3634",
            "  Trace 2025-01-16T07:10:00Z 48.8462,2.3447",
            "  Trace 2025-01-16T11:00:00Z 48.8674,2.3634 ±13",
            "  Trace 48.8531,2.3692",
        ]
    );
    assert_eq!(
        told("google-iphone"),
        [
            "Google location-history.json",
            "  Trace 2025-02-03T07:00:00Z 48.8531,2.3692",
            "  Trace 2025-02-03T07:30:00Z 48.8531,2.3692",
            "  Trace 2025-02-03T08:00:00Z 48.8674,2.3634",
            "  Trace 2025-02-03T08:45:00Z 48.8462,2.3447",
        ]
    );
}

#[test]
fn pages_for_a_browser_are_told_once_for_each_network() {
    let found = |folder: &str| {
        let found = find(&fixtures().join("exports").join(folder));
        assert_eq!(found.exports, []);
        found.unread.into_iter().map(|(_, unread)| unread).collect::<Vec<_>>()
    };
    assert_eq!(found("instagram-pages"), [Unread::WebPages(Network::Instagram)]);
    assert_eq!(found("facebook-pages"), [Unread::WebPages(Network::Facebook)]);
    assert_eq!(found("snapchat-pages"), [Unread::WebPages(Network::Snapchat)]);
}

#[test]
fn an_export_under_other_names_is_known_by_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let posts = fixtures().join("exports/instagram/your_instagram_activity/media/posts_1.json");
    fs::copy(posts, folder.path().join("Beiträge (1).JSON")).unwrap();
    let found = find(folder.path());
    assert_eq!(found.exports.iter().map(|export| export.network).collect::<Vec<_>>(), [Network::Instagram]);
}

#[test]
fn a_list_in_a_form_that_is_not_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let [posts, likes] = ["your_posts_1.json", "liked_posts.json"].map(|name| folder.path().join(name));
    for path in [&posts, &likes] {
        fs::write(path, r#"[{"timestamp": 1715526192, "label_values": [{"label": "Texte", "value": "Bonjour"}]}]"#).unwrap();
    }
    let found = find(folder.path());
    assert_eq!((found.exports.as_slice(), found.unread.as_slice()), (&[][..], &[(posts, Unread::UnknownForm)][..]));
}

#[test]
fn nothing_above_the_folder_that_was_asked_for_is_named() {
    let lists = fixtures().join("exports/instagram/your_instagram_activity");
    let posts = find(&lists).exports.iter().flat_map(|export| read(export).0).collect::<Vec<_>>();
    assert!(posts.len() == 6 && posts.iter().all(|post| post.file.is_none() && post.sighting.sort == Sort::Post), "{posts:#?}");
}

#[test]
fn a_file_can_be_asked_for_by_itself() {
    let found = find(&fixtures().join("exports/google-android/Timeline.json"));
    assert_eq!(found.exports.iter().map(|export| read(export).0.len()).collect::<Vec<_>>(), [8]);
}

#[cfg(unix)]
#[test]
fn links_and_hidden_folders_lead_to_no_export() {
    let folder = tempfile::tempdir().unwrap();
    let export = fixtures().join("exports/google-android");
    std::os::unix::fs::symlink(&export, folder.path().join("link")).unwrap();
    std::os::unix::fs::symlink(export.join("Timeline.json"), folder.path().join("link.json")).unwrap();
    fs::create_dir(folder.path().join(".hidden")).unwrap();
    fs::copy(export.join("Timeline.json"), folder.path().join(".hidden/Timeline.json")).unwrap();
    fs::copy(export.join("Timeline.json"), folder.path().join("._Timeline.json")).unwrap();
    assert_eq!(find(folder.path()), Found::default());
}

/// Whoever has a list made so that nobody knows it, has it at least told that it was not read.
#[test]
fn a_list_is_known_whatever_stands_before_its_first_post() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    let posts = fs::read_to_string(fixtures().join("exports/instagram/your_instagram_activity/media/posts_1.json")).unwrap();
    let blanks = format!("{}{posts}", " \n".repeat(1 << 17));
    let half = posts.replacen("\"media\":", "\"x\": \"\\ud800\", \"media\":", 1);
    let number = posts.replacen("\"media\":", "\"x\": 1e400, \"media\":", 1);
    assert!(half != posts && number != posts);
    for list in [blanks, half, number] {
        fs::write(&path, list).unwrap();
        let found = find(&path);
        assert_eq!(found.exports.iter().map(|export| export.network).collect::<Vec<_>>(), [Network::Instagram]);
        let (told, unread) = read(&found.exports[0]);
        assert!(told.len() == 2 || unread == Some(Unread::Malformed), "{told:?} {unread:?}");
    }
    fs::write(&path, format!("{{\"x\": \"{}\", \"ig_stories\": []}}", "x".repeat(17 << 20))).unwrap();
    assert_eq!(find(&path).unread, [(path, Unread::UnknownForm)]);
}

#[test]
fn lists_that_break_off_anywhere_are_told_as_far_as_they_go() {
    let folder = tempfile::tempdir().unwrap();
    let found = find(&fixtures().join("exports"));
    assert_eq!(found.exports.len(), 21);
    for export in found.exports {
        let (bytes, whole) = (fs::read(&export.path).unwrap(), read(&export).0);
        let path = folder.path().join("list.json");
        for at in (0..bytes.len()).step_by(37) {
            fs::write(&path, &bytes[..at]).unwrap();
            for cut in find(&path).exports {
                let (posts, unread) = read(&cut);
                assert_eq!((cut.network, unread), (export.network, Some(Unread::Malformed)), "{export:?} {at}");
                assert!(posts.len() <= whole.len());
            }
        }
    }
}
