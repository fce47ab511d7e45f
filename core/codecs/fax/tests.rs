use super::*;
use ::fax::encoder::Encoder;
use ::fax::maps::{black, white};
use ::fax::{BitWriter, Bits, Color, VecWriter};
use proptest::prelude::*;

/// Rows of pixels, black where true.
type Rows = Vec<Vec<bool>>;

fn rows() -> impl Strategy<Value = Rows> {
    let runs = proptest::collection::vec(1_usize..90, 40);
    (1_usize..2700, proptest::collection::vec((runs, any::<bool>(), 0_usize..4), 1..12)).prop_map(|(columns, rows)| {
        let mut all: Rows = Vec::new();
        for (runs, first, like) in rows {
            let mut row: Vec<bool> = match all.last() {
                // Rows resemble the previous one, shifted a little: this is what two-dimensional modes are for.
                Some(before) if like > 0 => std::iter::repeat_n(first, like).chain(before.iter().copied()).collect(),
                _ => runs.iter().enumerate().flat_map(|(at, &run)| std::iter::repeat_n((at % 2 == 0) == first, run)).collect(),
            };
            row.resize(columns, false);
            all.push(row);
        }
        all
    })
}

fn group4(rows: &Rows) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    for row in rows {
        let pixels = row.iter().map(|&black| if black { Color::Black } else { Color::White });
        encoder.encode_line(pixels, row.len() as u16).unwrap();
    }
    encoder.finish().unwrap().finish()
}

fn bits(writer: &mut VecWriter, data: u16, len: u8) {
    let Ok(()) = writer.write(Bits { data, len });
}

fn runs(writer: &mut VecWriter, row: &[bool]) {
    let mut color = false;
    let mut at = 0;
    while at < row.len() {
        let mut run = row[at..].iter().take_while(|&&pixel| pixel == color).count();
        at += run;
        let mut put = |run: usize| {
            let code = if color { black::encode(run as u16) } else { white::encode(run as u16) };
            let Ok(()) = writer.write(code.unwrap());
        };
        while run >= 2560 {
            put(2560);
            run -= 2560;
        }
        if run >= 64 {
            put(run & !63);
        }
        put(run & 63);
        color = !color;
    }
}

/// Each row starts at a whole byte.
fn aligned(rows: &Rows) -> Vec<u8> {
    let row = |row: &Vec<bool>| {
        let mut writer = VecWriter::new();
        runs(&mut writer, row);
        writer.finish()
    };
    rows.iter().flat_map(row).collect()
}

fn group3(rows: &Rows, closes: usize) -> Vec<u8> {
    let mut writer = VecWriter::new();
    for row in rows {
        bits(&mut writer, 1, 12);
        runs(&mut writer, row);
    }
    (0..closes).for_each(|_| bits(&mut writer, 1, 12));
    writer.finish()
}

fn form(coding: Coding, rows: &Rows) -> Form {
    Form { coding, least_first: false, columns: rows[0].len() as u32, rows: rows.len() as u32 }
}

const GROUP3: Coding = Coding::Group3 { two_dimensional: false };

fn reversed(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte.reverse_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_was_coded_ends_where_it_ends(rows in rows(), behind: Vec<u8>) {
        for (coding, coded) in [
            (Coding::Group4, group4(&rows)),
            (Coding::Aligned(8), aligned(&rows)),
            (GROUP3, group3(&rows, 0)),
            (GROUP3, group3(&rows, 6)),
        ] {
            // What follows does not begin like another end of line.
            let all = [&coded[..], &[0xFF], &behind].concat();
            let form = form(coding, &rows);
            prop_assert_eq!(end(&all, form), Some(coded.len()), "{:?}", coding);
            prop_assert_eq!(end(&reversed(&all), Form { least_first: true, ..form }), Some(coded.len()));
            let half = &coded[..coded.len() / 2];
            // Half of a short one contains all rows.
            prop_assert!(end(half, form).is_none_or(|end| end == half.len() || coded.len() < 40));
        }
    }

    #[test]
    fn no_bytes_make_it_leave_the_data(bytes: Vec<u8>, columns in 0_u32..3000, rows: u32) {
        for coding in [Coding::Group4, Coding::Aligned(8), Coding::Aligned(16), GROUP3, Coding::Group3 { two_dimensional: true }] {
            let form = Form { coding, least_first: false, columns, rows: rows.min(10_000) };
            prop_assert!(end(&bytes, form).is_none_or(|end| end <= bytes.len()));
        }
    }
}

#[test]
fn a_picture_that_says_that_it_ends_is_read_no_further() {
    let rows = vec![vec![false, true, true, false]; 3];
    for (coding, coded) in [(Coding::Group4, group4(&rows)), (GROUP3, group3(&rows, 6))] {
        let asked = Form { rows: 9, ..form(coding, &rows) };
        assert_eq!(end(&[&coded[..], b"Nora Petit"].concat(), asked), Some(coded.len()));
    }
}
