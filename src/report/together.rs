//! What many files tell together, in ten lines for a terminal.

use untrace_core::insight::{Insight, Place};

use super::headline::headline;
use super::sentences::{Sentences, count};
use super::terminal::Width;
use crate::i18n::{Line, Together};

/// As wide as any terminal is.
const COLUMNS: usize = 80;
/// Of each sort, so many are named.
const NAMED: usize = 2;

/// Headline, places, what returns, journeys, devices, people, what nobody sees, and what to do with which command; of each the
/// first. Every line fits a terminal, but for a command, which is there to be copied.
#[must_use]
pub fn terminal_lines(insight: &Insight, words: &dyn Together, command: &str) -> Vec<String> {
    let said = Sentences::new(insight, words);
    let width = Width::of(COLUMNS);
    let sentences = [words.headline(&headline(insight)), words.measure(&insight.files)];
    let sentences = sentences.iter().filter(|sentence| !sentence.is_empty());
    let mut lines: Vec<String> = sentences.map(|sentence| width.wrap(sentence, "", "")).collect();
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
    line(Line::Hidden, said.hidden().into_iter().map(|(sentence, _)| sentence).collect());
    let next = format!("{}{}{}", words.line_head(Line::Next), words.colon(), words.line_next());
    lines.push(width.wrap(&next, "", ""));
    // Never wrapped: it is there to be copied.
    lines.push(format!("  {command}"));
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

    #[test]
    fn lines_fit_a_terminal_but_the_command_is_left_whole() {
        let command = format!("untrace clean {}", "photos/".repeat(30));
        for &lang in Lang::ALL {
            let mut lines = terminal_lines(&album(), together(lang), &command);
            assert_eq!(lines.pop(), Some(format!("  {command}")));
            for line in lines.iter().flat_map(|line| line.lines()) {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let lines = terminal_lines(&album(), together(Lang::English), "untrace clean").join("\n");
        assert!(lines.contains("iPhone 13") && lines.contains("(and 2 more)") && !lines.contains("A54"), "{lines}");
        assert!(!lines.contains("Every week"), "{lines}");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let lines = terminal_lines(&album(), together(Lang::English), "untrace clean").join("\n");
        assert!(!lines.contains(['\u{1b}', '\u{202e}']), "{lines:?}");
    }
}
