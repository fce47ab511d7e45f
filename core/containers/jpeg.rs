//! Walks a JPEG image from SOI to EOI through every scan (ISO/IEC 10918-1, Annex B). The content of the segments, and
//! what follows EOI, is not its business.

mod entropy;
pub mod marker;
mod scans;
pub mod signature;

pub use self::scans::classes_of_tables;

use self::scans::Scans;
use crate::base::{ByteOrder, Cursor, Error, Input, Limit, Malformed, Place, Span, Unsupported};

/// A run of bytes of the image. Elements follow one another without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Fill bytes FF before a marker (B.1.1.2).
    Fill(Span),
    /// Bytes that are not a segment, and stray RSTn and TEM markers: decoders skip them.
    Stray(Span),
    /// A marker with what belongs to it; entropy-coded data belong to their SOS.
    Segment(Segment),
}

/// A marker segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Starting with the marker's FF.
    pub span: Span,
    /// Code of the marker.
    pub marker: u8,
    /// What comes after the length; empty for markers without one.
    pub payload: Span,
}

/// A complete image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// From SOI to EOI.
    pub elements: Vec<Element>,
    /// Offset of the first byte after EOI.
    pub end: u64,
}

/// Walks the image that starts at `start`.
///
/// # Errors
/// [`Error::Malformed`] for an image that is cut off or breaks the syntax in a way that would stop a decoder too,
/// [`Error::Unsupported`] for hierarchical images, [`Error::Limit`] for too many segments.
pub fn walk(input: &Input<'_>, start: u64) -> Result<Image, Error> {
    let (image, stopped) = walk_as_far(input, start);
    stopped.map(|()| image)
}

/// Walks the image that starts at `start` as far as its syntax goes: what was walked, and why it ends there.
pub fn walk_as_far(input: &Input<'_>, start: u64) -> (Image, Result<(), Error>) {
    let mut walker = Walker { input, at: start, elements: Vec::new(), frame: false, scan: false, scans: Scans::default() };
    let stopped = walker.run();
    (Image { elements: walker.elements, end: walker.at }, stopped)
}

struct Walker<'a> {
    input: &'a Input<'a>,
    at: u64,
    elements: Vec<Element>,
    frame: bool,
    scan: bool,
    scans: Scans,
}

impl Walker<'_> {
    fn run(&mut self) -> Result<(), Error> {
        if self.input.array::<2>(self.at)? != [0xFF, marker::SOI] {
            return Err(self.unexpected(marker::SOI));
        }
        self.standalone(marker::SOI)?;
        loop {
            let code = self.next_marker()?;
            if self.segment(code)? {
                return Ok(());
            }
        }
    }

    /// Skips fill bytes and strays, up to the FF of the next marker, and returns its code.
    fn next_marker(&mut self) -> Result<u8, Error> {
        let found = entropy::next_marker(self.input, self.at, entropy::Within::Segments)?.ok_or_else(|| self.no_end())?;
        self.add(Element::Stray(Span::between(self.at, found.fill)))?;
        self.add(Element::Fill(Span::between(found.fill, found.at)))?;
        self.at = found.at;
        Ok(found.code)
    }

    /// Reads one marker segment; returns whether it was the last.
    fn segment(&mut self, code: u8) -> Result<bool, Error> {
        use marker::*;
        match code {
            EOI if self.scan => {
                self.standalone(EOI)?;
                return Ok(true);
            }
            EOI => return Err(self.error(Malformed::NoFrame, EOI)),
            TEM | RST0..=RST7 => {
                self.add(Element::Stray(Span::new(self.at, 2)))?;
                self.at = self.at.saturating_add(2);
            }
            // Differential frames only occur in hierarchical images (ISO/IEC 10918-1, B.3), which decoders of photos do
            // not read.
            DHP | EXP | SOF5..=SOF7 | SOF13..=SOF15 => {
                return Err(Error::unsupported(Unsupported::Hierarchical, Place::new(self.at, name(code))));
            }
            // libjpeg stops at a second frame header, too.
            SOF0..=SOF3 | SOF9..=SOF11 if self.frame => return Err(self.error(Malformed::SecondFrame, code)),
            SOF0..=SOF3 | SOF9..=SOF11 => {
                self.frame = true;
                self.coding(code)?;
            }
            SOS if !self.frame => return Err(self.error(Malformed::NoFrame, code)),
            SOS => self.scan()?,
            DHT => self.coding(code)?,
            DAC | DQT | DRI | DNL | APP0..=APP15 | COM => {
                self.with_length(code)?;
            }
            // A second SOI, or a code without meaning: libjpeg stops there, too.
            _ => return Err(self.unexpected(code)),
        }
        Ok(false)
    }

    fn standalone(&mut self, code: u8) -> Result<(), Error> {
        let span = Span::new(self.at, 2);
        self.add(Element::Segment(Segment { span, marker: code, payload: Span::new(span.end(), 0) }))?;
        self.at = span.end();
        Ok(())
    }

    /// A segment that scans depend on.
    fn coding(&mut self, code: u8) -> Result<(), Error> {
        let payload = self.with_length(code)?;
        self.scans.prepare(code, &self.input.bytes(payload)?);
        Ok(())
    }

    fn with_length(&mut self, code: u8) -> Result<Span, Error> {
        let payload = self.payload(code)?;
        self.add(Element::Segment(Segment { span: Span::between(self.at, payload.end()), marker: code, payload }))?;
        self.at = payload.end();
        Ok(payload)
    }

    fn scan(&mut self) -> Result<(), Error> {
        let payload = self.payload(marker::SOS)?;
        if self.scans.add(&self.input.bytes(payload)?).is_none() {
            return Err(self.error(Malformed::StrangeScan, marker::SOS));
        }
        let found = entropy::next_marker(self.input, payload.end(), entropy::Within::Scan)?;
        let span = Span::between(self.at, found.map_or(self.input.len(), |found| found.fill));
        if span.end() <= payload.end() && self.scans.are_coded_by_bits() {
            return Err(self.error(Malformed::StrangeScan, marker::SOS));
        }
        self.add(Element::Segment(Segment { span, marker: marker::SOS, payload }))?;
        self.at = span.end();
        self.scan = true;
        if found.is_some() { Ok(()) } else { Err(self.no_end()) }
    }

    /// The payload of the segment at `self.at`, whose length must match the file and the content.
    fn payload(&self, code: u8) -> Result<Span, Error> {
        let at = self.at.saturating_add(2);
        let length = u16::from_be_bytes(self.input.array(at).map_err(|error| error.inside(&name(code)))?);
        // The length includes its own two bytes (B.1.1.4). For unread segments, libjpeg takes anything less as empty.
        let len = match length.checked_sub(2) {
            Some(len) => len,
            None if is_coding(code) => return Err(self.error(Malformed::SegmentLength, code)),
            None => 0,
        };
        let payload = Span::new(at.saturating_add(2), u64::from(len));
        if payload.end() > self.input.len() {
            return Err(Error::malformed(Malformed::CutOff, Place::new(self.input.len(), name(code))));
        }
        if is_coding(code) && !fits(code, &self.input.bytes(payload)?) {
            return Err(self.error(Malformed::SegmentLength, code));
        }
        Ok(payload)
    }

    fn add(&mut self, element: Element) -> Result<(), Error> {
        if let Element::Fill(span) | Element::Stray(span) = element
            && span.is_empty()
        {
            return Ok(());
        }
        if self.elements.len() >= self.input.limits().elements {
            return Err(Error::limit(Limit::Elements, Place::at(self.at)));
        }
        self.elements.push(element);
        Ok(())
    }

    fn error(&self, what: Malformed, code: u8) -> Error {
        Error::malformed(what, Place::new(self.at, name(code)))
    }

    fn unexpected(&self, code: u8) -> Error {
        self.error(Malformed::UnexpectedMarker, code)
    }

    fn no_end(&self) -> Error {
        Error::malformed(Malformed::NoEndOfImage, Place::at(self.input.len()))
    }
}

