//! SEI messages of H.264: which of them decoders need, and which parts of the clock in pic_timing (annex D).

use super::sets::{Decoder, Sequence, Sets};
use crate::codecs::nal::bits::Bits;
use crate::codecs::sei::{self, Message, REGISTERED, UNREGISTERED, Verdict, colour, display, said, x264};
use crate::codecs::t35;
use crate::model::CodedElement;

/// pic_timing.
const PICTURE_TIMING: u32 = 1;
/// mvc_scalable_nesting (G.9.1.1).
const VIEWS: u32 = 37;

/// What becomes of a message.
pub(super) fn judge(message: Message<'_>, sets: &Sets) -> Verdict {
    let Message { kind, payload } = message;
    match kind {
        PICTURE_TIMING => sets.only().and_then(|set| timing(payload, set)).unwrap_or(Verdict::Goes),
        UNREGISTERED => x264::judge(payload),
        VIEWS if nested(payload).is_some_and(|inner| inner.kind != VIEWS && judge(inner, sets) == Verdict::Stays) => {
            Verdict::Stays
        }
        REGISTERED if t35::needed(payload) => Verdict::Stays,
        kind if colour::fixed_len(kind).is_some() => colour::fixed(message).unwrap_or(Verdict::Goes),
        _ if is_needed(message, sets) => Verdict::Stays,
        _ => Verdict::Goes,
    }
}

/// Whether it is one that decoders need, with exactly the length given by its syntax (D.1).
fn is_needed(Message { kind, payload }: Message<'_>, sets: &Sets) -> bool {
    sei::fits(payload, |bits| match kind {
        0 => buffering_period(bits, sets),
        6 => {
            // Recovery point.
            bits.at_most(0xFFFF)?;
            bits.skip(4)
        }
        7 => marking_repetition(bits, sets.only()?),
        // Full frame freeze, its release, full frame snapshot.
        13 => bits.at_most(16_384).map(drop),
        14 => Some(()),
        15 => bits.unsigned().map(drop),
        19 => colour::film_grain(bits, colour::repetition_period),
        // Stereo video information.
        21 => {
            if bits.flag()? {
                bits.skip(1 + 2)
            } else {
                bits.skip(2 + 2)
            }
        }
        23 => colour::tone_mapping(bits, colour::repetition_period),
        45 => display::frame_packing(bits, colour::repetition_period),
        47 => display::orientation(bits, colour::repetition_period, 1),
        149 => colour::content_colour_volume(bits),
        _ => None,
    })
}

/// buffering_period (D.1.2).
fn buffering_period(bits: &mut Bits<'_>, sets: &Sets) -> Option<()> {
    let set = sets.of(bits.at_most(31)?)?;
    for decoder in set.decoders.iter().flatten() {
        for _ in 0..decoder.buffers {
            bits.number(decoder.initial_delay_bits)?;
            bits.number(decoder.initial_delay_bits)?;
        }
    }
    Some(())
}

/// dec_ref_pic_marking_repetition (D.1.9) with dec_ref_pic_marking (7.3.3.3).
fn marking_repetition(bits: &mut Bits<'_>, set: &Sequence) -> Option<()> {
    /// No picture has more to mark.
    const OPERATIONS: u32 = 64;
    let of_idr = bits.flag()?;
    bits.unsigned()?;
    if !set.frames_only && bits.flag()? {
        bits.skip(1)?;
    }
    if of_idr {
        return bits.skip(2);
    }
    if !bits.flag()? {
        return Some(());
    }
    for _ in 0..OPERATIONS {
        let numbers = match bits.at_most(6)? {
            0 => return Some(()),
            1 | 2 | 4 | 6 => 1,
            3 => 2,
            _ => 0,
        };
        for _ in 0..numbers {
            bits.unsigned()?;
        }
    }
    None
}

