//! PNG files: which chunks have to be intact, what they say, and what comes after the datastream.

mod animation;
mod colours;
mod compressed;
mod ends;
mod missing;
mod points;
mod profile;
mod seen;
mod streams;
mod value;
mod values;

use super::{behind, regions};
use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Moment, Place, Span, Unsupported};
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::blocks::mastering::{self, Order};
use crate::blocks::{self, Found, icc};
use crate::containers::png::{Chunk, walk};
use crate::keep;
use crate::model::{ExifBlock, FieldId, FormatKind, Fresh, Leftover, PNG_SIGNATURE, Region, Scan, Value};
use colours::Colours;
pub(super) use ends::{decoded, has_end};
use seen::Seen;
pub use value::PngValue;

/// Chunks without which there is no picture: a wrong CRC or length in one of them is fatal, except at the very end.
const ESSENTIAL: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"];

/// Other chunks that viewers read: with a wrong CRC they are skipped, so they go.
const CHECKED: [&[u8; 4]; 11] =
    [b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"iCCP", b"eXIf"];

/// Describes a PNG file.
///
/// # Errors
/// Those of [`walk`]; [`Error::Malformed`] if a chunk that the picture needs is damaged, [`Error::Unsupported`] for a
/// critical chunk that the standard does not define.
pub fn scan(input: &Input<'_>) -> Result<Scan<PngValue>, Error> {
    let mut stream = walk(input)?;
    let stopped = stream.stopped.take();
    let mut scan = Scan::new(FormatKind::Png, input.len(), input.limits());
    scan.push(Region::new(Span::new(0, 8), FieldId::Png(PNG_SIGNATURE)))?;
    let (colouring, used) = (Colours::of(input, &stream.chunks)?, points::used(input, &stream.chunks)?);
    let mut seen = Seen { colouring, used, ..Seen::default() };
    for (index, chunk) in stream.chunks.iter().enumerate() {
        if chunk.kind == *b"IDAT" && !seen.data && !seen.exif {
            scan.push(regions::place_for_exif(chunk.span.start, FieldId::Png(*b"eXIf")))?;
        }
        let mut region = describe(input, chunk, &mut seen, &mut scan)?;
        let next = stream.chunks.get(index.saturating_add(1));
        let ends = chunk.kind == *b"IDAT" && next.is_none_or(|next| next.kind != *b"IDAT");
        let end = ends.then(|| missing::data_end(chunk));
        if let Some(end) = end {
            region.span = Span::between(region.span.start, end.start.min(region.span.end()));
        }
        match scan.regions.last_mut() {
            // Large pictures are divided into thousands of IDAT chunks.
            Some(last) if chunk.kind == *b"IDAT" && last.id == region.id => {
                last.span.len = last.span.len.saturating_add(region.span.len);
            }
            _ => scan.push(region)?,
        }
        if let Some(span) = end {
            missing::push_data_end(input, &stream, chunk, span, &seen, &mut scan)?;
        }
    }
    let mut rest = Span::between(stream.end, input.len());
    if let Some(error) = stopped {
        rest = missing::push_end(input, &stream, error, &seen, &mut scan)?;
    }
    behind::push(input, rest, &mut scan)?;
    Ok(scan)
}

