//! The Finder's `.DS_Store`: a tree of records, each about one file of the folder, including files that are gone. The
//! format is not published anywhere; this follows what programs write (a buddy allocator with a B-tree named `DSDB`).

use std::collections::BTreeSet;

use super::say::{declared, moment, say};
use untrace_core::base::{ByteOrder, Cursor, EPOCH_1904, EPOCH_2001, Moment};
use untrace_core::blocks::Found;
use untrace_core::model::{FieldId, SidecarKind, Value};

const KIND: SidecarKind = SidecarKind::DsStore;

/// Lists names of files and what is said about them; `None` if it is not such a store.
pub(super) fn read(bytes: &[u8], found: &mut Found<'_>) -> Option<()> {
    // Offsets count from after the first four bytes.
    let store = bytes.strip_prefix(b"\0\0\0\x01")?;
    let mut header = Cursor::new(store.strip_prefix(b"Bud1")?, ByteOrder::Big);
    let (start, len) = (header.u32()?, header.u32()?);
    let blocks = Blocks::of(store, declared(store, start, len)?)?;
    let mut root = Cursor::new(blocks.get(blocks.tree)?, ByteOrder::Big);
    let first = root.u32()?;
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![first];
    let mut budget = found.limits().fields;
    while let Some(number) = waiting.pop() {
        // A tree that leads back into itself would be walked for ever.
        if !seen.insert(number) {
            return None;
        }
        let mut node = Cursor::new(blocks.get(number)?, ByteOrder::Big);
        let (rightmost, count) = (node.u32()?, node.u32()?);
        waiting.extend((rightmost != 0).then_some(rightmost));
        for _ in 0..count {
            budget = budget.checked_sub(1)?;
            if rightmost != 0 {
                waiting.push(node.u32()?);
            }
            record(&mut node, &mut names, found)?;
        }
    }
    for name in names {
        say(found, 0, KIND, "file name", &name);
    }
    Some(())
}

/// The blocks of a store, by number.
struct Blocks<'a> {
    store: &'a [u8],
    addresses: Vec<u32>,
    /// Number of the block where the tree begins.
    tree: u32,
}

impl<'a> Blocks<'a> {
    fn of(store: &'a [u8], root: &[u8]) -> Option<Self> {
        const MOST: u32 = 65_536;
        /// How many addresses a group has.
        const GROUP: usize = 256;
        let mut cursor = Cursor::new(root, ByteOrder::Big);
        let count = cursor.u32().filter(|&count| count <= MOST)?;
        cursor.u32()?;
        let mut addresses = Vec::new();
        for _ in 0..count {
            addresses.push(cursor.u32()?);
        }
        let padding = addresses.len().next_multiple_of(GROUP).checked_sub(addresses.len())?;
        cursor.take(padding.checked_mul(4)?)?;
        for _ in 0..cursor.u32()? {
            let len = usize::from(cursor.u8()?);
            let (name, number) = (cursor.take(len)?, cursor.u32()?);
            if name == b"DSDB" {
                return Some(Self { store, addresses, tree: number });
            }
        }
        None
    }

    /// The low five bits of an address are the size, as a power of two.
    fn get(&self, number: u32) -> Option<&'a [u8]> {
        let address = *self.addresses.get(usize::try_from(number).ok()?)?;
        declared(self.store, address & !0x1F, 1_u32.checked_shl(address & 0x1F)?)
    }
}

/// One record: the name of a file, four letters for the property, four for its type, and the value.
fn record(node: &mut Cursor<'_>, names: &mut BTreeSet<String>, found: &mut Found<'_>) -> Option<()> {
    let name = utf16(node)?;
    let (code, kind) = (node.array::<4>()?, node.array::<4>()?);
    let at = node.at();
    let value = match &kind {
        b"bool" => Value::Text(node.u8()?.to_string()),
        b"long" | b"shor" => Value::Text(node.u32()?.to_string()),
        b"type" => Value::Text(String::from_utf8_lossy(node.take(4)?).into_owned()),
        b"comp" => Value::Bytes(node.take(8)?.len() as u64),
        // 65536ths of a second since the beginning of 1904.
        b"dutc" => {
            let seconds = i64::from_be_bytes(node.array()?) >> 16;
            moment(Moment::since(EPOCH_1904, seconds)).unwrap_or(Value::Bytes(8))
        }
        b"ustr" => Value::Text(utf16(node)?),
        b"blob" => {
            let len = usize::try_from(node.u32()?).ok()?;
            blob(&code, node.take(len)?)
        }
        _ => return None,
    };
    names.insert(name.clone());
    let code = String::from_utf8_lossy(&code).into_owned();
    found.push(at, &code, FieldId::Sidecar(KIND, code.clone()), value);
    Some(())
}

/// Modification times are seconds since 2001, as a double of eight bytes, least significant byte first.
fn blob(code: &[u8; 4], bytes: &[u8]) -> Value {
    let seconds = bytes.try_into().ok().filter(|_| matches!(code, b"modD" | b"moDD")).map(f64::from_le_bytes);
    // No file is older than Macs, or a century newer.
    let whole = seconds.filter(|seconds| (-1e9..4e9).contains(seconds)).and_then(|seconds| format!("{seconds:.0}").parse().ok());
    moment(whole.and_then(|seconds| Moment::since(EPOCH_2001, seconds))).unwrap_or(Value::Bytes(bytes.len() as u64))
}

/// A text preceded by its number of UTF-16 units.
fn utf16(cursor: &mut Cursor<'_>) -> Option<String> {
    const LONGEST: usize = 4096;
    let len = usize::try_from(cursor.u32()?).ok().filter(|&len| len <= LONGEST)?;
    let bytes = cursor.take(len.checked_mul(2)?)?;
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    Some(String::from_utf16_lossy(&units))
}
