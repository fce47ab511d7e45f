//! Reads the values that a person may ask to keep from the fields of a file. If a value is in several fields, the first
//! source in the lists here counts. What is not clearly a value of its type is not kept.

mod by_source;
mod moments;
mod panoramas;
mod positions;
mod sources;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::base::Moment;
use crate::model::{
    BmffElement, Camera, Category, Field, FieldId, GifElement, JpegElement, Keep, Kept, Panorama, People, Texts, Value,
};
use crate::policy::{self, Pattern};

use by_source::BySource;
pub use moments::Clock;
use sources::Source;

/// What a file says in the categories that are kept.
#[must_use]
pub fn told(fields: &[Field], keep: Keep) -> Kept {
    if keep.is_nothing() {
        return Kept::default();
    }
    let mut kept = Kept { panorama: panorama(fields), ..read(fields) }.only(keep);
    withhold_ids(&mut kept, fields);
    kept
}

/// What these fields say, except how a picture is shown.
#[must_use]
pub fn read(fields: &[Field]) -> Kept {
    let told = BySource::new(fields);
    kept(&told, moments::read(&told))
}

/// What a file says about itself, whatever is kept: the same, but from findings; and whose clock gave the moment.
pub fn told_by_values<'a>(values: impl Iterator<Item = (&'a FieldId, &'a Value)>) -> (Kept, Clock) {
    let told = BySource::of_values(values);
    let (moment, clock) = moments::by_clock(&told).unzip();
    (kept(&told, moment), clock.unwrap_or(Clock::Local))
}

fn kept(told: &BySource<'_>, moment: Option<Moment>) -> Kept {
    Kept {
        position: positions::read(told),
        moment,
        camera: Camera {
            make: told.text(sources::MAKE),
            model: told.text(sources::MODEL),
            lens_make: told.text(sources::LENS_MAKE),
            lens_model: told.text(sources::LENS_MODEL),
            exposure_time: told.measure(sources::EXPOSURE_TIME),
            f_number: told.measure(sources::F_NUMBER),
            sensitivity: told.count(sources::SENSITIVITY),
            focal_length: told.measure(sources::FOCAL_LENGTH),
            focal_length_35mm: told.count(sources::FOCAL_LENGTH_35MM),
        },
        people: People {
            // Creators and keywords are lists in both XMP and IPTC; there is only one of each of the other texts.
            artist: told.texts(sources::ARTIST),
            copyright: told.copyright(sources::COPYRIGHT),
            owner: told.text(sources::OWNER),
        },
        texts: Texts {
            title: told.text(sources::TITLE),
            description: told.text(sources::DESCRIPTION),
            comment: told.text(sources::COMMENT),
            keywords: told.texts(sources::KEYWORDS),
        },
        software: told.text(sources::SOFTWARE),
        panorama: None,
    }
}

/// How a panorama is shown.
#[must_use]
pub fn panorama(fields: &[Field]) -> Option<Panorama> {
    panoramas::read(&BySource::new(fields))
}

/// When it was taken, or at least written: for putting files in order.
#[must_use]
pub fn taken(fields: &[Field]) -> Option<Timestamp> {
    moments::taken(&BySource::new(fields))
}

/// A name may contain a serial number, which is never kept: then the name isn't either.
fn withhold_ids(kept: &mut Kept, fields: &[Field]) {
    /// Shorter ones occur in any name by chance.
    const SHORTEST: usize = 4;
    let is_id = |field: &&Field| policy::rule(&field.id).category == Some(Category::Id);
    let ids: BTreeSet<&str> = fields
        .iter()
        .filter(is_id)
        .filter_map(|field| match &field.value {
            Value::Text(text) if text.len() >= SHORTEST => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for text in kept.texts_mut() {
        if text.as_deref().is_some_and(|text| ids.iter().any(|id| text.contains(id))) {
            *text = None;
        }
    }
}

/// Whether a kept value may be read from this field of the policy.
#[must_use]
pub fn is_source(field: &Pattern) -> bool {
    let source = match field {
        Pattern::Exif(ifd, tag) => Source::Exif(*ifd, *tag),
        Pattern::Xmp(prefix, name) => Source::Xmp(prefix, name),
        Pattern::Iptc(record, number) => Source::Iptc(*record, *number),
        Pattern::PngText(keyword) => Source::PngText(keyword),
        Pattern::BmffKey(key) => Source::Key(key),
        Pattern::Bmff(BmffElement::UserData(kind)) => Source::UserData(*kind),
        Pattern::Bmff(BmffElement::Time) => Source::MovieTime,
        Pattern::Jpeg(JpegElement::Comment) | Pattern::Gif(GifElement::Comment) => Source::Comment,
        _ => return false,
    };
    let lists = [sources::CAMERA, sources::PEOPLE, sources::TEXTS, &[sources::SOFTWARE]].concat();
    lists.iter().any(|list| list.contains(&source))
        || moments::is_source(source)
        || positions::is_source(source)
        || panoramas::is_source(source)
}

#[cfg(test)]
mod tests;
