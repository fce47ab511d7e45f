//! What comes after the end of a picture, whatever its format: padding, trailers of makers and programs, videos, blocks
//! of metadata, old data. Each has its own region; any part that was not read may say anything.

use crate::base::{Error, Input, Place, Span};
use crate::blocks::trailer::{self, Trailer};
use crate::model::{Field, FieldId, Leftover, Region, Scan, Value};

/// Describes the bytes after the end; an empty span adds nothing.
pub(super) fn push<F>(input: &Input<'_>, span: Span, scan: &mut Scan<F>) -> Result<(), Error> {
    let Behind { front, trailers, padding } = survey(input, span)?;
    push_front(input, front, scan)?;
    for Trailer { form, span, fields } in trailers {
        push_one(scan, span, Leftover::Known(form), Value::Bytes(span.len), fields.into_iter().chain(video(input, span)?))?;
    }
    push_front(input, padding, scan)
}

/// Where the first trailer in a known form begins; the end of the span if there is none.
pub(super) fn trailers_start(input: &Input<'_>, span: Span) -> Result<u64, Error> {
    let Behind { trailers, .. } = survey(input, span)?;
    Ok(trailers.first().map_or(span.end(), |trailer| trailer.span.start))
}

/// What comes after a picture, in order.
struct Behind {
    /// What has no known form.
    front: Span,
    trailers: Vec<Trailer>,
    /// Zeros after the last trailer.
    padding: Span,
}

fn survey(input: &Input<'_>, span: Span) -> Result<Behind, Error> {
    /// More of them after one picture are somebody playing games.
    const MOST: usize = 16;
    /// How AFCP ends if it has no checksum.
    const MOST_ZEROS: u64 = 4;
    let mut front = span;
    let mut trailers = Vec::new();
    while trailers.len() < MOST
        && let Some(trailer) = trailer::last(input, front)?
    {
        front = Span::between(span.start, trailer.span.start);
        trailers.push(trailer);
    }
    trailers.reverse();
    if trailers.is_empty()
        && let Some(last) = without_zeros(input, span)?
    {
        // Some forms end with zeros that belong to them.
        for end in last..=last.saturating_add(MOST_ZEROS).min(span.end().saturating_sub(1)) {
            let before = Span::between(span.start, end);
            if trailer::last(input, before)?.is_some() {
                return Ok(Behind { padding: Span::between(end, span.end()), ..survey(input, before)? });
            }
        }
    }
    Ok(Behind { front, trailers, padding: Span::new(span.end(), 0) })
}

/// The end of a span without its final zeros, if they are few.
fn without_zeros(input: &Input<'_>, span: Span) -> Result<Option<u64>, Error> {
    const LONGEST: u64 = 64 << 10;
    let start = span.end().saturating_sub(LONGEST).max(span.start);
    let bytes = input.bytes(Span::between(start, span.end()))?;
    let last = bytes.iter().rposition(|&byte| byte != 0).map(|last| start.saturating_add(last as u64).saturating_add(1));
    Ok(last.filter(|&end| end < span.end()))
}

/// Describes bytes without a form.
fn push_front<F>(input: &Input<'_>, span: Span, scan: &mut Scan<F>) -> Result<(), Error> {
    if span.is_empty() {
        return Ok(());
    }
    if input.is_filled(span, 0)? {
        return push_one(scan, span, Leftover::Padding, Value::Bytes(span.len), []);
    }
    let (id, fields) = read(input, span, Leftover::Trailer)?;
    scan.find(fields);
    scan.push(Region::new(span, FieldId::Leftover(id)))
}

/// What bytes without a form are, and what they say: either blocks that are read completely, or something with this
/// name that may say anything.
pub(super) fn read(input: &Input<'_>, span: Span, unread: Leftover) -> Result<(Leftover, Vec<Field>), Error> {
    let own = |len| Field::with(FieldId::Leftover(unread), Place::at(span.start), Value::Bytes(len));
    if let Some(video) = video(input, span)? {
        return Ok((unread, vec![own(span.len), video]));
    }
    let content = trailer::content(input, span)?;
    Ok(match content.unread {
        0 => (Leftover::Blocks, content.fields),
        len => (unread, std::iter::once(own(len)).chain(content.fields).collect()),
    })
}

fn push_one<F>(
    scan: &mut Scan<F>,
    span: Span,
    id: Leftover,
    value: Value,
    fields: impl IntoIterator<Item = Field>,
) -> Result<(), Error> {
    scan.find([Field::with(FieldId::Leftover(id), Place::at(span.start), value)]);
    scan.find(fields);
    scan.push(Region::new(span, FieldId::Leftover(id)))
}

/// The video that begins in a span, and whether it has sound: an `ftyp` box, followed by the handler of a sound track.
pub(super) fn video(input: &Input<'_>, span: Span) -> Result<Option<Field>, Error> {
    // A box begins with its size: a type without four bytes for one does not begin a box.
    let Some(at) = input.find(span, b"ftyp")?.filter(|&at| at >= span.start.saturating_add(4)) else { return Ok(None) };
    let rest = Span::between(at.saturating_sub(4), span.end());
    let id = match input.find(rest, b"soun")? {
        Some(_) => Leftover::VideoWithSound,
        None => Leftover::Video,
    };
    Ok(Some(Field::with(FieldId::Leftover(id), Place::at(rest.start), Value::Bytes(rest.len))))
}
