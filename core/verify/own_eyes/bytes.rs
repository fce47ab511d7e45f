//! A copy, read from its first byte to its last: each is a constant, a length, a number in its range, part of coded data,
//! or a value on the list. Whatever is none of these is a stray.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::durations::Times;
use crate::base::{ByteOrder, Error, Input, Span, Spans};

/// How much is read at once.
const WINDOW: u64 = 4096;

/// A byte that the grammar has no place for.
#[derive(Debug)]
pub(super) enum Stray {
    /// Its offset in the copy.
    At(u64),
    Unreadable(Error),
}

pub(super) type Seen<T = ()> = Result<T, Stray>;

/// Where the scan of a copy found what is read here no further.
#[derive(Debug)]
pub(in super::super) struct Media {
    /// Coded data.
    pub(in super::super) coded: Spans,
    /// The numbers of gain maps and the like among them.
    pub(in super::super) numbers: Spans,
}

/// What is left of a copy, or of a part of it.
pub(super) struct Bytes<'a, 'i> {
    copy: &'a Input<'i>,
    media: &'a Media,
    at: u64,
    end: u64,
    window: Vec<u8>,
    window_at: u64,
    bits: u64,
    #[cfg(test)]
    pub(super) on_list: Vec<Span>,
    pub(super) order: ByteOrder,
    /// Whether there may be blocks of metadata that somebody asked for.
    pub(super) kept: bool,
    /// How long a movie lasts, as far as it was read.
    pub(super) times: Times,
    /// How long its tracks last, by the ways in which writers count; ticks of the movie.
    pub(super) lasting: BTreeSet<u64>,
    /// The ids of all items, those that lists refer to, with a place where they do, and how many properties there are.
    pub(super) items: BTreeSet<u64>,
    pub(super) referred: BTreeMap<u64, u64>,
    pub(super) properties: u64,
}

impl<'a, 'i> Bytes<'a, 'i> {
    pub(super) fn new(copy: &'a Input<'i>, media: &'a Media, kept: bool) -> Self {
        Self {
            copy,
            media,
            at: 0,
            end: copy.len(),
            window: Vec::new(),
            window_at: 0,
            bits: 0,
            #[cfg(test)]
            on_list: Vec::new(),
            order: ByteOrder::Big,
            kept,
            times: Times::default(),
            lasting: BTreeSet::new(),
            items: BTreeSet::new(),
            referred: BTreeMap::new(),
            properties: 0,
        }
    }

    /// Bytes that the numbers so far could have been chosen for.
    #[cfg(test)]
    pub(super) const fn said(&self) -> u64 {
        self.bits.div_ceil(8)
    }

    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    pub(super) const fn left(&self) -> u64 {
        self.end.saturating_sub(self.at)
    }

    pub(super) fn stray<T>(&self) -> Seen<T> {
        Err(Stray::At(self.at))
    }

    /// Goes on somewhere else in the file, as directories of TIFF do.
    pub(super) fn go(&mut self, to: u64) -> Seen {
        if to > self.end {
            return self.stray();
        }
        self.at = to;
        Ok(())
    }

    /// The next bytes, without going on.
    pub(super) fn peek<const N: usize>(&mut self) -> Seen<[u8; N]> {
        if (N as u64) > self.left() {
            return self.stray();
        }
        let missing = self.at < self.window_at
            || self.at.saturating_add(N as u64) > self.window_at.saturating_add(self.window.len() as u64);
        if missing {
            let len = WINDOW.max(N as u64).min(self.copy.len().saturating_sub(self.at));
            self.window.resize(usize::try_from(len).unwrap_or(0), 0);
            self.copy.read_exact_at(self.at, &mut self.window).map_err(Stray::Unreadable)?;
            self.window_at = self.at;
        }
        let from = usize::try_from(self.at.saturating_sub(self.window_at)).unwrap_or(usize::MAX);
        let bytes = self.window.get(from..).and_then(|rest| rest.first_chunk());
        bytes.copied().ok_or(Stray::At(self.at))
    }

    pub(super) fn array<const N: usize>(&mut self) -> Seen<[u8; N]> {
        let bytes = self.peek()?;
        self.at = self.at.saturating_add(N as u64);
        Ok(bytes)
    }

    pub(super) fn exactly(&mut self, bytes: &[u8]) -> Seen {
        for byte in bytes {
            if self.peek()? != [*byte] {
                return self.stray();
            }
            self.at = self.at.saturating_add(1);
        }
        Ok(())
    }

    /// Whether these are the next bytes; goes on behind them if so.
    pub(super) fn begins(&mut self, bytes: &[u8]) -> bool {
        let start = self.at;
        let begins = self.exactly(bytes).is_ok();
        if !begins {
            self.at = start;
        }
        begins
    }

