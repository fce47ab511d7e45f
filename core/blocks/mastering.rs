//! The screen on which a video was mastered, and how bright it is (SMPTE ST 2086, CTA-861.3), in all the forms that
//! codecs, boxes and chunks give it. Only known screens are written, each as its own numbers: whatever else stands there
//! was measured, or means something else.

/// Chromaticities of red, green and blue of a screen, in steps of 0.00002: BT.709, P3, BT.2020.
const SCREENS: [[[u16; 2]; 3]; 3] = [
    [[32_000, 16_500], [15_000, 30_000], [7_500, 3_000]],
    [[34_000, 16_000], [13_250, 34_500], [7_500, 3_000]],
    [[35_400, 14_600], [8_500, 39_850], [6_550, 2_300]],
];
/// Those of white: D65, and that of cinemas.
pub const WHITES: [[u16; 2]; 2] = [[15_635, 16_450], [15_700, 17_550]];
/// A chromaticity of one.
const ONE: u32 = 50_000;
/// Writers round them, and measure them: this much around one of them is meant to be it.
const CLOSE: u16 = 1_000;
/// Brightest light of a screen, in candelas per square metre.
const BRIGHTEST: u16 = 10_000;
/// Parts of a candela per square metre.
const PARTS: u32 = 10_000;

/// How primaries follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Red, green, blue.
    Rgb,
    /// Green, blue, red.
    Gbr,
    /// Either: boxes have them as messages of codecs do, but some writers begin with red.
    Any,
}

/// Primaries, white, most and least light in steps of 0.00002 and 0.0001, written anew; `None` if no screen has them.
#[must_use]
pub fn display(bytes: [u8; 24], order: Order) -> Option<[u8; 24]> {
    let rgb = SCREENS;
    let gbr = SCREENS.map(|[red, green, blue]| [green, blue, red]);
    let known = |number: u16| number;
    let screen = match order {
        Order::Rgb => screen(&bytes, &rgb, known),
        Order::Gbr => screen(&bytes, &gbr, known),
        Order::Any => screen(&bytes, &gbr, known).or_else(|| screen(&bytes, &rgb, known)),
    }?;
    let [.., m0, m1, m2, m3, l0, l1, l2, l3] = bytes;
    // Whole candelas, and up to five in parts.
    let most = whole(u32::from_be_bytes([m0, m1, m2, m3]).checked_add(PARTS / 2)?);
    let least = u32::from_be_bytes([l0, l1, l2, l3]);
    let fits = (PARTS..=u32::from(BRIGHTEST).saturating_mul(PARTS)).contains(&most) && least <= 5 * PARTS;
    fits.then(|| joined(screen, most, least))
}

/// The same in 16 bits after the point, red first, with light in 24.8 and 18.14 (AV1, 6.7.4; VP Codec ISO Media File
/// Format Binding, 3).
#[must_use]
pub fn display_in_binary(bytes: [u8; 24]) -> Option<[u8; 24]> {
    let of_sixteen = |number: u16| {
        let steps = u32::from(number).saturating_mul(ONE).saturating_add(1 << 15) >> 16;
        u16::try_from(steps).unwrap_or(u16::MAX)
    };
    let screen = screen(&bytes, &SCREENS, of_sixteen)?;
    // Whole candelas.
    let [.., m0, m1, m2, _, l0, l1, l2, l3] = bytes;
    let (most, least) = (u32::from_be_bytes([m0, m1, m2, 0]), u32::from_be_bytes([l0, l1, l2, l3]));
    let fits = (0x100..=u32::from(BRIGHTEST) << 8).contains(&most) && least <= 5 << 14;
    fits.then(|| joined(screen, most, least))
}

/// `MaxCLL` and `MaxFALL`, in candelas per square metre.
#[must_use]
pub fn light_levels(bytes: [u8; 4]) -> Option<[u8; 4]> {
    let [a, b, c, d] = bytes;
    let fits = [[a, b], [c, d]].into_iter().all(|level| u16::from_be_bytes(level) <= BRIGHTEST);
    fits.then_some(bytes)
}

