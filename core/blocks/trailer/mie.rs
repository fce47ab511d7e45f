//! MIE (Meta Information Encapsulation 1.1): groups of elements, each with its name and the form of its value. The last
//! element of the outermost group gives its length, so that it can be found from the end.

mod element;

use super::super::{exif, iptc, photoshop, xmp, zlib};
use super::tail::Tail;
use crate::base::{ByteOrder, Error, Span};
use crate::model::{FieldId, Leftover, Value};
use element::{Element, element, shown};

/// Most consecutive groups: a file can have several.
const MOST: usize = 16;

pub(super) fn read(tail: &mut Tail<'_, '_>) -> Result<Option<u64>, Error> {
    let mut start = tail.span.end();
    for _ in 0..MOST {
        let Some(begin) = begins(tail, start)? else { break };
        let group = Span::between(begin, start);
        let Some(bytes) = tail.bytes(group)? else { break };
        tail.know(group);
        walk(tail, Where { at: group.start, path: "", inflated: false }, &bytes)?;
        start = begin;
    }
    Ok((start < tail.span.end()).then_some(start))
}

/// Where the outermost group that ends here begins. Its terminator gives the length, the order of its bytes, and how
/// many bytes the length has.
fn begins(tail: &Tail<'_, '_>, end: u64) -> Result<Option<u64>, Error> {
    let Some(foot) = tail.before(end, 14)?.or(tail.before(end, 10)?) else { return Ok(None) };
    let number = |bytes: &[u8], little: bool| {
        let digits: Vec<u8> = if little { bytes.iter().rev().copied().collect() } else { bytes.to_vec() };
        digits.iter().try_fold(0_u64, |sum, &byte| sum.checked_mul(256)?.checked_add(u64::from(byte)))
    };
    let len = match *foot {
        [.., b'~', 0, 0, 6, a, b, c, d, order @ (0x10 | 0x18), 4] => number(&[a, b, c, d], order == 0x18),
        [b'~', 0, 0, 10, ref length @ .., order @ (0x10 | 0x18), 8] => number(length, order == 0x18),
        _ => None,
    };
    let Some(start) = len.and_then(|len| end.checked_sub(len)) else { return Ok(None) };
    let head = tail.bytes(Span::new(start, 8))?;
    Ok(head.is_some_and(|head| matches!(*head, [b'~', 0x10 | 0x18, 4, _, b'0', b'M', b'I', b'E'])).then_some(start))
}

/// Where a group is: in the file, or inflated.
#[derive(Clone, Copy)]
struct Where<'p> {
    /// Offset of its first byte; if it was inflated, of its holder's.
    at: u64,
    /// Names of the groups around it.
    path: &'p str,
    inflated: bool,
}

impl Where<'_> {
    /// Bytes of the group, from one offset in it to another.
    fn span(self, from: usize, to: usize) -> Span {
        let start = if self.inflated { self.at } else { self.at.saturating_add(from as u64) };
        Span::new(start, to.saturating_sub(from) as u64)
    }
}

/// Lists the elements of a group.
fn walk(tail: &mut Tail<'_, '_>, place: Where<'_>, bytes: &[u8]) -> Result<(), Error> {
    let mut open: Vec<(String, ByteOrder)> = Vec::new();
    let mut offset = 0_usize;
    let mut left = tail.input.limits().fields;
    while offset < bytes.len() {
        let order = open.last().map_or(ByteOrder::Big, |(_, order)| *order);
        let read = bytes.get(offset..).and_then(|rest| element(rest, order));
        let (Some(element), Some(fewer)) = (read, left.checked_sub(1)) else {
            unread(tail, place.span(offset, bytes.len()));
            return Ok(());
        };
        left = fewer;
        let value_at = offset.saturating_add(element.head);
        offset = value_at.saturating_add(element.value.len());
        if element.name.is_empty() {
            open.pop();
            continue;
        }
        if element.is_group() && !element.is_compressed() {
            // Its elements follow, whether or not it gives their length.
            offset = value_at;
            if open.len() >= tail.input.limits().depth {
                unread(tail, place.span(offset, bytes.len()));
                return Ok(());
            }
            open.push((element.name.clone(), element.order()));
            continue;
        }
        let around = [place.path].into_iter().chain(open.iter().map(|(name, _)| name.as_str()));
        // The outermost group is named after the format.
        let names = around.filter(|name| !name.is_empty() && *name != "0MIE").chain([element.name.as_str()]);
        let path = names.collect::<Vec<_>>().join("/");
        say(tail, Where { at: place.span(value_at, offset).start, path: &path, ..place }, &element, order)?;
    }
    Ok(())
}

/// Reports the value of an element that is here.
fn say(tail: &mut Tail<'_, '_>, place: Where<'_>, element: &Element<'_>, order: ByteOrder) -> Result<(), Error> {
    let (span, path) = (Span::new(place.at, element.value.len() as u64), place.path);
    let limits = tail.input.limits();
    let inflated = element.is_compressed().then(|| zlib::inflate(element.value, limits.inflated_bytes, &limits.budget)).flatten();
    let value = match &inflated {
        Some((bytes, _)) => bytes.as_slice(),
        None if element.is_compressed() => {
            tail.say(span, path, Value::Bytes(span.len));
            return Ok(());
        }
        None => element.value,
    };
    // Inflated data can contain more data to inflate: nobody writes that.
    if element.is_group() && !place.inflated {
        return walk(tail, Where { inflated: true, ..place }, value);
    }
    let in_place = !place.inflated && inflated.is_none();
    let mut block = tail.block(span, path);
    match element.name.as_str() {
        // The mark of a trailer.
        "zmie" if value.is_empty() => {}
        "EXIF" => exif::list(value.strip_prefix(b"Exif\0\0").unwrap_or(value), &mut block),
        "XMP" => xmp::read(value, &mut block),
        "IPTC" => iptc::read(value, &mut block),
        "PhotoshopIPTC" | "Photoshop" => photoshop::read(value, &mut block, exif::list),
        _ if element.is_free() && value.iter().all(|&byte| byte == 0) => {}
        _ if element.is_group() => block.push(0, "", FieldId::Leftover(Leftover::Unread), Value::Bytes(span.len)),
        "data" if in_place && super::picture::read(tail, span, path)? => {}
        _ => tail.say(span, path, shown(element, value, order)),
    }
    Ok(())
}

fn unread(tail: &mut Tail<'_, '_>, span: Span) {
    tail.block(span, "").push(0, "", FieldId::Leftover(Leftover::Unread), Value::Bytes(span.len));
}
