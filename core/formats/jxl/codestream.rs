//! Where a JPEG XL codestream ends, and whether its frames contain anything besides the picture (ISO/IEC 18181-1): by
//! their headers and tables of contents. The coded groups are skipped.

use std::sync::Arc;

use jxl_bitstream::Bitstream;
use jxl_frame::{Frame, FrameContext, FrameHeader};
use jxl_image::ImageHeader;
use jxl_oxide_common::Bundle;
use jxl_threadpool::JxlThreadPool;

use super::header::{Header, extends};
use super::layers::{Layers, Strange};
use crate::base::{Error, Input, Malformed, Place, Span, Unsupported, cost, guard};

/// What a bare codestream begins with.
pub(super) const SIGNATURE: [u8; 2] = [0xFF, 0x0A];

/// Bytes of a frame that contain its header and table of contents: 65,536 entries of at most four bytes.
const HEAD: u64 = 512 << 10;
/// Enough bytes for those of most frames.
const FEW: u64 = 4 << 10;
/// The same for the image header, which can contain a colour profile.
const IMAGE_HEAD: u64 = 8 << 20;

/// A codestream, which can be divided into pieces (ISO/IEC 18181-2, 9.9 `jxlp`).
#[derive(Debug)]
pub(super) struct Codestream<'i, 'a> {
    pub(super) input: &'i Input<'a>,
    /// Its pieces in the file, in order, with the position of each in the codestream. None is empty.
    pieces: Vec<(u64, Span)>,
    len: u64,
    has_pieces: bool,
}

/// What a codestream says about itself.
#[derive(Debug)]
pub(super) struct Described {
    /// Its length in bytes.
    pub(super) len: u64,
    /// Everything up to the first frame.
    pub(super) header: Header,
    /// By how much frames or channels are upsampled: 1, 2 and 4 stand for 2, 4 and 8.
    pub(super) upsamplings: u8,
}

/// What is read of a frame.
struct Head {
    len: u64,
    frame: Frame,
}

impl<'i, 'a> Codestream<'i, 'a> {
    /// The codestream in these pieces.
    pub(super) fn new(input: &'i Input<'a>, pieces: impl IntoIterator<Item = Span>) -> Self {
        let mut codestream = Self { input, pieces: Vec::new(), len: 0, has_pieces: false };
        for piece in pieces {
            codestream.has_pieces = true;
            if !piece.is_empty() {
                codestream.pieces.push((codestream.len, piece));
                codestream.len = codestream.len.saturating_add(piece.len);
            }
        }
        codestream
    }

    /// Whether there is not even an empty piece.
    pub(super) const fn is_empty(&self) -> bool {
        !self.has_pieces
    }

    /// The pieces from the one that contains this byte of the codestream.
    fn from(&self, at: u64) -> &[(u64, Span)] {
        let before = self.pieces.partition_point(|(start, _)| *start <= at);
        self.pieces.get(before.saturating_sub(1)..).unwrap_or_default()
    }

    /// At most `len` bytes from `at` on.
    fn read(&self, at: u64, len: u64) -> Result<Vec<u8>, Error> {
        let (mut bytes, mut left) = (Vec::new(), len);
        for (start, piece) in self.from(at) {
            if left == 0 {
                break;
            }
            let passed = at.saturating_sub(*start).min(piece.len);
            let span = Span::new(piece.start.saturating_add(passed), left.min(piece.len.saturating_sub(passed)));
            bytes.extend(&*self.input.bytes(span)?);
            left = left.saturating_sub(span.len);
        }
        Ok(bytes)
    }

    /// The position in the file of a byte of the codestream.
    pub(super) fn place(&self, at: u64) -> u64 {
        self.from(at).first().map_or(0, |(start, piece)| piece.start.saturating_add(at.saturating_sub(*start).min(piece.len)))
    }

