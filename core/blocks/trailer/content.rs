//! What comes after a picture without a form of its own: blocks recognised by their beginning, wherever that is, and
//! texts.

use super::super::{exif, iptc, json, photoshop, xmp};
use super::tail::{Tail, text};
use crate::base::{Error, Input, Span};
use crate::containers::jpeg::signature;
use crate::model::{Field, FieldId, Leftover, Value};

/// What was read of bytes without a form.
#[derive(Debug, Default)]
pub struct Content {
    /// What they say.
    pub fields: Vec<Field>,
    /// How many of them were not read.
    pub unread: u64,
}

/// What a block begins with.
const EXIF: &[u8] = b"Exif\0\0";
const HEADERS: [&[u8]; 2] = [b"II*\0", b"MM\0*"];
const PACKETS: [&[u8]; 4] = [b"<?xpacket begin", b"<x:xmpmeta", b"<x:xapmeta", b"<rdf:RDF"];
const PICTURE: &[u8] = b"\xFF\xD8\xFF";
const RESOURCES: &[u8] = b"8BIM";

/// Reads what is in a span. If it is longer than any block, only its beginning is examined.
///
/// # Errors
/// Those of reading the input.
pub fn content(input: &Input<'_>, span: Span) -> Result<Content, Error> {
    /// Blocks are close to the picture.
    const LONGEST: u64 = 1 << 20;
    /// More beginnings of blocks than this are somebody playing games.
    const MOST: usize = 32;
    let mut tail = Tail::new(input, span, "behind the picture");
    let looked = Span::new(span.start, span.len.min(LONGEST));
    let Some(bytes) = tail.bytes(looked)? else { return Ok(Content { unread: span.len, ..Content::default() }) };
    let mut at = 0;
    let mut read = false;
    for _ in 0..MOST {
        let Some((found, kind)) = next(&bytes, at) else { break };
        let end = block(&mut tail, span, &bytes, found, kind)?;
        read |= end.is_some();
        at = end.filter(|&end| end > found).unwrap_or_else(|| found.saturating_add(1));
    }
    if !read && looked.len == span.len {
        whole(&mut tail, span, &bytes);
    }
    let mut fields = tail.told(span)?;
    let (mut unread, mut kept) = (0_u64, Vec::new());
    for field in fields.drain(..) {
        match (&field.id, &field.value) {
            (FieldId::Leftover(Leftover::Unread), Value::Bytes(len)) if field.place.path == "behind the picture" => {
                unread = unread.saturating_add(*len);
            }
            _ => kept.push(field),
        }
    }
    Ok(Content { fields: kept, unread })
}

/// Kinds of blocks that are searched for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exif,
    Xmp,
    Picture,
    Resources,
    DataSets,
}

/// The first block from an offset on, judging by its beginning.
fn next(bytes: &[u8], from: usize) -> Option<(usize, Kind)> {
    let rest = bytes.get(from..)?;
    let find = |needle: &[u8], kind| memchr::memmem::find(rest, needle).map(|at| (at.saturating_add(from), kind));
    let headers = HEADERS.iter().filter_map(|header| find(header, Kind::Exif));
    let packets = PACKETS.iter().filter_map(|packet| find(packet, Kind::Xmp));
    let others = [find(PICTURE, Kind::Picture), find(RESOURCES, Kind::Resources), find(b"\x1C\x02\0\0\x02", Kind::DataSets)];
    headers.chain(packets).chain(others.into_iter().flatten()).min_by_key(|(at, _)| *at)
}

