//! What another parser sees, compared with what was meant to be written.

use std::borrow::Cow;

use crate::base::{Input, Span, guard};
use crate::model::{FieldId, Fresh, Ifd, Keep, Region};
use crate::policy;
use crate::verify::doubt::Doubt;

/// Above this, a copy is not loaded for other parsers, which cannot stream.
pub(super) const LOADED: u64 = 64 << 20;

/// What another parser sees besides the coded picture.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) exif: Option<Vec<u8>>,
    pub(super) profile: Option<Vec<u8>>,
}

impl Seen {
    /// What was meant to be written.
    pub(super) fn meant<'a, F: Fresh + 'a>(regions: impl IntoIterator<Item = &'a Region<F>>) -> Self {
        let mut meant = Self::default();
        for fresh in regions.into_iter().filter_map(|region| region.fresh.as_ref()) {
            if let Some(block) = fresh.exif() {
                let block = crate::blocks::exif::compose(block);
                meant.exif = meant.exif.or(Some(block).filter(|block| !block.is_empty()));
            }
            meant.profile = fresh.profile().map(Cow::into_owned).or(meant.profile);
        }
        meant
    }
}

pub(super) fn compare(seen: Seen, meant: Seen, keep: Keep) -> Result<(), Doubt> {
    if seen.profile != meant.profile {
        return Err(sees("img-parts", "another colour profile, or none"));
    }
    if seen.exif != meant.exif {
        return Err(sees("img-parts", "another Exif block, or none"));
    }
    match seen.exif {
        Some(block) => guarded("kamadak-exif", || only_kept(&block, keep)),
        None => Ok(()),
    }
}

pub(super) fn sees(parser: &'static str, what: impl Into<String>) -> Doubt {
    Doubt::SecondEyes { parser, sees: what.into() }
}

/// A third-party parser may panic; that is a doubt, not a crash.
pub(super) fn guarded<T>(parser: &'static str, ask: impl FnOnce() -> Result<T, Doubt>) -> Result<T, Doubt> {
    guard(ask).unwrap_or_else(|| Err(sees(parser, "something that it panics at")))
}

/// A copy, or as much of it as is loaded, for parsers that need it in memory.
pub(super) fn loaded(copy: &Input<'_>) -> Result<Vec<u8>, Doubt> {
    copy.copied(Span::new(0, copy.len().min(LOADED)), LOADED).map_err(Doubt::Unreadable)
}

/// Tags that say nothing, and those in the categories that are kept.
pub(super) fn only_kept(block: &[u8], keep: Keep) -> Result<(), Doubt> {
    let read = exif::Reader::new().read_raw(block.to_vec()).map_err(|error| sees("kamadak-exif", error.to_string()))?;
    stays(&read, keep)
}

pub(super) fn stays(read: &exif::Exif, keep: Keep) -> Result<(), Doubt> {
    match read.fields().find(|field| !is_kept(field, keep)) {
        Some(field) => Err(sees("kamadak-exif", field.tag.to_string())),
        None => Ok(()),
    }
}

pub(super) fn is_kept(field: &exif::Field, keep: Keep) -> bool {
    let ifd = match field.tag.context() {
        exif::Context::Tiff => Ifd::Image,
        exif::Context::Exif => Ifd::Exif,
        exif::Context::Gps => Ifd::Gps,
        _ => return false,
    };
    let category = policy::rule(&FieldId::Exif(ifd, field.tag.number())).category;
    // Only the first directory contains anything that is kept; the second belongs to a thumbnail, or to a later page.
    field.ifd_num == exif::In::PRIMARY && category.is_none_or(|category| keep.has(category))
}
