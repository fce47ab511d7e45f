//! Metadata units (5.8): which of them a display needs. They stay only if they contain exactly what their syntax says,
//! and trailing bits.

use super::unit::{TRAILING_BITS, Unit, leb128};
use crate::base::{Error, Input, Span};
use crate::blocks::mastering;
use crate::codecs::header_bits::Bits;
use crate::codecs::said::said;
use crate::codecs::{Mark, Stuffing, t35};
use crate::model::{CodedElement, Value};

/// Values of `metadata_type` (6.7.1).
mod kind {
    pub(super) const HDR_CLL: u64 = 1;
    pub(super) const HDR_MDCV: u64 = 2;
    pub(super) const SCALABILITY: u64 = 3;
    pub(super) const ITUT_T35: u64 = 4;
    pub(super) const TIMECODE: u64 = 5;
}

/// More bytes than any metadata that stay can have.
pub(super) const MOST: u64 = 64 << 10;
/// `max_cll` and `max_fall` (5.8.3).
const HDR_CLL_LEN: usize = 4;
/// Primaries, white point and luminances (5.8.4).
const HDR_MDCV_LEN: usize = 24;
/// The last `scalability_mode_idc` that is not reserved (6.7.5).
const SCALABILITY_MODE_MOST: u8 = 28;
/// `SCALABILITY_SS`: a structure follows. It has room for text, and no decoder reads it.
const SCALABILITY_STRUCTURE: u8 = 14;

/// A mark over metadata that go.
pub(super) fn mark(input: &Input<'_>, unit: &Unit) -> Result<Option<Mark>, Error> {
    let payload = input.bytes(Span { len: unit.payload.len.min(MOST), ..unit.payload })?;
    let metadata = leb128(&payload);
    let (kind, content) = metadata.filter(|_| unit.payload.len <= MOST).unwrap_or_default();
    if let Some(anew) = display(kind, content) {
        // Marked in a copy as well.
        let head = payload.get(..payload.len().saturating_sub(content.len())).unwrap_or_default();
        let span = Span::new(unit.payload.start.saturating_add(head.len() as u64), anew.len() as u64);
        let element = CodedElement::MetadataObu(u32::try_from(kind).unwrap_or_default());
        let mut mark = Mark::new(span, element, Stuffing::exactly(anew));
        if !mark.stuffing.stands_in(input, span)? {
            mark.says.push((element, Value::Bytes(span.len)));
        }
        return Ok(Some(mark));
    }
    if is_needed(kind, content) {
        return Ok(None);
    }
    let (kind, content) = metadata.unwrap_or_default();
    let element = CodedElement::MetadataObu(u32::try_from(kind).unwrap_or_default());
    let mut mark = unit.padded(input, element)?;
    let (element, value) = says(kind, content, element);
    mark.says.push((element, unit.counted(value)));
    Ok(Some(mark))
}

fn is_needed(kind: u64, content: &[u8]) -> bool {
    match kind {
        kind::HDR_CLL => {
            let levels = content.first_chunk().copied().and_then(mastering::light_levels);
            levels.is_some() && is_exactly(HDR_CLL_LEN, content)
        }
        kind::SCALABILITY => match content.first() {
            None | Some(&SCALABILITY_STRUCTURE) => false,
            Some(&mode) => mode <= SCALABILITY_MODE_MOST && is_exactly(1, content),
        },
        kind::ITUT_T35 => before_trailing_bits(content).is_some_and(t35::needed),
        _ => false,
    }
}

/// The numbers of a screen, as they are written; `None` for anything else, or if no screen has them.
fn display(kind: u64, content: &[u8]) -> Option<Vec<u8>> {
    let numbers = content.first_chunk().filter(|_| kind == kind::HDR_MDCV && is_exactly(HDR_MDCV_LEN, content))?;
    mastering::display_in_binary(*numbers).map(Vec::from)
}

/// What comes before trailing bits that begin at a byte, and zeros (5.3.4).
fn before_trailing_bits(content: &[u8]) -> Option<&[u8]> {
    let last = content.iter().rposition(|&byte| byte != 0)?;
    content.get(..=last)?.strip_suffix(&[TRAILING_BITS])
}

fn is_exactly(len: usize, content: &[u8]) -> bool {
    // Not by what comes before the trailing bits: that may end in similar bytes.
    content.split_at_checked(len).is_some_and(|(_, behind)| before_trailing_bits(behind) == Some(&[]))
}

fn says(kind: u64, content: &[u8], element: CodedElement) -> (CodedElement, Value) {
    let content = before_trailing_bits(content).unwrap_or(content);
    match kind {
        kind::ITUT_T35 => t35::says(content),
        kind::TIMECODE => (element, timecode(content).map_or_else(|| said(content), Value::Text)),
        _ => (element, said(content)),
    }
}

/// Hours, minutes, seconds and frames (5.8.7); whatever is missing counts as zero.
fn timecode(content: &[u8]) -> Option<String> {
    let mut bits = Bits::new(content);
    // counting_type, full_timestamp_flag, discontinuity_flag, cnt_dropped_flag, n_frames.
    bits.skip(5)?;
    let is_full = bits.flag()?;
    bits.skip(2)?;
    let frames = bits.number(9)?;
    // seconds_value, minutes_value, hours_value: each after a flag, which is only there if the previous one is set.
    let mut clock = [0; 3];
    for (value, count) in clock.iter_mut().zip([6, 6, 5]) {
        if !is_full && !bits.flag()? {
            break;
        }
        *value = bits.number(count)?;
    }
    let [seconds, minutes, hours] = clock;
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}:{frames:02}"))
}
