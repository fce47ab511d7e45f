//! Reads colour profiles (ISO 15076-1, ICC.1:2022): what they give away besides colour, and what they would be without
//! it. Well-known profiles stay as they are; any other keeps, byte for byte, the tags
//! that turn a picture's numbers into colour.

mod adaptation;
mod colour;
mod compose;
mod header;
mod kinds;
mod layout;
mod neutral;
mod profile;
mod public;
mod spectral;
mod tag;
mod text;

use super::Found;
use crate::base::{Error, Unsupported};
use crate::model::{FieldId, Leftover, Value};
use profile::Profile;
use tag::{NAMELESS, Tag};

/// What a profile is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing in it is about its owner: it stays as it is.
    Clean,
    /// What it would be with nothing but colour; never longer than it was.
    Cleaned(Vec<u8>),
    /// No decoder accepts it as a profile: it lacks the signature, or a complete tag table.
    Ignored,
}

/// Judges a profile, and lists what it gives away.
///
/// # Errors
/// [`Unsupported::ColourProfile`] if a decoder may take colours from it that it would not take from what is written
/// instead.
pub fn read(bytes: &[u8], found: &mut Found<'_>) -> Result<Verdict, Error> {
    judge(bytes, found, false)
}

/// Judges a profile like [`read`]; a cleaned one keeps its length, for places that cannot change theirs.
///
/// # Errors
/// Those of [`read`].
pub fn read_in_place(bytes: &[u8], found: &mut Found<'_>) -> Result<Verdict, Error> {
    judge(bytes, found, true)
}

/// The refusal of a profile from which decoders may take colours, but not from what would be written instead.
#[must_use]
pub fn unsupported(found: &Found<'_>) -> Error {
    Error::unsupported(Unsupported::ColourProfile, found.place(0, ""))
}

fn judge(bytes: &[u8], found: &mut Found<'_>, in_place: bool) -> Result<Verdict, Error> {
    // All bytes, not only as many as the header says: what comes after a public profile is not public.
    if public::is_public(bytes) {
        return Ok(Verdict::Clean);
    }
    let Some(profile) = Profile::parse(bytes).map_err(|_strange| unsupported(found))? else { return Ok(Verdict::Ignored) };
    let cleaned = compose::compose(&profile).map_err(|_strange| unsupported(found))?;
    if !stays(&cleaned) {
        return Err(unsupported(found));
    }
    let lengthened = compose::lengthened(cleaned.clone(), bytes.len(), profile.cut);
    if lengthened == bytes {
        return Ok(Verdict::Clean);
    }
    let before = found.fields.len();
    tell(&profile, found);
    // A difference that is none of the known ones is something else.
    if found.fields.len() == before || profile.has_gaps() || profile.bytes.len() != bytes.len() {
        found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
    }
    Ok(Verdict::Cleaned(if in_place { lengthened } else { cleaned }))
}

/// Whether a rewritten profile would be rewritten in the same way again: tags that share bytes with their own table
/// need not be.
fn stays(cleaned: &[u8]) -> bool {
    let again = Profile::parse(cleaned).ok().flatten().and_then(|profile| compose::compose(&profile).ok());
    again.as_deref() == Some(cleaned)
}

fn tell(profile: &Profile<'_>, found: &mut Found<'_>) {
    match profile.date() {
        Some(moment) => found.push(24, "", FieldId::Icc(*b"date"), Value::Moment { moment, raw: Vec::new() }),
        None if profile.is_dated() => found.push(24, "", FieldId::Icc(*b"date"), Value::Bytes(12)),
        None => {}
    }
    let makers = [profile.manufacturer(), profile.model(), profile.creator()].concat();
    if makers.iter().any(|&byte| byte != 0) {
        let shown = String::from_utf8_lossy(&makers).replace('\0', "");
        found.push(48, "", FieldId::Icc(*b"head"), Value::numbers(shown, Vec::new()));
    }
    let mut told: Vec<(&Tag<'_>, Value)> = Vec::new();
    let others = profile.tags.iter().filter(|tag| tag.signature != NAMELESS);
    for tag in others.filter(|tag| !compose::stays(tag, profile)) {
        let data = tag.data.unwrap_or_default();
        if neutral::is_neutral(tag.signature, profile.is_version(4), data) {
            continue;
        }
        // Tags can share a text.
        let shared = told.iter().find(|(other, _)| other.offset == tag.offset).map(|(_, value)| value.clone());
        let value = shared.unwrap_or_else(|| text::first(data).map_or_else(|| Value::Bytes(data.len() as u64), Value::Text));
        // Data that are missing have no place of their own: the one given by the entry can be inside the picture.
        let place = if tag.data.is_some() { tag.offset } else { 0 };
        found.push(place, "", FieldId::Icc(tag.signature), value.clone());
        told.push((tag, value));
    }
}

#[cfg(test)]
mod tests;
