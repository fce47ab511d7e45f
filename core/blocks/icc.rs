//! Reads colour profiles (ISO 15076-1, ICC.1:2022): what they give away besides colour, and what they would be
//! without it. Profiles that everybody has stay as they are; any other keeps its colorimetric tags byte for byte.

mod colour;
mod compose;
mod profile;
mod public;
mod tag;
mod text;

use super::Found;
use crate::model::{FieldId, Leftover, Value};
use profile::Profile;
use tag::Tag;

/// What a profile is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing in it is about its owner: it stays as it is.
    Clean,
    /// What it would be without all that is not colour; never longer than it was.
    Cleaned(Vec<u8>),
    /// No profile: too short, wrong signature, longer than its bytes, tags out of range, or without colour.
    Corrupt,
}

/// Judges a profile; lists what it gives away.
#[must_use]
pub fn read(bytes: &[u8], found: &mut Found<'_>) -> Verdict {
    let Some(profile) = Profile::parse(bytes) else { return Verdict::Corrupt };
    // All bytes, not only as many as the header says: what stands behind a public profile is not public.
    if public::is_public(bytes) {
        return Verdict::Clean;
    }
    let cleaned = compose::compose(&profile);
    if compose::is_lengthened(&cleaned, bytes) {
        return Verdict::Clean;
    }
    let before = found.fields.len();
    tell(&profile, found);
    // What differs and is none of the known things is something else.
    if found.fields.len() == before || profile.has_gaps() || profile.bytes.len() != bytes.len() {
        found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
    }
    Verdict::Cleaned(cleaned)
}

/// Judges a profile like [`read`]; a cleaned one is as long as it was, for places that keep their length.
#[must_use]
pub fn read_in_place(bytes: &[u8], found: &mut Found<'_>) -> Verdict {
    match read(bytes, found) {
        Verdict::Cleaned(cleaned) => Verdict::Cleaned(compose::lengthened(cleaned, bytes.len())),
        verdict => verdict,
    }
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
    for tag in profile.tags.iter().filter(|tag| !colour::is_colour(tag, profile.space())) {
        if tag.data == compose::neutral(tag.signature, profile.is_version_4()) {
            continue;
        }
        // Tags can share one text.
        let shared = told.iter().find(|(other, _)| other.offset == tag.offset).map(|(_, value)| value.clone());
        let value =
            shared.unwrap_or_else(|| text::first(tag.data).map_or_else(|| Value::Bytes(tag.data.len() as u64), Value::Text));
        found.push(tag.offset, "", FieldId::Icc(tag.signature), value.clone());
        told.push((tag, value));
    }
}

#[cfg(test)]
mod tests;
