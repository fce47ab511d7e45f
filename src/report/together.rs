//! What many files tell together, in a few lines for a terminal.

use std::collections::BTreeMap;

use untrace_core::insight::{Insight, Place};

use super::headline::headline;
use super::sentences::{Sentences, count};
use super::terminal::Width;
use crate::i18n::{Line, Together};
use crate::tally::{Holder, Missed, Posted};

/// How many of each kind are named.
const NAMED: usize = 2;

/// What makes clean copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A command, quoted for a shell.
    Typed(String),
    /// One that cannot be typed in a line as it is: a name in it steers terminals, or there are too many.
    Untyped {
        /// Whether more than one file or folder is to be cleaned.
        several: bool,
    },
}

impl Command {
    /// The command itself.
    pub(super) fn typed(&self) -> Option<&str> {
        match self {
            Self::Typed(command) => Some(command),
            Self::Untyped { .. } => None,
        }
    }

    /// It in words, where it cannot be typed.
    pub(super) fn described(&self, words: &dyn Together) -> Option<&'static str> {
        match self {
            Self::Typed(_) => None,
            Self::Untyped { several } => Some(words.described(*several)),
        }
    }
}

/// Headline, places, what recurs, journeys, devices, people, what nobody sees, what else files and their names say, what others
/// already have, and what to do, with the command if there is one; the first of each. Every line fits the terminal, except a
/// command, which is meant to be copied.
#[must_use]
pub fn terminal_lines(
    insight: &Insight,
    (posted, missed): (&BTreeMap<Holder, Posted>, &Missed),
    words: &dyn Together,
    command: Option<&Command>,
    width: Width,
) -> Vec<String> {
    let said = Sentences::new(insight, words);
    let sentences = [words.headline(&headline(insight, missed.is_nothing()))];
    let sentences = sentences.into_iter().chain(words.missed(missed)).chain([words.measure(&insight.files)]);
    let sentences = sentences.filter(|sentence| !sentence.is_empty());
    let mut lines: Vec<String> = sentences.map(|sentence| width.wrap(&sentence, "", "")).collect();
    // One line for each sentence, below its heading: many have a colon of their own.
    let mut block = |line: Line, sentences: &[String]| {
        if !sentences.is_empty() {
            lines.push(width.wrap(words.line_head(line), "  ", "  "));
            lines.extend(sentences.iter().map(|sentence| width.wrap(sentence, "    ", "      ")));
        }
    };
    let mut line = |line: Line, mut sentences: Vec<String>| {
        let more = sentences.len().saturating_sub(NAMED);
        sentences.truncate(NAMED);
        sentences.extend((more > 0).then(|| words.more(count(more))));
        block(line, &sentences);
    };
    let place = |place: &Place| match said.sure(place) {
        Some(sure) => format!("{} ({sure}).", said.name(place)),
        None => format!("{}.", said.name(place)),
    };
    line(Line::Places, insight.places.iter().map(place).collect());
    line(Line::Routines, insight.routines.iter().map(|routine| said.routine(routine)).collect());
    line(Line::Journeys, insight.journeys.iter().map(|journey| said.journey(journey)).collect());
    line(Line::Devices, insight.devices.iter().map(|device| said.device(device)).collect());
    line(Line::People, insight.people.iter().map(|person| said.person(person)).collect());
    let sentences = |said: Vec<(String, &[u32])>| said.into_iter().map(|(sentence, _)| sentence).collect::<Vec<String>>();
    line(Line::Hidden, sentences(said.hidden()));
    line(Line::Said, sentences(said.said()));
    line(Line::Names, sentences(said.names()));
    let mut posted = said.posted(posted);
    if !posted.is_empty() {
        // All of them: no more than five can have anything.
        posted.push(words.line_posted().to_owned());
        block(Line::Posted, &posted);
    }
    if let Some(command) = command {
        let next = format!("{}{}{}", words.line_head(Line::Next), words.colon(), words.line_next());
        lines.push(width.wrap(&next, "", ""));
        // Never wrapped: it is meant to be copied.
        lines.extend(command.typed().map(|command| format!("  {command}")));
        lines.extend(command.described(words).map(|described| width.wrap(described, "  ", "  ")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use untrace_core::insight::{Device, Files, Person};
    use untrace_core::model::Category;

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
        let command = command.map(|command| Command::Typed(command.to_owned()));
        let none = (&BTreeMap::new(), &Missed::default());
        terminal_lines(insight, none, together(Lang::English), command.as_ref(), Width::of(80)).join("\n")
    }

    #[test]
    fn nothing_is_to_be_cleaned_where_nothing_was_read() {
        let lines = lines_of(&Insight::default(), None);
        assert_eq!(lines, "No photo or video was read, so nothing can be said.");
    }

    #[test]
    fn what_others_have_is_told_with_what_to_do_about_it() {
        let posted = BTreeMap::from([(Holder::GooglePhotos, Posted { posts: 214, ..Posted::default() })]);
        let lines =
            terminal_lines(&album(), (&posted, &Missed::default()), together(Lang::English), None, Width::of(80)).join(" ");
        assert!(lines.contains("  Already online     Google Photos: 214 uploaded photos and videos."), "{lines}");
        assert!(lines.contains("ask for its deletion"), "{lines}");
    }

    #[test]
    fn lines_fit_a_terminal_but_the_command_is_left_whole() {
        let command = format!("untrace clean {}", "photos/".repeat(30));
        let typed = Command::Typed(command.clone());
        let none = (&BTreeMap::new(), &Missed { files: 3, partly: vec!["posts_1.json".repeat(12)] });
        for (&lang, columns) in Lang::ALL.iter().flat_map(|lang| [40, 80, 100].map(|columns| (lang, columns))) {
            let mut lines = terminal_lines(&album(), none, together(lang), Some(&typed), Width::of(columns));
            assert_eq!(lines.pop(), Some(format!("  {command}")));
            let lengths = || lines.iter().flat_map(|line| line.lines()).map(|line| line.chars().count());
            assert!(lengths().all(|length| length <= columns), "{lines:#?}");
            assert!(lengths().any(|length| length > columns - 20), "{lines:#?}");
        }
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let lines = lines_of(&album(), None);
        assert!(lines.contains("iPhone 13") && lines.contains("    and 2 more") && !lines.contains("A54"), "{lines}");
        assert!(!lines.contains("Every week"), "{lines}");
    }

    #[test]
    fn a_command_that_cannot_be_typed_is_described() {
        let none = (&BTreeMap::new(), &Missed::default());
        let said = |lang, several| {
            let command = Command::Untyped { several };
            terminal_lines(&album(), none, together(lang), Some(&command), Width::of(80)).pop().unwrap()
        };
        assert_eq!(said(Lang::English, false), "  untrace, followed by the name of the folder");
        assert_eq!(said(Lang::French, false), "  untrace, suivi du nom du dossier");
        assert_eq!(said(Lang::English, true), "  untrace, followed by the same files and folders");
    }

    /// `check` shows both, and the page does, too.
    #[test]
    fn what_captions_and_file_names_say_is_told() {
        let told = Insight {
            said: BTreeMap::from([(Category::Text, vec![1, 2])]),
            names: BTreeMap::from([(Category::Date, vec![1])]),
            ..album()
        };
        let lines = lines_of(&told, None);
        assert!(lines.contains("2 photos contain texts: captions, titles or comments."), "{lines}");
        assert!(lines.contains("1 file name says when it was."), "{lines}");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let lines = lines_of(&album(), Some("untrace clean"));
        assert!(!lines.contains(['\u{1b}', '\u{202e}']), "{lines:?}");
    }
}