fn describe(input: &Input<'_>, chunk: &Chunk, seen: &mut Seen, scan: &mut Scan<PngValue>) -> Result<Region<PngValue>, Error> {
    let place = || Place::new(chunk.span.start, chunk.name());
    let essential = ESSENTIAL.contains(&&chunk.kind);
    if chunk.is_critical() && !essential {
        return Err(Error::unsupported(Unsupported::CriticalChunk, place()));
    }
    let mut region = Region::new(chunk.span, FieldId::Png(chunk.kind));
    // Checked first: a chunk that decoders skip does not break a picture, however damaged it is.
    if seen.is_idle(chunk) {
        region.id = FieldId::Leftover(Leftover::Damaged);
        let mut fields = Vec::new();
        let mut found = Found::new(chunk.data.start, &chunk.name(), input.limits(), &mut fields);
        found.push(0, "", region.id.clone(), Value::Text(chunk.name()));
        scan.find(fields);
        return Ok(region);
    }
    let fits = fits(&chunk.kind, chunk.data.len) && seen.matches(chunk);
    // If part of the last data chunk is missing, the data decide.
    if essential && !chunk.intact && chunk.missing == 0 && chunk.kind != *b"IEND" {
        return Err(Error::malformed(Malformed::Crc, place()));
    }
    if essential && !fits {
        return Err(Error::malformed(Malformed::ChunkLength, place()));
    }
    if chunk.kind == *b"PLTE" && seen.data {
        return Err(Error::malformed(Malformed::ChunkOrder, place()));
    }
    seen.learn(input, chunk)?;
    match &chunk.kind {
        b"IDAT" if !std::mem::replace(&mut seen.data, true) => seen.animation.picture(chunk)?,
        // Remembered, so that a second one is recognised as idle.
        b"tRNS" => drop(seen.again(&chunk.kind)),
        _ => seen.animation.take(input, chunk, seen.size)?,
    }
    if essential {
        region.fresh = written_anew(input, chunk, seen)?;
        if let Some(fresh) = &region.fresh {
            region.exact = *input.bytes(chunk.span)? == *fresh.compose();
            region.accounted = chunk.kind == *b"IEND" && chunk.data.is_empty();
        }
        return Ok(region);
    }
    let mut fields = Vec::new();
    let limits = seen.limits(&chunk.kind, input.limits());
    let mut found = Found::new(chunk.data.start, &chunk.name(), &limits, &mut fields);
    let broken = CHECKED.contains(&&chunk.kind) && !chunk.intact;
    // libpng accepts a profile with a wrong checksum, others do not.
    let disputed = broken && chunk.kind == *b"iCCP" && !seen.misplaced(&chunk.kind);
    let mut damaged = !fits || broken || seen.misplaced(&chunk.kind);
    match input.bytes(chunk.data) {
        Ok(data) if disputed => {
            if profile::read(&data, &mut found)?.is_some() {
                return Err(icc::unsupported(&found));
            }
        }
        Ok(_) if damaged => {}
        Ok(data) if !values::are_sane(&chunk.kind, &data, seen) => damaged = true,
        Ok(data) => {
            region.fresh = read(chunk, &data, seen, &mut found)?;
            region.accounted = matches!(&chunk.kind, b"eXIf" | b"iCCP" | b"tEXt" | b"zTXt" | b"iTXt");
        }
        // A profile is not dropped just because it is too large.
        Err(Error::Limit { .. }) if chunk.kind != *b"iCCP" => found.unreadable(0),
        Err(error) => return Err(error),
    }
    if damaged {
        // Under its own name, the policy would let it stay.
        region = Region::new(chunk.span, FieldId::Leftover(Leftover::Damaged));
        found.push(0, "", region.id.clone(), Value::Text(chunk.name()));
    }
    if let Some(fresh) = &region.fresh {
        region.exact = *input.bytes(chunk.span)? == *fresh.compose();
    }
    scan.find(fields);
    Ok(region)
}

/// The value of a chunk that the picture needs, if it can be longer than what is read of it.
fn written_anew(input: &Input<'_>, chunk: &Chunk, seen: &Seen) -> Result<Option<PngValue>, Error> {
    let beginning = |len: u64| input.bytes(Span::new(chunk.data.start, chunk.data.len.min(len)));
    Ok(match &chunk.kind {
        b"PLTE" => {
            let len = seen.colours.saturating_mul(3);
            Some(PngValue::Palette { colours: seen.used.only(&beginning(len)?), cut: chunk.data.len > len })
        }
        b"tRNS" => {
            let len = usize::try_from(chunk.data.len).unwrap_or(0);
            let read = seen.used_bits(&beginning(seen.transparency())?);
            Some(PngValue::Transparency { read, len })
        }
        b"fcTL" => {
            let mut control: [u8; 26] = input.array(chunk.data.start)?;
            // Nobody waits for what follows an only frame (delay_num and delay_den, 11.3.6.2).
            if let Some(delay) = control.get_mut(20..24).filter(|_| seen.animation.is_still()) {
                delay.fill(0);
            }
            Some(PngValue::FrameControl(control))
        }
        b"IEND" => Some(PngValue::End),
        _ => None,
    })
}

