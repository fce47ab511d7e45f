//! The picture of a codestream as regions: its head, which is written anew, and its frames, which stay.

use super::codestream::{Codestream, Described};
use super::value::JxlValue;
use crate::base::{Error, Malformed, Place, Span, Unsupported};
use crate::blocks::Found;
use crate::blocks::icc::{self, Verdict};
use crate::model::{BmffElement, Field, FieldId, Fresh as _, Region, Scan};

/// What is known of a codestream.
pub(super) struct Picture {
    pub(super) len: u64,
    /// Width and height.
    pub(super) size: [u32; 2],
    /// Its head up to the first frame, as it is and in its final form.
    head: (Vec<u8>, JxlValue),
    /// What the profile gives away.
    fields: Vec<Field>,
    /// Whether the head has nothing else that goes.
    accounted: bool,
}

impl Picture {
    pub(super) fn read(codestream: &Codestream<'_, '_>) -> Result<Self, Error> {
        if codestream.is_empty() {
            return Err(Error::malformed(Malformed::NoFrame, Place::at(codestream.input.len())));
        }
        let Described { len, header, upsamplings } = codestream.describe()?;
        let (place, mut fields) = (codestream.place(0), Vec::new());
        let mut clean = None;
        if let Some(profile) = &header.profile {
            let mut inside = Found::new(place, "ICC", codestream.input.limits(), &mut fields).out_of_place();
            clean = match icc::read(profile, &mut inside)? {
                Verdict::Clean => None,
                Verdict::Cleaned(clean) => Some(clean),
                // A decoder that misses an announced profile may show nothing at all.
                Verdict::Ignored => return Err(Error::unsupported(Unsupported::ColourProfile, Place::at(place))),
            };
        }
        let bytes = header.written(upsamplings, clean.as_deref());
        let size = [header.image.size.width, header.image.size.height];
        let (profile, accounted) = (header.profile.is_some(), !header.is_weighted_beyond(upsamplings));
        let head = (header.bytes, JxlValue::CodestreamHead { bytes, profile });
        Ok(Self { len, size, head, fields, accounted })
    }

    /// Bytes of a piece that belong to the head, and bytes that they become: all of these go into the first piece.
    pub(super) fn head_of(&self, at: u64, piece: Span) -> (u64, u64) {
        let (was, fresh) = &self.head;
        let head = (was.len() as u64).saturating_sub(at).min(piece.len);
        (head, if at == 0 { fresh.compose().len() as u64 } else { 0 })
    }

    /// Whether it stays as it is, and has no profile.
    pub(super) fn is_plain(&self) -> bool {
        let (was, fresh) = &self.head;
        *was == fresh.compose() && fresh.word().is_none()
    }

    /// The regions of a piece that begins at `at` in the codestream.
    pub(super) fn push(&self, at: u64, piece: Span, scan: &mut Scan<JxlValue>) -> Result<(), Error> {
        let (head, _) = self.head_of(at, piece);
        let span = Span::new(piece.start, head);
        if head > 0 {
            let (was, fresh) = &self.head;
            let first = at == 0;
            let exact = first && *was == fresh.compose() && head == was.len() as u64;
            let fresh = first.then(|| fresh.clone());
            scan.find(self.fields.iter().filter(|_| first).cloned());
            let id = FieldId::Bmff(BmffElement::CodestreamHead);
            scan.push(Region { fresh, exact, accounted: self.accounted || !first, ..Region::new(span, id) })?;
        }
        scan.push(Region::new(Span::between(span.end(), piece.end()), FieldId::Bmff(BmffElement::Samples)))
    }
}
