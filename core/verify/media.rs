//! Compares what stays byte for byte, checking at the same time whether anything in it calls for decoding.

use std::ops::ControlFlow::{Break, Continue};

use super::asked::{Asked, CHECKSUM};
use super::doubt::Doubt;
use crate::base::{Error, Input, Span};
use crate::formats::Format;
use crate::model::{FieldId, Region};
use crate::policy::{self, Treatment};

/// Bytes after coded data that are examined with them: checksums that a text may have replaced.
const BEHIND: u64 = 8;

/// Whether anything at the end of coded data that have been examined, or in what follows them, calls for decoding.
fn ask_behind(input: &Input<'_>, end: u64, asked: &mut Asked) -> Result<bool, Error> {
    let behind = input.bytes(Span::new(end, BEHIND.min(input.len().saturating_sub(end))))?;
    let checksum = behind.get(..CHECKSUM.min(behind.len())).unwrap_or_default();
    Ok(asked.ends_in_text(checksum) || asked.by(&behind))
}

/// Regions of an original and of its copy, side by side.
pub(super) struct Media<'a> {
    pub(super) original: &'a Input<'a>,
    pub(super) copy: &'a Input<'a>,
    pub(super) format: &'a Format,
    /// Whether the bytes are compared, or only their number.
    pub(super) compared: bool,
    /// What is searched for in coded data; `None` if they were decoded.
    pub(super) asked: Option<Asked>,
}

impl Media<'_> {
    /// Whether the regions of the copy hold the same bytes under the same names, however they are divided: something
    /// between two of them may have been removed.
    pub(super) fn are_same<'r, F: 'r>(
        mut self,
        mut there: impl Iterator<Item = &'r Region<F>>,
        here: impl Iterator<Item = &'r Region<F>>,
    ) -> Result<(), Doubt> {
        let mut left: Option<(&FieldId, Span)> = None;
        for region in here {
            let mut rest = region.span;
            while !rest.is_empty() {
                let changed = Doubt::MediaChanged { at: rest.start };
                let Some((id, span)) = left.take().or_else(|| there.next().map(|region| (&region.id, region.span))) else {
                    return Err(changed);
                };
                let len = span.len.min(rest.len);
                let (head, tail) = (Span::new(span.start, len), Span::between(span.start.saturating_add(len), span.end()));
                if *id != region.id || !self.is_same(id, head, Span::new(rest.start, len))? {
                    return Err(changed);
                }
                rest = Span::between(rest.start.saturating_add(len), rest.end());
                left = Some((id, tail)).filter(|(_, tail)| !tail.is_empty());
            }
        }
        if left.is_none() && there.next().is_none() { Ok(()) } else { Err(Doubt::MediaChanged { at: self.copy.len() }) }
    }

    fn is_same(&mut self, id: &FieldId, there: Span, here: Span) -> Result<bool, Doubt> {
        let mut asked = self.asked.as_mut().filter(|_| (self.format.has_end)(id));
        if !self.compared && asked.is_none() {
            return Ok(true);
        }
        let stopped = self.original.stream(there, |at, piece| {
            let from = here.start.saturating_add(at.saturating_sub(there.start));
            match if self.compared { self.copy.matches(from, piece) } else { Ok(true) } {
                Ok(true) if asked.as_mut().is_some_and(|asked| asked.by(piece)) => Break(Err(Doubt::NotDecoded)),
                Ok(true) => Continue(()),
                Ok(false) => Break(Ok(())),
                Err(error) => Break(Err(Doubt::Unreadable(error))),
            }
        });
        let same = stopped.map_err(Doubt::Unreadable)?.map_or(Ok(true), |changed| changed.map(|()| false));
        let asks = match asked {
            Some(asked) => ask_behind(self.original, there.end(), asked).map_err(Doubt::Unreadable)?,
            None => false,
        };
        if asks { Err(Doubt::NotDecoded) } else { same }
    }
}

/// Whether anything in the coded data of a file calls for decoding them.
pub(super) fn ask<'r>(
    input: &Input<'_>,
    regions: impl Iterator<Item = (Span, &'r FieldId)>,
    format: &Format,
    asked: &mut Asked,
) -> Result<bool, Error> {
    let coded = |id: &FieldId| (format.has_end)(id) && policy::rule(id).treatment == Treatment::Stay;
    for (span, _) in regions.filter(|(_, id)| coded(id)) {
        let found = input.stream(span, |_, piece| if asked.by(piece) { Break(()) } else { Continue(()) })?;
        if found.is_some() || ask_behind(input, span.end(), asked)? {
            return Ok(true);
        }
    }
    Ok(false)
}
