//! Streams of a compound file (MS-CFB). What they contain is not interpreted here. Every stream with a directory entry is
//! listed, whether or not the tree of names leads to it.

use untrace_core::base::{ByteOrder, Cursor};

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Ends a chain of sectors (2.1).
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// An unused entry in the list of the allocation table's sectors, or the end of that list (2.1).
const FREE_SECTOR: u32 = 0xFFFF_FFFF;
/// Streams, that is, pictures of one folder.
const MOST_STREAMS: usize = 20_000;

/// A stream with its name and its length in bytes.
pub(super) struct Stream {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
}

/// Every stream; `None` if it is not a compound file, or if its streams together are longer than the file.
pub(super) fn streams(bytes: &[u8]) -> Option<Vec<Stream>> {
    let header = Header::read(bytes)?;
    let mut sectors = Sectors { bytes: bytes.get(header.sector..)?, size: header.sector, next: Vec::new() };
    sectors.next = allocation(&header, &sectors)?;
    let directory = sectors.all(header.directory)?;
    let entries =
        directory.as_chunks::<128>().0.iter().map(|entry| Entry::read(entry, header.version)).collect::<Option<Vec<_>>>()?;
    // The first entry is the root, whose stream holds the short ones (2.6.2).
    let root = entries.first().filter(|root| root.kind == Kind::Root)?;
    let short = sectors.read(root.start, root.len)?;
    let table = sectors.all(header.short_table)?;
    let short = Sectors { bytes: &short, size: header.short_sector, next: numbers(&table).collect() };
    let mut left = bytes.len();
    let mut streams = Vec::new();
    for entry in entries.into_iter().filter(|entry| entry.kind == Kind::Stream) {
        left = left.checked_sub(entry.len)?;
        let of = if entry.len < header.cutoff { &short } else { &sectors };
        streams.push(Stream { content: of.read(entry.start, entry.len)?, name: entry.name });
        if streams.len() > MOST_STREAMS {
            return None;
        }
    }
    Some(streams)
}

/// The header (2.2).
struct Header {
    version: u16,
    /// Length of a sector.
    sector: usize,
    /// Length of a sector in the stream that contains short streams.
    short_sector: usize,
    directory: u32,
    /// Shorter streams are in the root's.
    cutoff: usize,
    short_table: u32,
    /// The sectors of the allocation table, as far as the header lists them, and where that list continues.
    table: Vec<u32>,
    more: u32,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut header = Cursor::new(bytes.strip_prefix(SIGNATURE)?, ByteOrder::Little);
        header.take(16)?;
        let (_minor, version, order) = (header.u16()?, header.u16()?, header.u16()?);
        let (sector, short_sector) = match (version, header.u16()?, header.u16()?) {
            (3, 9, 6) => (1 << 9, 1 << 6),
            (4, 12, 6) => (1 << 12, 1 << 6),
            _ => return None,
        };
        if order != 0xFFFE {
            return None;
        }
        header.take(6)?;
        let (_directory_sectors, _table_sectors, directory, _transaction) =
            (header.u32()?, header.u32()?, header.u32()?, header.u32()?);
        let (cutoff, short_table, _short_table_sectors) = (header.u32()?, header.u32()?, header.u32()?);
        let (more, _more_sectors) = (header.u32()?, header.u32()?);
        let table = numbers(header.take(109 * 4)?).collect();
        let cutoff = usize::try_from(cutoff).ok()?;
        Some(Self { version, sector, short_sector, directory, cutoff, short_table, table, more })
    }
}

/// The table of which sector follows which (2.3), found through the list of its own sectors (2.5). No more is read than the
/// file has sectors.
fn allocation(header: &Header, sectors: &Sectors<'_>) -> Option<Vec<u32>> {
    let most = sectors.bytes.len().div_ceil(sectors.size);
    let mut next = Vec::new();
    let mut listed = header.table.clone();
    let mut more = header.more;
    for _ in 0..=most {
        for sector in listed.into_iter().filter(|&sector| sector != FREE_SECTOR) {
            if next.len() < most {
                next.extend(numbers(sectors.get(sector)?));
            }
        }
        if matches!(more, END_OF_CHAIN | FREE_SECTOR) || next.len() >= most {
            return Some(next);
        }
        listed = numbers(sectors.get(more)?).collect();
        more = listed.pop()?;
    }
    None
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number))
}

/// Sectors of equal length, and which follows which.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

impl Sectors<'_> {
    /// A sector; the last one may be cut off.
    fn get(&self, number: u32) -> Option<&[u8]> {
        let start = usize::try_from(number).ok()?.checked_mul(self.size)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.size).unwrap_or(rest))
    }

    /// A number of bytes from a chain.
    fn read(&self, first: u32, len: usize) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        let mut number = first;
        while content.len() < len {
            let sector = self.get(number)?;
            let wanted = len.checked_sub(content.len())?;
            content.extend(sector.get(..wanted).unwrap_or(sector));
            // A truncated sector is the last one.
            if sector.len() < self.size {
                break;
            }
            number = if content.len() < len { *self.next.get(usize::try_from(number).ok()?)? } else { END_OF_CHAIN };
        }
        (content.len() == len).then_some(content)
    }

    /// All of a chain. It may be empty, and is longer than all sectors only if it leads back into itself.
    fn all(&self, first: u32) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        let mut number = first;
        for _ in 0..=self.next.len() {
            if number == END_OF_CHAIN {
                return Some(content);
            }
            content.extend(self.get(number)?);
            number = *self.next.get(usize::try_from(number).ok()?)?;
        }
        None
    }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Unused,
    Storage,
    Stream,
    Root,
}

