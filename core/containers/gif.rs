//! Walks the blocks of a GIF file (GIF89a specification, 17 to 27), by the lengths of their sub-blocks. The content of
//! extensions, and what follows the trailer, is not its business.

use std::borrow::Cow;

use crate::base::{Error, Input, Limit, Malformed, Place, Span};

/// Labels of extensions (23 to 26).
pub mod label {
    #![allow(missing_docs, reason = "the names are the standard's")]
    pub const PLAIN_TEXT: u8 = 0x01;
    pub const CONTROL: u8 = 0xF9;
    pub const COMMENT: u8 = 0xFE;
    pub const APPLICATION: u8 = 0xFF;
}

/// Length of the signature and the logical screen descriptor.
pub const SCREEN_LEN: u64 = 13;
/// Length of an image descriptor, with its separator.
pub const IMAGE_LEN: u64 = 10;
/// Most sub-blocks of one image: 256 MB.
const MOST_SUB_BLOCKS: usize = 1 << 20;
/// Bytes read at once while skipping sub-blocks.
const WINDOW: u64 = 64 << 10;

/// A block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Image descriptor, local colour table and image data.
    Image(Span),
    /// An extension.
    Extension {
        /// From the introducer to the terminator.
        span: Span,
        /// Its label.
        label: u8,
    },
    /// Zero bytes between two blocks, which readers skip.
    Zeros(Span),
}

/// A complete GIF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gif {
    /// Signature, logical screen descriptor, global colour table.
    pub screen: Span,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The trailer; empty if the file ends there instead, or the last block does, or no block begins: readers accept
    /// that.
    pub trailer: Span,
    /// Whether the last block is an image whose data have no terminator because the file ends.
    pub unterminated: bool,
}

/// Walks the GIF file that the input begins with.
///
/// # Errors
/// [`Error::Malformed`] if it ends inside a block, or if no block begins, unless that is an extension, or something
/// else that is not an image, after the last image; [`Error::Limit`] for too many blocks.
pub fn walk(input: &Input<'_>) -> Result<Gif, Error> {
    let mut reader = Reader { input, window: Cow::Borrowed(&[]), start: 0 };
    if !matches!(&input.array::<6>(0)?, b"GIF87a" | b"GIF89a") {
        return Err(Error::malformed(Malformed::Unrecognised, Place::at(0)));
    }
    let screen = Span::between(0, colours(SCREEN_LEN, reader.byte(10)?));
    if screen.end() > input.len() {
        return Err(Error::malformed(Malformed::CutOff, Place::at(input.len())));
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = screen.end();
    loop {
        if at >= input.len() {
            return Ok(Gif { screen, blocks, trailer: Span::new(at, 0), unterminated: false });
        }
        if blocks.len() >= input.limits().elements {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let block = match reader.byte(at)? {
            b';' => return Ok(Gif { screen, blocks, trailer: Span::new(at, 1), unterminated: false }),
            b',' => {
                let table = colours(at.saturating_add(IMAGE_LEN), reader.byte(at.saturating_add(9))?);
                // The code size comes after the table.
                match reader.behind_sub_blocks(table.saturating_add(1))? {
                    End::Terminated(end) => Block::Image(Span::between(at, end)),
                    End::File => {
                        blocks.push(Block::Image(Span::between(at, input.len())));
                        return Ok(Gif { screen, blocks, trailer: Span::new(input.len(), 0), unterminated: true });
                    }
                }
            }
            b'!' => {
                let extension = reader.byte(at.saturating_add(1)).and_then(|label| {
                    let end = reader.behind_sub_blocks(at.saturating_add(2))?;
                    Ok((label, end))
                });
                match extension {
                    Ok((label, End::Terminated(end))) => Block::Extension { span: Span::between(at, end), label },
                    Err(Error::Io(error)) => return Err(Error::Io(error)),
                    // It could only apply to an image that never comes.
                    _ if has_image(&blocks) => {
                        return Ok(Gif { screen, blocks, trailer: Span::new(at, 0), unterminated: false });
                    }
                    Ok(_) => return Err(Error::malformed(Malformed::CutOff, Place::at(input.len()))),
                    Err(error) => return Err(error),
                }
            }
            0 => Block::Zeros(Span::between(at, reader.behind_zeros(at)?)),
            // Some readers stop here, others look for the next block: they show the same if no image follows.
            _ if has_image(&blocks) && reader.ends_without_block(at)? => {
                return Ok(Gif { screen, blocks, trailer: Span::new(at, 0), unterminated: false });
            }
            _ => return Err(Error::malformed(Malformed::UnexpectedBlock, Place::at(at))),
        };
        at = match block {
            Block::Image(span) | Block::Extension { span, .. } | Block::Zeros(span) => span.end(),
        };
        blocks.push(block);
    }
}

/// The colour table of an image that has one of its own (21); empty if it has none.
///
/// # Errors
/// Those of the reader.
pub fn own_colours(input: &Input<'_>, image: Span) -> Result<Span, Error> {
    let [.., flags] = input.array::<10>(image.start)?;
    let start = image.start.saturating_add(IMAGE_LEN);
    Ok(Span::between(start, colours(start, flags)))
}

/// The data of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageData {
    /// Width and height.
    pub size: [u16; 2],
    /// LZW minimum code size.
    pub minimum: u8,
    /// Its sub-blocks, without their lengths.
    pub blocks: Vec<Span>,
}

/// The data of an image that has been walked (20 and 22), from its descriptor on.
///
/// # Errors
/// Those of the reader, and [`Limit::Elements`] for too many sub-blocks.
pub fn image_data(input: &Input<'_>, image: Span) -> Result<ImageData, Error> {
    let [_, _, _, _, _, w0, w1, h0, h1] = input.array(image.start)?;
    let size = [u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1])];
    let start = own_colours(input, image)?.end();
    let [minimum] = input.array(start)?;
    let mut data = ImageData { size, minimum, blocks: Vec::new() };
    let mut reader = Reader { input, window: Cow::Borrowed(&[]), start: 0 };
    let mut at = start.saturating_add(1);
    // The file can contain less of the last sub-block than its length.
    while at < image.end() {
        let len = u64::from(reader.byte(at)?);
        if len == 0 {
            break;
        }
        if data.blocks.len() >= MOST_SUB_BLOCKS {
            return Err(Error::limit(Limit::Elements, Place::at(at)));
        }
        let block = Span::between(at.saturating_add(1), at.saturating_add(1).saturating_add(len).min(image.end()));
        data.blocks.push(block);
        at = block.end();
    }
    Ok(data)
}

