use super::*;
use proptest::prelude::*;
use weezl::BitOrder;
use weezl::encode::Encoder;

fn packed(bytes: &[u8], form: Form) -> Vec<u8> {
    let size = u8::try_from(form.literal).unwrap();
    let mut encoder = match form {
        Form { least_first: false, .. } => Encoder::with_tiff_size_switch(BitOrder::Msb, size),
        Form { least_first: true, .. } => Encoder::new(BitOrder::Lsb, size),
    };
    encoder.encode(bytes).unwrap()
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![proptest::collection::vec(0_u8..4, 1..most), proptest::collection::vec(0_u8..16, 1..most)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn all_bytes_that_were_packed_are_in_it_and_no_others(bytes in bytes(20_000)) {
        for form in [Form::TIFF, Form::OLD_TIFF, Form::of_gif(4).unwrap(), Form::of_gif(8).unwrap()] {
            let there = bytes_in(&packed(&bytes, form), form, bytes.len() as u64).unwrap();
            for byte in 0..=u8::MAX {
                prop_assert_eq!(there[usize::from(byte)], bytes.contains(&byte), "{} {:?}", byte, form);
            }
            prop_assert_eq!(bytes_in(&packed(&bytes, form), form, bytes.len() as u64 + 1), None);
        }
    }

    #[test]
    fn what_was_packed_ends_with_its_end_of_information(bytes in bytes(20_000), behind: Vec<u8>) {
        for form in [Form::TIFF, Form::OLD_TIFF, Form::of_gif(4).unwrap(), Form::of_gif(8).unwrap()] {
            let packed = packed(&bytes, form);
            let all = [packed.clone(), behind.clone()].concat();
            prop_assert_eq!(end(&all, form, bytes.len() as u64), Some(packed.len()), "{:?}", form);
            // If more is requested, the end of information ends it; and data that run out are read completely.
            prop_assert_eq!(end(&all, form, u64::MAX), Some(packed.len()));
            prop_assert_eq!(end(&packed[..packed.len() / 2], form, bytes.len() as u64), Some(packed.len() / 2));
        }
    }

    #[test]
    fn no_bytes_make_it_leave_the_data(bytes: Vec<u8>, decoded: u16, literal in 1_u8..12) {
        for form in [Form::TIFF, Form::OLD_TIFF, Form::of_gif(literal).unwrap()] {
            prop_assert!(end(&bytes, form, decoded.into()).is_none_or(|end| end <= bytes.len()));
        }
    }
}

#[test]
fn a_full_table_that_is_not_cleared_stays_as_it_is() {
    // GIF encoders may continue without clearing (GIF89a, appendix F): each of these codes is a byte, with twelve bits
    // at the end.
    let mut bits: Vec<bool> = Vec::new();
    let mut put = |code: u32, width: u32| bits.extend((0..width).map(|bit| code >> bit & 1 == 1));
    let mut table = Table::new(Form::of_gif(8).unwrap());
    put(256, 9);
    for _ in 0..6000 {
        put(7, table.width);
        table.take(7).unwrap();
    }
    assert_eq!(table.width, 12);
    put(257, 12);
    let bytes: Vec<u8> = bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |sum, &bit| sum << 1 | u8::from(bit))).collect();
    assert_eq!(end(&[&bytes[..], b"Nora"].concat(), table.form, 6000), Some(bytes.len()));
}

#[test]
fn a_code_without_a_meaning_ends_nowhere() {
    // Clear, then a code that refers to a previous one, which does not exist.
    assert_eq!(end(&[0x80, 0x40, 0x80, 0, 0], Form::TIFF, 9), None);
    assert_eq!(Form::of_tiff(&[0, 1, 0]), Form::OLD_TIFF);
    assert_eq!((Form::of_tiff(&[0x80, 1]), Form::of_gif(0), Form::of_gif(12)), (Form::TIFF, None, None));
}
