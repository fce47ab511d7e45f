//! Which frames of a codestream are seen (ISO/IEC 18181-1, F.2): shown, blended with another, or a source of its patches
//! or of its low frequencies. A frame that nobody sees is a second picture.

use jxl_frame::FrameHeader;
use jxl_frame::header::{BlendMode, FrameType};
use jxl_image::ImageHeader;

use super::header::number_in;

/// Flags that are defined (table F.3): noise, patches, splines, low frequencies of another frame, no smoothing.
const FLAGS: u64 = 0x01 | 0x02 | 0x10 | 0x20 | 0x80;
/// Seconds for which a frame of an animation is shown.
const LONGEST: u64 = 3600;

/// What frames have left for others so far.
#[derive(Debug)]
pub(super) struct Layers<'h> {
    image: &'h ImageHeader,
    /// For each slot of a reference, whether it holds a frame that nobody has seen.
    unseen: [bool; 4],
    /// The same for each level of low frequencies.
    unseen_low: [bool; 5],
}

/// Something that is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strange {
    /// A frame, this one or an earlier one, that is not seen.
    Unseen,
    /// Numbers that could be anything.
    Numbers,
}

impl<'h> Layers<'h> {
    pub(super) const fn new(image: &'h ImageHeader) -> Self {
        Self { image, unseen: [false; 4], unseen_low: [false; 5] }
    }

    /// Adds the next frame.
    pub(super) fn add(&mut self, frame: &FrameHeader) -> Result<(), Strange> {
        let flags = number_in(&frame.flags, "FrameFlags").unwrap_or(u64::MAX);
        if flags & !FLAGS != 0 || !self.is_in_time(frame) {
            return Err(Strange::Numbers);
        }
        if frame.flags.patches() {
            self.unseen = [false; 4];
        }
        if frame.flags.use_lf_frame()
            && let Some(low) = self.unseen_low.get_mut(frame.lf_level.saturating_add(1) as usize)
        {
            *low = false;
        }
        match frame.frame_type {
            FrameType::LfFrame => return fill(self.unseen_low.get_mut(frame.lf_level as usize), true),
            FrameType::ReferenceOnly => return fill(self.unseen.get_mut(frame.save_as_reference as usize), true),
            FrameType::RegularFrame | FrameType::SkipProgressive => {}
        }
        if !self.is_inside(frame) {
            return Err(Strange::Unseen);
        }
        let blends = |mode: BlendMode| mode != BlendMode::Replace || !frame.resets_canvas;
        for blending in std::iter::once(&frame.blending_info).chain(&frame.ec_blending_info) {
            if let Some(source) = self.unseen.get_mut(blending.source as usize).filter(|_| blends(blending.mode)) {
                *source = false;
            }
        }
        if frame.can_reference() {
            fill(self.unseen.get_mut(frame.save_as_reference as usize), !frame.is_keyframe())
        } else {
            Ok(())
        }
    }

    /// Whether all that were left were seen.
    pub(super) fn are_seen(&self) -> bool {
        !self.unseen.contains(&true) && !self.unseen_low.contains(&true)
    }

    /// Whether any of a frame lies inside the canvas.
    fn is_inside(&self, frame: &FrameHeader) -> bool {
        let touches = |start: i32, len: u32, canvas: u32| {
            let start = i64::from(start);
            start < i64::from(canvas) && start.saturating_add(len.into()) > 0
        };
        let size = &self.image.size;
        touches(frame.x0, frame.width, size.width) && touches(frame.y0, frame.height, size.height)
    }

    fn is_in_time(&self, frame: &FrameHeader) -> bool {
        self.image.metadata.animation.as_ref().is_none_or(|animation| {
            let ticks = u64::from(frame.duration).saturating_mul(animation.tps_denominator.into());
            ticks <= LONGEST.saturating_mul(animation.tps_numerator.into())
        })
    }
}