fn has_image(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Image(_)))
}

/// How sub-blocks end.
enum End {
    /// After their terminator.
    Terminated(u64),
    /// At the end of the file, instead of another one.
    File,
}

/// The end of a colour table that begins at `at`, according to the flags that announce it.
const fn colours(at: u64, flags: u8) -> u64 {
    if flags & 0x80 == 0 { at } else { at.saturating_add(3 << ((flags & 7) as u64).saturating_add(1)) }
}

/// Single bytes, read through a window. There is a length at least every 256 bytes: reading each by itself would be a
/// system call each time.
struct Reader<'a, 'b> {
    input: &'b Input<'a>,
    window: Cow<'a, [u8]>,
    start: u64,
}

impl Reader<'_, '_> {
    fn byte(&mut self, at: u64) -> Result<u8, Error> {
        let inside = |at: u64, start: u64| usize::try_from(at.checked_sub(start)?).ok();
        if let Some(byte) = inside(at, self.start).and_then(|index| self.window.get(index)) {
            return Ok(*byte);
        }
        // Fails past the end of the file, where a window would be empty.
        let [byte] = self.input.array::<1>(at)?;
        self.window = self.input.bytes(Span::new(at, WINDOW.min(self.input.len().saturating_sub(at))))?;
        self.start = at;
        Ok(byte)
    }

    /// Where the sub-blocks that begin at `at` end.
    fn behind_sub_blocks(&mut self, mut at: u64) -> Result<End, Error> {
        let start = at;
        loop {
            if at == self.input.len() && at > start {
                return Ok(End::File);
            }
            let len = self.byte(at)?;
            at = at.saturating_add(1);
            if len == 0 {
                return Ok(End::Terminated(at));
            }
            at = at.saturating_add(u64::from(len));
        }
    }

    /// Whether a trailer, or the end of the file, comes before anything that could begin a block.
    fn ends_without_block(&mut self, mut at: u64) -> Result<bool, Error> {
        while at < self.input.len() {
            match self.byte(at)? {
                b';' => return Ok(true),
                b',' | b'!' => return Ok(false),
                _ => at = at.saturating_add(1),
            }
        }
        Ok(true)
    }

    fn behind_zeros(&mut self, mut at: u64) -> Result<u64, Error> {
        while at < self.input.len() && self.byte(at)? == 0 {
            at = at.saturating_add(1);
        }
        Ok(at)
    }
}

