//! The fields of a box, one after the other: each is read, looked at, and written anew.

use std::ops::RangeInclusive;

use crate::base::{ByteOrder, Cursor};

/// Reads the fields of a box and writes them anew; `None` if they have no meaning.
pub(super) type Read = fn(&mut Fields<'_>) -> Option<()>;

/// What is left of a body, and what was written anew.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    rest: Cursor<'a>,
    anew: Vec<u8>,
}

impl<'a> Fields<'a> {
    /// All fields of a body; `None` if one of them has no meaning, or is missing.
    pub(super) fn anew(body: &'a [u8], read: impl FnOnce(&mut Self) -> Option<()>) -> Option<Vec<u8>> {
        let mut fields = Self { rest: Cursor::new(body, ByteOrder::Big), anew: Vec::new() };
        read(&mut fields)?;
        Some(fields.anew)
    }

    /// Bytes that are the same in every box, whatever stands there.
    pub(super) fn constant(&mut self, bytes: &[u8]) -> Option<()> {
        self.rest.take(bytes.len())?;
        self.anew.extend(bytes);
        Some(())
    }

    /// Version and flags of a box that has one version and no flags (ISO/IEC 14496-12, 4.2).
    pub(super) fn full(&mut self) -> Option<()> {
        self.versioned(0, 0).map(|_| ())
    }

    /// A version up to this one, and those of the flags that there are.
    pub(super) fn versioned(&mut self, most: u8, flags: u32) -> Option<(u8, u32)> {
        let [version, a, b, c] = self.rest.array()?;
        let flags = u32::from_be_bytes([0, a, b, c]) & flags;
        self.anew.extend((u32::from(version) << 24 | flags).to_be_bytes());
        (version <= most).then_some((version, flags))
    }

    /// A byte, as it should be.
    pub(super) fn byte(&mut self, meaning: impl FnOnce(u8) -> Option<u8>) -> Option<u8> {
        let byte = self.rest.u8().and_then(meaning)?;
        self.anew.push(byte);
        Some(byte)
    }

    /// The same for two bytes.
    pub(super) fn short(&mut self, meaning: impl FnOnce(u16) -> Option<u16>) -> Option<u16> {
        let short = self.rest.u16().and_then(meaning)?;
        self.anew.extend(short.to_be_bytes());
        Some(short)
    }

    /// The same for four bytes.
    pub(super) fn long(&mut self, meaning: impl FnOnce(u32) -> Option<u32>) -> Option<u32> {
        let long = self.rest.u32().and_then(meaning)?;
        self.anew.extend(long.to_be_bytes());
        Some(long)
    }

    /// The same for bytes that only mean something together.
    pub(super) fn array<const LEN: usize>(&mut self, meaning: impl FnOnce([u8; LEN]) -> Option<[u8; LEN]>) -> Option<()> {
        let array = self.rest.array().and_then(meaning)?;
        self.anew.extend(array);
        Some(())
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest.rest()
    }
}

/// A number that means something in this range only.
pub(super) fn within<T: PartialOrd + Copy>(range: RangeInclusive<T>) -> impl FnOnce(T) -> Option<T> {
    move |number| range.contains(&number).then_some(number)
}

/// A number that means something if it is one of these.
pub(super) fn one_of<T: PartialEq + Copy>(meanings: &[T]) -> impl FnOnce(T) -> Option<T> {
    move |number| meanings.contains(&number).then_some(number)
}
