//! Where fragments begin, for whoever wants to begin in the middle: `sidx`, `tfra` and `mfro` (ISO/IEC 14496-12, 8.16.3,
//! 8.8.10 and 8.8.11). They stay if they say what is there, with the times that fragments have in the copy.

use super::describe::Slot;
use super::grammar::{by_version, number, random_access_len};
use super::tiles::inside;
use super::video::Video;
use crate::base::{Error, Span};
use crate::containers::bmff::BmffBox;
use crate::model::BmffElement;

/// Length of what comes before the entries of `tfra`.
const ACCESS_HEAD: u64 = 16;
/// Fastest clock, and longest part of a video, in seconds.
const FASTEST: u64 = 10_000_000;
const LONGEST: u64 = 60 * 60;
/// Most runs of a track in a fragment, and most samples of a run.
const FEW: u64 = 64;
const MOST: u64 = 0xFFFF;

impl Video<'_, '_> {
    /// `sidx`: sizes and durations of parts.
    pub(super) fn index(&mut self, inner: &BmffBox) -> Result<(), Error> {
        let id = self.track_id(inner)?;
        if !self.movie.is_shown(id) {
            return self.gone_with_track(inner, self.movie.track(id).is_some(), "");
        }
        let head = self.head(inner)?;
        let counted: usize = if head.first() == Some(&0) { 22 } else { 30 };
        let count = head.get(counted..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_be_bytes(*bytes));
        let content = u64::from(count).saturating_mul(12).saturating_add(counted as u64).saturating_add(2);
        let body = inner.body();
        if content > body.len {
            return self.remove(inner, "");
        }
        let span = Span::new(body.start, content);
        let Some(bytes) = self.index_anew(id, body.end(), &self.tiles.input.copied(span, content)?) else {
            return self.remove(inner, "");
        };
        self.tiles.stay(inner.header(), BmffElement::Structure)?;
        self.entries(span, bytes)?;
        self.slack(Span::between(span.end(), body.end()), "sidx")
    }

    /// The content of `sidx` in a box that ends at `anchor`; `None` if it does not say where fragments are.
    fn index_anew(&self, id: u32, anchor: u64, content: &[u8]) -> Option<Vec<u8>> {
        let long = content.first() != Some(&0);
        let (width, places) = if long { (8_usize, 28..30) } else { (4, 20..22) };
        let scale = number(content, 8);
        let time = self.index_time(id, content.get(12..12_usize.saturating_add(width))?, scale)?;
        let first = content.get(12_usize.saturating_add(width)..places.start)?;
        let mut at = anchor.checked_add(whole(first))?;
        let mut anew = content.to_vec();
        anew.get_mut(..4)?.copy_from_slice(&[u8::from(long), 0, 0, 0]);
        anew.get_mut(4..8)?.copy_from_slice(&self.movie.number(id).to_be_bytes());
        anew.get_mut(12..12_usize.saturating_add(width))?
            .copy_from_slice(time.to_be_bytes().get(8_usize.saturating_sub(width)..)?);
        anew.get_mut(places.clone())?.fill(0);
        for entry in anew.get_mut(places.end.saturating_add(2)..)?.chunks_exact_mut(12) {
            let size = number(entry, 0) & 0x7FFF_FFFF;
            if !self.starts.contains(&at) || number(entry, 4) > scale.saturating_mul(LONGEST) {
                return None;
            }
            at = at.checked_add(size)?;
            // What kind of beginning it is, and not how much later that is.
            entry.get_mut(9..12)?.fill(0);
            *entry.get_mut(8)? &= 0xF0;
        }
        (scale <= FASTEST && (self.starts.contains(&at) || at == self.tiles.input.len())).then_some(anew)
    }

    /// The first time in a `sidx` box, by its own clock.
    fn index_time(&self, id: u32, stands: &[u8], scale: u64) -> Option<u64> {
        let stands = whole(stands);
        let track = self.movie.track(id)?;
        let common = self.movie.base.ticks(u32::try_from(scale).ok()?);
        let seconds = track.start.edits.unsigned_abs().checked_div(track.scale.into()).unwrap_or(0);
        let both = common.saturating_add(seconds.saturating_mul(scale));
        // It may count in the media, or in what is shown of them.
        Some(stands.checked_sub(both).unwrap_or_else(|| stands.saturating_sub(common)))
    }

    /// `tfra`: when and where the samples are at which decoding can begin. It has as many entries as there are
    /// fragments, so they are written as one.
    pub(super) fn random_access(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let head = self.head(inner)?;
        let entry = random_access_len(&head);
        let entries = inner.body_from(ACCESS_HEAD);
        let span = Span::new(entries.start, number(&head, 12).saturating_mul(entry).min(entries.len));
        let id = self.track_id(inner)?;
        let start = self.movie.track(id).map_or(0, |track| track.start.fragments);
        let width = usize::try_from(by_version(&head, 4, 8)).unwrap_or(4);
        let mut bytes = self.tiles.input.copied(span, span.len)?;
        let widths = u8::try_from(number(&head, 8) & 0x3F).unwrap_or(0);
        let mut last = 0;
        for entry in bytes.chunks_exact_mut(usize::try_from(entry).unwrap_or(usize::MAX)) {
            let Some(time) = self.access_time(entry, width, widths, start).filter(|time| *time >= last) else {
                return self.remove(inner, path);
            };
            last = time;
            if let Some(field) = entry.get_mut(..width) {
                field.copy_from_slice(time.to_be_bytes().get(8_usize.saturating_sub(width)..).unwrap_or_default());
            }
        }
        let version = u8::from(head.first() != Some(&0));
        let before = BmffBox { span: Span::between(inner.span.start, entries.start), ..*inner };
        let slots = vec![
            Slot::numbers(0, vec![version, 0, 0, 0]),
            Slot::rates(4, self.movie.number(id).to_be_bytes().to_vec(), true),
            Slot::numbers(8, vec![0, 0, 0, widths]),
        ];
        self.values(&before, ACCESS_HEAD, slots, path)?;
        self.entries(span, bytes)?;
        self.slack(Span::between(span.end().max(entries.start), inner.span.end()), &inside(path, inner.kind))
    }

    /// The time in an entry of `tfra`, if a fragment is where it says.
    fn access_time(&self, entry: &[u8], width: usize, widths: u8, start: u64) -> Option<u64> {
        let (time, rest) = entry.split_at_checked(width)?;
        let (place, mut numbers) = rest.split_at_checked(width)?;
        // Which fragment of the track, which run, which sample.
        for (shift, most) in [(4_u8, FEW), (2, FEW), (0, MOST)] {
            let (number, rest) = numbers.split_at_checked(usize::from(widths >> shift & 3).saturating_add(1))?;
            (whole(number) <= most).then_some(())?;
            numbers = rest;
        }
        self.fragments_at.contains(&whole(place)).then(|| whole(time).saturating_sub(start))
    }
}

/// A number of as many bytes as there are.
fn whole(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
