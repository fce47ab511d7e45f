//! AAC: the elements before the first channel of a `raw_data_block` (ISO/IEC 14496-3, 4.4.2.1), and the configuration
//! of a decoder. Only decoding shows where a channel ends: what comes after the first one counts as coded sound.

pub mod configuration;
mod fill;
mod program;
#[cfg(test)]
mod tests;

pub use configuration::{Configuration, configuration};

use super::Mark;
use super::bits::{Anew, Bits};
use super::syntactic_elements::{ID_BITS, data_stream, id};
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;

/// Marks what comes before the first channel of a `raw_data_block`: the bytes of data stream elements, the filling of
/// fill elements, comments of program configurations, and what follows the end of a block without a channel.
///
/// # Errors
/// [`Malformed::CodedSample`] for elements that do not fit the sample, or are not allowed here;
/// [`crate::base::Unsupported::CodedExtension`] for MPEG Surround and MPEG-D data, which have room of their own.
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    if sample.is_empty() {
        return Ok(());
    }
    // Most samples begin with a channel: there is nothing more to read.
    let [first] = input.array::<1>(sample.start)?;
    if u32::from(first >> 5) <= id::LFE {
        return Ok(());
    }
    let bytes = input.bytes(sample)?;
    let wrong = |at: usize| Error::malformed(Malformed::CodedSample, place(sample, at));
    // ADTS: according to 14496-14, 3.1.1 there is no such header, but decoders read it.
    if bytes.starts_with(&[0xFF]) && bytes.get(1).is_some_and(|byte| byte >> 4 == 0xF) {
        return Err(wrong(0));
    }
    let (mut bits, mut anew) = (Bits::new(&bytes), Anew::of(sample, &bytes));
    loop {
        let at = bits.at();
        let read = match bits.take(ID_BITS).ok_or_else(|| wrong(at))? {
            id::DSE => data_stream(&mut bits, &mut anew),
            id::PCE => program::walk(&mut bits, &mut anew),
            id::FIL => fill::walk(&mut bits, &mut anew).map_err(|what| what.at(place(sample, at)))?,
            id::END => {
                let rest = bits.skip(bits.left()).ok_or_else(|| wrong(at))?;
                anew.clear(rest, CodedElement::Tail);
                break;
            }
            _ => break,
        };
        read.ok_or_else(|| wrong(at))?;
    }
    anew.mark(marks);
    Ok(())
}

fn place(sample: Span, bit: usize) -> Place {
    Place::new(sample.start.saturating_add(bit as u64 / 8), "AAC")
}
