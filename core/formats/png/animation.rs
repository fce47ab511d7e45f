//! The frames of an animation, in the order that players require (PNG third edition, 11.3.6): a chunk that no player
//! shows could contain anything.

use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Unsupported};
use crate::containers::png::Chunk;

/// The state of an animation so far.
#[derive(Debug, Default)]
pub(super) struct Animation {
    /// All frames, once it has been announced.
    frames: Option<u32>,
    /// Frames still to come, once it has been announced.
    left: Option<u32>,
    /// Number of the next animation chunk.
    sequence: u32,
    /// Whether the last frame has no data yet.
    open: bool,
    /// Whether data may follow: those of the previous frame.
    begun: bool,
}

impl Animation {
    /// Whether there is one.
    pub(super) const fn is_announced(&self) -> bool {
        self.left.is_some()
    }

    /// Whether it has a single frame, so that nothing moves.
    pub(super) const fn is_still(&self) -> bool {
        matches!(self.frames, Some(1))
    }

    /// Whether no more is to come: there is no animation, or it had all of its frames.
    pub(super) const fn is_over(&self) -> bool {
        matches!(self.left, None | Some(0)) && !self.open
    }

    /// Takes the next chunk of an announced animation, or the announcement itself.
    ///
    /// # Errors
    /// [`Malformed::ChunkOrder`] for a chunk that no player shows.
    pub(super) fn take(&mut self, input: &Input<'_>, chunk: &Chunk, size: [u32; 2]) -> Result<(), Error> {
        let fits = match &chunk.kind {
            b"acTL" => self.announce(input.array(chunk.data.start)?),
            b"fcTL" => self.frame(&input.array(chunk.data.start)?, size),
            b"fdAT" => {
                let number = u32::from_be_bytes(input.array(chunk.data.start)?);
                let fits = self.begun && number == self.sequence;
                self.sequence = self.sequence.saturating_add(1);
                self.open = false;
                fits
            }
            _ => true,
        };
        if fits { Ok(()) } else { Err(Error::malformed(Malformed::ChunkOrder, Place::new(chunk.span.start, chunk.name()))) }
    }

    /// The picture itself is the first frame if it has a control chunk before it.
    ///
    /// # Errors
    /// [`Unsupported::HiddenPicture`] if it has none: players show the frames instead of it.
    pub(super) fn picture(&mut self, chunk: &Chunk) -> Result<(), Error> {
        if self.is_announced() && !self.open {
            return Err(Error::unsupported(Unsupported::HiddenPicture, Place::new(chunk.span.start, chunk.name())));
        }
        self.begun = false;
        self.open = false;
        Ok(())
    }

    fn announce(&mut self, data: [u8; 8]) -> bool {
        /// Nobody shows an animation more often; 0 is for ever.
        const MOST_PLAYS: u32 = 1 << 20;
        let mut cursor = Cursor::new(&data, ByteOrder::Big);
        self.frames = cursor.u32();
        self.left = self.frames;
        cursor.u32().is_some_and(|plays| plays <= MOST_PLAYS)
    }

    /// Sequence number, size, position, delay, disposal, blending.
    fn frame(&mut self, data: &[u8; 26], [width, height]: [u32; 2]) -> bool {
        let mut cursor = Cursor::new(data, ByteOrder::Big);
        let inside = (|| {
            let (number, [w, h, x, y]) = (cursor.u32()?, [cursor.u32()?, cursor.u32()?, cursor.u32()?, cursor.u32()?]);
            cursor.u32()?;
            let placed = x.checked_add(w)? <= width && y.checked_add(h)? <= height;
            Some(number == self.sequence && placed && cursor.u8()? <= 2 && cursor.u8()? <= 1)
        })();
        let expected = !self.open && self.left.is_some_and(|left| left > 0);
        self.left = self.left.map(|left| left.saturating_sub(1));
        self.sequence = self.sequence.saturating_add(1);
        (self.open, self.begun) = (true, true);
        expected && inside == Some(true)
    }
}