/// Whether a chunk has the right length for its type (PNG third edition, 11); nothing can hide after its values.
fn fits(kind: &[u8; 4], len: u64) -> bool {
    match kind {
        b"IHDR" => len == 13,
        b"PLTE" => len.is_multiple_of(3) && (3..=768).contains(&len),
        b"tRNS" => (1..=256).contains(&len),
        b"fcTL" => len == 26,
        b"fdAT" => len >= 4,
        b"cHRM" => len == 32,
        b"gAMA" | b"cICP" => len == 4,
        b"sBIT" => (1..=4).contains(&len),
        b"sRGB" => len == 1,
        b"mDCV" => len == 24,
        b"acTL" | b"cLLI" => len == 8,
        b"bKGD" => matches!(len, 1 | 2 | 6),
        b"pHYs" => len == 9,
        _ => true,
    }
}

/// Lists what a chunk says; returns the value in it that the picture needs.
fn read(chunk: &Chunk, data: &[u8], seen: &mut Seen, found: &mut Found<'_>) -> Result<Option<PngValue>, Error> {
    match &chunk.kind {
        b"eXIf" => {
            let turned = blocks::exif::read(data, found);
            // Readers turn the picture according to the first one.
            let first = !std::mem::replace(&mut seen.exif, true);
            return Ok(first.then(|| PngValue::Exif(Box::new(ExifBlock::new(turned, keep::read(found.fields()))))));
        }
        b"iCCP" => return profile::read(data, found),
        b"mDCV" => {
            return Ok(data.first_chunk().and_then(|data| mastering::display(*data, Order::Rgb)).map(PngValue::MasteringDisplay));
        }
        b"cLLI" => {
            return Ok(data.first_chunk().and_then(|data| mastering::light_levels_in_parts(*data)).map(PngValue::LightLevels));
        }
        b"sPLT" => palette_name(data, found),
        b"tEXt" | b"zTXt" | b"iTXt" => {
            blocks::png_text::read(chunk.kind, data, found);
            let place = chunk.kind == *b"iTXt" && !seen.shown;
            let panorama = keep::panorama(found.fields()).filter(|_| place);
            seen.shown |= panorama.is_some();
            return Ok(panorama.map(|panorama| PngValue::Panorama(Some(panorama))));
        }
        b"caBX" => blocks::jumbf::read(data, FieldId::Png(chunk.kind), found),
        b"tIME" => found.push(0, "", FieldId::Png(chunk.kind), time(data)),
        _ => {}
    }
    Ok(None)
}

/// `sPLT`: name, zero, sample depth, entries (11.3.4.4). Only its name is read: no screen needs its colours any more.
fn palette_name(data: &[u8], found: &mut Found<'_>) {
    if let Some(name) = Cursor::new(data, ByteOrder::Big).until_zero().filter(|name| !name.is_empty()) {
        found.push(0, "", FieldId::PngText("sPLT".to_owned()), blocks::text(name));
    }
}

/// `tIME`: year, month, day, hour, minute, second, UTC (11.3.4.5).
fn time(data: &[u8]) -> Value {
    let mut cursor = Cursor::new(data, ByteOrder::Big);
    let moment = (|| {
        let year = i16::try_from(cursor.u16()?).ok()?;
        // No part of a date is -1: anything that is not a date is shown as numbers.
        let [month, day, hour, minute, second] = cursor.array::<5>()?.map(|part| i8::try_from(part).unwrap_or(-1));
        Some(Moment::at(DateTime::new(year, month, day, hour, minute, second, 0).ok()?, Some(Offset::UTC)))
    })();
    match moment {
        Some(moment) => Value::Moment { moment, raw: data.to_vec() },
        None => Value::numbers(data.iter().map(u8::to_string).collect::<Vec<_>>().join(" "), data.to_vec()),
    }
}

#[cfg(test)]
mod tests;
