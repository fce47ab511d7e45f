//! Writes a profile afresh: its header, the entries of the tags that are colour, the bytes that colour is read from,
//! and a neutral description and copyright if there were any.

use std::collections::BTreeMap;

use super::adaptation;
use super::colour::Walk;
use super::header::header;
use super::kinds::{Role, role};
use super::layout::Layout;
use super::neutral::{Texts, neutral};
use super::profile::{HEADER, Profile, Strange, are_distinct};
use super::tag::{COPYRIGHT, DESCRIPTION, NAMELESS, Tag};
use crate::base::{Span, Spans, slice};

/// LittleCMS rejects a profile with more tags.
const LITTLE_CMS_TAGS: usize = 100;

/// The profile with nothing but colour; never longer than it was.
pub(super) fn compose(profile: &Profile<'_>) -> Result<Vec<u8>, Strange> {
    let draft = Draft::new(profile)?;
    // Neutral texts can be longer than the previous ones, and a profile must not grow.
    let drafts = [Texts::Whole, Texts::Short].into_iter().map(|texts| draft.write(texts));
    let fits = |bytes: &Vec<u8>| bytes.len() <= profile.bytes.len();
    drafts.into_iter().find(fits).or_else(|| Some(draft.write(Texts::Without)).filter(fits)).ok_or(Strange)
}

/// A profile with zeros after its last tag, for a place that cannot be shortened. Its header includes them in the
/// length: libpng rejects a profile that gives a length other than its own.
pub(super) fn lengthened(mut profile: Vec<u8>, len: usize, cut: bool) -> Vec<u8> {
    if len > profile.len() {
        profile.resize(len, 0);
        profile.splice(..4, size(len, cut));
    }
    profile
}

/// The size in the header (7.2.2); if it was too large, it stays so.
fn size(len: usize, cut: bool) -> [u8; 4] {
    number(if cut { len.saturating_add(4) } else { len })
}

/// An entry that stays in the table.
#[derive(Debug, Clone, Copy)]
enum Entry<'a> {
    /// With its offset and data as they were, if it has one of these types; otherwise zeros.
    Colour(&'a Tag<'a>, &'a [u8], &'static [&'static [u8; 4]]),
    Text([u8; 4]),
    /// Its data are incomplete: Chromium rejects that, LittleCMS skips the tag.
    Nowhere([u8; 4]),
}

/// What stays of a profile.
#[derive(Debug)]
struct Draft<'a> {
    profile: &'a Profile<'a>,
    entries: Vec<Entry<'a>>,
    /// The bytes that colour is read from.
    colour: Spans,
    /// Everything that the colour tags span: from the first byte of each to its last.
    runs: Spans,
}

impl<'a> Draft<'a> {
    fn new(profile: &'a Profile<'a>) -> Result<Self, Strange> {
        let mut walk = Walk::new(profile.bytes);
        let mut owned = Vec::new();
        let mut entries = Vec::with_capacity(profile.tags.len());
        for tag in &profile.tags {
            entries.extend(entry(tag, profile)?);
        }
        for entry in &entries {
            let Entry::Colour(tag, data, kinds) = entry else { continue };
            if tag.offset < profile.table_end() {
                // Header and table are rewritten, and would be different colours.
                return Err(Strange);
            }
            let known = walk.tag(tag.offset, kinds).ok_or(Strange)?;
            if !known && profile.is_version(5) {
                return Err(Strange);
            }
            owned.push(Span::from(tag.offset..walk.end.max(tag.offset.saturating_add(data.len()))));
        }
        let colour: Spans = walk.runs.into();
        Ok(Self { profile, entries, colour, runs: owned.into() })
    }

    fn write(&self, texts: Texts) -> Vec<u8> {
        let profile = self.profile;
        let stays = |entry: &&Entry<'_>| texts != Texts::Without || !matches!(entry, Entry::Text(_));
        let entries: Vec<_> = self.entries.iter().filter(stays).collect();
        let count = entries.len().saturating_add(self.fillers(&entries));
        let table = HEADER.saturating_add(4).saturating_add(count.saturating_mul(12));
        let layout = Layout::new(&self.runs, table as u64);
        let place = |at: u64| layout.place(at).and_then(|at| usize::try_from(at).ok());

        let mut data = vec![0; usize::try_from(layout.end).unwrap_or(0).saturating_sub(table)];
        for run in self.colour.iter() {
            let (Some(from), Some(at)) = (slice(profile.bytes, run), place(run.start)) else { continue };
            let to = at.saturating_sub(table);
            data.get_mut(to..to.saturating_add(from.len())).unwrap_or_default().copy_from_slice(from);
        }
        if let Some((tag, usual)) = self.adaptation()
            && let Some(at) = place(tag.offset as u64)
        {
            let to = at.saturating_sub(table).saturating_add(8);
            data.get_mut(to..to.saturating_add(usual.len())).unwrap_or_default().copy_from_slice(&usual);
        }
        let mut written: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        let mut bytes = [header(profile), number(count).to_vec()].concat();
        for entry in &entries {
            let (signature, at, len) = match entry {
                Entry::Colour(tag, own, _) => (tag.signature, place(tag.offset as u64).unwrap_or(table), own.len()),
                Entry::Nowhere(signature) => (*signature, usize::MAX, usize::MAX),
                Entry::Text(signature) => {
                    let text = neutral(*signature, profile.is_version(4), texts);
                    let len = text.len();
                    let at = *written.entry(text).or_insert_with_key(|text| append(&mut data, text).saturating_add(table));
                    (*signature, at, len)
                }
            };
            bytes.extend([signature, number(at), number(len)].concat());
        }
        for _ in entries.len()..count {
            bytes.extend([NAMELESS, number(HEADER), number(8)].concat());
        }
        bytes.extend(data);
        // As even as it was: libpng rejects a version 4 profile whose length is not a multiple of four.
        while bytes.len() % 4 != profile.bytes.len() % 4 {
            bytes.push(0);
        }
        bytes.splice(..4, size(bytes.len(), profile.cut));
        bytes
    }

