//! The way of one file through the core: what it is, what it gives away, its copy, and whether that is believed. Who calls
//! says how a copy is written.

use untrace_core::base::{Error as Reason, Input, Malformed, Place as At, ReadAt};
use untrace_core::model::FormatKind;
use untrace_core::plan::Finding;
use untrace_core::sniff::{self, Sniffed};
use untrace_core::{EditList, Error, Options, Plan, plan};
use untrace_words::{Advice, Lang, OneFile};

use crate::examined::{Examined, Outcome, Place};
use crate::said::{Said, perhaps, place, refusal, subjects};

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

/// What became of a file of this name, and its copy.
pub fn clean<W: Writer>(source: &dyn ReadAt, name: &str, writer: &W) -> (Examined, Option<W::Copy>) {
    let length = source.len();
    match copied(source, writer) {
        Ok((plan, copy)) => (described(&plan, length), Some(copy)),
        Err(error) => (without(source, name, &error), None),
    }
}

fn copied<'a, W: Writer>(source: &'a dyn ReadAt, writer: &W) -> Result<(Plan<'a>, W::Copy), Error> {
    let plan = plan(source, &Options::default())?;
    let copy = writer.write(plan.edits(), plan.format(), &|copy| plan.verify(copy))?;
    Ok((plan, copy.ok_or(Error::Bug)?))
}

fn described(plan: &Plan<'_>, length: u64) -> Examined {
    let format = plan.format();
    let copy_length = plan.edits().output_len();
    let told = |fix: untrace_core::base::Fix| Place { latitude: fix.latitude.degrees(), longitude: fix.longitude.degrees() };
    Examined {
        outcome: if plan.is_clean() { Outcome::AlreadyClean } else { Outcome::Cleaned },
        copy_length: Some(copy_length),
        taken: plan.taken().map(|taken| sortable(taken.as_nanosecond())),
        place: place(plan.removed()).map(told),
        ..examined(Some(format), length, |words| Said {
            told: subjects(words, plan.removed()),
            perhaps: perhaps(words, plan.removed()),
            still: subjects(words, plan.needed()),
            size: words.size(copy_length),
            ..Said::default()
        })
    }
}

/// A moment as a text of always the same length.
fn sortable(nanoseconds: i128) -> String {
    const BEFORE_ALL: i128 = 1 << 100;
    format!("{:032}", nanoseconds.saturating_add(BEFORE_ALL))
}

/// A file that has no copy: what it is, and why.
fn without(source: &dyn ReadAt, name: &str, error: &Error) -> Examined {
    let input = Input::from_reader(source);
    let sniffed = sniff::look(&input);
    let is_promised = sniff::is_promised(name.as_ref());
    let is_media = match &sniffed {
        Ok(Sniffed::Format(_)) | Err(_) => true,
        Ok(Sniffed::Unsupported(name)) => is_promised || sniff::foreign(name).is_media(),
        // Passed over, it would be missed by nobody and believed to be cleaned.
        Ok(Sniffed::Unknown) => is_promised,
    };
    let format = match sniffed {
        Ok(Sniffed::Format(format)) => Some(format),
        _ => None,
    };
    if !is_media {
        return Examined { outcome: Outcome::NotMedia, ..examined(None, source.len(), |_| Said::default()) };
    }
    let findings = findings(source);
    let told = place(&findings).map(|fix| Place { latitude: fix.latitude.degrees(), longitude: fix.longitude.degrees() });
    Examined {
        place: told,
        ..examined(format, source.len(), |words| Said {
            told: subjects(words, &findings),
            perhaps: perhaps(words, &findings),
            refusal: Some(refusal(words, name, &advice(words, source, error))),
            ..Said::default()
        })
    }
}

/// What a file without a copy gives away, as far as it could be read.
fn findings(source: &dyn ReadAt) -> Vec<Finding> {
    plan(source, &Options::default()).map(|plan| plan.removed().to_vec()).unwrap_or_default()
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
fn examined(format: Option<FormatKind>, length: u64, say: impl Fn(&dyn OneFile) -> Said) -> Examined {
    let said = Lang::ALL.iter().map(|lang| {
        let words = lang.one_file();
        let said = say(words);
        let size = if said.size.is_empty() { words.size(length) } else { said.size };
        (lang.code(), Said { size, ..said })
    });
    Examined {
        outcome: Outcome::Refused,
        format: format.map(FormatKind::name),
        extension: format.map(FormatKind::extension),
        extensions: format.map_or(&[], FormatKind::extensions),
        is_video: format.is_some_and(FormatKind::is_video),
        length,
        copy_length: None,
        taken: None,
        place: None,
        said: said.collect(),
    }
}
