//! What went wrong with files. The same thing that is wrong with thousands of them is said once, with some names.

use std::io;

use crate::hashed::Map;
use crate::outcome::{Failure, FileReport, Outcome};

/// What went wrong, in the order in which it was met.
#[derive(Debug, Clone, Default)]
pub struct Troubles {
    groups: Vec<Group>,
    by_cause: Map<Cause, usize>,
    /// Whether each of them is to be said, however many there are.
    pub lists_all: bool,
}

/// The same thing that is wrong with some files.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Sentences about the files.
    pub said: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
}

/// What is wrong, whatever file it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cause {
    word: &'static str,
    error: Option<io::ErrorKind>,
}

impl Cause {
    /// Of something that is not about a single file.
    #[must_use]
    pub const fn of_all(word: &'static str) -> Self {
        Self { word, error: None }
    }

    /// Why a file has no copy, or was not read.
    #[must_use]
    pub fn of(report: &FileReport) -> Self {
        let error = match &report.outcome {
            Outcome::Failed(Failure::Read(error) | Failure::Write(error)) => Some(error.kind()),
            _ => None,
        };
        Self { word: report.outcome.reason().unwrap_or(""), error }
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

    /// What went wrong, each with all that it went wrong with.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// How many sentences there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.groups.iter().map(|group| group.said.len() as u64).fold(0, u64::saturating_add)
    }
}
