//! The tags of GeoTIFF and GDAL among those that go: together, they say what none says by itself.

use crate::base::{ByteOrder, Error, Input};
use crate::blocks::Found;
use crate::blocks::gdal::{self, GDAL_METADATA};
use crate::blocks::geotiff::{self, Tags, tag};
use crate::containers::tiff::{Entry, File, kind};

/// Most bytes of one value that are read.
const VALUE: u64 = 1 << 20;

/// Lists what the tags say.
pub(super) fn read(input: &Input<'_>, file: &File, gone: &[Entry], found: &mut Found<'_>) -> Result<(), Error> {
    let find = |tag: u16| gone.iter().find(|entry| entry.tag == tag && has_form(entry));
    let bytes = |tag: u16| match find(tag) {
        Some(entry) => file.value(input, entry).map(|bytes| bytes.unwrap_or_default().into_owned()),
        None => Ok(Vec::new()),
    };
    let doubles = |tag: u16| bytes(tag).map(|bytes| (numbers(file, &bytes), bytes));
    let keys = find(tag::GEO_KEY_DIRECTORY).map(|entry| file.numbers(input, entry)).transpose()?.flatten().unwrap_or_default();
    let tags = Tags {
        keys,
        doubles: doubles(tag::GEO_DOUBLE_PARAMS)?.0,
        text: bytes(tag::GEO_ASCII_PARAMS)?,
        tie_points: doubles(tag::MODEL_TIEPOINT)?,
        transformation: doubles(tag::MODEL_TRANSFORMATION)?,
    };
    geotiff::read(&tags, found);
    let items = bytes(GDAL_METADATA)?;
    if !items.is_empty() {
        gdal::read(&items, found);
    }
    Ok(())
}

/// Whether [`read`] reports all of an entry. What accompanies the keys is also reported by itself: no key has to point
/// to it.
pub(super) fn is_told(entry: &Entry) -> bool {
    has_form(entry) && ![tag::GEO_DOUBLE_PARAMS, tag::GEO_ASCII_PARAMS].contains(&entry.tag)
}

fn has_form(entry: &Entry) -> bool {
    entry.value.is_some_and(|span| !span.is_empty() && span.len <= VALUE)
        && match entry.tag {
            tag::GEO_KEY_DIRECTORY => entry.kind == kind::SHORT,
            tag::GEO_DOUBLE_PARAMS | tag::MODEL_TIEPOINT | tag::MODEL_TRANSFORMATION => entry.kind == kind::DOUBLE,
            tag::GEO_ASCII_PARAMS | GDAL_METADATA => entry.kind == kind::ASCII,
            _ => false,
        }
}

fn numbers(file: &File, bytes: &[u8]) -> Vec<f64> {
    let number = |bytes: &[u8; 8]| match file.layout.order {
        ByteOrder::Big => f64::from_be_bytes(*bytes),
        ByteOrder::Little => f64::from_le_bytes(*bytes),
    };
    bytes.as_chunks::<8>().0.iter().map(number).collect()
}