/// The same in ten thousandths (PNG third edition, 11.3.2.8), without their fractions.
#[must_use]
pub fn light_levels_in_parts(bytes: [u8; 8]) -> Option<[u8; 8]> {
    let [a, b, c, d, e, f, g, h] = bytes;
    let level = |bytes| {
        let level = u32::from_be_bytes(bytes);
        (level <= u32::from(BRIGHTEST).saturating_mul(PARTS)).then(|| whole(level).to_be_bytes())
    };
    let ([a, b, c, d], [e, f, g, h]) = (level([a, b, c, d])?, level([e, f, g, h])?);
    Some([a, b, c, d, e, f, g, h])
}

/// A number of ten thousandths, without its fraction.
#[must_use]
pub const fn whole(number: u32) -> u32 {
    (number / PARTS).saturating_mul(PARTS)
}

/// Chromaticities of a screen and of white: known ones, as numbers in these steps.
fn screen(bytes: &[u8], screens: &[[[u16; 2]; 3]], steps: impl Fn(u16) -> u16 + Copy) -> Option<[u16; 8]> {
    let mut numbers = [0; 8];
    for (to, number) in numbers.iter_mut().zip(bytes.as_chunks::<2>().0) {
        *to = u16::from_be_bytes(*number);
    }
    let close = |one: &[u16], other: &[u16]| one.iter().zip(other).all(|(one, other)| steps(*one).abs_diff(*other) <= CLOSE);
    let (colours, white) = numbers.split_at_checked(6)?;
    let screen = screens.iter().find(|screen| close(colours, screen.as_flattened()))?;
    let white = WHITES.iter().find(|known| close(white, *known))?;
    // The same number again, where it is one of those that round to the known one.
    let exact = |number: u16, known: u16| if steps(number).abs_diff(known) <= 1 { number } else { from_steps(known, steps) };
    for (number, known) in numbers.iter_mut().zip(screen.as_flattened().iter().chain(white)) {
        *number = exact(*number, *known);
    }
    Some(numbers)
}

/// The number that means so many steps.
fn from_steps(known: u16, steps: impl Fn(u16) -> u16) -> u16 {
    (0..=u16::MAX).find(|number| steps(*number) >= known).unwrap_or(known)
}

fn joined(screen: [u16; 8], most: u32, least: u32) -> [u8; 24] {
    let mut bytes = [0; 24];
    let numbers = screen.into_iter().flat_map(u16::to_be_bytes).chain(most.to_be_bytes()).chain(least.to_be_bytes());
    for (to, byte) in bytes.iter_mut().zip(numbers) {
        *to = byte;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::mastering::{P3_BINARY, P3_GBR, P3_RGB};

    #[test]
    fn a_screen_is_the_same_in_every_order() {
        assert_eq!((display(P3_RGB, Order::Rgb), display(P3_GBR, Order::Gbr)), (Some(P3_RGB), Some(P3_GBR)));
        assert_eq!((display(P3_RGB, Order::Any), display(P3_GBR, Order::Any)), (Some(P3_RGB), Some(P3_GBR)));
        assert_eq!(display(P3_RGB, Order::Gbr), None);
        assert_eq!(display_in_binary(P3_BINARY), Some(P3_BINARY));
    }

    #[test]
    fn a_text_is_no_screen() {
        let text = *b"Nora Beispiel 48.85661N ";
        assert_eq!((display(text, Order::Any), display_in_binary(text)), (None, None));
        assert_eq!((light_levels(*b"Nora"), light_levels_in_parts(*b"Nora Bei")), (None, None));
        let mut dark = P3_RGB;
        dark[20..].copy_from_slice(b"Nora");
        assert_eq!(display(dark, Order::Rgb), None);
    }

    #[test]
    fn fractions_of_candelas_go() {
        assert_eq!(light_levels_in_parts([0, 3, 0x0D, 0x99, 0, 0, 0, 1]), Some([0, 3, 0x0D, 0x40, 0, 0, 0, 0]));
        let mut nearly = P3_BINARY;
        nearly[19] = 0xFF;
        assert_eq!(display_in_binary(nearly), Some(P3_BINARY));
    }
}
