//! The image header of a codestream (ISO/IEC 18181-1, annex D) and the colour profile after it: what a picture has of
//! it, and how it is written again. The frames behind it are handled elsewhere.

use std::sync::Arc;

use jxl_bitstream::Bitstream;
use jxl_image::{ExtraChannelType, ImageHeader};
use jxl_oxide_common::Bundle as _;

use super::bits::Bits;
use super::{profile, variable};
use crate::base::{ByteOrder, Cursor, Unsupported};

/// Largest encoded colour profile, both packed and unpacked.
const PROFILE: u64 = 4 << 20;
/// Custom weights for upsampling by 2, 4 and 8 (D.3.5): their bits in the mask, and how many there are.
const WEIGHTS: [(u8, usize); 3] = [(1, 15), (2, 55), (4, 210)];

/// The head of a codestream, up to the first frame.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) image: Arc<ImageHeader>,
    /// The colour profile.
    pub(super) profile: Option<Vec<u8>>,
    /// All its bytes.
    pub(super) bytes: Vec<u8>,
    /// Bits before the profile, and before the padding.
    ends: [usize; 2],
    /// Which custom weights for upsampling there are.
    weights: u8,
}

impl Header {
    /// The head at the beginning of these bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut stream = Bitstream::new(bytes);
        let image = ImageHeader::parse(&mut stream, ()).ok()?;
        let before = stream.num_read_bits();
        let mut profile = None;
        if image.metadata.colour_encoding.want_icc() {
            // Checked beforehand, because the reader of profiles trusts the length.
            (stream.clone().read_u64().ok()? <= PROFILE).then_some(())?;
            let encoded = jxl_color::icc::read_icc(&mut stream).ok()?;
            (unpacked_len(&encoded)? <= PROFILE).then_some(())?;
            profile = Some(jxl_color::icc::decode_icc(&encoded).ok()?);
        }
        let ends = [before, stream.num_read_bits()];
        stream.zero_pad_to_byte().ok()?;
        let bytes = bytes.get(..stream.num_read_bits() / 8)?.to_vec();
        let weights = u8::try_from(number_in(&image.metadata, "cw_mask")?).ok()?;
        Some(Self { image: Arc::new(image), profile, bytes, ends, weights })
    }

    /// Why a picture with this header cannot be cleaned.
    pub(super) fn strange(&self) -> Option<Unsupported> {
        let metadata = &self.image.metadata;
        let named = metadata.ec_info.iter().any(|channel| !channel.name.is_empty());
        let coded = metadata.animation.as_ref().is_some_and(|animation| animation.have_timecodes);
        if extends(&metadata.extensions) || named || coded {
            return Some(Unsupported::NamedLayers);
        }
        let (mut alpha, mut black) = (false, false);
        let shown = metadata.ec_info.iter().all(|channel| match channel.ty {
            ExtraChannelType::Alpha { .. } => !std::mem::replace(&mut alpha, true),
            // The fourth colour of a profile for print; no other encoding of colours has one.
            ExtraChannelType::Black => metadata.colour_encoding.want_icc() && !std::mem::replace(&mut black, true),
            ExtraChannelType::SpotColour { .. } => true,
            _ => false,
        });
        (!shown || metadata.preview.is_some() || !self.has_its_own_shape()).then_some(Unsupported::HiddenPicture)
    }

    /// Whether the size at which to show the picture, if it is given, has the shape of the picture.
    fn has_its_own_shape(&self) -> bool {
        /// Pixels to a side: more than any screen has.
        const LARGEST: u32 = 1 << 16;
        let Some(shown) = &self.image.metadata.intrinsic_size else { return true };
        let [width, height] = [self.image.size.width, self.image.size.height].map(u64::from);
        let skew = u64::from(shown.width).saturating_mul(height).abs_diff(u64::from(shown.height).saturating_mul(width));
        shown.width.max(shown.height) <= LARGEST && skew <= width.max(height)
    }

    /// Whether there are custom weights for other upsamplings than these.
    pub(super) const fn is_weighted_beyond(&self, upsamplings: u8) -> bool {
        self.weights & !upsamplings != 0
    }

    /// The head with no custom weights but those for these upsamplings, and with this profile instead of its own.
    pub(super) fn written(&self, upsamplings: u8, profile: Option<&[u8]>) -> Vec<u8> {
        if !self.is_weighted_beyond(upsamplings) && profile.is_none() {
            return self.bytes.clone();
        }
        let kept = self.weights & upsamplings;
        let [before, end] = self.ends;
        let mut head = Bits::new();
        let there = |mask: u8, bits: u8, count: usize| if mask & bits == 0 { 0 } else { count.saturating_mul(16) };
        let len = WEIGHTS.iter().map(|&(bits, count)| there(self.weights, bits, count)).fold(0, usize::saturating_add);
        let mut at = before.saturating_sub(len);
        if self.weights == 0 {
            head.copy(&self.bytes, 0..at);
        } else {
            // The mask stands before the weights.
            head.copy(&self.bytes, 0..at.saturating_sub(3));
            head.push(kept.into(), 3);
        }
        for (bits, count) in WEIGHTS {
            let end = at.saturating_add(there(self.weights, bits, count));
            head.copy(&self.bytes, at..at.saturating_add(there(kept, bits, count)));
            at = end;
        }
        match profile {
            Some(profile) => profile::push_profile(&mut head, profile),
            None => head.copy(&self.bytes, before..end),
        }
        head.into_bytes()
    }
}

