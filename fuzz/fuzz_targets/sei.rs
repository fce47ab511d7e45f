//! Any messages in a SEI unit, in a stream whose parameter sets are known: what stays of them is the same in the copy, and
//! no byte of what goes is left.
#![no_main]

use untrace_core::base::Span;
use untrace_core::codecs::nal::rbsp::Coded;
use untrace_core::codecs::{avc, hevc};
use untrace_fuzz::marks;

/// A configuration of H.264 whose parameter set has delays of 24 bits, pic_struct and clocks, and one of H.265 by x265.
const AVC: &[u8] =
    b"\x01\x64\0\x0D\xFF\xE1\0\x1B\x67\x42\0\x1E\xDA\xD2\xB0\x5E\0\0\x03\0\x01\x7B\xDE\xF8\0\0\x03\0\x03\0\0\x03\0\x01\0\0\x80\0";
const HEVC: &[u8] =
    b"\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\x01\xA1\0\x01\0\x2A\x42\x01\x01\x01\x60\0\0\x03\0\x90\0\0\x03\0\0\x03\
    \0\x3C\xA0\x0A\x08\x0F\x16\x59\x59\x52\x93\x0B\xC0\x5A\x02\0\0\x03\0\x02\0\0\x03\0\x32\x10";

/// Kind, length, payload; the kinds count from the one before, so that small bytes reach all of them.
fn messages(mut bytes: &[u8]) -> Vec<u8> {
    let mut list = Vec::new();
    while let [kind, len, rest @ ..] = bytes {
        let (payload, behind) = rest.split_at(rest.len().min(usize::from(*len)));
        list.extend([*kind % 255, u8::try_from(payload.len() % 255).unwrap_or(0)]);
        list.extend(&payload[..payload.len() % 255]);
        bytes = behind;
    }
    list.push(0x80);
    list
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut coded = Coded::default();
    coded.extend(&messages(bytes));
    for (configuration, header) in [(AVC, &[6][..]), (HEVC, &[0x4E, 1]), (HEVC, &[0x50, 1])] {
        let unit = [header, &coded.bytes].concat();
        let length = u32::try_from(unit.len()).expect("inputs are short").to_be_bytes();
        let file = [configuration, &length, &unit].concat();
        let set = Span::from(0..configuration.len());
        let sample = Span::from(configuration.len()..file.len());
        marks(&file, |input, found| {
            if header.len() == 1 {
                avc::configuration(input, set, found)?.walk(input, sample, found)
            } else {
                hevc::configuration(input, set, found)?.walk(input, sample, found)
            }
        });
    }
});
