//! The way of one file through the core: what it is, what it gives away, its copy, and whether that is believed. Who calls
//! says how a copy is written.

use untrace_core::base::{Error as Reason, Input, Malformed, Place as At, ReadAt};
use untrace_core::model::FormatKind;
use untrace_core::plan::Finding;
use untrace_core::sniff::{self, Sniffed};
use untrace_core::{EditList, Error, Options, Plan, plan};
use untrace_words::{Advice, Lang, OneFile};

use crate::examined::{Examined, Outcome};
use crate::said::{Facts, Said, refusal};

/// Something that writes copies, and keeps them until they are believed.
pub trait Writer {
    /// A copy.
    type Copy;
    /// Writes a copy by its edits, and hands it out once `believed` has judged what was written; `None` if it cannot be
    /// written.
    ///
    /// # Errors
    /// Those of `believed`.
    fn write(
        &self,
        edits: &EditList,
        format: FormatKind,
        believed: &dyn Fn(&dyn ReadAt) -> Result<(), Error>,
    ) -> Result<Option<Self::Copy>, Error>;
}

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy)]
struct Met<'a> {
    source: &'a dyn ReadAt,
    name: &'a str,
    is_promised: bool,
}

/// What became of a file of this name, and its copy.
pub fn clean<W: Writer>(source: &dyn ReadAt, name: &str, writer: &W) -> (Examined, Option<W::Copy>) {
    let met = Met { source, name, is_promised: sniff::is_promised(name.as_ref()) };
    let plan = match plan(source, &Options::default()) {
        Ok(plan) => plan,
        Err(error) => return (without(met, &error, &[]), None),
    };
    let written = writer.write(plan.edits(), plan.format(), &|copy| plan.verify(copy));
    match written.and_then(|copy| copy.ok_or(Error::Bug)) {
        Ok(copy) => (described(met, &plan), Some(copy)),
        Err(error) => (without(met, &error, plan.removed()), None),
    }
}

fn described(met: Met<'_>, plan: &Plan<'_>) -> Examined {
    let (removed, needed) = (Facts::of(plan.removed()), Facts::of(plan.needed()));
    Examined {
        outcome: if plan.is_clean() { Outcome::AlreadyClean } else { Outcome::Cleaned },
        taken: plan.taken().map(|taken| sortable(taken.as_nanosecond())),
        place: removed.place(),
        ..examined(met, Some(plan.format()), Some(plan.edits().output_len()), |words| Said {
            told: removed.subjects(words),
            perhaps: removed.perhaps(words),
            still: needed.subjects(words),
            ..Said::default()
        })
    }
}

/// A moment as a text of always the same length.
fn sortable(nanoseconds: i128) -> String {
    const BEFORE_ALL: i128 = 1 << 100;
    format!("{:032}", nanoseconds.saturating_add(BEFORE_ALL))
}

/// A file that has no copy: what it is, why, and what it gives away as far as that is known.
fn without(met: Met<'_>, error: &Error, findings: &[Finding]) -> Examined {
    let Met { source, name, is_promised } = met;
    let sniffed = sniff::look(&Input::from_reader(source));
    let is_media = match &sniffed {
        Ok(Sniffed::Format(_)) | Err(_) => true,
        Ok(Sniffed::Unsupported(name)) => is_promised || sniff::foreign(name).is_media(),
        // Passed over, it would be missed by nobody and believed to be cleaned.
        Ok(Sniffed::Unknown) => is_promised,
    };
    if !is_media {
        return Examined { outcome: Outcome::NotMedia, ..examined(met, None, None, |_| Said::default()) };
    }
    let format = match sniffed {
        Ok(Sniffed::Format(format)) => Some(format),
        _ => None,
    };
    let facts = Facts::of(findings);
    Examined {
        place: facts.place(),
        ..examined(met, format, None, |words| Said {
            told: facts.subjects(words),
            perhaps: facts.perhaps(words),
            refusal: Some(refusal(words, name, &advice(words, source, error))),
            ..Said::default()
        })
    }
}

fn advice(words: &dyn OneFile, source: &dyn ReadAt, error: &Error) -> Advice {
    match error {
        Error::Refused(Reason::Malformed { what: Malformed::Unrecognised, .. }) if source.is_empty() => {
            words.refused(&Reason::malformed(Malformed::Empty, At::at(0)))
        }
        Error::Refused(reason) => words.refused(reason),
        Error::Doubtful(doubt) => words.doubted(doubt),
        Error::Bug => words.bug(),
    }
}

/// A file about which nothing is known but this: the worst, until somebody knows better.
fn examined(met: Met<'_>, format: Option<FormatKind>, copy_length: Option<u64>, say: impl Fn(&dyn OneFile) -> Said) -> Examined {
    let length = met.source.len();
    let said = Lang::ALL.iter().map(|lang| {
        let words = lang.one_file();
        (lang.code(), Said { size: words.size(copy_length.unwrap_or(length)), ..say(words) })
    });
    Examined {
        outcome: Outcome::Refused,
        format: format.map(FormatKind::name),
        extension: format.map(FormatKind::extension),
        extensions: format.map_or(&[], FormatKind::extensions),
        is_promised: met.is_promised,
        is_video: format.is_some_and(FormatKind::is_video),
        length,
        copy_length,
        taken: None,
        place: None,
        said: said.collect(),
    }
}
