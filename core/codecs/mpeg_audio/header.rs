//! Headers of frames (ISO/IEC 11172-3, 2.4.1.3; 13818-3, 2.4.1.3): version, layer and length.

/// What a header says about its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// MPEG-1, as opposed to MPEG-2 with its lower rates, or half of those.
    pub(super) is_first: bool,
    /// Whether there is one channel.
    pub(super) is_mono: bool,
    /// Whether a checksum follows.
    pub(super) is_protected: bool,
    len: Option<usize>,
}

/// Kilobits per second in layer III, by `bitrate_index`.
const FIRST_RATES: [usize; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const SECOND_RATES: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/// Values per second in MPEG-1, by `sampling_frequency`.
const FREQUENCIES: [usize; 3] = [44_100, 48_000, 32_000];

impl Header {
    /// The header that these bytes begin with; `None` if they are not a header.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let [0xFF, second, third, fourth, ..] = *bytes else { return None };
        let (version, layer) = (second >> 3 & 3, second >> 1 & 3);
        let (rate, frequency) = (usize::from(third >> 4), usize::from(third >> 2 & 3));
        if second >> 5 != 7 || version == 1 || layer == 0 || rate == 15 {
            return None;
        }
        let is_first = version == 3;
        let frequency = FREQUENCIES.get(frequency)? >> [2, 0, 1, 0].get(usize::from(version))?;
        let rates = if is_first { FIRST_RATES } else { SECOND_RATES };
        // No rate: any length. Layers other than the third have different lengths.
        let rate = rate.checked_sub(1).and_then(|index| rates.get(index)).filter(|_| layer == 1);
        let len = rate.and_then(|rate| {
            let bytes = rate.checked_mul(if is_first { 144_000 } else { 72_000 })?.checked_div(frequency)?;
            bytes.checked_add(usize::from(third >> 1 & 1))
        });
        Some(Self { is_first, is_mono: fourth >> 6 == 3, is_protected: second & 1 == 0, len })
    }

    /// Length of the frame in bytes; `None` if only its neighbours show it.
    pub(super) const fn frame_len(self) -> Option<usize> {
        self.len
    }
}
