use proptest::prelude::*;

use super::*;
use crate::testing::WORD;
use crate::testing::bits::{bytes, exp_golomb};

type Numbers = Vec<(u64, u32)>;

/// HDR10+ with one window, with or without a tone curve.
fn hdr10_plus(has_curve: bool) -> Numbers {
    let mut numbers: Numbers = vec![(1, 8), (1, 2), (400, 27), (0, 1)];
    numbers.extend([(40_000, 17), (35_000, 17), (100_000, 17), (1000, 17), (9, 4)]);
    numbers.extend([1, 5, 10, 25, 50, 75, 90, 95, 99].into_iter().flat_map(|percent| [(percent, 7), (percent * 1000, 17)]));
    numbers.extend([(1000, 10), (0, 1), (u64::from(has_curve), 1)]);
    if has_curve {
        numbers.extend([(4095, 12), (0, 12), (9, 4)]);
        numbers.extend((1..10).map(|anchor| (anchor * 100, 10)));
    }
    [numbers, vec![(1, 1), (8, 6)]].concat()
}

/// HDR Vivid with two curves, one of them with splines in both forms.
fn hdr_vivid() -> Numbers {
    let base = [(1, 1), (16_383, 14), (63, 6), (1, 10), (2, 10), (10, 6), (1, 2), (1, 2), (3, 4), (2, 3), (127, 7)];
    let splines =
        [(1, 1), (1, 1), (0, 2), (255, 8), (4095, 12), (3, 10), (4, 10), (5, 8), (1, 2), (4095, 12), (3, 10), (4, 10), (5, 8)];
    let start = [(1, 8), (0, 12), (1, 12), (2, 12), (4095, 12), (1, 1), (1, 1)];
    let saturation = [(1, 1), (2, 3), (128, 8), (127, 8)];
    [&start[..], &[(2770, 12)], &base, &splines, &[(2080, 12), (0, 1)], &saturation].concat()
}

/// A RPU of profile 10, up to its checksum.
fn rpu() -> Numbers {
    let mut numbers: Numbers = vec![(2, 6), (18, 11), (1, 4), (0, 4), (1, 1), (0, 1), (0, 2), exp_golomb(23), (1, 2), (0, 1)];
    numbers.extend([exp_golomb(2), exp_golomb(2), exp_golomb(4), (0, 1), (0, 3), (0, 1), (1, 1), (1, 1), (0, 1)]);
    // Identifier, colour space, chroma format; two pieces of luma, one of each chroma; one partition.
    numbers.extend([exp_golomb(0); 3]);
    numbers.extend([
        exp_golomb(1),
        (0, 10),
        (512, 10),
        (511, 10),
        exp_golomb(0),
        (0, 10),
        (1023, 10),
        exp_golomb(0),
        (0, 10),
        (1023, 10),
    ]);
    numbers.extend([exp_golomb(0); 2]);
    let coefficient = [exp_golomb(1), (0x12_3456, 23)];
    numbers.extend([exp_golomb(0), exp_golomb(0), (0, 1)].into_iter().chain(coefficient.repeat(2)));
    numbers.extend([exp_golomb(0), exp_golomb(1)].into_iter().chain(coefficient.repeat(3)));
    for order in [1, 3] {
        numbers.extend([exp_golomb(1), (order - 1, 2)].into_iter().chain(coefficient.repeat(1 + 7 * order as usize)));
    }
    numbers.extend([exp_golomb(0); 3]);
    numbers.extend([[(9574, 16); 9].as_slice(), &[(1 << 27, 32); 3], &[(7222, 16); 9]].concat());
    numbers.extend([(65_535, 16), (0, 16), (0, 16), (0, 32), (12, 5), (0, 2), (0, 2), (1, 2), (7, 12), (3079, 12), (42, 10)]);
    numbers
}

/// Blocks of extension metadata, after the header of their list, which has to begin at this bit.
fn blocks(at: u32, blocks: &[Numbers]) -> Numbers {
    let count = exp_golomb(blocks.len() as u64);
    let aligned = (0, (8 - (at + count.1) % 8) % 8);
    [vec![count, aligned], blocks.concat()].concat()
}

fn length(numbers: &[(u64, u32)]) -> u32 {
    numbers.iter().map(|number| number.1).sum()
}

/// A level 1 block with these last four bits.
fn level_1(padding: u64) -> Numbers {
    vec![exp_golomb(5), (1, 8), (0, 12), (3000, 12), (1500, 12), (padding, 4)]
}