/// The name of a marker in the standard.
#[must_use]
pub fn name(code: u8) -> String {
    use marker::*;
    match code {
        SOI => "SOI".into(),
        EOI => "EOI".into(),
        SOS => "SOS".into(),
        DHT => "DHT".into(),
        DQT => "DQT".into(),
        DAC => "DAC".into(),
        DRI => "DRI".into(),
        DNL => "DNL".into(),
        DHP => "DHP".into(),
        EXP => "EXP".into(),
        COM => "COM".into(),
        // C8 is JPG, reserved for extensions (table B.1).
        SOF0..=SOF15 if code != 0xC8 => format!("SOF{}", code & 0x0F),
        APP0..=APP15 => format!("APP{}", code & 0x0F),
        _ => format!("FF{code:02X}"),
    }
}

const fn is_coding(code: u8) -> bool {
    // The codes of DHT and DAC are among those of frame headers.
    matches!(code, marker::SOF0..=marker::SOF15 | marker::SOS | marker::DQT | marker::DNL | marker::DRI)
}

/// Whether the parameters of a segment fill it exactly (B.2.2 to B.2.5): nothing can hide after them.
#[must_use]
pub fn fits(code: u8, payload: &[u8]) -> bool {
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    let read = match code {
        marker::DHT => huffman_tables(&mut cursor),
        marker::DQT => quantization_tables(&mut cursor),
        // Entries are pairs of bytes (B.2.4.3): an odd byte is left over, so the segment does not fit.
        marker::DAC => cursor.take(payload.len() & !1).map(drop),
        marker::DRI | marker::DNL => cursor.take(2).map(drop),
        marker::SOS => components(&mut cursor).and_then(|n| cursor.take(n.saturating_mul(2).saturating_add(3))).map(drop),
        _ => cursor.take(5).and_then(|_| components(&mut cursor)).and_then(|n| cursor.take(n.saturating_mul(3))).map(drop),
    };
    read.is_some() && cursor.rest().is_empty()
}

/// The number of components of a frame or scan; no decoder of photos reads more than four.
fn components(cursor: &mut Cursor<'_>) -> Option<usize> {
    cursor.u8().filter(|n| (1..=4).contains(n)).map(usize::from)
}

/// Destinations of tables are 0 to 3, classes 0 and 1 (B.2.4).
fn huffman_tables(cursor: &mut Cursor<'_>) -> Option<()> {
    while !cursor.rest().is_empty() {
        cursor.u8().filter(|name| name & !0x13 == 0)?;
        let counts: [u8; 16] = cursor.array()?;
        let codes = counts.iter().map(|&count| usize::from(count)).sum();
        // Values are bytes, so no table needs more than 256 of them.
        cursor.take(Some(codes).filter(|&codes| codes <= 256)?)?;
    }
    Some(())
}

fn quantization_tables(cursor: &mut Cursor<'_>) -> Option<()> {
    while !cursor.rest().is_empty() {
        // Precisions are 0 and 1, destinations 0 to 3 (B.2.4.1).
        let sixteen_bit = cursor.u8().filter(|name| name & !0x13 == 0)? >> 4 != 0;
        cursor.take(if sixteen_bit { 128 } else { 64 })?;
    }
    Some(())
}

#[cfg(test)]
mod tests;
