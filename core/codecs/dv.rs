//! DV (IEC 61834-2; SMPTE ST 314, ST 370): the packs of subcode, of VAUX and AAUX, and reserved bytes. Blocks of
//! pictures and sound are coded data. Everything has a fixed place in a frame: nothing is searched for.

mod pack;

use super::{Mark, Stuffing};
use crate::base::{Error, Input, Malformed, Place, Span};
use crate::model::CodedElement;
use pack::{Area, PACK_LEN, Packs};

/// Lengths of frames: 10 or 12 sequences, in one to four channels (ST 314, 5; ST 370, 5).
const FRAMES: [u64; 6] = [120_000, 144_000, 240_000, 288_000, 480_000, 576_000];

/// A DIF sequence has 150 DIF blocks of 80 bytes.
const BLOCKS: usize = 150;
const BLOCK: usize = 80;

/// An identification comes before each block, and before each synchronization block of subcode.
const ID: usize = 3;

/// What a decoder has no use for is filled with ones.
const ONES: u8 = 0xFF;

/// Marks what no decoder needs in a sample.
///
/// # Errors
/// [`Malformed::CodedSample`] for a length that no frame has, or a misplaced block; those of [`Input::bytes`].
pub fn walk(input: &Input<'_>, sample: Span, marks: &mut Vec<Mark>) -> Result<(), Error> {
    if !FRAMES.contains(&sample.len) {
        return Err(Error::malformed(Malformed::CodedSample, Place::at(sample.start)));
    }
    let bytes = input.bytes(sample)?;
    let mut frame = Frame { at: sample.start, packs: Packs::default(), marks: Vec::new() };
    for (number, block) in bytes.chunks_exact(BLOCK).enumerate() {
        frame.block(number % BLOCKS, block)?;
        frame.at = frame.at.saturating_add(BLOCK as u64);
    }
    let nothing = CodedElement::DvPack(pack::NO_INFO);
    let telling = frame.marks.iter().position(|mark| mark.element != nothing).unwrap_or(0);
    if let Some(mark) = frame.marks.get_mut(telling) {
        mark.says = frame.packs.says();
    }
    marks.append(&mut frame.marks);
    Ok(())
}

struct Frame {
    at: u64,
    packs: Packs,
    marks: Vec<Mark>,
}

impl Frame {
    /// A block by its number in the sequence (ST 314, figure 13).
    fn block(&mut self, number: usize, block: &[u8]) -> Result<(), Error> {
        const HEADER: u8 = 0;
        const SUBCODE: u8 = 1;
        const VAUX: u8 = 2;
        const AUDIO: u8 = 3;
        const VIDEO: u8 = 4;
        let section = match number {
            0 => HEADER,
            1 | 2 => SUBCODE,
            3..=5 => VAUX,
            // One block of sound before every fifteen of pictures.
            _ if number % 16 == 6 => AUDIO,
            _ => VIDEO,
        };
        if block.first().is_none_or(|id| id >> 5 != section) {
            return Err(Error::malformed(Malformed::CodedSample, Place::at(self.at)));
        }
        match section {
            // DSF, APT, TF and AP of three areas; everything after them is reserved.
            HEADER => self.mark(block, ID.saturating_add(5), Vec::new(), pack::NO_INFO),
            SUBCODE => self.subcode(block),
            VAUX => {
                let packs = block.get(ID..).unwrap_or_default().chunks_exact(PACK_LEN);
                let mut gone = pack::NO_INFO;
                let head = packs.flat_map(|pack| self.packs.take(pack, Area::Vaux, &mut gone)).collect();
                self.mark(block, ID, head, gone);
            }
            AUDIO => {
                let end = ID.saturating_add(PACK_LEN);
                let mut gone = pack::NO_INFO;
                let head = self.packs.take(block.get(ID..end).unwrap_or_default(), Area::Aaux, &mut gone);
                self.mark(block.get(..end).unwrap_or_default(), ID, head.to_vec(), gone);
            }
            _ => {}
        }
        Ok(())
    }

    /// Six synchronization blocks, each an identification and a pack. Two bytes of the former number the block and the
    /// track.
    fn subcode(&mut self, block: &[u8]) {
        const KEPT: usize = 2;
        let mut gone = pack::NO_INFO;
        let mut head = Vec::new();
        for synchronization in block.get(ID..).unwrap_or_default().chunks_exact(ID.saturating_add(PACK_LEN)).take(6) {
            let (id, pack) = synchronization.split_at(ID);
            head.extend(id.get(..KEPT).unwrap_or_default());
            head.push(ONES);
            head.extend(self.packs.take(pack, Area::Subcode, &mut gone));
        }
        self.mark(block, ID, head, gone);
    }

    /// Marks a block from a byte on.
    fn mark(&mut self, block: &[u8], from: usize, head: Vec<u8>, gone: u8) {
        let span = Span::new(self.at.saturating_add(from as u64), block.len().saturating_sub(from) as u64);
        let stuffing = Stuffing { head, fill: ONES };
        self.marks.push(Mark::new(span, CodedElement::DvPack(gone), stuffing));
    }
}

#[cfg(test)]
mod tests;