/// An entry of the directory (2.6).
struct Entry {
    name: String,
    kind: Kind,
    start: u32,
    len: usize,
}

impl Entry {
    fn read(entry: &[u8; 128], version: u16) -> Option<Self> {
        let mut fields = Cursor::new(entry, ByteOrder::Little);
        let name = fields.take(64)?;
        let name_len = usize::from(fields.u16()?);
        // The terminating zero counts.
        let units = name.get(..name_len)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
        let name = String::from_utf16_lossy(&units.take_while(|&unit| unit != 0).collect::<Vec<_>>());
        let kind = match fields.u8()? {
            0 => Kind::Unused,
            1 => Kind::Storage,
            2 => Kind::Stream,
            5 => Kind::Root,
            _ => return None,
        };
        // Colour, neighbours, class, state, times.
        fields.take(1 + 12 + 16 + 4 + 16)?;
        let (start, low, high) = (fields.u32()?, fields.u32()?, fields.u32()?);
        // In version 3 the upper half may be anything.
        let high = if version == 3 { 0 } else { high };
        let len = usize::try_from(u64::from(high) << 32 | u64::from(low)).ok()?;
        Some(Self { name, kind, start, len })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor as Writer, Write};

    use cfb::{CompoundFile, Version};
    use proptest::prelude::*;

    fn compound_file(version: Version, streams: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut file = CompoundFile::create_with_version(version, Writer::new(Vec::new())).unwrap();
        file.create_storage("/folder").unwrap();
        for (name, content) in streams {
            file.create_stream(format!("/folder/{name}")).unwrap().write_all(content).unwrap();
        }
        file.into_inner().into_inner()
    }

    fn read(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
        let mut read: Vec<_> = streams(bytes)?.into_iter().map(|stream| (stream.name, stream.content)).collect();
        read.sort();
        Some(read)
    }

    proptest! {
        #[test]
        fn what_another_program_wrote_is_read(
            lens in proptest::collection::vec(prop_oneof![0_usize..200, 3900_usize..4300, 0_usize..40_000], 0..8), old: bool,
        ) {
            let content = |(number, len): (usize, &usize)| (format!("{number}é"), (0..*len).map(|at| (at / 7 + number) as u8).collect());
            let written: Vec<(String, Vec<u8>)> = lens.iter().enumerate().map(content).collect();
            let file = compound_file(if old { Version::V3 } else { Version::V4 }, &written);
            prop_assert_eq!(read(&file), Some(written));
        }
    }

    #[test]
    fn a_table_that_the_header_has_no_room_for_is_read() {
        // 109 sectors of the table, with 128 numbers each, cover 7 MB.
        let written = vec![("a".to_owned(), vec![7; 8 << 20])];
        assert!(read(&compound_file(Version::V3, &written)) == Some(written));
    }

    #[test]
    fn chains_without_end_are_not_followed() {
        let file = compound_file(Version::V3, &[("a".to_owned(), vec![0xFF; 100_000])]);
        let number = |at: usize| u32::from_le_bytes(*file[at..].first_chunk().unwrap());
        let start = |sector: u32| 512 * (1 + usize::try_from(sector).unwrap());
        // A directory sector that follows itself.
        let directory = number(48);
        let mut one = file.clone();
        one[start(number(76)) + 4 * usize::try_from(directory).unwrap()..][..4].copy_from_slice(&directory.to_le_bytes());
        // An empty list of the table's sectors that continues in itself.
        let empty = (0_u32..).find(|&sector| file[start(sector)..][..512].iter().all(|&byte| byte == 0xFF)).unwrap();
        let mut other = file.clone();
        other[76..512].fill(0xFF);
        other[68..72].copy_from_slice(&empty.to_le_bytes());
        other[start(empty) + 508..][..4].copy_from_slice(&empty.to_le_bytes());
        assert!(read(&file).is_some());
        assert!(read(&one).is_none());
        assert!(read(&other).is_none());
    }

    #[test]
    fn streams_that_share_sectors_are_together_no_longer_than_the_file() {
        let mut file = compound_file(Version::V3, &[("a".to_owned(), vec![7; 60_000]), ("b".to_owned(), vec![8; 40_000])]);
        let entry = |name: u8| (0..file.len()).step_by(128).rfind(|&at| file[at..].starts_with(&[name, 0, 0, 0])).unwrap();
        let (a, b) = (entry(b'a'), entry(b'b'));
        file.copy_within(a + 116..a + 120, b + 116);
        let shared = [("a".to_owned(), vec![7; 60_000]), ("b".to_owned(), vec![7; 40_000])];
        assert!(read(&file).is_some_and(|read| read == shared));
        file.copy_within(a + 120..a + 124, b + 120);
        assert!(read(&file).is_none());
    }
}
