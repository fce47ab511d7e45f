//! The report that a person reads. Calm and plain: what the photos told, what became of them, what to do now.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};

use super::{printable, printable_path};
use crate::i18n::{Summary, language};
use crate::model::{FieldId, Ifd, JpegElement};
use crate::plan::Finding;
use crate::policy::Category;
use crate::run::{FileReport, Outcome};

const HEADING: Style = Style::new().bold();
const CONCLUSION: Style = AnsiColor::Green.on_default().bold();
const CATEGORY: Style = AnsiColor::Yellow.on_default();

/// How wide lines may be; unlimited where nobody reads them on a screen.
#[derive(Debug, Clone, Copy)]
pub struct Width(usize);

impl Width {
    /// That of the terminal on standard output, up to what is easy to read.
    #[must_use]
    pub fn of_stdout() -> Self {
        const EASY: usize = 100;
        terminal_size::terminal_size_of(std::io::stdout())
            .map_or(Self(usize::MAX), |(width, _)| Self(usize::from(width.0).min(EASY)))
    }

    fn wrap(self, text: &str, first: &str, then: &str) -> String {
        if self.0 == usize::MAX {
            return format!("{first}{text}");
        }
        textwrap::fill(text, textwrap::Options::new(self.0).initial_indent(first).subsequent_indent(then))
    }
}

/// The end of a report.
#[must_use]
pub fn summary(summary: &Summary, width: Width) -> String {
    let mut blocks = vec![format!("{HEADING}{}{HEADING:#}", summary.title)];
    for (heading, lines) in &summary.sections {
        let mut block = format!("{HEADING}{}{HEADING:#}", printable(heading));
        for line in lines {
            block.push('\n');
            block.push_str(&width.wrap(&printable(line), "  ", "    "));
        }
        blocks.push(block);
    }
    if !summary.notes.is_empty() {
        let notes: Vec<String> = summary.notes.iter().map(|note| width.wrap(&printable(note), "", "")).collect();
        blocks.push(notes.join("\n"));
    }
    if !summary.conclusion.is_empty() {
        blocks.push(format!("{CONCLUSION}{}{CONCLUSION:#}", width.wrap(&printable(&summary.conclusion), "", "")));
    }
    blocks.join("\n\n")
}

/// One file of `clean --verbose`: what became of it, and the fields that went.
#[must_use]
pub fn cleaned(report: &FileReport, values: bool) -> String {
    let mut text = format!("{HEADING}{}{HEADING:#}: {}", printable_path(&report.source), language().outcome(report));
    if let Some(copy) = report.destination.as_deref().filter(|copy| copy.file_name() != report.source.file_name()) {
        text.push_str(&format!(" -> {}", printable_path(copy)));
    }
    for (category, found) in by_category(&report.removed) {
        let told: Vec<String> = found.iter().map(|found| field(found, values)).collect();
        text.push_str(&format!("\n  {CATEGORY}{}{CATEGORY:#}: {}", language().category(category), told.join(", ")));
    }
    text
}

/// A file and the copy that it has or would have, where there is one.
#[must_use]
pub fn renamed(report: &FileReport) -> Option<String> {
    let copied = matches!(report.outcome, Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate);
    let copy = report.destination.as_deref().filter(|_| copied)?;
    Some(format!("{} -> {}", printable_path(&report.source), printable_path(copy)))
}

fn field(found: &Finding, values: bool) -> String {
    let name = printable(&found.id.name());
    match found.value.as_deref().filter(|_| values) {
        Some(value) => format!("{name} \u{201c}{}\u{201d}", shortened(value)),
        None => name,
    }
}

/// One file of `check`: what it gives away, with the values that say most.
#[must_use]
pub fn checked(report: &FileReport, width: Width) -> String {
    let mut text = format!("{HEADING}{}{HEADING:#}", printable_path(&report.source));
    for (category, found) in by_category(&report.removed) {
        let label = format!("{:<14}", language().category(category));
        let told = highlights(&found).join("; ");
        let line = width.wrap(&told, "                  ", "                  ");
        text.push_str(&format!("\n  {CATEGORY}{label}{CATEGORY:#}  {}", line.trim_start()));
    }
    text
}

/// Every field of one file with its value, for `check --verbose`.
#[must_use]
pub fn checked_wholly(report: &FileReport) -> String {
    let mut text = format!("{HEADING}{}{HEADING:#}", printable_path(&report.source));
    for (category, found) in by_category(&report.removed) {
        text.push_str(&format!("\n  {CATEGORY}{}{CATEGORY:#}", language().category(category)));
        for found in found {
            let value = found.value.as_deref().map(shortened).unwrap_or_default();
            text.push_str(&format!(
                "\n    {:<28} {value}  [{}]",
                printable(&found.id.name()),
                printable(&found.place.to_string())
            ));
        }
    }
    text
}

fn by_category(removed: &[Finding]) -> BTreeMap<Category, Vec<&Finding>> {
    let mut found: BTreeMap<Category, Vec<&Finding>> = BTreeMap::new();
    for finding in removed {
        found.entry(finding.category).or_default().push(finding);
    }
    found
}

/// Values shown for a category, and characters of each.
const SHOWN: usize = 4;
const LONGEST: usize = 60;

/// The values that say most to a person, each once; the names of the fields where no value does.
fn highlights(found: &[&Finding]) -> Vec<String> {
    let mut telling: Vec<&&Finding> = found.iter().filter(|found| weight(&found.id) > 0).collect();
    telling.sort_by_key(|found| std::cmp::Reverse(weight(&found.id)));
    let mut shown: Vec<String> = Vec::new();
    let add = |text: String, shown: &mut Vec<String>| {
        if !text.is_empty() && !shown.contains(&text) {
            shown.push(text);
        }
    };
    for found in &telling {
        add(found.value.as_deref().map(shortened).unwrap_or_default(), &mut shown);
    }
    if shown.is_empty() {
        for found in found {
            add(printable(&found.id.name()), &mut shown);
        }
    }
    let more = shown.len().saturating_sub(SHOWN);
    shown.truncate(SHOWN);
    if more > 0 {
        shown.push(format!("+{more}"));
    }
    shown
}

/// How much a field says by itself: references, versions and directions say little.
const fn weight(id: &FieldId) -> u8 {
    match id {
        FieldId::Exif(Ifd::Gps, 2 | 4) => 3,
        FieldId::Exif(Ifd::Exif, 0x9003) | FieldId::Exif(Ifd::Image, 0x010F | 0x0110) => 2,
        FieldId::Jpeg(JpegElement::Comment) => 1,
        FieldId::Exif(Ifd::Gps, _)
        | FieldId::Exif(_, 0x9290..=0x9292 | 0x9010..=0x9012 | 0x0201 | 0x927C)
        | FieldId::Jpeg(_)
        | FieldId::Png(_)
        | FieldId::Leftover(_) => 0,
        _ => 1,
    }
}

fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(LONGEST).collect();
    if value.chars().count() > LONGEST {
        short.push('\u{2026}');
    }
    printable(short.trim())
}
