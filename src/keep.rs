//! Reads, from the fields of a file, the values that a person may ask to keep. Where a value stands in several
//! fields, the first source in the lists here counts. What is no clear value of its type is not kept.

mod moments;
mod positions;
mod sources;

pub(crate) use moments::since_1904;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::model::{BmffElement, Camera, Field, FieldId, Fraction, GifElement, JpegElement, Kept, People, Scan, Texts, Value};
use crate::policy::{self, Category, Keep, Pattern};

use sources::Source;

/// What a file says, of the categories that are kept.
#[must_use]
pub fn told(scan: &Scan, keep: Keep) -> Kept {
    if keep.is_nothing() {
        return Kept::default();
    }
    let mut kept = read(&scan.fields).only(keep);
    withhold_ids(&mut kept, &scan.fields);
    kept
}

/// What these fields say.
#[must_use]
pub fn read(fields: &[Field]) -> Kept {
    let told = Told::new(fields);
    Kept {
        position: positions::read(&told),
        moment: moments::read(&told),
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
            artist: told.texts(sources::ARTIST),
            copyright: told.text(sources::COPYRIGHT),
            owner: told.text(sources::OWNER),
        },
        texts: Texts {
            title: told.text(sources::TITLE),
            description: told.text(sources::DESCRIPTION),
            comment: told.text(sources::COMMENT),
            keywords: told.texts(sources::KEYWORDS),
        },
        software: told.text(sources::SOFTWARE),
    }
}

/// When it was taken, or at least written: to put files in order.
#[must_use]
pub fn taken(scan: &Scan) -> Option<Timestamp> {
    moments::taken(&Told::new(&scan.fields))
}

/// A name may have a serial number in it, which is never kept: then it isn't either.
fn withhold_ids(kept: &mut Kept, fields: &[Field]) {
    /// Shorter ones stand in any name by chance.
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

/// Fields by what the standards call them.
pub(crate) struct Told<'a> {
    fields: BTreeMap<Source<'a>, Vec<&'a Field>>,
}

impl<'a> Told<'a> {
    fn new(fields: &'a [Field]) -> Self {
        let mut told = Self { fields: BTreeMap::new() };
        for field in fields.iter().filter(|field| is_about_the_picture(field)) {
            if let Some(source) = Source::of(&field.id) {
                told.fields.entry(source).or_default().push(field);
            }
        }
        told
    }

    /// Every field of this kind, in file order.
    fn all<'s>(&'s self, source: Source<'s>) -> &'s [&'a Field] {
        self.fields.get(&source).map(Vec::as_slice).unwrap_or_default()
    }

    fn raw_text(&self, source: Source<'_>) -> Option<&'a str> {
        self.all(source).iter().find_map(|field| match &field.value {
            Value::Text(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
    }

    /// The first that says anything, as people would read it.
    fn shown(&self, source: Source<'_>) -> Option<&'a str> {
        self.all(source).iter().find_map(|field| match &field.value {
            Value::Text(text) | Value::Numbers { shown: text, .. } if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
    }

    fn numbers(&self, source: Source<'_>) -> &'a [Fraction] {
        let numbers = self.all(source).iter().find_map(|field| match &field.value {
            Value::Numbers { numbers, .. } | Value::Coordinate { numbers, .. } if !numbers.is_empty() => Some(numbers.as_slice()),
            _ => None,
        });
        numbers.unwrap_or_default()
    }

    /// The first of these that is a text.
    fn text(&self, sources: &[Source<'_>]) -> Option<String> {
        sources.iter().find_map(|source| plain(self.raw_text(*source)?))
    }

    /// All texts of the first of these that has one, with `; ` between them.
    fn texts(&self, sources: &[Source<'_>]) -> Option<String> {
        sources.iter().find_map(|source| {
            let texts = self.all(*source).iter().filter_map(|field| match &field.value {
                Value::Text(text) => plain(text),
                _ => None,
            });
            let mut once: Vec<String> = Vec::new();
            for text in texts {
                if !once.contains(&text) {
                    once.push(text);
                }
            }
            plain(&once.join("; "))
        })
    }

    /// The first of these that is a measure: a positive fraction.
    fn measure(&self, sources: &[Source<'_>]) -> Option<Fraction> {
        sources.iter().find_map(|source| self.numbers(*source).first().copied().filter(|number| number.is_positive()))
    }

    /// The first of these that is a small whole number.
    fn count(&self, sources: &[Source<'_>]) -> Option<u16> {
        sources.iter().find_map(|source| {
            let number = self.numbers(*source).first()?;
            u16::try_from(number.numerator).ok().filter(|&count| number.denominator == 1 && count > 0)
        })
    }
}

/// Whether a field is about the picture itself, and not about a thumbnail, a gain map, a picture behind it or a later
/// page.
fn is_about_the_picture(field: &Field) -> bool {
    let path = field.place.path.as_str();
    !path.contains("IFD1") && !["gain map/", "image 2/", "page ", "SubIFD "].iter().any(|other| path.starts_with(other))
}

/// A text as it is kept: one line or several, nothing that steers, and not longer than what is read of one.
fn plain(text: &str) -> Option<String> {
    const MOST_BYTES: usize = 1000;
    const MOST_UNITS: usize = 500;
    let mut plain = String::new();
    let mut units = 0_usize;
    for c in text.trim().chars().filter(|c| !c.is_control() || *c == '\n') {
        units = units.saturating_add(c.len_utf16());
        if units > MOST_UNITS || plain.len().saturating_add(c.len_utf8()) > MOST_BYTES {
            break;
        }
        plain.push(c);
    }
    // What was cut in the middle of a character ends with a sign for that, perhaps with more of them behind spaces.
    let plain = plain.trim_start().trim_end_matches(|c: char| c == '\u{FFFD}' || c.is_whitespace());
    (!plain.is_empty()).then(|| plain.to_owned())
}

impl Source<'_> {
    /// The kind of a field, where it is one of those that are read here.
    fn of(id: &FieldId) -> Option<Source<'_>> {
        Some(match id {
            FieldId::Exif(ifd, tag) => Source::Exif(*ifd, *tag),
            FieldId::Xmp(namespace, name) => Source::Xmp(policy::xmp_prefix(namespace)?, name),
            FieldId::Iptc(record, number) => Source::Iptc(*record, *number),
            FieldId::PngText(keyword) => Source::PngText(keyword),
            FieldId::Png([b't', b'I', b'M', b'E']) => Source::PngTime,
            FieldId::BmffKey(key) => Source::Key(key),
            FieldId::Bmff(BmffElement::UserData(kind)) => Source::UserData(*kind),
            FieldId::Bmff(BmffElement::Time) => Source::MovieTime,
            FieldId::Jpeg(JpegElement::Comment) | FieldId::Gif(GifElement::Comment) => Source::Comment,
            _ => return None,
        })
    }
}

/// Whether a field of the policy is one that a kept value is read from.
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
    lists.iter().any(|list| list.contains(&source)) || moments::is_source(source) || positions::is_source(source)
}

#[cfg(test)]
mod tests;