    /// Follows the frames up to the last one.
    ///
    /// # Errors
    /// [`Malformed::CutOff`] if a frame is longer than what there is, [`Malformed::Codestream`] for invalid headers,
    /// [`Unsupported::NamedLayers`] if frames or channels have names, or unknown extensions,
    /// [`Unsupported::HiddenPicture`] for frames and channels that nobody sees.
    pub(super) fn describe(&self) -> Result<Described, Error> {
        let wrong = |at: u64| Error::malformed(Malformed::Codestream, Place::at(self.place(at)));
        let refused = |what: Unsupported, at: u64| Error::unsupported(what, Place::at(self.place(at)));
        let head = self.read(0, IMAGE_HEAD)?;
        let header = guarded(|| Header::read(&head)).ok_or_else(|| wrong(0))?;
        if let Some(what) = header.strange() {
            return Err(refused(what, 0));
        }
        let mut layers = Layers::new(&header.image);
        let (mut at, mut upsamplings) = (header.bytes.len() as u64, 0);
        for _ in 0..self.input.limits().elements {
            let Head { len, frame } = self.head(at, &header.image)?.ok_or_else(|| wrong(at))?;
            let frame = frame.header();
            if !frame.name.is_empty() || extends(&frame.extensions) || extends(&frame.restoration_filter.extensions) {
                return Err(refused(Unsupported::NamedLayers, at));
            }
            layers.add(frame).map_err(|strange| match strange {
                Strange::Unseen => refused(Unsupported::HiddenPicture, at),
                Strange::Numbers => refused(Unsupported::NamedLayers, at),
            })?;
            upsamplings |= upsampling(frame, &header.image);
            at = at.saturating_add(len);
            if at > self.len {
                return Err(Error::malformed(Malformed::CutOff, Place::at(self.place(self.len))));
            }
            if frame.is_last {
                if !layers.are_seen() {
                    return Err(refused(Unsupported::HiddenPicture, at));
                }
                return Ok(Described { len: at, header, upsamplings });
            }
        }
        Err(wrong(at))
    }
}

/// How the samples of a frame are upsampled (F.2, K.2), as bits of the mask of custom weights.
fn upsampling(frame: &FrameHeader, image: &ImageHeader) -> u8 {
    let channels = frame.ec_upsampling.iter().zip(&image.metadata.ec_info);
    let channels = channels.map(|(by, channel)| by.checked_shl(channel.dim_shift).unwrap_or(0));
    channels.chain([frame.upsampling]).fold(0, |mask, by| match by {
        2 | 4 | 8 => mask | u8::try_from(by >> 1).unwrap_or(0),
        _ => mask,
    })
}

impl Codestream<'_, '_> {
    /// What is read of the frame that begins here.
    fn head(&self, at: u64, header: &Arc<ImageHeader>) -> Result<Option<Head>, Error> {
        // Most heads are short, and a video has thousands of them.
        for most in [FEW, HEAD] {
            let bytes = self.read(at, most)?;
            self.input.budget().draw((bytes.len() as u64).saturating_mul(cost::MARKUP), at)?;
            let head = guarded(|| frame(&bytes, header));
            if head.is_some() || (bytes.len() as u64) < most {
                return Ok(head);
            }
        }
        Ok(None)
    }
}

/// A third-party parser may panic.
fn guarded<T>(parse: impl FnOnce() -> Option<T>) -> Option<T> {
    guard(parse).flatten()
}

/// A frame and its length.
fn frame(bytes: &[u8], header: &Arc<ImageHeader>) -> Option<Head> {
    let mut stream = Bitstream::new(bytes);
    let context = FrameContext { image_header: Arc::clone(header), tracker: None, pool: JxlThreadPool::none() };
    let frame = Frame::parse(&mut stream, context).ok()?;
    let len = (stream.num_read_bits() / 8) as u64;
    Some(Head { len: len.saturating_add(frame.toc().total_byte_size() as u64), frame })
}
