//! Sample tables of a track that becomes shorter, written afresh: as many boxes as before, in the same order, and a
//! `free` box after each consecutive group.

use md5::{Digest, Md5};

use super::chunks::Pieces;
use super::media::Media;
use crate::base::{Error, Input, Span};
use crate::containers::bmff::{BmffBox, compose_header};
use crate::formats::isom::sample_entries::About;
use crate::formats::isom::sample_groups::is_kept;

/// Length of the header of a box.
const HEADER: usize = 8;

/// Whether a box of a `stbl` is a sample table that stays.
pub(in crate::formats::isom) fn is_table(input: &Input<'_>, found: &BmffBox) -> Result<bool, Error> {
    Ok(match &found.kind {
        b"stts" | b"ctts" | b"stss" | b"stps" | b"stsz" | b"stz2" | b"stsc" | b"stco" | b"co64" => true,
        b"sbgp" => is_kept(input, found)?,
        _ => false,
    })
}

/// Consecutive boxes of sample tables.
#[derive(Debug)]
pub(in crate::formats::isom) struct Tables {
    /// Where they are.
    pub(in crate::formats::isom) span: Span,
    /// What replaces them; zeros follow.
    pub(in crate::formats::isom) bytes: Vec<u8>,
}

/// All tables of a track.
#[derive(Debug)]
pub(in crate::formats::isom) struct Written {
    /// Consecutive ones together.
    pub(in crate::formats::isom) tables: Vec<Tables>,
    /// Of their types and contents.
    pub(in crate::formats::isom) digest: [u8; 16],
}

/// All tables; `None` if they would become longer.
pub(super) fn written(media: &Media<'_>, pieces: &Pieces) -> Result<Option<Written>, Error> {
    let mut digest = Md5::new();
    let mut written = Vec::new();
    let mut open: Option<(Span, Vec<Table>)> = None;
    for found in &media.tables.list {
        if is_table(media.input, found)? {
            let Some(body) = body(media, pieces, found)? else { return Ok(None) };
            digest.update(found.kind);
            digest.update(&body);
            let (span, boxes) = open.get_or_insert((Span::new(found.span.start, 0), Vec::new()));
            span.len = span.len.saturating_add(found.span.len);
            boxes.push(Table { kind: found.kind, body });
        } else if let Some((span, boxes)) = open.take() {
            written.push((span, boxes));
        }
    }
    written.extend(open);
    let fitted: Option<Vec<Tables>> = written.into_iter().map(|(span, boxes)| fitted(span, boxes)).collect();
    Ok(fitted.map(|tables| Written { tables, digest: digest.finalize().into() }))
}

/// A box with a table.
struct Table {
    kind: [u8; 4],
    body: Vec<u8>,
}

/// Tables in their place, followed by the header of a `free` box if there is room for one.
fn fitted(span: Span, mut boxes: Vec<Table>) -> Option<Tables> {
    let room = usize::try_from(span.len).ok()?;
    let len = boxes.iter().map(|table| table.body.len().saturating_add(HEADER)).fold(0, usize::saturating_add);
    let rest = room.checked_sub(len)?;
    if (1..HEADER).contains(&rest) {
        // Zeros after a table that counts its entries are not entries.
        boxes.last_mut()?.body.extend([0; HEADER].get(..rest)?);
    }
    let mut bytes = Vec::with_capacity(room);
    for Table { kind, body } in boxes {
        bytes.extend(compose_header(kind, u32::try_from(body.len().saturating_add(HEADER)).ok()?, None));
        bytes.extend(body);
    }
    if rest >= HEADER {
        bytes.extend(compose_header(*b"free", u32::try_from(rest).ok()?, None));
    }
    Some(Tables { span, bytes })
}

/// The body of a table; `None` if its numbers are too small for what it has to say.
fn body(media: &Media<'_>, pieces: &Pieces, found: &BmffBox) -> Result<Option<Vec<u8>>, Error> {
    let about = About { input: media.input, samples: pieces.samples.clone() };
    if let Some(body) = about.body(found)? {
        return Ok(Some(body));
    }
    let counted = |count: usize, entries: Vec<u8>| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        [&[0; 4][..], &count.to_be_bytes(), &entries].concat()
    };
    Ok(Some(match &found.kind {
        b"stsc" => counted(pieces.runs.len(), pieces.runs.iter().flatten().flat_map(|number| number.to_be_bytes()).collect()),
        b"co64" => counted(pieces.offsets.len(), pieces.offsets.iter().flat_map(|offset| offset.to_be_bytes()).collect()),
        _ => {
            let mut offsets = Vec::new();
            for offset in &pieces.offsets {
                let Ok(offset) = u32::try_from(*offset) else { return Ok(None) };
                offsets.extend(offset.to_be_bytes());
            }
            counted(pieces.offsets.len(), offsets)
        }
    }))
}