/// Puts a frame where perhaps another is.
fn fill(slot: Option<&mut bool>, unseen: bool) -> Result<(), Strange> {
    let before = slot.map(|slot| std::mem::replace(slot, unseen));
    if before == Some(true) { Err(Strange::Unseen) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use jxl_bitstream::Bitstream;
    use jxl_oxide_common::Bundle as _;

    use super::super::bits::Bits;
    use super::super::header::{Header, tests};
    use super::*;

    /// A frame of eight by eight pixels: its type, flags, whether it blends with a slot, whether it is the last, and
    /// otherwise the slot that it goes to.
    #[derive(Clone, Copy)]
    struct Layer {
        kind: u64,
        flags: u64,
        from: [u64; 2],
        blends: Option<u64>,
        slot: Option<u64>,
    }

    const LAST: Layer = Layer { kind: 0, flags: 0, from: [0, 0], blends: None, slot: None };
    const FIRST: Layer = Layer { slot: Some(1), ..LAST };
    const ADDED: Layer = Layer { blends: Some(1), ..LAST };
    const SOURCE: Layer = Layer { kind: 2, ..FIRST };
    const LOW: Layer = Layer { kind: 1, ..LAST };

    /// The header of a frame (F.2).
    fn written(layer: Layer) -> Vec<u8> {
        let mut bits = Bits::new();
        let Layer { kind, flags, from, blends, slot } = layer;
        let mut push = |parts: &[(u64, u32)]| {
            for &(value, count) in parts {
                bits.push(value, count);
            }
        };
        push(&[(0, 1), (kind, 2), (1, 1)]);
        push(if flags == 0 { &[(0, 2)] } else { &[(2, 2)] });
        if flags != 0 {
            push(&[(flags - 17, 8)]);
        }
        push(if flags & 0x20 == 0 { &[(0, 2)] } else { &[] });
        push(&[(1, 2)]);
        if kind != 2 {
            push(&[(0, 2)]);
        }
        if kind == 1 {
            push(&[(0, 2)]);
        } else {
            // A crop of eight by eight.
            push(&[(1, 1)]);
            if kind != 2 {
                let at = |from: u64| if from == 0 { [(0, 2), (0, 8)] } else { [(1, 2), (2 * from - 256, 11)] };
                push(&at(from[0]));
                push(&at(from[1]));
            }
            push(&[(0, 2), (8, 8), (0, 2), (8, 8)]);
        }
        if kind == 0 {
            push(&[(u64::from(blends.is_some()), 2)]);
            if let Some(source) = blends.or((from != [0, 0]).then_some(0)) {
                push(&[(source, 2)]);
            }
            push(&[(u64::from(slot.is_none()), 1)]);
        }
        if let Some(slot) = slot.filter(|_| kind != 1) {
            push(&[(slot, 2)]);
            if kind == 2 || blends.is_none() {
                push(&[(0, 1)]);
            }
        }
        // No name, filters as usual, no extensions.
        push(&[(0, 2), (1, 1), (0, 2)]);
        bits.into_bytes()
    }

    fn are_seen(layers: &[Layer]) -> bool {
        let header = Header::read(&tests::header(tests::STILL, &[])).unwrap();
        let mut seen = Layers::new(&header.image);
        layers.iter().all(|layer| {
            let bytes = written(*layer);
            let frame = FrameHeader::parse(&mut Bitstream::new(&bytes), &header.image).unwrap();
            assert_eq!((frame.is_last, frame.width), (layer.slot.is_none() && layer.kind == 0, 8));
            seen.add(&frame).is_ok()
        }) && seen.are_seen()
    }

    #[test]
    fn a_frame_is_seen_if_it_is_shown_or_another_needs_it() {
        let patched = Layer { flags: 0x12, ..LAST };
        let low = Layer { flags: 0x30, ..LAST };
        for layers in [&[LAST][..], &[FIRST, ADDED], &[SOURCE, ADDED], &[SOURCE, patched], &[LOW, low]] {
            assert!(are_seen(layers), "{}", layers.len());
        }
        for layers in [&[FIRST, LAST][..], &[SOURCE, LAST], &[FIRST, FIRST, ADDED], &[LOW, LAST], &[LOW, LOW, low]] {
            assert!(!are_seen(layers), "{}", layers.len());
        }
        assert!(!are_seen(&[FIRST, Layer { blends: Some(2), ..LAST }]));
    }

    #[test]
    fn a_layer_outside_the_canvas_and_flags_without_a_meaning_are_no_picture() {
        for from in [[200, 0], [0, 200]] {
            assert!(!are_seen(&[Layer { from, ..LAST }]), "{from:?}");
        }
        assert!(!are_seen(&[Layer { flags: 0x50, ..LAST }]));
    }
}
