//! How many blocks, or samples of a lossless picture, a frame and its scans have (ISO/IEC 10918-1, A.1 and A.2).

use crate::base::{ByteOrder, Cursor};

/// A frame header (B.2.2).
#[derive(Debug)]
pub struct Frame {
    width: u64,
    height: u64,
    components: Vec<Component>,
    /// Samples in a line or column of a data unit: 8 with a transform, 1 without one.
    unit: u64,
}

/// A component of a frame.
#[derive(Debug, Clone, Copy)]
struct Component {
    id: u8,
    horizontal: u64,
    vertical: u64,
}

/// One component's part in a scan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// The component's index in the frame.
    pub(super) component: usize,
    /// Destinations of its tables: the first for DC, the second for AC coefficients.
    pub(super) tables: [u8; 2],
    /// Its data units in each MCU.
    pub(super) units: u64,
}

/// A scan header (B.2.3).
#[derive(Debug)]
pub(super) struct Header {
    pub(super) parts: Vec<Part>,
    /// Minimum coded units.
    pub(super) count: u64,
    /// First and last coefficient; for a lossless picture, the predictor.
    pub(super) band: [u8; 2],
    /// Whether the coefficients get one more bit.
    pub(super) refines: bool,
    /// How many of their last bits are left to later scans.
    pub(super) low: u8,
}

impl Frame {
    /// Reads a header; `lines` is the height if the header leaves it open (B.2.5).
    #[must_use]
    pub fn read(payload: &[u8], lossless: bool, lines: u16) -> Option<Self> {
        let mut cursor = Cursor::starting_at(payload, 1, ByteOrder::Big);
        let [height, width] = [cursor.u16()?, cursor.u16()?];
        let height = if height == 0 { lines } else { height };
        let components = (0..cursor.u8()?).map(|_| {
            let [id, sampling, _] = cursor.array()?;
            let [horizontal, vertical] = [sampling >> 4, sampling & 0x0F].map(u64::from);
            let usual = (1..=4).contains(&horizontal) && (1..=4).contains(&vertical);
            usual.then_some(Component { id, horizontal, vertical })
        });
        let components = components.collect::<Option<Vec<_>>>()?;
        let unit = if lossless { 1 } else { 8 };
        (width > 0 && height > 0).then_some(Self { width: width.into(), height: height.into(), components, unit })
    }

    /// How many minimum coded units a scan with this header has.
    #[must_use]
    pub fn units_of(&self, scan: &[u8]) -> Option<u64> {
        self.scan(scan).map(|header| header.count)
    }

    /// How many components there are.
    pub(super) const fn components(&self) -> usize {
        self.components.len()
    }

    /// Reads the header of a scan of this frame.
    pub(super) fn scan(&self, payload: &[u8]) -> Option<Header> {
        let mut cursor = Cursor::new(payload, ByteOrder::Big);
        let count = cursor.u8()?;
        let parts = (0..count).map(|_| {
            let [id, tables] = cursor.array()?;
            let component = self.components.iter().position(|component| component.id == id)?;
            let Component { horizontal, vertical, .. } = self.components.get(component)?;
            let units = if count == 1 { 1 } else { horizontal.saturating_mul(*vertical) };
            Some(Part { component, tables: [tables >> 4, tables & 0x0F], units })
        });
        let parts = parts.collect::<Option<Vec<_>>>()?;
        let [first, last, approximation] = cursor.array()?;
        let (refines, low) = (approximation >> 4 != 0, approximation & 0x0F);
        let count = match parts.as_slice() {
            [part] => self.units(part.component)?,
            _ => self.interleaved(),
        };
        Some(Header { parts, count, band: [first, last], refines, low })
    }

    /// Data units of a component in a scan of its own (A.2.2).
    pub(super) fn units(&self, component: usize) -> Option<u64> {
        let Component { horizontal, vertical, .. } = self.components.get(component)?;
        let samples = |size: u64, factor: u64, most: u64| size.saturating_mul(factor).div_ceil(most).div_ceil(self.unit);
        let [across, down] = self.most();
        Some(samples(self.width, *horizontal, across).saturating_mul(samples(self.height, *vertical, down)))
    }

    /// Minimum coded units in a scan of several components (A.2.3).
    fn interleaved(&self) -> u64 {
        let [across, down] = self.most().map(|most| most.saturating_mul(self.unit));
        self.width.div_ceil(across).saturating_mul(self.height.div_ceil(down))
    }

    fn most(&self) -> [u64; 2] {
        let most = |factor: fn(&Component) -> u64| self.components.iter().map(factor).max().unwrap_or(1);
        [most(|component| component.horizontal), most(|component| component.vertical)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_of_one_component_has_no_blocks_that_nobody_sees() {
        // 17 x 9 in 4:2:0 (A.2.4): two by one MCUs, but only three by two luma blocks on their own.
        let header = [8, 0, 9, 0, 17, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
        let frame = Frame::read(&header, false, 0).unwrap();
        let interleaved = frame.scan(&[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]).unwrap();
        assert_eq!(interleaved.count, 2);
        assert_eq!(interleaved.parts.iter().map(|part| part.units).collect::<Vec<_>>(), [4, 1, 1]);
        assert_eq!(frame.scan(&[1, 1, 0, 0, 63, 0]).unwrap().count, 6);
        assert_eq!(frame.scan(&[1, 2, 0, 0, 63, 0]).unwrap().count, 2);
        assert!(frame.scan(&[1, 9, 0, 0, 63, 0]).is_none());
    }
}
