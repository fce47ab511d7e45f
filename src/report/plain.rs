//! The end of a report as plain text, for a window: it breaks lines by itself, and has no colours.

use super::ending::Summary;
use crate::printable::printable;

/// In paragraphs.
#[must_use]
pub fn summary(summary: &Summary) -> String {
    let section = |(heading, lines): &(String, Vec<String>)| {
        let lines: String = lines.iter().map(|line| format!("\n• {}", printable(line))).collect();
        format!("{}{lines}", printable(heading))
    };
    let one = |text: &String| printable(text);
    let sections = summary.sections.iter().map(section);
    let paragraphs = [one(&summary.title)].into_iter().chain(sections).chain(summary.notes.iter().map(one));
    let all: Vec<String> = paragraphs.chain([one(&summary.conclusion)]).filter(|text| !text.is_empty()).collect();
    all.join("\n\n")
}
