//! The report that a person reads. Calm and plain: what the photos told, what became of them, what to do now.

use std::collections::BTreeSet;

use anstyle::{AnsiColor, Style};

use textwrap::core::display_width;
use untrace_core::facts::{Part, by_category};
use untrace_core::model::Category;
use untrace_core::plan::Finding;

use super::ending::Summary;
use crate::i18n::{Became, language, shortened, told, value};
use crate::outcome::{FileReport, Outcome};
use untrace_words::{printable, printable_path};

const HEADING: Style = Style::new().bold();
const CONCLUSION: Style = Style::new().bold();
const GOOD_NEWS: Style = AnsiColor::Green.on_default().bold();
const ENDING: Style = Style::new().dimmed();
const CATEGORY: Style = AnsiColor::Yellow.on_default();

/// How wide lines may be; unlimited if nobody reads them on a screen.
#[derive(Debug, Clone, Copy)]
pub struct Width(usize);

impl Width {
    /// The width of the terminal on standard output, up to what is easy to read.
    #[must_use]
    pub fn of_stdout() -> Self {
        Self::of_terminal(terminal_size::terminal_size_of(std::io::stdout()))
    }

    /// The width of the terminal on standard output; so many columns where there is none.
    #[must_use]
    pub fn of_stdout_or(columns: usize) -> Self {
        match Self::of_stdout() {
            Self(usize::MAX) => Self(columns),
            width => width,
        }
    }

    /// The same for the terminal on standard error.
    #[must_use]
    pub fn of_stderr() -> Self {
        Self::of_terminal(terminal_size::terminal_size_of(std::io::stderr()))
    }

    fn of_terminal(size: Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        const EASY: usize = 100;
        size.map_or(Self(usize::MAX), |(width, _)| Self(usize::from(width.0).min(EASY)))
    }

    /// A number of columns.
    #[cfg(test)]
    pub(super) const fn of(columns: usize) -> Self {
        Self(columns)
    }

    /// The text in lines that fit.
    #[must_use]
    pub fn wrap(self, text: &str, first: &str, then: &str) -> String {
        if self.0 == usize::MAX {
            return format!("{first}{text}");
        }
        let options = unbroken(self.0);
        textwrap::fill(text, options.initial_indent(first).subsequent_indent(then))
    }
}

/// How text is broken into lines of so many columns: at spaces alone, so that names and options stay whole.
pub(crate) fn unbroken<'a>(columns: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(columns)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// The end of a report.
#[must_use]
pub fn summary(summary: &Summary, width: Width) -> String {
    let mut blocks = vec![format!("{HEADING}{}{HEADING:#}", width.wrap(&summary.title, "", "  "))];
    let mut blocks_are_sections = false;
    for (heading, lines) in &summary.sections {
        let block = match lines.as_slice() {
            [line] if summary.is_close => in_line(&printable(heading), &printable(line), width),
            _ => section(&printable(heading), lines, width),
        };
        match blocks.last_mut() {
            Some(last) if summary.is_close && blocks_are_sections => {
                last.push('\n');
                last.push_str(&block);
            }
            _ => blocks.push(block),
        }
        blocks_are_sections = true;
    }
    if !summary.notes.is_empty() {
        let notes: Vec<String> = summary.notes.iter().map(|note| width.wrap(&printable(note), "", "")).collect();
        blocks.push(notes.join("\n"));
    }
    if !summary.conclusion.is_empty() {
        let style = if summary.is_good { GOOD_NEWS } else { CONCLUSION };
        let mut block = format!("{style}{}{style:#}", width.wrap(&printable(&summary.conclusion), "", ""));
        // Never wrapped: it is meant to be copied.
        summary.command.iter().for_each(|command| block.push_str(&format!("\n  {CONCLUSION}{command}{CONCLUSION:#}")));
        blocks.push(block);
    }
    blocks.join("\n\n")
}

/// A sentence about something that went wrong.
#[must_use]
pub fn problem(text: &str, width: Width) -> String {
    width.wrap(text, "untrace: ", "  ")
}

/// The line that ends a report.
#[must_use]
pub fn ending(line: &str, width: Width) -> String {
    format!("{ENDING}{}{ENDING:#}", width.wrap(&printable(line), "", "  "))
}

/// A heading, and its lines below it.
fn section(heading: &str, lines: &[String], width: Width) -> String {
    let mut block = format!("{HEADING}{}{HEADING:#}", width.wrap(heading, "", "  "));
    for line in lines {
        block.push('\n');
        block.push_str(&width.wrap(&printable(line), "  ", "    "));
    }
    block
}

/// A heading, with its only line after it.
fn in_line(heading: &str, line: &str, width: Width) -> String {
    styled(HEADING, heading, &width.wrap(&language().labelled(heading, line), "", "    "))
}

/// A text whose beginning has a style.
fn styled(style: Style, beginning: &str, text: &str) -> String {
    let rest = text.strip_prefix(beginning).unwrap_or(text);
    format!("{style}{beginning}{style:#}{rest}")
}

