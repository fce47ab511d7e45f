//! What a person reads about one file, in the words of one language.

use std::collections::BTreeMap;

use serde::Serialize;
use untrace_core::facts::{self, Context, Fact, Told};
use untrace_core::model::Category;
use untrace_core::plan::Finding;
use untrace_core::previews::Shows;
use untrace_words::{Advice, OneFile, printable, told};

use crate::place::Place;

/// Nobody reads more lines about one subject.
const LINES: usize = 12;

/// What is said about a file.
#[derive(Debug, Default, Serialize)]
pub struct Said {
    /// What it gives away, worst first.
    pub told: Vec<Subject>,
    /// What parts of it may give away that nobody can read.
    pub perhaps: Vec<String>,
    /// What its copy still says, because showing the picture needs it.
    pub still: Vec<Subject>,
    /// Why it has no copy, and what to do.
    pub refusal: Option<String>,
    /// How large its copy is; without one, how large it is itself.
    pub size: String,
}

/// Everything about one subject.
#[derive(Debug, Serialize)]
pub struct Subject {
    /// The word for programs: `location`.
    pub category: &'static str,
    /// The word for people: `where`.
    pub label: &'static str,
    /// What is said about it, the most revealing first.
    pub lines: Vec<String>,
}

/// What is found in a file, as facts, by category, worst first.
#[derive(Debug)]
pub struct Facts(BTreeMap<Category, Vec<Fact>>);

impl Facts {
    /// Of findings in a photo or video.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let has_previews = findings.iter().any(|found| found.category == Category::Preview && found.crop().is_none());
        Self(facts::of(findings, Context { is_sidecar: false, shows: has_previews.then_some(Shows::Unknown) }))
    }

    /// The first place that they tell.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.0.values().flatten().find_map(|fact| match &fact.told {
            Told::Position(fix) => Some(Place { latitude: fix.latitude.degrees(), longitude: fix.longitude.degrees() }),
            _ => None,
        })
    }

    /// What they say, by subject.
    #[must_use]
    pub fn subjects(&self, words: &dyn OneFile) -> Vec<Subject> {
        let subjects = self.0.iter().filter_map(|(&category, facts)| {
            let sure = facts.iter().filter(|fact| fact.told.possible().is_none());
            let mut lines: Vec<String> = Vec::new();
            for line in sure.map(|fact| told(words, &fact.told)) {
                if lines.len() < LINES && !lines.contains(&line) {
                    lines.push(line);
                }
            }
            let is_crop = facts.iter().all(|fact| matches!(fact.told, Told::Cropped(_)));
            let label = if is_crop { words.crop_label() } else { words.category(category) };
            (!lines.is_empty()).then(|| Subject { category: category.word(), label, lines })
        });
        subjects.collect()
    }

    /// What parts that nobody can read may say.
    #[must_use]
    pub fn perhaps(&self, words: &dyn OneFile) -> Vec<String> {
        let (mut categories, mut parts) = (Vec::new(), Vec::new());
        for (&category, facts) in &self.0 {
            let possible: Vec<_> = facts.iter().filter_map(|fact| fact.told.possible()).collect();
            if !possible.is_empty() {
                categories.push(category);
            }
            for part in possible {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
        }
        if parts.is_empty() { Vec::new() } else { vec![words.may_tell(&categories, &parts)] }
    }
}

/// That a file was not copied, why, and what to do.
#[must_use]
pub fn refusal(words: &dyn OneFile, name: &str, advice: &Advice) -> String {
    words.not_copied(&printable(name), advice)
}