/// The length of a profile, which comes first in its encoded form.
fn unpacked_len(encoded: &[u8]) -> Option<u64> {
    variable::read(&mut Cursor::new(encoded, ByteOrder::Big))
}

/// A number in a part of a header to which its type gives no other access.
pub(super) fn number_in(part: &impl std::fmt::Debug, name: &str) -> Option<u64> {
    let text = format!("{part:?}");
    let (_, rest) = text.split_once(name)?;
    let digits = rest.trim_start_matches([':', ' ', '(']);
    digits.split(|other: char| !other.is_ascii_digit()).next()?.parse().ok()
}

/// Whether there are extensions: none are defined.
pub(super) fn extends(extensions: &impl std::fmt::Debug) -> bool {
    number_in(extensions, "extension_bits") != Some(0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::testing::WORD;

    /// A header of eight by eight pixels, with these fields (D.3) and extra channels.
    pub(in super::super) fn header(fields: &[(u64, u32)], channels: &[&[(u64, u32)]]) -> Vec<u8> {
        let mut bits = Bits::new();
        let mut push = |parts: &[(u64, u32)]| {
            for &(value, count) in parts {
                bits.push(value, count);
            }
        };
        push(&[(0x0AFF, 16), (1, 1), (0, 5), (1, 3)]);
        // Not all as usual, extra fields, not turned.
        push(&[(0, 1), (1, 1), (0, 3)]);
        push(fields);
        // Eight bits for whole numbers, short buffers.
        push(&[(0, 3), (1, 1)]);
        push(if channels.len() == 2 {
            &[(2, 2), (0, 4)]
        } else if channels.len() == 1 {
            &[(1, 2)]
        } else {
            &[(0, 2)]
        });
        channels.iter().for_each(|channel| push(channel));
        // XYB, colours, tone mapping, extensions and transforms as usual.
        push(&[(1, 1), (1, 1), (1, 1), (0, 2), (1, 1)]);
        bits.into_bytes()
    }

    /// Neither a size of its own nor a preview nor frames in time.
    pub(in super::super) const STILL: &[(u64, u32)] = &[(0, 3)];

    fn strange(fields: &[(u64, u32)], channels: &[&[(u64, u32)]]) -> Option<Unsupported> {
        Header::read(&header(fields, channels)).unwrap().strange()
    }

    /// An extra channel of this type.
    fn channel(kind: u64) -> Vec<(u64, u32)> {
        let kind = if kind < 2 { [(kind, 2), (0, 0)] } else { [(2, 2), (kind - 2, 4)] };
        [&[(0, 1)], &kind[..], &[(0, 3), (0, 2), (0, 2)]].concat()
    }

    #[test]
    fn channels_that_nobody_sees_are_second_pictures() {
        let alpha: &[(u64, u32)] = &[(1, 1)];
        assert_eq!(strange(STILL, &[]), None);
        assert_eq!(strange(STILL, &[alpha]), None);
        assert_eq!(strange(STILL, &[alpha, alpha]), Some(Unsupported::HiddenPicture));
        let spot = [channel(2), vec![(0x3C00, 16); 4]].concat();
        assert_eq!(strange(STILL, &[alpha, &spot]), None);
        // Depth, a mask, black without inks, heat, what has to be known, and what has not.
        for kind in [1, 3, 4, 6, 15, 16] {
            assert_eq!(strange(STILL, &[&channel(kind)]), Some(Unsupported::HiddenPicture), "{kind}");
        }
    }

    #[test]
    fn a_preview_is_a_second_picture_and_time_codes_could_be_anything() {
        // Sixteen by sixteen pixels.
        let preview: &[(u64, u32)] = &[(0, 1), (1, 1), (1, 1), (0, 2), (1, 3), (0, 2), (0, 1)];
        assert_eq!(strange(preview, &[]), Some(Unsupported::HiddenPicture));
        // A hundred ticks a second, for ever.
        let animation = |codes: u64| [(0, 2), (1, 1), (0, 2), (0, 2), (0, 2), (codes, 1)];
        assert_eq!(strange(&animation(0), &[]), None);
        assert_eq!(strange(&animation(1), &[]), Some(Unsupported::NamedLayers));
        let shown = |height: u64, ratio: u64| [(1, 1), (1, 1), (height - 1, 5), (ratio, 3), (0, 2)];
        assert_eq!(strange(&shown(4, 1), &[]), None);
        assert_eq!(strange(&shown(19, 5), &[]), Some(Unsupported::HiddenPicture));
    }

    /// They are as good as free text, hundreds of bytes of it.
    #[test]
    fn weights_for_upsampling_stay_if_a_frame_uses_them() {
        let plain = header(STILL, &[]);
        let end = Header::read(&plain).unwrap().ends[1];
        let custom = |mask: u8| {
            let mut bits = Bits::new();
            bits.copy(&plain, 0..end - 1);
            // Not as usual, but for the matrix of XYB.
            bits.push(0b10, 2);
            bits.push(mask.into(), 3);
            for (bit, count) in WEIGHTS {
                let words = WORD.iter().cycle().step_by(1 + usize::from(bit)).take(if mask & bit > 0 { count } else { 0 });
                words.for_each(|word| bits.push(0x2000 | u64::from(*word), 16));
            }
            bits.into_bytes()
        };
        let all = Header::read(&custom(7)).unwrap();
        assert!(all.is_weighted_beyond(0b110) && !all.is_weighted_beyond(7));
        for used in 0..8 {
            assert_eq!(all.written(used, None), custom(used), "{used}");
        }
        assert_eq!(Header::read(&plain).unwrap().written(0, None), plain);
    }
}
