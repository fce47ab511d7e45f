//! The end of a report as plain text, for a window. Some windows grow as wide as their longest line.

use super::ending::Summary;
use super::terminal::unbroken;
use untrace_words::printable;

/// How long lines are.
const COLUMNS: usize = 72;

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
    wrapped(&all.join("\n\n"))
}

/// A text in lines of a readable length.
#[must_use]
pub fn wrapped(text: &str) -> String {
    textwrap::fill(text, unbroken(COLUMNS))
}
