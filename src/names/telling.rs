//! What a name gives away: a date, a maker or model, a place, a person, the app it went through, an account number. It is
//! judged by its form alone, and by what the photo's own fields say. Plain counters (`IMG_0417.JPG`, `DSC_0001.JPG`) say
//! nothing: every phone and every camera counts.

mod app;
mod date;
mod device;
mod place;
mod said;
mod words;

use std::collections::BTreeSet;
use std::path::Path;

use untrace_core::model::Category;
use untrace_core::plan::Finding;
use untrace_core::sniff;
use words::{tokens, without_hashes};

/// Longer names are cut: no file system has them.
const LONGEST: usize = 512;

/// What the parts of a path tell a stranger, worst first. `found` is what the file itself told: the people and places in it
/// are looked for in the name too.
#[must_use]
pub fn telling(below: &Path, found: &[Finding]) -> Vec<Category> {
    let mut told = BTreeSet::new();
    let mut parts = below.iter().rev().map(|part| part.to_string_lossy());
    if let Some(file) = parts.next() {
        told.extend(of_part(stem(&file), false, found));
    }
    for folder in parts {
        told.extend(of_part(&folder, true, found));
    }
    told.into_iter().collect()
}

/// A name without an extension, if that suggests a photo or video.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if sniff::promises_media(extension) => stem,
        _ => name,
    }
}

fn of_part(part: &str, folder: bool, found: &[Finding]) -> BTreeSet<Category> {
    let part = part.get(..part.floor_char_boundary(LONGEST)).unwrap_or(part);
    let plain = without_hashes(part);
    let (all, tokens) = (tokens(part), tokens(&plain));
    let mut told = said::told(part, found);
    let forms = [
        (Category::Date, date::is_in(&tokens, folder)),
        (Category::Location, place::is_in(&tokens)),
        (Category::Camera, device::is_in(&tokens, folder)),
        (Category::Software, app::is_in(&tokens)),
        (Category::Id, app::has_number(&all)),
    ];
    told.extend(forms.into_iter().filter(|(_, is)| *is).map(|(category, _)| category));
    told
}

#[cfg(test)]
mod tests;
