//! Dolby Vision in AV1: a reference processing unit (RPU) in an EMDF container whose fields have fixed values (ETSI TS
//! 103 572, with the container of TS 103 190). Only what decoders are known to read is understood: no enhancement
//! layer, no compressed display management, no block with an unlisted level.

use crate::codecs::header_bits::Bits;

/// Header of the container: version 0, `key_id` 6, payload 31 + 225, and no option except discarding what is unknown.
const CONTAINER: (u64, u32) = (0x01BE_6841, 27);
/// What follows the payload: no other one, and protection bits of one byte that are zero.
const PROTECTION: (u64, u32) = (0x400, 17);
/// What a RPU ends with.
const TERMINATOR: u8 = 0x80;
/// Identifiers of mappings and display management are no higher.
const ID_MOST: u64 = 15;

/// Whether data after the provider oriented code are this, and nothing else.
pub(super) fn is_whole(data: &[u8]) -> bool {
    let mut bits = Bits::new(data);
    container(&mut bits).is_some_and(|unit| is_filled(bits) && is_processing_unit(&unit))
}

/// Whether the last byte is filled with ones.
fn is_filled(mut bits: Bits<'_>) -> bool {
    let left = bits.left();
    left < 8 && (0..left).all(|_| bits.flag() == Some(true))
}

/// What the container holds.
fn container(bits: &mut Bits<'_>) -> Option<Vec<u8>> {
    bits.number(CONTAINER.1).filter(|&header| header == CONTAINER.0)?;
    // variable_bits(8), for which two bytes are enough (ETSI TS 103 190, 4.2.2).
    let mut size = bits.number(8)?;
    if bits.flag()? {
        size = (size.checked_add(1)? << 8) | bits.number(8)?;
        bits.flag().filter(|&more| !more)?;
    }
    // It is one bit off from whole bytes.
    let unit = (0..size).map(|_| bits.number(8).and_then(|byte| u8::try_from(byte).ok())).collect::<Option<Vec<u8>>>()?;
    bits.number(PROTECTION.1).filter(|&protection| protection == PROTECTION.0)?;
    Some(unit)
}

/// Whether a unit ends with its own checksum, which no text does.
pub(in crate::codecs) fn is_checked(unit: &[u8]) -> bool {
    let parts = unit.strip_suffix(&[TERMINATOR]).and_then(|unit| unit.split_last_chunk::<4>());
    parts.is_some_and(|(data, checksum)| crc_32_mpeg_2(data) == u32::from_be_bytes(*checksum))
}

fn is_processing_unit(unit: &[u8]) -> bool {
    let Some((data, checksum)) = unit.strip_suffix(&[TERMINATOR]).and_then(|unit| unit.split_last_chunk::<4>()) else {
        return false;
    };
    let mut bits = Bits::new(data);
    crc_32_mpeg_2(data) == u32::from_be_bytes(*checksum) && rpu_data(&mut bits).is_some() && bits.is_at_end()
}

/// The usual CRC-32 uses the bits of each byte in the opposite order.
fn crc_32_mpeg_2(data: &[u8]) -> u32 {
    let reversed: Vec<u8> = data.iter().map(|byte| byte.reverse_bits()).collect();
    (!crc32fast::hash(&reversed)).reverse_bits()
}

/// How the header says that coefficients are written.
struct Coefficients {
    /// A whole number comes before the fraction.
    is_fixed: bool,
    fraction_bits: usize,
}

impl Coefficients {
    fn skip(&self, count: usize, bits: &mut Bits<'_>) -> Option<()> {
        for _ in 0..count {
            if self.is_fixed {
                bits.exp_golomb()?;
            }
            bits.skip(self.fraction_bits)?;
        }
        Some(())
    }
}

fn rpu_data(bits: &mut Bits<'_>) -> Option<()> {
    // rpu_type, rpu_format, vdr_rpu_profile, vdr_rpu_level.
    bits.number(6).filter(|&rpu_type| rpu_type == 2)?;
    bits.up_to(0xFF, 11)?;
    bits.skip(8)?;
    // vdr_seq_info_present_flag, chroma_resampling_explicit_filter_flag.
    bits.flag().filter(|&present| present)?;
    bits.skip(1)?;
    let is_fixed = bits.up_to(1, 2)? == 0;
    let denominator = if is_fixed { exp_golomb_up_to(bits, 32)? } else { 32 };
    let fraction_bits = usize::try_from(denominator).ok().filter(|bits| *bits >= 13)?;
    // vdr_rpu_normalized_idc, BL_video_full_range_flag.
    bits.skip(3)?;
    let bit_depth = exp_golomb_up_to(bits, 8)?.checked_add(8)?;
    // EL_bit_depth_minus8 and, above it, ext_mapping_idc; vdr_bit_depth_minus8.
    exp_golomb_up_to(bits, 0xFFFF).filter(|depth| depth & 0xFF <= 8)?;
    exp_golomb_up_to(bits, 8)?;
    // spatial_resampling_filter_flag, reserved_zero_3bits, el_spatial_resampling_filter_flag, disable_residual_flag.
    bits.skip(1)?;
    bits.up_to(0, 3)?;
    bits.skip(1)?;
    bits.flag().filter(|&disabled| disabled)?;
    let (has_display_management, uses_previous) = (bits.flag()?, bits.flag()?);
    // vdr_rpu_id, or prev_vdr_rpu_id.
    exp_golomb_up_to(bits, ID_MOST)?;
    if !uses_previous {
        mapping(bits, usize::try_from(bit_depth).ok()?, &Coefficients { is_fixed, fraction_bits })?;
    }
    if has_display_management {
        display_management(bits)?;
    }
    Some(())
}

