//! Writes a metadata list afresh: Apple's keys with texts, as phones write them (QuickTime File Format, Metadata).

use crate::containers::bmff::compose_header;
use crate::model::Kept;

/// Key and text of each value that a video can say.
fn items(kept: &Kept) -> Vec<(&'static str, String)> {
    let texts = [
        ("com.apple.quicktime.make", &kept.camera.make),
        ("com.apple.quicktime.model", &kept.camera.model),
        ("com.apple.quicktime.camera.lens_model", &kept.camera.lens_model),
        ("com.apple.quicktime.software", &kept.software),
        ("com.apple.quicktime.author", &kept.people.artist),
        ("com.apple.quicktime.copyright", &kept.people.copyright),
        ("com.apple.quicktime.title", &kept.texts.title),
        ("com.apple.quicktime.description", &kept.texts.description),
        ("com.apple.quicktime.comment", &kept.texts.comment),
        ("com.apple.quicktime.keywords", &kept.texts.keywords),
    ];
    let position = kept.position.map(|position| ("com.apple.quicktime.location.ISO6709", position.iso_6709()));
    // Without a colon in the offset, as phones write it.
    let moment = kept.moment.map(|moment| ("com.apple.quicktime.creationdate", moment.iso_8601("")));
    let texts = texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?)));
    position.into_iter().chain(moment).chain(texts).collect()
}

/// The part of what a person may ask to keep that a video has a key for.
#[must_use]
pub fn sayable(kept: &Kept) -> Kept {
    let mut sayable = kept.clone();
    sayable.people.owner = None;
    sayable.camera = crate::model::Camera {
        make: kept.camera.make.clone(),
        model: kept.camera.model.clone(),
        lens_model: kept.camera.lens_model.clone(),
        ..Default::default()
    };
    sayable
}

/// A `meta` box with these values, and this many zero bytes after the name of its handler; empty if there are no
/// values.
///
/// `full` is the form of ISO/IEC 14496-12, with version and flags; QuickTime's has none.
#[must_use]
pub fn compose(kept: &Kept, full: bool, padding: usize) -> Vec<u8> {
    let items = items(kept);
    if items.is_empty() {
        return Vec::new();
    }
    let count = narrow(items.len()).to_be_bytes();
    let handler = [&[0; 8][..], b"mdta", &[0; 13], &vec![0; padding]].concat();
    let mut keys = [&[0; 4][..], &count].concat();
    let mut list = Vec::new();
    for (number, (key, text)) in (1_u32..).zip(&items) {
        keys.extend(narrow(key.len().saturating_add(8)).to_be_bytes());
        keys.extend([b"mdta", key.as_bytes()].concat());
        // A text in UTF-8, without country and language.
        let data = boxed(*b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0], text.as_bytes()].concat());
        list.extend(boxed(number.to_be_bytes(), &data));
    }
    let version: &[u8] = if full { &[0; 4] } else { &[] };
    let parts = [version, &boxed(*b"hdlr", &handler), &boxed(*b"keys", &keys), &boxed(*b"ilst", &list)];
    boxed(*b"meta", &parts.concat())
}

fn boxed(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    [&compose_header(kind, narrow(body.len().saturating_add(8)), None), body].concat()
}

fn narrow(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
