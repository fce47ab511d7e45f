//! IlluminantData of a DNG file (DNG 1.7.1.0, chapter 4): the colour of a light, or its spectrum.

use super::fraction::{self, Fractions};
use crate::containers::tiff::{Layout, kind};

/// Most samples of a spectrum.
const SAMPLES: u64 = 1000;

/// The light in its plainest form; `None` if it is none.
pub(super) fn plain(layout: Layout, bytes: &[u8]) -> Option<Fractions> {
    let (form, rest) = bytes.split_at_checked(2)?;
    let (head, numbers) = match layout.number(form) {
        // Chromaticity: x and y.
        0 => (0, 2),
        // A number of samples, the first wavelength and the distance of others, in nanometres, and power for each.
        1 => (
            4,
            layout.number(rest.get(..4)?).checked_add(2).filter(|numbers| (4..=SAMPLES.saturating_add(2)).contains(numbers))?,
        ),
        _ => return None,
    };
    let (count, rest) = rest.split_at_checked(head)?;
    if rest.len() as u64 != numbers.checked_mul(8)? {
        return None;
    }
    let plain = fraction::plain(layout, kind::RATIONAL, rest)?;
    let most: &[u64] = if head == 0 { &[1, 1] } else { &[10_000, 10_000] };
    let parts =
        |number: &[u8]| (layout.number(number.get(..4).unwrap_or_default()), layout.number(number.get(4..).unwrap_or_default()));
    let mut largest = most.iter().copied().chain(std::iter::repeat(1_000_000));
    let possible = rest
        .chunks_exact(8)
        .map(parts)
        .all(|(above, below)| below > 0 && above <= below.saturating_mul(largest.next().unwrap_or(0)));
    possible.then(|| Fractions { bytes: [form, count, &plain.bytes].concat(), same: plain.same })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ByteOrder::Big;

    const LAYOUT: Layout = Layout { order: Big, big: false };

    #[test]
    fn a_light_is_a_colour_or_a_spectrum_and_nothing_behind_it() {
        let of = |parts: &[u32]| parts.iter().flat_map(|part| part.to_be_bytes()).collect::<Vec<_>>();
        let colour = [&[0, 0][..], &of(&[30, 100, 1, 3])].concat();
        assert_eq!(plain(LAYOUT, &colour).unwrap().bytes, [&[0, 0][..], &of(&[3, 10, 1, 3])].concat());
        let spectrum = [&[0, 1][..], &of(&[2, 380, 1, 5, 1, 1, 2, 3, 4])].concat();
        assert_eq!(plain(LAYOUT, &spectrum).unwrap().bytes, spectrum);
        for wrong in
            [[&colour[..], b"Nora"].concat(), b"Nora Petit".to_vec(), [&[0, 0][..], b"NoraNoraPetiPeti"].concat().repeat(2)]
        {
            assert_eq!(plain(LAYOUT, &wrong), None, "{wrong:?}");
        }
    }
}