fn exp_golomb_up_to(bits: &mut Bits<'_>, most: u64) -> Option<u64> {
    bits.exp_golomb().filter(|&number| number <= most)
}

/// Curves for three components, each with up to eight pieces.
fn mapping(bits: &mut Bits<'_>, bit_depth: usize, coefficients: &Coefficients) -> Option<()> {
    // mapping_color_space, mapping_chroma_format_idc.
    exp_golomb_up_to(bits, 31)?;
    exp_golomb_up_to(bits, 31)?;
    let mut pieces = [0; 3];
    for count in &mut pieces {
        *count = exp_golomb_up_to(bits, 7)?.checked_add(1)?;
        // There is one more pivot than there are pieces.
        for _ in 0..=*count {
            bits.skip(bit_depth)?;
        }
    }
    // num_x_partitions_minus1, num_y_partitions_minus1.
    exp_golomb_up_to(bits, 31)?;
    exp_golomb_up_to(bits, 31)?;
    for _ in 0..pieces.iter().sum() {
        match bits.exp_golomb()? {
            0 => polynomial(bits, coefficients)?,
            1 => {
                let order = usize::try_from(bits.up_to(2, 2)?).ok()?.checked_add(1)?;
                coefficients.skip(order.checked_mul(7)?.checked_add(1)?, bits)?;
            }
            _ => return None,
        }
    }
    Some(())
}

fn polynomial(bits: &mut Bits<'_>, coefficients: &Coefficients) -> Option<()> {
    let order = exp_golomb_up_to(bits, 1)?;
    if order == 0 {
        // linear_interp_flag: nobody knows what would follow.
        bits.flag().filter(|&linear| !linear)?;
    }
    coefficients.skip(if order == 0 { 2 } else { 3 }, bits)
}

fn display_management(bits: &mut Bits<'_>) -> Option<()> {
    // affected_dm_metadata_id, current_dm_metadata_id, scene_refresh_flag.
    let affected = exp_golomb_up_to(bits, ID_MOST)?;
    bits.exp_golomb().filter(|&current| current == affected)?;
    exp_golomb_up_to(bits, 31)?;
    // ycc_to_rgb_coef and _offset, rgb_to_lms_coef, signal_eotf and its parameters.
    bits.skip(9 * 16 + 3 * 32 + 9 * 16 + 3 * 16 + 32)?;
    bits.number(5).filter(|depth| (8..=16).contains(depth))?;
    // signal_color_space, signal_chroma_format, signal_full_range_flag, source_min_PQ, source_max_PQ, source_diagonal.
    bits.skip(3 * 2 + 2 * 12 + 10)?;
    extension_blocks(bits, &BLOCKS)?;
    if bits.left() >= 8 {
        extension_blocks(bits, &BLOCKS_OF_VERSION_4)?;
    }
    Some(())
}

/// `ext_block_level`, `ext_block_length`, and how many of its bits are used. The rest of it is zero.
type Block = (u64, u64, u64);

const BLOCKS: [Block; 6] = [(1, 5, 36), (2, 11, 85), (4, 3, 24), (5, 7, 52), (6, 8, 64), (255, 6, 48)];

/// From content mapping version 4. Some blocks may end early.
#[rustfmt::skip]
const BLOCKS_OF_VERSION_4: [Block; 12] = [
    (3, 5, 36), (8, 10, 80), (8, 12, 92), (8, 13, 104), (8, 19, 152), (8, 25, 200), (9, 1, 8), (9, 17, 136),
    (10, 5, 40), (10, 21, 168), (11, 4, 28), (254, 2, 16),
];

fn extension_blocks(bits: &mut Bits<'_>, known: &[Block]) -> Option<()> {
    let count = exp_golomb_up_to(bits, 31)?;
    bits.align()?;
    for _ in 0..count {
        let (length, level) = (bits.exp_golomb()?, bits.number(8)?);
        let (.., held) = known.iter().find(|block| (block.0, block.1) == (level, length))?;
        bits.skip(usize::try_from(*held).ok()?)?;
        bits.up_to(0, u32::try_from(length.checked_mul(8)?.checked_sub(*held)?).ok()?)?;
    }
    Some(())
}
