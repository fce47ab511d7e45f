//! Exports as pages for a browser, which Instagram and Facebook give to anyone who does not ask for something else. They are
//! not read here; we only say whose they are, so that their owner can ask for JSON.

use std::path::Path;

use memchr::memmem;

use super::export::Network;

/// How many bytes of a page are looked at: Meta's begin with a long list of styles.
pub(super) const BEGINNING: usize = 1 << 18;

/// How the names of pages that list posts, stories, photos, videos or positions begin.
const META: [&str; 11] = [
    "posts_",
    "stories",
    "reels",
    "archived_posts",
    "profile_photos",
    "your_posts",
    "your_photos",
    "your_videos",
    "your_uncategorized_photos",
    "archived_stories",
    "location_history",
];
const SNAPCHAT: [&str; 3] = ["memories_history", "location_history", "snap_map_places_history"];
/// Classes of the elements around each entry on Meta's pages.
const CLASSES: [&[u8]; 2] = [b"_a6-g", b"_3-95"];

/// Whether a page has a name like those that list something: only such pages are opened.
pub(super) fn is_named(path: &Path) -> bool {
    let name = name(path);
    META.iter().chain(&SNAPCHAT).any(|start| name.starts_with(start))
}

/// Whose page it is; `None` if it is nobody's.
pub(super) fn network(path: &Path, beginning: &[u8]) -> Option<Network> {
    let name = name(path);
    let has = |text: &[u8]| memmem::find(beginning, text).is_some();
    if META.iter().any(|start| name.starts_with(start)) && CLASSES.iter().any(|class| has(class)) {
        let folders = path.to_string_lossy().to_lowercase();
        let is_instagram = match (folders.rfind("instagram"), folders.rfind("facebook")) {
            (None, None) => has(b"nstagram"),
            // The folder nearest to the page says more than the person's folders around it.
            (instagram, facebook) => instagram > facebook,
        };
        return Some(if is_instagram { Network::Instagram } else { Network::Facebook });
    }
    let is_snapchat = SNAPCHAT.iter().any(|start| name.starts_with(start)) && (has(b"napchat") || has(b"downloadMemories"));
    is_snapchat.then_some(Network::Snapchat)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_whose_names_and_classes_say() {
        let meta = br#"<html><body><div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">"#;
        let snapchat = b"<html><script>function downloadMemories(url)";
        for (path, page, whose) in [
            ("a/your_instagram_activity/media/posts_1.html", &meta[..], Some(Network::Instagram)),
            ("a/your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.html", meta, Some(Network::Facebook)),
            ("instagram and facebook/your_instagram_activity/posts_1.html", meta, Some(Network::Instagram)),
            ("instagram and facebook/posts/your_posts_1.html", meta, Some(Network::Facebook)),
            ("html/memories_history.html", snapchat, Some(Network::Snapchat)),
            ("a/posts_1.html", b"<html><p>My blog", None),
            ("a/index.html", meta, None),
            ("memories_history.html", b"", None),
        ] {
            assert_eq!(network(Path::new(path), page), whose, "{path}");
            assert_eq!(is_named(Path::new(path)), !path.ends_with("index.html"), "{path}");
        }
    }
}
