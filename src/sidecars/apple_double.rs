//! AppleDouble (RFC 1740, appendix A): what a Mac puts next to a file on a disk that cannot store it. Finder
//! information, extended attributes (laid out as in Darwin's `vfs_xattr.c`), and a resource fork.

use super::property_list::{self, Leaf};
use super::say::{declared, moment, say};
use untrace_core::base::{ByteOrder, Cursor, EPOCH_2000, Moment, Span, Spans};
use untrace_core::blocks::{self, Found};
use untrace_core::model::{FieldId, Leftover, SidecarKind, Value};

const KIND: SidecarKind = SidecarKind::AppleDouble;
const FINDER_INFO: u32 = 9;
const RESOURCE_FORK: u32 = 2;

/// Lists what a file says; `None` if it is not an AppleDouble file.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    let mut header = Cursor::new(bytes, ByteOrder::Big);
    let (magic, version) = (header.u32()?, header.u32()?);
    if magic != 0x0005_1607 || version != 0x0002_0000 {
        return None;
    }
    let home = header.take(16)?;
    let filler = String::from_utf8_lossy(home);
    if !matches!(filler.trim_matches(['\0', ' ']), "" | "Mac OS X") {
        say(found, 8, KIND, "home file system", &filler);
    }
    // Where something was read from.
    let mut owned = Vec::new();
    for _ in 0..header.u16()? {
        let (id, start, len) = (header.u32()?, header.u32()?, header.u32()?);
        let entry = declared(bytes, start, len)?;
        let at = usize::try_from(start).ok()?;
        if id == FINDER_INFO {
            finder_info(bytes, entry, at, found, &mut owned)?;
        } else {
            owned.push(Span::new(at as u64, entry.len() as u64));
            say_entry(id, entry, at, found);
        }
    }
    owned.push(Span::from(0..header.at()));
    if Spans::from(owned).misses(bytes, 0) {
        found.push(0, "", FieldId::Leftover(Leftover::Between), Value::Unknown);
    }
    Some(())
}

fn say_entry(id: u32, entry: &[u8], at: usize, found: &mut Found<'_>) {
    let mut put = |name: &str, value: Value| found.push(at, "", FieldId::Sidecar(KIND, name.to_owned()), value);
    match id {
        _ if entry.iter().all(|&byte| byte == 0) => {}
        RESOURCE_FORK if is_blank(entry) => {}
        RESOURCE_FORK => put("resource fork", told_resources(entry)),
        3 => put("real name", blocks::text(entry)),
        4 => put("comment", blocks::text(entry)),
        5 | 6 => put("icon", Value::Bytes(entry.len() as u64)),
        8 => {
            let mut times = Cursor::new(entry, ByteOrder::Big);
            for name in ["creation time", "modification time", "backup time", "access time"] {
                // Seconds since the beginning of 2000; the smallest number means none.
                let seconds = times.u32().map(u32::cast_signed).filter(|&seconds| seconds != i32::MIN && seconds != 0);
                if let Some(value) = moment(seconds.and_then(|seconds| Moment::since(EPOCH_2000, seconds.into()))) {
                    put(name, value);
                }
            }
        }
        13 => put("short name", blocks::text(entry)),
        id => put(&format!("entry {id}"), Value::Bytes(entry.len() as u64)),
    }
}

/// 32 bytes of Finder information, followed by the extended attributes.
fn finder_info(bytes: &[u8], entry: &[u8], at: usize, found: &mut Found<'_>, owned: &mut Vec<Span>) -> Option<()> {
    const FINDER: usize = 32;
    let finder = entry.get(..FINDER.min(entry.len()))?;
    owned.push(Span::new(at as u64, finder.len() as u64));
    if finder.iter().any(|&byte| byte != 0) {
        // Type and creator are two words of four letters.
        let words = String::from_utf8_lossy(finder.get(..8).unwrap_or(finder)).replace('\0', "");
        let value = if words.trim().is_empty() { Value::Bytes(finder.len() as u64) } else { Value::Text(words) };
        found.push(at, "", FieldId::Sidecar(KIND, "Finder information".to_owned()), value);
    }
    let start = at.checked_add(FINDER)?.checked_add(2)?;
    let mut header = Cursor::starting_at(bytes, start, ByteOrder::Big);
    if header.u32() != Some(0x4154_5452) {
        return Some(());
    }
    // Debug tag, size, start and length of the data, reserved, flags.
    header.take(30)?;
    for _ in 0..header.u16()? {
        let (offset, len) = (header.u32()?, header.u32()?);
        header.take(2)?;
        let name_len = usize::from(header.u8()?);
        let name = String::from_utf8_lossy(header.take(name_len)?).trim_end_matches('\0').to_owned();
        // Entries start at multiples of four bytes.
        header.take(header.at().next_multiple_of(4).checked_sub(header.at())?)?;
        let value = declared(bytes, offset, len)?;
        let at = usize::try_from(offset).ok()?;
        owned.push(Span::new(at as u64, value.len() as u64));
        attribute(&name, value, at, found);
    }
    owned.push(Span::from(start..header.at()));
    Some(())
}