    /// The numbers of `chad` that are usual, if it is a tag whose bytes are no other's.
    fn adaptation(&self) -> Option<(&'a Tag<'a>, Vec<u8>)> {
        let tags = || {
            self.entries.iter().filter_map(|entry| match entry {
                Entry::Colour(tag, data, _) => Some((*tag, Span::from(tag.offset..tag.offset.saturating_add(data.len())))),
                _ => None,
            })
        };
        let (tag, span) = tags().find(|(tag, _)| tag.signature == *b"chad")?;
        let mut sharing = tags().filter(|(_, other)| other.start < span.end() && span.start < other.end());
        let usual = adaptation::usual(tag.data?)?;
        (sharing.next().is_some() && sharing.next().is_none()).then_some((tag, usual))
    }

    /// How many entries have to be added so that readers that reject this number of tags, or two with the same name,
    /// still do. There were more than that.
    fn fillers(&self, entries: &[&Entry<'_>]) -> usize {
        let many = self.profile.tags.len() > LITTLE_CMS_TAGS;
        let missing = if many { LITTLE_CMS_TAGS.saturating_add(1).saturating_sub(entries.len()) } else { 0 };
        let names = entries.iter().filter_map(|entry| match entry {
            Entry::Colour(tag, data, _) if !data.is_empty() => Some(tag.signature),
            Entry::Text(signature) => Some(*signature),
            _ => None,
        });
        if self.profile.repeats() && are_distinct(names) { missing.max(2) } else { missing }
    }
}

/// What becomes of a tag; `None` if it goes.
fn entry<'a>(tag: &'a Tag<'a>, profile: &Profile<'a>) -> Result<Option<Entry<'a>>, Strange> {
    /// Chromium rejects a tag that has less.
    const LEAST: usize = 4;
    Ok(match (role(tag.signature, profile), tag.data) {
        // Readers pass over one that is no adaptation.
        (Role::Colour(_), Some(data)) if tag.signature == *b"chad" && !adaptation::is_one(data) => None,
        (Role::Colour(kinds), Some(data)) => Some(Entry::Colour(tag, data, kinds)),
        (Role::Back(kinds), Some(data)) => way_back(tag, data, kinds, profile)?,
        (Role::Colour(_) | Role::Back(_), None) => Some(Entry::Nowhere(tag.signature)),
        (Role::Other, Some(data)) if data.len() >= LEAST => {
            matches!(tag.signature, DESCRIPTION | COPYRIGHT).then_some(Entry::Text(tag.signature))
        }
        (Role::Other, _) => Some(Entry::Nowhere(NAMELESS)),
    })
}

/// Whether a tag stays, as it is or as zeros.
pub(super) fn stays(tag: &Tag<'_>, profile: &Profile<'_>) -> bool {
    match entry(tag, profile) {
        Ok(Some(Entry::Nowhere(name))) => name != NAMELESS,
        Ok(entry) => matches!(entry, Some(Entry::Colour(..))),
        Err(Strange) => true,
    }
}

/// A way back goes if all readers would take it for one; one of a type or for colours that Chromium gives up at becomes
/// zeros, at which it also gives up.
fn way_back<'a>(
    tag: &'a Tag<'a>,
    data: &'a [u8],
    kinds: &'static [&'static [u8; 4]],
    profile: &Profile<'a>,
) -> Result<Option<Entry<'a>>, Strange> {
    /// Spaces of three colours, or four.
    const SPACES: [&[u8; 4]; 8] = [b"XYZ ", b"Lab ", b"Luv ", b"YCbr", b"RGB ", b"CMY ", b"HSV ", b"CMYK"];
    if !data.first_chunk::<4>().is_some_and(|kind| kinds.contains(&kind)) || !SPACES.contains(&&profile.space()) {
        return Ok(Some(Entry::Colour(tag, data, &[])));
    }
    if Walk::new(profile.bytes).is_whole(tag.offset, data.len(), kinds) {
        return Ok(None);
    }
    // Readers that would give up at it have no way there to take instead.
    if profile.has_way_there() { Err(Strange) } else { Ok(Some(Entry::Colour(tag, data, &[]))) }
}

/// Appends data at a multiple of four (7.3.5), and pads the last word; returns where.
fn append(data: &mut Vec<u8>, bytes: &[u8]) -> usize {
    data.resize(data.len().next_multiple_of(4), 0);
    let at = data.len();
    data.extend(bytes);
    data.resize(data.len().next_multiple_of(4), 0);
    at
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}
