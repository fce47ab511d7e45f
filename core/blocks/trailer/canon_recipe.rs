//! Canon's recipes (VRD): blocks between a header and a footer that both say `CANON OPTIONAL DATA`. The settings chosen
//! by a program are not read; XMP is.

use super::records;
use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Error, Span};

const MARK: &[u8] = b"CANON OPTIONAL DATA\0";
const HEAD: u64 = 0x1C;
const FOOT: u64 = 0x40;
const XMP: u32 = 0xFFFF_00F6;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let foot_at = tail.span.end().saturating_sub(FOOT);
    let Some(foot) = tail.before(tail.span.end(), FOOT)?.filter(|foot| foot.starts_with(MARK)) else { return Ok(None) };
    let len = u64::from(u32_at(&foot, MARK.len(), ByteOrder::Big).unwrap_or(0));
    let Some(start) = foot_at.checked_sub(len.saturating_add(HEAD)) else { return Ok(None) };
    let Some(head) = tail.bytes(Span::new(start, HEAD))?.filter(|head| head.starts_with(MARK)) else { return Ok(None) };
    // The rest of both gives the length of the data, and nothing else in what Canon writes.
    if head.get(MARK.len()..).is_some_and(|rest| rest.starts_with(&[0, 1, 0, 0])) {
        tail.know(Span::new(start, HEAD));
    }
    let plain = |rest: &[u8]| rest.strip_suffix(b"\xFF\xD9").unwrap_or(rest).iter().all(|&byte| byte == 0);
    if foot.get(MARK.len().saturating_add(4)..).is_some_and(plain) {
        tail.know(Span::new(foot_at, FOOT));
    }
    records::read(tail, Span::between(start.saturating_add(HEAD), foot_at), XMP)?;
    Ok(Some(start))
}
