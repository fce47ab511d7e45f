//! Samples of fragments, as far as they are not places: the numbers of fragments, and the flags of samples (ISO/IEC
//! 14496-12, 8.8.5 and 8.8.8).

use super::fragments::{flag_fields, run_lens};
use super::sample_tables::in_body;
use super::tiles::inside;
use super::video::Video;
use crate::base::{Error, Malformed, Span};
use crate::containers::bmff::BmffBox;
use crate::formats::boxes::SAMPLE_FLAGS;
use crate::model::BmffElement;

/// Flags of a run of samples.
const RUN: u32 = 0x0F05;

impl Video<'_, '_> {
    /// `mfhd`: fragments are counted from one.
    pub(super) fn fragment_header(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        self.fragments = self.fragments.saturating_add(1);
        let numbers = [[0; 4], self.fragments.to_be_bytes()].concat();
        if inner.body().len < numbers.len() as u64 {
            return Err(Error::malformed(Malformed::BoxSize, inner.place()));
        }
        self.values(inner, 8, vec![super::describe::Slot::numbers(0, numbers)], path)
    }

    /// `trun`: times and sizes stay, and so does what flags say about the order of decoding.
    pub(super) fn run(&mut self, inner: &BmffBox, path: &str) -> Result<(), Error> {
        let input = self.tiles.input;
        let [version, a, b, c] = in_body(input, inner, 0)?;
        let flags = u32::from_be_bytes([0, a, b, c]) & RUN;
        let count = u32::from_be_bytes(in_body(input, inner, 4)?);
        let (head, entry) = run_lens(flags);
        let len = u64::from(count).saturating_mul(entry).saturating_add(head).min(inner.body().len);
        let span = Span::new(inner.body().start, len);
        let mut bytes = input.copied(span, span.len)?;
        if let Some(full) = bytes.first_chunk_mut() {
            *full = (u32::from(version.min(1)) << 24 | flags).to_be_bytes();
        }
        let (first, of_each) = flag_fields(flags);
        let head = usize::try_from(head).unwrap_or(0).min(bytes.len());
        let (before, entries) = bytes.split_at_mut(head);
        mask(first.and_then(|at| before.get_mut(at..)));
        if let Some(at) = of_each {
            entries.chunks_exact_mut(usize::try_from(entry).unwrap_or(1).max(1)).for_each(|entry| mask(entry.get_mut(at..)));
        }
        self.tiles.stay(inner.header(), BmffElement::Structure)?;
        self.entries(span, bytes)?;
        self.slack(Span::between(span.end(), inner.body().end()), &inside(path, inner.kind))
    }
}

/// Leaves in the flags of a sample those that mean something.
fn mask(field: Option<&mut [u8]>) {
    if let Some(flags) = field.and_then(|field| field.first_chunk_mut::<4>()) {
        *flags = (u32::from_be_bytes(*flags) & SAMPLE_FLAGS).to_be_bytes();
    }
}
