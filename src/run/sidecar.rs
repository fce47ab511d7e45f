//! Files next to photos, on their way to the report: read, and never written.

use super::stop::Stop;
use crate::discover::{Entry, Skip};
use crate::outcome::{Failure, FileReport, Outcome};
use crate::parent::folder_of;
use crate::sidecars;
use crate::source::{OpenFile, load};
use untrace_core::base::{Error, Malformed, Place};
use untrace_core::formats;
use untrace_core::model::{Keep, SidecarKind};
use untrace_core::plan::findings;
use untrace_core::sniff::{self, Sniffed};

/// What a file next to photos tells; `None` for one whose content is a photo.
pub(super) fn read(
    entry: &Entry,
    kind: SidecarKind,
    buffer: &mut Vec<u8>,
    report: &mut FileReport,
) -> Result<Option<Outcome>, Stop> {
    let path = entry.source.as_path();
    let Some(file) = OpenFile::open(path).map_err(Failure::Read)? else { return Ok(Some(Outcome::Skipped(Skip::Special))) };
    let input = load(&file, buffer).map_err(Failure::Read)?;
    let format = match sniff::look(&input) {
        Ok(Sniffed::Format(format)) => Some(format),
        _ => None,
    };
    if format.is_some() && kind != SidecarKind::Thumbnail {
        (report.sidecar, report.about) = (None, Vec::new());
        return Ok(None);
    }
    report.bytes_in = input.len();
    if kind == SidecarKind::Thumbnail {
        let format = format.ok_or_else(|| Stop::unreadable(Error::malformed(Malformed::Sidecar, Place::at(0))))?;
        let scan = (formats::of(format).scan)(&input).map_err(Stop::unreadable)?;
        report.removed.extend(findings(&sidecars::thumbnail(&input)));
        report.removed.extend(scan.plan(Keep::NOTHING).map_err(Stop::unreadable)?.removed);
    } else {
        let fields = sidecars::read(kind, &input).map_err(Stop::unreadable)?;
        // What the budget did not cover was not read.
        input.budget().left(0).map_err(Stop::unreadable)?;
        if report.about.is_empty() && sidecars::is_of_album(&fields) {
            report.about.push(folder_of(path).to_path_buf());
        }
        report.removed.extend(fields.iter().flat_map(findings));
    }
    Ok(Some(Outcome::Skipped(Skip::Sidecar)))
}
