//! The entries of a directory in their final form.

use super::{tag, types};
use crate::base::{Error, Input};
use crate::containers::tiff::{Directory, Entry, File, Layout, kind, size};

/// An entry in its final form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) tag: u16,
    pub(super) kind: u16,
    pub(super) count: u64,
    /// The value, or its offset.
    pub(super) value: Vec<u8>,
}

impl Line {
    /// Whole numbers in place of those of an entry, with their usual type if they fit into the entry itself. They never take
    /// more room than before.
    pub(super) fn of_numbers(entry: &Entry, numbers: &[u64], layout: Layout) -> Self {
        let kind = types::of_numbers(entry.tag, entry.kind, numbers, layout.offset_len());
        let width = size(kind).unwrap_or(8);
        let value = numbers.iter().flat_map(|&number| layout.bytes(number, width)).collect();
        Self { tag: entry.tag, kind, count: numbers.len() as u64, value }
    }
}

/// The bytes of a directory with these entries, followed by the offset of the next one.
pub(super) fn compose(layout: Layout, lines: &[Line], next: u64) -> Vec<u8> {
    let room = usize::try_from(layout.offset_len()).unwrap_or(8);
    let mut bytes = layout.bytes(lines.len() as u64, layout.count_len());
    for line in lines {
        bytes.extend([layout.bytes(line.tag.into(), 2), layout.bytes(line.kind.into(), 2)].concat());
        bytes.extend(layout.bytes(line.count, layout.offset_len()));
        let mut value = line.value.clone();
        value.resize(room, 0);
        bytes.extend(value);
    }
    bytes.extend(layout.bytes(next, layout.offset_len()));
    bytes
}

/// Some programs (ExifTool) take JPEG strips for a preview unless the file says that they are the picture. It is
/// added if there is room, replacing entries that only repeat a default (TIFF 6.0, section 8, the defaults).
pub(super) fn say_what_it_is(
    input: &Input<'_>,
    file: &File,
    visible: &Directory,
    room: usize,
    lines: &mut Vec<Line>,
) -> Result<(), Error> {
    const JPEG: u64 = 7;
    let number = |tag| file.number(input, visible, tag);
    if number(tag::COMPRESSION)? != Some(JPEG) || visible.find(tag::STRIPS).is_none() {
        return Ok(());
    }
    if let Some(line) = lines.iter_mut().find(|line| line.tag == tag::SUBFILE_TYPE) {
        // A page is a page, reduced or not.
        if number(tag::SUBFILE_TYPE)? == Some(1) {
            line.value.fill(0);
        }
        return Ok(());
    }
    if lines.len() >= room {
        let one_strip = number(tag::ROWS)?.filter(|rows| Some(*rows) >= number(tag::LENGTH).ok().flatten());
        let defaults = [(tag::ORIENTATION, Some(1)), (tag::PLANAR, Some(1)), (tag::UNIT, Some(2)), (tag::ROWS, one_strip)];
        let is_default = |tag, default: Option<u64>| Ok::<bool, Error>(default.is_some() && number(tag)? == default);
        let mut spare = None;
        for (tag, default) in defaults {
            spare = if spare.is_none() && is_default(tag, default)? { Some(tag) } else { spare };
        }
        let Some(spare) = spare else { return Ok(()) };
        lines.retain(|line| line.tag != spare);
    }
    lines.push(Line { tag: tag::SUBFILE_TYPE, kind: kind::LONG, count: 1, value: vec![0; 4] });
    Ok(())
}
