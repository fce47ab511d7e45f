//! What things are called: categories, parts of files, previews.

use untrace_core::facts::Part;
use untrace_core::model::Category;
use untrace_core::previews::Shows;

use crate::english::lists::and;

pub(super) const fn category(category: Category) -> &'static str {
    match category {
        Category::Location => "where",
        Category::Date => "when",
        Category::People => "who",
        Category::Motion => "hidden video",
        Category::Preview => "previews",
        Category::Id => "serial numbers",
        Category::Camera => "camera",
        Category::Text => "texts",
        Category::Software => "software",
        Category::Panorama => "360-degree view",
        Category::Other => "unknown data",
    }
}

pub(super) const fn preview(shows: Shows) -> &'static str {
    match shows {
        Shows::CroppedAway => "the small preview still shows what was cropped away",
        Shows::Another => "the small preview shows something other than the picture",
        // That it was not compared is said once for all of them.
        Shows::Unknown => "a small preview",
        Shows::Same => "the small preview shows the same as the picture",
    }
}

/// `where, who: in the maker's own notes, which untrace cannot read`.
pub(super) fn may_tell(categories: &[Category], parts: &[Part]) -> String {
    /// Nobody reads more kinds of parts.
    const NAMED: usize = 3;
    let categories: Vec<&str> = categories.iter().map(|it| category(*it)).collect();
    let mut named: Vec<String> = parts.iter().take(NAMED).map(|it| part(*it).to_owned()).collect();
    if parts.len() > NAMED {
        named.push("more".to_owned());
    }
    format!("{}: in {}, which untrace cannot read", categories.join(", "), and(named))
}

/// What a part of a file is, in words that follow "in".
pub(super) const fn part(part: Part) -> &'static str {
    match part {
        Part::MakerNote => "the camera maker's own notes",
        Part::Provenance => "signed notes about who made and changed it",
        Part::BetweenFrames => "messages between the pictures of the film",
        Part::Telemetry => "what the camera recorded on its way",
        Part::HiddenTrack => "a hidden track",
        Part::VideoBehind => "a video behind the picture",
        Part::Behind => "data after the end of the picture",
        Part::Gap => "data in gaps of the file",
        Part::Damaged => "damaged data",
        Part::Photoshop => "Photoshop notes",
        Part::ColourProfile => "a colour profile of its own",
        Part::Encoder => "names of programs in the film",
        Part::Property => "coded fields of programs",
        Part::Element => "parts of the file that no viewer needs",
    }
}

/// What numbers, switches and codes are about, if they say nothing by themselves.
pub(super) const fn numbers(category: Category) -> &'static str {
    match category {
        Category::Location => "numbers about a place",
        Category::Date => "parts of a time",
        Category::People => "numbers about faces or people",
        Category::Id => "numbers that identify it",
        Category::Camera => "camera settings",
        Category::Software => "program settings",
        Category::Panorama => "how to show it as a 360-degree picture",
        Category::Motion | Category::Preview | Category::Text | Category::Other => "numbers and codes of programs",
    }
}
