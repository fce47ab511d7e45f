//! The colour profile of an image, put together from its APP2 segments (ISO 15076-1, B.4).

use crate::base::{Error, Input, Place, Unsupported};
use crate::blocks::Found;
use crate::blocks::icc::{self, Verdict};
use crate::containers::jpeg::{Element, Image, Segment, marker, signature};
use crate::formats::regions;
use crate::model::{Field, JpegElement, Region};

use super::segments;
use super::value::JpegValue;

/// What becomes of the segments of a profile.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// Offset of the first segment.
    first: Option<u64>,
    /// The profile in its final form; `None` if it is corrupt.
    fresh: Option<Vec<u8>>,
    /// Whether the segments contain exactly that profile, in order.
    exact: bool,
    /// What it gives away; reported with the first segment.
    fields: Vec<Field>,
}

impl Profile {
    /// Reads the profile of an image. Nobody looks for one after the first SOS.
    pub(super) fn of(input: &Input<'_>, image: &Image) -> Result<Self, Error> {
        let mut parts: Vec<Part> = Vec::new();
        for element in &image.elements {
            let Element::Segment(segment) = element else { continue };
            if segment.marker == marker::SOS {
                break;
            }
            if segments::element(input, segment)? == JpegElement::Icc {
                parts.push(Part::read(input, segment)?);
            }
        }
        let Some(first) = parts.first() else { return Ok(Self::default()) };
        let mut profile = Self { first: Some(first.at), ..Self::default() };
        let mut found = Found::new(first.at, "APP2/ICC", input.limits(), &mut profile.fields).out_of_place();
        let ordered = parts.iter().enumerate().all(|(index, part)| usize::from(part.number) == index.saturating_add(1));
        let bytes = join(&parts).unwrap_or_default();
        if bytes.is_empty() && is_read_by_some(&parts, input)? {
            return Err(Error::unsupported(Unsupported::ColourProfile, Place::new(first.at, "APP2/ICC")));
        }
        match icc::read(&bytes, &mut found)? {
            // Segments out of order are not what would be written, even if the profile is.
            Verdict::Clean => (profile.fresh, profile.exact) = (Some(bytes), ordered),
            Verdict::Cleaned(bytes) => profile.fresh = Some(bytes),
            Verdict::Ignored => regions::no_profile(0, &mut found),
        }
        Ok(profile)
    }

    /// Completes the region of one of the segments: the first holds the value, the others continue it.
    pub(super) fn complete(&mut self, region: &mut Region<JpegValue>, fields: &mut Vec<Field>) {
        if self.first == Some(region.span.start) {
            fields.append(&mut self.fields);
            region.fresh = self.fresh.clone().map(JpegValue::Profile);
            region.exact = self.exact;
        // Otherwise the first segment becomes the whole profile, and the others go.
        } else if self.exact {
            region.fresh = Some(JpegValue::Continued);
            region.exact = true;
        }
    }
}

/// One segment: its number, the total number, its share of the profile.
struct Part {
    at: u64,
    number: u8,
    count: u8,
    data: Vec<u8>,
}

impl Part {
    fn read(input: &Input<'_>, segment: &Segment) -> Result<Self, Error> {
        let payload = input.bytes(segment.payload)?;
        let (number, count, data) = match payload.get(signature::ICC.len()..) {
            Some([number, count, data @ ..]) => (*number, *count, data.to_vec()),
            // No segment has number 0: such a profile is incomplete.
            _ => (0, 0, Vec::new()),
        };
        Ok(Self { at: segment.span.start, number, count, data })
    }
}

/// The profile, if each of its segments is there once and all agree on their number.
fn join(parts: &[Part]) -> Option<Vec<u8>> {
    let parts = sorted(parts);
    let mut numbered = (1_usize..).zip(&parts);
    let whole = numbered.all(|(number, part)| usize::from(part.number) == number && usize::from(part.count) == parts.len());
    whole.then(|| parts.iter().flat_map(|part| part.data.iter().copied()).collect())
}

fn sorted(parts: &[Part]) -> Vec<&Part> {
    let mut sorted: Vec<_> = parts.iter().collect();
    sorted.sort_by_key(|part| part.number);
    sorted
}

/// Whether a reader takes a profile from segments that libjpeg rejects: Chromium takes the first ones that form a
/// complete profile, Pillow all of them if the first gives that number.
fn is_read_by_some(parts: &[Part], input: &Input<'_>) -> Result<bool, Error> {
    let first = (1..parts.len().min(usize::from(u8::MAX))).find_map(|count| join(parts.get(..count)?));
    let sorted = sorted(parts);
    let counted = sorted.first().is_some_and(|first| usize::from(first.count) == sorted.len());
    let all = counted.then(|| sorted.into_iter().flat_map(|part| part.data.iter().copied()).collect::<Vec<_>>());
    for bytes in first.into_iter().chain(all) {
        let mut fields = Vec::new();
        if icc::read(&bytes, &mut Found::new(0, "APP2/ICC", input.limits(), &mut fields).out_of_place())? != Verdict::Ignored {
            return Ok(true);
        }
    }
    Ok(false)
}
