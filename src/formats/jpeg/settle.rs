//! Lengths that follow from what stays: those of a picture and its gain map, in the index and in the packet.

use crate::blocks::multi_picture;
use crate::model::{FieldId, Fresh, JpegElement, Region, Scan};
use crate::plan::Decision;

use super::compose;

/// Brings the index of pictures, and the packet that says how long the gain map is, in line with the decisions.
pub(in crate::formats) fn settle(scan: &Scan, decisions: &mut [Decision]) {
    let Some(first_end) = end_of_image(scan, 0) else { return };
    let map_length = output_length(scan, decisions, first_end..scan.regions.len());
    each(scan, decisions, first_end, |fresh| match fresh {
        Fresh::GainMapContainer { .. } => Some(Fresh::GainMapContainer { length: map_length }),
        _ => None,
    });
    let picture_length = output_length(scan, decisions, 0..first_end);
    let Some(index) = scan.regions.iter().position(|region| matches!(region.fresh, Some(Fresh::MultiPicture(_)))) else {
        return;
    };
    // Offsets count from behind marker (2), length (2) and signature (4) of the index.
    let from = output_length(scan, decisions, 0..index).saturating_add(8);
    each(scan, decisions, first_end, |fresh| match fresh {
        Fresh::MultiPicture([picture, map]) => Some(Fresh::MultiPicture([
            multi_picture::Picture { size: picture_length, offset: 0, ..*picture },
            multi_picture::Picture { size: map_length, offset: picture_length.saturating_sub(from), ..*map },
        ])),
        _ => None,
    });
}

/// Index of the region behind the first EOI from `start` on.
fn end_of_image(scan: &Scan, start: usize) -> Option<usize> {
    let end = |region: &Region| region.id == FieldId::Jpeg(JpegElement::Eoi);
    scan.regions.iter().skip(start).position(end)?.checked_add(start)?.checked_add(1)
}

/// Bytes that regions will have in the copy. Indexes of pictures are of 32 bits, and so are files that have one.
fn output_length(scan: &Scan, decisions: &[Decision], regions: std::ops::Range<usize>) -> u32 {
    let pairs = scan.regions.iter().zip(decisions).skip(regions.start).take(regions.len());
    let lengths = pairs.map(|(region, decision)| match decision {
        Decision::Keep | Decision::Blank(_) => region.span.len,
        Decision::Drop => 0,
        Decision::Write(fresh) => compose(fresh).len() as u64,
    });
    u32::try_from(lengths.fold(0, u64::saturating_add)).unwrap_or(u32::MAX)
}

/// Replaces values of the first image by `settled` ones. What goes, goes.
fn each(scan: &Scan, decisions: &mut [Decision], end: usize, settled: impl Fn(&Fresh) -> Option<Fresh>) {
    for (region, decision) in scan.regions.iter().zip(decisions).take(end) {
        let Some(fresh) = region.fresh.as_ref().filter(|_| *decision != Decision::Drop) else { continue };
        if let Some(settled) = settled(fresh) {
            *decision = if region.exact && settled == *fresh { Decision::Keep } else { Decision::Write(settled) };
        }
    }
}
