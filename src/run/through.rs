//! A file on its way through the stages, and a video behind it that becomes a separate file.

use std::fs::File;
use std::path::Path;

use untrace_core::base::{Error, Input, Malformed, Place, Span, Unsupported};
use untrace_core::formats::{self, AnyScan, Planned};
use untrace_core::model::{Category, Field, FieldId, Leftover, SidecarKind};
use untrace_core::plan;
use untrace_core::previews;
use untrace_core::sniff::{self, Sniffed};
use untrace_core::verify::{self, Depth, Doubt};

use super::context::Context;
use super::done::Done;
use super::job::Job;
use super::stop::{Stop, end, guarded};
use crate::commit::Ready;
use crate::discover::{Skip, Target};
use crate::fitting::with_end;
use crate::folded::folded;
use crate::names;
use crate::outcome::{Action, Failure, FileReport, Outcome, Recognised, Refusal};
use crate::sidecars;
use crate::stamp::Stamp;
use crate::state::Trace;
use crate::work::Work;
use crate::write::Source;

/// Where the video behind a photo is.
pub(super) fn motion_span(scan: &AnyScan) -> Option<Span> {
    let is_video = |field: &&Field| matches!(&field.id, FieldId::Leftover(Leftover::Video | Leftover::VideoWithSound));
    let field = scan.fields().iter().find(is_video)?;
    let (region, _) = *scan.regions().get(field.region)?;
    Some(Span::between(field.place.at, region.end()))
}

/// Where the video behind a photo goes: next to the copy of the photo, `IMG_1234.motion.mp4`.
pub(super) fn motion_target(photo: &Target, extension: &str) -> Target {
    let stem = photo.path.file_stem().unwrap_or_default();
    Target { path: photo.path.with_file_name(with_end(stem, format!(".motion.{extension}"))), ..photo.clone() }
}

/// A file on its way through the stages.
pub(super) struct Through<'a> {
    pub(super) context: Context<'a>,
    /// What the next run will look for.
    pub(super) trace: Option<Trace>,
    /// What the original was like when it was met.
    pub(super) stamp: Option<Stamp>,
    pub(super) source: Source<'a>,
    /// Ends the work once the run is told to.
    pub(super) work: &'a Work<'a>,
    /// Where the copy goes instead, if it gets no name.
    pub(super) unnamed: Option<&'a File>,
}