/// What an extended attribute says: a property list, a moment, a text, or a number of bytes.
fn attribute(name: &str, value: &[u8], at: usize, found: &mut Found<'_>) {
    let mut put = |name: &str, value: Value| found.push(at, name, FieldId::Sidecar(KIND, name.to_owned()), value);
    if name == "com.apple.quarantine" {
        // Flags, a moment in hexadecimal, the program, an id.
        let text = String::from_utf8_lossy(value).into_owned();
        let mut parts = text.splitn(4, ';').skip(1);
        let when = parts.next().and_then(|seconds| i64::from_str_radix(seconds, 16).ok());
        let told = |text: &str| {
            let text = blocks::beginning(text.trim());
            (!text.is_empty()).then(|| Value::Text(text.to_owned()))
        };
        let parts = [
            ("time", moment(when.and_then(Moment::of_unix))),
            ("program", parts.next().and_then(told)),
            ("id", parts.next().and_then(told)),
        ];
        let mut said = false;
        for (part, value) in parts {
            if let Some(value) = value {
                put(&format!("{name}/{part}"), value);
                said = true;
            }
        }
        if !said {
            put(name, blocks::text(value));
        }
        return;
    }
    if name.starts_with("com.apple.lastuseddate") && value.len() == 16 {
        let seconds = value.first_chunk().map_or(0, |seconds| i64::from_le_bytes(*seconds));
        put(name, moment(Moment::of_unix(seconds)).unwrap_or(Value::Bytes(16)));
        return;
    }
    let listed = value.starts_with(b"bplist") || value.starts_with(b"<?xml");
    if let Some(values) = listed.then(|| property_list::values(value)).flatten() {
        for (_, leaf) in values {
            match leaf {
                Leaf::Text(text) => put(name, Value::Text(blocks::beginning(text.trim()).to_owned())),
                Leaf::Data(data) => put(name, Value::Bytes(data.len() as u64)),
            }
        }
        return;
    }
    let text = std::str::from_utf8(value).ok().filter(|text| !text.trim_end_matches('\0').contains(|c: char| c.is_control()));
    put(name, if text.is_some() { blocks::text(value) } else { Value::Bytes(value.len() as u64) });
}

/// The resource fork that Macs write if there is none.
fn is_blank(fork: &[u8]) -> bool {
    const WORDS: &[u8] = b"This resource fork intentionally left blank   ";
    let at = memchr::memmem::find(fork, WORDS);
    let Some((before, behind)) = at.and_then(|at| Some((fork.get(..at)?, fork.get(at.checked_add(WORDS.len())?..)?))) else {
        return false;
    };
    // Lengths and counts of zero; no room for a resource.
    const USUAL: usize = 286;
    fork.len() == USUAL && before.len() == 16 && behind.iter().filter(|&&byte| byte != 0 && byte != 0xFF).count() <= 8
}

/// The types of the resources in a fork: `icns, PICT`.
fn told_resources(fork: &[u8]) -> Value {
    /// No more are listed.
    const MOST: u16 = 32;
    let types = || {
        let mut header = Cursor::new(fork, ByteOrder::Big);
        let map = usize::try_from((header.u32()?, header.u32()?).1).ok()?;
        let list = usize::from(Cursor::starting_at(fork, map.checked_add(24)?, ByteOrder::Big).u16()?);
        let mut types = Cursor::starting_at(fork, map.checked_add(list)?, ByteOrder::Big);
        let mut names = Vec::new();
        for _ in 0..types.u16()?.checked_add(1)?.min(MOST) {
            names.push(String::from_utf8_lossy(&types.array::<4>()?).into_owned());
            types.take(4)?;
        }
        Some(names.join(", "))
    };
    types().map_or(Value::Bytes(fork.len() as u64), Value::Text)
}