/// A RPU with these two lists of blocks.
fn rpu_with(first: &[Numbers], second: &[Numbers]) -> Vec<u8> {
    let mut numbers = rpu();
    for list in [first, second] {
        if !list.is_empty() {
            numbers.extend(blocks(length(&numbers), list));
        }
    }
    bytes(&numbers)
}

fn contained(data: &[u8], checksum: u32) -> Vec<u8> {
    let unit = [data, &checksum.to_be_bytes(), &[0x80]].concat();
    let size = unit.len() as u64;
    let mut numbers: Numbers = vec![(0x01BE_6841, 27)];
    numbers.extend(if size > 255 {
        vec![((size >> 8) - 1, 8), (1, 1), (size & 255, 8), (0, 1)]
    } else {
        vec![(size, 8), (0, 1)]
    });
    numbers.extend(unit.iter().map(|&byte| (u64::from(byte), 8)));
    numbers.push((0x400, 17));
    let fill = (8 - length(&numbers) % 8) % 8;
    numbers.push(((1 << fill) - 1, fill));
    [prefix::DOLBY_VISION, &bytes(&numbers)].concat()
}

/// A checksum bit by bit, as defined in the standard.
fn checksum(data: &[u8]) -> u32 {
    data.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte) << 24, |crc, _| crc << 1 ^ if crc >> 31 == 1 { 0x04C1_1DB7 } else { 0 })
    })
}

fn dolby_vision(data: &[u8]) -> Vec<u8> {
    contained(data, checksum(data))
}

/// One of each kind that is needed.
fn whole() -> Vec<Vec<u8>> {
    let level_8 = vec![
        exp_golomb(13),
        (8, 8),
        (1, 8),
        (2048, 12),
        (2048, 12),
        (2048, 12),
        (2048, 12),
        (2048, 12),
        (2048, 12),
        (2048, 12),
        (1, 12),
    ];
    let level_254 = vec![exp_golomb(2), (254, 8), (0, 8), (2, 8)];
    vec![
        [prefix::HDR10_PLUS, &bytes(&hdr10_plus(true))].concat(),
        [prefix::HDR10_PLUS, &bytes(&hdr10_plus(false))].concat(),
        [prefix::HDR_VIVID, &bytes(&hdr_vivid())].concat(),
        dolby_vision(&rpu_with(&[level_1(0)], &[level_8, level_254])),
        dolby_vision(&rpu_with(&[level_1(0), level_1(0)], &[])),
        b"\xB5\0\x31DTG1\x01".to_vec(),
        b"\xB5\0\x31DTG1\x41\xF8".to_vec(),
    ]
}

#[test]
fn what_a_display_needs_is_needed() {
    for payload in whole() {
        assert!(needed(&payload), "{payload:02X?}");
    }
}

#[test]
fn nothing_may_be_missing() {
    // Without its second byte, the active format is another form, but not with this first one.
    for payload in whole() {
        for len in 0..payload.len() {
            assert!(!needed(&payload[..len]), "{:02X?}", &payload[..len]);
        }
    }
}

#[test]
fn nothing_may_follow() {
    for payload in whole() {
        for tail in [&b"\0"[..], b"\x80", b"\xFF", WORD] {
            assert!(!needed(&[&payload, tail].concat()), "{payload:02X?} {tail:02X?}");
        }
    }
}

#[test]
fn a_right_prefix_proves_nothing() {
    for prefix in [prefix::HDR10_PLUS, prefix::HDR_VIVID, prefix::DOLBY_VISION, prefix::ACTIVE_FORMAT] {
        assert!(!needed(prefix) && !needed(&[prefix, WORD].concat()) && !needed(&[prefix, b"\x01", WORD].concat()));
    }
}

#[test]
fn captions_go() {
    assert!(!needed(b"\xB5\0\x31GA94\x03\xC1\xFF\xFC\x94\x2C\xFF"));
}

#[test]
fn bits_up_to_the_next_byte_are_zero_or_begin_with_a_one() {
    for (prefix, numbers) in [(prefix::HDR10_PLUS, hdr10_plus(true)), (prefix::HDR_VIVID, hdr_vivid())] {
        let spare = (8 - length(&numbers) % 8) % 8;
        assert!(spare > 0);
        for fill in 0..1 << spare {
            let filled = [prefix, &bytes(&[numbers.clone(), vec![(fill, spare)]].concat())].concat();
            assert_eq!(needed(&filled), fill == 0 || fill == 1 << (spare - 1), "{fill:b}");
        }
    }
}