/// One file of `clean --verbose`: what became of it, and the fields that went.
#[must_use]
pub fn cleaned(report: &FileReport, values: bool, width: Width) -> String {
    let name = printable_path(&report.source);
    let said = language().labelled(&name, &language().outcome(became(&report.outcome)));
    let mut text = styled(HEADING, &name, &said);
    if let Some(copy) = report.destination.as_deref().filter(|copy| copy.file_name() != report.source.file_name()) {
        text.push_str(&format!(" -> {}", printable_path(copy)));
    }
    for (category, found) in by_category(&report.removed) {
        let told = each_once(found.iter().map(|found| field(found, values)));
        let label = language().category(category);
        let line = width.wrap(&language().labelled(label, &told.join(", ")), "  ", "    ");
        text.push_str(&format!("\n  {}", styled(CATEGORY, label, line.trim_start())));
    }
    text
}

fn became(outcome: &Outcome) -> Became {
    match outcome {
        Outcome::Cleaned => Became::Cleaned,
        Outcome::AlreadyClean => Became::AlreadyClean,
        Outcome::UpToDate => Became::UpToDate,
        Outcome::Refused(_) => Became::Refused,
        Outcome::Failed(_) => Became::Failed,
        Outcome::Skipped(why) => Became::Skipped(*why),
    }
}

/// A file and the copy that it has or would have, if there is one.
#[must_use]
pub fn renamed(report: &FileReport) -> Option<String> {
    let copied = matches!(report.outcome, Outcome::Cleaned | Outcome::AlreadyClean | Outcome::UpToDate);
    let copy = report.destination.as_deref().filter(|_| copied)?;
    Some(format!("{} -> {}", printable_path(&report.source), printable_path(copy)))
}

/// Each text once, with how often it was there.
fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut counted: Vec<(String, u64)> = Vec::new();
    for text in texts {
        match counted.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counted.push((text, 1)),
        }
    }
    counted.into_iter().map(|(text, count)| if count > 1 { format!("{text} ({count})") } else { text }).collect()
}

/// What a field is called, in the language in use.
fn name_of(found: &Finding) -> String {
    printable(language().field(&found.id.name()))
}

fn field(found: &Finding, values: bool) -> String {
    let name = name_of(found);
    if found.possible {
        return language().perhaps(&name);
    }
    match value(language(), found).filter(|_| values) {
        Some(value) => format!("{name} {}", language().quoted(&shortened(&value))),
        None => name,
    }
}

/// One file of `check`: what it gives away, with the values that say most.
#[must_use]
pub fn checked(report: &FileReport, width: Width) -> String {
    /// How many values of a category are shown.
    const SHOWN: usize = 4;
    let mut text = heading(report);
    let widest = Category::ALL.iter().map(|category| display_width(language().category(*category))).max().unwrap_or(0);
    let indent = " ".repeat(widest.saturating_add(4));
    let mut line = |label: &str, said: &str| {
        let said = width.wrap(said, &indent, &indent);
        let gap = " ".repeat(widest.saturating_sub(display_width(label)));
        text.push_str(&format!("\n  {CATEGORY}{label}{CATEGORY:#}{gap}  {}", said.trim_start()));
    };
    let (mut perhaps, mut parts) = (Vec::new(), BTreeSet::new());
    for (category, facts) in report.facts() {
        let unread: Vec<Part> = facts.iter().filter_map(|fact| fact.told.possible()).collect();
        if !unread.is_empty() {
            perhaps.push(category);
            parts.extend(unread);
            continue;
        }
        let mut shown: Vec<String> = facts.iter().take(SHOWN).map(|fact| told(language(), &fact.told)).collect();
        let more = facts.len().saturating_sub(SHOWN);
        if let Some(last) = shown.last_mut().filter(|_| more > 0) {
            *last = language().and_more(last, more as u64);
        }
        line(language().category(category), &language().parts(&shown));
    }
    if let Some(crop) = report.crop() {
        line(language().crop_label(), &language().cropped(crop));
    }
    if !perhaps.is_empty() {
        let parts: Vec<Part> = parts.into_iter().collect();
        line(language().perhaps_label(), &language().may_tell(&perhaps, &parts));
    }
    text
}

/// The name of a file, and of the photos that it is about.
fn heading(report: &FileReport) -> String {
    let name = printable_path(&report.source);
    let about: Vec<String> = report.about.iter().map(|path| printable_path(path)).collect();
    let beside = if report.sidecar.is_some() { language().beside(&about) } else { String::new() };
    format!("{HEADING}{name}{HEADING:#}{beside}")
}

/// Every field of one file with its value, for `check --verbose`.
#[must_use]
pub fn checked_wholly(report: &FileReport) -> String {
    let mut text = heading(report);
    for preview in &report.previews {
        text.push_str(&format!("\n  {}  [{}]", language().preview(preview.shows), printable(&preview.place.to_string())));
    }
    if let Some(crop) = report.crop() {
        text.push_str(&format!("\n  {CATEGORY}{}{CATEGORY:#}  {}", language().crop_label(), language().cropped(crop)));
    }
    for (category, found) in by_category(&report.removed) {
        text.push_str(&format!("\n  {CATEGORY}{}{CATEGORY:#}", language().category(category)));
        for found in found {
            let name = name_of(found);
            let name = if found.possible { language().perhaps(&name) } else { name };
            let value = value(language(), found).as_deref().map(shortened).unwrap_or_default();
            let gap = " ".repeat(28_usize.saturating_sub(display_width(&name)));
            text.push_str(&format!("\n    {name}{gap} {value}  [{}]", printable(&found.place.to_string())));
        }
    }
    text
}
