//! What went wrong with files. If the same thing is wrong with thousands of them, it is said once, with some names.

use std::io;
use std::mem::{Discriminant, discriminant};

use untrace_core::base::{Error, Malformed, Unsupported};

use crate::hashed::Map;
use crate::outcome::{Failure, FileReport, Outcome, Refusal};

/// What went wrong, in the order it was met.
#[derive(Debug, Clone, Default)]
pub struct Troubles {
    groups: Vec<Group>,
    by_cause: Map<Cause, usize>,
    /// Whether each of them is listed, however many there are.
    pub lists_all: bool,
}

/// The same problem with some files.
#[derive(Debug, Clone, Default)]
struct Group {
    /// Sentences about the files.
    said: Vec<String>,
    /// Their names.
    names: Vec<String>,
}

/// What is said about a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// This sentence.
    Alone(&'a str),
    /// This sentence, which is also true of other files.
    OfMany {
        /// The sentence, about the first file.
        first: &'a str,
        /// How many other files there are.
        others: u64,
        /// Names of some of them.
        names: &'a [String],
    },
}

/// What is wrong, whichever file it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cause {
    word: &'static str,
    detail: Option<Detail>,
}

/// What is wrong, where the word for it covers more than one thing: a document is not an archive, and what is empty is not cut
/// off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Detail {
    System(io::ErrorKind),
    Malformed(Discriminant<Malformed>),
    Unsupported(Discriminant<Unsupported>),
    Format(&'static str),
}

impl Cause {
    /// For something that is not about a single file.
    #[must_use]
    pub const fn of_all(word: &'static str) -> Self {
        Self { word, detail: None }
    }

    /// Why a file has no copy, or was not read.
    #[must_use]
    pub fn of(report: &FileReport) -> Self {
        let detail = match &report.outcome {
            Outcome::Failed(Failure::Read(error) | Failure::Write(error)) => Some(Detail::System(error.kind())),
            Outcome::Refused(Refusal::Unreadable(error)) => match error {
                Error::Malformed { what, .. } => Some(Detail::Malformed(discriminant(what))),
                Error::Unsupported { what: Unsupported::Format(name), .. } => Some(Detail::Format(name)),
                Error::Unsupported { what, .. } => Some(Detail::Unsupported(discriminant(what))),
                Error::Limit { .. } | Error::Io(_) => None,
            },
            _ => None,
        };
        Self { word: report.outcome.reason().unwrap_or(""), detail }
    }
}

impl Troubles {
    /// Adds a sentence about a file.
    pub fn add(&mut self, cause: Cause, name: String, said: String) {
        let next = self.groups.len();
        let at = *self.by_cause.entry(cause).or_insert(next);
        if at == next {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.get_mut(at) {
            group.said.push(said);
            group.names.push(name);
        }
    }

    /// What went wrong; if it was the same for many files, only once, unless each of them is to be listed.
    pub fn said(&self) -> impl Iterator<Item = Said<'_>> {
        self.groups.iter().flat_map(|group| self.said_of(group))
    }

    fn said_of<'a>(&self, group: &'a Group) -> Vec<Said<'a>> {
        /// Up to this many are each listed separately.
        const FEW: usize = 3;
        /// Nobody reads more names than these.
        const NAMED: usize = 2;
        match (group.said.as_slice(), group.names.as_slice()) {
            ([first, others @ ..], [_, names @ ..]) if group.said.len() > FEW && !self.lists_all => {
                vec![Said::OfMany { first, others: others.len() as u64, names: names.get(..NAMED).unwrap_or(names) }]
            }
            (each, _) => each.iter().map(|said| Said::Alone(said)).collect(),
        }
    }

    /// How many sentences there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.groups.iter().map(|group| group.said.len() as u64).fold(0, u64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, Said, Troubles};

    fn of(files: u64) -> Troubles {
        let mut troubles = Troubles::default();
        (1..=files).for_each(|file| {
            troubles.add(Cause::of_all("cut-off"), format!("{file}.jpg"), format!("{file} is cut off."));
        });
        troubles
    }

    #[test]
    fn three_are_said_and_four_are_gathered() {
        let three = of(3);
        assert_eq!(three.said().collect::<Vec<_>>(), ["1 is cut off.", "2 is cut off.", "3 is cut off."].map(Said::Alone));
        let names = ["2.jpg".to_owned(), "3.jpg".to_owned()];
        let expected = Said::OfMany { first: "1 is cut off.", others: 3, names: &names };
        let mut four = of(4);
        assert_eq!(four.said().collect::<Vec<_>>(), [expected]);
        four.lists_all = true;
        assert_eq!((four.said().count(), four.count()), (4, 4));
    }
}