/// Reads a block; returns where it ends. `None` if it is not one after all.
fn block(tail: &mut Tail<'_, '_>, span: Span, bytes: &[u8], at: usize, kind: Kind) -> Result<Option<usize>, Error> {
    let rest = bytes.get(at..).unwrap_or_default();
    let here = |len: usize| Span::new(span.start.saturating_add(at as u64), len as u64);
    Ok(match kind {
        Kind::Exif if exif::is_whole(rest) => {
            let before = bytes.get(..at).is_some_and(|before| before.ends_with(EXIF));
            let begin = if before { at.saturating_sub(EXIF.len()) } else { at };
            tail.know(Span::new(span.start.saturating_add(begin as u64), at.saturating_sub(begin) as u64));
            // Offsets count from here, so a block may extend as far as the bytes do; anything it leaves over is
            // reported with it.
            exif::list(rest, &mut tail.block(here(rest.len()), "Exif"));
            Some(at.saturating_add(HEADERS[0].len()))
        }
        Kind::Xmp => {
            let end = packet_end(rest);
            let signature = bytes.get(..at).filter(|before| before.ends_with(signature::XMP)).map_or(0, |_| signature::XMP.len());
            tail.know(Span::new(span.start.saturating_add(at.saturating_sub(signature) as u64), signature as u64));
            xmp::read(rest.get(..end).unwrap_or(rest), &mut tail.block(here(end), "XMP"));
            Some(at.saturating_add(end))
        }
        Kind::Picture => {
            let whole = Span::between(here(0).start, span.end());
            let known = super::picture::read(tail, whole, "picture")?;
            // Only the walk knows where it ends.
            known
                .then(|| picture_end(tail.input, whole.start))
                .flatten()
                .and_then(|end| usize::try_from(end.saturating_sub(span.start)).ok())
        }
        Kind::Resources if at == 0 || bytes.get(..at).is_some_and(|before| before.ends_with(photoshop::HEADER)) => {
            let begin = at.saturating_sub(photoshop::HEADER.len());
            tail.know(Span::new(span.start.saturating_add(begin as u64), at.saturating_sub(begin) as u64));
            photoshop::read(rest, &mut tail.block(here(rest.len()), "Photoshop"), exif::list);
            Some(bytes.len())
        }
        Kind::DataSets if at == 0 => {
            iptc::read(rest, &mut tail.block(here(rest.len()), "IPTC"));
            Some(bytes.len())
        }
        _ => None,
    })
}

fn picture_end(input: &Input<'_>, at: u64) -> Option<u64> {
    crate::containers::jpeg::walk(input, at).ok().map(|image| image.end)
}

/// Length of the packet that bytes begin with.
fn packet_end(bytes: &[u8]) -> usize {
    let behind = |needle: &[u8]| memchr::memmem::find(bytes, needle).map(|at| at.saturating_add(needle.len()));
    let wrapper = memchr::memmem::find(bytes, b"<?xpacket end=").and_then(|at| {
        let close = memchr::memmem::find(bytes.get(at..)?, b"?>")?;
        at.checked_add(close)?.checked_add(2)
    });
    let wrapped = wrapper.filter(|_| bytes.starts_with(b"<?xpacket"));
    let element = || {
        let close: &[u8] = match () {
            () if bytes.starts_with(b"<rdf:RDF") => b"</rdf:RDF>",
            () if bytes.starts_with(b"<x:xapmeta") => b"</x:xapmeta>",
            () => b"</x:xmpmeta>",
        };
        behind(close)
    };
    wrapped.or_else(element).or_else(|| behind(b"</rdf:RDF>")).unwrap_or(bytes.len())
}

/// Reads bytes that are JSON or text from the first to the last; a name may precede JSON.
fn whole(tail: &mut Tail<'_, '_>, span: Span, bytes: &[u8]) {
    /// Names before JSON are shorter.
    const LONGEST_NAME: usize = 32;
    let trimmed =
        bytes.get(..bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1))).unwrap_or(bytes);
    let brace = trimmed.iter().position(|&byte| byte == b'{' || byte == b'[').filter(|&at| at <= LONGEST_NAME);
    if let Some(at) = brace {
        let (name, object) = trimmed.split_at_checked(at).unwrap_or_default();
        let plain = name.iter().all(|&byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
        if plain && json::read(object, "", &mut tail.block(span, "JSON")) {
            return;
        }
    }
    if let Some(said) = text(bytes) {
        tail.block(span, "").push(0, "", FieldId::Leftover(Leftover::Text), said);
    }
}
