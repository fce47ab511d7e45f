//! Lengths, start codes, units that decoders skip.

use super::*;
use crate::base::Limits;
use crate::testing::nal::{sample, stuffed};

fn lens(bytes: &[u8], lengths: LengthSize) -> Result<Vec<u64>, Error> {
    let mut lens = Vec::new();
    let input = Input::from_bytes(bytes);
    units(&input, Span::new(0, input.len()), lengths, |unit| {
        lens.push(unit.len);
        Ok(())
    })?;
    Ok(lens)
}

#[test]
fn units_tile_their_sample_whatever_the_length_of_lengths() {
    assert_eq!(lens(&sample(&[b"abc", b"", b"d"]), LengthSize::Four).unwrap(), [3, 1]);
    assert_eq!(lens(b"\0\x02ab\0\0\0\x01c", LengthSize::Two).unwrap(), [2, 1]);
    assert_eq!(lens(b"\x01a\0\x02bc", LengthSize::One).unwrap(), [1, 2]);
    assert_eq!([0, 1, 2, 3].map(LengthSize::of_minus_one).map(|size| size.map_or(0, LengthSize::bytes)), [1, 2, 0, 4]);
}

#[test]
fn what_is_left_over_is_malformed_and_start_codes_are_a_byte_stream() {
    let kind = |bytes: &[u8]| match lens(bytes, LengthSize::Four) {
        Err(Error::Malformed { what, .. }) => format!("{what:?}"),
        Err(Error::Unsupported { what, .. }) => format!("{what:?}"),
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(&[&sample(&[b"abc"])[..], b"\0"].concat()), "CodedSample");
    assert_eq!(kind(b"\0\0\0\x09abc"), "CodedSample");
    assert_eq!(kind(b"\0\0\0\x01\x67abcdefgh"), "ByteStream");
    assert_eq!(kind(b"\0\0\x01\x67abc"), "ByteStream");
}

#[test]
fn a_unit_that_nobody_reads_becomes_filler_data() {
    for (unit, copy) in [
        (&b"\x0Csecret\x80"[..], &b"\x0C\xFF\xFF\xFF\xFF\xFF\xFF\x80"[..]),
        (b"\x0Csecret", b"\x0C\xFF\xFF\xFF\xFF\xFF\xFF"),
        (b"\x0Csec\x80\0\0", b"\x0C\xFF\xFF\xFF\x80\0\0"),
        (b"\x0C\x80", b"\x0C\x80"),
        (b"\x0C", b"\x0C"),
    ] {
        let walk = |input: &Input<'_>, unit: Span, marks: &mut Vec<Mark>| {
            stuff(input, Span::new(unit.start + 1, unit.len - 1), 12, marks)
        };
        let (stuffed, marks) = stuffed(unit, walk).unwrap();
        assert_eq!(stuffed, copy);
        assert!(marks.iter().all(|mark| !mark.says.is_empty()));
    }
}

#[test]
fn units_of_a_byte_stream_are_found_without_the_zeros_between_them() {
    let bytes = b"abc\0\0\0\x01de\0\0\x01\0\0\x01f\0\0";
    let mut found = Vec::new();
    let input = Input::from_bytes(bytes);
    stream(&input, Span::new(0, input.len()), |unit| {
        found.push((unit.start, unit.len));
        Ok(())
    })
    .unwrap();
    assert_eq!(found, [(0, 3), (7, 2), (15, 1)]);
    assert!(single(&input, Span::new(0, 6)).is_ok() && single(&input, Span::new(0, 7)).is_err());
}

#[test]
fn text_is_read_as_text_and_anything_else_is_counted() {
    assert_eq!(said(b"Nora Petit\0\x01\x02", 13), Value::Text("Nora Petit".into()));
    assert_eq!(said(&[0x80, 1, 2, 3, 4], 5), Value::Bytes(5));
    assert_eq!(said(b"ab", 2), Value::Bytes(2));
    assert!(Limits::DEFAULT.block_bytes > UNREAD_BYTES as u64);
}
