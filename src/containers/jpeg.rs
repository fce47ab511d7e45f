//! Walks a JPEG image from SOI to EOI through every scan (ISO/IEC 10918-1, Annex B). What the segments hold, and
//! what follows EOI, is not its business.

mod entropy;

use crate::error::{Error, Limit, Malformed, Place, Unsupported};
use crate::input::{ByteOrder, Cursor, Input, Span};

/// Marker codes, without the FF before them (ISO/IEC 10918-1, table B.1).
pub mod marker {
    #![allow(missing_docs, reason = "the names are the standard's")]
    pub const TEM: u8 = 0x01;
    pub const SOF0: u8 = 0xC0;
    pub const SOF3: u8 = 0xC3;
    pub const DHT: u8 = 0xC4;
    pub const SOF5: u8 = 0xC5;
    pub const SOF7: u8 = 0xC7;
    pub const SOF9: u8 = 0xC9;
    pub const SOF11: u8 = 0xCB;
    pub const DAC: u8 = 0xCC;
    pub const SOF13: u8 = 0xCD;
    pub const SOF15: u8 = 0xCF;
    pub const RST0: u8 = 0xD0;
    pub const RST7: u8 = 0xD7;
    pub const SOI: u8 = 0xD8;
    pub const EOI: u8 = 0xD9;
    pub const SOS: u8 = 0xDA;
    pub const DQT: u8 = 0xDB;
    pub const DNL: u8 = 0xDC;
    pub const DRI: u8 = 0xDD;
    pub const DHP: u8 = 0xDE;
    pub const EXP: u8 = 0xDF;
    pub const APP0: u8 = 0xE0;
    pub const APP15: u8 = 0xEF;
    pub const COM: u8 = 0xFE;
}

/// A run of bytes of the image. Elements follow one another without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Fill bytes FF before a marker (B.1.1.2).
    Fill(Span),
    /// Bytes that are no segment, and stray RSTn and TEM markers: decoders pass over them.
    Stray(Span),
    /// A marker with what belongs to it; entropy-coded data belong to their SOS.
    Segment(Segment),
}

/// A marker segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// From the marker's FF on.
    pub span: Span,
    /// Code of the marker.
    pub marker: u8,
    /// What stands behind the length; empty for markers without one.
    pub payload: Span,
}

/// An image that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// From SOI to EOI.
    pub elements: Vec<Element>,
    /// Offset of the first byte behind EOI.
    pub end: u64,
}

/// Walks the image that starts at `start`.
///
/// # Errors
/// [`Error::Malformed`] for an image that is cut off or breaks the syntax where a decoder would stop too,
/// [`Error::Unsupported`] for hierarchical images, [`Error::Limit`] for too many segments.
pub fn walk(input: &Input<'_>, start: u64) -> Result<Image, Error> {
    let mut walker = Walker { input, at: start, elements: Vec::new(), frame: false, scan: false };
    walker.run()?;
    Ok(Image { elements: walker.elements, end: walker.at })
}