    pub(super) fn zeros(&mut self, len: u64) -> Seen {
        let span = Span::new(self.at, len);
        if len > self.left() {
            return self.stray();
        }
        // Where something was that is gone, there are many.
        if len > WINDOW && self.copy.is_filled(span, 0).map_err(Stray::Unreadable)? {
            self.at = span.end();
        }
        while self.at < span.end() {
            self.exactly(&[0])?;
        }
        Ok(())
    }

    /// An unsigned number of this many bytes, whatever it is.
    pub(super) fn whole(&mut self, width: u8) -> Seen<u64> {
        let mut number = 0_u64;
        for place in 0..u32::from(width) {
            let byte = u64::from(self.array::<1>()?[0]);
            number = match self.order {
                ByteOrder::Big => number << 8 | byte,
                ByteOrder::Little => number | byte.checked_shl(place.saturating_mul(8)).unwrap_or(0),
            };
        }
        Ok(number)
    }

    /// A number that is at most this, and may have been chosen.
    pub(super) fn number(&mut self, width: u8, most: u64) -> Seen<u64> {
        let start = self.at;
        let number = self.whole(width)?;
        if number > most {
            return Err(Stray::At(start));
        }
        self.chosen(most);
        Ok(number)
    }

    /// The same with a sign.
    pub(super) fn signed(&mut self, width: u8, most: u64) -> Seen {
        let start = self.at;
        let number = self.whole(width)?;
        let negative = 1_u64.checked_shl(u32::from(width).saturating_mul(8)).unwrap_or(0).wrapping_sub(number);
        if number.min(negative) > most {
            return Err(Stray::At(start));
        }
        self.chosen(most.saturating_mul(2));
        Ok(())
    }

    /// Counts a choice between zero and this.
    pub(super) fn chosen(&mut self, most: u64) {
        self.bits = self.bits.saturating_add(u64::from(most.checked_ilog2().map_or(0, |bits| bits.saturating_add(1))));
    }

    /// A length, a count, or a place in the file: no more than there are bytes, and given by what is there.
    pub(super) fn length(&mut self, width: u8) -> Seen<u64> {
        let start = self.at;
        let length = self.whole(width)?;
        if length > self.copy.len() { Err(Stray::At(start)) } else { Ok(length) }
    }

    /// One of these words, all of the same length.
    pub(super) fn word<const N: usize>(&mut self, words: &[[u8; N]]) -> Seen<[u8; N]> {
        let word = self.peek()?;
        if !words.contains(&word) {
            return self.stray();
        }
        self.chosen((words.len() as u64).saturating_sub(1));
        self.array()
    }

    /// A value on the list.
    pub(super) fn listed(&mut self, len: u64) -> Seen {
        if len > self.left() {
            return self.stray();
        }
        #[cfg(test)]
        self.on_list.push(Span::new(self.at, len));
        self.at = self.at.saturating_add(len);
        Ok(())
    }

    /// A number on the list.
    pub(super) fn listed_number(&mut self, width: u8) -> Seen<u64> {
        let start = self.at;
        let number = self.whole(width)?;
        self.at = start;
        self.listed(width.into())?;
        Ok(number)
    }

    /// Coded data, if they begin here: their length.
    pub(super) fn coded(&mut self) -> Seen<u64> {
        let len = self.here(&self.media.coded);
        self.listed(len)?;
        Ok(len)
    }

    /// The length of the numbers among coded data that begin here.
    pub(super) fn numbers(&self) -> u64 {
        self.here(&self.media.numbers)
    }

    /// How much of these spans begins here.
    fn here(&self, spans: &Spans) -> u64 {
        let first = spans.within(Span::between(self.at, self.end)).next();
        first.filter(|span| span.start == self.at).map_or(0, |span| span.len)
    }

    /// Zeros up to where coded data begin, numbers among them, or the end.
    pub(super) fn zeros_before_coded(&mut self) -> Seen {
        let left = Span::between(self.at, self.end);
        let starts =
            [&self.media.coded, &self.media.numbers].map(|spans| spans.within(left).next().map_or(self.end, |span| span.start));
        let next = starts.into_iter().min().unwrap_or(self.end);
        self.zeros(next.saturating_sub(self.at))
    }

    /// A part of this length, which has to be read up to its end.
    pub(super) fn inside<T>(&mut self, len: u64, read: impl FnOnce(&mut Self) -> Seen<T>) -> Seen<T> {
        if len > self.left() {
            return self.stray();
        }
        let end = std::mem::replace(&mut self.end, self.at.saturating_add(len));
        let seen = read(self);
        let left = self.left();
        self.end = end;
        if left > 0 && seen.is_ok() { self.stray() } else { seen }
    }

    /// The checksum of this many of the next bytes, without going on.
    pub(super) fn checksum(&self, len: u64) -> Seen<u32> {
        if len > self.left() {
            return self.stray();
        }
        let mut sum = crc32fast::Hasher::new();
        let add = |_, piece: &[u8]| {
            sum.update(piece);
            ControlFlow::<()>::Continue(())
        };
        self.copy.stream(Span::new(self.at, len), add).map_err(Stray::Unreadable)?;
        Ok(sum.finalize())
    }
}
