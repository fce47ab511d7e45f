//! Where a JPEG XL codestream ends, and what it contains besides the picture (ISO/IEC 18181-1): headers, tables of
//! contents, names, a colour profile. The coded groups are skipped.

use std::sync::Arc;

use jxl_bitstream::Bitstream;
use jxl_frame::{Frame, FrameContext};
use jxl_image::ImageHeader;
use jxl_oxide_common::Bundle;
use jxl_threadpool::JxlThreadPool;

use crate::base::{ByteOrder, Cursor, Error, Input, Malformed, Place, Span, Unsupported, cost, guard};

/// What a bare codestream begins with.
pub(super) const SIGNATURE: [u8; 2] = [0xFF, 0x0A];

/// Bytes of a frame that contain its header and table of contents: 65,536 entries of at most four bytes.
const HEAD: u64 = 512 << 10;
/// Enough bytes for those of most frames.
const FEW: u64 = 4 << 10;
/// The same for the image header, which can contain a colour profile.
const IMAGE_HEAD: u64 = 8 << 20;
/// Largest encoded colour profile, both packed and unpacked.
const PROFILE: u64 = 4 << 20;

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
    /// The colour profile in it, and its position.
    pub(super) profile: Option<Profile>,
}

/// A colour profile in the head of a codestream.
#[derive(Debug)]
pub(super) struct Profile {
    pub(super) bytes: Vec<u8>,
    /// Bits before it.
    pub(super) before: usize,
    /// Everything up to the first frame.
    pub(super) head: Vec<u8>,
}

/// What is read of a frame.
struct Head {
    len: u64,
    last: bool,
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
    /// [`Unsupported::NamedLayers`] if frames or channels have names, or unknown extensions.
    pub(super) fn describe(&self) -> Result<Described, Error> {
        let wrong = |at: u64| Error::malformed(Malformed::Codestream, Place::at(self.place(at)));
        let head = self.read(0, IMAGE_HEAD)?;
        let (header, profile, mut at) = guarded(|| image_header(&head)).ok_or_else(|| wrong(0))?;
        if tells(&header.metadata.extensions) || header.metadata.ec_info.iter().any(|channel| !channel.name.is_empty()) {
            return Err(Error::unsupported(Unsupported::NamedLayers, Place::at(self.place(0))));
        }
        let mut left = u64::from(header.metadata.preview.is_some()).saturating_add(self.input.limits().elements as u64);
        let mut preview = header.metadata.preview.is_some();
        loop {
            left = left.checked_sub(1).ok_or_else(|| wrong(at))?;
            let head = self.head(at, &header)?.ok_or_else(|| wrong(at))?;
            let Some(head) = head else {
                return Err(Error::unsupported(Unsupported::NamedLayers, Place::at(self.place(at))));
            };
            at = at.saturating_add(head.len);
            if at > self.len {
                return Err(Error::malformed(Malformed::CutOff, Place::at(self.place(self.len))));
            }
            // A preview is a separate frame, before those of the picture, and does not end anything.
            if head.last && !preview {
                return Ok(Described { len: at, profile });
            }
            preview = false;
        }
    }
}

impl Codestream<'_, '_> {
    /// What is read of the frame that begins here; `None` if there is none.
    #[allow(clippy::option_option, reason = "the outer one is that it is no frame")]
    fn head(&self, at: u64, header: &Arc<ImageHeader>) -> Result<Option<Option<Head>>, Error> {
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

/// The image header, the profile after it, and where the first frame begins.
fn image_header(bytes: &[u8]) -> Option<(Arc<ImageHeader>, Option<Profile>, u64)> {
    let mut stream = Bitstream::new(bytes);
    let header = ImageHeader::parse(&mut stream, ()).ok()?;
    let mut profile = None;
    if header.metadata.colour_encoding.want_icc() {
        let before = stream.num_read_bits();
        // Checked beforehand, because the reader of profiles trusts the length.
        (stream.clone().read_u64().ok()? <= PROFILE).then_some(())?;
        let encoded = jxl_color::icc::read_icc(&mut stream).ok()?;
        (unpacked_len(&encoded)? <= PROFILE).then_some(())?;
        let decoded = jxl_color::icc::decode_icc(&encoded).ok()?;
        profile = Some(Profile { bytes: decoded, before, head: Vec::new() });
    }
    stream.zero_pad_to_byte().ok()?;
    let end = stream.num_read_bits() / 8;
    if let Some(profile) = &mut profile {
        profile.head = bytes.get(..end)?.to_vec();
    }
    Some((Arc::new(header), profile, end as u64))
}

/// The length of a profile, which comes first in its encoded form.
fn unpacked_len(encoded: &[u8]) -> Option<u64> {
    super::variable::read(&mut Cursor::new(encoded, ByteOrder::Big))
}

/// Length of a frame, and whether it is the last one; an inner `None` if it has a name or an extension.
#[allow(clippy::option_option, reason = "the outer one is that it is no frame")]
fn frame(bytes: &[u8], header: &Arc<ImageHeader>) -> Option<Option<Head>> {
    let mut stream = Bitstream::new(bytes);
    let context = FrameContext { image_header: Arc::clone(header), tracker: None, pool: JxlThreadPool::none() };
    let frame = Frame::parse(&mut stream, context).ok()?;
    let head = frame.header();
    if !head.name.is_empty() || tells(&head.extensions) || tells(&head.restoration_filter.extensions) {
        return Some(None);
    }
    let len = (stream.num_read_bits() / 8) as u64;
    Some(Some(Head { len: len.saturating_add(frame.toc().total_byte_size() as u64), last: head.is_last }))
}

/// Whether there are extensions. None are defined, and the type gives no other access to its content.
fn tells(extensions: &impl std::fmt::Debug) -> bool {
    !format!("{extensions:?}").contains("extension_bits: 0 ")
}
