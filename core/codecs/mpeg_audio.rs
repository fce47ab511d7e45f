//! MPEG-1 and MPEG-2 audio, layer III (ISO/IEC 11172-3, 2.4.1; 13818-3, 2.4.1): what is between the coded sound of
//! frames, and between frames. The sound of a frame may begin in earlier ones, so a track is walked as a whole.

mod header;
mod outside;
mod reservoir;
mod side;
#[cfg(test)]
mod tests;

use header::Header;
use reservoir::Reservoir;

use super::bits::Anew;
use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported};
use crate::model::CodedElement;

/// The frames of a track, in decoding order.
#[derive(Debug, Default)]
pub struct Frames {
    reservoir: Reservoir,
}

impl Frames {
    /// Marks private bits and tags in a sample, and whatever is now known to be between the coded sound: auxiliary
    /// data, names of encoders, whole frames that only describe the others. These may be in earlier samples: the marks
    /// of a track have to be sorted.
    ///
    /// # Errors
    /// [`Malformed::CodedSample`] if frames and tags do not tile the sample; [`Unsupported::CodedExtension`] for layers
    /// I and II and for frames of free length, whose ends are not searched for.
    pub fn walk(&mut self, input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
        let bytes = input.bytes(sample)?;
        let mut rest: &[u8] = &bytes;
        let mut start = sample.start;
        while !rest.is_empty() {
            let place = || Place::new(start, "MPEG audio");
            let wrong = || Error::malformed(Malformed::CodedSample, place());
            let outside = outside::len(rest).ok_or_else(wrong)?;
            let len = if outside > 0 {
                let stuffing = Stuffing::of(0);
                let says = outside::says(rest.get(..outside).unwrap_or_default());
                marks.push(Mark { span: Span::new(start, outside as u64), element: CodedElement::Id3, stuffing, says });
                outside
            } else {
                let header = Header::read(rest).ok_or_else(wrong)?;
                let len = header.frame_len().ok_or_else(|| Error::unsupported(Unsupported::CodedExtension, place()))?;
                let frame = rest.get(..len).ok_or_else(wrong)?;
                self.frame(input, Span::new(start, len as u64), frame, header, marks)?.ok_or_else(wrong)?;
                len
            };
            rest = rest.get(len..).unwrap_or_default();
            start = start.saturating_add(len as u64);
        }
        Ok(())
    }

    /// Marks what comes after the coded sound of the last frame.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn finish(mut self, input: &Input<'_>, marks: &mut Vec<Mark>) -> Result<(), Error> {
        self.reservoir.finish(input, marks)
    }

    fn frame(
        &mut self,
        input: &Input<'_>,
        span: Span,
        frame: &[u8],
        header: Header,
        marks: &mut Vec<Mark>,
    ) -> Result<Option<()>, Error> {
        let mut anew = Anew::of(span, frame);
        let Some(side) = side::walk(frame, header, &mut anew) else { return Ok(None) };
        anew.mark(marks);
        let area = Span::between(span.start.saturating_add(side.end as u64), span.end());
        self.reservoir.frame(input, area, side.begin, side.bits, marks)?;
        Ok(Some(()))
    }
}
