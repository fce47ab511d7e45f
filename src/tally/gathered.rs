//! What many files give away together: each fact once, with how many photos tell it, so that five thousand photos make
//! a single page. A file next to photos counts for the photos that it is about.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::outcome::FileReport;
use untrace_core::base::Moment;
use untrace_core::facts::{Fact, Part, Told};
use untrace_core::model::Category;

/// What the files of a run tell.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Each by number: otherwise a fact told by thousands of photos would hold as many paths.
    files: BTreeMap<PathBuf, u32>,
    categories: BTreeMap<Category, Group>,
    /// What else may be told, in parts that were not read: by which files.
    perhaps: BTreeMap<Category, BTreeSet<u32>>,
    parts: BTreeSet<Part>,
    telling: u64,
}

/// What they tell of one category.
#[derive(Debug, Default)]
struct Group {
    files: BTreeSet<u32>,
    said: BTreeMap<String, Said>,
    /// The first and last moments, counting the most telling one of each file.
    moments: Option<(Moment, Moment)>,
}

/// One fact, and who tells it.
#[derive(Debug)]
struct Said {
    told: Told,
    weight: u8,
    files: BTreeSet<u32>,
    first: PathBuf,
    /// Whether only files next to photos tell it.
    beside: bool,
}

/// More distinct facts than this are not remembered, but counted among the rest.
const MOST: usize = 5000;
/// How many facts of a category are looked at to show some of them.
const SHOWN: usize = 4;

impl Gathered {
    /// Files that told something.
    #[must_use]
    pub const fn telling(&self) -> u64 {
        self.telling
    }

    /// Adds what a file tells.
    pub fn add(&mut self, report: &FileReport) {
        if report.removed.is_empty() {
            return;
        }
        self.telling = self.telling.saturating_add(1);
        let about = if report.about.is_empty() { std::slice::from_ref(&report.source) } else { report.about.as_slice() };
        let numbers: Vec<u32> = about.iter().map(|path| self.number(path)).collect();
        for (category, facts) in report.facts() {
            let unread: Vec<Part> = facts.iter().filter_map(|fact| fact.told.possible()).collect();
            if !unread.is_empty() {
                self.perhaps.entry(category).or_default().extend(&numbers);
                self.parts.extend(unread);
                continue;
            }
            let group = self.categories.entry(category).or_default();
            group.files.extend(&numbers);
            let moment = facts.iter().find_map(|fact| fact.told.moment());
            if let Some(moment) = moment {
                let (first, last) = group.moments.get_or_insert((*moment, *moment));
                *first = *moment.min(first);
                *last = *moment.max(last);
            }
            for fact in facts {
                group.say(fact, &numbers, report);
            }
        }
    }

    fn number(&mut self, path: &Path) -> u32 {
        let next = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        *self.files.entry(path.to_path_buf()).or_insert(next)
    }

    /// For each category that was told, worst first: how many files told it, and what they told most.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        self.categories.iter().map(|(category, group)| {
            let mut said: Vec<&Said> = group.said.values().collect();
            said.sort_by_key(|said| (std::cmp::Reverse((said.weight, said.files.len())), &said.first));
            let all = said.len() as u64;
            said.truncate(SHOWN);
            let span = group.moments.as_ref().filter(|_| *category == Category::Date && group.said.len() > 1);
            let lines = said.into_iter().map(|said| Line {
                told: &said.told,
                files: said.files.len() as u64,
                first: &said.first,
                beside: said.beside,
            });
            Section { category: *category, files: group.files.len() as u64, span, lines: lines.collect(), all }
        })
    }

    /// What else may be told, in unread parts; `None` if everything was read.
    #[must_use]
    pub fn perhaps(&self) -> Option<Perhaps> {
        let files: BTreeSet<u32> = self.perhaps.values().flatten().copied().collect();
        (!files.is_empty()).then(|| Perhaps {
            categories: self.perhaps.keys().copied().collect(),
            files: files.len() as u64,
            parts: self.parts.iter().copied().collect(),
        })
    }
}

impl Group {
    fn say(&mut self, fact: Fact, numbers: &[u32], report: &FileReport) {
        let key = fact.told.key();
        if self.said.len() >= MOST && !self.said.contains_key(&key) {
            return;
        }
        let first = report.about.first().unwrap_or(&report.source);
        let new =
            || Said { told: fact.told.clone(), weight: fact.weight, files: BTreeSet::new(), first: first.clone(), beside: true };
        let said = self.said.entry(key).or_insert_with(new);
        said.beside &= report.sidecar.is_some_and(|kind| !kind.is_of_folder()) && !report.about.is_empty();
        said.weight = said.weight.max(fact.weight);
        said.files.extend(numbers);
    }
}

/// What may be told in parts that were not read.
#[derive(Debug)]
pub struct Perhaps {
    /// What, worst first.
    pub categories: Vec<Category>,
    /// By how many files.
    pub files: u64,
    /// In which parts.
    pub parts: Vec<Part>,
}

/// What was told of a category.
#[derive(Debug)]
pub struct Section<'a> {
    /// Which category.
    pub category: Category,
    /// How many files told it.
    pub files: u64,
    /// For dates, from when to when.
    pub span: Option<&'a (Moment, Moment)>,
    /// What they told, the worst first.
    pub lines: Vec<Line<'a>>,
    /// How many different things they told; only a few of them are among the lines.
    pub all: u64,
}

/// One fact, and who tells it.
#[derive(Debug)]
pub struct Line<'a> {
    /// What it tells.
    pub told: &'a Told,
    /// By how many files.
    pub files: u64,
    /// By which first.
    pub first: &'a PathBuf,
    /// Whether it is told by files next to the photos, not by the photos.
    pub beside: bool,
}
