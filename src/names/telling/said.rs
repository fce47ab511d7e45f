//! Names that repeat what the photo's own fields say: who is in it, and where it was taken.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use untrace_core::facts::Said;
use untrace_core::model::Category;
use untrace_core::plan::Finding;

/// Words in fields about people and places that name nobody.
#[rustfmt::skip]
static PLAIN: &[&str] = &[
    "all", "and", "app", "album", "artist", "author", "camera", "city", "copyright", "creator", "default", "family", "for", "foto", "from",
    "home", "image", "images", "img", "inc", "iphone", "location", "name", "none", "owner", "person", "phone", "photo", "photographer", "photos",
    "picture", "pictures", "public", "reserved", "rights", "studio", "test", "the", "town", "unknown", "untitled", "user", "video", "village", "world",
];

/// How many fields are looked at: a photo of a school class names thirty people, but no photo names thousands.
const MOST: usize = 200;

/// People and places from the fields that occur in a name.
pub(super) fn told(name: &str, found: &[Finding]) -> BTreeSet<Category> {
    let told = found.iter().filter(|finding| matches!(finding.category, Category::People | Category::Location)).take(MOST);
    let name = folded(name);
    let names: BTreeSet<&str> = words(&name).collect();
    told.filter(|finding| named(finding).is_some_and(|said| words(said).any(|word| is_named(word, &name, &names))))
        .map(|finding| finding.category)
        .collect()
}

/// The name in a finding: of a person or a place.
fn named(finding: &Finding) -> Option<&str> {
    match finding.said() {
        Said::Name(text) | Said::Text(text) | Said::Position(_, text) => Some(text),
        _ => None,
    }
}

/// Whether a word of a field is a name and occurs in the name of the file.
fn is_named(word: &str, name: &str, names: &BTreeSet<&str>) -> bool {
    /// Shorter words occur in too many names.
    const SHORTEST: usize = 3;
    const SHORTEST_WITHOUT_CASE: usize = 2;
    let Some(first) = word.chars().next().filter(|first| first.is_alphabetic()) else { return false };
    let (length, plain) = (word.chars().count(), folded(word));
    if first.is_uppercase() {
        return length >= SHORTEST && !PLAIN.contains(&plain.as_str()) && names.contains(plain.as_str());
    }
    // Scripts without case have no blanks between words either.
    !first.is_lowercase() && length >= SHORTEST_WITHOUT_CASE && name.contains(&plain)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Without accents and case: file names lose both.
fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}
