//! Boxes about colour and light (ISO/IEC 14496-12, 12.1.5 to 12.1.10; VP Codec ISO Media File Format Binding, 3).

use super::fields::{Fields, Read, one_of, within};
use crate::blocks::cicp;

/// Brightest light of a screen, in candelas per square metre.
const BRIGHTEST: u16 = 10_000;
/// A chromaticity of one, in steps of 0.00002.
const ONE: u16 = 50_000;
/// Chromaticities of red, green and blue of a screen, in these steps: BT.709, P3, BT.2020.
const SCREENS: [[[u16; 2]; 3]; 3] = [
    [[32_000, 16_500], [15_000, 30_000], [7_500, 3_000]],
    [[34_000, 16_000], [13_250, 34_500], [7_500, 3_000]],
    [[35_400, 14_600], [8_500, 39_850], [6_550, 2_300]],
];
/// Those of white: D65, and that of cinemas.
const WHITES: [[u16; 2]; 2] = [[15_635, 16_450], [15_700, 17_550]];
/// Writers round them, and measure them: this much around one of them is meant to be it.
const CLOSE: u16 = 1_000;

pub(super) fn reader(kind: &[u8; 4]) -> Option<Read> {
    Some(match kind {
        b"clli" => light_level,
        b"CoLL" => |fields| {
            fields.full()?;
            light_level(fields)
        },
        b"mdcv" => mastering_display,
        b"SmDm" => mastering_metadata,
        b"amve" => ambient_viewing,
        // QuickTime File Format, Gamma Level: from 0.5 to 4.
        b"gama" => |fields| fields.long(within(0x8000..=0x4_0000)).map(|_| ()),
        _ => return None,
    })
}

/// The body of a `colr` box whose colours are numbers: primaries, transfer and matrix that the standard has, or none in
/// particular (ITU-T H.273, 8.1 to 8.3). `None` if it has a profile.
pub(in crate::formats) fn code_points(body: &[u8]) -> Option<Vec<u8>> {
    let kind = body.first_chunk::<4>().filter(|kind| matches!(*kind, b"nclx" | b"nclc"))?;
    Fields::anew(body, |fields| {
        fields.constant(kind)?;
        let (numbers, _) = fields.rest().as_chunks::<2>();
        // In 16 bits; no code is above 255, and none is listed as that.
        let codes = numbers.first_chunk::<3>()?.map(|number| u8::try_from(u16::from_be_bytes(number)).unwrap_or(u8::MAX));
        for code in cicp::listed(codes) {
            fields.short(|_| Some(code.into()))?;
        }
        if kind == b"nclx" { fields.byte(|range| Some(range & 0x80)).map(|_| ()) } else { Some(()) }
    })
}

/// `MaxCLL` and `MaxFALL`.
fn light_level(fields: &mut Fields<'_>) -> Option<()> {
    fields.short(within(0..=BRIGHTEST))?;
    fields.short(within(0..=BRIGHTEST)).map(|_| ())
}

/// `mdcv`: green, blue and red, as in the messages of codecs; some writers begin with red.
fn mastering_display(fields: &mut Fields<'_>) -> Option<()> {
    let orders = SCREENS.iter().flat_map(|[red, green, blue]| [[*green, *blue, *red], [*red, *green, *blue]]);
    screen(fields, orders, |number| number)?;
    // Whole candelas, and up to five in ten thousandths.
    fields.long(|most| most.checked_add(5_000).map(whole).filter(|most| (10_000..=100_000_000).contains(most)))?;
    fields.long(within(0..=50_000)).map(|_| ())
}

/// `SmDm`: red, green and blue in 16 bits after the point; light in 24.8 and 18.14.
fn mastering_metadata(fields: &mut Fields<'_>) -> Option<()> {
    fields.full()?;
    let of_sixteen = |number: u16| {
        let steps = (u32::from(number).saturating_mul(u32::from(ONE)).saturating_add(1 << 15)) >> 16;
        u16::try_from(steps).unwrap_or(u16::MAX)
    };
    screen(fields, SCREENS.iter().copied(), of_sixteen)?;
    fields.long(|most| Some(most & !0xFF).filter(|most| (0x100..=u32::from(BRIGHTEST) << 8).contains(most)))?;
    fields.long(within(0..=5 << 14)).map(|_| ())
}

/// Chromaticities of a screen and of white: known ones, as numbers in the box's own steps.
fn screen(
    fields: &mut Fields<'_>,
    mut screens: impl Iterator<Item = [[u16; 2]; 3]>,
    steps: impl Fn(u16) -> u16 + Copy,
) -> Option<()> {
    let mut written = [[0; 2]; 4];
    let (numbers, _) = fields.rest().as_chunks::<2>();
    for (to, number) in written.iter_mut().flatten().zip(numbers) {
        *to = u16::from_be_bytes(*number);
    }
    let [a, b, c, white] = written;
    let close = |one: [u16; 2], other: [u16; 2]| one.iter().zip(other).all(|(one, other)| steps(*one).abs_diff(other) <= CLOSE);
    let screen = screens.find(|screen| [a, b, c].iter().zip(screen).all(|(one, other)| close(*one, *other)))?;
    let white = WHITES.into_iter().find(|known| close(white, *known))?;
    // The same number again, where it is one of those that round to the known one.
    let exact = |number: u16, known: u16| if steps(number).abs_diff(known) <= 1 { number } else { from_steps(known, steps) };
    for (written, known) in written.iter().flatten().zip(screen.iter().chain([&white]).flatten()) {
        fields.short(|_| Some(exact(*written, *known)))?;
    }
    Some(())
}

/// The number that means so many steps.
fn from_steps(known: u16, steps: impl Fn(u16) -> u16) -> u16 {
    (0..=u16::MAX).find(|number| steps(*number) >= known).unwrap_or(known)
}

/// A number of ten thousandths, without its fraction.
const fn whole(number: u32) -> u32 {
    (number / 10_000).saturating_mul(10_000)
}

/// `amve`: how bright the surroundings are, in ten thousandths of a lux, and their white.
fn ambient_viewing(fields: &mut Fields<'_>) -> Option<()> {
    fields.long(|lux| Some(whole(lux)).filter(|lux| (10_000..=1_000_000_000).contains(lux)))?;
    let [x, y] = WHITES[0];
    fields.short(one_of(&[x]))?;
    fields.short(one_of(&[y])).map(|_| ())
}
