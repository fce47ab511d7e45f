//! What the removed tags of a directory say. Their values are assembled into a small Exif block, and the reader of such
//! blocks says what they mean.

use crate::base::{ByteOrder, Error, Input};
use crate::blocks::{self, Found};
use crate::containers::tiff::{Directory, Entry, File, Layout, Link, kind, pointer, size};
use crate::model::{Field, FieldId, Ifd, Subject};

use super::geography;
use super::tag;

/// Most bytes that are read of one value, and of all values of a directory.
const VALUE: u64 = 1 << 20;
const BLOCK: u64 = 4 << 20;

/// Lists what the entries of a directory say, as being at the directory's place.
pub(super) fn read(
    input: &Input<'_>,
    file: &File,
    directory: &Directory,
    gone: &[Entry],
    fields: &mut Vec<Field>,
) -> Result<(), Error> {
    let name = name(directory);
    let mut found = Found::new(directory.span.start, &name, input.limits(), fields).out_of_place();
    if !name.is_empty() {
        found = found.about(Subject::LaterPage);
    }
    let (mut block, ifd) = (Block::new(file.layout, directory.link), ifd(directory.link));
    if ifd == Ifd::Image {
        geography::read(input, file, gone, &mut found)?;
    }
    for entry in gone.iter().filter(|entry| ifd != Ifd::Image || !geography::is_told(entry)) {
        let id = || FieldId::Exif(ifd, entry.tag);
        match entry.value.filter(|span| span.len <= VALUE && block.has_room(span.len)) {
            Some(span) if !is_pointer(entry.tag) && in_exif(entry.kind) => block.add(entry, &input.bytes(span)?),
            _ if is_pointer(entry.tag) => found.push(0, "", id(), crate::model::Value::Unknown),
            _ => found.push(0, "", id(), told(input, file, entry)?),
        }
    }
    if !block.entries.is_empty() {
        blocks::exif::read(&block.compose(), &mut found);
    }
    Ok(())
}

/// A value that no Exif block can contain: 64-bit numbers, an unknown type, or simply too much.
fn told(input: &Input<'_>, file: &File, entry: &Entry) -> Result<crate::model::Value, Error> {
    /// Most numbers that are shown.
    const SHOWN: usize = 8;
    use crate::model::Value;
    let Some(span) = entry.value else { return Ok(Value::Unknown) };
    let numbers = if entry.count <= SHOWN as u64 { file.numbers(input, entry)? } else { None };
    Ok(numbers.map_or(Value::Bytes(span.len), |numbers| {
        let shown = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
        Value::numbers(shown, Vec::new())
    }))
}

const fn ifd(link: Link) -> Ifd {
    match link {
        Link::Page | Link::Sub(_) => Ifd::Image,
        Link::Exif(_) => Ifd::Exif,
        Link::Gps(_) => Ifd::Gps,
        Link::Interoperability(_) => Ifd::Interoperability,
    }
}

/// Offsets mean nothing in a different place.
const fn is_pointer(number: u16) -> bool {
    matches!(
        number,
        pointer::SUB_IFDS | pointer::EXIF | pointer::GPS | pointer::INTEROPERABILITY | tag::STRIPS | tag::TILES | tag::JPEG
    )
}

const fn in_exif(kind: u16) -> bool {
    size(kind).is_some() && !matches!(kind, kind::IFD | kind::LONG8 | kind::SLONG8 | kind::IFD8)
}

/// `page 2`, `SubIFD 1`; nothing for the first directory and what is attached to it.
fn name(directory: &Directory) -> String {
    match (directory.link, directory.number.saturating_add(1)) {
        (Link::Page, number @ 2..) => format!("page {number}"),
        (Link::Sub(_), number) => format!("SubIFD {number}"),
        _ => String::new(),
    }
}

/// A classic TIFF block being assembled.
struct Block {
    order: ByteOrder,
    link: Link,
    entries: Vec<(Entry, Vec<u8>)>,
    len: u64,
}

impl Block {
    const fn new(layout: Layout, link: Link) -> Self {
        Self { order: layout.order, link, entries: Vec::new(), len: 0 }
    }

    const fn has_room(&self, len: u64) -> bool {
        self.len.saturating_add(len) <= BLOCK && self.entries.len() < 4000
    }

    fn add(&mut self, entry: &Entry, value: &[u8]) {
        self.len = self.len.saturating_add(value.len() as u64);
        self.entries.push((*entry, value.to_vec()));
    }

    fn compose(&self) -> Vec<u8> {
        let layout = Layout { order: self.order, big: false };
        let mut block = match self.order {
            ByteOrder::Little => b"II*\0".to_vec(),
            ByteOrder::Big => b"MM\0*".to_vec(),
        };
        block.extend(layout.bytes(8, 4));
        // A sub-IFD is attached to a directory that contains nothing else, an interoperability IFD to an Exif IFD.
        let above: &[u16] = match self.link {
            Link::Page | Link::Sub(_) => &[],
            Link::Exif(_) => &[pointer::EXIF],
            Link::Gps(_) => &[pointer::GPS],
            Link::Interoperability(_) => &[pointer::EXIF, pointer::INTEROPERABILITY],
        };
        for &tag in above {
            let below = (block.len() as u64).saturating_add(layout.directory_len(1));
            block.extend([layout.bytes(1, 2), layout.bytes(tag.into(), 2), layout.bytes(kind::LONG.into(), 2)].concat());
            block.extend([layout.bytes(1, 4), layout.bytes(below, 4), layout.bytes(0, 4)].concat());
        }
        let directory = layout.directory_len(self.entries.len() as u64);
        let mut at = (block.len() as u64).saturating_add(directory);
        let mut values: Vec<u8> = Vec::new();
        block.extend(layout.bytes(self.entries.len() as u64, 2));
        for (entry, value) in &self.entries {
            block.extend([layout.bytes(entry.tag.into(), 2), layout.bytes(entry.kind.into(), 2)].concat());
            block.extend(layout.bytes(entry.count, 4));
            let mut inline = value.clone();
            if value.len() > 4 {
                inline = layout.bytes(at, 4);
                at = at.saturating_add(value.len() as u64);
                values.extend(value);
            }
            inline.resize(4, 0);
            block.extend(inline);
        }
        block.extend(layout.bytes(0, 4));
        block.extend(values);
        block
    }
}