/// The data of an extension's sub-blocks, one by one, given its bytes after the label.
pub fn sub_blocks(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (&len, rest) = bytes.split_first()?;
        let (data, rest) = rest.split_at_checked(usize::from(len)).filter(|_| len != 0)?;
        bytes = rest;
        Some(data)
    })
}

/// Bytes as sub-blocks of maximum length, with their terminator.
#[must_use]
pub fn compose_sub_blocks(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len().saturating_add(data.len() / 255).saturating_add(2));
    for part in data.chunks(255) {
        bytes.push(u8::try_from(part.len()).unwrap_or(u8::MAX));
        bytes.extend(part);
    }
    bytes.push(0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::gif::{IMAGE, SCREEN};

    const COMMENT: &[u8] = b"!\xFE\x05Paris\x03and\0";

    #[test]
    fn blocks_tile_the_file_up_to_the_trailer() {
        let bytes = [SCREEN, COMMENT, IMAGE, b"\0\0", IMAGE, b";behind"].concat();
        let file = walk(&Input::from_bytes(&bytes)).unwrap();
        let spans: Vec<Span> = file
            .blocks
            .iter()
            .map(|block| match block {
                Block::Image(span) | Block::Extension { span, .. } | Block::Zeros(span) => *span,
            })
            .collect();
        let lens: Vec<u64> = spans.iter().map(|span| span.len).collect();
        assert_eq!((file.screen.len, lens), (19, vec![13, 15, 2, 15]));
        assert_eq!(file.trailer, Span::new(bytes.len() as u64 - 7, 1));
        assert!(spans.windows(2).all(|pair| pair[0].end() == pair[1].start));
    }

    #[test]
    fn a_local_colour_table_belongs_to_its_image() {
        let image = [&b",\0\0\0\0\x02\0\x01\0\x81"[..], &[7; 12], b"\x02\x02\x44\x01\0"].concat();
        let file = walk(&Input::from_bytes(&[SCREEN, &image, b";"].concat())).unwrap();
        assert_eq!(file.blocks, [Block::Image(Span::new(19, image.len() as u64))]);
    }

    #[test]
    fn every_cut_is_an_error_but_between_two_blocks_and_behind_sub_blocks() {
        let bytes = [SCREEN, COMMENT, IMAGE, b";"].concat();
        let behind_picture = bytes.len() - 1;
        let ends = [SCREEN.len(), SCREEN.len() + COMMENT.len(), behind_picture, behind_picture - 1];
        for len in 0..bytes.len() {
            let file = walk(&Input::from_bytes(&bytes[..len]));
            assert_eq!(file.is_ok(), ends.contains(&len), "{len}");
            assert!(file.is_err() || file.unwrap().trailer.is_empty());
        }
    }

    #[test]
    fn what_is_no_picture_may_be_cut_off_behind_one() {
        let bytes = [SCREEN, IMAGE, COMMENT].concat();
        for len in SCREEN.len() + IMAGE.len()..bytes.len() {
            let file = walk(&Input::from_bytes(&bytes[..len])).unwrap();
            assert_eq!((file.blocks.len(), file.trailer.start), (1, (SCREEN.len() + IMAGE.len()) as u64));
        }
        for behind in [&b"no block"[..], b"\x7F;", b"?;,"] {
            assert_eq!(walk(&Input::from_bytes(&[SCREEN, IMAGE, behind].concat())).unwrap().blocks.len(), 1);
        }
        for behind in [&b"?,"[..], b"?!", b",\0\0\0"] {
            assert!(walk(&Input::from_bytes(&[SCREEN, IMAGE, behind].concat())).is_err());
        }
    }

    #[test]
    fn what_begins_no_block_is_malformed() {
        let bytes = [SCREEN, IMAGE, b"?", IMAGE, b";"].concat();
        assert!(matches!(walk(&Input::from_bytes(&bytes)), Err(Error::Malformed { what: Malformed::UnexpectedBlock, .. })));
    }

    #[test]
    fn sub_blocks_are_read_as_they_are_written() {
        for len in [0, 1, 254, 255, 256, 700] {
            let data: Vec<u8> = (0..len).map(|i: u32| i.to_le_bytes()[0]).collect();
            let bytes = compose_sub_blocks(&data);
            assert_eq!(sub_blocks(&bytes).collect::<Vec<_>>().concat(), data);
            assert_eq!(bytes.last(), Some(&0));
        }
        assert_eq!(sub_blocks(b"\x09cut").count(), 0);
    }
}
