//! Files beside photos, on their way to the report: read, and never written.

use super::{Stop, Worker, folder, load, open};
use crate::discover::{Entry, Skip};
use crate::error::{Error, Malformed, Place};
use crate::formats;
use crate::model::SidecarKind;
use crate::plan::{finding, plan};
use crate::policy::Keep;
use crate::run::{Failure, FileReport, Outcome};
use crate::sidecars;
use crate::sniff::{self, Sniffed};

impl Worker<'_> {
    /// What a file beside photos tells. One that is a photo by its content is read as such.
    pub(super) fn read_sidecar(&mut self, entry: &Entry, kind: SidecarKind, report: &mut FileReport) -> Result<Outcome, Stop> {
        let path = entry.source.as_path();
        let file = open(path).map_err(Failure::Read)?;
        let metadata = file.metadata().map_err(Failure::Read)?;
        if !metadata.is_file() {
            return Ok(Outcome::Skipped(Skip::Special));
        }
        let input = load(&file, metadata.len(), &mut self.source).map_err(Failure::Read)?;
        let format = match sniff::look(&input) {
            Ok(Sniffed::Format(format)) => Some(format),
            _ => None,
        };
        if format.is_some() && kind != SidecarKind::Thumbnail {
            (report.sidecar, report.about) = (None, Vec::new());
            return self.read(entry, None, report, &mut None);
        }
        report.bytes_in = input.len();
        if kind == SidecarKind::Thumbnail {
            let format = format.ok_or_else(|| Stop::unreadable(Error::malformed(Malformed::Sidecar, Place::at(0))))?;
            let scan = (formats::of(format).scan)(&input).map_err(Stop::unreadable)?;
            report.removed.extend(finding(&sidecars::thumbnail(&input)));
            report.removed.extend(plan(&scan, Keep::NOTHING).map_err(Stop::unreadable)?.removed);
        } else {
            let fields = sidecars::read(kind, &input).map_err(Stop::unreadable)?;
            if report.about.is_empty() && sidecars::is_of_album(&fields) {
                report.about.push(folder(path).to_path_buf());
            }
            report.removed.extend(fields.iter().filter_map(finding));
        }
        Ok(Outcome::Skipped(Skip::Sidecar))
    }
}