#[test]
fn hdr10_plus_stays_within_its_values() {
    let with = |at: usize, number: (u64, u32)| {
        let mut numbers = hdr10_plus(true);
        assert_eq!(numbers[at].1, number.1);
        numbers[at] = number;
        needed(&[prefix::HDR10_PLUS, &bytes(&numbers)].concat())
    };
    assert!(with(0, (0, 8)) && with(2, (10_000, 27)));
    // Version, windows, luminances, tables, percentages out of order.
    for (at, number) in [
        (0, (2, 8)),
        (1, (0, 2)),
        (1, (2, 2)),
        (2, (10_001, 27)),
        (3, (1, 1)),
        (4, (100_001, 17)),
        (7, (100_001, 17)),
        (9, (101, 7)),
        (11, (1, 7)),
        (12, (100_001, 17)),
        (27, (1001, 10)),
        (28, (1, 1)),
    ] {
        assert!(!with(at, number), "{at} {number:?}");
    }
}

#[test]
fn active_formats_have_fixed_bits() {
    for data in [&[0x00][..], &[0x03], &[0x41], &[0x01, 0xF8], &[0x41, 0x78], &[0xC1, 0xF8], &[0x40, 0xF8], &[0x41, 0xF8, 0]] {
        assert!(!needed(&[prefix::ACTIVE_FORMAT, data].concat()), "{data:02X?}");
    }
}

#[test]
fn the_checksum_is_the_one_of_the_standard() {
    assert_eq!(checksum(b"123456789"), 0x0376_E6E7);
    let data = rpu_with(&[level_1(0)], &[]);
    assert!(needed(&contained(&data, checksum(&data))));
    assert!(!needed(&contained(&data, checksum(&data) ^ 1)));
}

#[test]
fn blocks_of_dolby_vision_are_known_ones_and_padded_with_zeros() {
    let text = |level: u64| {
        let mut block = vec![exp_golomb(WORD.len() as u64), (level, 8)];
        block.extend(WORD.iter().map(|&byte| (u64::from(byte), 8)));
        block
    };
    let accepted = |first: &[Numbers], second: &[Numbers]| needed(&dolby_vision(&rpu_with(first, second)));
    assert!(accepted(&[level_1(0)], &[]));
    assert!(!accepted(&[level_1(1)], &[]));
    for level in [1, 3, 6, 7, 15, 253, 255] {
        assert!(!accepted(&[text(level)], &[]), "{level}");
        assert!(!accepted(&[level_1(0)], &[text(level)]), "{level}");
    }
    // Whole bytes between the blocks and the checksum.
    let data = [rpu_with(&[level_1(0)], &[vec![exp_golomb(2), (254, 8), (0, 8), (2, 8)]]), WORD.to_vec()].concat();
    assert!(!needed(&dolby_vision(&data)));
}

#[test]
fn a_container_of_dolby_vision_is_filled_with_ones() {
    let payload = dolby_vision(&rpu_with(&[level_1(0)], &[]));
    let last = payload.len() - 1;
    let fill = payload[last].trailing_ones();
    assert!(fill > 0);
    for at in 0..fill {
        let mut payload = payload.clone();
        payload[last] ^= 1 << at;
        assert!(!needed(&payload));
    }
}

#[test]
fn what_goes_is_told_by_its_registry() {
    let element = CodedElement::RegisteredUserData([0xB5, 0, 0x3C]);
    assert_eq!(says(b"\xB5\0\x3CNora"), (element, Value::Text("Nora".to_owned())));
    assert_eq!(says(b"\xB5\0\x3C\0\x01\x04\x01"), (element, Value::Bytes(4)));
    assert_eq!(says(b"\xB5"), (CodedElement::RegisteredUserData([0xB5, 0, 0]), Value::Bytes(0)));
}

proptest! {
    #[test]
    fn any_bytes_are_judged(form in 0..5_usize, data in proptest::collection::vec(any::<u8>(), 0..200)) {
        let prefixes = [&[][..], prefix::HDR10_PLUS, prefix::HDR_VIVID, prefix::DOLBY_VISION, prefix::ACTIVE_FORMAT];
        let payload = [prefixes[form], &data].concat();
        _ = needed(&payload);
        _ = says(&payload);
    }

    #[test]
    fn nothing_follows_what_is_whole(which in 0..7_usize, tail in proptest::collection::vec(any::<u8>(), 1..40)) {
        prop_assert!(!needed(&[whole().swap_remove(which), tail].concat()));
    }
}
