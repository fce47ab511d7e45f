//! The trailer of Nikon's phone app: records between a header and a footer; the first of them is XMP.

use super::records;
use super::tail::{Tail, u32_at};
use crate::base::{ByteOrder, Error, Span};

const FOOT: u64 = 20;
const HEAD: u64 = 0x40;
const XMP: u32 = 1;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let end = tail.span.end();
    let ends = |foot: &std::borrow::Cow<'_, [u8]>| foot.ends_with(b"\0\0\0\0\0\0/NIKON APP");
    let Some(foot) = tail.before(end, FOOT)?.filter(ends) else { return Ok(None) };
    let len = u64::from(u32_at(&foot, 0, ByteOrder::Big).unwrap_or(0));
    let Some(start) = end.checked_sub(len).filter(|_| len >= HEAD.saturating_add(FOOT)) else { return Ok(None) };
    let Some(head) = tail.bytes(Span::new(start, HEAD))? else { return Ok(None) };
    if !head.windows(10).any(|mark| mark == b"NIKON APP\0") {
        return Ok(None);
    }
    tail.know(Span::new(end.saturating_sub(FOOT), FOOT));
    if head.iter().filter(|&&byte| byte != 0).count() <= b"NIKON APP/".len() {
        tail.know(Span::new(start, HEAD));
    }
    records::read(tail, Span::between(start.saturating_add(HEAD), end.saturating_sub(FOOT)), XMP)?;
    Ok(Some(start))
}