/// The message inside a mvc_scalable_nesting, which fills it.
fn nested(payload: &[u8]) -> Option<Message<'_>> {
    let mut bits = Bits::new(payload);
    if bits.flag()? {
        for _ in 0..=bits.at_most(1023)? {
            bits.skip(10)?;
        }
        bits.skip(3)?;
    } else if !bits.flag()? {
        for _ in 0..=bits.at_most(1023)? {
            bits.skip(10)?;
        }
    }
    // sei_nesting_zero_bit.
    while !bits.at().is_multiple_of(8) {
        if bits.flag()? {
            return None;
        }
    }
    let mut inner = payload.get(bits.at() / 8..)?;
    sei::next(&mut inner).filter(|_| inner.is_empty())
}

/// A clock time in pic_timing.
struct Clock {
    /// ct_type.
    scan: u32,
    text: String,
}

impl Clock {
    /// How a clock without a time is reported.
    const BLANK: &str = "--:--:--:00";

    /// clock_timestamp (D.1.3), after its flag.
    fn read(bits: &mut Bits<'_>, offset_bits: u32) -> Option<Self> {
        let scan = bits.number(2)?;
        bits.skip(6)?;
        let text = said::clock(bits, 8)?;
        bits.number(offset_bits)?;
        Some(Self { scan, text })
    }
}

/// pic_timing (D.1.3). Only ct_type stays of its clocks, which says whether the picture is interlaced.
fn timing(payload: &[u8], set: &Sequence) -> Option<Verdict> {
    let mut bits = Bits::new(payload);
    let decoder = set.decoders.iter().flatten().next();
    if let Some(Decoder { removal_delay_bits, output_delay_bits, .. }) = decoder {
        bits.number(*removal_delay_bits)?;
        bits.number(*output_delay_bits)?;
    }
    let offset_bits = decoder.map_or(24, |decoder| decoder.offset_bits);
    let count = match if set.has_structure { Some(bits.number(4)?) } else { None } {
        None => 0,
        Some(0..=2) => 1,
        Some(3 | 4 | 7) => 2,
        Some(5 | 6 | 8) => 3,
        Some(_) => return None,
    };
    let before = bits.at();
    let mut clocks = Vec::new();
    for _ in 0..count {
        clocks.push(if bits.flag()? { Some(Clock::read(&mut bits, offset_bits)?) } else { None });
    }
    if !bits.is_end() {
        return None;
    }
    if clocks.iter().all(Option::is_none) {
        return Some(Verdict::Stays);
    }
    let scans: Vec<Option<u32>> = clocks.iter().map(|clock| clock.as_ref().map(|clock| clock.scan)).collect();
    let none = vec![None; scans.len()];
    let forms = [scans, none].iter().map(|scans| without_clocks(payload, before, scans, offset_bits)).collect::<Option<_>>()?;
    let told = clocks.into_iter().flatten().filter(|clock| clock.text != Clock::BLANK);
    let says = told.map(|clock| (CodedElement::ClockTimestamp, said::shown(clock.text))).collect();
    Some(Verdict::Written { forms, says })
}

/// A pic_timing with these scan types, and no time.
fn without_clocks(payload: &[u8], before: usize, scans: &[Option<u32>], offset_bits: u32) -> Option<Vec<u8>> {
    let mut writer = Writer::default();
    let mut original = Bits::new(payload);
    for _ in 0..before {
        writer.put(u32::from(original.flag()?), 1);
    }
    for scan in scans {
        writer.put(u32::from(scan.is_some()), 1);
        if let Some(scan) = scan {
            writer.put(*scan, 2);
            // From nuit_field_based_flag to seconds_flag: nothing specified.
            writer.put(0, 1 + 5 + 3 + 8 + 1);
            // An offset of -1: zeros would have to be separated by emulation prevention, for which there is no room.
            writer.put(u32::MAX, offset_bits);
        }
    }
    if !writer.len.is_multiple_of(8) {
        writer.put(1, 1);
    }
    Some(writer.bytes)
}

/// Writes bits.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    len: usize,
}

impl Writer {
    /// The last `len` bits of a number.
    fn put(&mut self, number: u32, len: u32) {
        for shift in (0..len).rev() {
            if self.len.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from(number >> shift & 1 == 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= bit.rotate_right(u32::try_from(self.len % 8).unwrap_or(0).saturating_add(1));
            }
            self.len = self.len.saturating_add(1);
        }
    }
}
