//! Lists of opcodes (DNG 1.7.1.0, chapter 7): what a converter does to a raw picture. It stops at an unknown one.

use crate::base::{ByteOrder, Cursor};

/// `Some` if the opcodes of a list are known, each has the parameters that it needs, and they fill the list.
pub(super) fn is_list(bytes: &[u8]) -> Option<()> {
    /// Versions of DNG that have opcodes.
    const VERSIONS: std::ops::RangeInclusive<u32> = 0x0103_0000..=0x0107_0100;
    /// Optional; to be skipped in previews.
    const FLAGS: u32 = 0b11;
    let mut cursor = Cursor::new(bytes, ByteOrder::Big);
    for _ in 0..cursor.u32()? {
        let (id, version, flags, len) = (cursor.u32()?, cursor.u32()?, cursor.u32()?, cursor.u32()?);
        let mut parameters = Parameters(Cursor::new(cursor.take(usize::try_from(len).ok()?)?, ByteOrder::Big));
        (VERSIONS.contains(&version) && flags & !FLAGS == 0).then_some(())?;
        parameters.of(id)?;
        parameters.0.rest().is_empty().then_some(())?;
    }
    cursor.rest().is_empty().then_some(())
}

/// Most planes of a picture.
const PLANES: u32 = 4;
/// Most rows, columns, points: letters are larger numbers.
const MOST: u32 = 1 << 20;

/// The parameters of an opcode, as far as they were read.
struct Parameters<'a>(Cursor<'a>);

impl Parameters<'_> {
    fn of(&mut self, id: u32) -> Option<()> {
        match id {
            // WarpRectilinear, WarpFisheye: coefficients for each plane, and a centre.
            1 => self.planes().and_then(|planes| self.doubles(planes.checked_mul(6)?.checked_add(2)?)),
            2 => self.planes().and_then(|planes| self.doubles(planes.checked_mul(4)?.checked_add(2)?)),
            // FixVignetteRadial: coefficients, and a centre.
            3 => self.doubles(7),
            // FixBadPixelsConstant: which number is one, and how the pattern of colours begins.
            4 => self.wholes(1, 0xFFFF).and_then(|()| self.wholes(1, 3)),
            5 => {
                self.wholes(1, 3)?;
                let (points, areas) = (self.whole(MOST)?, self.whole(MOST)?);
                self.wholes(points.checked_mul(2)?.checked_add(areas.checked_mul(4)?)?, MOST)
            }
            // TrimBounds.
            6 => self.wholes(4, MOST),
            // MapTable.
            7 => {
                self.area()?;
                let len = self.whole(1 << 16)?;
                self.0.take(usize::try_from(len.checked_mul(2)?).ok()?).map(drop)
            }
            // MapPolynomial.
            8 => {
                self.area()?;
                let degree = self.whole(8)?;
                self.doubles(degree.checked_add(1)?)
            }
            // GainMap: size, spacing and origin of a grid.
            9 => {
                self.area()?;
                let points = self.whole(MOST)?.checked_mul(self.whole(MOST)?)?;
                self.doubles(4)?;
                let planes = self.planes()?;
                self.floats(points.checked_mul(planes)?)
            }
            // DeltaPerRow, DeltaPerColumn, ScalePerRow, ScalePerColumn.
            10..=13 => {
                self.area()?;
                let count = self.whole(MOST)?;
                self.floats(count)
            }
            // WarpRectilinear2: the same as the first, with more coefficients, and whether they are for the reverse.
            14 => {
                let planes = self.planes()?;
                self.doubles(planes.checked_mul(19)?.checked_add(2)?)?;
                self.wholes(1, 1)
            }
            _ => None,
        }
    }

    /// Top, left, bottom, right; the first plane, and how many; steps between rows and columns.
    fn area(&mut self) -> Option<()> {
        self.wholes(8, MOST)
    }

    fn planes(&mut self) -> Option<u32> {
        self.whole(PLANES)
    }

    fn whole(&mut self, most: u32) -> Option<u32> {
        self.0.u32().filter(|&number| number <= most)
    }

    fn wholes(&mut self, count: u32, most: u32) -> Option<()> {
        (0..count).try_for_each(|_| self.whole(most).map(drop))
    }

    /// Coefficients: eight letters are a huge number, or next to nothing.
    fn doubles(&mut self, count: u32) -> Option<()> {
        let is_measured = |number: f64| number.abs() <= 1e6 && (number == 0.0 || number.abs() > 1e-30);
        (0..count).try_for_each(|_| is_measured(f64::from_be_bytes(self.0.array()?)).then_some(()))
    }

    fn floats(&mut self, count: u32) -> Option<()> {
        let is_measured = |number: f32| number.abs() <= 1e5 && (number == 0.0 || number.abs() > 1e-15);
        (0..count).try_for_each(|_| is_measured(f32::from_be_bytes(self.0.array()?)).then_some(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(id: u32, parameters: &[u8]) -> Vec<u8> {
        let head = [1, id, 0x0103_0000, 3, parameters.len() as u32].map(u32::to_be_bytes).concat();
        [&head[..], parameters].concat()
    }

    #[test]
    fn an_opcode_has_the_parameters_that_it_needs_and_no_text() {
        let vignette = [0.5, -0.25, 0.0, 0.0, 0.0, 0.5, 0.5_f64].map(f64::to_be_bytes).concat();
        assert_eq!(is_list(&list(3, &vignette)), Some(()));
        let text = b"Nora Petit 48.85661N 2.35222E 2024-05-12 SN4711 Nora Pet";
        assert_eq!(text.len(), vignette.len());
        for wrong in [
            list(3, text),
            list(3, &[&vignette[..], b"Nora"].concat()),
            list(3, b"Nora"),
            list(15, b""),
            [&list(6, &[0; 16])[..], b"Nora"].concat(),
        ] {
            assert_eq!(is_list(&wrong), None, "{wrong:?}");
        }
        assert_eq!(is_list(&list(6, &[0; 16])), Some(()));
        let gains =
            [[0, 0, 4, 4, 0, 1, 1, 1, 2, 2].map(u32::to_be_bytes).concat(), vec![0; 32], 1_u32.to_be_bytes().to_vec()].concat();
        assert_eq!(is_list(&list(9, &[&gains[..], &[1.0_f32; 4].map(f32::to_be_bytes).concat()].concat())), Some(()));
        assert_eq!(is_list(&list(9, &[&gains[..], b"Nora Petit Paris"].concat())), None);
    }
}
