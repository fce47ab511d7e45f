//! Windows' `Thumbs.db`: a compound file (MS-CFB) of small pictures, and in older ones a catalogue of the files they
//! show, which may have been deleted long ago.

use super::compound_file::{Stream, streams};
use super::say::{moment, say};
use untrace_core::base::{ByteOrder, Cursor, Moment};
use untrace_core::blocks::Found;
use untrace_core::model::{FieldId, SidecarKind, Value};

const KIND: SidecarKind = SidecarKind::ThumbsDb;

/// Lists names, dates and pictures; `None` if it is not a compound file, or contains too much.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    for Stream { name, content } in streams(bytes)? {
        if name == "Catalog" {
            catalogue(&content, found)?;
        } else if !content.is_empty() {
            let picture = memchr::memmem::find(&content, b"\xFF\xD8\xFF").or_else(|| memchr::memmem::find(&content, b"\x89PNG"));
            let what = if picture.is_some() { "small picture" } else { "other stream" };
            found.push(0, &name, FieldId::Sidecar(KIND, what.to_owned()), Value::Bytes(content.len() as u64));
        }
    }
    Some(())
}

/// The catalogue: a header, then the number, date and UTF-16 name of each file.
fn catalogue(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    let mut header = Cursor::new(bytes, ByteOrder::Little);
    let (len, _version, count) = (header.u16()?, header.u16()?, header.u32()?);
    let mut at = usize::from(len);
    for _ in 0..count {
        let mut entry = Cursor::starting_at(bytes, at, ByteOrder::Little);
        let (len, _number) = (usize::try_from(entry.u32()?).ok()?, entry.u32()?);
        let (low, high) = (entry.u32()?, entry.u32()?);
        // Name, its zero and two more bytes; none is shorter than its own header.
        let name = entry.take(len.checked_sub(16)?)?;
        let name: Vec<u16> =
            name.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).take_while(|&unit| unit != 0).collect();
        say(found, at, KIND, "file name", &String::from_utf16_lossy(&name));
        if let Some(value) = moment(Moment::of_filetime(u64::from(high) << 32 | u64::from(low))) {
            found.push(at, "", FieldId::Sidecar(KIND, "file date".to_owned()), value);
        }
        at = at.checked_add(len)?;
    }
    Some(())
}