impl Through<'_> {
    /// The video in a span, cleaned, as a file next to the photo's copy: `IMG_1234.motion.mp4`.
    pub(super) fn extract(&self, path: &Path, span: Span, photo: &Target, copy: &mut Vec<u8>) -> Done {
        /// Real ones have ten megabytes or less, and are read whole.
        const LARGEST: u64 = 256 << 20;
        let mut report = FileReport { motion: true, ..FileReport::new(path) };
        let mut ready = None;
        let outcome = guarded(|| {
            let bytes = self.source.input.copied(span, LARGEST).map_err(Stop::unreadable)?;
            let input = Input::from_bytes(&bytes);
            let extension = match sniff::sniff(&input.head().map_err(Stop::unreadable)?) {
                Sniffed::Format(format) => format.extension(),
                // Under a name that suggests a video, something that is not one is refused, not passed over.
                _ => "mp4",
            };
            let target = motion_target(photo, extension);
            report.destination = Some(target.path.clone());
            if self.context.names.contains(&folded(&target.path)) {
                return Err(Failure::Copy.into());
            }
            let through = Through { source: Source { file: self.source.file, input: &input }, ..*self };
            let outcome;
            (outcome, ready) = through.go(&target.path, Some(&target), copy, &mut report, &mut None)?;
            report.telling_name = names::telling(target.below(), &report.removed);
            Ok(outcome)
        });
        if outcome.is_err() {
            ready = None;
        }
        end(&mut report, outcome);
        Done { report, ready, original: None }
    }

    pub(super) fn go(
        &self,
        path: &Path,
        target: Option<&Target>,
        buffer: &mut Vec<u8>,
        report: &mut FileReport,
        described: &mut Option<AnyScan>,
    ) -> Result<(Outcome, Option<Ready>), Stop> {
        let Self { context: Context { options, .. }, source, .. } = self;
        let input = source.input;
        report.bytes_in = input.len();
        let format = match recognise(path, input)? {
            Ok(Recognised::Format(format)) => format,
            Err(why) => return Ok((Outcome::Skipped(why), None)),
            Ok(Recognised::Foreign(name)) => {
                report.format = Some(Recognised::Foreign(name));
                // Nobody misses a document among photos, except a person who names it, or who takes it for a photo by its name.
                let is_wanted = sniff::foreign(name).is_media() || options.strict || report.typed || sniff::is_promised(path);
                if !is_wanted {
                    return Ok((Outcome::Skipped(not_media(path)), None));
                }
                return Err(Stop::unreadable(Error::unsupported(Unsupported::Format(name), Place::at(0))));
            }
        };
        report.format = Some(Recognised::Format(format));
        report.misnamed = names::misnamed(path, format).filter(|_| self.unnamed.is_none());
        report.destination = target.map(|target| target.path.clone());
        report.output = target.map(|target| target.output.clone());
        let scan = (formats::of(format).scan)(input).map_err(Stop::unreadable)?.trusting(options.trust);
        // What is written is verified, which asks then, about bytes that are read anyway; what is not written has nothing to
        // ask for.
        let written = target.is_some() && options.action != Action::Plan;
        let asks_later = written && options.depth < Depth::Full;
        let looked_into = if asks_later { Ok(scan) } else { verify::looked_into(input, scan, options.depth) };
        let scan = looked_into.map_err(Stop::unreadable)?;
        match self.planned(&scan, target, buffer, report) {
            Err(Stop::Refused(Refusal::Verification(Doubt::NotDecoded))) => {
                let scan = described.insert(verify::decoded(input, scan).map_err(Stop::unreadable)?);
                self.planned(scan, target, buffer, report)
            }
            outcome => {
                *described = Some(scan);
                outcome
            }
        }
    }

    /// What becomes of a file once it was described.
    fn planned(
        &self,
        scan: &AnyScan,
        target: Option<&Target>,
        buffer: &mut Vec<u8>,
        report: &mut FileReport,
    ) -> Result<(Outcome, Option<Ready>), Stop> {
        let Self { context, trace, stamp, source, work, unnamed } = self;
        let options = context.options;
        let Planned { removed, kept, values, unkept, needed, made_whole, edits, is_empty } =
            scan.plan(options.keep).map_err(Stop::unreadable)?;
        (report.removed, report.kept, report.unkept, report.needed) = (removed, kept, unkept, needed);
        plan::guard(&report.needed, options.crops).map_err(Stop::unreadable)?;
        report.made_whole = made_whole;
        report.bytes_out = Some(edits.output_len());
        let outcome = if is_empty { Outcome::AlreadyClean } else { Outcome::Cleaned };
        if options.compares_previews && report.removed.iter().any(|found| found.category == Category::Preview) {
            report.previews = previews::compare(source.input, scan);
        }
        let Some(target) = target else { return Ok((outcome, None)) };
        let job =
            Job { context, work, trace: *trace, stamp: *stamp, source: *source, scan, values: &values, edits: &edits, target };
        match unnamed {
            Some(file) => job.spool(file, buffer, outcome).map(|outcome| (outcome, None)),
            None => job.copy(buffer, outcome),
        }
    }
}

/// What a file is by its content, or why it is passed over.
fn recognise(path: &Path, input: &Input<'_>) -> Result<Result<Recognised, Skip>, Stop> {
    // A picture, but not one in its own right.
    if sidecars::kind(path) == Some(SidecarKind::Thumbnail) {
        return Ok(Err(Skip::Sidecar));
    }
    Ok(match sniff::look(input).map_err(Stop::unreadable)? {
        Sniffed::Format(format) => Ok(Recognised::Format(format)),
        Sniffed::Unsupported(name) => Ok(Recognised::Foreign(name)),
        // Passed over, it would be missed by nobody and believed to be cleaned.
        Sniffed::Unknown if sniff::is_promised(path) => {
            let what = if input.is_empty() { Malformed::Empty } else { Malformed::Unrecognised };
            return Err(Stop::unreadable(Error::malformed(what, Place::at(0))));
        }
        Sniffed::Unknown if sidecars::kind(path).is_some_and(|kind| !kind.is_of_folder()) => Err(Skip::Sidecar),
        Sniffed::Unknown if is_page(input)? => Err(Skip::Page),
        Sniffed::Unknown => Err(not_media(path)),
    })
}

/// Whether it is what `untrace report` made of photos.
fn is_page(input: &Input<'_>) -> Result<bool, Stop> {
    /// The mark is near the top.
    const HEAD: u64 = 512;
    let head = input.bytes(Span::new(0, input.len().min(HEAD))).map_err(Stop::unreadable)?;
    Ok(sidecars::is_page(&head))
}

fn not_media(path: &Path) -> Skip {
    if sidecars::may_tell(path) { Skip::MayTell } else { Skip::NotMedia }
}
