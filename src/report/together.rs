//! What many files tell together, in ten lines for a terminal.

use std::collections::BTreeMap;

use untrace_core::insight::{Insight, Place};

use super::headline::headline;
use super::sentences::{Sentences, count};
use super::terminal::Width;
use crate::i18n::{Line, Together};
use crate::tally::{Holder, Missed, Posted};

/// Every terminal is at least this wide.
const COLUMNS: usize = 80;
/// How many of each kind are named.
const NAMED: usize = 2;

/// Headline, places, what recurs, journeys, devices, people, what nobody sees, what others already have, and what to do, with
/// the command if there is one; the first of each. Every line fits a terminal, except a command, which is meant to be copied.
#[must_use]
pub fn terminal_lines(
    insight: &Insight,
    (posted, missed): (&BTreeMap<Holder, Posted>, &Missed),
    words: &dyn Together,
    command: Option<&str>,
) -> Vec<String> {
    let said = Sentences::new(insight, words);
    let width = Width::of(COLUMNS);
    let sentences = [words.headline(&headline(insight, missed.is_nothing()))];
    let sentences = sentences.into_iter().chain(words.missed(missed)).chain([words.measure(&insight.files)]);
    let sentences = sentences.filter(|sentence| !sentence.is_empty());
    let mut lines: Vec<String> = sentences.map(|sentence| width.wrap(&sentence, "", "")).collect();
    let mut line = |line: Line, sentences: Vec<String>| {
        let more = sentences.len().saturating_sub(NAMED);
        let mut shown: Vec<String> = sentences.into_iter().take(NAMED).collect();
        if more > 0 {
            shown.push(format!("({})", words.more(count(more))));
        }
        if !shown.is_empty() {
            lines.push(width.wrap(&format!("{}{}{}", words.line_head(line), words.colon(), shown.join(" ")), "  ", "    "));
        }
    };
    let place = |place: &Place| format!("{} ({}).", said.name(place), words.sure(place.confidence));
    line(Line::Places, insight.places.iter().map(place).collect());
    line(Line::Routines, insight.routines.iter().map(|routine| said.routine(routine)).collect());
    line(Line::Journeys, insight.journeys.iter().map(|journey| said.journey(journey)).collect());
    line(Line::Devices, insight.devices.iter().map(|device| said.device(device)).collect());
    line(Line::People, insight.people.iter().map(|person| said.person(person)).collect());
    let sentences = |said: Vec<(String, &[u32])>| said.into_iter().map(|(sentence, _)| sentence).collect::<Vec<String>>();
    line(Line::Hidden, sentences(said.hidden()));
    line(Line::Said, sentences(said.said()));
    line(Line::Names, sentences(said.names()));
    let posted = said.posted(posted);
    if !posted.is_empty() {
        // All of them: no more than five can have anything.
        let said = format!("{}{}{} {}", words.line_head(Line::Posted), words.colon(), posted.join(" "), words.line_posted());
        lines.push(width.wrap(&said, "  ", "    "));
    }
    if let Some(command) = command {
        let next = format!("{}{}{}", words.line_head(Line::Next), words.colon(), words.line_next());
        lines.push(width.wrap(&next, "", ""));
        // Never wrapped: it is meant to be copied.
        lines.push(format!("  {command}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use untrace_core::insight::{Device, Files, Person};

    use super::*;
    use crate::i18n::{Lang, together};

    fn album() -> Insight {
        let device = |name: &str| Device { model: Some(name.to_owned()), files: (0..9).collect(), ..Device::default() };
        Insight {
            files: Files { photos: 40, dated: 30, ..Files::default() },
            devices: vec![device("iPhone 13"), device(&"long ".repeat(100)), device("A54"), device("A55")],
            people: vec![Person {
                name: "L\u{1b}[2J\u{202e}éa".to_owned(), files: vec![1], is_shown: true, ..Person::default()
            }],
            ..Insight::default()
        }
    }

    fn lines_of(insight: &Insight, command: Option<&str>) -> String {
        terminal_lines(insight, (&BTreeMap::new(), &Missed::default()), together(Lang::English), command).join("\n")
    }

    #[test]
    fn nothing_is_to_be_cleaned_where_nothing_was_read() {
        let lines = lines_of(&Insight::default(), None);
        assert_eq!(lines, "No photo or video was read, so nothing can be said.");
    }

    #[test]
    fn what_others_have_is_told_with_what_to_do_about_it() {
        let posted = BTreeMap::from([(Holder::GooglePhotos, Posted { posts: 214, ..Posted::default() })]);
        let lines = terminal_lines(&album(), (&posted, &Missed::default()), together(Lang::English), None).join(" ").replace("\n   ", "");
        assert!(lines.contains("Out there already: Google Photos: 214 uploaded photos and videos."), "{lines}");
        assert!(lines.contains("ask for its deletion"), "{lines}");
    }

    #[test]
    fn lines_fit_a_terminal_but_the_command_is_left_whole() {
        let command = format!("untrace clean {}", "photos/".repeat(30));
        for &lang in Lang::ALL {
            let mut lines = terminal_lines(&album(), (&BTreeMap::new(), &Missed::default()), together(lang), Some(&command));
            assert_eq!(lines.pop(), Some(format!("  {command}")));
            for line in lines.iter().flat_map(|line| line.lines()) {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let lines = lines_of(&album(), None);
        assert!(lines.contains("iPhone 13") && lines.contains("(and 2 more)") && !lines.contains("A54"), "{lines}");
        assert!(!lines.contains("Every week"), "{lines}");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let lines = lines_of(&album(), Some("untrace clean"));
        assert!(!lines.contains(['\u{1b}', '\u{202e}']), "{lines:?}");
    }
}