struct Walker<'a> {
    input: &'a Input<'a>,
    at: u64,
    elements: Vec<Element>,
    frame: bool,
    scan: bool,
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

    /// Passes over fill bytes and strays, up to the FF of the next marker; answers its code.
    fn next_marker(&mut self) -> Result<u8, Error> {
        let found = entropy::next_marker(self.input, self.at, entropy::Within::Segments)?.ok_or_else(|| self.no_end())?;
        self.add(Element::Stray(Span::between(self.at, found.fill)))?;
        self.add(Element::Fill(Span::between(found.fill, found.at)))?;
        self.at = found.at;
        Ok(found.code)
    }

    /// Reads one marker segment; answers whether it was the last.
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
            DHP | EXP | SOF5..=SOF7 | SOF13..=SOF15 => {
                return Err(Error::unsupported(Unsupported::Hierarchical, Place::new(self.at, name(code))));
            }
            SOF0..=SOF3 | SOF9..=SOF11 if self.frame => return Err(self.error(Malformed::SecondFrame, code)),
            SOF0..=SOF3 | SOF9..=SOF11 => {
                self.frame = true;
                self.with_length(code)?;
            }
            SOS if !self.frame => return Err(self.error(Malformed::NoFrame, code)),
            SOS => self.scan()?,
            DHT | DAC | DQT | DRI | DNL | APP0..=APP15 | COM => {
                self.with_length(code)?;
            }
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

    fn with_length(&mut self, code: u8) -> Result<(), Error> {
        let payload = self.payload(code)?;
        self.add(Element::Segment(Segment { span: Span::between(self.at, payload.end()), marker: code, payload }))?;
        self.at = payload.end();
        Ok(())
    }

    fn scan(&mut self) -> Result<(), Error> {
        let payload = self.payload(marker::SOS)?;
        let found = entropy::next_marker(self.input, payload.end(), entropy::Within::Scan)?.ok_or_else(|| self.no_end())?;
        let span = Span::between(self.at, found.fill);
        self.add(Element::Segment(Segment { span, marker: marker::SOS, payload }))?;
        self.at = span.end();
        self.scan = true;
        Ok(())
    }

    /// The payload of the segment at `self.at`, whose length fits into the file and what it holds.
    fn payload(&self, code: u8) -> Result<Span, Error> {
        let at = self.at.saturating_add(2);
        let length = u16::from_be_bytes(self.input.array(at).map_err(|error| error.inside(&name(code)))?);
        let Some(len) = length.checked_sub(2) else {
            return Err(self.error(Malformed::SegmentLength, code));
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

/// The standard's name of a marker.
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
        SOF0..=SOF15 if code != 0xC8 => format!("SOF{}", code & 0x0F),
        APP0..=APP15 => format!("APP{}", code & 0x0F),
        _ => format!("FF{code:02X}"),
    }
}

const fn is_coding(code: u8) -> bool {
    matches!(code, marker::SOF0..=marker::SOF15 | marker::SOS | marker::DQT | marker::DNL | marker::DRI)
}

/// Whether the parameters of a segment fill it exactly (B.2.2 to B.2.5): nothing can hide behind them.
#[must_use]
pub fn fits(code: u8, payload: &[u8]) -> bool {
    let mut cursor = Cursor::new(payload, ByteOrder::Big);
    let read = match code {
        marker::DHT => huffman_tables(&mut cursor),
        marker::DQT => quantization_tables(&mut cursor),
        marker::DAC => cursor.take(payload.len() & !1).map(drop),
        marker::DRI | marker::DNL => cursor.take(2).map(drop),
        marker::SOS => components(&mut cursor).and_then(|n| cursor.take(n.saturating_mul(2).saturating_add(3))).map(drop),
        _ => cursor.take(5).and_then(|_| components(&mut cursor)).and_then(|n| cursor.take(n.saturating_mul(3))).map(drop),
    };
    read.is_some() && cursor.rest().is_empty()
}

/// How many components a frame or a scan has; more than four no decoder of photos reads.
fn components(cursor: &mut Cursor<'_>) -> Option<usize> {
    cursor.u8().filter(|n| (1..=4).contains(n)).map(usize::from)
}

/// Destinations of tables are 0 to 3, classes 0 and 1 (B.2.4).
fn huffman_tables(cursor: &mut Cursor<'_>) -> Option<()> {
    while !cursor.rest().is_empty() {
        cursor.u8().filter(|name| name & !0x13 == 0)?;
        let counts: [u8; 16] = cursor.array()?;
        let codes = counts.iter().map(|&count| usize::from(count)).sum();
        cursor.take(Some(codes).filter(|&codes| codes <= 256)?)?;
    }
    Some(())
}

fn quantization_tables(cursor: &mut Cursor<'_>) -> Option<()> {
    while !cursor.rest().is_empty() {
        let sixteen_bit = cursor.u8().filter(|name| name & !0x13 == 0)? >> 4 != 0;
        cursor.take(if sixteen_bit { 128 } else { 64 })?;
    }
    Some(())
}

#[cfg(test)]
mod tests;
